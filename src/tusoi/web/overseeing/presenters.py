"""What the overseer's page shows, from two steps: the answers to the issues, and the meetings."""

from dataclasses import dataclass
from datetime import datetime

from tusoi.foundation.access.models import Account
from tusoi.process.campaigns.models import Campaign
from tusoi.process.issues.presenters import Overseen, overseen_by
from tusoi.process.issues.views import judgement_form
from tusoi.process.reviews.presenters_attendance import Attendance, attendance_of


@dataclass(frozen=True)
class Followed:
    """A subject that I follow. meetings: where it is reviewed, and whether I was there."""

    overseen: Overseen
    meetings: list[Attendance]


def page_of(campaign: Campaign, account: Account, *, at: datetime) -> list[Followed]:
    """A fixed number of queries, whatever the number of subjects, points and meetings."""
    rows = overseen_by(campaign, account, at=at, form=judgement_form)
    subjects = [row.suggestions.subject_id for row in rows]
    meetings = attendance_of(account, subjects, at=at)
    return [Followed(row, meetings.get(row.suggestions.subject_id, [])) for row in rows]
