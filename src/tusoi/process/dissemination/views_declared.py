"""Figures that units reported: enter one, see what does not fit, withdraw a mistaken entry."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from tusoi.foundation.access.requests import SignedInRequest
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.tally.paths import lies_within
from tusoi.foundation.ui.answers import do
from tusoi.process.campaigns.models import CampaignUnit
from tusoi.process.campaigns.views import campaign_or_404
from tusoi.process.dissemination import actions_declared as actions
from tusoi.process.dissemination import rules_declared as rules
from tusoi.process.dissemination.forms import DeclareForm, WithdrawFigureForm
from tusoi.process.dissemination.models import DeclaredFigure
from tusoi.process.dissemination.remarks import remarks, withdrawn
from tusoi.process.dissemination.views import asked_unit


def declare(request: SignedInRequest, campaign: str) -> HttpResponse:
    """Enter a figure as the unit reported it."""
    found = campaign_or_404(request, campaign)
    units = CampaignUnit.objects.recorded_by(request.user, request.at.date()).filter(campaign=found)
    if not units.exists():
        raise Refused(
            _("Việc này dành cho bí thư của đơn vị và cán bộ phụ trách đợt kiểm điểm"),
            way_out=_("Gửi số liệu cho bí thư hoặc Ban Tổ chức để ghi"),
        )
    form = DeclareForm(request.POST or None, units=units)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        unit = data.pop("unit")
        row = do(form, lambda: actions.declare_figure(unit, **data, by=request.user, at=request.at))
        if row:
            messages.success(request, _("Đã ghi số liệu của %(unit)s") % {"unit": unit})
            return redirect("dissemination:mismatch", campaign=found.code)
    return render(request, "dissemination/declare.html", {"form": form, "campaign": found})


def mismatch(request: SignedInRequest, campaign: str) -> HttpResponse:
    """“Không khớp”: every declared figure of the unit (`?don-vi=`) and below, those that do not fit first."""
    found = campaign_or_404(request, campaign)
    unit = asked_unit(request, found)
    rows = [
        row
        for row in remarks(found, account=request.user, at=request.at)
        if lies_within(row.figure.campaign_unit.path, unit.path)
    ]
    gone = [
        row
        for row in withdrawn(found, account=request.user, at=request.at)
        if lies_within(row.campaign_unit.path, unit.path)
    ]
    own = CampaignUnit.objects.recorded_by(request.user, request.at.date()).filter(campaign=found)
    context = {
        "campaign": found,
        "unit": unit,
        "off": [row for row in rows if row.faults],
        "fit": [row for row in rows if not row.faults],
        "withdrawn": gone,
        "own": set(own.values_list("pk", flat=True)),
    }
    return render(request, "dissemination/mismatch.html", context)


def withdraw(request: SignedInRequest, campaign: str, figure: int) -> HttpResponse:
    """Withdraw a mistaken entry, with a reason."""
    found = campaign_or_404(request, campaign)
    seen = DeclaredFigure.objects.visible_to(request.user, request.at.date())
    row = get_object_or_404(
        seen.select_related("campaign_unit__unit", "campaign_unit__campaign"), campaign=found, pk=figure
    )
    rules.check_can_withdraw(row, by=request.user, at=request.at)
    form = WithdrawFigureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if do(form, lambda: actions.withdraw_figure(row, reason=reason, by=request.user, at=request.at)):
            messages.success(request, _("Đã rút số liệu của %(unit)s") % {"unit": row.campaign_unit})
            return redirect("dissemination:mismatch", campaign=found.code)
    return render(request, "dissemination/withdraw_figure.html", {"form": form, "campaign": found, "row": row})
