"""Pages of the plan. `campaign_or_404` and `unit_or_404` are how every later room gets what an address names."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from tusoi.process.campaigns.models import Campaign, CampaignUnit


def campaign_or_404(request: HttpRequest, code: str) -> Campaign:
    """The campaign with this code, if the account may see it that day; else 404."""
    seen = Campaign.objects.visible_to(request.user, request.at.date())  # type: ignore[arg-type,attr-defined]
    return get_object_or_404(seen.select_related("unit", "frozen"), code=code)


def unit_or_404(request: HttpRequest, campaign: Campaign, code: str) -> CampaignUnit:
    """The campaign's unit with this code, if the account may see its figures that day; else 404."""
    seen = CampaignUnit.objects.visible_to(request.user, request.at.date())  # type: ignore[arg-type,attr-defined]
    return get_object_or_404(seen.select_related("unit", "campaign"), campaign=campaign, code=code)
