"""Near-copies among 100,000 reports: how many are found, how many of those are any, and in what memory."""

import resource

import pytest

from tests.report_texts import judged, pile
from tusoi.foundation.likeness.pairs import near_copies

pytestmark = pytest.mark.soak
MANY = 100_000
MEGABYTES = 1500  # beside the texts themselves


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def test_copies_with_a_fifth_of_the_words_changed_are_found_among_a_hundred_thousand():
    many = pile(MANY)
    before = peak()
    found = near_copies(many.texts)
    recall, precision = judged([(pair.one, pair.other) for pair in found], many.copies)
    assert recall >= 0.95
    assert precision >= 0.95, f"recall {recall:.3f}, precision {precision:.3f}"
    assert peak() - before < MEGABYTES
