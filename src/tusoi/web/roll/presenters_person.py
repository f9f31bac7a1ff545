"""A member's page: what is held about a person, from the first day to the last, and what can be done."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter

from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account, Grant
from tusoi.foundation.access.permissions import may
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.directory.histories import History, histories_of
from tusoi.foundation.directory.models import Membership, MembershipKind, Merge, Person, Seat
from tusoi.foundation.tally.paths import ancestors
from tusoi.process.reports.models import Report
from tusoi.web.roll.forms import open_roles, role_words
from tusoi.web.roll.rules import keeps
from tusoi.web.roll.verbs import VERBS, Verb


@dataclass(frozen=True)
class Moment:
    """One entry of the line through a person's time on the roll."""

    at: date
    title: str
    text: str = ""
    kind: str = "plain"


@dataclass(frozen=True)
class PersonPage:
    """Statuses, reasons and the year of birth are empty for those who may not read them; phone and roles for all but keepers and oneself."""

    person: Person
    is_entitled: bool
    keeps: bool
    is_self: bool
    here: Membership | None
    status: str
    others: list[Membership]
    seats: list[Seat]
    moments: list[Moment]
    roles: list[Grant]
    outlived: list[str]
    reports: list[Report]
    verbs: list[tuple[str, Verb]]
    merges: list[Merge]

    @property
    def shows_phone(self) -> bool:
        return self.keeps or self.is_self


def person_of(person: Person, account: Account, *, at: datetime) -> PersonPage:
    on = at.date()
    history = histories_of([person])[person.pk]
    entitled = is_entitled(person, history.memberships, account, on)
    seats = list(person.seats.select_related("collective__unit").order_by("-since", "order"))
    mine, keeper = account.person_id == person.pk, keeps(person, by=account, on=on)
    current = history.status
    grants = Grant.objects.filter(account__person=person).select_related("unit", "collective").order_by("-since")
    merges = Merge.objects.filter(kept=person, undone_on=None).select_related("other").order_by("-pk")
    return PersonPage(
        person=person,
        is_entitled=entitled,
        keeps=keeper,
        is_self=mine,
        here=history.here,
        status=str(current.get_status_display()) if current and entitled else "",
        others=[row for row in history.memberships if row.until is None and row.kind != MembershipKind.ACTIVITY],
        seats=[seat for seat in seats if seat.until is None or seat.until > on],
        moments=sorted(_moments(history, seats, entitled), key=attrgetter("at")),
        roles=list(grants) if mine or keeper else [],
        outlived=[role_words(row) for row in open_roles(person, on)] if keeper and history.here is None else [],
        reports=_reports(person, account, on),
        verbs=[(slug, verb) for slug, verb in VERBS.items() if keeper and verb.fits(history)],
        merges=list(merges) if keeper else [],
    )


def _reports(person: Person, account: Account, on: date) -> list[Report]:
    """Reports of the person that the account may read where they stand."""
    seen = Report.objects.visible_to(account, on).filter(subject__person=person)
    return list(seen.select_related("campaign", "subject").order_by("-campaign__starts_on"))


def _moments(history: History, seats: list[Seat], entitled: bool) -> Iterator[Moment]:
    yield from _places(history, entitled)
    if entitled:
        firsts = {(row.pk, row.since) for row in history.memberships}
        for status in history.statuses:
            if (status.membership_id, status.since) not in firsts:  # those stand beside the place
                yield Moment(status.since, _("Tình trạng: %(status)s") % {"status": status.get_status_display()})
    for seat in seats:
        title = f"{seat.position}, {seat.collective.name}"
        yield Moment(seat.since, _("Nhận chức vụ: %(seat)s") % {"seat": title}, kind="committed")
        if seat.until:
            yield Moment(seat.until, _("Thôi chức vụ: %(seat)s") % {"seat": title})


def _places(history: History, entitled: bool) -> Iterator[Moment]:
    """Joins, transfers (an end and a beginning on one day) and leavings; other places as they began and ended."""
    before: Membership | None = None
    first_status = {
        (status.membership_id, status.since): str(status.get_status_display()).capitalize()
        for status in history.statuses
        if entitled
    }
    for row in history.activity:
        if before and before.until == row.since and not before.left_because:
            title = _("Chuyển sinh hoạt từ %(old)s đến %(new)s") % {"old": before.unit.name, "new": row.unit.name}
        else:
            title = _("Vào danh sách %(unit)s") % {"unit": row.unit.name}
        yield Moment(row.since, title, first_status.get((row.pk, row.since), ""), kind="done")
        if row.until and (row.left_because or all(later.since != row.until for later in history.activity)):
            because = str(row.get_left_because_display()).capitalize() if entitled else ""
            yield Moment(row.until, _("Ra khỏi danh sách %(unit)s") % {"unit": row.unit.name}, because)
        before = row
    for row in history.memberships:
        if row.kind in {MembershipKind.RESIDENCE, MembershipKind.SECONDED}:
            title = f"{str(row.get_kind_display()).capitalize()}: {row.unit.name}"
            yield Moment(row.since, title)
            if row.until:
                yield Moment(row.until, _("Kết thúc %(place)s") % {"place": title})


def is_entitled(person: Person, memberships: list[Membership], account: Account, on: date) -> bool:
    """Personal fields: oneself, and whoever records for a unit where the person is, or for a unit above it; or keeps the roll."""
    if account.person_id == person.pk or keeps(person, by=account, on=on):
        return True
    homes = [row.unit.path for row in memberships if row.until is None or row.until > on]
    return any(may(account, Permission.RECORD_UNIT, path, on=on) for home in homes for path in ancestors(home))
