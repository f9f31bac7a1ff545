"""The overview of a campaign at each level of the tree."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from tusoi.foundation.access.requests import SignedInRequest
from tusoi.process.campaigns.models import CampaignUnit
from tusoi.process.campaigns.views import campaign_or_404
from tusoi.web.progress.presenters import LATE, overview_of


def overview(request: SignedInRequest, campaign: str) -> HttpResponse:
    """The unit that the account keeps the records of, or the highest one whose figures it may see."""
    found, on = campaign_or_404(request, campaign), request.at.date()
    units = CampaignUnit.objects.filter(campaign=found).order_by("path")
    here = units.recorded_by(request.user, on).first() or units.visible_to(request.user, on).first()
    if here is None:
        raise Http404
    return show(request, here)


def unit(request: SignedInRequest, campaign: str, unit: str) -> HttpResponse:
    found = campaign_or_404(request, campaign)
    seen = CampaignUnit.objects.visible_to(request.user, request.at.date())
    here = seen.filter(campaign=found, code=unit).first()
    if here is None:
        raise Http404
    return show(request, here)


def show(request: SignedInRequest, unit: CampaignUnit) -> HttpResponse:
    """`?xep=` sorts the units below, `?chi=tre` shows only those with something late."""
    sort, late_only = request.GET.get("xep", ""), request.GET.get("chi") == LATE
    page = overview_of(unit, request.user, request.at, sort=sort, late_only=late_only)
    return render(request, "progress/overview.html", {"overview": page})
