"""A package that follows another: the earlier one is found, and its organisation goes on with what changed in between."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from django.utils.translation import gettext as _

from tusoi.web.demo.package.faults import Fault
from tusoi.web.demo.package.fields import RollChange, Row
from tusoi.web.demo.package.following_rows import ChangeRow
from tusoi.web.demo.package.package import FILES, KEYS, Package
from tusoi.web.demo.package.rows import PersonRow

KEPT_APART = ("commitments.csv", "immediate.csv")  # codes that later packages go on naming


class Reading(Protocol):
    package: Package
    faults: list[Fault]


def find_before(
    code: str, above: Sequence[Path], earlier: Sequence[Package], read: Callable[[Path], Reading]
) -> tuple[Package | None, list[Fault]]:
    """The package with this code: of those given, or in the folder of that name beside the last of `above`.

    None with what is wrong; also where the packages follow one another in a circle.
    """
    found = next((one for one in earlier if one.about.code == code), None)
    if found is not None:
        return found, []
    where = above[-1].parent / code
    if where in above or not where.is_dir():
        wrong = _("Không thấy gói trước “%(code)s”") % {"code": code}
        expected = _("một thư mục %(code)s bên cạnh thư mục này, hoặc gói nêu trước trên dòng lệnh") % {"code": code}
        return None, [Fault("package.toml", 0, "follows.package", wrong, expected)]
    reading = read(where)
    if reading.faults or reading.package.about.code != code:
        wrong = _("Gói trước “%(code)s” có lỗi") % {"code": code}
        return None, [Fault("package.toml", 0, "follows.package", wrong, f"tusoi validate {where.name}")]
    return reading.package, []


def go_on_from(before: Package, package: Package) -> None:
    """Put the earlier organisation, as it stands when this campaign opens, before what this package adds."""
    package.before = before
    for spec in FILES.values():
        if spec.inherited:
            package.own[spec.attribute] = getattr(package, spec.attribute)
    changes = sorted(package.changes, key=lambda row: row.on)
    gone = {row.person for row in changes if row.act == RollChange.LEFT}
    unseated = {(row.collective, row.person) for row in changes if row.act == RollChange.UNSEATED}
    of: dict[str, list[ChangeRow]] = {}
    for row in changes:
        of.setdefault(row.person, []).append(row)
    package.levels = before.levels + package.levels
    package.units = before.units + package.units
    package.people = [_after(person, of.get(person.code, [])) for person in before.people] + package.people
    package.collectives = before.collectives + package.collectives
    package.accounts = before.accounts + package.accounts
    package.seats = [
        seat for seat in before.seats if seat.person not in gone and (seat.collective, seat.person) not in unseated
    ] + package.seats


def _after(person: PersonRow, changes: Sequence[ChangeRow]) -> PersonRow:
    """The row of the roll as it reads after the changes."""
    for change in changes:
        if change.act == RollChange.TRANSFERRED:
            person = person.model_copy(update={"unit": change.unit, "since": change.on})
        elif change.act == RollChange.STATUS:
            person = person.model_copy(update={"status": change.status})
        elif change.act == RollChange.LEFT:
            person = person.model_copy(update={"unit": "", "status": None, "since": None, "key_cadre": False})
    return person


def taken_before(package: Package, file: str) -> set[str]:
    """Codes of the packages before that rows of this file may not use again."""
    targets = [target for target, holders in KEYS.items() if file in {holder for holder, _column in holders}]
    return {code for target in targets for code in keys_before(package, target)}


def keys_before(package: Package, target: str) -> set[str]:
    """Codes of the packages before that this one may name."""
    found: set[str] = set()
    for file, column in KEYS.get(target, ()):
        spec = FILES[file]
        if spec.inherited or file in KEPT_APART:
            rows: list[Row] = [row for one in package.chain for row in getattr(one, spec.attribute)]
            found |= {getattr(row, column) for row in rows}
    return found
