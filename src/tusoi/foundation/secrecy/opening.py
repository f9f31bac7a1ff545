"""Open a box: several keyholders, one shuffled rewrite, nothing left to tie a slip to its arrival."""

import secrets
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from nacl.public import PrivateKey

from tusoi.foundation.access.models import Account
from tusoi.foundation.journal.actions import record
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.kernel.states import move
from tusoi.foundation.secrecy.codes import digest_of_receipt, hash_of_receipt, recovery_code_in
from tusoi.foundation.secrecy.models import (
    Box,
    GroupCount,
    Keyholder,
    PublishedReceipt,
    RetiredCode,
    SealedSlip,
    ShareHandover,
    Ticket,
)
from tusoi.foundation.secrecy.rules import check_can_enter
from tusoi.foundation.secrecy.sealing import Inside, Locked, combine, key_of, seal_to, unlock, unpack, unseal
from tusoi.foundation.secrecy.states import TRANSITIONS, Act, BoxState
from tusoi.foundation.secrecy.sweeping import sweep_due

BATCH = 500
_shuffler = secrets.SystemRandom()


@dataclass(frozen=True)
class Slip:
    """What the caller gets of a slip, in shuffled order, inside the transaction of the opening.

    vouched: its receipt belongs to a spent code. A slip that does not was put in behind the program's back, or its code
    was tampered with; it is handed over all the same, because nothing that was acknowledged may be lost.
    """

    group: str
    label: str
    content: Any
    vouched: bool


@dataclass(frozen=True)
class Opening:
    """How an opening went. faults: {"without_code": n, "without_slip": n, "unreadable": n}, only what is not zero."""

    slips: int
    faults: dict[str, int]


@dataclass
class _Read:
    slips: list[Slip] = field(default_factory=list)
    receipts: list[str] = field(default_factory=list)
    faults: Counter[str] = field(default_factory=Counter)
    count: int = 0


def enter_passphrase(
    box: Box, passphrase: str, *, by: Account, at: datetime, receive: Callable[[Sequence[Slip]], int | None]
) -> Opening | None:
    """A keyholder gives the passphrase. The last one needed opens the box; before that returns None.

    Who forgot it types the code of the recovery sheet instead; the journal says so. Until then the share is kept sealed to each of the others, so nothing in clear is ever on disk. receive: gets the
    slips, shuffled, inside the opening's transaction; it must write them under random keys, and may return how many
    blank receipts to publish among the others (see thresholds.blanks). Raises Refused.
    """
    holder = check_can_enter(box, by=by)
    private = _own_key(holder, passphrase)
    if private is None and (code := recovery_code_in(passphrase)):
        recovery = Locked(bytes(holder.public_key), bytes(holder.recovery_salt), bytes(holder.recovery_sealed_key))
        private = unlock(recovery, code)
        if private is not None:
            record(Act.RECOVERED, box, by=by, at=at, scope=box.scope)
    if private is None:
        record(Act.PASSPHRASE_WRONG, box, by=by, at=at, scope=box.scope)
        raise Refused(_("Mật khẩu mở phiếu không đúng"), way_out=_("Gõ lại; chú ý chữ hoa, chữ thường và bộ gõ"))
    with transaction.atomic():
        Box.objects.select_for_update().get(pk=box.pk)  # two who enter at the same moment must not miss each other
        shares = _shares(holder, private)
        if len(shares) < box.need:
            _hand_over(box, holder, shares[0], by=by, at=at)
            return None
    key = key_of(combine(shares[: box.need]))
    if bytes(key.public_key) != bytes(box.public_key):
        raise Refused(_("Các phần chìa khóa không khớp với hộp phiếu"), way_out=_("Báo cho người quản trị máy"))
    return _open(box, key, by=by, at=at, receive=receive)


def _own_key(holder: Keyholder, passphrase: str) -> PrivateKey | None:
    locked = Locked(bytes(holder.public_key), bytes(holder.salt), bytes(holder.sealed_private_key))
    return unlock(locked, passphrase)


def _shares(holder: Keyholder, private: PrivateKey) -> list[bytes]:
    """The holder's own share first, then those handed over by the others; each is of another keyholder."""
    sealed = [
        holder.sealed_share,
        *ShareHandover.objects.filter(receiver=holder).values_list("sealed_share", flat=True),
    ]
    opened = [unseal(private, bytes(share)) for share in sealed]
    return list(dict.fromkeys(share for share in opened if share))


