"""Pages after a sitting: adjourn and go on, have a subject reviewed again, petitions and their answers."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tusoi.foundation.access.requests import SignedInRequest
from tusoi.foundation.ui.answers import do
from tusoi.process.campaigns.views import campaign_or_404
from tusoi.process.issues.rules import spoken_for
from tusoi.process.reviews import actions_later, presenters_later, rules, rules_later
from tusoi.process.reviews.forms_later import AdjournForm, AgainForm, PetitionAnswerForm, PetitionForm
from tusoi.process.reviews.models import AgendaItem
from tusoi.process.reviews.presenters import meeting_url
from tusoi.process.reviews.views import meeting_or_404


def adjourn(request: SignedInRequest, campaign: str, meeting: str) -> HttpResponse:
    found = meeting_or_404(request, campaign, meeting)
    rules.check_can_run(found, by=request.user, at=request.at)
    rules.check_in_session(found)
    form = AdjournForm(request.POST or None)
    verb = lambda: actions_later.adjourn(found, **form.cleaned_data, by=request.user, at=request.at)  # noqa: E731
    if request.method == "POST" and form.is_valid() and do(form, verb) is not None:
        messages.success(request, _("Hội nghị tạm dừng"))
        return redirect(meeting_url(found))
    return render(request, "reviews/adjourn.html", {"campaign": found.campaign, "meeting": found, "form": form})


@require_POST
def resume(request: SignedInRequest, campaign: str, meeting: str) -> HttpResponse:
    found = meeting_or_404(request, campaign, meeting)
    actions_later.resume(found, by=request.user, at=request.at)
    messages.success(request, _("Hội nghị họp tiếp"))
    return redirect(meeting_url(found, "room"))


def again(request: SignedInRequest, campaign: str, meeting: str, item: int) -> HttpResponse:
    """The level above has a concluded subject reviewed again."""
    found = meeting_or_404(request, campaign, meeting)
    row = get_object_or_404(AgendaItem.objects.with_names(), meeting=found, pk=item)
    rules_later.check_can_order_again(row, reason="…", by=request.user, at=request.at)
    form = AgainForm(request.POST or None)
    verb = lambda: actions_later.order_again(row, **form.cleaned_data, by=request.user, at=request.at)  # noqa: E731
    if request.method == "POST" and form.is_valid() and do(form, verb) is not None:
        messages.success(request, _("Đã yêu cầu kiểm điểm lại %(name)s") % {"name": row.subject.name})
        return redirect(meeting_url(found))
    page = {"campaign": found.campaign, "meeting": found, "item": row, "form": form}
    return render(request, "reviews/again.html", page)


def _item_or_404(request: SignedInRequest, campaign: str, meeting: str, item: int) -> AgendaItem:
    """Of a meeting that the account sees, or about a subject for whom it speaks: the subject need not have been there."""
    found = campaign_or_404(request, campaign)
    row = get_object_or_404(AgendaItem.objects.with_names(), meeting__campaign=found, meeting__code=meeting, pk=item)
    if not spoken_for(request.user, found, rules.local_day(request.at)).filter(pk=row.subject_id).exists():
        meeting_or_404(request, campaign, meeting)
    rules_later.check_can_read_petitions(row, by=request.user, at=request.at)
    return row


def _petitions(request: SignedInRequest, item: AgendaItem, **forms: object) -> HttpResponse:
    page = presenters_later.petition_page(item, account=request.user, at=request.at)
    context = {"campaign": item.meeting.campaign, "item": item, "page": page}
    return render(
        request,
        "reviews/petitions.html",
        context | {"form": PetitionForm(), "answer_form": PetitionAnswerForm()} | forms,
    )


def petitions(request: SignedInRequest, campaign: str, meeting: str, item: int) -> HttpResponse:
    """The petitions about one conclusion; the subject files one here."""
    row = _item_or_404(request, campaign, meeting, item)
    if request.method != "POST":
        return _petitions(request, row)
    rules_later.check_can_file(row, by=request.user, at=request.at)
    form = PetitionForm(request.POST)
    verb = lambda: actions_later.file_petition(row, **form.cleaned_data, by=request.user, at=request.at)  # noqa: E731
    if form.is_valid() and do(form, verb) is not None:
        messages.success(request, _("Đã gửi kiến nghị"))
        return redirect(request.path)
    return _petitions(request, row, form=form)


@require_POST
def answer_petition(request: SignedInRequest, campaign: str, meeting: str, item: int, petition: int) -> HttpResponse:
    row = _item_or_404(request, campaign, meeting, item)
    asked = get_object_or_404(row.petitions.select_related("item__meeting__campaign_unit__unit"), pk=petition)
    rules_later.check_can_answer_petition(asked, by=request.user, at=request.at)
    form = PetitionAnswerForm(request.POST)
    verb = lambda: actions_later.answer_petition(asked, **form.cleaned_data, by=request.user, at=request.at)  # noqa: E731
    if form.is_valid() and do(form, verb) is not None:
        messages.success(request, _("Đã trả lời kiến nghị"))
        return redirect("reviews:petitions", campaign=campaign, meeting=meeting, item=item)
    return _petitions(request, row, answer_form=form)
