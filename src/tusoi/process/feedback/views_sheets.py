"""Paper sheets: printed, handed out, made void; a lost code replaced. Letters have no code and may be printed again."""

import secrets

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_POST

from tusoi.foundation.kernel.middleware import OfficeRequest
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.ui.printed import pdf_shown, public_address
from tusoi.process.feedback import actions, presenters_sheets, printing, rules, rules_sheets, sheets
from tusoi.process.feedback.forms_sheets import CountedForm, HandOutForm, PrintForm, VoidForm
from tusoi.process.feedback.models import Replacement, Round, VoidRequest
from tusoi.process.feedback.states import VoidReason
from tusoi.process.feedback.views import account_of, group_or_404, round_or_404

_shuffler = secrets.SystemRandom()


def slip_address(request: OfficeRequest) -> str:
    """Where contributors type the code."""
    return public_address(request, reverse("feedback:slip"))


@require_POST
@sensitive_variables()
def print_slips(request: OfficeRequest, campaign: str, round: str, group: str) -> HttpResponse:
    """The sheets, made and shown once: the codes are in this answer and nowhere else."""
    found = round_or_404(request, campaign, round)
    rules.check_can_run(found, by=account_of(request), at=request.at)
    asked = group_or_404(found, group)
    form = PrintForm(request.POST, group=asked)
    if not form.is_valid():
        raise Refused(_("Ghi số phiếu cần in, từ 1 trở lên"), url=_page(found), way_out=_("Quay lại và ghi số"))
    codes = actions.print_slips(asked, count=form.cleaned_data["count"], by=account_of(request), at=request.at)
    _shuffler.shuffle(codes)
    return pdf_shown(printing.sheets_pdf(found, codes, slip_address(request), cut=form.cut), f"phieu-{asked.code}")


def letters(request: OfficeRequest, campaign: str, round: str, group: str) -> HttpResponse:
    """Named letters to those invited on paper; `?nhac` for reminders, to all of them. No codes."""
    found = round_or_404(request, campaign, round)
    rules.check_can_run(found, by=account_of(request), at=request.at)
    asked = group_or_404(found, group)
    names = list(asked.invitations.exclude(channel="mail").order_by("pk").values_list("name", flat=True))
    if not names:
        raise Refused(_("Nhóm này không mời ai bằng giấy"), way_out=_("Lập danh sách mời trước"))
    reminder = "nhac" in request.GET
    made = printing.letters_pdf(found, names, slip_address(request), reminder=reminder)
    return pdf_shown(made, f"{'thu-nhac' if reminder else 'thu-moi'}-{asked.code}")


def _page(round: Round) -> str:
    return reverse("feedback:sheets", args=[round.campaign.code, round.code])


def _handled(request: OfficeRequest, campaign: str, round: str) -> Round:
    """A round whose paper the account may handle; others see a refusal."""
    found = round_or_404(request, campaign, round)
    rules_sheets.check_can_handle(found, by=account_of(request), at=request.at)
    return found


@never_cache
def account(request: OfficeRequest, campaign: str, round: str) -> HttpResponse:
    """What became of the sheets, group by group, and what waits for a second person."""
    found = _handled(request, campaign, round)
    page = presenters_sheets.sheets_page(found, account_of(request), request.at)
    return render(request, "feedback/sheets.html", {"page": page, "round": found})


@require_POST
def hand_out(request: OfficeRequest, campaign: str, round: str, group: str) -> HttpResponse:
    found = _handled(request, campaign, round)
    asked, form = group_or_404(found, group), HandOutForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Ghi số tờ vừa phát"), url=_page(found), way_out=_("Quay lại và ghi số"))
    sheets.hand_out(asked, form.cleaned_data["count"], by=account_of(request), at=request.at)
    messages.success(request, _("Đã ghi số phiếu phát"))
    return redirect(_page(found))


@never_cache
@sensitive_post_parameters()
@sensitive_variables()
def void(request: OfficeRequest, campaign: str, round: str, group: str) -> HttpResponse:
    """The first person types the codes of sheets left over or spoilt."""
    found = _handled(request, campaign, round)
    asked, account = group_or_404(found, group), account_of(request)
    rules_sheets.check_can_ask(asked, by=account, at=request.at)
    form = VoidForm(request.POST or None, initial={"reason": VoidReason.LEFT_OVER})
    if request.method == "POST" and form.is_valid():
        reason = VoidReason(form.cleaned_data["reason"])
        try:
            if reason == VoidReason.LOST:
                sheets.ask_for_lost(asked, form.cleaned_data["count"], by=account, at=request.at)
            else:
                sheets.ask_to_void(asked, reason, form.lines(), by=account, at=request.at)
        except Refused as refused:
            form.add_error(
                "count" if reason == VoidReason.LOST else "codes", f"{refused.reason}. {refused.way_out}".strip(". ")
            )
        else:
            messages.success(
                request, _("Đã ghi. Người thứ hai đếm các tờ này rồi xác nhận; trước đó mã vẫn còn dùng được")
            )
            return redirect(_page(found))
    return render(request, "feedback/void.html", {"round": found, "group": asked, "form": form})


@require_POST
def confirm_void(request: OfficeRequest, campaign: str, round: str, asked: int) -> HttpResponse:
    """The second person confirms by the number counted."""
    found = _handled(request, campaign, round)
    row = get_object_or_404(VoidRequest, pk=asked, group__round=found)
    form = CountedForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Ghi số tờ đồng chí đếm được"), url=_page(found), way_out=_("Quay lại và ghi số"))
    done = sheets.confirm_void(row, form.cleaned_data["counted"], by=account_of(request), at=request.at)
    messages.success(request, _("Đã xác nhận %(count)s tờ") % {"count": done.count})
    if done.used:
        messages.warning(
            request,
            _("%(count)s mã vừa được dùng để gửi phiếu nên không hủy: xem lại tờ phiếu đó") % {"count": done.used},
        )
    return redirect(_page(found))


@require_POST
def replace(request: OfficeRequest, campaign: str, round: str, group: str) -> HttpResponse:
    """The first person asks for one more code."""
    found = _handled(request, campaign, round)
    sheets.ask_for_replacement(group_or_404(found, group), by=account_of(request), at=request.at)
    messages.success(request, _("Đã đề nghị cấp lại một mã. Người thứ hai xác nhận"))
    return redirect(_page(found))


@require_POST
def confirm_replacement(request: OfficeRequest, campaign: str, round: str, asked: int) -> HttpResponse:
    found = _handled(request, campaign, round)
    row = get_object_or_404(Replacement, pk=asked, group__round=found)
    sheets.confirm_replacement(row, by=account_of(request), at=request.at)
    messages.success(request, _("Đã xác nhận. Mời người mất mã tự bốc một tờ trong xấp còn lại của nhóm"))
    return redirect(_page(found))


@require_POST
def drop(request: OfficeRequest, campaign: str, round: str, asked: int) -> HttpResponse:
    """Take back a request of either kind: `kind` says which."""
    found = _handled(request, campaign, round)
    row: VoidRequest | Replacement
    if request.POST.get("kind") == "replacement":
        row = get_object_or_404(Replacement, pk=asked, group__round=found)
    else:
        row = get_object_or_404(VoidRequest, pk=asked, group__round=found)
    sheets.drop(row, by=account_of(request), at=request.at)
    messages.success(request, _("Đã rút đề nghị"))
    return redirect(_page(found))
