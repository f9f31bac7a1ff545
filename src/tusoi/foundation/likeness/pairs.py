"""The near-copies among many texts: by runs of words that they share, rarest first, then by the texts themselves."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from tusoi.foundation.likeness.containment import Background, Likeness, Weighed
from tusoi.foundation.likeness.shingles import FOUND, KEYS, Shingles, neighbours, numbers_of, runs

FEW = 64  # texts that are compared each with each
SAMPLE = 500  # to a thousand texts that tell what everybody writes
SLOTS = 1 << 28  # at most so many counters of runs, twice: 512 MB
MEETINGS = 150  # for each text, of two texts under one key; keys that many texts share come last and are left out
SHARED = 3  # keys that two texts must share before they are compared, each worth as much as one that four texts have
SHARED_PART = 0.04  # and so large a part of the keys of the one that has fewer
KEPT = 4096  # texts held in memory while pairs are compared

Numbers = NDArray[np.int64]
_HALF = np.uint64(32)


@dataclass(frozen=True)
class Pair:
    """one < other: the places of two texts. containment: the share of the one that stands in the other, 0 to 1."""

    one: int
    other: int
    containment: float


def near_copies(texts: Sequence[str]) -> list[Pair]:
    """The pairs of texts of which one is a near-copy of the other or holds it, in order of their places."""
    return near_copies_among(len(texts), texts.__getitem__)


def near_copies_among(number: int, read: Callable[[int], str]) -> list[Pair]:
    """The same of texts that are read when they are needed: 100,000 of them need not fit in memory."""
    step = max(number // SAMPLE, 1)
    background = Background.of(neighbours(read(place)) for place in range(0, number, step))

    @lru_cache(maxsize=KEPT)
    def weighed(place: int) -> Weighed:
        return background.weigh(neighbours(read(place)), sampled=place % step == 0)

    def likeness(one: int, other: int) -> Likeness:
        return background.likeness(weighed(one), weighed(other))

    candidates = combinations(range(number), 2) if number <= FEW else _candidates(number, read)
    compared = {pair: likeness(*pair) for pair in candidates}
    for pair in _of_one_source(pair for pair, alike in compared.items() if alike.is_near_copy):
        if pair not in compared:
            compared[pair] = likeness(*pair)
    return [
        Pair(*pair, alike.containment)
        for pair, alike in sorted(compared.items(), key=lambda one: one[0])
        if alike.is_near_copy
    ]


def _of_one_source(found: Iterator[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Texts that are near-copies of the same third one, in order."""
    partners = defaultdict(list)
    for one, other in found:
        partners[one].append(other)
        partners[other].append(one)
    yield from sorted({pair for many in partners.values() for pair in combinations(sorted(many), 2)})


def _candidates(number: int, read: Callable[[int], str]) -> Iterator[tuple[int, int]]:
    """Pairs that share rare runs, in order."""
    key, place = _rarest(number, read)
    own = np.bincount(place, minlength=number)
    codes, bits = _meetings(*_affordable(key, place, number), number)
    order = np.argsort(codes, kind="stable")
    codes, bits = codes[order], bits[order]
    starts = np.flatnonzero(np.diff(codes, prepend=-1))
    shared, codes = np.add.reduceat(bits, starts) if starts.size else bits, codes[starts]
    fewer = np.minimum(own[codes // number], own[codes % number])
    for code in codes[shared >= np.maximum(SHARED, SHARED_PART * fewer) * np.log2(number / 4)].tolist():
        yield divmod(code, number)


def _rarest(number: int, read: Callable[[int], str]) -> tuple[Shingles, Numbers]:
    """Of every text its rarest runs that another text has too, with the place of the text.

    Two rounds over the texts: the first counts runs, each in two slots by different bits of its number, where two runs
    now and then share one but seldom both; the second picks.
    """
    slots = np.uint64(min(1 << (4_000 * number).bit_length(), SLOTS) - 1)
    counters = [np.zeros(int(slots) + 1, np.uint8) for _turn in range(2)]
    for place in range(number):
        found = runs(numbers_of(read(place)), FOUND)
        for counts, slot in zip(counters, (found & slots, found >> _HALF & slots), strict=True):
            counts[slot] += counts[slot] < np.iinfo(np.uint8).max
    keys = [np.empty(0, np.uint64)]
    for place in range(number):
        found = runs(numbers_of(read(place)), FOUND)
        many = np.minimum(counters[0][found & slots], counters[1][found >> _HALF & slots])
        found, many = found[many > 1], many[many > 1]
        keys.append(found[np.argsort(many, kind="stable")[:KEYS]] if found.size > KEYS else found)
    sizes = [one.size for one in keys[1:]]
    return np.concatenate(keys), np.repeat(np.arange(number, dtype=np.int64), sizes)


def _affordable(key: Shingles, place: Numbers, number: int) -> tuple[Shingles, Numbers, Numbers]:
    """In order of the keys, then of the places: the keys of at least two texts, rarest first, as far as the budget goes.

    With each in how many texts it is. What more than half of the texts have is everybody's.
    """
    order = np.argsort(key, kind="stable")
    key, place = key[order], place[order]
    starts = np.flatnonzero(np.diff(key, prepend=key[:1] + np.uint64(1)))
    many = np.diff(starts, append=key.size)
    frequency, times = np.unique(many, return_counts=True)
    cost = np.cumsum(times * frequency * (frequency - 1) // 2)
    within = frequency[(cost <= MEETINGS * number) & (frequency <= number // 2)]
    has = np.repeat(many, many)
    kept = (has > 1) & (has <= (within[-1] if within.size else 0))
    return key[kept], place[kept], has[kept]


def _meetings(key: Shingles, place: Numbers, has: Numbers, number: int) -> tuple[Numbers, NDArray[np.float32]]:
    """Every two texts under one key, as one number with the smaller place first, and what the key tells, in bits."""
    told = np.log2(number / np.maximum(has, 1)).astype(np.float32)
    codes, bits = [np.empty(0, np.int64)], [np.empty(0, np.float32)]
    for distance in range(1, key.size):
        same = np.flatnonzero(key[distance:] == key[:-distance])
        if not same.size:
            break
        codes.append(place[same] * number + place[same + distance])
        bits.append(told[same])
    return np.concatenate(codes), np.concatenate(bits)
