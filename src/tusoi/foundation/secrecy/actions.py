"""Prepare a box, set passphrases, arm it, issue codes, close it. Handing in: submission.py; opening: opening.py."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _
from nacl.public import PrivateKey

from tusoi.foundation.access.models import Account
from tusoi.foundation.journal.actions import record
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.kernel.states import move
from tusoi.foundation.secrecy.codes import clean_code, hash_of_code, new_code, new_recovery_code, recovery_code_in
from tusoi.foundation.secrecy.models import Box, Draft, Glimpse, GroupCount, Keyholder, Ticket
from tusoi.foundation.secrecy.rules import check_can_arm, check_can_mint, check_can_set_passphrase, keyholder_of
from tusoi.foundation.secrecy.sealing import key_of, lock, new_seed, seal_to, split
from tusoi.foundation.secrecy.states import TRANSITIONS, Act, BoxState
from tusoi.foundation.secrecy.thresholds import step_down

BATCH = 500
MOST_CODES = 100_000


@transaction.atomic
def prepare(
    *,
    scope: int,
    keyholders: Sequence[Account],
    need: int = 2,
    threshold: int = 5,
    by: Account | None,
    at: datetime,
) -> Box:
    """A box that `need` of the keyholders open together; `threshold` is fixed with it. Raises Refused under two people."""
    people = {account.pk: account for account in keyholders}
    if need < 2 or len(people) < need:
        raise Refused(_("Tổ mở phiếu cần ít nhất %(need)s người") % {"need": max(need, 2)})
    if threshold < 2:
        raise Refused(_("Ngưỡng công bố phải từ 2 trở lên"))
    box = Box.objects.create(scope=scope, need=need, threshold=threshold)
    Keyholder.objects.bulk_create([Keyholder(box=box, account=account) for account in people.values()])
    record(Act.PREPARED, box, by=by, at=at, scope=scope, keyholders=len(people), need=need, threshold=threshold)
    return box


@transaction.atomic
def set_passphrase(box: Box, passphrase: str, *, by: Account, at: datetime) -> str:
    """Make the keyholder's key pair, its private half sealed with the passphrase; again replaces it.

    Returns the recovery code, with which the key opens too: printed once, kept in a closed envelope, and nowhere else.
    """
    check_can_set_passphrase(box, passphrase, by=by)
    private, code = PrivateKey.generate(), new_recovery_code()
    locked, recovery = lock(private, passphrase), lock(private, recovery_code_in(code) or code)
    Keyholder.objects.filter(pk=keyholder_of(box, by).pk).update(
        public_key=locked.public_key,
        salt=locked.salt,
        sealed_private_key=locked.sealed_private_key,
        recovery_salt=recovery.salt,
        recovery_sealed_key=recovery.sealed_private_key,
    )
    record(Act.PASSPHRASE_SET, box, by=by, at=at, scope=box.scope)
    return code


@transaction.atomic
def arm(box: Box, *, by: Account | None, at: datetime) -> None:
    """Make the box's key, give each keyholder a share of it, forget it, and begin to take slips."""
    check_can_arm(box)
    holders = list(Keyholder.objects.select_for_update().filter(box=box))
    seed = new_seed()
    move(box, BoxState.OPEN, table=TRANSITIONS, public_key=bytes(key_of(seed).public_key))
    for holder, share in zip(holders, split(seed, box.need, len(holders)), strict=True):
        Keyholder.objects.filter(pk=holder.pk).update(sealed_share=seal_to(bytes(holder.public_key), share))
    record(Act.ARMED, box, by=by, at=at, scope=box.scope, keyholders=len(holders))


def _issue(box: Box, group: str, labels: Iterable[str], *, by: Account | None, at: datetime) -> list[str]:
    check_can_mint(box)
    tickets: list[Ticket] = []
    codes: list[str] = []
    for label in labels:
        code = new_code()
        codes.append(code)
        tickets.append(Ticket(box=box, group=group, label=label, code_hash=hash_of_code(clean_code(code))))
    if not codes or len(codes) > MOST_CODES:
        raise Refused(_("Mỗi lần cấp từ 1 đến %(most)s mã phiếu") % {"most": MOST_CODES})
    tickets.sort(key=lambda ticket: ticket.code_hash)  # random, and not the order of the codes returned
    Ticket.objects.bulk_create(tickets, batch_size=BATCH)
    record(Act.MINTED, box, by=by, at=at, scope=box.scope, group=group, count=len(codes))
    return codes


@transaction.atomic
def mint(box: Box, *, group: str, count: int, by: Account | None, at: datetime) -> list[str]:
    """Issue `count` anonymous codes. They exist in the returned list only: hand them out from memory."""
    return _issue(box, group, [""] * min(count, MOST_CODES + 1), by=by, at=at)


@transaction.atomic
def mint_attributed(box: Box, *, group: str, labels: Sequence[str], by: Account | None, at: datetime) -> dict[str, str]:
    """One code for each organisation, which stands openly with its code. Returns {label: code}."""
    unique = list(dict.fromkeys(labels))
    if "" in unique:
        raise Refused(_("Mỗi mã phiếu của tổ chức phải ghi tên tổ chức"))
    return dict(zip(unique, _issue(box, group, unique, by=by, at=at), strict=True))


@transaction.atomic
def close(box: Box, *, by: Account | None, at: datetime) -> None:
    """Take no more slips. Waits for those under way: what was acknowledged is in the box."""
    move(box, BoxState.CLOSED, table=TRANSITIONS)
    Draft.objects.filter(box=box).delete()  # what nobody has signed was never handed in
    record(Act.CLOSED, box, by=by, at=at, scope=box.scope)


def turnout(box: Box) -> dict[tuple[str, str], tuple[int, int]]:
    """{(group, label): (used, issued)}, exact: for rules and for thresholds.py, never straight onto a page."""
    if box.state != BoxState.OPENED:
        return box.tickets.all().counted()
    counts = GroupCount.objects.filter(box=box)
    return {(c.group, c.label): (c.used, c.issued) for c in counts}


@transaction.atomic
def glimpse(box: Box, pools: dict[str, Sequence[str]], *, on: date) -> dict[str, int]:
    """Used codes of each pool of groups as shown that day, in steps of the threshold.

    The first look of a day fixes what the day shows, so that looking often tells nothing. pools: {name: groups}, each
    pool at least as large as the threshold (see thresholds.merge).
    """
    known = dict(Glimpse.objects.filter(box=box, day=on).values_list("pool", "used"))
    missing = [pool for pool in pools if pool not in known]
    if missing:
        used: dict[str, int] = {}
        for (group, _label), (spent, _issued) in turnout(box).items():
            used[group] = used.get(group, 0) + spent
        Glimpse.objects.bulk_create(
            [
                Glimpse(box=box, pool=p, day=on, used=step_down(sum(used.get(g, 0) for g in pools[p]), box.threshold))
                for p in missing
            ],
            ignore_conflicts=True,
        )
        known = dict(Glimpse.objects.filter(box=box, day=on).values_list("pool", "used"))
    return {pool: known[pool] for pool in pools}
