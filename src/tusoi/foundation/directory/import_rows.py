"""One row of an office's spreadsheet, read: what it says of a person, or what is wrong with it in sentences."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from tusoi.foundation.directory.columns import LABELS, Column
from tusoi.foundation.directory.finding import UnitFinder
from tusoi.foundation.directory.models import Status, Unit
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.kernel.vietnamese import phone_key, tidy, unaccent

FIRST_SERIAL = date(1899, 12, 30)  # day 0 of spreadsheets
DAY = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})|(\d{4})-(\d{1,2})-(\d{1,2})")
ERRORS = ("#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!")
STATUSES = {unaccent(str(status.label)): status for status in Status} | {
    "chinh thuc": Status.FULL,
    "dang vien chinh thuc": Status.FULL,
    "du bi": Status.PROBATIONARY,
    "dang vien du bi": Status.PROBATIONARY,
    "mien": Status.EXCUSED,
    "mien sinh hoat": Status.EXCUSED,
    "mien cong tac": Status.EXCUSED,
    "mien cong tac va sinh hoat": Status.EXCUSED,
    "mien cong tac, sinh hoat": Status.EXCUSED,
    "duoc mien": Status.EXCUSED,
    "dinh chi": Status.SUSPENDED,
    "dinh chi sinh hoat": Status.SUSPENDED,
    "bi dinh chi": Status.SUSPENDED,
}


@dataclass
class Wanted:
    """What a row says. Empty where the cell is blank: a blank cell changes nothing."""

    number: int
    code: str = ""
    name: str = ""
    birth_year: int | None = None
    phone: str = ""
    unit: Unit | None = None
    status: str = ""
    since: date | None = None
    faults: list[str] = field(default_factory=list)


def day_of(text: str) -> date:
    """29/07/2012, 29-7-2012, 2012-07-29, or the number that spreadsheets keep for it. Raises Refused."""
    written = DAY.fullmatch(text.split(" ", maxsplit=1)[0])
    try:
        if written:
            d, m, y, year, month, day = (int(part) if part else 0 for part in written.groups())
            return date(y, m, d) if y else date(year, month, day)
        if text.isdecimal() and 10_000 <= int(text) <= 80_000:
            return FIRST_SERIAL + timedelta(days=int(text))
    except ValueError:
        raise Refused(_("Ngày “%(day)s” không có trong lịch") % {"day": text[:20]}) from None
    raise Refused(_("Ngày “%(day)s” không đúng dạng ngày/tháng/năm") % {"day": text[:20]})


def year_of(text: str) -> int:
    """The year of birth, from a year or a whole date. Raises Refused."""
    if text.isdecimal() and len(text) == 4:
        return int(text)
    return day_of(text).year


def status_of(text: str) -> str:
    """By its word, with or without accents. Raises Refused naming the words there are."""
    if status := STATUSES.get(unaccent(text)):
        return status.value
    words = ", ".join(str(status.label) for status in Status)
    raise Refused(
        _("Không có tình trạng “%(status)s”; ghi một trong: %(words)s") % {"status": text[:40], "words": words}
    )


def phone_of(text: str) -> str:
    """A spreadsheet that took the phone for a number lost its first zero."""
    return "0" + text if text.isdecimal() and len(phone_key(text)) == 9 else text


def read_row(number: int, cells: Mapping[str, str], finder: UnitFinder) -> Wanted:
    """Every fault of a row at once."""
    wanted = Wanted(number)
    for column, cell in cells.items():
        if cell in ERRORS:
            wanted.faults.append(
                _("Ô “%(column)s” báo lỗi công thức %(error)s") % {"column": LABELS[column], "error": cell}
            )
    text = {column: "" if cell in ERRORS else cell for column, cell in cells.items()}
    wanted.code = text.get(Column.CODE, "")
    wanted.name = tidy(f"{text.get(Column.FAMILY, '')} {text.get(Column.NAME, '')}")
    wanted.phone = phone_of(text.get(Column.PHONE, ""))
    readers: dict[str, tuple[str, Callable[[str], Any]]] = {
        Column.BIRTH: ("birth_year", year_of),
        Column.UNIT: ("unit", finder.find),
        Column.STATUS: ("status", status_of),
        Column.SINCE: ("since", day_of),
    }
    for column, (name, reader) in readers.items():
        if text.get(column):
            try:
                setattr(wanted, name, reader(text[column]))
            except Refused as refused:
                wanted.faults.append(sentence(refused))
    if not wanted.code:
        wanted.faults.append(_("Thiếu số trong danh sách"))
    if not wanted.name:
        wanted.faults.append(_("Thiếu họ tên"))
    return wanted


def sentence(refused: Refused) -> str:
    return ". ".join(str(part) for part in (refused.reason, refused.way_out) if part)
