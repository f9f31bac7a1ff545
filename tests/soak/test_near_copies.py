"""Near-copies among up to 100,000 reports: how many are found, how many of those are any, in what memory and what time."""

import resource
import time

import pytest

from tests.report_corpora import MAKERS, corpus, found_of
from tusoi.foundation.likeness.pairs import near_copies

pytestmark = pytest.mark.soak
MANY, LESS = 100_000, 10_000
MEGABYTES = 1500  # beside the texts themselves
TIMES_READING = 60  # of processor time, where reading is parting them into words; half of it on a busy machine


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def looked_for(texts):
    """The pairs found, after it was seen what they cost."""
    start = time.process_time()
    assert sum(len(text.split()) for text in texts)
    read, before = time.process_time(), peak()
    pairs = near_copies(texts)
    ratio = (time.process_time() - read) / (read - start)
    assert ratio < TIMES_READING
    assert peak() - before < MEGABYTES
    return [(pair.one, pair.other) for pair in pairs]


@pytest.mark.parametrize("kind", ["facts", "outline"])
def test_copies_with_a_fifth_of_the_words_changed_are_found_among_a_hundred_thousand(kind):
    """Beside their source and beside each other, where 36 % of the words differ.

    Of `outline` three fifths of every text are the same: any two share more than the copies do of their own.
    """
    many = corpus(kind, "scattered", number=MANY, copied=MANY // 100, each=2)
    told = found_of(many, looked_for(many.texts))
    assert told.copies >= 0.95
    assert told.siblings >= 0.95
    assert told.precision >= 0.95


@pytest.mark.parametrize("kind", MAKERS)
def test_copies_are_found_where_their_source_is_not(kind):
    many = corpus(kind, "scattered", number=LESS, copied=LESS // 100, each=2, source=False)
    told = found_of(many, looked_for(many.texts))
    assert told.siblings >= 0.95
    assert told.precision >= 0.95
