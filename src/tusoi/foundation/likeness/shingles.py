"""A text as two sets of numbers of 63 bits: pairs of words that stand near each other compare, runs of six words find.

Where one word in five was changed, 64 % of the pairs and 26 % of the runs are still there; where two copies of one text
were changed so separately, 41 % and 7 %. Far fewer texts that have nothing to do with each other share a run of six.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

Shingles = NDArray[np.uint64]

EDGES = re.compile(r"^[\W_]+|[\W_]+$")
BITS = 63  # a database keeps them as whole numbers with a sign
FOUND = 6  # words of a run
REACH = 4  # words from the first of a pair to the second; how many lie between does not matter, so that one may be put in or left out
PASSAGE = 30  # words
KEYS = 128  # of a text
_STEP, _MIX = 0x9E3779B97F4A7C15, np.uint64(0xFF51AFD7ED558CCD)
_SHIFT, _TOP = np.uint64(31), np.uint64(64 - BITS)


@lru_cache(maxsize=1 << 18)
def _word(written: str) -> str:
    return EDGES.sub("", unicodedata.normalize("NFC", written).casefold())


@lru_cache(maxsize=1 << 18)
def _number(written: str) -> int:
    """0 for what is no word."""
    word = _word(written)
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "big") if word else 0


def words(text: str) -> list[str]:
    """'Hòa  bình, (2012)' -> ['hòa', 'bình', '2012']: composed letters, lower case, no marks around them."""
    return [word for word in map(_word, text.split()) if word]


def numbers_of(text: str) -> Shingles:
    """A number for each word, in the order of the text; the same on every machine and in every year."""
    written = text.split()
    numbers = np.fromiter(map(_number, written), np.uint64, len(written))
    return numbers[numbers != 0]


def runs(numbers: Shingles, length: int) -> Shingles:
    """Every run of so many neighbouring words once, in order of its number."""
    number = np.zeros(max(numbers.size - length + 1, 0), np.uint64)
    for place in range(length):
        number = (number ^ numbers[place : place + number.size]) * np.uint64(_STEP + 2 * place)
        number ^= number >> _SHIFT
    number *= _MIX
    number = np.sort((number ^ (number >> _SHIFT)) >> _TOP)
    return number[np.diff(number, prepend=number[:1] + np.uint64(1)) != 0]


@dataclass(frozen=True)
class Neighbours:
    """Every pair of near words of a text once, in order of its number, and in which passage it stands first."""

    pairs: Shingles
    passages: NDArray[np.int64]


def neighbours(text: str) -> Neighbours:
    """What two texts are compared by."""
    numbers = numbers_of(text)
    first = numbers * np.uint64(_STEP)
    first ^= first >> _SHIFT
    found = [first[:-distance] ^ numbers[distance:] for distance in range(1, REACH + 1)]
    places = np.concatenate([np.arange(one.size) for one in found])
    mixed = np.concatenate(found) * _MIX
    pairs, earliest = np.unique((mixed ^ (mixed >> _SHIFT)) >> _TOP, return_index=True)
    return Neighbours(pairs, places[earliest] // PASSAGE)


def keys_of(text: str) -> Shingles:
    """What a text is found by among texts that come one by one: the smallest of its runs of six.

    The numbers are as good as random, so that two texts that share runs share these in the same measure, and what is
    small in one is small in the other.
    """
    return runs(numbers_of(text), FOUND)[:KEYS]
