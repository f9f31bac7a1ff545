"""Checking people in: tap the list (also without a network), scan codes, type a paper list; and what follows afterwards."""

import json
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from tusoi.foundation.access.requests import SignedInRequest
from tusoi.foundation.directory.models import Person
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.ui.answers import do
from tusoi.foundation.ui.words import number
from tusoi.process.campaigns.views import campaign_or_404
from tusoi.process.dissemination import actions_attendance as actions
from tusoi.process.dissemination import actions_late, rules
from tusoi.process.dissemination import presenters_class as presenters
from tusoi.process.dissemination.forms import AbsenceForm, PaperListForm, ReasonForm
from tusoi.process.dissemination.models import StudyClass
from tusoi.process.dissemination.paper_list import PaperList, read_list
from tusoi.process.dissemination.states import ClassState, Source
from tusoi.process.dissemination.views_class import class_or_404

MOST = 1000  # people in one save


def check_in(request: SignedInRequest, campaign: str, code: str) -> HttpResponse:
    """The list to tap; `?tim=` finds guests. POST `person`: keys of people who are here, all at once, without scripts."""
    found = campaign_or_404(request, campaign)
    row = class_or_404(request, found, code)
    rules.check_can_run_class(row.organiser, by=request.user, at=request.at)
    if request.method == "POST":
        people = _people(request.POST.getlist("person"))
        if not people:
            messages.info(request, _("Không có ai mới được đánh dấu; những người có mặt đã được ghi"))
        else:
            new = actions.check_in(row, people, by=request.user, at=request.at)
            messages.success(request, _said(len(people), new))
        return redirect("dissemination:check-in", campaign=found.code, code=row.code)
    text = request.GET.get("tim", "").strip()
    page = presenters.check_in_of(row, account=request.user, at=request.at, text=text)
    return render(request, "dissemination/check_in.html", {"page": page, "campaign": found})


def _said(people: int, new: int) -> str:
    said = ngettext(
        "Đã ghi %(n)s người; %(new)s người được tính lần đầu",
        "Đã ghi %(n)s người; %(new)s người được tính lần đầu",
        people,
    )
    return said % {"n": number(people), "new": number(new)}


def _people(keys: Sequence[str]) -> list[Person]:
    wanted = {int(key) for key in keys[:MOST] if key.isdecimal() and len(key) < 19}
    people = list(Person.objects.filter(pk__in=wanted))
    if len(people) < len(set(keys)):
        raise Refused(
            _("Có người không nằm trong danh sách"), way_out=_("Mở lại trang rồi điểm danh tiếp; chưa ai được ghi")
        )
    return people


@require_POST
def marks(request: SignedInRequest, campaign: str, code: str) -> JsonResponse:
    """What a phone marked, also long ago and without a network: JSON {"marks": [{"id", "person", "here"}]}.

    Sent again, it changes nothing. Each mark is answered by its id: here, away, late (the list was closed: kept, and
    somebody decides), or refused with a sentence; what is not answered stays on the phone.
    """
    found = campaign_or_404(request, campaign)
    row = class_or_404(request, found, code)
    given = _marks_of(request.body)
    said: dict[str, dict[str, str]] = {}
    for here in (True, False):
        part = {mark["person"]: mark["id"] for mark in given if mark["here"] is here}
        said |= _do_marks(request, row, part, here=here)
    here_now = set(row.attendances.standing().values_list("person", flat=True))
    answers = {
        mark["id"]: said.get(mark["id"]) or {"state": "here" if mark["person"] in here_now else "away"}
        for mark in given
    }
    return JsonResponse({"here": len(here_now), "marks": answers})


def _marks_of(body: bytes) -> list[dict[str, Any]]:
    try:
        marks = json.loads(body)["marks"]
        return [
            {"id": str(mark["id"])[:40], "person": int(mark["person"]), "here": bool(mark["here"])}
            for mark in marks[:MOST]
        ]
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise Refused(
            _("Không đọc được dấu điểm danh gửi lên"), way_out=_("Mở lại trang rồi điểm danh tiếp")
        ) from error


def _do_marks(
    request: SignedInRequest, row: StudyClass, part: dict[int, str], *, here: bool
) -> dict[str, dict[str, str]]:
    """All at once; where that is refused, one by one, so that one stranger does not hold up a hall.

    Returns, by the id of a mark, what there is to say: refused with a sentence, or late and kept for a decision.
    """
    people = {person.pk: person for person in Person.objects.filter(pk__in=part)}
    unknown = {"state": "refused", "said": _("Không có người này trong danh sách")}
    said = {mark: unknown for pk, mark in part.items() if pk not in people}
    who: dict[str, Any] = {"by": request.user, "at": request.at}

    def do_these(some: list[Person]) -> str:
        marks = {one.pk: part[one.pk] for one in some}
        try:
            (actions.check_in if here else actions.take_back)(row, some, marks=marks, **who)
        except Refused as why:
            if row.state != ClassState.HELD:
                return str(why.reason)
            try:
                late = actions_late.keep_late(row, some, is_here=here, marks=marks, **who)
            except Refused as refusal:
                return str(refusal.reason)
            words = {"state": "late", "said": _("đến sau khi kết thúc điểm danh; đã giữ lại, chờ quyết định")}
            said.update({part[pk]: words for pk in late})
        return ""

    if people and do_these(list(people.values())):
        for person in people.values():
            if why := do_these([person]):
                said[part[person.pk]] = {"state": "refused", "said": why}
    return said


