"""Checks on the spot: plan one, record its minutes, keep the signed scan."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tusoi.foundation.access.requests import SignedInRequest
from tusoi.foundation.documents.uploads import attachment
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.ui.answers import do
from tusoi.process.campaigns.views import campaign_or_404
from tusoi.process.supervision import actions_watch, presenters_watch, rules_watch
from tusoi.process.supervision.forms_watch import MinutesForm, PlanVisitForm, ScanForm
from tusoi.process.supervision.models import Visit
from tusoi.process.supervision.rules import local_day


def plan(request: SignedInRequest, campaign: str) -> HttpResponse:
    found = campaign_or_404(request, campaign)
    units = presenters_watch.plannable(found, request.user, request.at)
    if not units.exists():
        raise Refused(
            _("Kế hoạch kiểm tra do người giám sát hoặc nơi phân công giám sát lập, ở nơi đã có cam kết"),
            way_out=_("Đề nghị Ban Tổ chức phân công giám sát đơn vị này"),
        )
    people = presenters_watch.visitors(found, request.user, request.at)
    form = PlanVisitForm(request.POST or None, units=units, people=people)
    if request.method == "POST" and form.is_valid():
        made = do(form, lambda: actions_watch.plan_visit(**form.cleaned_data, by=request.user, at=request.at))
        if made:
            messages.success(request, _("Đã lập kế hoạch kiểm tra"))
            return redirect("supervision:visit", campaign=found.code, visit=made.pk)
    return render(request, "supervision/plan_visit.html", {"campaign": found, "form": form})


def visit_or_404(request: SignedInRequest, campaign: str, pk: int) -> Visit:
    found = campaign_or_404(request, campaign)
    return get_object_or_404(
        Visit.objects.visible_to(request.user, local_day(request.at)).with_names(), campaign=found, pk=pk
    )


def visit(request: SignedInRequest, campaign: str, visit: int) -> HttpResponse:
    """A check: its plan, and its minutes once they are recorded (POST)."""
    row = visit_or_404(request, campaign, visit)
    page = presenters_watch.visit_page(row, account=request.user, at=request.at)
    if request.method == "POST":
        rules_watch.check_can_record_visit(row, by=request.user, at=request.at)
    form = None
    if page.can_record:
        rows = row.campaign.commitments.with_names().filter(campaign_unit=row.campaign_unit)
        form = MinutesForm(request.POST or None, commitments=list(rows), initial={"held_on": row.planned_on})
        if request.method == "POST" and form.is_valid():
            words = form.minutes()
            if do(form, lambda: actions_watch.record_visit(row, **words, by=request.user, at=request.at)):
                messages.success(request, _("Đã ghi biên bản làm việc"))
                return redirect("supervision:visit", campaign=campaign, visit=row.pk)
    found = row.found.select_related("commitment__campaign")
    return render(
        request, "supervision/visit.html", {"campaign": row.campaign, "page": page, "form": form, "found": found}
    )


@require_POST
def drop(request: SignedInRequest, campaign: str, visit: int) -> HttpResponse:
    row = visit_or_404(request, campaign, visit)
    actions_watch.drop_visit(row, reason=request.POST.get("reason", ""), by=request.user, at=request.at)
    messages.success(request, _("Đã ghi là không kiểm tra"))
    return redirect("supervision:visit", campaign=campaign, visit=row.pk)


def scan(request: SignedInRequest, campaign: str, visit: int) -> HttpResponse:
    """The signed minutes as a scan. First asks whether they are classified (`?mat=khong`); only then is there a field."""
    row = visit_or_404(request, campaign, visit)
    rules_watch.check_can_scan(row, by=request.user, at=request.at)
    asked = request.GET.get("mat", "")
    form = ScanForm(request.POST or None, request.FILES or None) if asked == "khong" else None
    if request.method == "POST" and form is not None and form.is_valid():
        content = form.cleaned_data["file"].read()

        def verb() -> bool:
            actions_watch.add_scan(row, content, by=request.user, at=request.at)
            return True

        if do(form, verb):
            messages.success(request, _("Đã lưu bản ký của biên bản"))
            return redirect("supervision:visit", campaign=campaign, visit=row.pk)
    return render(
        request, "supervision/scan.html", {"campaign": row.campaign, "visit": row, "form": form, "asked": asked}
    )


@require_safe
def scanned(request: SignedInRequest, campaign: str, visit: int) -> HttpResponse:
    row = visit_or_404(request, campaign, visit)
    if row.kept is None:
        get_object_or_404(Visit.objects.none())
    assert row.kept is not None
    return attachment(row.kept, f"{_('biên bản làm việc')} {row.campaign_unit.code} {row.held_on:%Y-%m-%d}")
