"""The page on which a campaign is closed, with what is left, and opened again for a reason."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tusoi.foundation.access.requests import SignedInRequest
from tusoi.foundation.kernel.refusal import ask
from tusoi.foundation.ui.answers import do
from tusoi.process.campaigns import rules_closing
from tusoi.process.campaigns.models import Campaign
from tusoi.process.campaigns.rules import check_can_manage
from tusoi.process.campaigns.states import CampaignState
from tusoi.process.campaigns.views import campaign_or_404
from tusoi.process.supervision import actions_closing
from tusoi.process.supervision.closing import left_of
from tusoi.process.supervision.forms_watch import ClosingForm, ReasonForm


def _page(
    request: SignedInRequest,
    found: Campaign,
    form: ClosingForm | None = None,
    reason_form: ReasonForm | None = None,
) -> HttpResponse:
    left = left_of(found)
    context = {
        "campaign": found,
        "left": left,
        "total": sum(one.count for one in left),
        "closings": found.closings.select_related("closed_by", "reopened_by"),
        "is_closed": found.state == CampaignState.CLOSED,
        "can_close": ask(rules_closing.check_can_close, found, by=request.user, at=request.at),
        "form": form or ClosingForm(),
        "reason_form": reason_form or ReasonForm(),
    }
    return render(request, "supervision/closing.html", context)


def closing(request: SignedInRequest, campaign: str) -> HttpResponse:
    """What is left and where it goes. POST `note`: close."""
    found = campaign_or_404(request, campaign)
    check_can_manage(found.unit, by=request.user, at=request.at)
    form = ClosingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        note = form.cleaned_data["note"]
        if do(form, lambda: actions_closing.close(found, note=note, by=request.user, at=request.at)):
            messages.success(request, _("Đợt kiểm điểm đã kết thúc; điều chưa khắc phục xong được chuyển trong sổ"))
            return redirect("supervision:closing", campaign=found.code)
    return _page(request, found, form=form if request.method == "POST" else None)


@require_POST
def reopen(request: SignedInRequest, campaign: str) -> HttpResponse:
    """POST `reason`: open again."""
    found = campaign_or_404(request, campaign)
    rules_closing.check_can_reopen(found, by=request.user, at=request.at)
    form = ReasonForm(request.POST)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        if do(form, lambda: actions_closing.reopen(found, reason=reason, by=request.user, at=request.at)):
            messages.success(request, _("Đã mở lại đợt kiểm điểm"))
            return redirect("supervision:closing", campaign=found.code)
    return _page(request, found, reason_form=form)
