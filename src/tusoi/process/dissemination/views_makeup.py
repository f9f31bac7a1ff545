"""One button for exactly those who are missing: plan the make-up class."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tusoi.foundation.access.requests import SignedInRequest
from tusoi.foundation.ui.answers import do
from tusoi.foundation.ui.words import number
from tusoi.process.campaigns.views import campaign_or_404, unit_or_404
from tusoi.process.dissemination import rules
from tusoi.process.dissemination.actions_makeup import plan_makeup
from tusoi.process.dissemination.forms import MakeupForm
from tusoi.process.dissemination.makeup import suggestion
from tusoi.process.dissemination.presenters import next_code
from tusoi.process.dissemination.states import Audience


def plan(request: SignedInRequest, campaign: str, unit: str) -> HttpResponse:
    """How many are missing and where; then day and place. `?dien=` an audience. The list is made when the class is planned."""
    found = campaign_or_404(request, campaign)
    here = unit_or_404(request, found, unit)
    rules.check_can_run_class(here, by=request.user, at=request.at)
    asked = request.GET.get("dien", "")
    audience = asked if asked in Audience else ""
    form = MakeupForm(request.POST or None, initial={"title": _("Lớp quán triệt bổ sung")})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        row = do(
            form,
            lambda: plan_makeup(
                here, code=next_code(found, here), audience=audience, **data, by=request.user, at=request.at
            ),
        )
        if row:
            count = row.invitees.count()
            said = ngettext("Đã lập lớp bổ sung, mời %(n)s người", "Đã lập lớp bổ sung, mời %(n)s người", count)
            messages.success(request, said % {"n": number(count)})
            return redirect("dissemination:class", campaign=found.code, code=row.code)
    context = {
        "form": form,
        "campaign": found,
        "page": suggestion(here, audience=audience),
        "audience": Audience(audience).label if audience else "",
    }
    return render(request, "dissemination/makeup.html", context)
