"""What a count of ballots waits for from whom."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.process.campaigns.models import Campaign
from tusoi.process.campaigns.progress import Task
from tusoi.process.reviews.models import BallotCount
from tusoi.process.reviews.presenters_ballot import count_url
from tusoi.process.reviews.rules_ballot import faults_of
from tusoi.process.reviews.states import MinutesState
from tusoi.process.reviews.states_rating import CountState


def ballots_waiting(account: Account, campaign: Campaign, at: datetime) -> Iterator[Task]:
    """Counts that this person is to finish as one of the team, or to sign as its head."""
    if account.person_id is None or campaign.frozen is None or campaign.rules.rating is None:
        return
    counts = BallotCount.objects.filter(
        meeting__campaign=campaign, state=CountState.DRAFT, counters__person=account.person_id
    ).exclude(meeting__minutes__state=MinutesState.FIXED)
    for count in counts.with_names():
        heads = any(row.is_head and row.person_id == account.person_id for row in count.counters.all())
        ready = not faults_of(count)
        if ready and not heads:
            continue
        what = _("Ký biên bản kiểm phiếu") if ready else _("Kiểm phiếu, ghi số phiếu")
        name = count.meeting.collective.name
        yield Task(what, name, None, count_url(count), _("Mở phần kiểm phiếu"), _("Hội nghị kiểm điểm"))
