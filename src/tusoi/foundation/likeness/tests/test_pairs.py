"""Near-copies are found, whole and in part, and what everybody writes is none."""

import random
import unicodedata

import pytest
from tests.report_texts import HEADINGS, STOCK, changed, judged, pile, report_text

from tusoi.foundation.likeness.pairs import near_copies


def places(texts):
    return [(pair.one, pair.other) for pair in near_copies(texts)]


@pytest.mark.parametrize("share", [0.0, 0.1, 0.2, 0.25])
def test_copies_are_found_and_nothing_else(share):
    many = pile(500, share=share, seed=f"found-{share}")
    recall, precision = judged(places(many.texts), many.copies)
    assert recall >= 0.98
    assert precision >= 0.98


@pytest.mark.parametrize("number", [2, 3, 5, 12])
def test_few_texts_are_enough(number):
    texts = [report_text(f"few-{place}") for place in range(number)]
    assert places(texts) == []
    texts.append(changed(texts[0], 0.2, "few"))
    assert places(texts) == [(0, number)]


def test_copies_of_copies_are_all_found():
    """Twelve members of a cell handed in the same text, each with other words in it."""
    source = report_text("source")
    texts = [changed(source, 0.05, f"member-{place}") for place in range(12)]
    texts += [report_text(f"other-{place}") for place in range(60)]
    expected = {(one, other) for other in range(12) for one in range(other)}
    recall, precision = judged(places(texts), expected)
    assert recall == 1
    assert precision == 1


@pytest.mark.parametrize("around", [20, 60])
def test_a_report_inside_a_longer_one_is_found(around):
    texts = [report_text(f"around-{place}") for place in range(around)]
    inside = changed(texts[3], 0.2, "inside")
    texts.append(report_text("beginning", 24) + "\n" + inside + "\n" + report_text("end", 24))
    assert places(texts) == [(3, around)]


def test_moved_paragraphs_are_still_the_same_text():
    texts = [report_text(f"moved-{place}") for place in range(30)]
    lines = changed(texts[5], 0.1, "moved").split("\n")
    random.Random(5).shuffle(lines)
    assert places([*texts, "\n".join(lines)]) == [(5, 30)]


def test_headings_and_stock_sentences_alone_make_no_copy():
    choose = random.Random(1)
    stock = ["\n".join([*HEADINGS, *choose.sample(STOCK, 7)]) for _text in range(40)]
    texts = [f"{words}\n{report_text(str(place), 6)}" for place, words in enumerate(stock)]
    assert places(texts) == []


def test_the_share_is_between_none_and_all_and_all_for_the_same_text():
    text = report_text("same")
    (pair,) = near_copies([text, report_text("other"), text])
    assert (pair.one, pair.other, pair.containment) == (0, 2, 1.0)
    assert near_copies([]) == []
    assert near_copies(["", "", "một", "một hai", "…"]) == []


def test_how_letters_are_composed_and_where_lines_break_does_not_matter():
    text = report_text("letters")
    spread = unicodedata.normalize("NFD", text).replace(" ", "  ").replace("\n", " \r\n")
    assert [pair.containment for pair in near_copies([text, spread.upper()])] == [1.0]
