"""Planning: create a campaign, set its windows, open it, name who is reviewed."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from tusoi.foundation.access.permissions import require_anywhere, units_where
from tusoi.foundation.access.requests import SignedInRequest
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.directory.models import Collective
from tusoi.foundation.ui.answers import do
from tusoi.process.campaigns import actions, actions_clone, presenters, rules
from tusoi.process.campaigns.cloning import proposal_from
from tusoi.process.campaigns.forms import CampaignForm, SubjectsForm, WindowsForm
from tusoi.process.campaigns.forms_clone import CloneForm
from tusoi.process.campaigns.models import Campaign
from tusoi.process.campaigns.views import campaign_or_404


def create(request: SignedInRequest) -> HttpResponse:
    on = request.at.date()
    require_anywhere(request.user, Permission.MANAGE_CAMPAIGN, on=on)
    form = CampaignForm(request.POST or None, units=units_where(request.user, Permission.MANAGE_CAMPAIGN, on=on))
    if request.method == "POST" and form.is_valid():
        campaign = do(form, lambda: actions.create(**form.cleaned_data, by=request.user, at=request.at))
        if campaign:
            messages.success(request, _("Đã lập đợt kiểm điểm; giờ đặt thời gian cho từng cấp"))
            return redirect("campaigns:windows", campaign=campaign.code)
    earlier = presenters.to_clone(account=request.user, at=request.at)
    return render(request, "campaigns/create.html", {"form": form, "earlier": earlier})


def clone(request: SignedInRequest, earlier: str) -> HttpResponse:
    """A campaign after an earlier one: what would come along, what would not, and its days, shown before it is made."""
    found = campaign_or_404(request, earlier)
    rules.check_can_manage(found.unit, by=request.user, at=request.at)
    proposal = proposal_from(found, on=request.at.date())
    form = CloneForm(request.POST or None, proposal=proposal)
    if request.method == "POST" and form.is_valid():
        campaign = do(form, lambda: actions_clone.clone(found, **form.draft(), by=request.user, at=request.at))
        if campaign:
            messages.success(request, _("Đã lập đợt kiểm điểm theo đợt trước; xem điều còn thiếu trước khi mở"))
            return redirect("campaigns:index", campaign=campaign.code)
    return render(request, "campaigns/clone.html", {"form": form, "proposal": proposal, "campaign": found})


def windows(request: SignedInRequest, campaign: str) -> HttpResponse:
    found = _managed(request, campaign)
    form = WindowsForm(request.POST or None, campaign=found)
    if request.method == "POST" and form.is_valid():
        tiers = do(form, lambda: actions.set_windows(found, form.windows(), by=request.user, at=request.at))
        if tiers:
            messages.success(request, _("Đã đặt thời gian cho các cấp"))
            return redirect("campaigns:index", campaign=found.code)
    return render(request, "campaigns/windows.html", {"form": form, "campaign": found})


@require_POST
def open_campaign(request: SignedInRequest, campaign: str) -> HttpResponse:
    found = campaign_or_404(request, campaign)
    actions.open_campaign(found, by=request.user, at=request.at)
    messages.success(request, _("Đợt kiểm điểm đã mở. Quy trình và danh sách đơn vị đã được chốt"))
    return redirect("campaigns:index", campaign=found.code)


def choose_collective(request: SignedInRequest, campaign: str) -> HttpResponse:
    """Which collective's people are to be named as reviewed?"""
    found = _managed(request, campaign)
    rows = presenters.collectives_of(found)
    return render(request, "campaigns/collectives.html", {"rows": rows, "campaign": found})


def subjects(request: SignedInRequest, campaign: str, collective: str) -> HttpResponse:
    found = _managed(request, campaign)
    rules.check_can_add_subject(found, by=request.user, at=request.at)
    body = get_object_or_404(
        Collective.objects.filter(unit__in=found.units.values("unit")).select_related("unit"), code=collective
    )
    seats = presenters.seats_to_name(found, body, on=request.at.date())
    before = presenters.named_before(found, body, seats)
    form = SubjectsForm(request.POST or None, campaign=found, collective=body, seats=seats, initial=before)
    if request.method == "POST" and form.is_valid():
        chosen = {"tier": form.cleaned_data["tier"], "whole": form.cleaned_data.get("whole", False)}
        added = do(
            form,
            lambda: actions.add_board(found, body, seats=form.chosen(), **chosen, by=request.user, at=request.at),
        )
        if added:
            said = ngettext("Đã thêm %(n)s đối tượng", "Đã thêm %(n)s đối tượng", len(added)) % {"n": len(added)}
            messages.success(request, said)
            return redirect("campaigns:index", campaign=found.code)
    return render(request, "campaigns/subjects.html", {"form": form, "campaign": found, "collective": body})


def _managed(request: SignedInRequest, code: str) -> Campaign:
    """The campaign, or a refusal for those who may see it and not plan it."""
    found = campaign_or_404(request, code)
    rules.check_can_manage(found.unit, by=request.user, at=request.at)
    return found
