"""Reading the plan. `campaign_or_404` and `unit_or_404` are how every later room gets what an address names."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from tusoi.foundation.access.requests import SignedInRequest
from tusoi.foundation.ui.frame import url_if_any
from tusoi.process.campaigns import presenters
from tusoi.process.campaigns.models import Campaign, CampaignUnit


def campaign_or_404(request: HttpRequest, code: str) -> Campaign:
    """The campaign with this code, if the account may see it that day; else 404. The page's frame shows its steps."""
    seen = Campaign.objects.visible_to(request.user, request.at.date())  # type: ignore[arg-type,attr-defined]
    found = get_object_or_404(seen.select_related("unit", "frozen"), code=code)
    request.campaign = found  # type: ignore[attr-defined]
    return found


def unit_or_404(request: HttpRequest, campaign: Campaign, code: str) -> CampaignUnit:
    """The campaign's unit with this code, if the account may see its figures that day; else 404."""
    seen = CampaignUnit.objects.visible_to(request.user, request.at.date())  # type: ignore[arg-type,attr-defined]
    return get_object_or_404(seen.select_related("unit", "campaign__frozen"), campaign=campaign, code=code)


def index(request: SignedInRequest, campaign: str) -> HttpResponse:
    """The plan as people read it: legal bases, when, who, and what the units did to prepare."""
    found = campaign_or_404(request, campaign)
    page = presenters.plan_of(found, account=request.user, at=request.at)
    room = {
        "calendar_url": "calendar:index",
        "clashes_url": "calendar:clashes",
        "closing_url": "supervision:closing",
    }  # of a floor or a room above: shown if it is there
    urls = {name: url_if_any(route, found.code) for name, route in room.items()}
    return render(request, "campaigns/plan.html", {"page": page, "campaign": found, **urls})


def overrides(request: SignedInRequest, campaign: str) -> HttpResponse:
    """Every gate that somebody opened, with name and reason."""
    found = campaign_or_404(request, campaign)
    rows = presenters.overrides_of(found, account=request.user, at=request.at)
    return render(request, "campaigns/overrides.html", {"rows": rows, "campaign": found})
