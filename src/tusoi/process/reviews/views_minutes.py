"""The minutes: as a paper, and the page where they are completed, corrected and signed."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tusoi.foundation.access.requests import SignedInRequest
from tusoi.foundation.documents.uploads import attachment
from tusoi.foundation.ui.answers import do
from tusoi.process.issues.views_triage import number_in
from tusoi.process.reviews import actions_minutes, presenters_papers, rules, rules_minutes
from tusoi.process.reviews.forms_minutes import CorrectionForm, MinutesForm, ReturnForm, ScanForm
from tusoi.process.reviews.models import Contribution, Meeting, Minutes
from tusoi.process.reviews.presenters import meeting_url
from tusoi.process.reviews.views import meeting_or_404


def _minutes_or_404(request: SignedInRequest, campaign: str, meeting: str) -> Minutes:
    """Those of a meeting that was opened and that the account sees."""
    found = meeting_or_404(request, campaign, meeting)
    minutes = get_object_or_404(
        Minutes.objects.select_related("clerk_signed_by__person", "chair_signed_by__person"), meeting=found
    )
    minutes.meeting = found
    return minutes


def minutes(request: SignedInRequest, campaign: str, meeting: str) -> HttpResponse:
    """The minutes as they stand: a draft until both have signed. The one place where speakers are named."""
    found = _minutes_or_404(request, campaign, meeting).meeting
    page = presenters_papers.minutes_of(found)
    return render(request, "reviews/minutes.html", {"campaign": found.campaign, "meeting": found, "page": page})


def edit_again(
    request: SignedInRequest, found: Meeting, wrong: forms.Form | None = None, **also: object
) -> HttpResponse:
    asked = presenters_papers.Asked(*(number_in(request.GET.get(name)) for name in ("sua", "viec")))
    page = presenters_papers.edit_page(found, account=request.user, at=request.at, wrong=wrong, asked=asked)
    context = {
        "asked": asked.item,
        "campaign": found.campaign,
        "meeting": found,
        "page": page,
        "return_form": ReturnForm(),
        "scan_form": ScanForm(),
    } | also
    return render(
        request, "reviews/minutes_edit.html", context, status=403 if wrong and wrong.non_field_errors() else 200
    )


def edit(request: SignedInRequest, campaign: str, meeting: str) -> HttpResponse:
    found = _minutes_or_404(request, campaign, meeting).meeting
    rules.check_can_run(found, by=request.user, at=request.at)
    return edit_again(request, found)


def _page_of(minutes: Minutes, anchor: str = "") -> HttpResponse:
    return redirect(meeting_url(minutes.meeting, "edit-minutes") + (f"#{anchor}" if anchor else ""))


def _save(
    request: SignedInRequest, found: Minutes, form: forms.Form, verb: Callable[[], object], *, stored: int, anchor: str
) -> HttpResponse:
    """Save and go back to the place. A refusal keeps what was typed, beside what another window saved meanwhile (its
    revision is `stored`), so that the second press of the button is an informed one."""
    rules.check_can_run(found.meeting, by=request.user, at=request.at)
    if form.is_valid() and do(form, verb) is not None:
        messages.success(request, _("Đã lưu"))
        return _page_of(found, anchor)
    typed = request.POST.copy()
    typed[form.add_prefix("revision")] = str(stored)
    form.data = typed
    return edit_again(request, found.meeting, form)


@require_POST
def save(request: SignedInRequest, campaign: str, meeting: str) -> HttpResponse:
    found = _minutes_or_404(request, campaign, meeting)
    form, stored = MinutesForm(request.POST, minutes=found), found.revision
    verb = lambda: actions_minutes.save(found, **form.values(), by=request.user, at=request.at)  # noqa: E731
    return _save(request, found, form, verb, stored=stored, anchor="muc-ghi-them")


@require_POST
def correct(request: SignedInRequest, campaign: str, meeting: str, said: int) -> HttpResponse:
    found = _minutes_or_404(request, campaign, meeting)
    row = get_object_or_404(
        Contribution.objects.select_related("item__meeting__attending_superior", "item__meeting__minute_taker")
        .select_related("item__subject__person")
        .filter(item__meeting=found.meeting_id),
        pk=said,
    )
    form = CorrectionForm(request.POST, said=row, speakers=rules.speakers_of(row.item), prefix=f"y-{row.pk}")
    stored = row.revision
    verb = lambda: actions_minutes.correct(row, **form.cleaned_data, by=request.user, at=request.at)  # noqa: E731
    return _save(request, found, form, verb, stored=stored, anchor=f"y-{row.pk}")


@require_POST
def add_scan(request: SignedInRequest, campaign: str, meeting: str) -> HttpResponse:
    """One page more; the page asks beforehand that nothing classified is handed in."""
    found = _minutes_or_404(request, campaign, meeting)
    rules_minutes.check_can_add_scan(found, by=request.user, at=request.at)
    form = ScanForm(request.POST, request.FILES)
    if form.is_valid():
        content = form.cleaned_data["file"].read()
        if do(form, lambda: actions_minutes.add_scan(found, content, by=request.user, at=request.at)):
            messages.success(request, _("Đã lưu trang biên bản"))
            return _page_of(found, "anh")
    return edit_again(request, found.meeting, scan_form=form)


@require_safe
def scan(request: SignedInRequest, campaign: str, meeting: str, number: int) -> HttpResponse:
    """A page as it was signed, for those who read the minutes."""
    found = _minutes_or_404(request, campaign, meeting)
    row = get_object_or_404(found.scans.all(), number=number)
    return attachment(row.kept, f"{_('biên bản')} {found.meeting.code} {number}")


@require_POST
def sign(request: SignedInRequest, campaign: str, meeting: str) -> HttpResponse:
    found = _minutes_or_404(request, campaign, meeting)
    actions_minutes.sign(found, by=request.user, at=request.at)
    messages.success(request, _("Đã ghi chữ ký của người ghi biên bản; chờ chủ trì ký"))
    return _page_of(found)


@require_POST
def give_back(request: SignedInRequest, campaign: str, meeting: str) -> HttpResponse:
    found = _minutes_or_404(request, campaign, meeting)
    form = ReturnForm(request.POST)
    verb = lambda: actions_minutes.give_back(found, **form.cleaned_data, by=request.user, at=request.at)  # noqa: E731
    if form.is_valid() and do(form, verb) is not None:
        messages.success(request, _("Đã trả biên bản để sửa"))
        return _page_of(found)
    rules_minutes.check_can_sign_as_chair(found, by=request.user, at=request.at)
    return edit_again(request, found.meeting, return_form=form)


@require_POST
def fix(request: SignedInRequest, campaign: str, meeting: str) -> HttpResponse:
    found = _minutes_or_404(request, campaign, meeting)
    actions_minutes.fix(found, by=request.user, at=request.at)
    messages.success(request, _("Biên bản đã ký đủ"))
    return redirect(meeting_url(found.meeting))
