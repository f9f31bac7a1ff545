"""The synthesis: every number for the team; for others nothing under the threshold, not by subtraction either."""

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from tests.factories import signed_in, world

from tusoi.process.issues import actions
from tusoi.process.issues.models import Issue
from tusoi.process.issues.presenters import shown_voices
from tusoi.process.issues.states import SourceKind
from tusoi.process.issues.tests.cast import NOW, comments_of, opened_round

pytestmark = pytest.mark.django_db


def synthesised(boxes):
    """Each different text is an issue."""
    w = world()
    round = opened_round(w, boxes)
    by_text = {}
    for comment in comments_of(round):
        by_text.setdefault((comment.subject_id, comment.text), []).append(comment)
    for (_subject, text), comments in by_text.items():
        actions.raise_issue(
            w.campaign,
            subject=comments[0].subject,
            title=text,
            source=SourceKind.COMMENTS,
            comments=comments,
            by=w.counter_one,
            at=NOW,
        )
    actions.finish_triage(round, by=w.counter_one, at=NOW)
    return w


def page(w, who):
    address = reverse("issues:synthesis", kwargs={"campaign": w.campaign.code, "round": "gop-y"})
    return signed_in(w.accounts[who]).get(address)


BOXES = [
    *[("phuong-mot", "individuals", "Họp muộn", n) for n in range(6)],
    *[("phuong-mot", "retired", "Họp muộn", n) for n in range(10, 13)],
    *[("phuong-mot", "retired", "Ít đi cơ sở", n) for n in range(10, 12)],
    ("phuong-mot", "retired", "Ít đi cơ sở", 10),
]


def test_the_team_sees_every_number_of_distinct_voices():
    w = synthesised(BOXES)
    text = page(w, "counter_one").text
    assert "9 phiếu" in text
    assert "2 phiếu" in text
    assert "Cá nhân liên quan 6; Nguyên cấp ủy viên đã nghỉ hưu 3" in text
    assert "nhận 12 =" in text


def test_others_see_nothing_under_the_threshold():
    w = synthesised(BOXES)
    text = page(w, "officer").text
    assert "9 phiếu" in text
    assert "dưới 5 phiếu" in text
    assert "2 phiếu" not in text
    assert "Cá nhân liên quan và Nguyên cấp ủy viên đã nghỉ hưu" in text
    assert "nhận 12" not in text


@pytest.mark.parametrize("who", ["member", "secretary", "viewer", "administrator", "supervisor"])
def test_for_who_sees_no_issues_there_it_is_not_there(who):
    assert page(synthesised(BOXES[:1]), who).status_code == 404


def test_the_list_shows_no_small_number_either():
    w = synthesised(BOXES)
    text = signed_in(w.officer).get(reverse("issues:index", kwargs={"campaign": w.campaign.code})).text
    assert "dưới 5 phiếu" in text
    assert "9 phiếu" in text


def test_the_thread_says_the_same_number_so_that_nothing_can_be_subtracted():
    w = synthesised(BOXES)
    for title, said in [("Họp muộn", "9 phiếu"), ("Ít đi cơ sở", "Ít phiếu nên không nêu số")]:
        code = Issue.objects.get(title=title).code
        text = signed_in(w.officer).get(reverse("thread:issue", args=[w.campaign.code, code])).text
        assert said in text
        assert "6 phiếu" not in text
        assert "2 phiếu" not in text


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 20), max_size=6), st.integers(3, 8))
def test_no_row_and_no_difference_shows_a_small_group(groups, threshold):
    seen = shown_voices(groups, threshold)
    total = sum(groups.values())
    assert seen.total == (total if total >= threshold else None)
    used = [row.used for row in seen.rows if row.used is not None]
    assert all(number >= threshold for number in used)
    if seen.total is not None:
        assert seen.total - sum(used) == 0
    else:
        assert not seen.groups
