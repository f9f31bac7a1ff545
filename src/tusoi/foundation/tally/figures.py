"""Read the counters: exact at every moment, in one query whatever the size of the tree."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, Value

from tusoi.foundation.tally.models import Counter, Delta
from tusoi.foundation.tally.paths import ancestors, end_of


@dataclass(frozen=True)
class Figure:
    """Two whole numbers, and how many of the missing are past their date. A rate is computed, never stored."""

    done: int = 0
    total: int = 0
    late: int = 0

    @property
    def missing(self) -> int:
        return self.total - self.done

    @property
    def percent(self) -> float:
        """0 to 100; 0 where the total is 0. For drawing a bar; people get the two numbers beside it."""
        return 100 * self.done / self.total if self.total else 0.0

    @property
    def complete(self) -> bool:
        return self.total > 0 and self.done >= self.total


def read(scope: int, paths: Sequence[str], *, on: date) -> dict[tuple[str, str], Figure]:
    """Figures of the units at `paths`, each with all below it, by (path, measure), as of the day `on`."""
    if not paths:
        return {}
    sums: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])

    def put(path: str, measure: str, due_on: date, done: int, total: int) -> None:
        cell = sums[(path, measure)]
        cell[0] += done
        cell[1] += total
        if due_on < on:
            cell[2] += total - done

    wanted = set(paths)
    columns = ("path", "measure", "due_on", "done", "total", "pending")
    folded = Counter.objects.filter(scope=scope, path__in=wanted).annotate(pending=Value(0))
    inside = Q(path__gte=min(paths), path__lt=max(end_of(path) for path in paths))
    deltas = Delta.objects.filter(inside, scope=scope).annotate(pending=Value(1))
    # One statement, so that a fold in between can neither hide a delta nor count it twice.
    rows = folded.values_list(*columns).union(deltas.values_list(*columns), all=True)
    for path, measure, due_on, done, total, pending in rows:
        for place in ancestors(path) if pending else [path]:
            if place in wanted:
                put(place, measure, due_on, done, total)
    return {key: Figure(*cell) for key, cell in sums.items()}


def everything_at(scope: int, path: str, *, on: date) -> dict[str, Figure]:
    """Every figure of one unit with all below it, by measure; those without a total are left out."""
    return {measure: figure for (_path, measure), figure in read(scope, [path], on=on).items() if figure.total}
