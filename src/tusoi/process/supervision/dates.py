"""When commitments are due, in the calendar of a campaign: those that the account may see, without what was promised."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.process.campaigns.dates import Entry, EntryKind, thing_of
from tusoi.process.campaigns.models import Campaign
from tusoi.process.supervision.models import Commitment
from tusoi.process.supervision.states import CommitmentState


def dates_of(campaign: Campaign, account: Account, at: datetime) -> list[Entry]:
    """One's own are those that one owns or supervises."""
    rows = Commitment.objects.visible_to(account, at.date()).filter(campaign=campaign)
    me = account.person_id
    return [
        Entry(
            EntryKind.COMMITMENT,
            thing_of(row),
            _("Hạn khắc phục một cam kết"),
            row.due_on,
            row.due_on,
            reverse("supervision:commitment", args=[campaign.code, row.code]),
            about=row.campaign_unit.short_name,
            path=row.campaign_unit.path,
            is_mine=me is not None and me in (row.owner_id, row.supervisor_id),
            is_over=row.state == CommitmentState.VERIFIED,
        )
        for row in rows.select_related("campaign_unit")
    ]
