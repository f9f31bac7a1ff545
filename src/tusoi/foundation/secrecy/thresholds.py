"""No small group is shown on its own, nor by taking one shown number from another. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Shown:
    """One row of turnout: a group, or several merged. used and total are None where nothing may be shown.

    rough: `used` is in full steps of the threshold.
    """

    groups: tuple[str, ...]
    used: int | None
    total: int | None
    rough: bool = False


def step_down(used: int, threshold: int) -> int:
    """The number shown before closing: full steps of the threshold only."""
    return used - used % threshold


def merge(counts: Mapping[str, tuple[int, int]], threshold: int) -> list[Shown]:
    """Rows that may be shown, of {group: (used, total)} of anonymous groups.

    A group is small when its answers or its people are under the threshold. All small groups make one row; while that
    row is small itself, the smallest of the others joins it. When everything together is small, nothing is shown, and
    no total over these groups may be shown either. Every shown total is a sum of rows, so no difference gives a
    small group away.
    """
    large = {g: pair for g, pair in counts.items() if min(pair) >= threshold}
    pool = {g: pair for g, pair in counts.items() if g not in large}
    while pool and not _enough(pool, threshold) and large:
        smallest = min(large, key=lambda g: (large[g], g))
        pool[smallest] = large.pop(smallest)
    rows = [Shown((group,), *pair) for group, pair in large.items()]
    if pool:
        names = tuple(group for group in counts if group in pool)
        rows.append(Shown(names, *_sum(pool)) if _enough(pool, threshold) else Shown(names, None, None))
    return rows


def settled(used: Mapping[str, int], people: Mapping[str, int], threshold: int) -> list[Shown]:
    """The rows after closing: the pools of the time before, which stand on the people invited alone.

    Had the pools themselves to do with who answered, then which groups are merged, together with what was shown day by
    day, would give small ones away. So where a pool stayed under the threshold, all keep their steps and there is no
    total; else all are exact. A pool in which everybody answered shows that everybody did.
    """
    pools = merge({group: (count, count) for group, count in people.items()}, threshold)
    sums = [sum(used.get(group, 0) for group in pool.groups) for pool in pools]
    if all(pool.total is not None and count >= threshold for pool, count in zip(pools, sums, strict=True)):
        return [Shown(pool.groups, count, pool.total) for pool, count in zip(pools, sums, strict=True)]
    return [
        Shown(pool.groups, (step_down(count, threshold) or None) if pool.total else None, pool.total, rough=True)
        for pool, count in zip(pools, sums, strict=True)
    ]


def blanks(used: Mapping[str, int], people: Mapping[str, int], threshold: int) -> int:
    """How many blank receipts hide the exact number in a published list: none where every row is exact.

    Each row then has as many receipts as the next step above it, so that the length of the list says what the rows say.
    """
    rows = [row for row in settled(used, people, threshold) if row.rough]
    return sum(threshold - sum(used.get(group, 0) for group in row.groups) % threshold for row in rows)


def shown(count: int, threshold: int) -> int | None:
    """The count, or None where it is under the threshold and must not be shown."""
    return count if count >= threshold else None


def _sum(pool: Mapping[str, tuple[int, int]]) -> tuple[int, int]:
    return sum(used for used, _total in pool.values()), sum(total for _used, total in pool.values())


def _enough(pool: Mapping[str, tuple[int, int]], threshold: int) -> bool:
    return min(_sum(pool)) >= threshold
