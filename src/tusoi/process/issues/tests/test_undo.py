"""Undo in triage: a cut is joined, a merging is taken apart; and nobody places a comment while another finishes."""

from threading import Thread

import pytest
from django.db import connection
from django.urls import reverse
from tests.factories import signed_in, world

from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.feedback.models import Comment
from tusoi.process.feedback.rules_conferences import check_waits
from tusoi.process.feedback.states import CommentState
from tusoi.process.issues import actions, placing, rules
from tusoi.process.issues.models import Issue, IssueSource
from tusoi.process.issues.presenters_triage import balance_of
from tusoi.process.issues.tests.cast import NOW, comments_of, opened_round
from tusoi.process.issues.tests.test_placing import BOXES, raised

pytestmark = pytest.mark.django_db


@pytest.fixture
def w():
    return world()


@pytest.fixture
def round(w):
    return opened_round(w, [*BOXES[:2], ("phuong-mot", "retired", "Một hai ba bốn", 13)])


@pytest.fixture
def comment(round):
    return next(one for one in comments_of(round) if one.text == "Một hai ba bốn")


def test_a_cut_is_joined_again_and_the_account_closes(w, round, comment):
    part = placing.split_comment(comment, "Một hai", "ba bốn", by=w.counter_one, at=NOW)
    assert (balance_of(round).received, balance_of(round).parts) == (3, 1)
    whole = placing.join(part, by=w.counter_two, at=NOW)
    assert (whole.pk, whole.text.split()) == (comment.pk, ["Một", "hai", "ba", "bốn"])
    assert (balance_of(round).received, balance_of(round).parts, balance_of(round).waiting) == (3, 0, 3)


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2), (1, 2, 0)])
def test_four_pieces_come_together_in_their_order_whichever_is_joined_first(w, comment, order):
    one = placing.split_comment(comment, "Một", "hai ba bốn", by=w.counter_one, at=NOW)
    three = placing.split_comment(one, "hai ba", "bốn", by=w.counter_one, at=NOW)
    two = placing.split_comment(one, "hai", "ba", by=w.counter_one, at=NOW)
    pieces = [one, two, three]
    for number in order:
        placing.join(Comment.objects.get(pk=pieces[number].pk), by=w.counter_one, at=NOW)
    assert Comment.objects.get(pk=comment.pk).text.split() == ["Một", "hai", "ba", "bốn"]
    assert not Comment.objects.exclude(part_of=None).exists()


def test_what_was_placed_is_taken_back_before_it_is_joined(w, comment):
    part = placing.split_comment(comment, "Một hai", "ba bốn", by=w.counter_one, at=NOW)
    actions.mark_strength(part, by=w.counter_one, at=NOW)
    with pytest.raises(Refused, match="đã được xếp"):
        placing.join(part, by=w.counter_two, at=NOW)
    actions.take_back(part, by=w.counter_one, at=NOW)
    placing.join(part, by=w.counter_two, at=NOW)
    with pytest.raises(Refused, match="không phải là phần tách ra"):
        placing.join(Comment.objects.get(pk=comment.pk), by=w.counter_two, at=NOW)


def test_neither_piece_of_a_cut_is_typed_anew(w, comment):
    check_waits(comment)
    part = placing.split_comment(comment, "Một hai", "ba bốn", by=w.counter_one, at=NOW)
    for piece in (comment, part):
        with pytest.raises(Refused, match="tách"):
            check_waits(piece)


def test_issues_that_were_merged_are_taken_apart(w, round):
    a, b, c = comments_of(round)
    first, second = raised(w, a, title="Một"), raised(w, b, c, title="Hai")
    with pytest.raises(Refused, match="không có ý kiến nào"):
        placing.unmerge(second, by=w.counter_one, at=NOW)
    placing.merge(second, into=first, by=w.counter_one, at=NOW)
    actions.take_back(Comment.objects.get(pk=c.pk), by=w.counter_two, at=NOW)
    assert placing.unmerge(second, by=w.counter_two, at=NOW) == 1
    of = dict(IssueSource.objects.values_list("comment", "issue"))
    assert of == {a.pk: first.pk, b.pk: second.pk}
    actions.mark_strength(Comment.objects.get(pk=c.pk), by=w.counter_one, at=NOW)
    actions.finish_triage(round, by=w.counter_one, at=NOW)
    for deed in (
        lambda: placing.unmerge(second, by=w.counter_one, at=NOW),
        lambda: placing.merge(second, into=first, by=w.counter_one, at=NOW),  # both as they were read before
    ):
        with pytest.raises(Refused, match="không sửa lời"):
            deed()


def test_the_page_offers_both(w, round, comment):
    client = signed_in(w.counter_one)
    where = {"campaign": w.campaign.code, "round": round.code}
    place, page = reverse("issues:place", kwargs=where), reverse("issues:triage", kwargs=where)
    cut = client.post(place, {"comment": comment.pk, "viec": "split", "text": "Một hai\r\n---\r\nba bốn"}, follow=True)
    assert "Ghép lại hai phần vừa tách" in cut.text
    part = Comment.objects.get(part_of=comment)
    in_hand = client.get(page, {"doi-tuong": "phuong-mot", "y-kien": part.pk}).text
    assert "Ghép lại với phần trước" in in_hand
    joined = client.post(place, {"comment": part.pk, "viec": "join"}, follow=True)
    assert "Đã ghép lại hai phần" in joined.text
    assert "Ghép lại" not in joined.text.replace("Đã ghép lại hai phần", "")
    a, b = [one for one in comments_of(round) if one.pk != comment.pk]
    raised(w, a, title="Một"), raised(w, b, title="Hai")
    one, two = Issue.objects.order_by("pk")
    word = reverse("issues:word", kwargs={**where, "issue": one.code})
    assert (
        "1 ý kiến của “Một” đang ở vấn đề đã gộp"
        in client.post(word, {"viec": "merge", "into": two.pk}, follow=True).text
    )
    assert "Đã đưa 1 ý kiến trở lại “Một”" in client.post(word, {"viec": "unmerge"}, follow=True).text


@pytest.mark.django_db(transaction=True)
def test_who_takes_a_comment_back_while_another_finishes_is_refused(w, round, monkeypatch):
    """The account was checked: from then on nothing moves, or a comment would lie between."""
    for comment in comments_of(round):
        actions.mark_strength(comment, by=w.counter_one, at=NOW)
    said: list[str] = []

    def take_back() -> None:
        try:
            actions.take_back(comments_of(round)[0], by=w.counter_two, at=NOW)
        except Refused as refused:
            said.append(refused.reason)
        finally:
            connection.close()

    other = Thread(target=take_back)
    checked = rules.check_can_finish_triage

    def check_and_wait(*args, **kwargs):
        checked(*args, **kwargs)
        other.start()
        other.join(0.5)
        assert other.is_alive(), "it waits"

    monkeypatch.setattr(rules, "check_can_finish_triage", check_and_wait)
    actions.finish_triage(round, by=w.counter_one, at=NOW)
    other.join(10)
    assert said == ["Đợt lấy ý kiến này đã tổng hợp xong"]
    assert not Comment.objects.exclude(state=CommentState.STRENGTH).exists()
