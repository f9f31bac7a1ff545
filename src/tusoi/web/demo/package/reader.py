"""Read a package and find every fault of it in one go. `load` is for those who want a package without faults."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from django.utils.translation import gettext as _
from pydantic import BaseModel, ValidationError

from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.rulebook.actions import available
from tusoi.foundation.rulebook.procedure import Procedure
from tusoi.web.demo.package.about import FORMAT, About, Round
from tusoi.web.demo.package.checks import cross_checks
from tusoi.web.demo.package.faults import Fault, PackageFaulty
from tusoi.web.demo.package.fields import Ref, Row, is_code, tidy
from tusoi.web.demo.package.following import find_before, go_on_from, keys_before, taken_before
from tusoi.web.demo.package.package import FILES, KEYS, TOML_FILES, Package, columns_of, optional_of
from tusoi.web.demo.package.sheets import Sheet, read_sheet, read_text

Toml = TypeVar("Toml", About, Round)


@dataclass
class Reading:
    """A package with all its faults, sorted by file, row and column."""

    package: Package
    faults: list[Fault] = field(default_factory=list)


def load(folder: Path, *, earlier: Sequence[Package] = ()) -> Package:
    """The package in a folder. earlier: those already read, which it may follow. Raises PackageFaulty with every fault."""
    reading = read(folder, earlier=earlier)
    if reading.faults:
        raise PackageFaulty(folder, reading.faults)
    return reading.package


def read(folder: Path, *, earlier: Sequence[Package] = (), above: tuple[Path, ...] = ()) -> Reading:
    """Read what can be read and collect every fault; never raises for what is in the folder.

    A package that follows another is read together with it: one of `earlier`, or the folder of that name beside this one.
    above: the folders of the packages that are being read because they follow this one.
    """
    reading = Reading(Package(folder, About.unknown()))
    if not folder.is_dir():
        reading.faults.append(Fault(folder.name, 0, "", _("Không có thư mục này"), _("một thư mục gói dữ liệu")))
        return reading
    about = _read_toml(reading, "package.toml", About)
    if about:
        reading.package.about = about
        reading.package.procedure = _procedure(reading, about.procedure)
    reading.package.round = _read_toml(reading, "round.toml", Round)
    sheets = {
        file: read_sheet(folder / file, columns_of(spec.model), optional=optional_of(spec.model))
        for file, spec in FILES.items()
        if (folder / file).exists()
    }
    for file, sheet in sheets.items():
        reading.faults.extend(sheet.faults)
        setattr(reading.package, FILES[file].attribute, list(_rows(reading, sheet)))
    if reading.package.about.follows:
        above = (*above, folder.resolve())
        before, faults = find_before(
            reading.package.about.follows.package,
            above,
            earlier,
            lambda where: read(where, earlier=earlier, above=above),
        )
        reading.faults.extend(faults)
        if before is None:  # everything it names would be a fault of its own
            reading.faults = sorted(set(reading.faults))
            return reading
        go_on_from(before, reading.package)
    reading.faults.extend(_strangers(reading.package))
    reading.faults.extend(_unmarked(reading.package.about.notice, sheets.values()))
    reading.faults.extend(_repeated(reading.package))
    reading.faults.extend(_dangling(reading.package, sheets))
    reading.faults.extend(cross_checks(reading.package))
    reading.faults = sorted(set(reading.faults))
    return reading


def _read_toml(reading: Reading, name: str, model: type[Toml]) -> Toml | None:
    path = reading.package.folder / name
    if not path.exists():
        if TOML_FILES[name]:
            reading.faults.append(
                Fault(name, 0, "", _("Thiếu tệp %(file)s") % {"file": name}, _("xem docs/package-format.md"))
            )
        return None
    text, fault = read_text(path)
    if fault:
        reading.faults.append(fault)
        return None
    try:
        return model.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        row = int(line[1]) if line else text.count("\n") + 1
        reading.faults.append(Fault(name, row, "", _("Tệp TOML viết sai"), _("dạng khóa = giá trị")))
    except ValidationError as error:
        for column, wrong, expected in _sentences(error):
            reading.faults.append(Fault(name, _line_of(text, column), column, wrong, expected))
    return None


def _procedure(reading: Reading, code: str) -> Procedure | None:
    """The procedure that the package follows, as it ships with the program."""
    try:
        known = available()
    except Refused as refused:
        reading.faults.append(Fault("package.toml", 0, "procedure", str(refused.reason), ""))
        return None
    if code not in known:
        wrong = _("Không có quy trình “%(code)s”") % {"code": code}
        reading.faults.append(Fault("package.toml", 0, "procedure", wrong, ", ".join(known)))
    return known.get(code)


def _line_of(text: str, column: str) -> int:
    """The line of a TOML file where a key stands; 1 where it is missing."""
    key = re.compile(rf"\s*{re.escape(column.rsplit('.', 1)[-1])}\s*=")
    return next((number for number, line in enumerate(text.splitlines(), start=1) if key.match(line)), 1)


def _rows(reading: Reading, sheet: Sheet) -> Iterator[Row]:
    model = FILES[sheet.file].model
    for number, cells in sheet.rows:
        try:
            yield model.model_validate({**cells, "row": number})
        except ValidationError as error:
            for column, wrong, expected in _sentences(error):
                reading.faults.append(Fault(sheet.file, number, column, wrong, expected))


def _sentences(error: ValidationError) -> Iterator[tuple[str, str, str]]:
    """(column, what is wrong, what was expected) for each error, in Vietnamese."""
    for one in error.errors(include_url=False):
        column = ".".join(str(part) for part in one["loc"])
        context: dict[str, Any] = one.get("ctx", {})
        value = str(one.get("input", ""))[:40]
        kind = one["type"]
        if kind == "cell":
            yield column, str(context["wrong"]), str(context["expected"])
        elif kind == "missing":
            yield column, _("Thiếu “%(column)s”") % {"column": column}, _("xem docs/package-format.md")
        elif kind == "extra_forbidden":
            yield column, _("Khóa lạ “%(column)s”") % {"column": column}, _("xem docs/package-format.md")
        elif kind in {"string_too_short", "too_short"}:
            yield column, _("Ô trống"), _("một giá trị")
        elif kind in {"string_too_long", "too_long"}:
            yield column, _("Ô quá dài"), _("không quá %(most)s ký tự") % {"most": context["max_length"]}
        elif kind == "enum":
            yield column, _("Không hiểu “%(value)s”") % {"value": value}, _options(str(context["expected"]))
        elif kind == "literal_error" and column == "format":
            yield column, _("Không đọc được định dạng số %(value)s") % {"value": value}, str(FORMAT)
        elif kind.startswith("int"):
            yield column, _("“%(value)s” không phải là số nguyên") % {"value": value}, _("số nguyên như 12")
        elif kind == "greater_than_equal":
            yield (
                column,
                _("Số %(value)s quá nhỏ") % {"value": value},
                _("từ %(least)s trở lên") % {"least": context["ge"]},
            )
        elif kind == "less_than_equal":
            yield (
                column,
                _("Số %(value)s quá lớn") % {"value": value},
                _("không quá %(most)s") % {"most": context["le"]},
            )
        else:
            yield column, _("Giá trị “%(value)s” sai kiểu") % {"value": value}, _("xem docs/package-format.md")


def _options(expected: str) -> str:
    return expected.replace("'", "").replace(" or ", ", ")


def _strangers(package: Package) -> Iterator[Fault]:
    """Files that are missing, and files that the format does not know (a slip of the pen would be ignored otherwise)."""
    folder = package.folder
    for file, spec in FILES.items():
        needed = spec.required and not (spec.inherited and package.before)
        if needed and not (folder / file).exists():
            yield Fault(file, 0, "", _("Thiếu tệp %(file)s") % {"file": file}, _("xem docs/package-format.md"))
    for path in sorted(folder.iterdir()):
        known = path.name in FILES or path.name in TOML_FILES or path.suffix.lower() not in {".csv", ".toml"}
        if not known:
            yield Fault(path.name, 0, "", _("Tệp lạ trong gói"), ", ".join([*TOML_FILES, *FILES]))


def _unmarked(notice: str, sheets: Iterable[Sheet]) -> Iterator[Fault]:
    """Sample data says so in every file."""
    if notice:
        for sheet in sheets:
            if not any(notice in note for note in sheet.notes):
                yield Fault(sheet.file, 1, "", _("Tệp không ghi dữ liệu là minh họa"), f"# {notice}")


def _repeated(package: Package) -> Iterator[Fault]:
    for file, spec in FILES.items():
        seen: dict[tuple[Any, ...], int] = {}
        taken = taken_before(package, file) if package.before else set()
        for row in package.own.get(spec.attribute, getattr(package, spec.attribute)):
            key = tuple(getattr(row, name) for name in row.key)
            if not key:
                continue
            column = spec.model.model_fields[row.key[-1]].alias or row.key[-1]
            if len(key) == 1 and key[0] in taken:
                wrong = _("“%(key)s” đã có trong gói trước") % {"key": key[0]}
                yield Fault(file, row.row, column, wrong, _("một mã khác"))
            elif key in seen:
                yield Fault(
                    file,
                    row.row,
                    column,
                    _("“%(key)s” đã có ở dòng %(row)s")
                    % {"key": ", ".join(str(part) for part in key), "row": seen[key]},
                    _("mỗi mục một dòng"),
                )
            else:
                seen[key] = row.row


def _dangling(package: Package, sheets: dict[str, Sheet]) -> Iterator[Fault]:
    """Codes that name no row. Keys are taken from the text, so that a faulty row is not missed a second time."""
    known = {
        target: {tidy(cells[column]) for file, column in holders if file in sheets for _row, cells in sheets[file].rows}
        | keys_before(package, target)
        for target, holders in KEYS.items()
        if not any(_unreadable(package, file, sheets) for file, _column in holders)
    }
    for file, row, column, ref, value in _named(package, sheets):
        if ref.file in known and value not in known[ref.file]:
            files = _(" hoặc ").join(dict.fromkeys(holder for holder, _column in KEYS[ref.file]))
            wrong = _("Không có “%(code)s”") % {"code": value}
            yield Fault(file, row, column, wrong, _("một mã có trong %(file)s") % {"file": files})


def _named(package: Package, sheets: dict[str, Sheet]) -> Iterator[tuple[str, int, str, Ref, str]]:
    """(file, row, column, whose key, code) of every code that is named, also in rows with another fault."""
    for file, sheet in sheets.items():
        refs = [
            (info.alias or name, ref)
            for name, info in FILES[file].model.model_fields.items()
            for ref in info.metadata
            if isinstance(ref, Ref)
        ]
        for row, cells in sheet.rows:
            for column, ref in refs:
                if is_code(value := tidy(cells[column])):
                    yield file, row, column, ref, value
    tables: list[tuple[str, BaseModel]] = []
    if package.about.code:
        tables += [("package.toml", package.about), ("package.toml", package.about.actors)]
    if package.about.follows:
        tables.append(("package.toml", package.about.follows))
    if package.round:
        tables.append(("round.toml", package.round))
    for file, table in tables:
        for column, ref, value in _references(table):
            yield file, 0, column, ref, value


def _unreadable(package: Package, file: str, sheets: dict[str, Sheet]) -> bool:
    """Its own fault is enough: not one more for every row that names it."""
    if file not in sheets:
        return FILES[file].required and package.before is None
    return bool(sheets[file].faults) and not sheets[file].rows


def _references(table: BaseModel) -> Iterator[tuple[str, Ref, str]]:
    for name, info in type(table).model_fields.items():
        for ref in info.metadata:
            if isinstance(ref, Ref):
                value = getattr(table, name)
                for code in value if isinstance(value, tuple) else (value,):
                    if code:
                        yield info.alias or name, ref, code
