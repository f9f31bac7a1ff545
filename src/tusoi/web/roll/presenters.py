"""What the pages of the organisation show, and to whom."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.permissions import may, may_anywhere, units_where
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.directory.models import (
    Collective,
    Membership,
    MembershipKind,
    Person,
    Seat,
    Unit,
    in_force,
)
from tusoi.foundation.kernel.vietnamese import phone_key, unaccent
from tusoi.foundation.tally.paths import ancestors
from tusoi.web.roll.rules import people_kept_by, places_kept

ROWS = 100
FOUND = 30  # units and people that a search shows
PHONE_DIGITS = 4  # fewer would find everybody


def units_seen_by(account: Account, on: date) -> QuerySet[Unit]:
    """Units that exist that day, where a role of the account shows figures, and all below them."""
    return units_where(account, Permission.SEE_FIGURES, on=on).filter(in_force(on)).select_related("level")


def people_seen_by(account: Account, on: date) -> QuerySet[Person]:
    """Members of the units the account sees, people with a seat there, always oneself; those who left, for the roll's keeper."""
    units = units_seen_by(account, on).order_by().values("pk")
    members = Membership.objects.filter(in_force(on), unit__in=units).values("person")
    seated = Seat.objects.filter(in_force(on), collective__unit__in=units).values("person")
    left = places_kept(account, on).values("person")
    return Person.objects.not_merged().filter(
        Q(pk__in=members) | Q(pk__in=seated) | Q(pk__in=left) | Q(pk=account.person_id)
    )


def people_found(account: Account, on: date, text: str) -> QuerySet[Person]:
    """By name without accents and by number; by the last digits of a phone only among those whose roll the account keeps."""
    found: QuerySet[Person] = people_seen_by(account, on).search(text)  # type: ignore[attr-defined]
    digits = phone_key(text)
    if len(digits) >= PHONE_DIGITS and not any(c.isalpha() for c in text):
        kept = people_kept_by(account, on).filter(phone_key__endswith=digits).values("pk")
        found = found | people_seen_by(account, on).filter(pk__in=kept)
    return found


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
    keeps: bool


def index_of(account: Account, *, at: datetime, text: str) -> IndexPage:
    on = at.date()
    seen = units_seen_by(account, on)
    if not text:
        return IndexPage("", _tops_of(seen), [], [], False, may_anywhere(account, Permission.KEEP_ROLL, on=on))
    units = seen
    for word in unaccent(text).split():
        units = units.filter(search_key__contains=word)
    found_units = list(units.order_by("sort_key")[: FOUND + 1])
    people = list(people_found(account, on, text).order_by("sort_key")[: FOUND + 1])
    cut = len(found_units) > FOUND or len(people) > FOUND
    return IndexPage(text, [], found_units[:FOUND], _with_units(people[:FOUND], on), cut, keeps=False)


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
    keeps: bool


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
        keeps=may(account, Permission.KEEP_ROLL, unit.path, on=on),
    )
