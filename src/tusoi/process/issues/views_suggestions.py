"""Suggestions from the level above: choose a subject, write points, approve, assign, send, receive."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from tusoi.foundation.access.requests import SignedInRequest
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.ui.answers import do
from tusoi.foundation.ui.words import number
from tusoi.process.campaigns.models import Campaign, Subject
from tusoi.process.campaigns.views import campaign_or_404
from tusoi.process.issues import actions, rules
from tusoi.process.issues.forms import AnswerByForm, ManyForm, OverseerForm, PointForm
from tusoi.process.issues.models import Issue, SuggestionSet
from tusoi.process.issues.presenters_suggestions import SetPage, open_to_suggestion, set_page_of, suggestions_of
from tusoi.process.issues.states import SetState
from tusoi.process.issues.views_triage import number_in


def suggestions(request: SignedInRequest, campaign: str) -> HttpResponse:
    """`?trang-thai=` filters the sets; `?tim=` finds the subjects to choose from."""
    found = campaign_or_404(request, campaign)
    state = request.GET.get("trang-thai", "")
    page = suggestions_of(
        found,
        request.user,
        state=state if state in SetState.values else "",
        text=request.GET.get("tim", ""),
        on=request.at.date(),
    )
    context = {"page": page, "campaign": found, "states": SetState.choices, "state": state}
    return render(request, "issues/suggestions.html", context)


def many(request: SignedInRequest, campaign: str) -> HttpResponse:
    """The same point for several subjects of a function. `?tim=` chooses whom to show."""
    found = campaign_or_404(request, campaign)
    text = request.GET.get("tim", "")
    subjects = open_to_suggestion(found, request.user, text=text, on=request.at.date())
    if not subjects and not text:
        raise Http404
    form = ManyForm(request.POST or None, themes=found.rules.themes, subjects=subjects)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data | {"subjects": list(form.cleaned_data["subjects"])}
        count = do(form, partial(actions.suggest_to_many, **data, by=request.user, at=request.at))
        if count:
            said = ngettext("Đã thêm vào bản gợi ý của %(n)s nơi", "Đã thêm vào bản gợi ý của %(n)s nơi", count)
            messages.success(request, said % {"n": number(count)})
            return redirect("issues:suggestions", campaign=found.code)
    return render(request, "issues/many.html", {"campaign": found, "form": form, "text": text})


def _subject_or_404(request: SignedInRequest, campaign: Campaign, code: str) -> Subject:
    """A subject whose suggestions the account sees, or for whom it may write some."""
    subjects = Subject.objects.select_related("campaign__frozen", "campaign_unit__unit", "collective", "person")
    subject = get_object_or_404(subjects, campaign=campaign, code=code)
    if SuggestionSet.objects.visible_to(request.user, request.at.date()).filter(subject=subject).exists():
        return subject
    try:
        rules.check_may_suggest(subject, by=request.user, at=request.at)
    except Refused as refused:
        raise Http404 from refused
    return subject


def _set_or_404(request: SignedInRequest, campaign: Campaign, code: str) -> SuggestionSet:
    seen = SuggestionSet.objects.visible_to(request.user, request.at.date())
    related = seen.select_related("campaign__frozen", "subject__campaign__frozen", "subject__campaign_unit__unit")
    return get_object_or_404(related, campaign=campaign, subject__code=code)


def suggestion_set(request: SignedInRequest, campaign: str, subject: str) -> HttpResponse:
    """The suggestions for one subject. `?mau=` starts a point from an earlier one; `?thu-vien=` searches them."""
    found = campaign_or_404(request, campaign)
    about = _subject_or_404(request, found, subject)
    page = set_page_of(about, request.user, library=request.GET.get("thu-vien", ""), at=request.at)
    return _show(request, found, page, PointForm(themes=found.rules.themes, initial=_from_library(request, page)))


def _from_library(request: SignedInRequest, page: SetPage) -> dict[str, Any]:
    chosen = number_in(request.GET.get("mau"))
    start = next((issue for issue in page.reusable if issue.pk == chosen), None)
    return {"title": start.title, "theme": start.theme, "text": start.text} if start else {}


def _show(request: SignedInRequest, campaign: Campaign, page: SetPage, point_form: PointForm) -> HttpResponse:
    overseer = page.suggestions.overseer_id if page.suggestions else None
    context = {
        "page": page,
        "campaign": campaign,
        "point_form": point_form,
        "overseer_form": OverseerForm(labels=page.overseers, initial={"person": overseer}),
        "issue_form": AnswerByForm(),
        "library": request.GET.get("thu-vien", ""),
    }
    return render(request, "issues/set.html", context)


def _back(campaign: Campaign, subject: str) -> HttpResponse:
    return redirect("issues:set", campaign=campaign.code, subject=subject)


@require_POST
def draft(request: SignedInRequest, campaign: str, subject: str) -> HttpResponse:
    found = campaign_or_404(request, campaign)
    actions.draft_set(_subject_or_404(request, found, subject), by=request.user, at=request.at)
    return _back(found, subject)


@require_POST
def add_point(request: SignedInRequest, campaign: str, subject: str) -> HttpResponse:
    found = campaign_or_404(request, campaign)
    row = _set_or_404(request, found, subject)
    form = PointForm(request.POST, themes=found.rules.themes)
    added = None
    if form.is_valid():
        added = do(form, partial(actions.add_point, row, **form.cleaned_data, by=request.user, at=request.at))
    if added:
        messages.success(request, _("Đã thêm nội dung gợi ý"))
        return _back(found, subject)
    rules.check_can_write_points(row, by=request.user, at=request.at)
    return _show(request, found, set_page_of(row.subject, request.user, library="", at=request.at), form)


def change_point(request: SignedInRequest, campaign: str, subject: str, point: str) -> HttpResponse:
    found = campaign_or_404(request, campaign)
    row = _set_or_404(request, found, subject)
    issue = get_object_or_404(Issue, suggestion_set=row, code=point)
    rules.check_can_write_points(row, by=request.user, at=request.at)
    initial = {"title": issue.title, "theme": issue.theme, "text": issue.text, "grounds": issue.grounds}
    form = PointForm(request.POST or None, themes=found.rules.themes, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.change_point(issue, **form.cleaned_data, by=request.user, at=request.at)
        messages.success(request, _("Đã lưu nội dung gợi ý"))
        return _back(found, subject)
    return render(request, "issues/point.html", {"form": form, "campaign": found, "set": row})


@require_POST
def approve(request: SignedInRequest, campaign: str, subject: str) -> HttpResponse:
    found = campaign_or_404(request, campaign)
    actions.approve_set(_set_or_404(request, found, subject), by=request.user, at=request.at)
    messages.success(request, _("Đã duyệt bản gợi ý"))
    return _back(found, subject)


@require_POST
def reopen(request: SignedInRequest, campaign: str, subject: str) -> HttpResponse:
    found = campaign_or_404(request, campaign)
    actions.reopen_set(_set_or_404(request, found, subject), by=request.user, at=request.at)
    messages.success(request, _("Bản gợi ý trở lại để soạn tiếp"))
    return _back(found, subject)


@require_POST
def assign(request: SignedInRequest, campaign: str, subject: str) -> HttpResponse:
    found = campaign_or_404(request, campaign)
    row = _set_or_404(request, found, subject)
    page = set_page_of(row.subject, request.user, library="", at=request.at)
    rules.check_can_assign_overseer(row, by=request.user, at=request.at)
    form = OverseerForm(request.POST, labels=page.overseers)
    if not form.is_valid():
        raise Refused(_("Người này không theo dõi được đối tượng này"), way_out=_("Chọn một người trong danh sách"))
    actions.assign_overseer(row, person=form.cleaned_data["person"], by=request.user, at=request.at)
    messages.success(request, _("%(name)s theo dõi đối tượng này") % {"name": form.cleaned_data["person"].name})
    return _back(found, subject)


@require_POST
def issue_set(request: SignedInRequest, campaign: str, subject: str) -> HttpResponse:
    found = campaign_or_404(request, campaign)
    row = _set_or_404(request, found, subject)
    form = AnswerByForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Hạn trả lời không đọc được"), way_out=_("Ghi ngày/tháng/năm, ví dụ 29/07/2012"))
    actions.issue_set(row, answer_by=form.cleaned_data["answer_by"], by=request.user, at=request.at)
    messages.success(request, _("Đã gửi gợi ý kiểm điểm đến %(subject)s") % {"subject": row.subject.name})
    return _back(found, subject)


@require_POST
def acknowledge(request: SignedInRequest, campaign: str, subject: str) -> HttpResponse:
    found = campaign_or_404(request, campaign)
    actions.acknowledge_set(_set_or_404(request, found, subject), by=request.user, at=request.at)
    messages.success(request, _("Đã xác nhận nhận gợi ý kiểm điểm"))
    return _back(found, subject)
