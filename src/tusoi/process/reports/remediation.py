"""The remediation table: each shortcoming with its cause, measure, owner and date, a row each. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, astuple, dataclass
from typing import Any

from django.utils.translation import gettext_lazy

MOST_ROWS = 200
LONGEST_CELL = 2000
FIELDS = {
    "shortcoming": gettext_lazy("Hạn chế, khuyết điểm"),
    "cause": gettext_lazy("Nguyên nhân"),
    "measure": gettext_lazy("Biện pháp khắc phục"),
    "owner": gettext_lazy("Người chịu trách nhiệm"),
    "due": gettext_lazy("Thời hạn"),
}


@dataclass(frozen=True)
class Row:
    """Every cell as it was written: a date too may be "quý IV/2012"."""

    shortcoming: str = ""
    cause: str = ""
    measure: str = ""
    owner: str = ""
    due: str = ""

    @property
    def is_blank(self) -> bool:
        return not any(astuple(self))

    @property
    def lacks(self) -> list[str]:
        """Names of the cells that are blank."""
        return [name for name, words in asdict(self).items() if not words]

    def as_data(self) -> dict[str, str]:
        return asdict(self)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Row":
        return cls(**{name: str(data.get(name, "")) for name in FIELDS})


def rows_from(data: Iterable[Mapping[str, Any]]) -> list[Row]:
    return [Row.from_data(row) for row in data]
