"""Near-copies in collections made in four ways: found with a fifth of the words changed, also copies of one source."""

import random
import time

import pytest
from tests.report_corpora import CHANGES, MAKERS, Found, corpus, found_of

from tusoi.foundation.likeness.pairs import near_copies

CASES = [
    ("words", "scattered"),
    ("outline", "typed"),
    ("outline", "blocks"),
    ("outlines", "scattered"),
    ("facts", "reordered"),
]


def found(many):
    return found_of(many, [(pair.one, pair.other) for pair in near_copies(many.texts)])


def test_every_kind_and_every_way_is_among_the_cases():
    assert {kind for kind, _change in CASES} == set(MAKERS)
    assert {change for _kind, change in CASES} == set(CHANGES)


@pytest.mark.parametrize(("kind", "change"), CASES)
def test_a_copy_is_found_beside_its_source_and_beside_other_copies(kind, change):
    told = found(corpus(kind, change, number=150, copied=10, each=2))
    assert told.copies == 1
    assert told.siblings >= 0.95
    assert told.precision >= 0.95


@pytest.mark.parametrize("kind", MAKERS)
def test_copies_are_found_where_their_source_is_not(kind):
    told = found(corpus(kind, "scattered", number=150, copied=10, each=2, source=False))
    assert told.siblings >= 0.95
    assert told.precision >= 0.95


def test_a_tenth_of_all_texts_may_be_copies_of_one():
    told = found(corpus("words", "scattered", number=150, copied=1, each=15))
    assert told.siblings == told.precision == 1


@pytest.mark.parametrize("number", [4, 7, 20])
def test_a_handful_of_copies_among_a_handful_of_texts(number):
    told = found(corpus("facts", "scattered", number=number, copied=1, each=3, share=0.1))
    assert told == Found(copies=1, siblings=1, precision=1)


def test_a_folder_of_one_text_many_times():
    (text,) = corpus("words", "scattered", number=1, copied=0).texts
    assert len(near_copies([text] * 5)) == 10


def test_an_outline_of_all_costs_little_more_than_none():
    """In processor time, each against reading the texts once: a shared outline once took forty times as long."""

    def ratio(kind):
        texts = corpus(kind, "scattered", number=250, copied=10).texts
        times = []
        for task in (lambda: [text.split() for text in texts], lambda: near_copies(texts)):
            start = time.process_time()
            task()
            times.append(time.process_time() - start)
        return times[1] / times[0]

    assert ratio("outline") < 6 * ratio("words")


@pytest.mark.parametrize("kind", ["words", "facts"])
def test_a_long_quotation_is_no_copy(kind):
    """A fifth of two reports is word for word the same passage."""
    texts = [text.split(" ") for text in corpus(kind, "scattered", number=120, copied=0).texts]
    choose = random.Random(kind)
    for quoted in range(0, 60, 2):
        many = min(len(texts[quoted]), len(texts[quoted + 1])) // 5
        start = choose.randrange(4 * many)
        texts[quoted + 1][start : start + many] = texts[quoted][start : start + many]
    assert near_copies([" ".join(text) for text in texts]) == []
