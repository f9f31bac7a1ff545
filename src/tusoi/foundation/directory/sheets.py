"""Read a spreadsheet of an office as plain text: .xlsx, .ods and .xls through calamine, .csv in whatever an office saves.

Every cell becomes the text a person sees: a number keeps no ".0", a day is written dd/mm/yyyy, letters are composed.
"""

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.kernel.vietnamese import tidy

LARGEST = 10 * 1024 * 1024
UNPACKED = 200 * 1024 * 1024
MOST_ROWS = 20_000
WORKBOOKS = (".xlsx", ".ods", ".xls", ".xlsm")
TEXTS = (".csv", ".txt", ".tsv")
CODINGS = ("utf-8", "cp1258")  # strict UTF-8 first: hardly any text in another coding passes for it

Row = list[str]


@dataclass(frozen=True)
class Sheet:
    """Rows as text, the first one of the file first. merged: (top, bottom, column) of cells merged downwards, from 0."""

    rows: list[Row]
    merged: tuple[tuple[int, int, int], ...] = ()


def read_file(name: str, content: bytes) -> list[Sheet]:
    """Every sheet of a file. Raises Refused, in words, for what cannot be read."""
    ending = name[name.rfind(".") :].casefold() if "." in name else ""
    if len(content) > LARGEST:
        raise Refused(_("Tệp lớn quá 10 MB"), way_out=_("Chỉ để lại trang danh sách rồi lưu lại"))
    if not content:
        raise Refused(_("Tệp rỗng"))
    if ending in TEXTS:
        sheets = [Sheet(_rows_of(_decode(content)))]
    elif ending in WORKBOOKS:
        sheets = _workbook(content)
    else:
        raise Refused(_("Không đọc được loại tệp này"), way_out=_("Lưu thành .xlsx, .ods hoặc .csv rồi tải lên"))
    if any(len(sheet.rows) > MOST_ROWS for sheet in sheets):
        raise Refused(_("Tệp có quá 20.000 dòng"), way_out=_("Tách theo đơn vị rồi nhập từng tệp"))
    return sheets


def _decode(content: bytes) -> str:
    """As offices save it: with a mark in front (UTF-8, UTF-16), or UTF-8, or the Vietnamese code page of old Windows."""
    if content.startswith(b"\xef\xbb\xbf"):
        tries: Sequence[str] = ("utf-8-sig",)
    elif content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        tries = ("utf-16",)
    elif content[:400].count(b"\0") > len(content[:400]) // 4:
        tries = ("utf-16-le" if content[1:2] == b"\0" else "utf-16-be",)
    else:
        tries = CODINGS
    for coding in tries:
        try:
            return content.decode(coding)
        except UnicodeDecodeError:
            continue
    raise Refused(_("Không đọc được chữ trong tệp"), way_out=_("Lưu lại thành “CSV UTF-8” hoặc .xlsx"))


def _rows_of(text: str) -> list[Row]:
    lines = text.splitlines()
    if lines and lines[0].casefold().startswith("sep="):
        text = "\n" + "\n".join(lines[1:])  # the line stays counted
    sample = "\n".join(lines[:20])
    delimiter = max(";,\t|", key=sample.count)
    try:
        return [[tidy(cell) for cell in row] for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)]
    except csv.Error as error:
        raise Refused(_("Tệp CSV viết sai"), way_out=_("Lưu lại thành .xlsx rồi tải lên")) from error


def _workbook(content: bytes) -> list[Sheet]:
    try:
        if zipfile.is_zipfile(io.BytesIO(content)):
            with zipfile.ZipFile(io.BytesIO(content)) as packed:
                if sum(part.file_size for part in packed.infolist()) > UNPACKED:
                    raise Refused(_("Tệp bung ra quá lớn"), way_out=_("Chỉ để lại trang danh sách rồi lưu lại"))
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return [_sheet(book.get_sheet_by_name(name)) for name in book.sheet_names]
    except PasswordError as error:
        raise Refused(_("Tệp có mật khẩu"), way_out=_("Bỏ mật khẩu, lưu lại rồi tải lên")) from error
    except (CalamineError, zipfile.BadZipFile, OSError, ValueError) as error:
        raise Refused(_("Tệp hỏng hoặc không phải bảng tính"), way_out=_("Mở tệp, lưu lại rồi tải lên")) from error


def _sheet(sheet: CalamineSheet) -> Sheet:
    if sheet.total_height > MOST_ROWS * 3:  # a stray mark far below makes a sheet of a million empty rows
        raise Refused(_("Tệp có quá 20.000 dòng"), way_out=_("Xóa các dòng trống ở cuối, hoặc tách theo đơn vị"))
    rows = [[text_of(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    while rows and not any(rows[-1]):
        rows.pop()
    return Sheet(rows, tuple(_merged(sheet)))


def _merged(sheet: CalamineSheet) -> Iterator[tuple[int, int, int]]:
    for (top, left), (bottom, _right) in sheet.merged_cell_ranges or []:
        if bottom > top:
            yield top, bottom, left


def text_of(cell: object) -> str:
    """What a person sees in the cell: 12345.0 is 12345, a day is 29/07/2012."""
    if isinstance(cell, datetime | date):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return tidy(str(cell))
