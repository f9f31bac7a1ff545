"""The meeting room: every button of the one who writes the minutes. Each POST leads back to the room."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tusoi.foundation.access.requests import SignedInRequest
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.ui.answers import do
from tusoi.process.reviews import actions, presenters_room, rules
from tusoi.process.reviews.forms import (
    ChairForm,
    ConclusionForm,
    ContributionForm,
    NewIssueForm,
    OralAnswerForm,
    VerdictForm,
)
from tusoi.process.reviews.models import AgendaItem, Contribution, Meeting
from tusoi.process.reviews.views import meeting_or_404


def item_or_404(request: SignedInRequest, campaign: str, meeting: str, item: int) -> AgendaItem:
    found = meeting_or_404(request, campaign, meeting)
    return get_object_or_404(AgendaItem.objects.with_names(), meeting=found, pk=item)


def _back(meeting: Meeting, anchor: str) -> HttpResponse:
    """To the room, at this place; at an issue ("vd-…") with it open to write on."""
    url = reverse("reviews:room", kwargs={"campaign": meeting.campaign.code, "meeting": meeting.code})
    asked = f"?vd={anchor.removeprefix('vd-')}" if anchor.startswith("vd-") else ""
    return redirect(f"{url}{asked}#{anchor}")


def room_again(request: SignedInRequest, found: Meeting, wrong: tuple[str, forms.Form] | None = None) -> HttpResponse:
    """The page; where something typed was refused, with that form as it was typed."""
    asked = request.GET.get("vd", "")
    page = presenters_room.room_page(found, account=request.user, at=request.at, wrong=wrong, asked=asked)
    context = {"campaign": found.campaign, "meeting": found, "page": page, "at": request.at}
    refused = wrong is not None and bool(wrong[1].non_field_errors())
    return render(request, "reviews/room.html", context, status=403 if refused else 200)


def room(request: SignedInRequest, campaign: str, meeting: str) -> HttpResponse:
    found = meeting_or_404(request, campaign, meeting)
    rules.check_can_run(found, by=request.user, at=request.at)
    return room_again(request, found)


def _save(
    request: SignedInRequest,
    item: AgendaItem,
    key: str,
    form: forms.Form,
    verb: Callable[[], object],
    *,
    said: str,
    anchor: str,
) -> HttpResponse:
    """Do the verb and go back; what was refused stands on its form. Who may not run the meeting gets 403."""
    rules.check_can_run(item.meeting, by=request.user, at=request.at)
    if form.is_valid() and do(form, verb) is not None:
        messages.success(request, said)
        return _back(item.meeting, anchor)
    return room_again(request, item.meeting, (key, form))


@require_POST
def open_item(request: SignedInRequest, campaign: str, meeting: str, item: int) -> HttpResponse:
    found = item_or_404(request, campaign, meeting, item)
    actions.open_item(found, by=request.user, at=request.at)
    return _back(found.meeting, "dang-lam")


@require_POST
def hand_over(request: SignedInRequest, campaign: str, meeting: str, item: int) -> HttpResponse:
    found = item_or_404(request, campaign, meeting, item)
    form = ChairForm(request.POST, people=rules.chairs_available(found))
    if not form.is_valid():
        rules.check_can_run(found.meeting, by=request.user, at=request.at)
        raise Refused(_("Người chủ trì thay phải có mặt tại hội nghị và không ghi biên bản"))
    chair = form.cleaned_data["chair"]
    actions.hand_over(found, chair=chair, by=request.user, at=request.at)
    messages.success(request, _("%(name)s chủ trì mục này") % {"name": chair.name})
    return _back(found.meeting, "dang-lam")


@require_POST
def contribute(request: SignedInRequest, campaign: str, meeting: str, item: int) -> HttpResponse:
    found = item_or_404(request, campaign, meeting, item)
    form = ContributionForm(request.POST, speakers=rules.speakers_of(found), subject=found.subject)
    verb = lambda: actions.contribute(found, **form.cleaned_data, by=request.user, at=request.at)  # noqa: E731
    if request.accepts("application/json") and not request.accepts("text/html"):
        return _told(request, found, form, verb)
    return _save(request, found, "contribution", form, verb, said=_("Đã ghi ý kiến"), anchor="ghi-y-kien")


def _told(
    request: SignedInRequest, item: AgendaItem, form: ContributionForm, verb: Callable[[], Contribution]
) -> JsonResponse:
    """The answer to the page's own sending: the number under which it stands, or in words why it does not."""
    rules.check_can_run(item.meeting, by=request.user, at=request.at)
    if form.is_valid() and (said := do(form, verb)) is not None:
        return JsonResponse({"number": said.order})
    return JsonResponse({"refused": " ".join(str(one) for errors in form.errors.values() for one in errors)})


@require_POST
def raise_issue(request: SignedInRequest, campaign: str, meeting: str, item: int) -> HttpResponse:
    found = item_or_404(request, campaign, meeting, item)
    form = NewIssueForm(request.POST, themes=found.meeting.campaign.rules.themes)
    verb = lambda: actions.raise_at_meeting(found, **form.cleaned_data, by=request.user, at=request.at)  # noqa: E731
    return _save(request, found, "new", form, verb, said=_("Đã nêu vấn đề mới"), anchor="van-de")


@require_POST
def answer(request: SignedInRequest, campaign: str, meeting: str, item: int, issue: str) -> HttpResponse:
    found = item_or_404(request, campaign, meeting, item)
    row = get_object_or_404(found.subject.issues.put().select_related("subject__campaign_unit"), code=issue)
    form = OralAnswerForm(request.POST, prefix=f"tl-{row.code}")
    verb = lambda: actions.answer_at_meeting(  # noqa: E731
        found, issue=row, **form.cleaned_data, by=request.user, at=request.at
    )
    key = f"answer-{row.code}"
    return _save(request, found, key, form, verb, said=_("Đã ghi câu trả lời"), anchor=f"vd-{row.code}")


@require_POST
def conclude_issue(request: SignedInRequest, campaign: str, meeting: str, item: int, issue: str) -> HttpResponse:
    found = item_or_404(request, campaign, meeting, item)
    row = get_object_or_404(found.subject.issues.put().select_related("subject__campaign_unit__unit"), code=issue)
    form = VerdictForm(request.POST, prefix=f"kl-{row.code}")
    verb = lambda: actions.conclude_issue(  # noqa: E731
        found, issue=row, **form.cleaned_data, by=request.user, at=request.at
    )
    key = f"verdict-{row.code}"
    return _save(request, found, key, form, verb, said=_("Đã ghi kết luận"), anchor=f"vd-{row.code}")


@require_POST
def conclude_item(request: SignedInRequest, campaign: str, meeting: str, item: int) -> HttpResponse:
    found = item_or_404(request, campaign, meeting, item)
    form = ConclusionForm(request.POST)
    verb = lambda: actions.conclude_item(found, **form.cleaned_data, by=request.user, at=request.at)  # noqa: E731
    said = _("Đã kết luận đối với %(name)s") % {"name": found.subject.name}
    return _save(request, found, "conclusion", form, verb, said=said, anchor="chuong-trinh")


@require_POST
def conclude_meeting(request: SignedInRequest, campaign: str, meeting: str) -> HttpResponse:
    found = meeting_or_404(request, campaign, meeting)
    actions.conclude_meeting(found, by=request.user, at=request.at)
    messages.success(request, _("Hội nghị đã bế mạc. Biên bản không sửa được nữa"))
    return redirect("reviews:meeting", campaign=campaign, meeting=meeting)
