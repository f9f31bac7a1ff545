"""Where people have been: the plain rows that the rules look at, read in two queries for any number of people."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from tusoi.foundation.directory.models import Membership, MembershipKind, MembershipStatus, Person, Unit

BATCH = 10_000


@dataclass
class History:
    """A person's places and the statuses at each, oldest first."""

    person: Person
    memberships: list[Membership] = field(default_factory=list)
    statuses: list[MembershipStatus] = field(default_factory=list)

    @property
    def activity(self) -> list[Membership]:
        return [row for row in self.memberships if row.kind == MembershipKind.ACTIVITY]

    @property
    def here(self) -> Membership | None:
        """The open membership that counts, or None for somebody who is on no roll now."""
        return next((row for row in self.activity if row.until is None), None)

    @property
    def status(self) -> MembershipStatus | None:
        """The open status at the open membership."""
        here = self.here
        return next((row for row in self.statuses if here and row.membership_id == here.pk and row.until is None), None)


def histories_of(people: Iterable[Person]) -> dict[int, History]:
    """By the person's key. Units come along."""
    found = {person.pk: History(person) for person in people}
    keys = list(found)
    for start in range(0, len(keys), BATCH):
        part = keys[start : start + BATCH]
        for row in Membership.objects.filter(person__in=part).select_related("unit").order_by("since", "pk"):
            found[row.person_id].memberships.append(row)
        statuses = MembershipStatus.objects.filter(membership__person__in=part).select_related("membership")
        for status in statuses.order_by("since", "pk"):
            found[status.membership.person_id].statuses.append(status)
    return found


def held(person: Person) -> History:
    """The history of one person, locked for the rest of the transaction: two officers do not move the same person at once."""
    locked = Person.objects.select_for_update().get(pk=person.pk)
    return histories_of([locked])[locked.pk]


def overlap(since: date, until: date | None, row: Membership) -> bool:
    """Whether two half-open periods have a day in common."""
    return (row.until is None or since < row.until) and (until is None or row.since < until)


def exists(unit: Unit, on: date) -> bool:
    return unit.since <= on and (unit.until is None or on < unit.until)
