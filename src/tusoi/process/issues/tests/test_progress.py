"""What waits for whom in this step, and only what this very account can do now."""

import pytest
from tests.factories import go_to, hand_in_slips, open_round, open_slips, signed_in, world

from tusoi.process.feedback.models import Comment
from tusoi.process.issues import actions
from tusoi.process.issues.models import Issue
from tusoi.process.issues.progress import waiting_for
from tusoi.process.issues.states import IssueState
from tusoi.process.issues.tests.cast import ANSWER_BY, NOW, drafted, issued, opened_round, put

pytestmark = pytest.mark.django_db


def tasks(w):
    found = {name: [task.what for task in waiting_for(a, w.campaign, NOW)] for name, a in w.accounts.items()}
    return {name: what for name, what in found.items() if what}


def test_nothing_waits_at_the_beginning():
    assert tasks(world()) == {}


def test_the_subject_answers_and_acknowledges():
    w = world()
    issued(w, points=2)
    put(w, "phuong-mot-2")
    assert tasks(w) == {
        "secretary": ["Tiếp thu, giải trình 2 nội dung", "Xác nhận đã nhận gợi ý kiểm điểm"],
        "committee_member": ["Tiếp thu, giải trình 1 nội dung"],
    }
    task = waiting_for(w.secretary, w.campaign, NOW)[0]
    assert (task.about, task.due_on) == ("Đảng ủy phường Một", ANSWER_BY)
    assert signed_in(w.secretary).get(task.url).status_code == 200


def test_the_overseer_judges_new_answers():
    w = world()
    point = issued(w).points.get()
    given = actions.answer(point, kind="accept", text="Được", by=w.secretary, at=NOW)
    assert tasks(w)["overseer"] == ["Nhận xét 1 câu trả lời"]
    actions.judge(given, verdict="answered", by=w.overseer, at=NOW)
    assert "overseer" not in tasks(w)


def test_suggestions_go_from_hand_to_hand():
    w = world()
    suggestions = drafted(w)
    assert tasks(w) == {"leader": ["Duyệt 1 bản gợi ý kiểm điểm"]}
    actions.approve_set(suggestions, by=w.leader, at=NOW)
    assert tasks(w) == {"leader": ["Phân công người theo dõi 1 bản gợi ý"]}
    actions.assign_overseer(suggestions, person=w.people["dv-03"], by=w.leader, at=NOW)
    sending = ["Gửi 1 bản gợi ý kiểm điểm đã duyệt"]
    assert tasks(w) == {"leader": sending, "officer": sending}


def test_suggestions_about_oneself_wait_for_others_alone():
    w = world()
    drafted(w, "btv-1")
    assert tasks(w) == {}


def test_the_team_places_and_finishes():
    w = world()
    opened_round(w, [("phuong-mot", "retired", "Họp muộn", 1)])
    assert tasks(w) == {"counter_one": ["Xếp 1 ý kiến góp ý"], "counter_two": ["Xếp 1 ý kiến góp ý"]}
    actions.mark_strength(Comment.objects.get(), by=w.counter_one, at=NOW)
    assert tasks(w)["counter_two"] == ["Kết thúc việc tổng hợp ý kiến"]


def test_from_real_slips_to_the_answer():
    """The whole way of comments: sealed slips, opened by two, placed, put to the subject, answered."""
    w = world()
    round = open_round(w)
    subject = w.subjects["btv-2"]
    slips = [{subject.pk: {"shortcoming": "Ít đi cơ sở"}} for _number in range(6)]
    hand_in_slips(round, "individuals", slips)
    assert not Comment.objects.exists()
    open_slips(w, round)
    go_to(NOW.date())
    issue = None
    for comment in Comment.objects.filter(round=round, subject=subject):
        if issue is None:
            issue = actions.raise_issue(
                w.campaign,
                subject=subject,
                title="Ít dự sinh hoạt với cơ sở",
                source="comments",
                comments=[comment],
                by=w.counter_one,
                at=NOW,
            )
        else:
            actions.file_comment(comment, issue=issue, by=w.counter_two, at=NOW)
    actions.finish_triage(round, answer_by=ANSWER_BY, by=w.counter_one, at=NOW)
    assert tasks(w) == {"board_member": ["Tiếp thu, giải trình 1 nội dung"]}
    page = signed_in(w.board_member).get(waiting_for(w.board_member, w.campaign, NOW)[0].url).text
    assert "6 phiếu" in page
    actions.answer(Issue.objects.get(), kind="accept", text="Tiếp thu", by=w.board_member, at=NOW)
    assert Issue.objects.get().state == IssueState.ANSWERED
    assert tasks(w) == {}
