"""A fault of a package: where it stands, what is wrong there, what was expected."""

from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _


@dataclass(frozen=True, order=True)
class Fault:
    """`row` counts as a spreadsheet does, the first line of the file being 1; 0 where the whole file is meant.

    `column` is the name in the header row (or the key in a TOML file); "" where the whole row is meant.
    """

    file: str
    row: int
    column: str
    wrong: str
    expected: str

    def __str__(self) -> str:
        place = ":".join([self.file, str(self.row or "-"), self.column or "-"])
        return f"{place}: {self.wrong}; {_('cần')} {self.expected}" if self.expected else f"{place}: {self.wrong}"


class PackageFaulty(Exception):
    """The package cannot be used; `faults` says why, all of it."""

    def __init__(self, folder: Path, faults: list[Fault]) -> None:
        super().__init__(_("Gói %(folder)s có %(count)s lỗi") % {"folder": folder, "count": len(faults)})
        self.folder = folder
        self.faults = faults