def _hand_over(box: Box, holder: Keyholder, share: bytes, *, by: Account, at: datetime) -> None:
    others = Keyholder.objects.filter(box=box).exclude(pk=holder.pk)
    ShareHandover.objects.filter(giver=holder).delete()
    ShareHandover.objects.bulk_create(
        [
            ShareHandover(giver=holder, receiver=other, sealed_share=seal_to(bytes(other.public_key), share))
            for other in others
        ]
    )
    Keyholder.objects.filter(pk=holder.pk).update(entered=True)
    record(Act.PASSPHRASE_ENTERED, box, by=by, at=at, scope=box.scope)


def _read(box: Box, key: PrivateKey) -> _Read:
    """Decrypt every slip and hold it against the spent codes."""
    spent = set(Ticket.objects.filter(box=box, spent=True).values_list("receipt_hash", flat=True))
    found = _Read()
    for ciphertext in SealedSlip.objects.filter(box=box).values_list("ciphertext", flat=True).iterator(chunk_size=200):
        found.count += 1
        inside = _inside(key, bytes(ciphertext))
        if inside is None:
            found.faults["unreadable"] += 1
            continue
        receipt_hash = hash_of_receipt(inside.receipt)
        vouched = receipt_hash in spent
        spent.discard(receipt_hash)
        if vouched:
            found.receipts.append(digest_of_receipt(inside.receipt))
        else:
            found.faults["without_code"] += 1
        found.slips.append(Slip(inside.group, inside.label, inside.content, vouched))
    if spent:
        found.faults["without_slip"] = len(spent)
    _shuffler.shuffle(found.slips)
    _shuffler.shuffle(found.receipts)
    return found


def _inside(key: PrivateKey, ciphertext: bytes) -> Inside | None:
    packed = unseal(key, ciphertext)
    try:
        return unpack(packed) if packed else None
    except ValueError:
        return None


def _open(
    box: Box, key: PrivateKey, *, by: Account, at: datetime, receive: Callable[[Sequence[Slip]], int | None]
) -> Opening:
    found = _read(box, key)  # outside, because it is slow; paper may still be typed until the box's row is ours
    with transaction.atomic():
        Box.objects.select_for_update().get(pk=box.pk)
        if SealedSlip.objects.filter(box=box).count() != found.count:
            found = _read(box, key)
        faults = dict(found.faults)
        move(box, BoxState.OPENED, table=TRANSITIONS, faults=faults)
        blank = receive(found.slips) or 0
        _rewrite(box, [*found.receipts, *(secrets.token_hex(32) for _number in range(blank))])
        record(Act.OPENED, box, by=by, at=at, scope=box.scope, slips=len(found.slips), **faults)
        transaction.on_commit(sweep_due, robust=True)
    return Opening(len(found.slips), faults)


def _rewrite(box: Box, receipts: Sequence[str]) -> None:
    """Fresh rows in random order for what may be known; everything else goes, the keys too."""
    counts = [
        GroupCount(box=box, group=group, label=label, used=used, issued=issued)
        for (group, label), (used, issued) in box.tickets.all().counted().items()
    ]
    retired = [RetiredCode(box=box, code_hash=h) for h in box.tickets.values_list("code_hash", flat=True)]
    published = [PublishedReceipt(box=box, digest=digest) for digest in receipts]
    for rows in (counts, retired, published):
        rows.sort(key=lambda row: row.pk)  # the keys are random: so is this order
    SealedSlip.objects.filter(box=box).delete()
    Ticket.objects.filter(box=box).delete()
    ShareHandover.objects.filter(giver__box=box).delete()
    Keyholder.objects.filter(box=box).update(
        public_key=b"",
        salt=b"",
        sealed_private_key=b"",
        recovery_salt=b"",
        recovery_sealed_key=b"",
        sealed_share=b"",
        entered=True,
    )
    GroupCount.objects.bulk_create(counts, batch_size=BATCH)
    RetiredCode.objects.bulk_create(retired, batch_size=BATCH)
    PublishedReceipt.objects.bulk_create(published, batch_size=BATCH)
