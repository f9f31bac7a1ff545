"""Comments conferences of a round: enter one, type its comments after the opening."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from tusoi.foundation.kernel.middleware import OfficeRequest
from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.feedback import conferences, rules_sheets
from tusoi.process.feedback.forms_conferences import ConferenceCommentForm, ConferenceForm
from tusoi.process.feedback.models import Comment, Conference, Round
from tusoi.process.feedback.states import CommentState, RoundState
from tusoi.process.feedback.views import account_of, round_or_404


@dataclass(frozen=True)
class Row:
    """A conference with how many of its comments are typed, and the form for the next one where the account may type."""

    conference: Conference
    typed: int
    form: ConferenceCommentForm | None
    comments: list[tuple[Comment, ConferenceCommentForm | None]]


def _page(request: OfficeRequest, round: Round, form: ConferenceForm, status: int = 200) -> HttpResponse:
    account = account_of(request)
    on_team = account.person_id is not None and round.team.filter(person=account.person_id).exists()
    types = on_team and round.state == RoundState.OPENED
    rows = []
    for one in round.conferences.select_related("group"):
        typed = conferences.typed_of(one)
        more = types and typed < one.written
        form_of_next = ConferenceCommentForm(round=round, auto_id=f"id_{one.pk}_%s") if more else None
        rows.append(Row(one, typed, form_of_next, _typed(one) if types else []))
    page = {"round": round, "rows": rows, "form": form, "on_team": on_team}
    return render(request, "feedback/conferences.html", page, status=status)


def _typed(conference: Conference) -> list[tuple[Comment, ConferenceCommentForm | None]]:
    """What the team has typed so far, with the form to put it right as long as it waits for its place."""
    rows = []
    for said in Comment.objects.filter(group=conference.group_id, part_of=None).select_related("subject"):
        now = {"subject": said.subject_id, "box": said.box, "text": said.text}
        waits = said.state == CommentState.WAITING and not said.is_covered
        form = ConferenceCommentForm(round=conference.round, initial=now, auto_id=f"id_{said.pk}_%s") if waits else None
        rows.append((said, form))
    return sorted(rows, key=lambda row: (row[0].subject_id, row[0].text))


@never_cache
def index(request: OfficeRequest, campaign: str, round: str) -> HttpResponse:
    """GET: the conferences; POST: enter one."""
    found = round_or_404(request, campaign, round)
    rules_sheets.check_can_handle(found, by=account_of(request), at=request.at)
    form = ConferenceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            conferences.enter(found, **form.cleaned_data, by=account_of(request), at=request.at)
        except Refused as refused:
            form.add_error(None, f"{refused.reason}. {refused.way_out}".strip(". "))
        else:
            messages.success(request, _("Đã ghi hội nghị. Tổ mở phiếu gõ ý kiến trong biên bản sau khi mở phiếu"))
            return redirect("feedback:conferences", campaign, round)
    return _page(request, found, form, 400 if form.errors else 200)


def _comment_or_404(request: OfficeRequest, conference: Conference) -> Comment:
    typed = request.POST.get("comment", "")
    number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 20 else 0
    return get_object_or_404(Comment, group=conference.group_id, pk=number)


@require_POST
@sensitive_post_parameters("text", "seen")
def one(request: OfficeRequest, campaign: str, round: str, conference: int) -> HttpResponse:
    """POST `viec`: type (subject, box, text), correct (comment, seen too), out (comment) or count (written)."""
    found = round_or_404(request, campaign, round)
    row = get_object_or_404(found.conferences.select_related("group", "round__campaign_unit__unit"), pk=conference)
    account, at = account_of(request), request.at
    if request.POST.get("viec") == "count":
        typed = request.POST.get("written", "")
        written = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 0
        conferences.count_again(row, written=written, by=account, at=at)
        messages.success(request, _("Đã sửa số ý kiến ghi trong biên bản"))
    elif request.POST.get("viec") == "out":
        conferences.take_out(_comment_or_404(request, row), row, by=account, at=at)
        messages.success(request, _("Đã bỏ ý kiến gõ nhầm"))
    else:
        form = ConferenceCommentForm(request.POST, round=found)
        form.is_valid()
        said: dict[str, Any] = {"subject": None, "box": "", "text": ""} | form.cleaned_data
        if request.POST.get("viec") == "correct":
            seen, comment = request.POST.get("seen", ""), _comment_or_404(request, row)
            conferences.correct_comment(comment, row, **said, seen=seen, by=account, at=at)
            messages.success(request, _("Đã sửa ý kiến"))
        else:
            conferences.type_comment(row, **said, by=account, at=at)
            messages.success(request, _("Đã nhận một ý kiến của hội nghị vào chỗ chờ xếp"))
    return redirect("feedback:conferences", campaign, round)
