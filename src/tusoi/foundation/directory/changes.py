"""What verbs decide about memberships, gathered and written in a fixed number of statements: for one person or thousands.

The functions take a `History` that the rules have passed. They change it too, so that the next decision sees them.
"""

from dataclasses import dataclass, field
from datetime import date

from tusoi.foundation.directory.histories import History
from tusoi.foundation.directory.models import Membership, MembershipKind, MembershipStatus, Person, Unit

BATCH = 500


@dataclass
class Changes:
    new_people: list[Person] = field(default_factory=list)
    corrected: list[Person] = field(default_factory=list)
    ended: list[Membership] = field(default_factory=list)
    begun: list[Membership] = field(default_factory=list)
    statuses_changed: list[MembershipStatus] = field(default_factory=list)
    statuses_begun: list[MembershipStatus] = field(default_factory=list)

    def write(self) -> None:
        """Ends before beginnings: nobody has two open places even for a moment."""
        Person.objects.bulk_create(self.new_people, batch_size=BATCH)
        fields = ["code", "name", "birth_year", "phone", "phone_key", "sort_key", "search_key"]
        Person.objects.bulk_update(self.corrected, fields, batch_size=BATCH)
        MembershipStatus.objects.bulk_update(self.statuses_changed, ["status", "until"], batch_size=BATCH)
        Membership.objects.bulk_update(self.ended, ["until", "left_because"], batch_size=BATCH)
        Membership.objects.bulk_create(self.begun, batch_size=BATCH)
        MembershipStatus.objects.bulk_create(self.statuses_begun, batch_size=BATCH)

    def begin(self, history: History, unit: Unit, *, since: date, status: str) -> Membership:
        """An activity membership with its first status."""
        membership = Membership(person=history.person, unit=unit, kind=MembershipKind.ACTIVITY, since=since)
        self.begun.append(membership)
        first = MembershipStatus(membership=membership, status=status, since=since)
        self.statuses_begun.append(first)
        history.memberships.append(membership)
        history.statuses.append(first)
        return membership

    def end(self, history: History, *, on: date, because: str = "") -> Membership:
        """End the open membership and its status on the day, which counts no more."""
        here, status = history.here, history.status
        assert here is not None  # the rules asked
        if status:
            status.until = on
            self.statuses_changed.append(status)
        here.until, here.left_because = on, because
        self.ended.append(here)
        return here

    def move(self, history: History, to: Unit, *, on: date) -> Membership:
        """From the open membership to another unit: no gap, no overlap, the status goes along."""
        status = history.status
        assert status is not None  # the rules asked
        self.end(history, on=on)
        return self.begin(history, to, since=on, status=status.status)

    def restate(self, history: History, status: str, *, since: date) -> None:
        """Another status from the day on; on the very day the open one began it is put right instead."""
        here, before = history.here, history.status
        assert here is not None  # the rules asked
        assert before is not None
        if before.since == since:
            before.status = status
            if before.pk:
                self.statuses_changed.append(before)
            return
        before.until = since
        self.statuses_changed.append(before)
        new = MembershipStatus(membership=here, status=status, since=since)
        self.statuses_begun.append(new)
        history.statuses.append(new)
