"""Guidance and its receipt, and the meetings that prepare a unit's own review."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tusoi.foundation.access.requests import SignedInRequest
from tusoi.foundation.kernel.refusal import Refused, ask
from tusoi.foundation.ui.answers import do
from tusoi.process.campaigns import actions, presenters, rules
from tusoi.process.campaigns.forms import GuidanceForm, PreparationForm
from tusoi.process.campaigns.models import CampaignUnit
from tusoi.process.campaigns.views import campaign_or_404, unit_or_404


def register(request: SignedInRequest, campaign: str) -> HttpResponse:
    found = campaign_or_404(request, campaign)
    rules.check_can_register_guidance(found, by=request.user, at=request.at)
    form = GuidanceForm(request.POST or None, campaign=found)
    if request.method == "POST" and form.is_valid():
        document = do(
            form, lambda: actions.register_guidance(found, **form.cleaned_data, by=request.user, at=request.at)
        )
        if document:
            messages.success(request, _("Đã đăng ký %(symbol)s") % {"symbol": document.symbol})
            return redirect("campaigns:document", campaign=found.code, document=document.pk)
    return render(request, "campaigns/register.html", {"form": form, "campaign": found})


def document(request: SignedInRequest, campaign: str, document: int) -> HttpResponse:
    found = campaign_or_404(request, campaign)
    row = get_object_or_404(found.guidance.select_related("basis", "campaign"), pk=document)
    page = presenters.document_of(row, account=request.user, at=request.at)
    answer = ask(rules.check_is_open, found)
    return render(
        request, "campaigns/document.html", {"page": page, "campaign": found, "answer": answer, "at": request.at}
    )


@require_POST
def acknowledge(request: SignedInRequest, campaign: str, document: int) -> HttpResponse:
    """POST `unit`: the code of the unit that has the document."""
    found = campaign_or_404(request, campaign)
    row = get_object_or_404(found.guidance.select_related("campaign"), pk=document)
    unit = unit_or_404(request, found, request.POST.get("unit", ""))
    actions.acknowledge(row, unit, by=request.user, at=request.at)
    messages.success(request, _("%(unit)s đã tiếp nhận %(symbol)s") % {"unit": unit, "symbol": row.symbol})
    return redirect("campaigns:document", campaign=found.code, document=row.pk)


def preparation(request: SignedInRequest, campaign: str) -> HttpResponse:
    """Record that a unit met to prepare its own review. `?don-vi=` chooses the unit beforehand."""
    found = campaign_or_404(request, campaign)
    units = CampaignUnit.objects.recorded_by(request.user, request.at.date()).filter(campaign=found)
    if not units.exists():
        raise Refused(
            _("Việc này dành cho bí thư của đơn vị và cán bộ phụ trách đợt kiểm điểm"),
            way_out=_("Báo ngày họp cho bí thư hoặc Ban Tổ chức để ghi"),
        )
    rules.check_is_open(found)
    form = PreparationForm(request.POST or None, units=units, initial={"unit": request.GET.get("don-vi")})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        row = do(
            form,
            lambda: actions.record_preparation(
                data["unit"], held_on=data["held_on"], note=data["note"], by=request.user, at=request.at
            ),
        )
        if row:
            messages.success(request, _("Đã ghi buổi họp chuẩn bị của %(unit)s") % {"unit": row.campaign_unit})
            return redirect("campaigns:index", campaign=found.code)
    held = presenters.preparations_of(found, account=request.user, at=request.at)
    return render(request, "campaigns/preparation.html", {"form": form, "campaign": found, "held": held})
