"""Who is there in the units of a campaign-to-be, and who may do what: read in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from tusoi.foundation.access.models import Account, Grant
from tusoi.foundation.access.permissions import READS_DOWN
from tusoi.foundation.access.roles import ROLES, Permission, Role
from tusoi.foundation.directory.models import Collective, Membership, MembershipKind, Seat, Unit, in_force
from tusoi.foundation.tally.paths import ancestors, within

Holders = dict[tuple[Permission, str], set[int]]


@dataclass(frozen=True)
class People:
    """Units, and by their keys what stands in them. People are keys of persons; an account without a person is its negative key.

    here: who holds a permission at exactly one path; below: who holds it at a path and all under it. members: the paths of
    units that have members. counters: the units of those with an account and no seat.
    """

    units: list[Unit]
    collectives: dict[int, list[Collective]]
    seats: dict[int, list[tuple[int, str]]]
    members: set[str]
    leaves: set[int]
    with_account: set[int]
    agencies_of_counters: int
    here: Holders
    below: Holders

    def who_may(self, permission: Permission, path: str) -> set[int]:
        found = set(self.here.get((permission, path), set()))
        for above in ancestors(path):
            found |= self.below.get((permission, above), set())
        return found

    def has_members(self, unit: Unit) -> bool:
        return unit.path in self.members

    def others_than(self, seated: Iterable[int]) -> bool:
        """Whether somebody with an account is not among these."""
        return len(self.with_account) > sum(person in self.with_account for person in seated)


def people_of(top: Unit, on: date) -> People:
    """Everybody of a unit and all below it, as of a day. Seven queries."""
    units = list(Unit.objects.within(top).existing(on).order_by("path"))
    collectives: dict[int, list[Collective]] = defaultdict(list)
    for body in Collective.objects.filter(within(top.path, "unit__path")).order_by("code"):
        collectives[body.unit_id].append(body)
    seats: dict[int, list[tuple[int, str]]] = defaultdict(list)
    held = Seat.objects.filter(in_force(on), within(top.path, "collective__unit__path")).order_by("order")
    for body_id, person, rank in held.values_list("collective", "person", "rank"):
        seats[body_id].append((person, rank))
    active = Membership.objects.filter(in_force(on), within(top.path, "unit__path"), kind=MembershipKind.ACTIVITY)
    counted = active.values_list("unit__path").annotate(people=Count("pk")).order_by()
    accounts = Account.objects.filter(is_active=True).exclude(person=None)
    with_account = set(accounts.values_list("person", flat=True))
    seated = {person for rows in seats.values() for person, _rank in rows}
    homes = active.filter(person__account__is_active=True).values_list("person", "unit")
    here, below = _holders(top, on)
    parents = {unit.parent_id for unit in units}
    return People(
        units,
        collectives,
        seats,
        {above for path, _people in counted for above in ancestors(path)},
        {unit.pk for unit in units if unit.pk not in parents},
        with_account,
        len({unit for person, unit in homes if person not in seated}),
        here,
        below,
    )


def _holders(top: Unit, on: date) -> tuple[Holders, Holders]:
    """Who holds which permission where: at the units of the campaign, and at those above whose roles reach down."""
    places = Q(unit__path__in=ancestors(top.path)) | within(top.path, "unit__path")
    places |= within(top.path, "collective__unit__path")
    grants = Grant.objects.filter(in_force(on), places, account__is_active=True)
    here: Holders = defaultdict(set)
    below: Holders = defaultdict(set)
    rows = grants.values_list("role", "unit__path", "collective__unit__path", "account__person", "account")
    for role, path, path_of_collective, person, account in rows:
        rule = ROLES[Role(role)]
        for permission in rule.may:
            where = below if rule.reach or permission in READS_DOWN else here
            where[permission, path or path_of_collective or ""].add(person or -account)
    return here, below
