"""What a spreadsheet would change, row by row; the very decisions that the confirmation then writes.

Rows are matched by the number on the roll. Nobody is removed: who is not in the file is only named.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rapidfuzz import fuzz

from tusoi.foundation.directory import rules
from tusoi.foundation.directory.changes import Changes
from tusoi.foundation.directory.columns import Column
from tusoi.foundation.directory.finding import UnitFinder
from tusoi.foundation.directory.histories import BATCH, History, histories_of
from tusoi.foundation.directory.import_rows import Wanted, read_row, sentence
from tusoi.foundation.directory.models import Person, Status, Unit
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.kernel.vietnamese import unaccent
from tusoi.foundation.ui.words import day as day_text

ANOTHER = 55  # of 100: names less alike than this are hardly one person's, so the number is probably mistyped


class RowKind(TextChoices):
    FAULT = "fault", gettext_lazy("có lỗi")
    NEW = "new", gettext_lazy("vào danh sách")
    MOVED = "moved", gettext_lazy("chuyển sinh hoạt")
    CHANGED = "changed", gettext_lazy("thay đổi")
    SAME = "same", gettext_lazy("giữ nguyên")


@dataclass(frozen=True)
class Change:
    """One thing of a person: what stands there and what the file says."""

    column: str
    old: str
    new: str


@dataclass(frozen=True)
class RowPlan:
    number: int
    code: str
    name: str
    kind: str
    changes: tuple[Change, ...] = ()
    faults: tuple[str, ...] = ()


@dataclass(frozen=True)
class Scope:
    """Where a file may write. units: into which it may put people; kept: from which it may take them, by key."""

    unit: Unit
    units: list[Unit]
    kept: frozenset[int]
    day: date
    at: datetime


@dataclass
class Plan:
    rows: list[RowPlan] = field(default_factory=list)
    missing: list[Person] = field(default_factory=list)
    changes: Changes = field(default_factory=Changes)

    @property
    def counts(self) -> dict[str, int]:
        found = dict.fromkeys(RowKind.values, 0)
        for row in self.rows:
            found[row.kind] += 1
        return found

    @property
    def writes(self) -> int:
        return len(self.rows) - self.counts[RowKind.FAULT] - self.counts[RowKind.SAME]

    @property
    def digest(self) -> str:
        """Says whether the roll still stands as it stood when the plan was shown."""
        seen = [(row.number, row.code, row.kind, row.changes, row.faults) for row in self.rows]
        return hashlib.sha256(repr(seen).encode()).hexdigest()


def plan(rows: Iterable[tuple[int, Mapping[str, str]]], scope: Scope, *, lock: bool = False) -> Plan:
    """Decide every row, in a fixed number of queries. lock: hold the people for the rest of the transaction."""
    finder = UnitFinder(scope.units)
    wanted = [read_row(number, cells, finder) for number, cells in rows]
    _mark_repeated(wanted)
    people = _people([row.code for row in wanted if row.code], lock)
    histories = histories_of(people.values())
    made = Plan()
    for row in wanted:
        person = people.get(row.code)
        history = histories[person.pk] if person else History(Person(code=row.code))
        made.rows.append(_decide(row, history, scope, made.changes))
    named = {row.code for row in wanted}
    here = Person.objects.in_unit(scope.unit, scope.at.date()).not_merged().order_by("sort_key")
    made.missing = [person for person in here if person.code not in named]
    return made


def _mark_repeated(wanted: list[Wanted]) -> None:
    places: dict[str, list[int]] = defaultdict(list)
    for row in wanted:
        places[row.code].append(row.number)
    for row in wanted:
        if row.code and len(places[row.code]) > 1:
            numbers = ", ".join(str(number) for number in places[row.code])
            row.faults.append(_("Số %(code)s có ở các dòng %(numbers)s") % {"code": row.code, "numbers": numbers})


def _people(codes: list[str], lock: bool) -> dict[str, Person]:
    found: dict[str, Person] = {}
    for start in range(0, len(codes), BATCH):
        rows = Person.objects.filter(code__in=codes[start : start + BATCH]).order_by("pk")
        found |= {person.code: person for person in (rows.select_for_update() if lock else rows)}
    return found


def _decide(row: Wanted, history: History, scope: Scope, changes: Changes) -> RowPlan:
    """Decisions of a faulty row are never gathered: they go into changes of its own, which are dropped."""
    own = Changes()
    try:
        kind, said = _changes_of(row, history, scope, own) if not row.faults else ("", [])
    except Refused as refused:
        row.faults.append(sentence(refused))
    if row.faults:
        return RowPlan(row.number, row.code, row.name, RowKind.FAULT, faults=tuple(row.faults))
    for name, gathered in vars(own).items():
        getattr(changes, name).extend(gathered)
    return RowPlan(row.number, row.code, row.name, kind, tuple(said))


def _changes_of(row: Wanted, history: History, scope: Scope, changes: Changes) -> tuple[str, list[Change]]:
    person, since = history.person, row.since or scope.day
    said = _correct(row, history, scope, changes)
    here, status = history.here, history.status
    if here is None:
        if row.unit is None and len(scope.units) > 1:
            raise Refused(_("Thiếu đơn vị"), way_out=_("Người mới cần ghi đơn vị sinh hoạt"))
        unit = row.unit or scope.unit
        rules.check_can_join(history, unit, since=since, at=scope.at)
        membership = changes.begin(history, unit, since=since, status=row.status or Status.FULL)
        label = str(Status(row.status or Status.FULL).label)
        said += [
            Change(Column.UNIT, "", membership.unit.name),
            Change(Column.STATUS, "", label),
            Change(Column.SINCE, "", day_text(since)),
        ]
        return RowKind.NEW, said
    if here.unit_id not in scope.kept:
        raise Refused(
            _("%(person)s đang sinh hoạt tại %(unit)s, ngoài phạm vi đồng chí phụ trách")
            % {"person": person.name, "unit": here.unit.name}
        )
    kind = RowKind.CHANGED if said else RowKind.SAME
    if row.unit and row.unit.pk != here.unit_id:
        rules.check_can_transfer(history, row.unit, on=since, at=scope.at)
        changes.move(history, row.unit, on=since)
        said += [Change(Column.UNIT, here.unit.name, row.unit.name), Change(Column.SINCE, "", day_text(since))]
        kind = RowKind.MOVED
    if row.status and status and row.status != status.status:
        rules.check_can_set_status(history, row.status, since=since, at=scope.at)
        said.append(Change(Column.STATUS, str(status.get_status_display()), str(Status(row.status).label)))
        changes.restate(history, row.status, since=since)
        kind = kind if kind == RowKind.MOVED else RowKind.CHANGED
    return kind, said


def _correct(row: Wanted, history: History, scope: Scope, changes: Changes) -> list[Change]:
    """What the file says otherwise of the person; a blank cell says nothing."""
    person = history.person
    rules.check_not_merged(person)
    details = {"name": row.name, "birth_year": row.birth_year or person.birth_year, "phone": row.phone or person.phone}
    if person.pk and fuzz.ratio(unaccent(row.name), person.search_key) < ANOTHER:
        raise Refused(
            _("Trong danh sách, số %(code)s là của %(name)s, họ tên khác hẳn")
            % {"code": row.code, "name": person.name},
            way_out=_("Kiểm tra lại số; nếu đúng là một người, sửa họ tên trên trang của người ấy trước"),
        )
    rules.check_details(code=row.code, at=scope.at, **details)  # type: ignore[arg-type]
    said = [
        Change(column, str(getattr(person, column) or ""), str(new))
        for column, new in details.items()
        if new and getattr(person, column) != new
    ]
    if said:
        for column, new in details.items():
            setattr(person, column, new)
        (changes.corrected if person.pk else changes.new_people).append(person.set_keys())
    return said
