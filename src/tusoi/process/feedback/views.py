"""The rounds of a campaign: the list, one round, and the officer's deeds."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tusoi.foundation.access.models import Account
from tusoi.foundation.kernel.middleware import OfficeRequest
from tusoi.foundation.kernel.refusal import Refused, ask
from tusoi.process.campaigns.models import Campaign, CampaignUnit
from tusoi.process.campaigns.rules import check_is_open
from tusoi.process.campaigns.views import campaign_or_404
from tusoi.process.feedback import actions, presenters, rules
from tusoi.process.feedback.forms import InviteForm, RoundForm, TeamForm
from tusoi.process.feedback.models import Group, Round


def account_of(request: OfficeRequest) -> Account:
    assert isinstance(request.user, Account)
    return request.user


def round_or_404(request: OfficeRequest, campaign: str, round: str) -> Round:
    """The round, if the account may see it that day; else 404."""
    seen = Round.objects.visible_to(account_of(request), request.at.date())
    rounds = seen.select_related("campaign__frozen", "campaign_unit__unit", "box")
    found = get_object_or_404(rounds, campaign__code=campaign, code=round)
    request.campaign = found.campaign  # type: ignore[attr-defined]  # the page's frame shows its steps
    return found


def _top(campaign: Campaign) -> CampaignUnit:
    """The unit that asks; a draft campaign has no copy of the tree yet, and is refused."""
    check_is_open(campaign)
    return CampaignUnit.objects.select_related("unit").get(campaign=campaign, parent=None)


def _may_prepare(campaign: Campaign, account: Account, at: datetime) -> None:
    rules.check_can_prepare(campaign, _top(campaign), by=account, at=at)


def index(request: OfficeRequest, campaign: str) -> HttpResponse:
    found = campaign_or_404(request, campaign)
    account = account_of(request)
    runs = bool(ask(_may_prepare, found, account, request.at))
    page = {"campaign": found, "rows": presenters.rows(found, account, request.at), "runs": runs}
    return render(request, "feedback/index.html", page)


def create(request: OfficeRequest, campaign: str) -> HttpResponse:
    """Prepare a round of the unit that runs the campaign."""
    found = campaign_or_404(request, campaign)
    unit, account = _top(found), account_of(request)
    rules.check_can_prepare(found, unit, by=account, at=request.at)
    form = RoundForm(request.POST or None, campaign=found)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data | {"subjects": list(form.cleaned_data["subjects"])}
        code = f"dot-{found.rounds.count() + 1}"
        try:
            round = actions.prepare(found, code=code, unit=unit, by=account, at=request.at, **data)
        except Refused as refused:
            form.add_error(None, refused.reason)
        else:
            return redirect("feedback:round", found.code, round.code)
    return render(request, "feedback/create.html", {"campaign": found, "form": form})


def round_page(request: OfficeRequest, campaign: str, round: str) -> HttpResponse:
    found = round_or_404(request, campaign, round)
    return render(
        request, "feedback/round.html", {"page": presenters.round_page(found, account_of(request), request.at)}
    )


def group_or_404(round: Round, group: str) -> Group:
    return get_object_or_404(round.groups.all().invited().select_related("round__campaign"), code=group)


def invite(request: OfficeRequest, campaign: str, round: str, group: str) -> HttpResponse:
    """Who is invited in one group. Seen by those who run the round alone."""
    found = round_or_404(request, campaign, round)
    account = account_of(request)
    rules.check_can_run(found, by=account, at=request.at)
    asked = group_or_404(found, group)
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            count = actions.invite(asked, form.lines(), addresses=form.addresses(), by=account, at=request.at)
        except Refused as refused:
            form.add_error("names", f"{refused.reason}. {refused.way_out}".strip(". "))
        else:
            messages.success(request, _("Nhóm này đã mời %(count)s nơi") % {"count": count})
            return redirect("feedback:invite", campaign, round, group)
    page = {
        "round": found,
        "group": asked,
        "invitations": asked.invitations.order_by("pk"),
        "form": form,
        "answer": ask(rules.check_is_draft, found),
    }
    return render(request, "feedback/invite.html", page)


def team(request: OfficeRequest, campaign: str, round: str) -> HttpResponse:
    """Name the counting team; the agency is the unit where each is active."""
    found = round_or_404(request, campaign, round)
    account = account_of(request)
    rules.check_can_run(found, by=account, at=request.at)
    form = TeamForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        members = [
            rules.Counter(member, agency)
            for member in form.accounts()
            if (agency := actions.agency_of(member, request.at.date()))
        ]
        try:
            actions.name_team(found, members, by=account, at=request.at)
        except Refused as refused:
            form.add_error(None, f"{refused.reason}. {refused.way_out}".strip(". "))
        else:
            messages.success(request, _("Đã lập tổ mở phiếu. Mỗi thành viên đăng nhập và đặt mật khẩu mở phiếu"))
            return redirect("feedback:round", campaign, round)
    page = {"round": found, "form": form, "answer": ask(rules.check_is_draft, found)}
    return render(request, "feedback/team.html", page)


@require_POST
def open_round(request: OfficeRequest, campaign: str, round: str) -> HttpResponse:
    actions.open_round(round_or_404(request, campaign, round), by=account_of(request), at=request.at)
    messages.success(request, _("Đã bắt đầu lấy ý kiến. In phiếu cho từng nhóm ở dưới"))
    return redirect("feedback:round", campaign, round)


@require_POST
def close(request: OfficeRequest, campaign: str, round: str) -> HttpResponse:
    found = round_or_404(request, campaign, round)
    actions.close(found, by=account_of(request), at=request.at)
    messages.success(request, _("Đã khóa nhận phiếu. Tổ mở phiếu có thể mở phiếu"))
    return redirect("feedback:round", campaign, round)
