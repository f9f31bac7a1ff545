"""How the bench measures: a pair of sides in turns, a database of its own, a table of the results (see bench.py)."""

import gc
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import django

Side = Callable[[], object]


@dataclass(frozen=True)
class Result:
    """One pair: the real thing and its floor, in milliseconds a turn."""

    what: str
    floor: str
    real_ms: list[float]
    floor_ms: list[float]

    @property
    def ratios(self) -> list[float]:
        return [real / floor for real, floor in zip(self.real_ms, self.floor_ms, strict=True)]

    def as_row(self) -> tuple[str, ...]:
        ratios = self.ratios
        return (
            self.what,
            self.floor,
            f"{statistics.median(ratios):.3g}",
            f"{min(ratios):.3g}–{max(ratios):.3g}",
            f"{statistics.median(self.real_ms):.3g}",
            f"{statistics.median(self.floor_ms):.3g}",
            str(len(ratios)),
        )

    def as_json(self) -> dict[str, Any]:
        return {"what": self.what, "floor": self.floor, "real_ms": self.real_ms, "floor_ms": self.floor_ms}


def grouped(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def in_turns(what: str, floor: str, *, real: Side, bare: Side, turns: int, often: int = 1) -> Result:
    """Time both sides alternately after one turn that does not count; `often`: calls that make one turn."""
    sides: tuple[tuple[Side, list[float]], ...] = ((real, []), (bare, []))
    for turn in range(turns + 1):
        for side, times in sides if turn % 2 else sides[::-1]:
            gc.collect()
            start = time.perf_counter()
            for _call in range(often):
                side()
            if turn:
                times.append((time.perf_counter() - start) * 1000 / often)
    return Result(what, floor, sides[0][1], sides[1][1])


@contextmanager
def own_database() -> Iterator[str]:
    """Django ready on a database of its own. Gives the engine's name and version."""
    with tempfile.TemporaryDirectory(prefix="tusoi-bench-") as folder:
        os.environ |= {"DJANGO_SETTINGS_MODULE": "tusoi.settings", "TUSOI_VAR": folder}
        django.setup()
        connection = import_module("django.db").connection
        test = import_module("django.test.utils")
        test.setup_test_environment(debug=False)
        name = connection.settings_dict["NAME"]
        connection.creation.create_test_db(verbosity=0, autoclobber=True)
        try:
            version = ".".join(str(part) for part in connection.get_database_version())
            yield f"{connection.display_name} {version}"
        finally:
            connection.creation.destroy_test_db(name, verbosity=0)
            test.teardown_test_environment()


def table(rows: list[tuple[str, ...]]) -> str:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(
        "  ".join(
            text.ljust(width) if column < 2 else text.rjust(width)
            for column, (text, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    )
