"""The supervisor says that a shortcoming has come back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from tusoi.foundation.access.requests import SignedInRequest
from tusoi.foundation.ui.answers import do
from tusoi.process.campaigns.views import campaign_or_404
from tusoi.process.issues.models import Shortcoming
from tusoi.process.supervision import actions_relapse, rules_relapse
from tusoi.process.supervision.forms import RelapseForm
from tusoi.process.supervision.rules import local_day


def relapse(request: SignedInRequest, campaign: str, issue: str) -> HttpResponse:
    """Also of a campaign that is closed. Leads back to the register of the campaign that found it."""
    found = campaign_or_404(request, campaign)
    seen = Shortcoming.objects.visible_to(request.user, local_day(request.at))
    rows = seen.filter(issue__campaign=found).select_related("issue__subject__campaign_unit", "supervisor")
    row = get_object_or_404(rows, issue__code=issue)
    rules_relapse.check_can_mark_relapsed(row, by=request.user, at=request.at)
    form = RelapseForm(request.POST or None)
    verb = lambda: actions_relapse.mark_relapsed(row, **form.cleaned_data, by=request.user, at=request.at)  # noqa: E731
    if request.method == "POST" and form.is_valid() and do(form, verb) is not None:
        messages.success(request, _("Đã ghi tái diễn; khuyết điểm mở lại và chờ cam kết mới"))
        return redirect("issues:register", campaign=found.code)
    return render(request, "supervision/relapse.html", {"campaign": found, "row": row, "form": form})
