"""The counting team: passphrase, opening, the comments."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from tusoi.foundation.kernel.middleware import OfficeRequest
from tusoi.foundation.kernel.refusal import Refused, ask
from tusoi.foundation.secrecy.rules import keyholder_of
from tusoi.process.feedback import actions, presenters, rules, slips
from tusoi.process.feedback.forms import OpenSlipsForm, PassphraseForm
from tusoi.process.feedback.models import Round
from tusoi.process.feedback.states import RoundState
from tusoi.process.feedback.views import account_of, round_or_404


def own_round(request: OfficeRequest, campaign: str, round: str) -> Round:
    """A round in whose team the account is; others see a refusal."""
    found = round_or_404(request, campaign, round)
    if found.box is None:
        raise Http404
    keyholder_of(found.box, account_of(request))
    return found


@never_cache
@sensitive_post_parameters()
@sensitive_variables()
def passphrase(request: OfficeRequest, campaign: str, round: str) -> HttpResponse:
    found = own_round(request, campaign, round)
    form = PassphraseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            code = actions.set_passphrase(found, form.cleaned_data["passphrase"], by=account_of(request), at=request.at)
        except Refused as refused:
            form.add_error("passphrase", f"{refused.reason}. {refused.way_out}".strip(". "))
        else:
            sheet = {"round": found, "code": code, "account": account_of(request), "at": request.at}
            return render(request, "feedback/recovery_sheet.html", sheet)  # shown once: the code is kept nowhere
    page = {"round": found, "form": form, "answer": ask(rules.check_is_draft, found)}
    return render(request, "feedback/passphrase.html", page)


@never_cache
@sensitive_post_parameters()
@sensitive_variables()
def open_slips(request: OfficeRequest, campaign: str, round: str) -> HttpResponse:
    found = own_round(request, campaign, round)
    account = account_of(request)
    if found.state in {RoundState.OPENED, RoundState.SYNTHESISED}:
        return redirect("feedback:comments", campaign, round)
    form = OpenSlipsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            opening = slips.open_slips(found, form.cleaned_data["passphrase"], by=account, at=request.at)
        except Refused as refused:
            form.add_error("passphrase", f"{refused.reason}. {refused.way_out}".strip(". "))
        else:
            if opening:
                messages.success(request, _("Đã mở phiếu. Các ý kiến đứng theo thứ tự ngẫu nhiên"))
                return redirect("feedback:comments", campaign, round)
            messages.success(request, _("Đã nhận phần chìa khóa của đồng chí. Đợi thành viên khác nhập mật khẩu"))
            return redirect("feedback:round", campaign, round)
    page = {"round": found, "form": form, "answer": ask(rules.check_can_open_slips, found, by=account)}
    return render(request, "feedback/open_slips.html", page)


@never_cache
def comments(request: OfficeRequest, campaign: str, round: str) -> HttpResponse:
    """Everything the slips say, to the team alone. There is no export of this page."""
    found = own_round(request, campaign, round)
    if found.state not in {RoundState.OPENED, RoundState.SYNTHESISED}:
        return redirect("feedback:open-slips", campaign, round)
    subjects = presenters.comments_by_subject(found, account_of(request))
    page = {"round": found, "subjects": subjects, "faults": presenters.faults_of(found)}
    return render(request, "feedback/comments.html", page)
