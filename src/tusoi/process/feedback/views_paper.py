"""The team's desk for paper slips: the account of envelopes, and one slip after the other, subject by subject on one page."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_POST

from tusoi.foundation.kernel.middleware import OfficeRequest
from tusoi.foundation.kernel.refusal import Refused, ask
from tusoi.foundation.secrecy.submission import check_paper
from tusoi.process.campaigns.models import Subject
from tusoi.process.feedback import paper, rules_paper
from tusoi.process.feedback.desk import read_answers
from tusoi.process.feedback.forms import SubjectForm
from tusoi.process.feedback.forms_paper import EnvelopesForm, PaperCodeForm
from tusoi.process.feedback.models import Round
from tusoi.process.feedback.paper import Outcome, Typed
from tusoi.process.feedback.states import Box
from tusoi.process.feedback.views import account_of
from tusoi.process.feedback.views_team import own_round


@never_cache
@sensitive_post_parameters()
@sensitive_variables()
def desk(request: OfficeRequest, campaign: str, round: str) -> HttpResponse:
    """GET: the account and the field for a code. POST: first the code, then the whole slip (`go`)."""
    found = own_round(request, campaign, round)
    answer = ask(rules_paper.check_can_type, found, by=account_of(request))
    form = PaperCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        rules_paper.check_can_type(found, by=account_of(request))
        try:
            if request.POST.get("go"):
                return _typed(request, found, form.cleaned_data["code"])
            assert found.box is not None
            check_paper(found.box, form.cleaned_data["code"])
            return _slip(request, found, form.cleaned_data["code"], None)
        except Refused as refused:
            form.add_error("code", f"{refused.reason}. {refused.way_out}".strip(". "))
    account = paper.account_of(found)
    told = {"received": account.received, "spoilt": account.spoilt, "missing": account.missing, "note": account.note}
    page = {
        "round": found,
        "form": form,
        "answer": answer,
        "account": account,
        "remark": account.remark,
        "half": paper.half_typed(found),
        "twice": found.campaign.rules.counting.paper_twice,
        "envelopes": EnvelopesForm(initial=told),
    }
    return render(request, "feedback/paper.html", page)


def _typed(request: OfficeRequest, round: Round, code: str) -> HttpResponse:
    answers = read_answers(request.POST)
    forms = _forms(round, answers)
    if not all(form.is_valid() for _subject, form in forms):
        return render(request, "feedback/paper_slip.html", {"round": round, "code": code, "forms": forms}, status=400)
    insist = request.POST["go"] == "insist"
    typed = paper.type_slip(round, code, answers, insist=insist, by=account_of(request), at=request.at)
    if typed.outcome == Outcome.DIFFERS:
        return _slip(request, round, code, typed)
    if typed.outcome == Outcome.WAITS:
        messages.success(request, _("Đã ghi lần gõ này. Một thành viên khác của tổ gõ lại phiếu này để so"))
    else:
        messages.success(request, _("Phiếu đã niêm phong. Bỏ tờ giấy vào túi chờ hủy"))
    return redirect("feedback:paper", round.campaign.code, round.code)


def _forms(round: Round, answers: dict[int, dict[str, str]] | None) -> list[tuple[Subject, SubjectForm]]:
    found = []
    for subject in round.subjects.all():
        prefix = f"a-{subject.pk}"
        texts = (answers or {}).get(subject.pk, {})
        data = {f"{prefix}-{box}": text for box, text in texts.items()}
        form = SubjectForm(data if answers is not None else None, prefix=prefix)
        form.fields[Box.SHORTCOMING].help_text = ""
        found.append((subject, form))
    return found


def _slip(request: OfficeRequest, round: Round, code: str, typed: Typed | None) -> HttpResponse:
    """The whole slip on one page, as it lies before the typist; where two differ, the places are marked."""
    forms = _forms(round, read_answers(request.POST) if typed else None)
    if typed:
        for subject, form in forms:
            for box in Box:
                if (subject.pk, box) in typed.differs:
                    form.add_error(box, _("Khác với lần gõ của người trước: so lại với tờ giấy"))
    page = {"round": round, "code": code, "forms": forms, "differs": bool(typed)}
    return render(request, "feedback/paper_slip.html", page)


@require_POST
def envelopes(request: OfficeRequest, campaign: str, round: str) -> HttpResponse:
    found = own_round(request, campaign, round)
    form = EnvelopesForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Ghi các số phong bì bằng chữ số"))
    paper.tell_envelopes(found, **form.told(), by=account_of(request), at=request.at)
    messages.success(request, _("Đã ghi số phong bì"))
    return redirect("feedback:paper", campaign, round)


@require_POST
def drop(request: OfficeRequest, campaign: str, round: str) -> HttpResponse:
    found = own_round(request, campaign, round)
    count = paper.drop_half_typed(found, by=account_of(request), at=request.at)
    messages.success(request, _("Đã bỏ %(count)s phiếu mới gõ một lần") % {"count": count})
    return redirect("feedback:paper", campaign, round)
