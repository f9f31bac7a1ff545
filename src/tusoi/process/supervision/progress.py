"""How far the mending is, and what it waits for from whom."""

from collections.abc import Iterator
from datetime import datetime

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.permissions import reachable
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.tally.actions import Raw
from tusoi.process.campaigns.models import Campaign
from tusoi.process.campaigns.progress import Task
from tusoi.process.issues.models import Issue
from tusoi.process.issues.states import IssueState
from tusoi.process.supervision import rules
from tusoi.process.supervision.states import MEASURE, CommitmentState

__all__ = ["MEASURE", "MEASURES", "raw", "to_commit", "waiting_for"]

MEASURES = (MEASURE,)


def raw(campaign: Campaign) -> Iterator[Raw]:
    """Every commitment, and whether it is verified; due on its date."""
    for path, state, due_on in campaign.commitments.values_list("campaign_unit__path", "state", "due_on"):
        yield Raw(path, MEASURE, int(state == CommitmentState.VERIFIED), 1, due_on)


def to_commit(account: Account, campaign: Campaign, at: datetime) -> list[Issue]:
    """Upheld issues without a commitment, where this account may make one."""
    where = reachable(
        account, Permission.MAKE_COMMITMENT, on=rules.local_day(at), field="subject__campaign_unit__unit__path"
    )
    issues = campaign.issues.filter(where, state=IssueState.UPHELD, commitments=None)
    return list(issues.select_related("subject__campaign_unit", "campaign"))


def waiting_for(account: Account, campaign: Campaign, at: datetime) -> list[Task]:
    """What waits for this account; nothing as long as the pages are not there."""
    return []
