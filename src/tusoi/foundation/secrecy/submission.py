"""Hand in a slip. No account, no clock, no journal: nothing here knows who or when."""

import secrets
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.secrecy.codes import (
    clean_code,
    clean_receipt,
    digest_of_receipt,
    hash_of_code,
    hash_of_receipt,
    receipt_of,
)
from tusoi.foundation.secrecy.models import Box, PublishedReceipt, RetiredCode, Ticket
from tusoi.foundation.secrecy.sealing import Inside, pack, seal_to
from tusoi.foundation.secrecy.states import BoxState

SHORTEST_NONCE, LONGEST_NONCE = 16, 64


class NoSuchCode(Refused):
    """A well-formed code of no slip: a guess, or a slip of another office (see guessing.py)."""


@dataclass(frozen=True)
class Held:
    """What a typed code was found to be; looked up once, and good for one request. `ticket` is None when it was retired."""

    clean: str
    box: Box
    ticket: Ticket | None

    @property
    def label(self) -> str:
        """The organisation of an attributed code, used or not; "" for an anonymous one."""
        return self.ticket.label if self.ticket else ""


Code = str | Held  # as typed, or as found by `find`


def _ended() -> Refused:
    return Refused(
        _("Đợt lấy ý kiến này đã khóa, không nhận thêm phiếu"),
        way_out=_("Có thể góp ý trực tiếp với cơ quan tổ chức lấy ý kiến"),
    )


def _already_used() -> Refused:
    return Refused(
        _("Mã này đã được dùng để gửi phiếu. Mỗi mã chỉ gửi được một phiếu"),
        way_out=_("Nếu không phải quý vị đã gửi, xin báo cho cơ quan tổ chức lấy ý kiến"),
    )


def _voided() -> Refused:
    return Refused(
        _("Mã này đã được hủy, không dùng để gửi phiếu được"),
        way_out=_("Tờ phiếu này đã thu về hoặc không phát; xin báo cho cơ quan đã gửi phiếu"),
    )


def _retired(held: Held) -> Refused:
    return _ended() if held.box.state == BoxState.OPENED else _voided()


def find(code: Code) -> Held:
    """Look a typed code up, used or not, its box opened or not. Raises Refused for what is no code of any box."""
    if isinstance(code, Held):
        return code
    clean = clean_code(code)
    code_hash = hash_of_code(clean)
    if ticket := Ticket.objects.all().of_code(code_hash):
        return Held(clean, ticket.box, ticket)
    for retired in RetiredCode.objects.select_related("box").filter(code_hash=code_hash):
        return Held(clean, retired.box, None)
    raise NoSuchCode(
        _("Không có phiếu nào mang mã này"),
        way_out=_("So lại từng cụm với mã in trên phiếu; nếu vẫn không được, xin báo cho cơ quan đã gửi phiếu"),
    )


def admit(code: Code) -> Held:
    """What a code admits to; looks only, never spends. Raises Refused for a wrong, used or expired code."""
    held = find(code)
    if held.ticket is None:
        raise _retired(held)
    if held.ticket.spent:
        raise _already_used()
    if held.box.state != BoxState.OPEN:
        raise _ended()
    return held


def receipt_given(code: Code, *, nonce: str) -> str:
    """The receipt, when this code was handed in with this nonce before, even if the box was opened since; else ""."""
    clean = find(code).clean
    receipt = receipt_of(clean, nonce)
    kept = Ticket.objects.filter(code_hash=hash_of_code(clean), spent=True, receipt_hash=hash_of_receipt(receipt))
    if kept.exists() or PublishedReceipt.objects.filter(digest=digest_of_receipt(receipt)).exists():
        return receipt
    return ""


def submit(code: Code, *, nonce: str, content: Any) -> str:
    """Spend the code and keep the sealed slip, both or neither. Returns the receipt.

    nonce: came with the form. The same code with the same nonce gets the same receipt again and writes nothing, so a
    reply that was lost costs nothing. content: anything that JSON can hold. Raises Refused.
    """
    if not SHORTEST_NONCE <= len(nonce) <= LONGEST_NONCE:
        raise Refused(_("Trang gửi phiếu đã cũ"), way_out=_("Mở lại trang, nhập mã và gửi lại"))
    held = find(code)
    receipt = receipt_of(held.clean, nonce)
    if held.box.state == BoxState.OPEN and _kept(held, receipt, content, state=BoxState.OPEN):
        return receipt
    if given := receipt_given(held, nonce=nonce):
        return given
    admit(held.clean)
    raise _ended()


def check_paper(box: Box, code: Code) -> Held:
    """The code of a paper slip that may be typed into this closed box. Raises Refused."""
    held = find(code)
    if held.box != box:
        raise Refused(_("Mã này thuộc một đợt lấy ý kiến khác"))
    if held.ticket is None:
        raise _retired(held)
    if held.ticket.spent:
        raise Refused(
            _("Mã này đã được dùng: phiếu đã gửi qua mạng, hoặc tờ này đã gõ rồi"),
            way_out=_("Không gõ lần nữa; tính tờ này vào số hỏng, nếu chưa tính"),
        )
    if held.box.state != BoxState.CLOSED:
        raise Refused(_("Phiếu giấy chỉ được gõ sau khi khóa nhận phiếu và trước khi mở phiếu"))
    return held


def submit_paper(box: Box, code: Code, *, content: Any) -> None:
    """Spend the code of a paper slip and seal what the team has typed, as if it had been handed in. Raises Refused.

    Its receipt is made here and shown to nobody.
    """
    held = check_paper(box, code)
    receipt = receipt_of(held.clean, secrets.token_urlsafe(24))
    if not _kept(held, receipt, content, state=BoxState.CLOSED):
        raise Refused(_("Mã này vừa được dùng, hoặc hộp phiếu vừa được mở"))


def _kept(held: Held, receipt: str, content: Any, *, state: BoxState) -> bool:
    """Spend and keep, both or neither; False when the code was spent or the box left that state meanwhile."""
    if held.ticket is None or held.ticket.spent:
        return False
    ticket = held.ticket
    sealed = seal_to(bytes(held.box.public_key), pack(Inside(receipt, ticket.group, ticket.label, content)))
    return Ticket.objects.all().exchange(ticket, hash_of_receipt(receipt), sealed, state=state)


class Found(StrEnum):
    """Where a receipt was found."""

    SEALED = "sealed"  # the slip is in a box that has not been opened
    PUBLISHED = "published"  # it was there when the box was opened
    NOWHERE = "nowhere"


def look_for(typed_receipt: str) -> tuple[Found, Box | None]:
    """Where the slip of a receipt is. Raises Refused when it cannot be a receipt."""
    receipt = clean_receipt(typed_receipt)
    published = PublishedReceipt.objects.select_related("box").filter(digest=digest_of_receipt(receipt)).first()
    if published:
        return Found.PUBLISHED, published.box
    ticket = Ticket.objects.select_related("box").filter(spent=True, receipt_hash=hash_of_receipt(receipt)).first()
    return (Found.SEALED, ticket.box) if ticket else (Found.NOWHERE, None)
