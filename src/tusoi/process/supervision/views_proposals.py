"""A commitment is proposed by those reviewed; then approved, sent back with a reason, or withdrawn."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tusoi.foundation.access.requests import SignedInRequest
from tusoi.foundation.ui.answers import do
from tusoi.process.campaigns.views import campaign_or_404
from tusoi.process.issues.models import Issue
from tusoi.process.supervision import actions_proposals as actions
from tusoi.process.supervision import presenters_proposals as presenters
from tusoi.process.supervision import rules_proposals as rules
from tusoi.process.supervision.forms_proposals import BY_MEETING, ApproveForm, ProposalForm, SendBackForm
from tusoi.process.supervision.models import Proposal
from tusoi.process.supervision.presenters import free_code
from tusoi.process.supervision.rules import local_day


def propose(request: SignedInRequest, campaign: str, issue: str) -> HttpResponse:
    """`?tu=`: the proposal that was sent back and is improved here."""
    found = campaign_or_404(request, campaign)
    seen = Issue.objects.visible_to(request.user, local_day(request.at)).select_related(
        "campaign__frozen", "subject__campaign_unit__unit", "subject__person", "shortcoming"
    )
    row = get_object_or_404(seen, campaign=found, code=issue)
    rules.check_can_propose(row, by=request.user, at=request.at)
    number = request.GET.get("tu", "")
    earlier = row.proposals.to_improve().filter(pk=number).first() if number.isdecimal() and len(number) < 19 else None
    page = presenters.propose_page(row, earlier=earlier, at=request.at)
    form = ProposalForm(request.POST or None, owners=page.owners, initial=page.initial)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data | {"earlier": earlier}
        made = do(form, lambda: actions.propose(row, **words, by=request.user, at=request.at))
        if made:
            messages.success(request, _("Đã gửi đề xuất; được duyệt thì thành cam kết"))
            return redirect("supervision:proposal", campaign=found.code, proposal=made.pk)
    return render(request, "supervision/propose.html", {"campaign": found, "page": page, "form": form})


def _proposal_or_404(request: SignedInRequest, campaign: str, proposal: int) -> Proposal:
    found = campaign_or_404(request, campaign)
    seen = Proposal.objects.visible_to(request.user, local_day(request.at)).with_names()
    return get_object_or_404(seen.filter(issue__campaign=found), pk=proposal)


def _page(request: SignedInRequest, found: Proposal, **typed: forms.Form) -> HttpResponse:
    code = request.GET.get("co-quan", "")
    page = presenters.proposal_page(found, agency_code=code, account=request.user, at=request.at)
    context = {
        "campaign": found.issue.campaign,
        "page": page,
        "proposal": found,
        "at": request.at,
        "approve_form": ApproveForm(supervisors=page.watchers.supervisors, only_meeting=page.only_meeting),
        "back_form": SendBackForm(prefix="tl"),
    }
    return render(request, "supervision/proposal.html", context | typed)


def proposal(request: SignedInRequest, campaign: str, proposal: int) -> HttpResponse:
    """`?co-quan=` chooses the supervising agency, whose people can then be named by who approves."""
    return _page(request, _proposal_or_404(request, campaign, proposal))


@require_POST
def approve(request: SignedInRequest, campaign: str, proposal: int) -> HttpResponse:
    found = _proposal_or_404(request, campaign, proposal)
    rules.check_can_approve(found, by=request.user, at=request.at)
    code = request.GET.get("co-quan", "")
    page = presenters.proposal_page(found, agency_code=code, account=request.user, at=request.at)
    supervisors = page.watchers.supervisors
    form = ApproveForm(request.POST, supervisors=supervisors, only_meeting=page.only_meeting)
    if form.is_valid():
        words = {
            "code": free_code(found.issue),
            "supervisor": form.cleaned_data["supervisor"],
            "agency": page.watchers.agency,
            "at_meeting": form.cleaned_data["who"] == BY_MEETING,
        }
        made = do(form, lambda: actions.approve(found, **words, by=request.user, at=request.at))
        if made:
            messages.success(request, _("Đã duyệt; đề xuất thành cam kết khắc phục"))
            return redirect("supervision:commitment", campaign=campaign, commitment=made.code)
    return _page(request, found, approve_form=form)


@require_POST
def send_back(request: SignedInRequest, campaign: str, proposal: int) -> HttpResponse:
    found = _proposal_or_404(request, campaign, proposal)
    rules.check_can_send_back(found, by=request.user, at=request.at)
    form = SendBackForm(request.POST, prefix="tl")
    verb = lambda: actions.send_back(found, **form.cleaned_data, by=request.user, at=request.at)  # noqa: E731
    if form.is_valid() and do(form, verb) is not None:
        messages.success(request, _("Đã trả lại, kèm lý do"))
        return redirect("supervision:proposal", campaign=campaign, proposal=found.pk)
    return _page(request, found, back_form=form)


@require_POST
def withdraw(request: SignedInRequest, campaign: str, proposal: int) -> HttpResponse:
    found = _proposal_or_404(request, campaign, proposal)
    actions.withdraw(found, by=request.user, at=request.at)
    messages.success(request, _("Đã rút đề xuất"))
    return redirect("supervision:proposal", campaign=campaign, proposal=found.pk)
