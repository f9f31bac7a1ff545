"""From the bytes of a file to rows of text, with every way in which a file can be broken said in a sentence."""

import csv
import io
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _

from tusoi.web.demo.package.faults import Fault
from tusoi.web.demo.package.fields import LONGEST_CELL

LARGEST_FILE = 20 * 1024 * 1024
MOST_ROWS = 200_000
MARK = "#"
WRONG_DELIMITERS = {";": "dấu chấm phẩy", "\t": "dấu tab", "|": "dấu gạch đứng"}


@dataclass
class Sheet:
    """A CSV file as text: (row number, column -> cell). `notes` are the lines that begin with #."""

    file: str
    rows: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def add(self, row: int, column: str, wrong: str, expected: str = "") -> None:
        self.faults.append(Fault(self.file, row, column, wrong, expected))


def read_text(path: Path) -> tuple[str, Fault | None]:
    """The text of a file, without a byte order mark; or the fault that says why it cannot be read as text."""
    name = path.name
    try:
        if path.is_symlink() or not path.is_file():
            return "", Fault(name, 0, "", _("Không phải là tệp"), _("một tệp văn bản"))
        size = path.stat().st_size
        if size > LARGEST_FILE:
            return "", Fault(
                name,
                0,
                "",
                _("Tệp quá lớn: %(size)s byte") % {"size": size},
                _("không quá %(most)s byte") % {"most": LARGEST_FILE},
            )
        data = path.read_bytes()
    except OSError as error:
        return "", Fault(name, 0, "", _("Không mở được tệp: %(why)s") % {"why": error.strerror}, _("tệp đọc được"))
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in data:
        return "", Fault(name, 1, "", _("Tệp không phải là văn bản UTF-8"), _("tệp CSV UTF-8 (bảng tính: “CSV UTF-8”)"))
    try:
        return data.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + 1
        return "", Fault(
            name, row, "", _("Tệp không phải là văn bản UTF-8"), _("tệp CSV UTF-8 (bảng tính: “CSV UTF-8”)")
        )


def read_sheet(path: Path, columns: list[str], *, optional: Collection[str] = ()) -> Sheet:
    """Read a CSV file whose header must name exactly these columns, in any order; `optional` ones may be left out."""
    sheet = Sheet(path.name)
    text, fault = read_text(path)
    if fault:
        sheet.faults.append(fault)
        return sheet
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    header: list[str] | None = None
    number = 0
    try:
        for number, cells in enumerate(lines, start=1):
            if not any(cell.strip() for cell in cells):
                continue
            if cells[0].lstrip().startswith(MARK):
                sheet.notes.append(cells[0].strip())
            elif header is None:
                header = _header(sheet, number, cells, columns, optional)
                if header is None:
                    return sheet
            elif not _take(sheet, number, cells, header):
                break
    except csv.Error as error:
        sheet.add(
            number + 1,
            "",
            _("Không đọc được dòng: %(why)s") % {"why": _why(error)},
            _("mỗi ô có dấu phẩy, dấu nháy hay xuống dòng đặt trong dấu nháy kép"),
        )
    if header is None and not sheet.faults:
        sheet.add(1, "", _("Thiếu dòng tiêu đề"), ", ".join(columns))
    return sheet


def _why(error: csv.Error) -> str:
    text = str(error)
    if "unexpected end" in text:
        return _("dấu nháy kép mở mà không đóng")
    if "field larger" in text:
        return _("ô quá dài")
    return _("dấu nháy kép đặt sai chỗ")


def _header(
    sheet: Sheet, number: int, cells: list[str], columns: list[str], optional: Collection[str]
) -> list[str] | None:
    """The names in the header row, or None (with faults) where the file cannot be read by them."""
    names = [cell.strip().casefold() for cell in cells]
    while names and not names[-1]:
        names.pop()
    if len(names) == 1 and len(columns) > 1:
        for delimiter, called in WRONG_DELIMITERS.items():
            if delimiter in names[0]:
                sheet.add(number, "", _("Các cột ngăn bằng %(what)s") % {"what": called}, _("dấu phẩy"))
                return None
    expected = ", ".join(columns)
    found = False
    for column in columns:
        if column not in names and column not in optional:
            sheet.add(number, column, _("Dòng tiêu đề thiếu cột “%(column)s”") % {"column": column}, expected)
            found = True
    for name in dict.fromkeys(names):
        if name not in columns:
            sheet.add(number, name, _("Cột lạ “%(column)s”") % {"column": name}, expected)
            found = True
        elif names.count(name) > 1:
            sheet.add(number, name, _("Cột “%(column)s” có hai lần") % {"column": name}, _("mỗi cột một lần"))
            found = True
    return None if found else names


def _take(sheet: Sheet, number: int, cells: list[str], header: list[str]) -> bool:
    """Put one row to the sheet; False where reading must stop."""
    if len(sheet.rows) >= MOST_ROWS:
        sheet.add(number, "", _("Tệp có quá nhiều dòng"), _("không quá %(most)s dòng") % {"most": MOST_ROWS})
        return False
    while len(cells) > len(header) and not cells[-1].strip():
        cells.pop()
    if len(cells) != len(header):
        sheet.add(
            number, "", _("Dòng có %(count)s ô") % {"count": len(cells)}, _("%(count)s ô") % {"count": len(header)}
        )
        return True
    too_long = [name for name, cell in zip(header, cells, strict=True) if len(cell) > LONGEST_CELL]
    for name in too_long:
        sheet.add(number, name, _("Ô quá dài"), _("không quá %(most)s ký tự") % {"most": LONGEST_CELL})
    if not too_long:
        sheet.rows.append((number, dict(zip(header, cells, strict=True))))
    return True
