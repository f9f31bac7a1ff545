"""The register of shortcomings, of one campaign and across campaigns: see, filter, take along as a workbook."""

from urllib.parse import quote

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tusoi.foundation.access.requests import SignedInRequest
from tusoi.process.campaigns.models import Campaign
from tusoi.process.campaigns.views import campaign_or_404
from tusoi.process.issues.presenters_register import Filters, register_of, workbook_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def register(request: SignedInRequest, campaign: str) -> HttpResponse:
    """What this campaign found. `?tinh-trang=`, `?don-vi=`, `?cua=` and `?tim=` filter; `?trang=` turns the page."""
    return _page(request, campaign_or_404(request, campaign))


def across(request: SignedInRequest) -> HttpResponse:
    """What all campaigns found, also those that are over; `?dot=` filters beside the rest."""
    return _page(request, None)


def _page(request: SignedInRequest, campaign: Campaign | None) -> HttpResponse:
    filters = Filters.of(request.GET)
    number = request.GET.get("trang")
    page = register_of(campaign, account=request.user, at=request.at, filters=filters, number=number)
    return render(request, "issues/register.html", {"campaign": campaign, "page": page, "at": request.at})


@require_safe
def export(request: SignedInRequest, campaign: str) -> HttpResponse:
    """What the register of the campaign shows with the same filters, as .xlsx."""
    return _workbook(request, campaign_or_404(request, campaign))


@require_safe
def export_across(request: SignedInRequest) -> HttpResponse:
    """The same across campaigns."""
    return _workbook(request, None)


def _workbook(request: SignedInRequest, campaign: Campaign | None) -> HttpResponse:
    content = workbook_of(campaign, account=request.user, at=request.at, filters=Filters.of(request.GET))
    of = campaign.code if campaign else "các đợt"
    name = quote(f"Sổ khuyết điểm {of} {request.at:%Y-%m-%d}.xlsx", safe="")
    reply = HttpResponse(content, content_type=XLSX)
    reply["Content-Disposition"] = f"attachment; filename=\"so-khuyet-diem.xlsx\"; filename*=UTF-8''{name}"
    reply["Cache-Control"] = "private, no-store"
    reply["X-Content-Type-Options"] = "nosniff"
    return reply
