"""The thread of an issue: /dot/<campaign>/van-de/<code>/."""

from datetime import date

import pytest
from django.urls import reverse
from tests.factories import go_to, signed_in, world
from tests.meetings import (
    AT,
    MADE,
    answered_issue,
    claimed,
    commitment,
    conclude_all,
    discussing,
    put_issue,
    upheld_issue,
)

from tusoi.foundation.kernel.clock import at_noon
from tusoi.process.issues.models import Issue
from tusoi.process.issues.states import IssueState
from tusoi.process.reviews import actions as reviews
from tusoi.process.supervision import actions as supervision
from tusoi.process.supervision.actions_evidence import add_evidence
from tusoi.process.supervision.actions_remind import remind_due
from tusoi.web.thread.presenters import thread_of

pytestmark = pytest.mark.django_db


def url(issue):
    return reverse("thread:issue", kwargs={"campaign": issue.campaign.code, "issue": issue.code})


def kinds(issue, account, day=date(2012, 12, 1)):
    return [knot.kind for knot in thread_of(issue, account=account, at=at_noon(day)).knots]


def labels(issue, account, day=date(2012, 12, 1)):
    return [deed.label for deed in thread_of(issue, account=account, at=at_noon(day)).deeds]


def lived(w):
    """An issue whose whole life is there: raised, put, answered, discussed, concluded, committed, reminded, verified."""
    issue = answered_issue(w)
    item = discussing(w)
    for text in ("Cần gửi sớm hơn.", "Nhất trí."):
        reviews.contribute(item, speaker=w.people["dv-14"], text=text, issue=issue, by=None, at=AT)
    conclude_all(item.meeting)
    issue.refresh_from_db()
    made = commitment(w, issue)
    remind_due(w.campaign, at=at_noon(date(2012, 11, 13)))
    add_evidence(made, note="Sổ công văn", by=w.secretary, at=at_noon(date(2012, 11, 14)))
    supervision.claim(made, by=w.secretary, at=at_noon(date(2012, 11, 15)))
    supervision.verify(made, note="Đủ", by=w.supervisor, at=at_noon(date(2012, 11, 16)))
    return Issue.objects.get(pk=issue.pk)


def test_the_whole_life_stands_on_one_line_in_order():
    w = world()
    issue = lived(w)
    order = [
        "raised",
        "put",
        "answered",
        "discussed",
        "concluded",
        "committed",
        "reminded",
        "evidence",
        "done",
        "verified",
    ]
    assert kinds(issue, w.secretary) == order
    page = signed_in(w.secretary).get(url(issue)).content.decode()
    for words in (
        "Cấp trên gợi ý kiểm điểm",
        "Tiếp thu; gửi trước ba ngày.",
        "2 ý kiến tại hội nghị",
        "Sổ công văn",
        "Đủ",
    ):
        assert words in page
    assert "đã xác nhận khắc phục xong" in page
    assert "Vấn đề này đã đi hết các bước" in page


def test_who_spoke_is_not_told():
    w = world()
    issue = lived(w)
    page = signed_in(w.secretary).get(url(issue)).content.decode()
    assert "Cần gửi sớm hơn." not in page
    assert w.people["dv-14"].name not in page


def test_several_commitments_are_numbered():
    w = world()
    first = claimed(w)
    second = commitment(w, first.issue, "ck-2", measure="Lập lịch nhắc")
    add_evidence(second, note="Lịch", by=None, at=MADE)
    titles = [knot.title for knot in thread_of(first.issue, account=w.secretary, at=MADE).knots]
    assert "Cam kết 2: Lập lịch nhắc" in titles
    assert "Minh chứng (cam kết 2)" in titles
    assert "Minh chứng (cam kết 1)" in titles


def test_what_comes_next_is_dashed_at_the_end():
    w = world()
    issue = put_issue(w)
    knot = thread_of(issue, account=w.secretary, at=AT).knots[-1]
    assert (knot.title, knot.text, knot.state) == ("Chờ tiếp thu, giải trình", "Đảng ủy phường Một", "waiting")


@pytest.mark.parametrize(
    ("make", "who", "deeds"),
    [
        (put_issue, "secretary", ["Tiếp thu, giải trình"]),
        (put_issue, "officer", []),
        (put_issue, "committee_member", []),
        (answered_issue, "secretary", ["Trả lời bổ sung"]),
        (upheld_issue, "secretary", ["Lập cam kết khắc phục"]),
        (upheld_issue, "committee_member", []),
        (lambda w: commitment(w).issue, "secretary", ["Thêm minh chứng", "Lập thêm cam kết"]),
        (lambda w: claimed(w).issue, "supervisor", ["Xem minh chứng và xác nhận"]),
        (lambda w: claimed(w).issue, "committee_member", []),
        (lived, "secretary", []),
    ],
)
def test_each_gets_the_own_next_step(make, who, deeds):
    w = world()
    assert labels(make(w), w.accounts[who]) == deeds


def test_at_the_meeting_the_next_step_is_the_conclusion():
    w = world()
    issue = answered_issue(w)
    discussing(w)
    assert "Kết luận tại hội nghị" in labels(issue, w.secretary)
    assert "Kết luận tại hội nghị" not in labels(issue, w.officer)


@pytest.mark.parametrize("verdict", [IssueState.NOT_UPHELD, IssueState.REFERRED])
def test_what_was_not_upheld_ends_there(verdict):
    w = world()
    issue = answered_issue(w)
    conclude_all(discussing(w).meeting, verdict)
    issue.refresh_from_db()
    thread = thread_of(issue, account=w.secretary, at=AT)
    assert (thread.knots[-1].kind, thread.is_ended) == ("concluded", True)


@pytest.mark.parametrize("who", ["officer", "leader", "secretary", "committee_member", "supervisor"])
def test_those_entitled_read_it(who):
    w = world()
    issue = commitment(w).issue
    go_to(date(2012, 11, 1))
    assert signed_in(w.accounts[who]).get(url(issue)).status_code == 200


def test_the_second_supervisor_reads_it_too():
    w = world()
    first = commitment(w)
    commitment(w, first.issue, "ck-2", supervisor=w.people["dv-11"])
    assert signed_in(w.counter_two).get(url(first.issue)).status_code == 200


@pytest.mark.parametrize("who", ["viewer", "member", "secretary_two", "administrator", "stranger", "counter_one"])
def test_others_find_nothing(who):
    w = world()
    assert signed_in(w.accounts[who]).get(url(commitment(w).issue)).status_code == 404
