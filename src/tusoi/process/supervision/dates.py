"""When commitments are due and checks on the spot are planned, in the calendar of a campaign: what the account may see, no content."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.process.campaigns.dates import Entry, EntryKind, Needed, thing_of
from tusoi.process.campaigns.models import Campaign
from tusoi.process.supervision.models import Commitment, Visit
from tusoi.process.supervision.rules import local_day
from tusoi.process.supervision.states import CommitmentState, VisitState


def dates_of(campaign: Campaign, account: Account, at: datetime) -> list[Entry]:
    return _due(campaign, account, at) + _visits(campaign, account, at)


def _visits(campaign: Campaign, account: Account, at: datetime) -> list[Entry]:
    """Planned and held ones, not those that were dropped; where, and who goes, never what is looked at."""
    rows = Visit.objects.visible_to(account, local_day(at)).filter(campaign=campaign)
    return [
        Entry(
            EntryKind.VISIT,
            thing_of(row),
            _("Kiểm tra tại chỗ việc khắc phục"),
            row.held_on or row.planned_on,
            row.held_on or row.planned_on,
            reverse("supervision:visit", args=[campaign.code, row.pk]),
            about=row.campaign_unit.short_name,
            place=row.place,
            path=row.campaign_unit.path,
            is_mine=account.person_id is not None and account.person_id == row.visitor_id,
            is_over=row.state == VisitState.HELD,
            needs=(Needed(row.visitor_id, row.visitor.name, _("người kiểm tra")),),
        )
        for row in rows.exclude(state=VisitState.DROPPED).select_related("campaign_unit", "visitor")
    ]


def _due(campaign: Campaign, account: Account, at: datetime) -> list[Entry]:
    """One's own are those that one owns or supervises."""
    rows = Commitment.objects.visible_to(account, local_day(at)).filter(campaign=campaign)
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
