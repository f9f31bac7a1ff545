"""The list of those who must attend: freeze it, compare it with today's roll, decide about one person."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tusoi.foundation.access.requests import SignedInRequest
from tusoi.foundation.directory.models import Person
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.ui.answers import do
from tusoi.foundation.ui.words import number
from tusoi.process.campaigns.models import Campaign
from tusoi.process.campaigns.views import campaign_or_404, unit_or_404
from tusoi.process.dissemination import actions_changes as actions
from tusoi.process.dissemination import presenters_roll, rules, rules_roll
from tusoi.process.dissemination.actions_roll import freeze_roll as freeze
from tusoi.process.dissemination.changes import proposals
from tusoi.process.dissemination.forms import DecisionForm, RollForm
from tusoi.process.dissemination.models import RequiredMember
from tusoi.process.dissemination.presenters_roll import MemberPage
from tusoi.process.dissemination.views import asked_unit, page_of


def freeze_roll(request: SignedInRequest, campaign: str) -> HttpResponse:
    """Fix who must attend, once; for each excused or suspended member somebody decides."""
    found = campaign_or_404(request, campaign)
    rules_roll.check_can_freeze_roll(found, by=request.user, at=request.at)
    form = RollForm(request.POST or None, proposals=proposals(found, request.at.date()))
    if request.method == "POST" and form.is_valid():
        count = do(
            form,
            lambda: freeze(found, form.codes(), left_out=form.left_out(), by=request.user, at=request.at),
        )
        if count is not None:
            said = ngettext("Đã chốt %(n)s người phải dự", "Đã chốt %(n)s người phải dự", count) % {"n": number(count)}
            messages.success(request, said)
            return redirect("dissemination:index", campaign=found.code)
    return render(request, "dissemination/freeze_roll.html", {"form": form, "campaign": found})


def changes(request: SignedInRequest, campaign: str) -> HttpResponse:
    """Where the frozen list differs from today's roll, and every change so far; of the unit `?don-vi=`."""
    found = campaign_or_404(request, campaign)
    unit = asked_unit(request, found)
    rules.check_can_see_names(unit, by=request.user, at=request.at)
    page = presenters_roll.changes_of(unit, account=request.user, at=request.at, page=page_of(request))
    is_frozen = rules_roll.is_roll_frozen(found)
    return render(request, "dissemination/changes.html", {"page": page, "campaign": found, "is_frozen": is_frozen})


def member(request: SignedInRequest, campaign: str, person: str) -> HttpResponse:
    """One person on the list. POST a decision: `add`, `skip`, `leave_out`, `take_back`, `move`, `keep`."""
    found = campaign_or_404(request, campaign)
    who = get_object_or_404(Person, code=person)
    page = presenters_roll.member_of(found, who, account=request.user, at=request.at)
    if page is None:
        raise Http404
    here = unit_or_404(request, found, page.unit.code)
    rules.check_can_see_names(here, by=request.user, at=request.at)
    form = DecisionForm(request.POST or None, initial={"reason": page.difference.reason if page.difference else ""})
    if request.method == "POST":
        rules_roll.check_can_change_list(found, by=request.user, at=request.at)
        decided = do(form, lambda: decide(request, found, page, form)) if form.is_valid() else None
        if decided:
            messages.success(request, _("Đã ghi quyết định về %(name)s") % {"name": who})
            if "so-sanh" in request.POST:
                back = reverse("dissemination:changes", args=[found.code])
                return redirect(f"{back}?{request.GET.urlencode()}" if request.GET else back)
            return redirect("dissemination:list-member", campaign=found.code, person=who.code)
    return render(request, "dissemination/list_member.html", {"page": page, "form": form, "campaign": found})


def decide(request: SignedInRequest, campaign: Campaign, page: MemberPage, form: DecisionForm) -> RequiredMember:
    """Do what was decided about the person. Raises Refused where it does not fit how they stand."""
    data, row = form.cleaned_data, page.member
    asked, signed = data["decision"], {"reason": data["reason"], "by": request.user, "at": request.at}
    if row is None:
        if asked == "add":
            return actions.add_member(campaign, page.person, **signed)
        if asked == "skip":
            return actions.add_member(campaign, page.person, left_out=data["out_kind"] or "-", **signed)
    elif asked == "leave_out":
        return actions.leave_out(row, kind=data["out_kind"], **signed)
    elif asked == "take_back":
        return actions.take_back(row, **signed)
    elif asked == "move" and page.to is not None:
        return actions.move_member(row, page.to, **signed)
    elif asked == "keep" and page.difference is not None:
        return actions.keep_member(row, seen=page.difference.seen, **signed)
    raise Refused(_("Quyết định này không còn hợp với danh sách"), way_out=_("Mở lại trang để xem danh sách hiện nay"))
