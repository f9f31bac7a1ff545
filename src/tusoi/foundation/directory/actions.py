"""Found units, enter people on the roll, give seats. Bulk verbs take plain rows: a roll of thousands is one call."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from tusoi.foundation.directory.models import (
    Collective,
    CollectiveKind,
    Level,
    Membership,
    MembershipKind,
    MembershipStatus,
    Person,
    Seat,
    SeatRank,
    Status,
    Unit,
)
from tusoi.foundation.directory.reorganising import free_path
from tusoi.foundation.kernel.refusal import Refused

BATCH = 500


@transaction.atomic
def found_unit(
    *,
    code: str,
    name: str,
    short_name: str,
    level: Level,
    since: date,
    parent: Unit | None = None,
    is_base: bool = False,
) -> Unit:
    """Found a unit under `parent` (None: a top unit). Raises Refused for a code in use."""
    if Unit.objects.filter(code=code).exists():
        raise Refused(_("Mã đơn vị %(code)s đã có") % {"code": code})
    return Unit.objects.create(
        code=code,
        name=name,
        short_name=short_name,
        level=level,
        parent=parent,
        path=free_path(parent),
        depth=parent.depth + 1 if parent else 0,
        is_base=is_base,
        since=since,
    )


@dataclass(frozen=True)
class RollRow:
    """One person with the membership that counts."""

    code: str
    name: str
    unit: Unit
    since: date
    status: str = Status.FULL
    birth_year: int | None = None


@transaction.atomic
def enter_on_roll(rows: Sequence[RollRow]) -> dict[str, Person]:
    """Enter people with their activity membership and status; all or none. Returns them by code.

    Raises Refused when a code occurs twice or is on the roll already.
    """
    codes = [row.code for row in rows]
    twice = {code for code in codes if codes.count(code) > 1} if len(set(codes)) < len(codes) else set()
    if twice:
        raise Refused(_("Trùng trong danh sách: %(codes)s") % {"codes": ", ".join(sorted(twice)[:5])})
    for start in range(0, len(codes), BATCH):
        known = Person.objects.filter(code__in=codes[start : start + BATCH]).values_list("code", flat=True).first()
        if known:
            raise Refused(_("Số %(code)s đã có trong danh sách đảng viên") % {"code": known})
    people = [Person(code=row.code, name=row.name, birth_year=row.birth_year).set_keys() for row in rows]
    Person.objects.bulk_create(people, batch_size=BATCH)
    memberships = [
        Membership(person=person, unit=row.unit, kind=MembershipKind.ACTIVITY, since=row.since)
        for person, row in zip(people, rows, strict=True)
    ]
    Membership.objects.bulk_create(memberships, batch_size=BATCH)
    MembershipStatus.objects.bulk_create(
        [
            MembershipStatus(membership=membership, status=row.status, since=row.since)
            for membership, row in zip(memberships, rows, strict=True)
        ],
        batch_size=BATCH,
    )
    return {person.code: person for person in people}


def add_person(*, code: str, name: str, birth_year: int | None = None) -> Person:
    """Somebody who is not on the roll but has a part: a retired official, a person of another organisation."""
    return Person.objects.create(code=code, name=name, birth_year=birth_year)


def set_up_collective(*, unit: Unit, code: str, name: str, kind: CollectiveKind | str) -> Collective:
    return Collective.objects.create(unit=unit, code=code, name=name, kind=kind)


@dataclass(frozen=True)
class SeatRow:
    collective: Collective
    person: Person
    position: str
    rank: SeatRank | str
    order: int
    since: date


def give_seats(rows: Iterable[SeatRow]) -> list[Seat]:
    """Give people their places on collectives."""
    return Seat.objects.bulk_create(
        [
            Seat(
                collective=row.collective,
                person=row.person,
                position=row.position,
                rank=row.rank,
                order=row.order,
                since=row.since,
            )
            for row in rows
        ],
        batch_size=BATCH,
    )
