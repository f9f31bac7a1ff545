"""How much of one text stands in another, where what everybody writes weighs next to nothing."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tusoi.foundation.likeness.shingles import Neighbours, Shingles

MORE_THAN_CHANCE = (
    0.16  # of what chance leaves over; copies of one source, each with a fifth changed, share 0.22 to 0.4
)
LESS_KNOWN, KNOWN = (
    0.49,
    1.35,
)  # so much more is asked where few other texts tell what everybody writes, as if they were more
MOST = 0.45  # of a text lies in passages each of which shares so much: a long quotation is no copy
STOCK = 0.09  # a pair of words that so large a part of the other texts have weighs half, one that a fifth have next to nothing
OF_FEW = (
    3  # texts: so large a part of few texts as they are is added, so that a handful of copies among ten are no stock
)
STEEP = 6

Numbers = NDArray[np.int64]
Shares = NDArray[np.float64]


@dataclass(frozen=True)
class Weighed:
    """A text's pairs of words, and in how many texts of a sample each stands. sampled: the text itself is one of them.

    It does not count against itself.
    """

    pairs: Shingles
    passages: Numbers
    seen: Numbers
    sampled: bool


@dataclass(frozen=True)
class Likeness:
    """containment: the share of the one text that stands in the other, by weight, 0 to 1.

    by_chance: the same of any other text as long as that one; others: how many texts tell it.
    spread: the share of the text that lies in passages which stand in the other.
    """

    containment: float
    by_chance: float
    spread: float
    others: int

    @property
    def is_near_copy(self) -> bool:
        return beyond(self.containment, self.by_chance) >= bar(self.others) and self.spread >= MOST


def bar(others: int) -> float:
    return MORE_THAN_CHANCE + LESS_KNOWN / (others + KNOWN)


def beyond(shared: float, by_chance: float) -> float:
    """0 where two texts share what any two share, 1 where all of the one stands in the other."""
    return (shared - by_chance) / (1 - by_chance) if by_chance < 1 else 0.0


@dataclass(frozen=True)
class Background:
    """In how many texts of a sample each pair of words stands: headings and stock phrases are those of many."""

    size: int
    pairs: Shingles
    counts: Numbers

    @classmethod
    def of(cls, sample: Iterable[Neighbours]) -> "Background":
        texts = [text.pairs for text in sample]
        if not texts:
            return cls(0, np.empty(0, np.uint64), np.empty(0, np.int64))
        pairs, counts = np.unique(np.concatenate(texts), return_counts=True)
        return cls(len(texts), pairs, counts)

    def weigh(self, text: Neighbours, *, sampled: bool = False) -> Weighed:
        seen = np.zeros(text.pairs.size, np.int64)
        if self.pairs.size:
            places = np.minimum(np.searchsorted(self.pairs, text.pairs), self.pairs.size - 1)
            seen = np.where(self.pairs[places] == text.pairs, self.counts[places], 0)
        return Weighed(text.pairs, text.passages, seen - sampled, sampled)

    def likeness(self, one: Weighed, other: Weighed) -> Likeness:
        """Of the text of which more stands in the other."""
        others = self.size - one.sampled - other.sampled
        if not one.pairs.size or not other.pairs.size:
            return Likeness(0.0, 0.0, 0.0, others)
        places = np.minimum(np.searchsorted(other.pairs, one.pairs), other.pairs.size - 1)
        in_other = other.pairs[places] == one.pairs
        in_one = np.zeros(other.pairs.size, bool)
        in_one[places[in_other]] = True
        sides = (self._side(one, other, in_other, others), self._side(other, one, in_one, others))
        return max(sides, key=lambda side: side.containment)

    def _side(self, own: Weighed, other: Weighed, shared: NDArray[np.bool_], others: int) -> Likeness:
        """By chance a longer text has more of any pair of words: as often as so many texts of the usual length."""
        common = np.maximum(own.seen - (shared & other.sampled), 0) / (others + 1)
        longer = other.pairs.size * self.size / self.counts.sum() if self.size else 1
        weight = 1 / (1 + (common / (STOCK + OF_FEW / (others + 1))) ** STEEP)
        return _likeness(own.passages, weight, shared, 1 - (1 - common) ** longer, others)


def _likeness(passages: Numbers, weight: Shares, shared: NDArray[np.bool_], chance: Shares, others: int) -> Likeness:
    all_of, in_other, by_chance = (np.bincount(passages, part) for part in (weight, weight * shared, weight * chance))
    total = float(all_of.sum())
    if total <= 0:
        return Likeness(0.0, 0.0, 0.0, others)
    stands = in_other - by_chance >= bar(others) * (all_of - by_chance)
    spread = float(all_of[stands].sum()) / total
    return Likeness(float(in_other.sum()) / total, float(by_chance.sum()) / total, spread, others)
