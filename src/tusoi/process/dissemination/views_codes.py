"""Checking in with the phone's own camera: a member shows a code, or scans the one that the hall shows."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tusoi.foundation.access.permissions import reachable
from tusoi.foundation.access.requests import SignedInRequest
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.directory.models import Person
from tusoi.foundation.kernel.refusal import Refused, ask
from tusoi.process.campaigns.states import CampaignState
from tusoi.process.campaigns.views import campaign_or_404
from tusoi.process.dissemination import actions_attendance as actions
from tusoi.process.dissemination import codes, rules, rules_class
from tusoi.process.dissemination.models import StudyClass
from tusoi.process.dissemination.presenters_class import expected_of
from tusoi.process.dissemination.states import ClassState, Source
from tusoi.process.dissemination.views_class import class_or_404


def mine(request: SignedInRequest) -> HttpResponse:
    """The account's own code, to be shown at the door."""
    if request.user.person is None:
        raise Refused(_("Tài khoản này không gắn với một người nên không có mã điểm danh"))
    return render(request, "dissemination/my_code.html", {"card": _card(request, request.user.person)})


def _card(request: SignedInRequest, person: Person) -> dict[str, object]:
    address = request.build_absolute_uri(reverse("dissemination:member", args=[codes.member_token(person.pk)]))
    return {"person": person, "qr": codes.drawn(address)}


def cards(request: SignedInRequest, campaign: str, code: str) -> HttpResponse:
    """Printed cards of those whom a class expects, for who has no phone."""
    found = campaign_or_404(request, campaign)
    row = class_or_404(request, found, code)
    rules.check_can_run_class(row.organiser, by=request.user, at=request.at)
    people = expected_of(row).order_by("sort_key")[:600]
    page = {"cards": [_card(request, person) for person in people], "study_class": row, "campaign": found}
    return render(request, "dissemination/cards.html", page)


def member(request: SignedInRequest, token: str) -> HttpResponse:
    """Where a scanned code leads whoever runs a class today. A GET writes nothing; POST `lop` marks the person there."""
    key = codes.read_member(token)
    if key is None:
        raise Refused(_("Mã này không phải mã điểm danh của chương trình"), way_out=_("Tìm tên trong danh sách lớp"))
    person = get_object_or_404(Person, pk=key)
    on = request.at.date()
    running = StudyClass.objects.filter(
        reachable(request.user, Permission.RUN_CLASS, on=on, field="organiser__unit__path"),
        campaign__state=CampaignState.OPEN,
        state=ClassState.PLANNED,
        held_on=on,
    ).select_related("campaign__unit", "organiser__unit", "organiser__campaign")
    if request.method == "POST":
        row = get_object_or_404(running, pk=request.POST.get("lop") if request.POST.get("lop", "").isdecimal() else 0)
        new = actions.check_in(row, [person], source=Source.OWN_CODE, by=request.user, at=request.at)
        said = _("Đã ghi %(person)s có mặt") if new else _("%(person)s đã được ghi; không tính thêm lần nào")
        messages.success(request, said % {"person": person})
        return redirect("dissemination:member", token=token)
    if not running:
        raise Refused(
            _("Mã này để cán bộ lớp quét khi điểm danh"),
            way_out=_("Hôm nay không có lớp nào đang điểm danh do đồng chí phụ trách"),
        )
    here = set(running.filter(attendances__person=person, attendances__taken_back_on=None).values_list("pk", flat=True))
    page = {"person": person, "rows": [(row, row.pk in here) for row in running]}
    return render(request, "dissemination/member.html", page)


def hall(request: SignedInRequest, campaign: str, code: str) -> HttpResponse:
    """The code that the hall shows on a screen; renewed by itself, valid for a quarter of an hour."""
    found = campaign_or_404(request, campaign)
    row = class_or_404(request, found, code)
    rules.check_can_check_in(row, by=request.user, at=request.at)
    address = request.build_absolute_uri(reverse("dissemination:oneself", args=[codes.hall_token(row.pk)]))
    page = {
        "study_class": row,
        "campaign": found,
        "qr": codes.drawn(address),
        "here": row.attendances.standing().count(),
    }
    return render(request, "dissemination/hall.html", page)


def oneself(request: SignedInRequest, token: str) -> HttpResponse:
    """Where the hall's code leads a member. A GET writes nothing."""
    key = codes.read_hall(token)
    if key is None:
        raise Refused(_("Mã của lớp đã hết hạn"), way_out=_("Quét lại mã đang hiện ở hội trường, hoặc nhờ cán bộ lớp"))
    row = (
        StudyClass.objects.select_related("campaign__unit", "organiser__unit", "organiser__campaign")
        .filter(pk=key)
        .first()
    )
    if row is None:
        raise Http404
    if request.method == "POST":
        actions.check_in_oneself(row, by=request.user, at=request.at)
        messages.success(request, _("Đã ghi đồng chí có mặt"))
        return redirect("dissemination:oneself", token=token)
    is_here = (
        bool(request.user.person_id)
        and row.attendances.filter(person=request.user.person_id, taken_back_on=None).exists()
    )
    answer = ask(rules_class.check_can_check_in_oneself, row, by=request.user, at=request.at)
    page = {"study_class": row, "is_here": is_here, "answer": answer}
    return render(request, "dissemination/oneself.html", page)
