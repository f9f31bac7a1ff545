"""Hand in a slip. No account, no clock, no journal: nothing here knows who or when."""

import secrets
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db import transaction
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
from tusoi.foundation.secrecy.models import Box, PublishedReceipt, RetiredCode, SealedSlip, Ticket
from tusoi.foundation.secrecy.sealing import Inside, pack, seal_to
from tusoi.foundation.secrecy.states import BoxState

SHORTEST_NONCE, LONGEST_NONCE = 16, 64


class NoSuchCode(Refused):
    """A well-formed code of no slip: a guess, or a slip of another office (see guessing.py)."""


@dataclass(frozen=True)
class Admission:
    """What a code admits to."""

    box: Box
    group: str
    label: str


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


def _ticket(clean: str) -> Ticket:
    code_hash = hash_of_code(clean)
    ticket = Ticket.objects.select_related("box").filter(code_hash=code_hash).first()
    if ticket is not None:
        return ticket
    retired = RetiredCode.objects.select_related("box").filter(code_hash=code_hash).first()
    if retired is not None:
        raise _ended() if retired.box.state == BoxState.OPENED else _voided()
    raise NoSuchCode(
        _("Không có phiếu nào mang mã này"),
        way_out=_("So lại từng cụm với mã in trên phiếu; nếu vẫn không được, xin báo cho cơ quan đã gửi phiếu"),
    )


def admit(code: str) -> Admission:
    """What a typed code admits to; looks only, never spends. Raises Refused for a wrong, used or expired code."""
    ticket = _ticket(clean_code(code))
    if ticket.spent:
        raise _already_used()
    if ticket.box.state != BoxState.OPEN:
        raise _ended()
    return Admission(ticket.box, ticket.group, ticket.label)


def receipt_given(code: str, *, nonce: str) -> str:
    """The receipt, when this code was handed in with this nonce before, even if the box was opened since; else ""."""
    clean = clean_code(code)
    receipt = receipt_of(clean, nonce)
    kept = Ticket.objects.filter(code_hash=hash_of_code(clean), spent=True, receipt_hash=hash_of_receipt(receipt))
    if kept.exists() or PublishedReceipt.objects.filter(digest=digest_of_receipt(receipt)).exists():
        return receipt
    return ""


def submit(code: str, *, nonce: str, content: Any) -> str:
    """Spend the code and keep the sealed slip, both or neither. Returns the receipt.

    nonce: came with the form. The same code with the same nonce gets the same receipt again and writes nothing, so a
    reply that was lost costs nothing. content: anything that JSON can hold. Raises Refused.
    """
    if not SHORTEST_NONCE <= len(nonce) <= LONGEST_NONCE:
        raise Refused(_("Trang gửi phiếu đã cũ"), way_out=_("Mở lại trang, nhập mã và gửi lại"))
    clean = clean_code(code)
    receipt = receipt_of(clean, nonce)
    ticket = Ticket.objects.select_related("box").filter(code_hash=hash_of_code(clean)).first()
    if ticket is not None and ticket.box.state == BoxState.OPEN:
        packed = pack(Inside(receipt, ticket.group, ticket.label, content))
        if _kept(ticket, hash_of_receipt(receipt), packed):
            return receipt
    if given := receipt_given(clean, nonce=nonce):
        return given
    raise _already_used() if _ticket(clean).spent else _ended()


def check_paper(box: Box, code: str) -> str:
    """The clean code of a paper slip that may be typed into this closed box. Raises Refused."""
    clean = clean_code(code)
    ticket = _ticket(clean)
    if ticket.box_id != box.pk:
        raise Refused(_("Mã này thuộc một đợt lấy ý kiến khác"))
    if ticket.spent:
        raise Refused(
            _("Mã này đã được dùng: phiếu đã gửi qua mạng, hoặc tờ này đã gõ rồi"),
            way_out=_("Không gõ lần nữa; tính tờ này vào số hỏng, nếu chưa tính"),
        )
    if ticket.box.state != BoxState.CLOSED:
        raise Refused(_("Phiếu giấy chỉ được gõ sau khi khóa nhận phiếu và trước khi mở phiếu"))
    return clean


def submit_paper(box: Box, code: str, *, content: Any) -> None:
    """Spend the code of a paper slip and seal what the team has typed, as if it had been handed in. Raises Refused.

    Its receipt is made here and shown to nobody.
    """
    clean = check_paper(box, code)
    ticket = Ticket.objects.select_related("box").get(code_hash=hash_of_code(clean))
    receipt = receipt_of(clean, secrets.token_urlsafe(24))
    packed = pack(Inside(receipt, ticket.group, ticket.label, content))
    if not _kept(ticket, hash_of_receipt(receipt), packed, state=BoxState.CLOSED):
        raise Refused(_("Mã này vừa được dùng, hoặc hộp phiếu vừa được mở"))


def _kept(ticket: Ticket, receipt_hash: str, packed: bytes, *, state: BoxState = BoxState.OPEN) -> bool:
    """Spend and keep in one transaction; False when the ticket was spent or the box left that state meanwhile."""
    sealed = seal_to(bytes(ticket.box.public_key), packed)
    with transaction.atomic():
        if Box.objects.all().state_held(ticket.box_id) != state:
            return False
        if not Ticket.objects.filter(pk=ticket.pk, spent=False).update(spent=True, receipt_hash=receipt_hash):
            return False
        SealedSlip.objects.create(box_id=ticket.box_id, ciphertext=sealed)
    return True


def box_of(code: str) -> Box:
    """The box of a typed code, used or not, opened or not. Raises Refused for what is no code of any box."""
    clean = clean_code(code)
    try:
        return _ticket(clean).box
    except Refused:
        retired = RetiredCode.objects.select_related("box").filter(code_hash=hash_of_code(clean)).first()
        if retired is None:
            raise
        return retired.box


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
