"""A campaign closes, and may be opened again. `supervision.actions_closing` calls these: it knows what is left."""

from datetime import datetime

from django.db import transaction

from tusoi.foundation.access.models import Account
from tusoi.foundation.journal.actions import record
from tusoi.foundation.kernel.states import move
from tusoi.process.campaigns import rules_closing as rules
from tusoi.process.campaigns.models import Campaign, Closing
from tusoi.process.campaigns.states import TRANSITIONS, Act, CampaignState


@transaction.atomic
def close(campaign: Campaign, *, left: int, note: str, by: Account | None, at: datetime) -> Closing:
    """left: how many things are not finished; with any, the note says why it is closed all the same."""
    rules.check_can_close(campaign, by=by, at=at)
    rules.check_is_accounted_for(left, note)
    move(campaign, CampaignState.CLOSED, table=TRANSITIONS)
    closing = Closing.objects.create(campaign=campaign, closed_on=at.date(), closed_by=by, note=note.strip())
    record(Act.CLOSED, campaign, by=by, at=at, scope=campaign.pk, left=left)
    return closing


@transaction.atomic
def reopen(campaign: Campaign, *, reason: str, by: Account | None, at: datetime) -> Closing:
    """The closing stays, with the reason for which it no longer holds."""
    rules.check_can_reopen(campaign, by=by, at=at)
    rules.check_reason(reason)
    move(campaign, CampaignState.OPEN, table=TRANSITIONS)
    closing = campaign.closings.get(reopened_on=None)
    closing.reopened_on, closing.reopened_by, closing.reason = at.date(), by, reason.strip()
    closing.save(update_fields=["reopened_on", "reopened_by", "reason"])
    record(Act.REOPENED, campaign, by=by, at=at, scope=campaign.pk, closing=closing.pk)
    return closing
