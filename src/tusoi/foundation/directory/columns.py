"""Which column is which: headings as offices write them, with or without accents."""

import re
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tusoi.foundation.directory.sheets import Sheet
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.kernel.vietnamese import unaccent

HEADINGS_WITHIN = 15  # rows of titles that may stand above the headings


class Column(StrEnum):
    CODE = "code"
    NAME = "name"
    FAMILY = "family"
    BIRTH = "birth_year"
    PHONE = "phone"
    UNIT = "unit"
    STATUS = "status"
    SINCE = "since"


LABELS: dict[str, str | Promise] = {
    Column.CODE: gettext_lazy("Số trong danh sách"),
    Column.NAME: gettext_lazy("Họ và tên"),
    Column.FAMILY: gettext_lazy("Họ và tên đệm"),
    Column.BIRTH: gettext_lazy("Năm sinh"),
    Column.PHONE: gettext_lazy("Điện thoại"),
    Column.UNIT: gettext_lazy("Đơn vị"),
    Column.STATUS: gettext_lazy("Tình trạng"),
    Column.SINCE: gettext_lazy("Từ ngày"),
}
WRITTEN = {
    Column.CODE: "so|ma|ma so|so trong danh sach|so danh sach|so the|so the dang|so the dang vien|so dang vien|ma dang vien"
    "|ma dv|so hieu|so hieu dang vien|code",
    Column.NAME: "ten|ho ten|ho va ten|ho va ten khai sinh|ho va ten dang vien|ho ten dang vien|ten dang vien|name",
    Column.FAMILY: "ho|ho dem|ho lot|ho va dem|ho va ten dem|ho ten dem|ho va chu dem|ho va ten lot",
    Column.BIRTH: "nam sinh|sinh nam|ngay sinh|ngay thang nam sinh|birth year",
    Column.PHONE: "dien thoai|so dien thoai|dt|sdt|so dt|di dong|dien thoai di dong|so di dong|phone",
    Column.UNIT: "don vi|ma don vi|ten don vi|don vi sinh hoat|noi sinh hoat|sinh hoat tai|chi bo|dang bo|chi bo sinh hoat"
    "|to chuc dang|unit",
    Column.STATUS: "tinh trang|trang thai|tinh trang dang vien|loai dang vien|status",
    Column.SINCE: "tu ngay|ngay|ngay vao|ngay den|ngay chuyen den|sinh hoat tu ngay|ngay bat dau|tu|since",
}
KNOWN = {text: column for column, texts in WRITTEN.items() for text in texts.split("|")}


@dataclass(frozen=True)
class Table:
    """The headings with what each was taken for ("" where it is left out), and the rows that are not blank, by their number in the file."""

    headings: list[tuple[str, str]]
    rows: list[tuple[int, dict[str, str]]]


def meaning(heading: str) -> str:
    """The column that a heading names: "Số thẻ (*)" is the number; '' for none."""
    plain = re.sub(r"\(.*?\)|[^a-z0-9 ]", " ", unaccent(heading))
    return KNOWN.get(" ".join(plain.split()), "")


def recognise(sheets: list[Sheet]) -> Table:
    """The first sheet with a row of headings that names at least number and name. Raises Refused with what was found instead."""
    best: list[str] = []
    for sheet in sheets:
        for number, row in enumerate(sheet.rows[:HEADINGS_WITHIN]):
            found = [meaning(cell) for cell in row]
            if {Column.CODE, Column.NAME} <= set(found):
                return _table(sheet, number, found)
            if any(found) or not best:
                best = [cell for cell in row if cell] or best
    raise Refused(
        _("Không thấy dòng tiêu đề có cả cột “Số” và cột “Họ và tên”"),
        way_out=_("Tệp có: %(headings)s. Đặt tiêu đề như trong tệp mẫu") % {"headings": ", ".join(best)[:200] or "…"},
    )


def _table(sheet: Sheet, top: int, found: list[str]) -> Table:
    first = [column if column not in found[:place] else "" for place, column in enumerate(found)]
    filled = [list(row) for row in sheet.rows]
    down = {Column.UNIT, Column.STATUS, Column.SINCE}  # merged cells of these stand for every row they span
    for start, end, place in sheet.merged:
        if start > top and place < len(first) and first[place] in down:
            for row in filled[start + 1 : end + 1]:
                if place < len(row):
                    row[place] = filled[start][place]
    rows = []
    for number, cells in enumerate(filled[top + 1 :], start=top + 2):
        named = {column: cell for column, cell in zip(first, cells, strict=False) if column}
        own = {column for column, cell in named.items() if cell}
        if own and not (own <= down and not any(sheet.rows[number - 1])):
            rows.append((number, named))
    headings = [(heading, column) for heading, column in zip(sheet.rows[top], first, strict=True) if heading]
    return Table(headings, rows)
