"""Pages of the ballots of a meeting: who counts, what was counted, and the team's signature."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tusoi.foundation.access.requests import SignedInRequest
from tusoi.foundation.documents.downloads import paper_response
from tusoi.foundation.ui.answers import do
from tusoi.process.reviews import actions_rating, presenters_ballot, rules_ballot, rules_rating
from tusoi.process.reviews.documents_rating import ballot_sheet
from tusoi.process.reviews.forms_rating import CountForm, PrepareForm, WithdrawForm
from tusoi.process.reviews.models import BallotCount
from tusoi.process.reviews.rules import local_day
from tusoi.process.reviews.views import meeting_or_404
from tusoi.process.reviews.views_rating import rated_campaign_or_404


def ballots(request: SignedInRequest, campaign: str, meeting: str) -> HttpResponse:
    """The counts of a meeting; a POST names the team of a new one and who stands on the ballot."""
    rated_campaign_or_404(request, campaign)
    found = meeting_or_404(request, campaign, meeting)
    page = presenters_ballot.ballots_page(found, account=request.user, at=request.at)
    if request.method == "POST":
        rules_ballot.check_can_keep_ballot(found, by=request.user, at=request.at)
    form = None
    if page.can_prepare:
        people = presenters_ballot.possible_counters(found, at=request.at)
        form = PrepareForm(request.POST or None, subjects=rules_ballot.ballot_subjects(found), people=people)
    if request.method == "POST" and form is not None and form.is_valid():
        values = form.values()
        count = do(form, lambda: actions_rating.prepare_count(found, **values, by=request.user, at=request.at))
        if count is not None:
            messages.success(request, _("Đã lập tổ kiểm phiếu"))
            return redirect(presenters_ballot.count_url(count))
    context = {"campaign": found.campaign, "meeting": found, "page": page, "form": form}
    refused = form is not None and form.is_bound and bool(form.non_field_errors())
    return render(request, "reviews/rating_ballots.html", context, status=403 if refused else 200)


def _count_or_404(request: SignedInRequest, campaign: str, meeting: str, number: int) -> BallotCount:
    found = rated_campaign_or_404(request, campaign)
    seen = BallotCount.objects.visible_to(request.user, local_day(request.at)).with_names()
    return get_object_or_404(seen, meeting__campaign=found, meeting__code=meeting, number=number)


def _page(
    request: SignedInRequest, found: BallotCount, wrong: CountForm | None = None, reason: WithdrawForm | None = None
) -> HttpResponse:
    page = presenters_ballot.count_page(found, account=request.user, at=request.at, wrong=wrong)
    meeting = found.meeting
    context = {"campaign": meeting.campaign, "meeting": meeting, "page": page, "withdraw": reason or WithdrawForm()}
    refused = wrong is not None and bool(wrong.non_field_errors())
    return render(request, "reviews/rating_count.html", context, status=403 if refused else 200)


def count(request: SignedInRequest, campaign: str, meeting: str, number: int) -> HttpResponse:
    """The numbers. A POST keeps them whether or not they add up, and says what does not."""
    found = _count_or_404(request, campaign, meeting, number)
    if request.method != "POST":
        return _page(request, found)
    rules_ballot.check_can_count(found, by=request.user, at=request.at)
    form = CountForm(request.POST, count=found, rating=rules_rating.scheme_of(found.meeting.campaign))
    stored = found.revision
    verb = lambda: actions_rating.save_numbers(found, **form.values(), by=request.user, at=request.at)  # noqa: E731
    saved = do(form, verb) if form.is_valid() else None
    if saved is None:
        typed = request.POST.copy()
        typed["revision"] = str(stored)  # the second press of the button is an informed one
        form.data = typed
        return _page(request, found, form)
    if rules_ballot.faults_of(saved):
        messages.warning(request, _("Đã lưu các số; còn chỗ chưa khớp, xem ở dưới"))
    else:
        messages.success(request, _("Đã lưu; các số khớp nhau, tổ trưởng ký được"))
    return redirect(presenters_ballot.count_url(found))


@require_safe
def sheet(request: SignedInRequest, campaign: str, meeting: str, number: int) -> HttpResponse:
    """The blank ballot, to be printed once for each who is present. `?dang=pdf` as PDF, else Word."""
    found = _count_or_404(request, campaign, meeting, number)
    rules_ballot.check_can_print_ballot(found)
    return paper_response(ballot_sheet(found, request.at), request.GET.get("dang", ""))


@require_POST
def sign_count(request: SignedInRequest, campaign: str, meeting: str, number: int) -> HttpResponse:
    found = _count_or_404(request, campaign, meeting, number)
    actions_rating.sign_count(found, by=request.user, at=request.at)
    messages.success(request, _("Tổ kiểm phiếu đã ký; kết quả được ghi vào biên bản hội nghị"))
    return redirect(presenters_ballot.count_url(found))


@require_POST
def withdraw_count(request: SignedInRequest, campaign: str, meeting: str, number: int) -> HttpResponse:
    found = _count_or_404(request, campaign, meeting, number)
    rules_ballot.check_can_withdraw_count(found, reason="…", by=request.user, at=request.at)
    form = WithdrawForm(request.POST)
    verb = lambda: actions_rating.withdraw_count(found, **form.cleaned_data, by=request.user, at=request.at)  # noqa: E731
    if form.is_valid() and do(form, verb) is not None:
        messages.success(request, _("Đã hủy kết quả kiểm phiếu này"))
        return redirect(presenters_ballot.count_url(found))
    return _page(request, found, reason=form)
