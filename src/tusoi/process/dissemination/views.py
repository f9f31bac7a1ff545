"""Coverage by unit and audience, and who was not reached."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from tusoi.foundation.access.requests import SignedInRequest
from tusoi.foundation.access.roles import Permission
from tusoi.process.campaigns.models import Campaign, CampaignUnit
from tusoi.process.campaigns.views import campaign_or_404, unit_or_404
from tusoi.process.dissemination import presenters_coverage, rules
from tusoi.process.dissemination.states import Audience


def index(request: SignedInRequest, campaign: str) -> HttpResponse:
    """Coverage of a unit, see `asked_unit`; `?trang=` pages its classes."""
    found = campaign_or_404(request, campaign)
    unit = asked_unit(request, found)
    page = presenters_coverage.coverage_of(unit, account=request.user, at=request.at, number=request.GET.get("trang"))
    return render(request, "dissemination/coverage.html", {"page": page, "campaign": found})


def asked_unit(request: SignedInRequest, campaign: Campaign) -> CampaignUnit:
    """The unit of `?don-vi=`, or the one whose classes the account runs, or the highest whose figures it sees; else 404."""
    if request.GET.get("don-vi"):
        return unit_or_404(request, campaign, request.GET["don-vi"])
    on = request.at.date()
    units = CampaignUnit.objects.filter(campaign=campaign).select_related("unit", "campaign__unit").order_by("path")
    own = units.where(request.user, Permission.RUN_CLASS, on).first()
    first = own or units.visible_to(request.user, on).first()
    if first is None:
        raise Http404
    return first


def not_reached(request: SignedInRequest, campaign: str, unit: str) -> HttpResponse:
    """Names, for those who run classes there or above. `?tim=` searches, `?dien=` an audience, `?trang=` pages."""
    found = campaign_or_404(request, campaign)
    here = unit_or_404(request, found, unit)
    rules.check_can_see_names(here, by=request.user, at=request.at)
    page = presenters_coverage.not_reached_of(
        here,
        account=request.user,
        at=request.at,
        page=page_of(request),
        text=request.GET.get("tim", "").strip(),
        audience=request.GET.get("dien", ""),
    )
    context = {"page": page, "campaign": found, "audiences": Audience.choices}
    return render(request, "dissemination/not_reached.html", context)


def page_of(request: SignedInRequest) -> int:
    asked = request.GET.get("trang", "1")
    return int(asked) if asked.isdecimal() and len(asked) < 7 else 1
