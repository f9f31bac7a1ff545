"""How far the reviews are, and what a meeting waits for from whom."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.permissions import reachable
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.tally.actions import Raw
from tusoi.process.campaigns.models import Campaign, Subject
from tusoi.process.campaigns.progress import Task
from tusoi.process.campaigns.states import REVIEWS
from tusoi.process.reviews import rules
from tusoi.process.reviews.models import AgendaItem, Meeting
from tusoi.process.reviews.progress_rating import ballots_waiting
from tusoi.process.reviews.states import MeetingState, MinutesState

MEASURE = REVIEWS
MEASURES = (REVIEWS,)


def concluded_subjects(campaign: Campaign) -> set[int]:
    """Subjects on whom the deciding collective has concluded."""
    items = AgendaItem.objects.deciding().concluded().filter(meeting__campaign=campaign)
    return set(items.values_list("subject", flat=True))


def raw(campaign: Campaign) -> Iterator[Raw]:
    """Every subject, and whether the review of it is concluded; due when its tier closes."""
    concluded = concluded_subjects(campaign)
    for pk, path, closes_on in campaign.subjects.values_list("pk", "campaign_unit__path", "tier__closes_on"):
        yield Raw(path, MEASURE, int(pk in concluded), 1, closes_on)


def _page(meeting: Meeting, name: str) -> str:
    return reverse(f"reviews:{name}", kwargs={"campaign": meeting.campaign.code, "meeting": meeting.code})


def waiting_for(account: Account, campaign: Campaign, at: datetime) -> list[Task]:
    """Meetings to plan, to open, to go on with, and results to announce, of those that this account runs."""
    on = rules.local_day(at)
    runs = reachable(account, Permission.RUN_MEETING, on=on, field="campaign_unit__unit__path")
    mine = runs | Q(chair=account.person_id) | Q(minute_taker=account.person_id) if account.person_id else runs
    meetings = list(Meeting.objects.with_names().filter(mine, campaign=campaign))
    return [
        *_to_plan(account, campaign, at),
        *(task for meeting in meetings for task in _task_of(meeting, at)),
        *_to_sign(account, meetings),
        *ballots_waiting(account, campaign, at),
    ]


def _to_sign(account: Account, meetings: Sequence[Meeting]) -> Iterator[Task]:
    """Minutes that wait for this account's signature, or for one on paper of somebody who has no account."""
    waiting = [
        (meeting, meeting.minute_taker if meeting.minutes.state == MinutesState.DRAFT else meeting.chair)
        for meeting in meetings
        if meeting.state == MeetingState.CONCLUDED and meeting.minutes.state != MinutesState.FIXED
    ]
    signers = [person.pk for _meeting, person in waiting]
    with_accounts = set(
        Account.objects.filter(person__in=signers, is_active=True).values_list("person", flat=True) if signers else []
    )
    for meeting, person in waiting:
        if person.pk == account.person_id or person.pk not in with_accounts:
            what = _("Hoàn chỉnh, ký biên bản") if person == meeting.minute_taker else _("Chủ trì xem và ký biên bản")
            url = _page(meeting, "edit-minutes")
            yield Task(what, meeting.collective.name, None, url, _("Mở biên bản"), _("Hội nghị kiểm điểm"))


def _task_of(meeting: Meeting, at: datetime) -> Iterator[Task]:
    name, kind = meeting.collective.name, _("Hội nghị kiểm điểm")
    if meeting.state == MeetingState.IN_SESSION:
        yield Task(
            _("Họp tiếp và kết luận"), name, meeting.tier.closes_on, _page(meeting, "room"), _("Vào phòng họp"), kind
        )
    elif meeting.state == MeetingState.PLANNED:
        button = _("Khai mạc") if meeting.held_on <= rules.local_day(at) else _("Xem chuẩn bị")
        yield Task(_("Điểm danh, khai mạc hội nghị"), name, meeting.held_on, _page(meeting, "meeting"), button, kind)
    elif not meeting.announcements.exists():
        yield Task(_("Thông báo kết quả kiểm điểm"), name, None, _page(meeting, "meeting"), _("Thông báo"), kind)


def _to_plan(account: Account, campaign: Campaign, at: datetime) -> Iterator[Task]:
    """Collectives of the account's own units that have subjects on no agenda."""
    on = rules.local_day(at)
    runs = reachable(account, Permission.RUN_MEETING, on=on, field="decided_by__unit__path")
    waiting = (
        Subject.objects.filter(runs, campaign=campaign)
        .exclude(pk__in=AgendaItem.objects.deciding().filter(meeting__campaign=campaign).values("subject"))
        .order_by("tier__order")
        .values_list("decided_by__code", "decided_by__name", "tier__closes_on")
        .distinct()
    )
    for code, name, closes_on in waiting:
        url = reverse("reviews:plan", kwargs={"campaign": campaign.code, "collective": code})
        yield Task(_("Lên lịch hội nghị kiểm điểm"), name, closes_on, url, _("Lên lịch"), _("Hội nghị kiểm điểm"))
