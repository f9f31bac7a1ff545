"""How much of one text stands in another, where what everybody writes weighs next to nothing."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tusoi.foundation.likeness.shingles import Shingles

NEARLY_THE_SAME = 0.4  # with one word in five changed 0.64 is left, with one in three 0.44
LESS_KNOWN = 0.16  # so much more is asked where no third text tells what everybody writes
MORE_THAN_CHANCE = 0.2  # so much above what any other text of the same collection shares with it
STOCK = 3  # a pair of words that is in the share p of the other texts weighs (1 - p) to this power


@dataclass(frozen=True)
class Background:
    """In how many texts of a sample each pair of words stands: headings and stock phrases are those of many."""

    size: int
    pairs: Shingles
    counts: NDArray[np.int64]

    @classmethod
    def of(cls, sample: Iterable[Shingles]) -> "Background":
        texts = list(sample)
        if not texts:
            return cls(0, np.empty(0, np.uint64), np.empty(0, np.int64))
        pairs, counts = np.unique(np.concatenate(texts), return_counts=True)
        return cls(len(texts), pairs, counts)

    def count(self, pairs: Shingles) -> NDArray[np.int64]:
        if not self.pairs.size:
            return np.zeros(pairs.size, np.int64)
        places = np.minimum(np.searchsorted(self.pairs, pairs), self.pairs.size - 1)
        return np.where(self.pairs[places] == pairs, self.counts[places], 0)


@dataclass(frozen=True)
class Likeness:
    """containment: the share of the one text that stands in the other, by weight, 0 to 1.

    by_chance: the same of any other text of the collection; others: how many of them tell it.
    """

    containment: float
    by_chance: float
    others: int

    @property
    def is_near_copy(self) -> bool:
        bar = NEARLY_THE_SAME + LESS_KNOWN / (self.others + 1)
        return self.containment >= bar and self.containment - self.by_chance >= MORE_THAN_CHANCE


def likeness(
    one: Shingles, other: Shingles, background: Background, *, one_in: bool = False, other_in: bool = False
) -> Likeness:
    """one_in, other_in: whether the text is in the background's sample itself; it does not count against itself."""
    sides = []
    others = background.size - one_in - other_in
    for own, theirs, own_in, theirs_in in ((one, other, one_in, other_in), (other, one, other_in, one_in)):
        if not own.size:
            continue
        shared = np.isin(own, theirs, assume_unique=True)
        seen = np.maximum(background.count(own) - own_in - (shared & theirs_in), 0)
        common = seen / (others + 1)
        weight = (1 - common) ** STOCK
        total = float(weight.sum())
        if total > 0:
            sides.append(Likeness(float(weight[shared].sum()) / total, float((weight * common).sum()) / total, others))
    return max(sides, key=lambda side: side.containment, default=Likeness(0.0, 0.0, others))
