"""The contributor's pages: no account, no cookie, no script needed. Every page travels in the POST of the next.

The code is the authority, so there is nothing that another site could make a browser do by itself; the Origin is
checked all the same. GET shows the empty code field and never spends anything.
"""

from dataclasses import replace
from urllib.parse import urlsplit

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from tusoi.foundation.kernel.middleware import OfficeRequest
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.secrecy.codes import clean_code, drawer_of
from tusoi.foundation.secrecy.drafts import drop_draft, load_draft, save_draft
from tusoi.foundation.secrecy.guessing import TooManyGuesses, no_guessing
from tusoi.foundation.secrecy.models import PublishedReceipt
from tusoi.foundation.secrecy.submission import Found, admit, find, look_for, receipt_given
from tusoi.foundation.ui.frame import url_if_any
from tusoi.process.feedback import rules
from tusoi.process.feedback.desk import Desk, caught_up, desk_of, known_answers, read_answers
from tusoi.process.feedback.forms import CodeForm, ReceiptForm
from tusoi.process.feedback.models import Round
from tusoi.process.feedback.progress import turnout
from tusoi.process.feedback.slips import MOST_SIGNED, content_of, hand_in
from tusoi.process.feedback.states import RoundState

RECEIPT_HERE, DRAWER_HERE = "{receipt}", "{drawer}"


def check_origin(request: OfficeRequest) -> None:
    """Raise Refused for a form sent from another site."""
    origin = request.headers.get("Origin")
    if origin is None and (referer := request.headers.get("Referer")):
        origin = referer
    if origin is not None and urlsplit(origin).netloc != request.get_host():
        raise Refused(_("Phiếu được gửi từ một trang khác"), way_out=_("Mở lại trang ghi trên phiếu và nhập mã"))


@csrf_exempt
@login_not_required
@never_cache
@sensitive_post_parameters()
@sensitive_variables()
def slip(request: OfficeRequest) -> HttpResponse:
    """The whole slip: code, explanation, one subject a page, last look, receipt."""
    if request.method != "POST":
        return render(request, "feedback/slip/start.html", {"form": CodeForm()})
    try:
        post = request.POST
    except (RequestDataTooBig, TooManyFieldsSent):
        return render(request, "feedback/slip/start.html", {"form": CodeForm(), "refused": _too_long()}, status=413)
    form = CodeForm(post)
    if not form.is_valid():
        return render(request, "feedback/slip/start.html", {"form": form}, status=400)
    try:
        check_origin(request)
        with no_guessing(request.META.get("REMOTE_ADDR", "")):
            return _page(request, form.cleaned_data["code"], post)
    except Refused as refused:
        code = form.cleaned_data["code"]
        waits = isinstance(refused, TooManyGuesses)
        written = _typed(post) if waits else _written(code, post)
        page = {"form": form, "refused": refused, "hidden": written, "drawer": "" if waits else _drawer(code)}
        return render(request, "feedback/slip/start.html", page, status=403)


@sensitive_variables()
def _drawer(code: str) -> str:
    """Where a browser may still keep what was written with a code that is known and refused; "" for what is no code."""
    try:
        find(code)
    except Refused:
        return ""
    return drawer_of(clean_code(code))


def _too_long() -> Refused:
    return Refused(
        _("Phiếu dài quá mức máy chủ nhận được, nên chưa được gửi; mã vẫn dùng được"),
        way_out=_("Lùi lại một trang, viết gọn lại rồi gửi"),
    )


@sensitive_variables()
def _written(code: str, post: QueryDict) -> list[tuple[str, str]]:
    """What the page goes on carrying: what was written, where the code was mistyped, else nothing.

    With a code that is known and refused (used, ended, void) the text cannot be sent any more; whoever goes back in the
    browser of a shared machine and sends the page again must not find it in the answer.
    """
    try:
        find(code)
    except Refused:
        return _typed(post)
    return []


@sensitive_variables()
def _typed(post: QueryDict) -> list[tuple[str, str]]:
    """Everything written on the slip. While an address waits it comes back whatever the code is, or the answer would tell."""
    return [
        (name, str(text))
        for name, text in post.items()
        if name.startswith("a-") or name in {"nonce", "shared", "version", "signed"}
    ]


def _page(request: OfficeRequest, code: str, post: QueryDict) -> HttpResponse:
    desk = replace(
        desk_of(code, post.get("nonce", ""), read_answers(post)),
        shared=post.get("shared") == "1",
        at=request.at,
        version=post.get("version", "")[:32],
        signed=post.get("signed", "")[:MOST_SIGNED],
    )
    go = post.get("go", "")
    if go in {"keep", "send"} and (both := caught_up(desk)):
        return _to(request, both, "review", caught=True)
    faulty = [n for n, subject in enumerate(desk.subjects) if subject.pk in desk.too_long]
    if go == "send" and not faulty:
        signed = not desk.label or desk.signed.strip()
        receipt = _handed_in(desk, request) if signed else receipt_given(desk.held, nonce=desk.nonce)
        if receipt:
            return _sent(request, desk, receipt)
    admit(desk.held)
    rules.check_can_hand_in(desk.round, at=request.at)
    if desk.label and go == "" and not desk.answers and not desk.version:
        desk = _with_draft(desk)
    if desk.label and go == "keep" and not faulty:
        return _saved(request, desk)
    number = _number(post.get("page", ""), len(desk.subjects))
    if number is not None and go == "none" and desk.told(desk.subjects[number]):
        return _subject(request, desk, number, bound=True, typed=True)
    if faulty:
        return _subject(request, desk, faulty[0], bound=True)
    if number is not None and go in {"next", "none"}:
        go = str(number + 1)
    elif number is not None and go == "back":
        go = str(number - 1) if number else ""
    return _to(request, desk, go)


