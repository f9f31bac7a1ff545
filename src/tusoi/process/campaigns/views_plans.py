"""The cascade of plans in the browser: who has what, one unit's plan, and the verbs of both sides."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from tusoi.foundation.access.requests import SignedInRequest
from tusoi.foundation.ui.answers import do
from tusoi.process.campaigns import actions_plans as actions
from tusoi.process.campaigns import presenters_plans as presenters
from tusoi.process.campaigns import rules_plans as rules
from tusoi.process.campaigns.forms_plans import PlanForm, RemarksForm, SendForm
from tusoi.process.campaigns.models import Campaign, UnitPlan
from tusoi.process.campaigns.views import campaign_or_404, unit_or_404


def cascade(request: SignedInRequest, campaign: str) -> HttpResponse:
    """Every plan that the account sees. `?tinh-trang=` filters, `?trang=` pages."""
    found = campaign_or_404(request, campaign)
    page = presenters.cascade_page(
        found,
        request.user,
        at=request.at,
        shown=request.GET.get("tinh-trang", ""),
        page=request.GET.get("trang", "1"),
    )
    context = {"page": page, "campaign": found, "form": SendForm(), "at": request.at}
    return render(request, "campaigns/plans.html", context)


def send(request: SignedInRequest, campaign: str, unit: str) -> HttpResponse:
    """Send the plan of `unit` down to the units directly below it."""
    found = campaign_or_404(request, campaign)
    above = unit_or_404(request, found, unit)
    rules.check_can_send(above, by=request.user, at=request.at)
    units = list(presenters.unwritten_below(above).order_by("sort_key"))
    form = SendForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        sent = do(form, lambda: actions.send_plans(above, units, **form.cleaned_data, by=request.user, at=request.at))
        if sent:
            said = ngettext("Đã gửi kế hoạch cho %(n)s đơn vị", "Đã gửi kế hoạch cho %(n)s đơn vị", len(sent)) % {
                "n": len(sent)
            }
            messages.success(request, said)
            return redirect("campaigns:plans", campaign=found.code)
    page = {"form": form, "above": above, "units": units, "campaign": found}
    return render(request, "campaigns/send_plans.html", page)


def _plan(request: SignedInRequest, campaign: Campaign, unit: str) -> UnitPlan:
    seen = UnitPlan.objects.visible_to(request.user, request.at.date()).select_related(
        "campaign_unit__unit", "campaign_unit__parent__unit", "campaign_unit__parent__campaign__unit",
        "campaign_unit__campaign__unit", "campaign_unit__campaign__frozen", "campaign_unit__heir",
    )  # fmt: skip
    return get_object_or_404(seen, campaign_unit__campaign=campaign, campaign_unit__code=unit)


def plan(request: SignedInRequest, campaign: str, unit: str) -> HttpResponse:
    """One unit's plan, as people read it, beside the one above."""
    found = campaign_or_404(request, campaign)
    return _page(request, found, _plan(request, found, unit))


def _page(request: SignedInRequest, campaign: Campaign, row: UnitPlan, **typed: Any) -> HttpResponse:
    context = {
        "page": presenters.plan_page(row, request.user, at=request.at),
        "campaign": campaign,
        "remarks_form": RemarksForm(),
        "at": request.at,
    }
    return render(request, "campaigns/unit_plan.html", context | typed)


def write(request: SignedInRequest, campaign: str, unit: str) -> HttpResponse:
    """Write the plan; `trinh` sends it up at once."""
    found = campaign_or_404(request, campaign)
    row = _plan(request, found, unit)
    rules.check_can_write(row, by=request.user, at=request.at)
    windows = presenters.window_rows(row)
    people = presenters.responsible(row, request.at.date())
    form = PlanForm(request.POST or None, plan=row, windows=windows, people=people)
    if request.method == "POST" and form.is_valid():
        who: dict[str, Any] = {"by": request.user, "at": request.at}
        note = form.cleaned_data["note"]
        if do(form, lambda: actions.write_plan(row, form.windows(), form.tasks(), note=note, **who)):
            if not request.POST.get("trinh"):
                messages.success(request, _("Đã lưu kế hoạch; chưa trình"))
                return redirect("campaigns:plan", campaign=found.code, unit=unit)
            if do(form, lambda: actions.submit_plan(row, **who)):
                messages.success(request, _("Đã trình kế hoạch lên cấp trên"))
                return redirect("campaigns:plan", campaign=found.code, unit=unit)
    return render(request, "campaigns/write_plan.html", {"form": form, "plan": row, "campaign": found})


@require_POST
def act(request: SignedInRequest, campaign: str, unit: str, verb: str) -> HttpResponse:
    """tiep-nhan, trinh, duyet; tra-lai with remarks."""
    found = campaign_or_404(request, campaign)
    row = _plan(request, found, unit)
    who: dict[str, Any] = {"by": request.user, "at": request.at}
    if verb == "tra-lai":
        rules.check_can_judge(row, **who)
        form = RemarksForm(request.POST)
        if not form.is_valid():
            return _page(request, found, row, remarks_form=form)
        actions.return_plan(row, **form.cleaned_data, **who)
        messages.success(request, _("Đã trả lại kế hoạch kèm ý kiến"))
    else:
        verbs: dict[str, tuple[Callable[..., object], str]] = {
            "tiep-nhan": (actions.acknowledge_plan, _("Đã tiếp nhận kế hoạch; giờ soạn kế hoạch của đơn vị")),
            "trinh": (actions.submit_plan, _("Đã trình kế hoạch lên cấp trên")),
            "duyet": (actions.approve_plan, _("Đã duyệt kế hoạch")),
        }
        if verb not in verbs:
            raise Http404
        verbs[verb][0](row, **who)
        messages.success(request, verbs[verb][1])
    return redirect("campaigns:plan", campaign=found.code, unit=unit)
