"""What a campaign took over from those before it, and what of that it found again; counted from the register."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from tusoi.process.campaigns.models import Campaign
from tusoi.process.issues.models import Shortcoming, ShortcomingQuerySet


@dataclass(frozen=True)
class AcrossCampaigns:
    """carried_over: left to the campaign's subjects by earlier campaigns, unfinished when it began.

    relapsed: upheld again after it had been verified as mended. long_standing: unfinished on the day, and as old as the
    campaign's procedure says.
    """

    carried_over: int
    relapsed: int
    long_standing: int


def across_campaigns(campaign: Campaign, on: date) -> AcrossCampaigns:
    """campaign: an open or closed one, whose procedure is frozen. on: the day for what is long-standing."""
    old = Q(age__gte=campaign.rules.long_standing.campaigns)
    aged = _borne_by_subjects(campaign).still_open().with_age(on).filter(old)
    return AcrossCampaigns(
        carried_over=taken_over(campaign).count(),
        relapsed=relapsed_in(campaign).count(),
        long_standing=aged.count(),
    )


def taken_over(campaign: Campaign) -> ShortcomingQuerySet:
    """What earlier campaigns found, neither verified before this one began nor gone on in one between."""
    between = Shortcoming.objects.filter(earlier=OuterRef("pk"), issue__campaign__starts_on__lt=campaign.starts_on)
    unfinished = Q(verified_on=None) | Q(verified_on__gte=campaign.starts_on)
    return _borne_by_subjects(campaign).before(campaign).filter(unfinished).exclude(Exists(between))


def relapsed_in(campaign: Campaign) -> ShortcomingQuerySet:
    """Those of the campaign that go on from one that was verified as mended."""
    return Shortcoming.objects.filter(issue__campaign=campaign, earlier__verified_on__isnull=False)


def _borne_by_subjects(campaign: Campaign) -> ShortcomingQuerySet:
    """What the campaign's subjects bear, of this campaign and of those before."""
    subjects = campaign.subjects.order_by()
    bearers = Q(collective__in=subjects.exclude(collective=None).values("collective")) | Q(
        person__in=subjects.exclude(person=None).values("person")
    )
    return Shortcoming.objects.filter(bearers, issue__campaign__starts_on__lte=campaign.starts_on)