def paper(request: SignedInRequest, campaign: str, code: str) -> HttpResponse:
    """A list on paper, typed in by a named person: first what each line means, then it is written down."""
    found = campaign_or_404(request, campaign)
    row = class_or_404(request, found, code)
    rules.check_can_check_in(row, by=request.user, at=request.at)
    form = PaperListForm(request.POST or None)
    read: PaperList | None = None
    if request.method == "POST" and form.is_valid():
        roll = list(Person.objects.in_unit(found.unit, row.held_on).order_by("sort_key"))
        read = read_list(form.cleaned_data["names"], roll)
        if request.POST.get("ghi") and read.people and not read.open:
            people = read.people
            new = do(
                form,
                lambda: actions.check_in(row, people, source=Source.PAPER, by=request.user, at=request.at),
            )
            if new is not None:
                messages.success(request, _said(len(people), new))
                return redirect("dissemination:class", campaign=found.code, code=row.code)
    return render(
        request, "dissemination/paper.html", {"form": form, "read": read, "study_class": row, "campaign": found}
    )


def aftermath(request: SignedInRequest, campaign: str, code: str) -> HttpResponse:
    """Who was expected and stayed away, with why; what was corrected, by whom and why."""
    found = campaign_or_404(request, campaign)
    row = class_or_404(request, found, code)
    rules.check_can_run_class(row.organiser, by=request.user, at=request.at)
    page = presenters.aftermath_of(row, account=request.user, at=request.at)
    return render(request, "dissemination/aftermath.html", {"page": page, "study_class": row, "campaign": found})


@require_POST
def late(request: SignedInRequest, campaign: str, code: str) -> HttpResponse:
    """POST `mark`: keys of late marks, `reason`, and `ghi` to change the list as they say; without it they are left out."""
    found = campaign_or_404(request, campaign)
    row = class_or_404(request, found, code)
    rules.check_can_run_class(row.organiser, by=request.user, at=request.at)
    chosen = [int(key) for key in request.POST.getlist("mark")[:MOST] if key.isdecimal() and len(key) < 20]
    take = bool(request.POST.get("ghi"))
    reason = request.POST.get("reason", "")[:300]
    if not chosen:
        raise Refused(_("Chưa chọn dấu nào"), way_out=_("Chọn người ở mục Dấu đến muộn rồi bấm lại"))
    n = actions_late.settle_late(row, chosen, take=take, reason=reason, by=request.user, at=request.at)
    told = (
        ngettext("Đã ghi %(n)s dấu đến muộn vào danh sách", "Đã ghi %(n)s dấu đến muộn vào danh sách", n)
        if take
        else ngettext("Đã để ngoài %(n)s dấu đến muộn, có lý do", "Đã để ngoài %(n)s dấu đến muộn, có lý do", n)
    )
    messages.success(request, told % {"n": number(n)})
    return redirect("dissemination:aftermath", campaign=found.code, code=row.code)


@require_POST
def absence(request: SignedInRequest, campaign: str, code: str) -> HttpResponse:
    """POST `person`, `kind`, `note`: why somebody stayed away."""
    found = campaign_or_404(request, campaign)
    row = class_or_404(request, found, code)
    rules.check_can_run_class(row.organiser, by=request.user, at=request.at)
    person = get_object_or_404(Person, code=request.POST.get("person", ""))
    form = AbsenceForm(request.POST)
    kind = form.cleaned_data["kind"] if form.is_valid() else ""
    actions.note_absence(
        row, person, kind=kind, note=request.POST.get("note", "")[:200], by=request.user, at=request.at
    )
    messages.success(request, _("Đã ghi lý do vắng của %(person)s") % {"person": person})
    return redirect(f"{reverse('dissemination:aftermath', args=[found.code, row.code])}#vang")


def correct(request: SignedInRequest, campaign: str, code: str, person: str) -> HttpResponse:
    """Take a mark back, or add somebody after the list was closed; with a reason. `?tim=` is not needed: one person."""
    found = campaign_or_404(request, campaign)
    row = class_or_404(request, found, code)
    rules.check_can_run_class(row.organiser, by=request.user, at=request.at)
    who = get_object_or_404(Person.objects.in_unit(found.unit, row.held_on), code=person)
    is_here = row.attendances.filter(taken_back_on=None, person=who).exists()
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        verb = actions.take_back if is_here else actions.add_late
        if do(form, lambda: (verb(row, [who], **form.cleaned_data, by=request.user, at=request.at),)):
            said = _("Đã bỏ điểm danh %(person)s") if is_here else _("Đã ghi %(person)s có mặt")
            messages.success(request, said % {"person": who})
            return redirect("dissemination:aftermath", campaign=found.code, code=row.code)
    page = {"form": form, "person": who, "is_here": is_here, "study_class": row, "campaign": found}
    return render(request, "dissemination/correct.html", page)
