"""How far the reviews are, and what a meeting waits for from whom."""

from collections.abc import Iterator
from datetime import datetime

from tusoi.foundation.access.models import Account
from tusoi.foundation.tally.actions import Raw
from tusoi.process.campaigns.models import Campaign
from tusoi.process.campaigns.progress import Task
from tusoi.process.campaigns.states import REVIEWS
from tusoi.process.reviews.models import AgendaItem

MEASURE = REVIEWS
MEASURES = (REVIEWS,)


def concluded_subjects(campaign: Campaign) -> set[int]:
    """Subjects on whom the deciding collective has concluded."""
    items = AgendaItem.objects.deciding().concluded().filter(meeting__campaign=campaign)
    return set(items.values_list("subject", flat=True))


def raw(campaign: Campaign) -> Iterator[Raw]:
    """Every subject, and whether the review of it is concluded; due when its tier closes."""
    concluded = concluded_subjects(campaign)
    for pk, path, closes_on in campaign.subjects.values_list("pk", "campaign_unit__path", "tier__closes_on"):
        yield Raw(path, MEASURE, int(pk in concluded), 1, closes_on)


def waiting_for(account: Account, campaign: Campaign, at: datetime) -> list[Task]:
    """What waits for this account; nothing as long as the pages are not there."""
    return []
