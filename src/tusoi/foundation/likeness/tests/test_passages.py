"""Passages that came back, and what two texts say differently."""

from hypothesis import given
from hypothesis import strategies as st
from tests.report_texts import changed, report_text

from tusoi.foundation.likeness.passages import differences, near_passages, paragraphs, words_changed

LINES = st.lists(st.text("ab c", max_size=12), max_size=6).map("\n".join)


def test_a_passage_that_came_back_with_other_words_is_found_with_its_model():
    before = paragraphs(report_text("before"))
    now = ["Chi bộ bầu hai đồng chí đi dự đại hội.", changed(before[4], 0.2, "x"), before[9]]
    assert near_passages(now, before) == [(1, 4), (2, 9)]
    assert near_passages([], before) == []
    assert near_passages(["", "một"], ["", "một"]) == []


def test_words_that_changed_are_told_on_both_sides():
    change = words_changed("Họp muộn hai lần", "Họp muộn ba lần liền")
    assert [(p.kind, p.text.strip()) for p in change.before] == [("same", "Họp muộn"), ("gone", "hai"), ("same", "lần")]
    assert [(p.kind, p.text.strip()) for p in change.now] == [
        ("same", "Họp muộn"), ("new", "ba"), ("same", "lần"), ("new", "liền"),
    ]  # fmt: skip


def test_paragraphs_are_set_against_each_other():
    before = "Mở đầu giữ nguyên.\nHọp muộn hai lần trong quý một.\nBỏ hẳn đoạn này đi."
    now = "Mở đầu giữ nguyên.\nThêm hẳn một đoạn mới ở đây.\nHọp muộn ba lần trong quý một."
    kinds = [(bool(c.before), bool(c.now), c.is_same) for c in differences(before, now)]
    assert kinds == [(True, True, True), (False, True, False), (True, True, False), (True, False, False)]


@given(LINES, LINES)
def test_both_texts_can_be_read_off_the_differences(before, now):
    changes = differences(before, now)
    for text, sides in ((before, [c.before for c in changes]), (now, [c.now for c in changes])):
        told = ["".join(piece.text for piece in side).strip() for side in sides if side]
        assert told == paragraphs(text)
