"""What the pages of the organisation show, and to whom."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.permissions import may, units_where
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.directory.models import (
    Collective,
    Membership,
    MembershipKind,
    MembershipStatus,
    Person,
    Seat,
    Unit,
    in_force,
)
from tusoi.foundation.kernel.vietnamese import unaccent
from tusoi.foundation.tally.paths import ancestors

ROWS = 100
FOUND = 30  # units and people that a search shows


def units_seen_by(account: Account, on: date) -> QuerySet[Unit]:
    """Units that exist that day, where a role of the account shows figures, and all below them."""
    return units_where(account, Permission.SEE_FIGURES, on=on).filter(in_force(on)).select_related("level")


def people_seen_by(account: Account, on: date) -> QuerySet[Person]:
    """Members of the units the account sees, people with a seat there, and always oneself."""
    units = units_seen_by(account, on).order_by().values("pk")
    members = Membership.objects.filter(in_force(on), unit__in=units).values("person")
    seated = Seat.objects.filter(in_force(on), collective__unit__in=units).values("person")
    return Person.objects.filter(Q(pk__in=members) | Q(pk__in=seated) | Q(pk=account.person_id))


@dataclass(frozen=True)
class Found:
    person: Person
    unit: str


@dataclass(frozen=True)
class IndexPage:
    """Without a search the tops of what the account sees, each with its units; with one what was found."""

    text: str
    tops: list[tuple[Unit, list[Unit]]]
    units: list[Unit]
    people: list[Found]
    is_cut: bool


def index_of(account: Account, *, at: datetime, text: str) -> IndexPage:
    on = at.date()
    seen = units_seen_by(account, on)
    if not text:
        return IndexPage("", _tops_of(seen), [], [], False)
    units = seen
    for word in unaccent(text).split():
        units = units.filter(search_key__contains=word)
    found_units = list(units.order_by("sort_key")[: FOUND + 1])
    people = list(people_seen_by(account, on).search(text).order_by("sort_key")[: FOUND + 1])  # type: ignore[attr-defined]
    cut = len(found_units) > FOUND or len(people) > FOUND
    return IndexPage(text, [], found_units[:FOUND], _with_units(people[:FOUND], on), cut)


def _tops_of(seen: QuerySet[Unit]) -> list[tuple[Unit, list[Unit]]]:
    """The highest of these units, each with the units directly below it."""
    tops = list(seen.exclude(parent__in=seen.order_by().values("pk")).order_by("sort_key"))
    below: dict[int, list[Unit]] = {top.pk: [] for top in tops}
    for unit in seen.filter(parent__in=tops).order_by("sort_key"):
        below[unit.parent_id or 0].append(unit)
    return [(top, below[top.pk]) for top in tops]


def _with_units(people: list[Person], on: date) -> list[Found]:
    homes = {
        row.person_id: row.unit.name
        for row in Membership.objects.filter(
            in_force(on), person__in=[person.pk for person in people], kind=MembershipKind.ACTIVITY
        ).select_related("unit")
    }
    return [Found(person, homes.get(person.pk, "")) for person in people]


@dataclass(frozen=True)
class CollectiveCard:
    collective: Collective
    seats: list[Seat]


@dataclass(frozen=True)
class UnitPage:
    unit: Unit
    above: list[Unit]
    below: list[Unit]
    members: int
    own: Page[Person]
    collectives: list[CollectiveCard]
    may_reorganise: bool


def unit_of(unit: Unit, account: Account, *, at: datetime, page: str) -> UnitPage:
    on = at.date()
    seen = units_seen_by(account, on)
    own = Membership.objects.filter(in_force(on), unit=unit, kind=MembershipKind.ACTIVITY).values("person")
    collectives = list(unit.collectives.order_by("code"))
    seats: dict[int, list[Seat]] = {collective.pk: [] for collective in collectives}
    for seat in (
        Seat.objects.filter(in_force(on), collective__in=collectives).select_related("person").order_by("order")
    ):
        seats[seat.collective_id].append(seat)
    return UnitPage(
        unit=unit,
        above=list(seen.filter(path__in=ancestors(unit.path, include_self=False)).order_by("path")),
        below=list(seen.filter(parent=unit).order_by("sort_key")),
        members=Person.objects.in_unit(unit, on).count(),
        own=Paginator(Person.objects.filter(pk__in=own).order_by("sort_key"), ROWS).get_page(page),
        collectives=[CollectiveCard(collective, seats[collective.pk]) for collective in collectives],
        may_reorganise=may(account, Permission.MANAGE_CAMPAIGN, unit.path, on=on),
    )


@dataclass(frozen=True)
class PersonPage:
    """`statuses` and the year of birth are empty for those who may not read them."""

    person: Person
    is_entitled: bool
    memberships: list[Membership]
    seats: list[Seat]
    statuses: list[MembershipStatus]


def person_of(person: Person, account: Account, *, at: datetime) -> PersonPage:
    memberships = list(person.memberships.select_related("unit").order_by("-since"))
    entitled = is_entitled(person, memberships, account, at.date())
    statuses = list(MembershipStatus.objects.filter(membership__in=memberships).order_by("-since")) if entitled else []
    seats = list(person.seats.select_related("collective__unit").order_by("-since", "order"))
    return PersonPage(person, entitled, memberships, seats, statuses)


def is_entitled(person: Person, memberships: list[Membership], account: Account, on: date) -> bool:
    """Personal fields: oneself, and whoever records for a unit where the person is, or for a unit above it."""
    if account.person_id == person.pk:
        return True
    homes = [row.unit.path for row in memberships if row.until is None or row.until > on]
    return any(may(account, Permission.RECORD_UNIT, path, on=on) for home in homes for path in ancestors(home))
