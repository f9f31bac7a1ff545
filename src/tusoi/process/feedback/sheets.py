"""Paper sheets of a group: printed = handed out + spoilt + left over + lost. Counted by day and by person, without any code."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import F, Sum
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tusoi.foundation.access.models import Account
from tusoi.foundation.journal.actions import record
from tusoi.foundation.secrecy.voiding import unused, void
from tusoi.process.feedback import rules_sheets as rules
from tusoi.process.feedback.models import Group, Replacement, Round, SheetCount, VoidRequest
from tusoi.process.feedback.states import Act, SheetKind, VoidReason


@dataclass
class SheetAccount:
    """The sheets of one group as numbers. replaced: handed out to somebody who lost theirs (part of handed_out)."""

    printed: int = 0
    handed_out: int = 0
    left_over: int = 0
    spoilt: int = 0
    lost: int = 0
    replaced: int = 0
    waiting: list[VoidRequest | Replacement] = field(default_factory=list)

    @property
    def live(self) -> int:
        """Sheets that are not void or lost."""
        return self.printed - self.left_over - self.spoilt - self.lost

    @property
    def rest(self) -> int:
        """Neither handed out nor void: what must still be in the drawer. Below zero when the numbers cannot be true."""
        return self.live - self.handed_out


def accounts_of(round: Round) -> dict[int, SheetAccount]:
    """{group id: its account}, in three queries."""
    found: dict[int, SheetAccount] = {pk: SheetAccount() for pk in round.groups.values_list("pk", flat=True)}
    sums = SheetCount.objects.filter(group__round=round).order_by().values_list("group", "kind")
    for group, kind, total in sums.annotate(total=Sum("count")):
        setattr(found[group], kind, total)
    for asked in VoidRequest.objects.filter(group__round=round, dropped=False).select_related("asked_by__person"):
        account = found[asked.group_id]
        if asked.waits:
            account.waiting.append(asked)
        else:
            setattr(account, asked.reason, getattr(account, asked.reason) + asked.count)
    for lost in Replacement.objects.filter(group__round=round, dropped=False).select_related("asked_by__person"):
        account = found[lost.group_id]
        if lost.waits:
            account.waiting.append(lost)
        else:
            account.replaced += 1
    return found


def account_of_group(group: Group) -> SheetAccount:
    return accounts_of(group.round)[group.pk]


def remark_of(account: SheetAccount) -> str:
    """A sentence where the account does not close; "" where it does."""
    if account.rest > 0:
        return ngettext("Còn %(n)s tờ chưa phát và chưa hủy", "Còn %(n)s tờ chưa phát và chưa hủy", account.rest) % {
            "n": account.rest
        }
    if account.rest < 0:
        return _("Phát và hủy nhiều hơn số đã in %(n)s tờ: có số ghi sai") % {"n": -account.rest}
    return ""


def unclosed(round: Round) -> list[str]:
    """Sentences on groups whose sheets are not all accounted for: the round is not closed while there is one."""
    names = dict(round.groups.values_list("pk", "name"))
    found = []
    for pk, account in accounts_of(round).items():
        if account.printed and (remark := remark_of(account)):
            found.append(f"{names[pk]}: {remark}")
        if account.waiting:
            waits = _("%(n)s đề nghị đang đợi người thứ hai xác nhận") % {"n": len(account.waiting)}
            found.append(f"{names[pk]}: {waits}")
    return found


def add_sheets(group: Group, kind: SheetKind, count: int, *, by: Account | None, at: datetime) -> None:
    """Add to the day's number of one person."""
    row, _new = SheetCount.objects.get_or_create(group=group, kind=kind, on=at.date(), by=by)
    SheetCount.objects.filter(pk=row.pk).update(count=F("count") + count)


@transaction.atomic
def hand_out(group: Group, count: int, *, by: Account, at: datetime) -> None:
    """Say how many sheets one has handed out; below zero takes an earlier number back. Raises Refused."""
    rules.check_can_hand_out(group, count, account_of_group(group), by=by, at=at)
    add_sheets(group, SheetKind.HANDED_OUT, count, by=by, at=at)
    record(Act.HANDED_OUT, group, by=by, at=at, scope=group.round.campaign_id, count=count)


