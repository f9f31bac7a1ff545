"""Whether somebody was at the meetings about certain subjects: by the roll, or as the superior whom the minutes name."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.process.reviews.models import AgendaItem, Attendee, Meeting
from tusoi.process.reviews.presenters import meeting_url
from tusoi.process.reviews.rules import local_day
from tusoi.process.reviews.states import MeetingState


@dataclass(frozen=True)
class Attendance:
    """One meeting about one subject, for one person. badge: a state of `ui`; url: "" where the account may not see it."""

    meeting: Meeting
    badge: str
    word: str
    reason: str
    url: str


def attendance_of(account: Account, subjects: Collection[int], *, at: datetime) -> dict[int, list[Attendance]]:
    """By subject, in the order of the days; three queries. Empty for an account that is nobody's."""
    me = account.person_id
    if me is None or not subjects:
        return {}
    items = AgendaItem.objects.filter(subject__in=subjects).select_related(
        "meeting__campaign", "meeting__collective", "meeting__campaign_unit"
    )
    items = items.order_by("meeting__held_on", "meeting__code")
    meetings = {item.meeting_id for item in items}
    marks = {row.meeting_id: row for row in Attendee.objects.filter(meeting__in=meetings, person=me)}
    visible = Meeting.objects.visible_to(account, local_day(at)).filter(pk__in=meetings)
    seen = set(visible.values_list("pk", flat=True))
    found: dict[int, list[Attendance]] = {}
    for item in items:
        meeting = item.meeting
        mark = marks.get(meeting.pk)
        badge, word = _in_words(meeting, mark, me)
        reason = mark.reason if mark is not None and mark.is_present is False else ""
        url = meeting_url(meeting) if meeting.pk in seen else ""
        found.setdefault(item.subject_id, []).append(Attendance(meeting, badge, word, reason, url))
    return found


def _in_words(meeting: Meeting, mark: Attendee | None, me: int) -> tuple[str, str]:
    planned = meeting.state == MeetingState.PLANNED
    if mark is not None and mark.is_present is not None and not planned:
        return ("done", _("có mặt")) if mark.is_present else ("late", _("vắng mặt"))
    if me == meeting.attending_superior_id:
        return ("waiting", _("được mời dự, chỉ đạo")) if planned else ("done", _("biên bản ghi dự, chỉ đạo"))
    if me in (meeting.chair_id, meeting.minute_taker_id) and not planned:
        return "done", _("có mặt")
    if mark is not None or me in (meeting.chair_id, meeting.minute_taker_id):
        return "waiting", _("được triệu tập")
    return ("soon", _("chưa có tên trong thành phần dự")) if planned else ("late", _("không ghi có dự"))
