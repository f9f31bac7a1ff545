"""Coverage by unit, who was not reached, declared figures, and the list of those who must attend."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tusoi.foundation.access.requests import SignedInRequest
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.ui.answers import do
from tusoi.foundation.ui.words import number
from tusoi.process.campaigns.models import CampaignUnit
from tusoi.process.campaigns.views import campaign_or_404, unit_or_404
from tusoi.process.dissemination import actions, presenters, rules
from tusoi.process.dissemination.forms import DeclareForm, RollForm


def index(request: SignedInRequest, campaign: str) -> HttpResponse:
    """Coverage of the highest unit that the account sees, or of `?don-vi=`."""
    found = campaign_or_404(request, campaign)
    if request.GET.get("don-vi"):
        unit = unit_or_404(request, found, request.GET["don-vi"])
    else:
        seen = CampaignUnit.objects.visible_to(request.user, request.at.date()).filter(campaign=found)
        first = seen.select_related("unit", "campaign__unit").order_by("path").first()
        if first is None:
            raise Http404
        unit = first
    page = presenters.coverage_of(unit, account=request.user, at=request.at)
    return render(request, "dissemination/coverage.html", {"page": page, "campaign": found})


def not_reached(request: SignedInRequest, campaign: str, unit: str) -> HttpResponse:
    """Names, for those who run classes there or above. `?tim=` searches, `?trang=` pages."""
    found = campaign_or_404(request, campaign)
    here = unit_or_404(request, found, unit)
    rules.check_can_see_names(here, by=request.user, at=request.at)
    page = presenters.not_reached_of(here, at=request.at, page=page_of(request), text=request.GET.get("tim", ""))
    return render(request, "dissemination/not_reached.html", {"page": page, "campaign": found})


def page_of(request: SignedInRequest) -> int:
    asked = request.GET.get("trang", "1")
    return int(asked) if asked.isdecimal() and len(asked) < 7 else 1


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
            return redirect("dissemination:index", campaign=found.code)
    return render(request, "dissemination/declare.html", {"form": form, "campaign": found})


def freeze_roll(request: SignedInRequest, campaign: str) -> HttpResponse:
    """Fix who must attend, once."""
    found = campaign_or_404(request, campaign)
    rules.check_can_freeze_roll(found, by=request.user, at=request.at)
    form = RollForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        count = do(form, lambda: actions.freeze_roll(found, form.codes(), by=request.user, at=request.at))
        if count is not None:
            said = ngettext("Đã chốt %(n)s người phải dự", "Đã chốt %(n)s người phải dự", count) % {"n": number(count)}
            messages.success(request, said)
            return redirect("dissemination:index", campaign=found.code)
    return render(request, "dissemination/freeze_roll.html", {"form": form, "campaign": found})
