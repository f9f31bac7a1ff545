"""Pages of supervision: who supervises where, steps on the way of a commitment, and what was referred elsewhere."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tusoi.foundation.access.requests import SignedInRequest
from tusoi.foundation.ui.answers import do
from tusoi.process.campaigns.models import Campaign
from tusoi.process.campaigns.rules import check_is_open
from tusoi.process.campaigns.views import campaign_or_404
from tusoi.process.issues.models import Issue
from tusoi.process.issues.states import IssueState
from tusoi.process.supervision import actions_watch, presenters_remind, presenters_watch, rules, rules_watch
from tusoi.process.supervision.forms_watch import AssignForm, ReasonForm, ReceiptForm, ReferralForm, StepForm
from tusoi.process.supervision.models import Assignment, Referral
from tusoi.process.supervision.views import commitment_or_404


def _page(request: SignedInRequest, found: Campaign, form: AssignForm | None = None) -> HttpResponse:
    page = presenters_watch.watch_page(
        found, agency_code=request.GET.get("co-quan", ""), account=request.user, at=request.at
    )
    form = form or AssignForm(campaign=found, people=page.people)
    context = {"campaign": found, "page": page, "form": form, "reason_form": ReasonForm(), "at": request.at}
    return render(request, "supervision/watch.html", context)


def watch(request: SignedInRequest, campaign: str) -> HttpResponse:
    """Who supervises where, the plan of checks, what went elsewhere. `?co-quan=` chooses whose people can be assigned."""
    return _page(request, campaign_or_404(request, campaign))


@require_POST
def assign(request: SignedInRequest, campaign: str) -> HttpResponse:
    found = campaign_or_404(request, campaign)
    rules_watch.check_can_assign(found, by=request.user, at=request.at)
    page = presenters_watch.watch_page(
        found, agency_code=request.GET.get("co-quan", ""), account=request.user, at=request.at
    )
    form = AssignForm(request.POST, campaign=found, people=page.people)
    if form.is_valid():
        words = {"agency": page.agency, **form.cleaned_data}
        if do(form, lambda: actions_watch.assign(found, **words, by=request.user, at=request.at)):
            messages.success(request, _("Đã phân công giám sát"))
            return redirect("supervision:watch", campaign=found.code)
    return _page(request, found, form)


@require_POST
def end_assignment(request: SignedInRequest, campaign: str, assignment: int) -> HttpResponse:
    found = campaign_or_404(request, campaign)
    seen = Assignment.objects.visible_to(request.user, rules.local_day(request.at)).with_names()
    row = get_object_or_404(seen, campaign=found, pk=assignment)
    actions_watch.end_assignment(row, reason=request.POST.get("reason", ""), by=request.user, at=request.at)
    messages.success(request, _("Đã thôi phân công"))
    return redirect("supervision:watch", campaign=found.code)


@require_POST
def add_step(request: SignedInRequest, campaign: str, commitment: str) -> HttpResponse:
    found = commitment_or_404(request, campaign, commitment)
    rules_watch.check_can_plan_steps(found, by=request.user, at=request.at)
    form = StepForm(request.POST)
    if form.is_valid():
        step = do(form, lambda: actions_watch.add_step(found, **form.cleaned_data, by=request.user, at=request.at))
        if step:
            messages.success(request, _("Đã thêm một bước"))
    for errors in form.errors.values():
        for error in errors:
            messages.error(request, str(error))
    return redirect("supervision:commitment", campaign=campaign, commitment=commitment)


@require_POST
def finish_step(request: SignedInRequest, campaign: str, commitment: str, step: int) -> HttpResponse:
    found = commitment_or_404(request, campaign, commitment)
    row = get_object_or_404(
        found.milestones.select_related("commitment__campaign_unit__unit", "commitment__owner"), pk=step
    )
    actions_watch.finish_step(row, by=request.user, at=request.at)
    messages.success(request, _("Đã ghi xong một bước"))
    return redirect("supervision:commitment", campaign=campaign, commitment=commitment)


def referral(request: SignedInRequest, campaign: str, issue: str) -> HttpResponse:
    """By which paper a matter went elsewhere; once that is recorded, the receipt of the other side."""
    found = campaign_or_404(request, campaign)
    seen = Issue.objects.visible_to(request.user, rules.local_day(request.at)).filter(state=IssueState.REFERRED)
    row = get_object_or_404(seen.select_related("subject__campaign_unit__unit", "campaign"), campaign=found, code=issue)
    rules_watch.check_can_record_referral(row, by=request.user, at=request.at)
    sent = Referral.objects.filter(issue=row).select_related("issue__subject__campaign_unit__unit").first()
    form: ReferralForm | ReceiptForm = ReceiptForm(request.POST or None) if sent else ReferralForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _recorded(request, row, sent, form):
        messages.success(request, _("Đã ghi"))
        return redirect("supervision:watch", campaign=found.code)
    context = {"campaign": found, "issue": row, "referral": sent, "form": form}
    return render(request, "supervision/referral.html", context)


def _recorded(request: SignedInRequest, row: Issue, sent: Referral | None, form: ReferralForm | ReceiptForm) -> bool:
    def verb() -> bool:
        if sent:
            actions_watch.record_receipt(sent, **form.cleaned_data, by=request.user, at=request.at)
        else:
            actions_watch.record_referral(row, **form.cleaned_data, by=request.user, at=request.at)
        return True

    return bool(do(form, verb))


def reminders(request: SignedInRequest, campaign: str) -> HttpResponse:
    """One's own digest; `?don-vi=` the list of a unit to print; for those who assign, what was sent with its result."""
    found = campaign_or_404(request, campaign)
    check_is_open(found)
    unit = request.GET.get("don-vi", "")
    page = presenters_remind.remind_page(found, unit_code=unit, account=request.user, at=request.at)
    return render(request, "supervision/reminders.html", {"campaign": found, "page": page, "at": request.at})
