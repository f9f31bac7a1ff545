"""How a paper looks, by edition of the guidance on format. Every value is data, with its source and how sure it is."""

import tomllib
from dataclasses import dataclass, field, fields
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

EDITIONS = Path(__file__).parent / "editions"


class Mark(StrEnum):
    """How sure a value is: read in the text itself; taken from papers and tools that apply it; our assumption."""

    READ = "read"
    APPLIED = "applied"
    ASSUMED = "assumed"


@dataclass(frozen=True)
class Provenance:
    mark: Mark
    source: str


@dataclass(frozen=True)
class Layout:
    """Lengths in millimetres, sizes and spacing in points."""

    code: str
    name: str
    since: date
    font: str
    margin_top_mm: float
    margin_bottom_mm: float
    margin_left_mm: float
    margin_right_mm: float
    body_pt: float
    line_pt: float
    paragraph_after_pt: float
    first_line_mm: float
    page_number_pt: float
    party_title: str
    party_title_pt: float
    head_pt: float
    star: str
    number_form: str  # {number} has at least two digits; {symbol} is BC/ĐU
    zero_months: int  # months up to this one are written with a leading zero, as days below 10 always are
    kind_pt: float
    subject_pt: float
    subject_rule: str
    letter_subject_pt: float
    base_form: str
    base_end: str
    base_last_end: str
    heading_1: str
    heading_1_caps: bool
    heading_2: str
    heading_3: str
    bullet: str
    capacity_pt: float
    signature_gap_lines: int
    recipients_title: str
    recipients_pt: float
    recipients_form: str
    recipients_end: str
    recipients_last_end: str
    draft_mark: str
    provenance: dict[str, Provenance] = field(compare=False)

    def number_line(self, number: int | None, symbol: str) -> str:
        """'Số 05-BC/ĐU'; without a number, room to write one; '' for a paper without a symbol."""
        if not symbol:
            return ""
        return self.number_form.format(number="      " if number is None else f"{number:02d}", symbol=symbol)

    def date_line(self, place: str, day: date | None) -> str:
        """'Bình Thủy, ngày 05 tháng 02 năm 2012'; without a day, dots to fill in."""
        if day is None:
            return f"{place}, ngày … tháng … năm ……"
        month = f"{day.month:02d}" if day.month <= self.zero_months else str(day.month)
        return f"{place}, ngày {day.day:02d} tháng {month} năm {day.year}"

    def assumptions(self) -> list[str]:
        """Names of the values that nobody has read in the guidance itself."""
        return [name for name, origin in self.provenance.items() if origin.mark is not Mark.READ]


def _read(path: Path) -> Layout:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    values: dict[str, Any] = {"code": path.stem, "name": data["name"], "since": data["since"]}
    provenance: dict[str, Provenance] = {}
    for group in data["layout"]:
        for name, value in group["values"].items():
            if name in values:
                raise ValueError(f"{path.name}: {name} is given twice")
            values[name] = value
            provenance[name] = Provenance(Mark(group["mark"]), group["source"])
    wanted = {entry.name for entry in fields(Layout)} - {"provenance"}
    if set(values) != wanted:
        raise ValueError(f"{path.name}: missing or unknown: {sorted(set(values) ^ wanted)}")
    return Layout(**values, provenance=provenance)


@cache
def editions() -> dict[str, Layout]:
    """All editions by code, the oldest first."""
    found = (_read(path) for path in EDITIONS.glob("hd-*.toml"))
    return {layout.code: layout for layout in sorted(found, key=lambda layout: layout.since)}


def edition_on(day: date) -> Layout:
    """The edition in force that day; the oldest one before all of them."""
    in_force = [layout for layout in editions().values() if layout.since <= day]
    return in_force[-1] if in_force else next(iter(editions().values()))
