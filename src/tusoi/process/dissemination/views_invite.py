"""Whom a class expects: propose, add, take off, tell, print."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from tusoi.foundation.access.requests import SignedInRequest
from tusoi.foundation.directory.models import Person
from tusoi.foundation.ui.words import number
from tusoi.process.campaigns.views import campaign_or_404
from tusoi.process.dissemination import actions_class, rules
from tusoi.process.dissemination import presenters_class as presenters
from tusoi.process.dissemination.views_class import class_or_404


def invite(request: SignedInRequest, campaign: str, code: str) -> HttpResponse:
    """The list of those expected; `?tim=` finds more. POST `person` adds one, `tat-ca` everybody proposed."""
    found = campaign_or_404(request, campaign)
    row = class_or_404(request, found, code)
    rules.check_can_run_class(row.organiser, by=request.user, at=request.at)
    if request.method == "POST":
        if request.POST.get("tat-ca"):
            people = list(presenters.proposed_for(row).order_by("sort_key"))
        else:
            people = [get_object_or_404(Person, code=request.POST.get("person", ""))]
        new = actions_class.invite(row, people, by=request.user, at=request.at)
        said = ngettext("Đã thêm %(n)s người vào danh sách mời", "Đã thêm %(n)s người vào danh sách mời", new)
        messages.success(request, said % {"n": number(new)})
        return redirect("dissemination:invite", campaign=found.code, code=row.code)
    text = request.GET.get("tim", "").strip()
    page = presenters.invite_of(row, account=request.user, at=request.at, text=text)
    return render(request, "dissemination/invite.html", {"page": page, "study_class": row, "campaign": found})


@require_POST
def take_off(request: SignedInRequest, campaign: str, code: str) -> HttpResponse:
    found = campaign_or_404(request, campaign)
    row = class_or_404(request, found, code)
    person = get_object_or_404(Person, code=request.POST.get("person", ""))
    actions_class.take_off(row, person, by=request.user, at=request.at)
    messages.success(request, _("Đã bỏ %(person)s khỏi danh sách mời") % {"person": person})
    return redirect("dissemination:invite", campaign=found.code, code=row.code)


@require_POST
def send(request: SignedInRequest, campaign: str, code: str) -> HttpResponse:
    found = campaign_or_404(request, campaign)
    row = class_or_404(request, found, code)
    told = actions_class.send_invitations(row, by=request.user, at=request.at)
    said = ngettext(
        "Đã báo cho %(n)s người có tài khoản; in giấy mời cho những người còn lại",
        "Đã báo cho %(n)s người có tài khoản; in giấy mời cho những người còn lại",
        told,
    )
    messages.success(request, said % {"n": number(told)})
    return redirect("dissemination:invite", campaign=found.code, code=row.code)


def printed(request: SignedInRequest, campaign: str, code: str) -> HttpResponse:
    """Invitations to print, one a person, for who has no account."""
    found = campaign_or_404(request, campaign)
    row = class_or_404(request, found, code)
    rules.check_can_run_class(row.organiser, by=request.user, at=request.at)
    people = presenters.lines_of(row, list(presenters.expected_of(row).order_by("sort_key")[: presenters.MOST]))
    return render(request, "dissemination/invitations.html", {"people": people, "study_class": row, "campaign": found})
