"""Add to the counters, fold what was added, rebuild all of it from the raw rows."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction

from tusoi.foundation.tally.models import NO_DUE_DATE, Counter, Delta, Relocation
from tusoi.foundation.tally.paths import ancestors

BATCH = 1000
FOREVER = date.fromisoformat(NO_DUE_DATE)


@dataclass(frozen=True)
class Raw:
    """One raw row as it counts: used by `recount` and by the test that pages equal a recount."""

    path: str
    measure: str
    done: int
    total: int
    due_on: date = FOREVER


def add(
    scope: int, path: str, measure: str, *, done: int = 0, total: int = 0, due_on: date | None = None, shard_id: int = 0
) -> None:
    """Insert one delta in the caller's transaction. due_on decides whether what is not done counts as late."""
    Delta.objects.create(
        scope=scope, path=path, measure=measure, done=done, total=total, due_on=due_on or FOREVER, shard_id=shard_id
    )


def add_all(scope: int, rows: Iterable[Raw]) -> int:
    """Insert the deltas of one act that touches many rows: one per path, measure and due date. Returns how many."""
    sums: dict[tuple[str, str, date], list[int]] = defaultdict(lambda: [0, 0])
    for row in rows:
        pair = sums[(row.path, row.measure, row.due_on)]
        pair[0] += row.done
        pair[1] += row.total
    deltas = [
        Delta(scope=scope, path=path, measure=measure, due_on=due_on, done=pair[0], total=pair[1])
        for (path, measure, due_on), pair in sums.items()
        if any(pair)
    ]
    Delta.objects.bulk_create(deltas, batch_size=500)
    return len(deltas)


def _sum_up(rows: Iterable[Raw]) -> dict[tuple[str, str, date], list[int]]:
    sums: dict[tuple[str, str, date], list[int]] = defaultdict(lambda: [0, 0])
    for row in rows:
        for path in ancestors(row.path):
            pair = sums[(path, row.measure, row.due_on)]
            pair[0] += row.done
            pair[1] += row.total
    return sums


@transaction.atomic
def fold(limit: int = 500) -> int:
    """Fold up to `limit` pending deltas into the counters, ancestors included. Returns how many.

    Only the worker calls this; a second one at the same time waits, and folds what the first one left. A few statements
    whatever the number of deltas, so that on SQLite the single writer is soon free again.
    """
    hold_counters()
    deltas = list(Delta.objects.order_by("id")[:limit])
    places = _Places({delta.scope for delta in deltas})
    by_scope: dict[int, list[Raw]] = defaultdict(list)
    for delta in deltas:
        path = places.now(delta.scope, delta.path)
        by_scope[delta.scope].append(Raw(path, delta.measure, delta.done, delta.total, delta.due_on))
    for scope, rows in by_scope.items():
        add_to_counters(scope, _sum_up(rows))
    Delta.objects.filter(pk__in=[delta.pk for delta in deltas]).delete()
    return len(deltas)


class _Places:
    """Where a path is today: a delta may have been written under one that its unit has left meanwhile."""

    def __init__(self, scopes: set[int]) -> None:
        self._moves: dict[int, list[tuple[str, str]]] = defaultdict(list)
        for scope, old, new in (
            Relocation.objects.filter(scope__in=scopes).order_by("id").values_list("scope", "old", "new")
        ):
            self._moves[scope].append((old, new))

    def now(self, scope: int, path: str) -> str:
        for old, new in self._moves.get(scope, ()):
            if path.startswith(old):
                path = new + path[len(old) :]
        return path


def add_to_counters(scope: int, sums: dict[tuple[str, str, date], list[int]]) -> None:
    """Read, add, write: nobody else writes counters while they are held."""
    known = Counter.objects.filter(scope=scope, path__in={path for path, _measure, _due_on in sums})
    for path, measure, due_on, done, total in known.values_list("path", "measure", "due_on", "done", "total"):
        if pair := sums.get((path, measure, due_on)):
            pair[0] += done
            pair[1] += total
    Counter.objects.bulk_create(
        [
            Counter(scope=scope, path=path, measure=measure, due_on=due_on, done=done, total=total)
            for (path, measure, due_on), (done, total) in sums.items()
        ],
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["scope", "path", "measure", "due_on"],
        update_fields=["done", "total"],
    )


@transaction.atomic
def recount(scope: int, rows: Iterable[Raw]) -> int:
    """Rebuild every counter of a scope from its raw rows; pending deltas go. Returns how many figures were wrong before.

    rows: read lazily, after new deltas were held back, so that no act falls between the raw rows and the counters.
    """
    hold_counters()
    hold_back_deltas()
    truth = {key: tuple(pair) for key, pair in _sum_up(rows).items() if any(pair)}
    before = {key: tuple(pair) for key, pair in _as_read(scope).items() if any(pair)}
    wrong = sum(1 for key in truth.keys() | before.keys() if truth.get(key) != before.get(key))
    Delta.objects.filter(scope=scope).delete()
    Counter.objects.filter(scope=scope).delete()
    Counter.objects.bulk_create(
        [
            Counter(scope=scope, path=path, measure=measure, due_on=due_on, done=pair[0], total=pair[1])
            for (path, measure, due_on), pair in truth.items()
        ],
        batch_size=BATCH,
    )
    return wrong


def hold_counters() -> None:
    """One folder or recounter at a time, on PostgreSQL too; readers are not held up. Always taken before the deltas."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE tally_counter IN SHARE ROW EXCLUSIVE MODE")


def hold_back_deltas() -> None:
    """SQLite's write transaction holds back every other writer by itself; PostgreSQL is asked to for this table."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE tally_delta IN SHARE ROW EXCLUSIVE MODE")


def _as_read(scope: int) -> dict[tuple[str, str, date], list[int]]:
    """Counters and pending deltas together: what pages show."""
    pending = Delta.objects.filter(scope=scope).values_list("path", "measure", "done", "total", "due_on")
    sums = _sum_up(Raw(*row) for row in pending.iterator(chunk_size=1000))
    for counter in Counter.objects.filter(scope=scope).iterator(chunk_size=1000):
        pair = sums[(counter.path, counter.measure, counter.due_on)]
        pair[0] += counter.done
        pair[1] += counter.total
    return sums
