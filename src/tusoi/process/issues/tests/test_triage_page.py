"""The triage page: for the counting team alone; the account closes; every button works without a script."""

import pytest
from django.urls import reverse
from tests.factories import CAST, signed_in, world

from tusoi.process.feedback.models import Comment
from tusoi.process.feedback.states import CommentState, RoundState
from tusoi.process.issues.models import Issue
from tusoi.process.issues.states import IssueState
from tusoi.process.issues.tests.cast import comments_of, in_a_fresh_world, opened_round, queries_for

pytestmark = pytest.mark.django_db
BOXES = [("phuong-mot", "individuals", f"Ý kiến {n}", n) for n in range(1, 4)]
TEAM = {"counter_one", "counter_two"}


def start(boxes=BOXES):
    w = world()
    return w, opened_round(w, boxes)


def url(w, name="triage"):
    return reverse(f"issues:{name}", kwargs={"campaign": w.campaign.code, "round": "gop-y"})


def send(w, comment, deed, who="counter_one", **more):
    return signed_in(w.accounts[who]).post(url(w, "place"), {"comment": comment.pk, "viec": deed, **more})


@pytest.mark.parametrize("who", [name for name, _person, _roles in CAST])
def test_the_team_sees_it_and_for_others_it_is_not_there(who):
    w, round = start()
    client = signed_in(w.accounts[who])
    comment = comments_of(round)[0]
    placed = client.post(url(w, "place"), {"comment": comment.pk, "viec": "strength"}).status_code
    finished = client.post(url(w, "finish")).status_code
    if who in TEAM:
        assert (client.get(url(w)).status_code, placed, finished) == (200, 302, 403)
    else:
        assert (client.get(url(w)).status_code, placed, finished) == (404, 404, 404)
        comment.refresh_from_db()
        assert comment.state == CommentState.WAITING


def test_the_account_closes_at_every_step():
    w, round = start()
    first, second, third = comments_of(round)
    client = signed_in(w.counter_one)
    assert "nhận 3 = xếp 0 + ưu điểm 0 + để riêng 0 + còn 3" in client.get(url(w)).text
    send(w, first, "new", title="Tài liệu gửi trễ", theme="causes")
    send(w, second, "strength")
    send(w, third, "aside", reason="insult")
    assert "còn 1 <span" in client.get(url(w)).text
    assert send(w, third, "agree").status_code == 403
    send(w, third, "agree", who="counter_two")
    assert "nhận 3 = xếp 1 + ưu điểm 1 + để riêng 1 + còn 0" in client.get(url(w)).text
    send(w, second, "back")
    send(w, second, f"file-{Issue.objects.get().pk}", who="counter_two")
    assert "nhận 3 = xếp 2 + ưu điểm 0 + để riêng 1 + còn 0" in client.get(url(w)).text


def test_placing_leads_to_the_next_comment_with_a_way_back():
    w, round = start()
    comment = comments_of(round)[0]
    reply = send(w, comment, "strength")
    page = signed_in(w.counter_one).get(reply["Location"]).text
    assert 'data-key="z"' in page
    assert f'name="comment" value="{comment.pk}"' in page


def test_a_new_issue_needs_a_title():
    w, round = start()
    reply = send(w, comments_of(round)[0], "new", title=" ")
    assert reply.status_code == 403
    assert "tên gọi ngắn" in reply.text
    assert not Issue.objects.exists()


def test_an_issue_of_another_round_or_deed_is_not_there():
    w, round = start()
    comment = comments_of(round)[0]
    assert send(w, comment, "file-999").status_code == 404
    assert send(w, comment, "").status_code == 403
    assert signed_in(w.counter_one).post(url(w, "place"), {"comment": "x"}).status_code == 404


def test_a_sealed_round_is_refused_with_the_way_out():
    w, round = start()
    type(round).objects.update(state=RoundState.CLOSED)
    reply = signed_in(w.counter_one).get(url(w))
    assert reply.status_code == 403
    assert "niêm phong" in reply.text


def test_finishing_puts_the_issues_and_shows_the_synthesis():
    w, round = start()
    for comment in comments_of(round):
        send(w, comment, "new", title=f"Vấn đề từ {comment.text}")
    refused = signed_in(w.counter_one).post(url(w, "finish"), {"answer_by": "tháng sau"})
    assert refused.status_code == 403
    reply = signed_in(w.counter_one).post(url(w, "finish"), {"answer_by": "20/08/2012"}, follow=True)
    assert reply.redirect_chain[-1][0] == url(w, "synthesis")
    assert set(Issue.objects.values_list("state", flat=True)) == {IssueState.PUT}
    assert signed_in(w.counter_one).get(url(w)).status_code == 302


def test_comments_are_written_out_and_not_run():
    w, _round = start([("phuong-mot", "retired", "<script>alert(1)</script>", 5)])
    page = signed_in(w.counter_one).get(url(w)).text
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page


def test_the_number_of_queries_does_not_grow():
    def of(number):
        w, round = start([("phuong-mot", "individuals", f"Ý kiến {n}", n) for n in range(number * 4)])
        for n, comment in enumerate(comments_of(round)[: number * 3]):
            send(w, comment, ["strength", "aside", "new"][n % 3], title=f"Vấn đề {n}", reason="insult")
        assert Comment.objects.filter(state=CommentState.FILED).count() == number
        return queries_for(w.counter_one, url(w))

    assert in_a_fresh_world(lambda: of(1)) == in_a_fresh_world(lambda: of(3))
