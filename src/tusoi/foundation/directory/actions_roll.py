"""Keep the roll: join, leave, transfer, statuses, details, seats, other places. All on a day, backwards inside reason.

`by` is the account, or None for the program; whether it may is asked in `web/roll/rules.py`, where roles are known.
"""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from tusoi.foundation.directory.changes import Changes
from tusoi.foundation.directory.histories import held
from tusoi.foundation.directory.models import Collective, Membership, Person, Seat, SeatRank, Status, Unit
from tusoi.foundation.directory.rules import (
    check_can_add_place,
    check_can_correct,
    check_can_end_place,
    check_can_join,
    check_can_leave,
    check_can_leave_seat,
    check_can_set_status,
    check_can_take_seat,
    check_can_transfer,
)
from tusoi.foundation.directory.states import Act
from tusoi.foundation.journal.actions import record
from tusoi.foundation.kernel.vietnamese import tidy


@transaction.atomic
def enter_person(*, code: str, name: str, birth_year: int | None = None, phone: str = "", at: datetime) -> Person:
    """A new row for somebody; `join` puts them on a roll. Raises Refused for a number in use or details that cannot be."""
    person = Person(code=code.strip(), name=tidy(name), birth_year=birth_year, phone=tidy(phone))
    blank = Person(code="")
    check_can_correct(blank, code=person.code, name=person.name, birth_year=birth_year, phone=person.phone, at=at)
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError:  # somebody was faster by a moment: now the rule sees it
        check_can_correct(blank, code=person.code, name=person.name, birth_year=birth_year, phone=person.phone, at=at)
        raise
    return person


@transaction.atomic
def join(person: Person, unit: Unit, *, since: date, status: str = Status.FULL, by: Any, at: datetime) -> Membership:
    """From the day on the person's activity is in the unit, which counts them. Somebody who left may join again."""
    history = held(person)
    check_can_join(history, unit, since=since, at=at)
    changes = Changes()
    membership = changes.begin(history, unit, since=since, status=status)
    changes.write()
    record(
        Act.JOINED, person, by=by, at=at, shard_id=person.shard_id, unit=unit.pk, since=since.isoformat(), status=status
    )
    return membership


@transaction.atomic
def leave(person: Person, *, on: date, reason: str, by: Any, at: datetime) -> None:
    """The person is on no roll from the day on; other places and seats on collectives end with it."""
    history = held(person)
    check_can_leave(history, on=on, at=at)
    changes = Changes()
    membership = changes.end(history, on=on, because=reason)
    for row in history.memberships:
        if row.until is None:
            row.until = on
            changes.ended.append(row)
    changes.write()
    Seat.objects.filter(person=person, until=None).update(until=on)
    record(
        Act.LEFT,
        person,
        by=by,
        at=at,
        shard_id=person.shard_id,
        unit=membership.unit_id,
        on=on.isoformat(),
        reason=reason,
    )


@transaction.atomic
def transfer(person: Person, to: Unit, *, on: date, by: Any, at: datetime) -> Membership:
    """The old unit counts the person until the day before, the new one from the day on; the status goes along."""
    history = held(person)
    check_can_transfer(history, to, on=on, at=at)
    before = history.here
    changes = Changes()
    membership = changes.move(history, to, on=on)
    changes.write()
    record(
        Act.TRANSFERRED,
        person,
        by=by,
        at=at,
        shard_id=person.shard_id,
        old=before.unit_id if before else 0,
        new=to.pk,
        on=on.isoformat(),
    )
    return membership


@transaction.atomic
def set_status(person: Person, status: str, *, since: date, by: Any, at: datetime) -> None:
    """Full, probationary, excused or suspended, from the day on."""
    history = held(person)
    check_can_set_status(history, status, since=since, at=at)
    changes = Changes()
    changes.restate(history, status, since=since)
    changes.write()
    record(Act.STATUS_SET, person, by=by, at=at, shard_id=person.shard_id, status=status, since=since.isoformat())


@transaction.atomic
def correct_details(
    person: Person, *, code: str, name: str, birth_year: int | None, phone: str, by: Any, at: datetime
) -> None:
    """Put right what is written of a person. The journal says which fields, never what stood in them."""
    row = held(person).person
    new = {"code": code.strip(), "name": tidy(name), "birth_year": birth_year, "phone": tidy(phone)}
    check_can_correct(row, **new, at=at)  # type: ignore[arg-type]
    changed = [name for name, value in new.items() if getattr(row, name) != value]
    for name_of_field, value in new.items():
        setattr(row, name_of_field, value)
    changes = Changes(corrected=[row.set_keys()])
    changes.write()
    record(Act.DETAILS_CORRECTED, row, by=by, at=at, shard_id=row.shard_id, fields=" ".join(changed))


@transaction.atomic
def take_seat(
    collective: Collective,
    person: Person,
    *,
    position: str,
    rank: str = SeatRank.MEMBER,
    since: date,
    by: Any,
    at: datetime,
) -> Seat:
    """A place on a collective from the day on; the head stands first, everybody else after the last."""
    held(person)
    Collective.objects.select_for_update().get(pk=collective.pk)  # one head, also when two officers name one at once
    check_can_take_seat(collective, person, rank, since=since, at=at)
    last = collective.seats.order_by("-order").values_list("order", flat=True).first() or 0
    seat = Seat.objects.create(
        collective=collective,
        person=person,
        position=tidy(position),
        rank=rank,
        order=0 if rank == SeatRank.HEAD else last + 1,
        since=since,
    )
    record(Act.SEAT_TAKEN, seat, by=by, at=at, person=person.pk, collective=collective.pk, since=since.isoformat())
    return seat


@transaction.atomic
def leave_seat(seat: Seat, *, on: date, by: Any, at: datetime) -> None:
    """The place is free from the day on. Raises Refused where somebody else was faster."""
    check_can_leave_seat(seat, on=on, at=at)
    if not Seat.objects.filter(pk=seat.pk, until=None).update(until=on):
        check_can_leave_seat(Seat.objects.get(pk=seat.pk), on=on, at=at)
    record(Act.SEAT_LEFT, seat, by=by, at=at, person=seat.person_id, collective=seat.collective_id, on=on.isoformat())


@transaction.atomic
def add_place(person: Person, unit: Unit, kind: str, *, since: date, by: Any, at: datetime) -> Membership:
    """Where somebody lives, or works on secondment, beside the place of activity; counted nowhere."""
    history = held(person)
    check_can_add_place(history, unit, kind, since=since, at=at)
    membership = Membership.objects.create(person=person, unit=unit, kind=kind, since=since)
    record(
        Act.PLACE_ADDED, membership, by=by, at=at, person=person.pk, unit=unit.pk, kind=kind, since=since.isoformat()
    )
    return membership


@transaction.atomic
def end_place(membership: Membership, *, on: date, by: Any, at: datetime) -> None:
    """The place ends on the day. Raises Refused where it ended already."""
    check_can_end_place(membership, on=on, at=at)
    if not Membership.objects.filter(pk=membership.pk, until=None).update(until=on):
        check_can_end_place(Membership.objects.get(pk=membership.pk), on=on, at=at)
    record(Act.PLACE_ENDED, membership, by=by, at=at, person=membership.person_id, on=on.isoformat())