def _with_draft(desk: Desk) -> Desk:
    """What others of the organisation have written so far."""
    content, version = load_draft(desk.held)
    return replace(desk, answers=known_answers(desk.round, content), version=version)


def _saved(request: OfficeRequest, desk: Desk) -> HttpResponse:
    version = save_draft(desk.held, content_of(desk.round, desk.answers), seen=desk.version)
    desk = replace(desk, version=version)
    return render(request, "feedback/slip/saved.html", {"desk": desk, "hidden": desk.hidden()})


def _handed_in(desk: Desk, request: OfficeRequest) -> str:
    receipt = hand_in(
        desk.held, nonce=desk.nonce, answers=desk.answers, at=request.at, round=desk.round, signed=desk.signed
    )
    drop_draft(desk.held)
    return receipt


def _number(text: str, count: int) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and int(text[:6]) < count else None


def _to(request: OfficeRequest, desk: Desk, go: str, *, caught: bool = False) -> HttpResponse:
    """The page that was asked for: a subject by number, the explanation for "", else the last look.

    caught: what others saved meanwhile was put in, and nothing was saved or sent.
    """
    number = _number(go, len(desk.subjects))
    if number is not None:
        return _subject(request, desk, number, bound=False)
    page: dict[str, object] = {"desk": desk, "hidden": desk.hidden(), "caught": caught}
    if go == "":
        page["hidden"] = replace(desk, shared=False).hidden()  # here "shared" is a box to tick
        page["agencies"] = [member.agency.name for member in desk.round.team.select_related("agency")]
        return render(request, "feedback/slip/intro.html", page)
    page["unsigned"] = go == "send" and bool(desk.label)
    rows = [(number, subject, desk.read_back(subject)) for number, subject in enumerate(desk.subjects)]
    page["rows"] = rows
    page["tells"] = dict.fromkeys(
        why for _number, _subject, told in rows for _label, _text, whys in told for why in whys
    )
    return render(request, "feedback/slip/review.html", page, status=409 if caught else 200)


def _subject(request: OfficeRequest, desk: Desk, number: int, *, bound: bool, typed: bool = False) -> HttpResponse:
    """typed: "no comment" was pressed although something is written; nothing that was written is thrown away unasked."""
    subject = desk.subjects[number]
    page = {
        "desk": desk,
        "subject": subject,
        "number": number,
        "hidden": desk.hidden(but=subject),
        "form": desk.form(subject, bound=bound),
        "typed": typed,
        "is_last": number + 1 == len(desk.subjects),
    }
    return render(request, "feedback/slip/subject.html", page, status=400 if bound else 200)


def _thanks(request: OfficeRequest, round: Round) -> str:
    """The page after sending, with two places left open for what belongs to one slip alone."""
    page = {
        "receipt": RECEIPT_HERE,
        "drawer": DRAWER_HERE,
        "round": round,
        "contact": round.campaign.rules.help_contact,
    }
    return render_to_string("feedback/slip/done.html", page, request)


def _sent(request: OfficeRequest, desk: Desk, receipt: str) -> HttpResponse:
    """The receipt. Everything else on its page is the same for a whole hall, so it is set once a minute, not for each slip."""
    box, day = desk.held.box, request.at.date()
    key = f"thanks:{box.pk}:{bytes(box.public_key).hex()}:{get_language()}:{day}"
    page = cache.get(key)
    if page is None:
        page = _thanks(request, desk.round)
        cache.set(key, page, timeout=60)
    response = HttpResponse(page.replace(RECEIPT_HERE, receipt).replace(DRAWER_HERE, desk.drawer))
    # the pages before this one leave the browser; marks of a class that wait here stay
    response["Clear-Site-Data"] = '"cache"'
    return response


@csrf_exempt
@login_not_required
@never_cache
@sensitive_post_parameters()
def check(request: OfficeRequest) -> HttpResponse:
    """Where the slip of a receipt is: sealed, counted at opening, or nowhere."""
    form = ReceiptForm(request.POST or None)
    page: dict[str, object] = {"form": form}
    if request.method == "POST" and form.is_valid():
        try:
            check_origin(request)
            found, box = look_for(form.cleaned_data["receipt"])
        except Refused as refused:
            return render(request, "feedback/slip/check.html", page | {"refused": refused}, status=403)
        round = Round.objects.select_related("campaign").filter(box=box).first() if box else None
        page |= {"found": found, "round": round, "published": found == Found.PUBLISHED}
        if round and found == Found.PUBLISHED:
            page["back"] = url_if_any("reviews:back", campaign=round.campaign.code, round=round.code)
    return render(request, "feedback/slip/check.html", page)


@login_not_required
def receipts(request: OfficeRequest, campaign: str, round: str) -> HttpResponse:
    """The published list, for everybody."""
    opened = Round.objects.filter(state__in=[RoundState.OPENED, RoundState.SYNTHESISED])
    found = get_object_or_404(opened.select_related("box"), campaign__code=campaign, code=round)
    digests = PublishedReceipt.objects.filter(box=found.box).order_by("digest").values_list("digest", flat=True)
    has_blanks = any(row.rough for row in turnout(found, on=request.at.date()))
    back = url_if_any("reviews:back", campaign=campaign, round=round)
    page = {"round": found, "digests": digests, "has_blanks": has_blanks, "back": back}
    return render(request, "feedback/slip/receipts.html", page)
