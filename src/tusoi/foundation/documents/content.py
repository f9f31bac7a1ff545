"""What a paper says, apart from how it looks: frozen dataclasses that go to JSON and back unchanged."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any, Literal


@dataclass(frozen=True)
class Heading:
    """Levels 1 to 3. Numbered by the layout (I-, 1., a)) unless `numbered` is false."""

    text: str
    level: int = 1
    numbered: bool = True


@dataclass(frozen=True)
class Paragraph:
    text: str
    bold: bool = False
    italic: bool = False
    align: Literal["justify", "center", "left", "right"] = "justify"


@dataclass(frozen=True)
class BulletList:
    items: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """Column names and rows of text. widths: shares of the line, one for each column; empty: equal ones."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...] = ()
    numeric: tuple[int, ...] = ()  # columns (from 0) that are set to the right

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("every row of a table has as many cells as there are columns")
        if self.widths and len(self.widths) != len(self.columns):
            raise ValueError("a table has one width for each column, or none")


@dataclass(frozen=True)
class KeyValue:
    """Lines such as "Họ và tên: …"."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class PageBreak:
    pass


@dataclass(frozen=True)
class Signatures:
    """Two signatures side by side, as under minutes: who wrote them, who was in the chair."""

    left_title: str
    left_name: str
    right_title: str
    right_name: str


Block = Heading | Paragraph | BulletList | Table | KeyValue | PageBreak | Signatures
_BLOCKS: dict[str, type[Block]] = {
    "heading": Heading,
    "paragraph": Paragraph,
    "bullets": BulletList,
    "table": Table,
    "key_value": KeyValue,
    "page_break": PageBreak,
    "signatures": Signatures,
}
_NAMES = {kind: name for name, kind in _BLOCKS.items()}


@dataclass(frozen=True)
class Signature:
    """capacity: "T/M BAN THƯỜNG VỤ" ("" for a person's own paper); title: "BÍ THƯ"; name as it is printed."""

    capacity: str
    title: str
    name: str


@dataclass(frozen=True)
class Paper:
    """One paper.

    edition: code of the layout ("hd-11-vptw-2004"). issuer_above, issuer: as in the head, any case. kind_name: "Báo cáo";
    "" for an official letter, whose subject then stands under the number. number None: not numbered yet.
    symbol: "BC/ĐU", or "" for a paper that bears no number. issued_on None: the day is left to be filled in.
    marks: lines such as "Dự thảo lần 1" under the number. banner: a line on every page, for sample data.
    form: a prescribed form, whose headings are printed as given (I. Ưu điểm) and not in capitals.
    """

    edition: str
    issuer_above: str
    issuer: str
    kind_name: str
    subject_line: str
    place: str
    issued_on: date | None = None
    number: int | None = None
    symbol: str = ""
    addressee: str = ""
    bases: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = field(default=())
    signature: Signature | None = None
    recipients: tuple[str, ...] = ()
    draft: bool = True
    marks: tuple[str, ...] = ()
    banner: str = ""
    form: bool = False


def to_data(paper: Paper) -> dict[str, Any]:
    """Plain data for JSON; `from_data` gives the same paper back."""
    data: dict[str, Any] = {}
    for entry in fields(Paper):
        value = getattr(paper, entry.name)
        if entry.name == "blocks":
            value = blocks_to_data(value)
        elif entry.name == "signature":
            value = _plain(value) if value else None
        elif isinstance(value, date):
            value = value.isoformat()
        data[entry.name] = _listed(value)
    return data


def blocks_to_data(blocks: Iterable[Block]) -> list[dict[str, Any]]:
    return [{"block": _NAMES[type(block)], **_plain(block)} for block in blocks]


def from_data(data: dict[str, Any]) -> Paper:
    """The paper that `to_data` wrote. Raises KeyError or TypeError for data of another shape."""
    values = {name: _tupled(value) for name, value in data.items() if name not in {"blocks", "signature"}}
    values["issued_on"] = date.fromisoformat(data["issued_on"]) if data["issued_on"] else None
    values["blocks"] = tuple(
        _BLOCKS[row["block"]](**{name: _tupled(value) for name, value in row.items() if name != "block"})
        for row in data["blocks"]
    )
    values["signature"] = Signature(**data["signature"]) if data["signature"] else None
    return Paper(**values)


def digest_of(data: dict[str, Any]) -> str:
    """SHA-256 of the content, independent of the order of keys."""
    return hashlib.sha256(json.dumps(data, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _plain(thing: Any) -> dict[str, Any]:
    return {entry.name: _listed(getattr(thing, entry.name)) for entry in fields(thing)}


def _listed(value: Any) -> Any:
    return [_listed(item) for item in value] if isinstance(value, (tuple, list)) else value


def _tupled(value: Any) -> Any:
    return tuple(_tupled(item) for item in value) if isinstance(value, list) else value
