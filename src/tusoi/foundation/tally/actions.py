"""Add to the counters, fold what was added, rebuild all of it from the raw rows."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction
from django.db.models import F

from tusoi.foundation.tally.models import NO_DUE_DATE, Counter, Delta
from tusoi.foundation.tally.paths import ancestors

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

    Only the worker calls this; a second one at the same time waits, and folds what the first one left.
    """
    deltas = list(Delta.objects.select_for_update().order_by("id")[:limit])
    by_scope: dict[int, list[Raw]] = defaultdict(list)
    for delta in deltas:
        by_scope[delta.scope].append(Raw(delta.path, delta.measure, delta.done, delta.total, delta.due_on))
    for scope, rows in by_scope.items():
        for (path, measure, due_on), (done, total) in sorted(_sum_up(rows).items()):
            Counter.objects.get_or_create(scope=scope, path=path, measure=measure, due_on=due_on)
            Counter.objects.filter(scope=scope, path=path, measure=measure, due_on=due_on).update(
                done=F("done") + done, total=F("total") + total
            )
    Delta.objects.filter(pk__in=[delta.pk for delta in deltas]).delete()
    return len(deltas)


@transaction.atomic
def recount(scope: int, rows: Iterable[Raw]) -> int:
    """Rebuild every counter of a scope from its raw rows; pending deltas go. Returns how many figures were wrong before.

    rows: read lazily, after new deltas were held back, so that no act falls between the raw rows and the counters.
    """
    _hold_back_deltas()
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
        batch_size=1000,
    )
    return wrong


def _hold_back_deltas() -> None:
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
