"""The account of paper sheets, ready to print."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.permissions import may
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.kernel.refusal import Answer, ask
from tusoi.process.feedback import rules, rules_sheets
from tusoi.process.feedback.models import Group, Replacement, Round, SheetCount, VoidRequest
from tusoi.process.feedback.sheets import SheetAccount, accounts_of, remark_of
from tusoi.process.feedback.states import RoundState


@dataclass(frozen=True)
class Waiting:
    """A request that waits for a second person."""

    asked: VoidRequest | Replacement
    is_replacement: bool
    is_own: bool
    who: str


@dataclass(frozen=True)
class SheetRow:
    """One group: its account, whether it closes, and what can be done."""

    group: Group
    account: SheetAccount
    remark: str
    default: int
    may_print: Answer
    may_replace: Answer
    waiting: list[Waiting]


@dataclass(frozen=True)
class Entry:
    """One line of the book: on which day who printed or handed out how many."""

    on: date
    what: str
    group: str
    who: str
    count: int


@dataclass(frozen=True)
class SheetsPage:
    rows: list[SheetRow]
    entries: list[Entry]
    runs: bool
    is_open: bool
    may_void: bool


def name_of(account: Account | None) -> str:
    if account is None:
        return _("chương trình")
    return account.person.name if account.person else account.username


def sheets_page(round: Round, account: Account, at: datetime) -> SheetsPage:
    """Everything about the paper of a round, for those who may handle it."""
    accounts = accounts_of(round)
    rows = []
    for group in round.groups.all().invited().select_related("round__campaign_unit__unit", "round__box"):
        sheets = accounts[group.pk]
        default = max(group.people - group.by_mail - sheets.live, 0) or 1
        rows.append(
            SheetRow(
                group,
                sheets,
                remark_of(sheets),
                default,
                ask(rules.check_can_print, group, default, sheets.live, by=account, at=at),
                ask(rules_sheets.check_can_ask_replacement, group, sheets, by=account, at=at),
                [_waiting(asked, account) for asked in sheets.waiting],
            )
        )
    book = SheetCount.objects.filter(group__round=round).exclude(count=0).select_related("group", "by__person")
    return SheetsPage(
        rows=rows,
        entries=[Entry(r.on, r.get_kind_display(), r.group.name, name_of(r.by), r.count) for r in book],
        runs=may(account, Permission.RUN_ROUND, round.campaign_unit.unit.path, on=at.date()),
        is_open=round.state == RoundState.OPEN,
        may_void=round.state in {RoundState.OPEN, RoundState.CLOSED},
    )


def _waiting(asked: VoidRequest | Replacement, account: Account) -> Waiting:
    return Waiting(asked, isinstance(asked, Replacement), asked.asked_by_id == account.pk, name_of(asked.asked_by))
