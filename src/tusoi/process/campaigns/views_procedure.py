"""Procedures as people read them: the files, the one a campaign follows, and its amendment."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tusoi.foundation.access.permissions import require_anywhere
from tusoi.foundation.access.requests import SignedInRequest
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.rulebook.actions import available, read, shelf, text_of
from tusoi.foundation.rulebook.differences import differences
from tusoi.foundation.rulebook.procedure import Procedure
from tusoi.foundation.ui.answers import do
from tusoi.process.campaigns import actions_procedure, presenters_procedure
from tusoi.process.campaigns import rules_procedure as rules
from tusoi.process.campaigns.forms_procedure import AmendForm, FileForm
from tusoi.process.campaigns.models import Campaign
from tusoi.process.campaigns.views import campaign_or_404


def files(request: SignedInRequest) -> HttpResponse:
    """The procedures that a campaign can follow; a file with faults says them."""
    require_anywhere(request.user, Permission.MANAGE_CAMPAIGN, on=request.at.date())
    return render(request, "campaigns/procedures.html", {"rows": shelf()})


def file(request: SignedInRequest, code: str) -> HttpResponse:
    require_anywhere(request.user, Permission.MANAGE_CAMPAIGN, on=request.at.date())
    procedure = available().get(code)
    if procedure is None:
        raise Http404
    return render(request, "campaigns/procedure.html", {"page": presenters_procedure.file_page(procedure)})


def procedure(request: SignedInRequest, campaign: str) -> HttpResponse:
    """The procedure in words: each rule with its clause, or that the sample package assumes it."""
    found = campaign_or_404(request, campaign)
    page = presenters_procedure.procedure_page(found, account=request.user, at=request.at)
    return render(request, "campaigns/procedure.html", {"page": page, "campaign": found})


def amend(request: SignedInRequest, campaign: str) -> HttpResponse:
    """First the file, then its differences in words and the reason; nothing changes before that is confirmed."""
    found = campaign_or_404(request, campaign)
    rules.check_can_amend(found, by=request.user, at=request.at)
    if "content" in request.POST:
        return _confirm(request, found)
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        text = do(form, lambda: _checked(found, form.cleaned_data["file"].read(), form.cleaned_data["file"].name))
        if text:
            start = {"content": text, "follows": found.procedure_version}
            return _show(request, found, AmendForm(initial=start), read(text, "content"))
    return render(request, "campaigns/amend.html", {"form": form, "campaign": found})


def _checked(campaign: Campaign, content: bytes, name: str) -> str:
    """The text of a file that this campaign may follow. Raises Refused with its faults or with what may not change."""
    text = text_of(content)
    rules.check_amendment(campaign, read(text, name))
    return text


def _confirm(request: SignedInRequest, campaign: Campaign) -> HttpResponse:
    form = AmendForm(request.POST)
    new = read(request.POST["content"], campaign.procedure_code)
    if not form.is_valid():
        return _show(request, campaign, form, new)
    if form.cleaned_data["follows"] != campaign.procedure_version:
        raise Refused(_("Quy trình vừa được sửa từ một cửa sổ khác"), way_out=_("Mở lại trang để so với bản mới"))
    by, at, reason = request.user, request.at, form.cleaned_data["reason"]
    version = do(form, lambda: actions_procedure.amend_procedure(campaign, new, reason=reason, by=by, at=at))
    if not version:
        return _show(request, campaign, form, new)
    messages.success(request, _("Từ nay đợt theo bản %(number)s của quy trình") % {"number": version.number})
    return redirect("campaigns:procedure", campaign=campaign.code)


def _show(request: SignedInRequest, campaign: Campaign, form: AmendForm, new: Procedure) -> HttpResponse:
    changes = differences(campaign.rules, new)
    return render(request, "campaigns/amend_confirm.html", {"form": form, "campaign": campaign, "changes": changes})
