"""Who issues a paper, worked out from a unit's name by a table: name in the head, code in the symbol, capacity, place."""

import tomllib
from dataclasses import dataclass
from functools import cache

from tusoi.foundation.directory.models import Unit
from tusoi.foundation.documents.layout import EDITIONS


@dataclass(frozen=True)
class Issuer:
    """above, name: the two lines of the head. code: "ĐU" in "BC/ĐU". capacity: "T/M ĐẢNG ỦY". place: "Long Tuyền"."""

    above: str
    name: str
    code: str
    capacity: str
    place: str


@dataclass(frozen=True)
class _Row:
    begins: str
    name: str
    code: str
    capacity: str
    place: str = "own"


@cache
def _table() -> tuple[_Row, ...]:
    data = tomllib.loads((EDITIONS / "issuers.toml").read_text(encoding="utf-8"))
    return tuple(sorted((_Row(**row) for row in data["issuer"]), key=lambda row: -len(row.begins)))


def _row_for(name: str) -> tuple[_Row, str]:
    row = next(row for row in _table() if name.casefold().startswith(row.begins.casefold()))
    return row, name[len(row.begins) :].strip()


def _initials(name: str) -> str:
    return "".join(word[0].upper() for word in name.split() if word[0].isalpha())


def _place_of(unit: Unit) -> str:
    row, rest = _row_for(unit.name)
    if row.place == "own" or unit.parent is None:
        return rest
    return _place_of(unit.parent)


def issuer_of(unit: Unit) -> Issuer:
    """The issuer for papers of this unit. A unit outside the table keeps its name; its code is made of initials."""
    row, rest = _row_for(unit.name)
    return Issuer(
        above=unit.parent.name if unit.parent else "",
        name=row.name.format(rest=rest).strip(),
        code=row.code or _initials(rest),
        capacity=row.capacity,
        place=_place_of(unit),
    )
