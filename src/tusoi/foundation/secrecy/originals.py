"""Texts from before something was blacked out: sealed, read by two keepers together, forgotten with the box's texts.

The keys of the slips are gone since the opening, so keepers set a passphrase of its own for this.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.journal.actions import record
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.secrecy.models import Box, OriginalKeeper, SealedText, SealedTextShare
from tusoi.foundation.secrecy.rules import check_long_enough, keyholder_of
from tusoi.foundation.secrecy.sealing import (
    Inside,
    Locked,
    combine,
    key_of,
    lock_with,
    new_seed,
    pack,
    seal_to,
    split,
    unlock,
    unpack,
    unseal,
)
from tusoi.foundation.secrecy.states import Act, BoxState

TOGETHER = 2


@transaction.atomic
def become_keeper(box: Box, passphrase: str, *, by: Account, at: datetime) -> None:
    """A keyholder of an opened box sets the passphrase for originals; once a text is sealed it is not changed. Raises Refused."""
    keyholder_of(box, by)
    if box.state != BoxState.OPENED:
        raise Refused(_("Chỉ đặt mật khẩu giữ bản chưa che sau khi mở phiếu"))
    check_long_enough(passphrase)
    if SealedText.objects.filter(box=box).exists():
        raise Refused(_("Đã có bản chưa che được niêm phong, không đổi hay thêm mật khẩu được nữa"))
    locked = lock_with(passphrase)
    keys = {"public_key": locked.public_key, "salt": locked.salt, "sealed_private_key": locked.sealed_private_key}
    OriginalKeeper.objects.update_or_create(box=box, account=by, defaults=keys)
    record(Act.KEEPER_SET, box, by=by, at=at, scope=box.scope)


def check_has_keepers(box: Box) -> None:
    if OriginalKeeper.objects.filter(box=box).count() < TOGETHER:
        raise Refused(
            _("Trước khi che, hai thành viên của tổ phải đặt mật khẩu giữ bản chưa che"),
            way_out=_("Mỗi người đặt mật khẩu của mình ở trang xếp ý kiến"),
        )


@transaction.atomic
def seal_original(box: Box, *, about: int, text: str) -> None:
    """Keep a text so that two keepers read it together. The first one about a thing stays. Raises Refused."""
    check_has_keepers(box)
    if SealedText.objects.filter(about=about).exists():
        return
    keepers, seed = list(OriginalKeeper.objects.filter(box=box)), new_seed()
    ciphertext = seal_to(bytes(key_of(seed).public_key), pack(Inside("", "", "", text)))
    sealed = SealedText.objects.create(box=box, about=about, ciphertext=ciphertext)
    for keeper, share in zip(keepers, split(seed, TOGETHER, len(keepers)), strict=True):
        SealedTextShare.objects.create(
            text=sealed, keeper=keeper, sealed_share=seal_to(bytes(keeper.public_key), share)
        )


def read_original(box: Box, *, about: int, passphrase: str, by: Account, at: datetime) -> str | None:
    """The text when this is the second keeper to give the passphrase; None for the first. Each reading needs two again."""
    sealed = SealedText.objects.filter(box=box, about=about).first()
    keeper = OriginalKeeper.objects.filter(box=box, account=by).first()
    if sealed is None or keeper is None:
        raise Refused(_("Chỉ những người đã đặt mật khẩu giữ bản chưa che mới mở được"))
    locked = Locked(bytes(keeper.public_key), bytes(keeper.salt), bytes(keeper.sealed_private_key))
    private = unlock(locked, passphrase)
    if private is None:
        record(Act.PASSPHRASE_WRONG, box, by=by, at=at, scope=box.scope)
        raise Refused(_("Mật khẩu giữ bản chưa che không đúng"))
    with transaction.atomic():
        SealedText.objects.select_for_update().get(pk=sealed.pk)
        rows = list(SealedTextShare.objects.filter(text=sealed, keeper=keeper).order_by("giver"))
        shares = [share for row in rows if (share := unseal(private, bytes(row.sealed_share)))]
        given = SealedTextShare.objects.filter(text=sealed).exclude(giver=None)
        if len(shares) < TOGETHER:
            given.filter(giver=keeper).delete()
            for other in OriginalKeeper.objects.filter(box=box).exclude(pk=keeper.pk):
                handed = seal_to(bytes(other.public_key), shares[0])
                SealedTextShare.objects.create(text=sealed, keeper=other, giver=keeper, sealed_share=handed)
            record(Act.ORIGINAL_ASKED, box, by=by, at=at, scope=box.scope)
            return None
        packed = unseal(key_of(combine(shares[:TOGETHER])), bytes(sealed.ciphertext))
        assert packed is not None
        given.delete()
        record(Act.ORIGINAL_READ, box, by=by, at=at, scope=box.scope)
    return str(unpack(packed).content)


def forget_originals(box: Box) -> int:
    """Everything that was kept, and the keys. Returns how many texts."""
    count = SealedText.objects.filter(box=box).count()
    SealedText.objects.filter(box=box).delete()
    OriginalKeeper.objects.filter(box=box).delete()
    return count
