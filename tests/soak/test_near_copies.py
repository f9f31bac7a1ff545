"""Near-copies among up to 100,000 reports: how many are found, how many of those are any, in what memory and what time."""

import resource
import time

import pytest

from tests.report_corpora import MAKERS, corpus, found_of
from tests.report_texts import judged, pile
from tusoi.foundation.likeness.pairs import near_copies

pytestmark = pytest.mark.soak
MANY, LESS = 100_000, 20_000
MEGABYTES = 1500  # beside the texts themselves
TIMES_READING = 40  # of processor time; 5 to 20 where nothing else runs


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


def test_copies_with_a_fifth_of_the_words_changed_are_found_among_a_hundred_thousand():
    many = pile(MANY)
    recall, precision = judged(looked_for(many.texts), many.copies)
    assert recall >= 0.95
    assert precision >= 0.95, f"recall {recall:.3f}, precision {precision:.3f}"


def test_an_outline_that_a_hundred_thousand_share_costs_nothing():
    """Three fifths of every text are the same, so that any two share more than copies of one source do of their own."""
    many = corpus("outline", "scattered", number=MANY, copied=MANY // 100, each=2, source=False)
    told = found_of(many, looked_for(many.texts))
    assert told.siblings >= 0.95
    assert told.precision >= 0.95


@pytest.mark.parametrize("source", [True, False])
@pytest.mark.parametrize("kind", MAKERS)
def test_copies_of_one_source_are_found_among_themselves(kind, source):
    """Each had 20 % of its words changed, so that 36 % differ between them."""
    many = corpus(kind, "scattered", number=LESS, copied=LESS // 100, each=2, source=source)
    told = found_of(many, looked_for(many.texts))
    assert told.copies >= 0.95
    assert told.siblings >= 0.95
    assert told.precision >= 0.95
