"""Collections of texts in which near-copies are known, made in ways that have nothing to do with each other.

words: words of no language, drawn as often as words are in any. outline: three fifths of every text are word for word
the same. outlines: so too, but of four outlines. facts: the reports of `report_texts`, from a narrow grammar.
Copies have this share of their words changed, in one of the ways of CHANGES; siblings are copies of one source of which
each was changed separately, so that 36 % of their words differ where 20 % of each were changed.
"""

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, combinations

from tests.report_texts import VOCABULARY, report_text

STARTS = [
    "b",
    "c",
    "ch",
    "d",
    "đ",
    "g",
    "gi",
    "h",
    "kh",
    "l",
    "m",
    "n",
    "ng",
    "nh",
    "ph",
    "qu",
    "r",
    "s",
    "t",
    "th",
    "tr",
    "v",
    "x",
]
MIDDLES = [
    "a",
    "ai",
    "ao",
    "au",
    "ay",
    "ă",
    "â",
    "âu",
    "e",
    "ê",
    "êu",
    "i",
    "ia",
    "iê",
    "o",
    "oa",
    "oai",
    "oe",
    "ô",
    "ôi",
    "ơ",
    "ơi",
    "u",
    "ua",
    "uâ",
    "uê",
    "ui",
    "uô",
    "uy",
    "ư",
    "ưa",
    "ươ",
]
ENDS = ["", "c", "ch", "m", "n", "ng", "nh", "p", "t"]
OUTLINES = 4

Paragraphs = list[str]


@dataclass(frozen=True)
class Corpus:
    """copies: pairs of a copy and its source; siblings: pairs of copies of one source. Places, the smaller one first."""

    texts: list[str]
    copies: set[tuple[int, int]]
    siblings: set[tuple[int, int]]


@cache
def vocabulary(seed: str) -> list[str]:
    words = [start + middle + end for start in STARTS for middle in MIDDLES for end in ENDS]
    random.Random(f"words-{seed}").shuffle(words)
    return words


@cache
def _how_often(number: int) -> list[float]:
    return list(accumulate(1 / (rank + 3) for rank in range(number)))


def _drawn(choose: random.Random, number: int, seed: str) -> str:
    words = vocabulary(seed)
    return " ".join(choose.choices(words, cum_weights=_how_often(len(words)), k=number))


@cache
def _outline(seed: str, which: int) -> Paragraphs:
    choose = random.Random(f"outline-{seed}-{which}")
    return [_drawn(choose, 42, seed) for _paragraph in range(10)]


def words_text(choose: random.Random, seed: str) -> Paragraphs:
    return [_drawn(choose, choose.randint(30, 90), seed) for _paragraph in range(12)]


def outline_text(choose: random.Random, seed: str, outlines: int = 1) -> Paragraphs:
    return [f"{stock}\n{_drawn(choose, 28, seed)}" for stock in _outline(seed, choose.randrange(outlines))]


def outlines_text(choose: random.Random, seed: str) -> Paragraphs:
    return outline_text(choose, seed, OUTLINES)


def facts_text(choose: random.Random, seed: str) -> Paragraphs:
    return report_text(f"{seed}-{choose.random()}").split("\n\n")


Make = Callable[[random.Random, str], Paragraphs]
MAKERS: dict[str, Make] = {"words": words_text, "outline": outline_text, "outlines": outlines_text, "facts": facts_text}


def scattered(paragraphs: Paragraphs, share: float, choose: random.Random, words: list[str]) -> Paragraphs:
    lines = [line.split(" ") for line in paragraphs]
    places = [(row, column) for row, line in enumerate(lines) for column in range(len(line))]
    for row, column in choose.sample(places, round(share * len(places))):
        lines[row][column] = choose.choice(words)
    return [" ".join(line) for line in lines]


def in_blocks(paragraphs: Paragraphs, share: float, choose: random.Random, words: list[str]) -> Paragraphs:
    """Runs of some ten words are other words."""
    changed = []
    for paragraph in paragraphs:
        parts = paragraph.split(" ")
        for start in range(0, len(parts), 10):
            if choose.random() < share:
                parts[start : start + 10] = choose.choices(words, k=len(parts[start : start + 10]))
        changed.append(" ".join(parts))
    return changed


def reordered(paragraphs: Paragraphs, share: float, choose: random.Random, words: list[str]) -> Paragraphs:
    changed = scattered(paragraphs, share, choose, words)
    choose.shuffle(changed)
    return changed


def typed_over(paragraphs: Paragraphs, share: float, choose: random.Random, words: list[str]) -> Paragraphs:
    """Of the words that change half are others, a quarter is left out, and a quarter gets another word behind it."""

    def instead(word: str) -> list[str]:
        if choose.random() >= share:
            return [word]
        other = choose.choice(words)
        return choose.choice([[other], [other], [], [word, other]])

    return [" ".join(new for word in line.split(" ") for new in instead(word)) for line in paragraphs]


CHANGES = {"scattered": scattered, "blocks": in_blocks, "reordered": reordered, "typed": typed_over}


def corpus(
    kind: str,
    change: str,
    *,
    number: int = 600,
    copied: int = 30,
    each: int = 1,
    share: float = 0.2,
    source: bool = True,
) -> Corpus:
    """So many texts of their own, and of `copied` of them `each` copies; source: whether the sources are there too."""
    seed = f"{kind}-{change}-{number}-{each}"
    choose = random.Random(seed)
    words = VOCABULARY if kind == "facts" else vocabulary(seed)
    own = [MAKERS[kind](choose, seed) for _text in range(number)]
    texts: list[Paragraphs | None] = list(own)
    families = []
    for first in choose.sample(range(number), copied):
        copies = range(len(texts), len(texts) + each)
        texts += [CHANGES[change](own[first], share, choose, words) for _copy in copies]
        families.append((first, copies))
        if not source:
            texts[first] = None
    order = [place for place, text in enumerate(texts) if text is not None]
    choose.shuffle(order)
    placed = {old: new for new, old in enumerate(order)}

    def pair(one: int, other: int) -> tuple[int, int]:
        return min(placed[one], placed[other]), max(placed[one], placed[other])

    return Corpus(
        texts=["\n\n".join(texts[old] or []) for old in order],
        copies={pair(first, copy) for first, copies in families if source for copy in copies},
        siblings={pair(*two) for _first, copies in families for two in combinations(copies, 2)},
    )


@dataclass(frozen=True)
class Found:
    """copies, siblings: which part of them was found, 1 of none; precision: which part of what was found is any."""

    copies: float
    siblings: float
    precision: float


def found_of(many: Corpus, pairs: Iterable[tuple[int, int]]) -> Found:
    found = set(pairs)

    def part(of: set[tuple[int, int]], these: set[tuple[int, int]]) -> float:
        return len(of & these) / len(of) if of else 1.0

    return Found(part(many.copies, found), part(many.siblings, found), part(found, many.copies | many.siblings))
