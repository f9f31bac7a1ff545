"""Which passages of a text stand nearly the same in an earlier one, and what two texts say differently, word by word."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from rapidfuzz.distance import LCSseq

from tusoi.foundation.likeness.shingles import words

NEARLY = 0.5  # of a passage's pairs of words; with one word in five changed 0.64 is left
PIECE = re.compile(r"\S+\s*")


def paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def near_passages(now: Sequence[str], before: Sequence[str]) -> list[tuple[int, int]]:
    """For each passage of `now` that stands nearly the same in `before`: its place, and the place of the one most like it."""
    places: dict[tuple[str, str], set[int]] = {}
    for place, passage in enumerate(before):
        for pair in pairwise(words(passage)):
            places.setdefault(pair, set()).add(place)
    found = []
    for place, passage in enumerate(now):
        pairs = set(pairwise(words(passage)))
        shared = Counter(old for pair in pairs for old in places.get(pair, ()))
        (old, number), *_rest = shared.most_common(1) or [(0, 0)]
        if pairs and number >= NEARLY * len(pairs):
            found.append((place, old))
    return found


@dataclass(frozen=True)
class Piece:
    """Words that stand in both texts, or in one alone. kind: same, gone, new."""

    kind: str
    text: str


@dataclass(frozen=True)
class Change:
    """One paragraph of two texts side by side; an empty side where the other has nothing to set against."""

    before: tuple[Piece, ...]
    now: tuple[Piece, ...]

    @property
    def is_same(self) -> bool:
        return all(piece.kind == "same" for piece in (*self.before, *self.now))


def differences(before: str, now: str) -> list[Change]:
    """Two texts paragraph by paragraph, with the words that are gone and the words that are new."""
    old, new = paragraphs(before), paragraphs(now)
    changes: list[Change] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if tag == "equal":
            changes += [Change((Piece("same", line),), (Piece("same", line),)) for line in new[j1:j2]]
        else:
            changes += _replaced(old[i1:i2], new[j1:j2])
    return changes


def _replaced(old: list[str], new: list[str]) -> Iterator[Change]:
    """Paragraphs that took each other's place: those nearly the same stand side by side, the others alone."""
    partner = {place: other for other, place in reversed(near_passages(new, old))}
    waiting = 0
    for place, line in enumerate(old):
        other = partner.get(place)
        if other is None or other < waiting:
            yield Change((Piece("gone", line),), ())
            continue
        for passed in new[waiting:other]:
            yield Change((), (Piece("new", passed),))
        yield words_changed(line, new[other])
        waiting = other + 1
    for passed in new[waiting:]:
        yield Change((), (Piece("new", passed),))


def words_changed(before: str, now: str) -> Change:
    """One paragraph and what it became."""
    old, new = PIECE.findall(before), PIECE.findall(now)
    left: list[Piece] = []
    right: list[Piece] = []
    for step in LCSseq.opcodes([word.strip() for word in old], [word.strip() for word in new]):
        gone, come = old[step.src_start : step.src_end], new[step.dest_start : step.dest_end]
        if gone:
            left.append(Piece("same" if step.tag == "equal" else "gone", "".join(gone)))
        if come:
            right.append(Piece("same" if step.tag == "equal" else "new", "".join(come)))
    return Change(tuple(left), tuple(right))
