"""The arithmetic of ratings and ballots: whole numbers in, whole numbers and wrong sums out. Knows no table and no page.

Sources: the quota of 2025/26 (at most 20 % of those "hoàn thành tốt", 25 % with grounds, rounded half up: 7 -> 1, 8 -> 2,
13 -> 3) and the form of the minutes of a vote count, domain.md 2.4 and 2.5.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Rounding = Literal["half-up", "down"]


def most(percent: int, base: int, rounding: Rounding) -> int:
    """How many at most: percent of base, rounded as the procedure sets. No fraction is ever made."""
    if rounding == "half-up":
        return (2 * percent * base + 100) // 200
    return percent * base // 100


class Standing(StrEnum):
    WITHIN = "within"
    NEEDS_GROUNDS = "needs-grounds"  # within the higher share only, and nobody stated why
    WITH_GROUNDS = "with-grounds"
    OVER = "over"


@dataclass(frozen=True)
class Share:
    """One quota as it stands in one group. allowed: by the plain share; at_most: by the higher one, where there is one."""

    rated: int
    base: int
    allowed: int
    at_most: int
    standing: Standing


def share_of(
    counts: Mapping[str, int],
    *,
    level: str,
    base: Sequence[str],
    percent: int,
    most_percent: int | None,
    rounding: Rounding,
    has_grounds: bool,
) -> Share:
    """counts: how many of the group are at each level. Each level of `base` is counted once."""
    rated, of = counts.get(level, 0), sum(counts.get(code, 0) for code in set(base))
    allowed = most(percent, of, rounding)
    at_most = max(allowed, most(most_percent, of, rounding)) if most_percent else allowed
    if rated <= allowed:
        standing = Standing.WITHIN
    elif rated <= at_most:
        standing = Standing.WITH_GROUNDS if has_grounds else Standing.NEEDS_GROUNDS
    else:
        standing = Standing.OVER
    return Share(rated, of, allowed, at_most, standing)


class Sum(StrEnum):
    """What must add up in a count of ballots."""

    ISSUED_TO_PRESENT = "issued_to_present"
    ISSUED = "issued"
    COLLECTED = "collected"
    VOTES = "votes"


@dataclass(frozen=True)
class WrongSum:
    """Two numbers that must fit and do not: left is what stands on one side, right on the other. line: which subject."""

    sum: Sum
    left: int
    right: int
    line: int | None = None

    @property
    def by(self) -> int:
        return abs(self.left - self.right)


@dataclass(frozen=True)
class Tally:
    """The numbers of a vote count."""

    present: int
    issued: int
    collected: int
    not_returned: int
    valid: int
    invalid: int


def wrong_sums(tally: Tally, lines: Iterable[tuple[int, Sequence[int]]] = ()) -> list[WrongSum]:
    """Every sum that does not hold, in the order of the form. lines: votes per level of each subject, with its key."""
    found = []
    if tally.issued > tally.present:
        found.append(WrongSum(Sum.ISSUED_TO_PRESENT, tally.issued, tally.present))
    if tally.collected + tally.not_returned != tally.issued:
        found.append(WrongSum(Sum.ISSUED, tally.collected + tally.not_returned, tally.issued))
    if tally.valid + tally.invalid != tally.collected:
        found.append(WrongSum(Sum.COLLECTED, tally.valid + tally.invalid, tally.collected))
    found += [WrongSum(Sum.VOTES, sum(votes), tally.valid, key) for key, votes in lines if sum(votes) != tally.valid]
    return found
