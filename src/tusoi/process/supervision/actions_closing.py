"""Close a campaign: what is not mended is carried in the register. Open it again: the register takes it back."""

from datetime import datetime

from django.db import transaction

from tusoi.foundation.access.models import Account
from tusoi.process.campaigns import actions_closing as campaigns
from tusoi.process.campaigns.models import Campaign, Closing
from tusoi.process.issues.actions_register import move_shortcoming
from tusoi.process.issues.models import Shortcoming
from tusoi.process.issues.states import ShortcomingState
from tusoi.process.supervision.actions import follow
from tusoi.process.supervision.closing import count_left

# What came back (RELAPSED) stays so: it is open, and waits for a new commitment whether its campaign is closed or not.
TO_CARRY = (ShortcomingState.OPEN, ShortcomingState.MENDING, ShortcomingState.CLAIMED)


@transaction.atomic
def close(campaign: Campaign, *, note: str = "", by: Account | None, at: datetime) -> Closing:
    """Close, and mark in the register what goes on. Commitments go on as they are: nothing ends because a year ends."""
    closing = campaigns.close(campaign, left=count_left(campaign), note=note, by=by, at=at)
    rows = Shortcoming.objects.select_for_update().still_open().filter(issue__campaign=campaign, state__in=TO_CARRY)
    for row in rows.select_related("issue").order_by("pk"):
        move_shortcoming(row, ShortcomingState.CARRIED, by=by, at=at)
    return closing


@transaction.atomic
def reopen(campaign: Campaign, *, reason: str, by: Account | None, at: datetime) -> Closing:
    """Open a closed campaign again. What was carried and no later campaign has taken up is again where its commitments are."""
    closing = campaigns.reopen(campaign, reason=reason, by=by, at=at)
    rows = Shortcoming.objects.select_for_update().still_open().filter(issue__campaign=campaign)
    for row in rows.filter(state=ShortcomingState.CARRIED).select_related("issue").order_by("pk"):
        promised = row.commitments.first()
        if promised is None:
            move_shortcoming(row, ShortcomingState.OPEN, by=by, at=at)
        else:
            follow(promised, by=by, at=at)
    return closing
