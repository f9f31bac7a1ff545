"""Rounds of slips in the calendar of a campaign: when slips are taken, and nothing about whom."""

from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.process.campaigns.dates import Entry, EntryKind, thing_of
from tusoi.process.campaigns.models import Campaign
from tusoi.process.feedback.models import Round, TeamMember


def dates_of(campaign: Campaign, account: Account, at: datetime) -> list[Entry]:
    """The first and the last day of every round that the account sees; one's own are those one counts.

    The round's title stays on its page: it may say about whom is asked.
    """
    rounds = Round.objects.visible_to(account, at.date()).filter(campaign=campaign).select_related("campaign_unit")
    counted: set[int] = set()
    if account.person_id:
        counted = set(TeamMember.objects.filter(person=account.person_id).values_list("round", flat=True))
    entries = []
    for row in rounds:
        is_mine = row.pk in counted
        entries += [
            _entry(row, campaign, "opens", _("Bắt đầu nhận phiếu góp ý"), row.opens_on, is_mine=is_mine),
            _entry(row, campaign, "closes", _("Hết hạn nhận phiếu góp ý"), row.closes_on, is_mine=is_mine),
        ]
    return entries


def _entry(row: Round, campaign: Campaign, part: str, title: str, day: date, *, is_mine: bool) -> Entry:
    return Entry(
        EntryKind.ROUND,
        thing_of(row),
        title,
        day,
        day,
        reverse("feedback:round", args=[campaign.code, row.code]),
        about=row.campaign_unit.short_name,
        path=row.campaign_unit.path,
        part=part,
        is_mine=is_mine,
    )
