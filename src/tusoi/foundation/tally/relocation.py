"""A unit gets another place in the tree: what was counted at the old place, with all below it, counts at the new one."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import F, QuerySet, Value
from django.db.models.functions import Concat, Substr

from tusoi.foundation.tally.actions import add_to_counters, hold_back_deltas, hold_counters
from tusoi.foundation.tally.models import Counter, Delta, Relocation
from tusoi.foundation.tally.paths import WIDTH, ancestors, number_of, step, within


def free_child(scope: int, parent: str, taken: Iterable[str]) -> str:
    """The next place below `parent` ("": a new top). taken: paths of the children there now.

    A place that was left is not given again, so that a delta still written under it is known to be late.
    """
    left = Relocation.objects.filter(scope=scope, old__startswith=parent).values_list("old", flat=True)
    used = [path for path in (*taken, *left) if len(path) == len(parent) + WIDTH]
    return parent + step(max(map(number_of, used), default=0) + 1)


def moved(path: str, old: str, new: str) -> Concat:
    """The expression that gives rows at `old` or below it their place at `new`, for an UPDATE of `path`."""
    return Concat(Value(new), Substr(path, len(old) + 1))


@transaction.atomic
def relocate(scope: int, old: str, new: str) -> None:
    """Move every figure at `old` and below to `new`, which is a free place; units above gain and lose. Exact at once.

    Deltas that another transaction writes under the old path afterwards are brought over when they are folded.
    """
    hold_counters()
    hold_back_deltas()
    _rename(Delta.objects.filter(within(old), scope=scope), old, new)
    sums: dict[tuple[str, str, date], list[int]] = defaultdict(lambda: [0, 0])
    for row in Counter.objects.filter(scope=scope, path=old):
        for sign, places in ((-1, ancestors(old)[:-1]), (1, ancestors(new)[:-1])):
            for place in places:
                pair = sums[(place, row.measure, row.due_on)]
                pair[0] += sign * row.done
                pair[1] += sign * row.total
    add_to_counters(scope, {key: pair for key, pair in sums.items() if any(pair)})
    _rename(Counter.objects.filter(within(old), scope=scope), old, new)
    Relocation.objects.create(scope=scope, old=old, new=new)


def _rename(rows: "QuerySet[Delta] | QuerySet[Counter]", old: str, new: str) -> None:
    rows.update(path=Concat(Value(new), Substr(F("path"), len(old) + 1)))