@transaction.atomic
def ask_to_void(group: Group, reason: VoidReason, typed: Sequence[str], *, by: Account, at: datetime) -> VoidRequest:
    """The first of two people types the codes of sheets left over or spoilt. They stay valid until the second confirms."""
    rules.check_can_ask(group, by=by, at=at)
    box = group.round.box
    assert box is not None
    rules.check_some_codes(typed)
    hashes = unused(box, group.code, typed)
    asked = VoidRequest.objects.create(
        group=group, reason=reason, count=len(hashes), code_hashes=hashes, asked_by=by, asked_on=at.date()
    )
    record(Act.VOID_ASKED, group, by=by, at=at, scope=group.round.campaign_id, count=len(hashes), reason=str(reason))
    return asked


@transaction.atomic
def ask_for_lost(group: Group, count: int, *, by: Account, at: datetime) -> VoidRequest:
    """Sheets that are not there to type a code from (the printer ate them, say). Their codes stay valid. Raises Refused."""
    rules.check_can_ask(group, by=by, at=at)
    rules.check_lost(count, account_of_group(group))
    asked = VoidRequest.objects.create(
        group=group, reason=VoidReason.LOST, count=count, asked_by=by, asked_on=at.date()
    )
    record(Act.VOID_ASKED, group, by=by, at=at, scope=group.round.campaign_id, count=count, reason="lost")
    return asked


@transaction.atomic
def confirm_void(asked: VoidRequest, counted: int, *, by: Account, at: datetime) -> VoidRequest:
    """The second person has counted the same sheets: their codes are void, and no hash of them stays here. Raises Refused."""
    asked = VoidRequest.objects.select_for_update().get(pk=asked.pk)
    rules.check_can_confirm_void(asked, counted, by=by, at=at)
    box = asked.group.round.box
    assert box is not None
    done = asked.count if asked.reason == VoidReason.LOST else void(box, asked.code_hashes, by=by, at=at)
    asked.used, asked.count, asked.code_hashes = asked.count - done, done, []
    asked.confirmed_by, asked.confirmed_on = by, at.date()
    asked.save()
    record(Act.VOIDED, asked.group, by=by, at=at, scope=asked.group.round.campaign_id, count=done, used=asked.used)
    return asked


@transaction.atomic
def ask_for_replacement(group: Group, *, by: Account, at: datetime) -> Replacement:
    """Somebody of the group has lost their code. Who it is, is written nowhere. Raises Refused."""
    rules.check_can_ask_replacement(group, account_of_group(group), by=by, at=at)
    asked = Replacement.objects.create(group=group, asked_by=by, asked_on=at.date())
    record(Act.REPLACEMENT_ASKED, group, by=by, at=at, scope=group.round.campaign_id)
    return asked


@transaction.atomic
def confirm_replacement(asked: Replacement, *, by: Account, at: datetime) -> None:
    """The second person confirms: one more sheet is handed out, drawn from the pile. Raises Refused.

    No code is made for one person alone: a code made by itself could be told from all others. Where the pile is
    smaller than the threshold it must be filled up by printing first.
    """
    asked = Replacement.objects.select_for_update().get(pk=asked.pk)
    rules.check_can_confirm_replacement(asked, account_of_group(asked.group), by=by, at=at)
    asked.confirmed_by, asked.confirmed_on = by, at.date()
    asked.save()
    add_sheets(asked.group, SheetKind.HANDED_OUT, 1, by=by, at=at)
    record(Act.REPLACED, asked.group, by=by, at=at, scope=asked.group.round.campaign_id)


@transaction.atomic
def drop(asked: VoidRequest | Replacement, *, by: Account, at: datetime) -> None:
    """Take a request back before it is confirmed; the hashes go. Raises Refused."""
    rules.check_can_drop(asked, by=by, at=at)
    asked.dropped = True
    if isinstance(asked, VoidRequest):
        asked.code_hashes = []
    asked.save()
    record(Act.DROPPED, asked.group, by=by, at=at, scope=asked.group.round.campaign_id)
