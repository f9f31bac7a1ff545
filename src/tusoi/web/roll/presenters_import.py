"""The dry run of a spreadsheet, and the workbooks to download."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.directory.columns import LABELS, Column
from tusoi.foundation.directory.import_plan import Change, Plan, RowKind, RowPlan, Scope, plan
from tusoi.foundation.directory.models import Person, RollImport, Status, Unit
from tusoi.foundation.directory.workbooks import workbook
from tusoi.foundation.tally.paths import lies_within
from tusoi.foundation.ui.words import day
from tusoi.web.roll.rules import units_kept_by

ROWS = 100
MISSING_SHOWN = 200
BADGES = {
    RowKind.FAULT: "late",
    RowKind.NEW: "done",
    RowKind.MOVED: "soon",
    RowKind.CHANGED: "soon",
    RowKind.SAME: "plain",
}


@dataclass(frozen=True)
class ShownChange:
    label: str
    change: Change


@dataclass(frozen=True)
class ShownRow:
    row: RowPlan
    badge: str
    kind: str
    changes: list[ShownChange]


@dataclass(frozen=True)
class Count:
    """How many rows of a kind; `is_shown`: the list below shows these alone."""

    kind: str
    label: str
    n: int
    is_shown: bool


@dataclass(frozen=True)
class DryRunPage:
    draft: RollImport
    plan: Plan
    columns: list[tuple[str, str]]
    counts: list[Count]
    shown: str
    rows: Page[ShownRow]
    missing: list[Person]
    missing_hidden: int


def scope_of(draft: RollImport, account: Account, at: datetime) -> Scope:
    """Where this file may write: the unit and below, as far as the account keeps it today."""
    kept = list(units_kept_by(account, at.date()))
    units = [unit for unit in kept if lies_within(unit.path, draft.unit.path)]
    return Scope(draft.unit, units, frozenset(unit.pk for unit in kept), draft.day, at)


def dry_run_of(draft: RollImport, account: Account, *, at: datetime, kind: str, page: str) -> DryRunPage:
    made = plan(draft.rows, scope_of(draft, account, at))
    counts = made.counts
    shown = kind if kind in counts else ""
    rows = [_shown(row) for row in made.rows if shown in {"", row.kind}]
    return DryRunPage(
        draft=draft,
        plan=made,
        columns=[(heading, str(LABELS[column]) if column else "") for heading, column in draft.columns],
        counts=[Count(one.value, str(one.label), counts[one], shown == one) for one in RowKind],
        shown=shown,
        rows=Paginator(rows, ROWS).get_page(page),
        missing=made.missing[:MISSING_SHOWN],
        missing_hidden=max(0, len(made.missing) - MISSING_SHOWN),
    )


def _shown(row: RowPlan) -> ShownRow:
    kind = RowKind(row.kind)
    shown = row.changes if kind != RowKind.NEW else row.changes[-3:]  # of somebody new: where, as what, since when
    changes = [ShownChange(str(LABELS[change.column]), change) for change in shown]
    return ShownRow(row, BADGES[kind], str(kind.label), changes)


def faults_workbook(draft: RollImport, account: Account, *, at: datetime) -> bytes:
    """The faulty rows as they were, with what is wrong, to be put right and uploaded again."""
    cells = dict(draft.rows)
    columns = [column for _heading, column in draft.columns if column]
    rows = (
        [str(row.number), *(cells[row.number].get(column, "") for column in columns), "; ".join(row.faults)]
        for row in plan(draft.rows, scope_of(draft, account, at)).rows
        if row.faults
    )
    headings = [_("Dòng trong tệp"), *(str(LABELS[column]) for column in columns), _("Lỗi")]
    return workbook([(_("Lỗi"), headings, rows)])


def template_workbook(units: list[Unit]) -> bytes:
    """The columns there are, what each takes, and the units with their codes."""
    columns = [Column.CODE, Column.NAME, Column.BIRTH, Column.PHONE, Column.UNIT, Column.STATUS, Column.SINCE]
    return workbook(
        [
            (_("Danh sách"), [str(LABELS[column]) for column in columns], []),
            (_("Cách ghi"), [_("Cột"), _("Cách ghi")], list(_explained())),
            (_("Đơn vị"), [_("Mã"), _("Tên")], [[unit.code, unit.name] for unit in units]),
        ]
    )


def _explained() -> Iterator[list[Any]]:
    yield [str(LABELS[Column.CODE]), _("Bắt buộc, mỗi người một số. Người đã có số này thì được cập nhật.")]
    yield [str(LABELS[Column.NAME]), _("Bắt buộc")]
    yield [str(LABELS[Column.BIRTH]), _("Năm, hoặc ngày/tháng/năm sinh")]
    yield [str(LABELS[Column.PHONE]), _("Không bắt buộc")]
    yield [str(LABELS[Column.UNIT]), _("Tên hoặc mã trong trang “Đơn vị”; khác nơi đang sinh hoạt là chuyển sinh hoạt")]
    yield [str(LABELS[Column.STATUS]), "; ".join(str(status.label) for status in Status)]
    yield [
        str(LABELS[Column.SINCE]),
        _("Ngày vào, ngày chuyển hoặc ngày đổi tình trạng, ví dụ %(day)s") % {"day": day(datetime(2012, 7, 29))},
    ]
    yield ["", _("Ô để trống không xóa gì. Người không có trong tệp vẫn giữ nguyên.")]
