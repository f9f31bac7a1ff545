"""The overview of a campaign at each level of the tree."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from tusoi.foundation.access.requests import SignedInRequest
from tusoi.process.campaigns.models import CampaignUnit
from tusoi.process.campaigns.views import campaign_or_404
from tusoi.web.progress.presenters import overview_of


def overview(request: SignedInRequest, campaign: str) -> HttpResponse:
    """The highest unit whose figures the account may see."""
    found = campaign_or_404(request, campaign)
    top = (
        CampaignUnit.objects.visible_to(request.user, request.at.date()).filter(campaign=found).order_by("path").first()
    )
    if top is None:
        raise Http404
    return show(request, top)


def unit(request: SignedInRequest, campaign: str, unit: str) -> HttpResponse:
    found = campaign_or_404(request, campaign)
    seen = CampaignUnit.objects.visible_to(request.user, request.at.date())
    here = seen.filter(campaign=found, code=unit).first()
    if here is None:
        raise Http404
    return show(request, here)


def show(request: SignedInRequest, unit: CampaignUnit) -> HttpResponse:
    return render(request, "progress/overview.html", {"overview": overview_of(unit, request.user, request.at)})
