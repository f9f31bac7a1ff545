"""Pages of follow-through: the board, a new commitment, one commitment with everything that happened to it."""

from collections.abc import Callable

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
from tusoi.process.supervision import actions, actions_evidence, presenters, rules
from tusoi.process.supervision.forms import (
    CommitmentForm,
    EvidenceForm,
    HelpForm,
    MissingForm,
    NoteForm,
    PostponeForm,
    SeenForm,
)
from tusoi.process.supervision.forms_watch import StepForm
from tusoi.process.supervision.models import Commitment
from tusoi.process.supervision.presenters_evidence import citable


def commit(request: SignedInRequest, campaign: str, issue: str) -> HttpResponse:
    """A commitment from an upheld issue. `?co-quan=` chooses the supervising agency, whose people can then be named."""
    found = campaign_or_404(request, campaign)
    seen = Issue.objects.visible_to(request.user, rules.local_day(request.at)).select_related(
        "campaign__unit", "subject__campaign__unit", "subject__campaign_unit__unit", "subject__person", "shortcoming"
    )
    row = get_object_or_404(seen, campaign=found, code=issue)
    rules.check_can_commit_to(row, by=request.user, at=request.at)
    page = presenters.commit_page(row, agency_code=request.GET.get("co-quan", ""), at=request.at)
    form = CommitmentForm(request.POST or None, owners=page.owners, supervisors=page.watchers.supervisors)
    if request.method == "POST" and form.is_valid():
        made = do(
            form,
            lambda: actions.commit(
                row,
                code=presenters.free_code(row),
                agency=page.watchers.agency,
                **form.cleaned_data,
                by=request.user,
                at=request.at,
            ),
        )
        if made:
            messages.success(request, _("Đã lập cam kết khắc phục"))
            return redirect("supervision:commitment", campaign=found.code, commitment=made.code)
    return render(request, "supervision/commit.html", {"campaign": found, "page": page, "form": form})


def commitment_or_404(request: SignedInRequest, campaign: str, code: str) -> Commitment:
    found = campaign_or_404(request, campaign)
    seen = Commitment.objects.visible_to(request.user, rules.local_day(request.at)).with_names()
    return get_object_or_404(seen, campaign=found, code=code)


def _page(request: SignedInRequest, found: Commitment, **typed: forms.Form) -> HttpResponse:
    """typed: the one form that was refused, as it was typed."""
    context = {
        "campaign": found.campaign,
        "commitment": found,
        "page": presenters.commitment_page(found, account=request.user, at=request.at),
        "at": request.at,
        "evidence_form": EvidenceForm(documents=citable(found, request.user, request.at)),
        "verify_form": SeenForm(prefix="xn"),
        "return_form": MissingForm(prefix="lt"),
        "postpone_form": PostponeForm(prefix="dh"),
        "step_form": StepForm(),
        "remind_form": NoteForm(prefix="nn"),
        "help_form": HelpForm(prefix="gd"),
    }
    return render(request, "supervision/commitment.html", context | typed)


def commitment(request: SignedInRequest, campaign: str, commitment: str) -> HttpResponse:
    return _page(request, commitment_or_404(request, campaign, commitment))


def _done(
    request: SignedInRequest, found: Commitment, name: str, form: forms.Form, *, verb: Callable[[], object], said: str
) -> HttpResponse:
    if form.is_valid():
        verb()
        messages.success(request, said)
        return redirect("supervision:commitment", campaign=found.campaign.code, commitment=found.code)
    return _page(request, found, **{name: form})


@require_POST
def add_evidence(request: SignedInRequest, campaign: str, commitment: str) -> HttpResponse:
    found = commitment_or_404(request, campaign, commitment)
    rules.check_can_add_evidence(found, by=request.user, at=request.at)
    form = EvidenceForm(request.POST, documents=citable(found, request.user, request.at))
    verb = lambda: actions_evidence.add_evidence(found, **form.cleaned_data, by=request.user, at=request.at)  # noqa: E731
    return _done(request, found, "evidence_form", form, verb=verb, said=_("Đã thêm minh chứng"))


@require_POST
def claim(request: SignedInRequest, campaign: str, commitment: str) -> HttpResponse:
    found = commitment_or_404(request, campaign, commitment)
    actions.claim(found, by=request.user, at=request.at)
    said = _("Đã báo xong. %(name)s sẽ xem minh chứng và xác nhận") % {"name": found.supervisor.name}
    messages.success(request, said)
    return redirect("supervision:commitment", campaign=campaign, commitment=commitment)


@require_POST
def verify(request: SignedInRequest, campaign: str, commitment: str) -> HttpResponse:
    found = commitment_or_404(request, campaign, commitment)
    rules.check_can_judge(found, by=request.user, at=request.at)
    form = SeenForm(request.POST, prefix="xn")
    verb = lambda: actions.verify(found, **form.cleaned_data, by=request.user, at=request.at)  # noqa: E731
    return _done(request, found, "verify_form", form, verb=verb, said=_("Đã xác nhận khắc phục xong"))


@require_POST
def return_claim(request: SignedInRequest, campaign: str, commitment: str) -> HttpResponse:
    found = commitment_or_404(request, campaign, commitment)
    rules.check_can_judge(found, by=request.user, at=request.at)
    form = MissingForm(request.POST, prefix="lt")
    verb = lambda: actions.return_claim(found, **form.cleaned_data, by=request.user, at=request.at)  # noqa: E731
    return _done(request, found, "return_form", form, verb=verb, said=_("Đã yêu cầu làm tiếp"))


@require_POST
def postpone(request: SignedInRequest, campaign: str, commitment: str) -> HttpResponse:
    found = commitment_or_404(request, campaign, commitment)
    rules.check_can_postpone(found, by=request.user, at=request.at)
    form = PostponeForm(request.POST, prefix="dh")
    data = form.cleaned_data if form.is_valid() else None
    if data and do(form, lambda: actions.postpone(found, **data, by=request.user, at=request.at)):
        messages.success(request, _("Đã đổi hạn; hạn cũ và lý do còn trong diễn biến"))
        return redirect("supervision:commitment", campaign=campaign, commitment=commitment)
    return _page(request, found, postpone_form=form)


@require_POST
def remind(request: SignedInRequest, campaign: str, commitment: str) -> HttpResponse:
    found = commitment_or_404(request, campaign, commitment)
    form = NoteForm(request.POST, prefix="nn")
    verb = lambda: actions.remind(found, **form.cleaned_data, by=request.user, at=request.at)  # noqa: E731
    return _done(request, found, "remind_form", form, verb=verb, said=_("Đã ghi nhắc nhở"))


@require_POST
def offer_help(request: SignedInRequest, campaign: str, commitment: str) -> HttpResponse:
    found = commitment_or_404(request, campaign, commitment)
    rules.check_can_contact(found, by=request.user, at=request.at)
    form = HelpForm(request.POST, prefix="gd")
    verb = lambda: actions.offer_help(found, **form.cleaned_data, by=request.user, at=request.at)  # noqa: E731
    return _done(request, found, "help_form", form, verb=verb, said=_("Đã ghi việc giúp đỡ"))
