"""A class: plan it, change it, close its list and open it again, withdraw it, say how it went."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tusoi.foundation.access.requests import SignedInRequest
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.ui.answers import do
from tusoi.process.campaigns.models import Campaign, CampaignUnit
from tusoi.process.campaigns.views import campaign_or_404
from tusoi.process.dissemination import actions, actions_class, presenters, rules_class
from tusoi.process.dissemination.forms import ChangeClassForm, ClassForm, ReasonForm, ReportForm
from tusoi.process.dissemination.makeup import makeup_of
from tusoi.process.dissemination.models import StudyClass
from tusoi.process.dissemination.presenters_class import acts_of
from tusoi.process.dissemination.report_words import names_or_counts


def plan(request: SignedInRequest, campaign: str) -> HttpResponse:
    found = campaign_or_404(request, campaign)
    units = CampaignUnit.objects.where(request.user, Permission.RUN_CLASS, request.at.date()).filter(campaign=found)
    if not units.exists():
        raise Refused(
            _("Việc này cần quyền “%(permission)s” tại một đơn vị của đợt")
            % {"permission": Permission.RUN_CLASS.label},
            way_out=_("Liên hệ Ban Tổ chức nếu cần được phân công"),
        )
    form = ClassForm(request.POST or None, units=units)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        organiser = data.pop("unit")
        code = presenters.next_code(found, organiser)
        row = do(
            form,
            lambda: actions.plan_class(found, code=code, organiser=organiser, **data, by=request.user, at=request.at),
        )
        if row:
            messages.success(request, _("Đã lập lớp của %(unit)s") % {"unit": organiser})
            return redirect("dissemination:class", campaign=found.code, code=row.code)
    return render(request, "dissemination/plan.html", {"form": form, "campaign": found})


def class_or_404(request: SignedInRequest, campaign: Campaign, code: str) -> StudyClass:
    """The class with this code, if the account sees its unit's figures; or if the class expects the account's person."""
    seen = StudyClass.objects.visible_to(request.user, request.at.date())
    return get_object_or_404(
        seen.select_related("campaign__unit", "organiser__unit", "organiser__campaign"), campaign=campaign, code=code
    )


def study_class(request: SignedInRequest, campaign: str, code: str) -> HttpResponse:
    """A class: when, where, for whom, who came; and what its runner may do with it."""
    found = campaign_or_404(request, campaign)
    row = class_or_404(request, found, code)
    context = {
        "page": presenters.class_of(row, account=request.user, at=request.at),
        "acts": acts_of(row, account=request.user, at=request.at),
        "makeup": makeup_of(row) if row.is_makeup else None,
        "campaign": found,
    }
    return render(request, "dissemination/class.html", context)


def change(request: SignedInRequest, campaign: str, code: str) -> HttpResponse:
    """Another day, place or speaker, while nobody is marked."""
    found = campaign_or_404(request, campaign)
    row = class_or_404(request, found, code)
    rules_class.check_can_change(row, by=request.user, at=request.at)
    now = {name: getattr(row, name) for name in ChangeClassForm.base_fields}
    form = ChangeClassForm(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if do(form, lambda: actions_class.change_class(row, **data, by=request.user, at=request.at)):
            messages.success(request, _("Đã sửa lớp"))
            return redirect("dissemination:class", campaign=found.code, code=row.code)
    return render(request, "dissemination/change.html", {"form": form, "study_class": row, "campaign": found})


def withdraw(request: SignedInRequest, campaign: str, code: str) -> HttpResponse:
    """The class was a mistake."""
    return _for_a_reason(
        request,
        class_or_404(request, campaign_or_404(request, campaign), code),
        check=rules_class.check_can_withdraw,
        verb=actions_class.withdraw_class,
        said=_("Đã rút lớp; lý do còn ghi ở trang lớp"),
        template="dissemination/withdraw_class.html",
        then="dissemination:class",
    )


def reopen(request: SignedInRequest, campaign: str, code: str) -> HttpResponse:
    """Open a closed list again."""
    return _for_a_reason(
        request,
        class_or_404(request, campaign_or_404(request, campaign), code),
        check=rules_class.check_can_reopen,
        verb=actions_class.reopen_class,
        said=_("Đã mở lại danh sách lớp"),
        template="dissemination/reopen.html",
        then="dissemination:check-in",
    )


def _for_a_reason(
    request: SignedInRequest,
    row: StudyClass,
    *,
    check: Callable[..., None],
    verb: Callable[..., StudyClass],
    said: str,
    template: str,
    then: str,
) -> HttpResponse:
    """Ask for a reason, then do it."""
    check(row, reason="-", by=request.user, at=request.at)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        verb(row, **form.cleaned_data, by=request.user, at=request.at)
        messages.success(request, said)
        return redirect(then, campaign=row.campaign.code, code=row.code)
    return render(request, template, {"form": form, "study_class": row, "campaign": row.campaign})


def report(request: SignedInRequest, campaign: str, code: str) -> HttpResponse:
    """One paragraph on opinion in the unit as a whole; a remark where it seems to name or count people."""
    found = campaign_or_404(request, campaign)
    row = class_or_404(request, found, code)
    rules_class.check_can_report(row, text="-", by=request.user, at=request.at)
    written = list(row.reports.select_related("by__person"))
    form = ReportForm(request.POST or None, initial={"text": written[0].text if written else ""})
    if request.method == "POST" and form.is_valid():
        actions_class.write_report(row, **form.cleaned_data, by=request.user, at=request.at)
        named = names_or_counts(row, form.cleaned_data["text"])
        messages.success(request, _("Đã ghi tình hình chung của lớp"))
        if named:
            messages.warning(request, named)
            return redirect("dissemination:report", campaign=found.code, code=row.code)
        return redirect("dissemination:class", campaign=found.code, code=row.code)
    page = {"form": form, "study_class": row, "campaign": found, "written": written}
    return render(request, "dissemination/report.html", page)


@require_POST
def close(request: SignedInRequest, campaign: str, code: str) -> HttpResponse:
    found = campaign_or_404(request, campaign)
    row = class_or_404(request, found, code)
    actions.close_class(row, by=request.user, at=request.at)
    messages.success(request, _("Đã kết thúc điểm danh"))
    return redirect("dissemination:class", campaign=found.code, code=row.code)
