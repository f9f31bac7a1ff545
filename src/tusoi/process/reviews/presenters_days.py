"""How many days the procedure asks for a review of this tier, beside how many days the meeting sat. Said, never blocked."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tusoi.process.campaigns.models import Subject
from tusoi.process.reviews.models import Meeting
from tusoi.process.reviews.states import MeetingState


@dataclass(frozen=True)
class DaysAsked:
    """What the procedure asks, by which clause, and a sentence where the meeting sat, or is planned for, fewer days."""

    words: str
    clause: str
    short: str


def days_asked(meeting: Meeting, subjects: Iterable[Subject]) -> DaysAsked | None:
    """None where the procedure names no days for the tier, or none for whom the agenda has."""
    tier = next((tier for tier in meeting.campaign.rules.tiers if tier.code == meeting.tier.code), None)
    if tier is None or tier.days is None:
        return None
    kinds = {subject.is_collective for subject in subjects}
    asked = []
    if True in kinds and tier.days.collective:
        asked.append((tier.days.collective, _("mỗi tập thể ít nhất %(n)s ngày")))
    if False in kinds and tier.days.individual:
        asked.append((tier.days.individual, _("mỗi cá nhân ít nhất %(n)s ngày")))
    if not asked:
        return None
    most = max(days for days, _text in asked)
    sat = 1 + meeting.adjournments.count()
    words = "; ".join(text % {"n": days} for days, text in asked)
    return DaysAsked(words, tier.days.cited, _short(meeting, sat, most) if sat < most else "")


def _short(meeting: Meeting, sat: int, asked: int) -> str:
    if meeting.state == MeetingState.CONCLUDED:
        return ngettext("Hội nghị này họp %(n)s ngày.", "Hội nghị này họp %(n)s ngày.", sat) % {"n": sat}
    return _("Một ngày không đủ thì tạm dừng hội nghị và hẹn ngày họp tiếp.")
