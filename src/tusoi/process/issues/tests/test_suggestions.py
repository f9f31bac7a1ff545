"""Suggestions from the level above: drafted, approved, overseen, sent, received."""

import pytest
from tests.factories import world

from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.issues import actions
from tusoi.process.issues.models import Issue, SuggestionSet
from tusoi.process.issues.states import IssueState, SetState
from tusoi.process.issues.tests.cast import ANSWER_BY, NOW, drafted, issued

pytestmark = pytest.mark.django_db


def test_from_draft_to_received():
    w = world()
    suggestions = issued(w, points=2)
    assert suggestions.state == SetState.ISSUED
    assert set(Issue.objects.values_list("state", "answer_by")) == {(IssueState.PUT, ANSWER_BY)}
    actions.acknowledge_set(suggestions, by=w.secretary, at=NOW)
    assert SuggestionSet.objects.get().acknowledged_on == NOW.date()
    with pytest.raises(Refused, match="đã được tiếp nhận"):
        actions.acknowledge_set(suggestions, by=w.secretary, at=NOW)


@pytest.mark.parametrize("who", ["secretary", "member", "viewer", "overseer", "administrator"])
def test_only_above_drafts(who):
    w = world()
    with pytest.raises(Refused, match="soạn gợi ý"):
        actions.draft_set(w.subjects["phuong-mot"], by=w.accounts[who], at=NOW)


def test_nobody_drafts_for_the_own_collective():
    w = world()
    with pytest.raises(Refused, match="hồ sơ của mình"):
        actions.draft_set(w.subjects["btv"], by=w.leader, at=NOW)


def test_nobody_approves_the_own_file():
    w = world()
    suggestions = drafted(w, "btv")
    with pytest.raises(Refused, match="hồ sơ của mình"):
        actions.approve_set(suggestions, by=w.leader, at=NOW)


def test_a_subject_has_one_set():
    w = world()
    drafted(w)
    with pytest.raises(Refused, match="đã có bản gợi ý"):
        actions.draft_set(w.subjects["phuong-mot"], by=w.officer, at=NOW)


def test_a_point_names_its_grounds():
    w = world()
    suggestions = actions.draft_set(w.subjects["phuong-mot"], by=w.officer, at=NOW)
    with pytest.raises(Refused, match="căn cứ"):
        actions.add_point(suggestions, title="Một nội dung", grounds=" ", theme="causes", by=w.officer, at=NOW)


def test_an_empty_set_is_not_approved():
    w = world()
    suggestions = actions.draft_set(w.subjects["phuong-mot"], by=w.officer, at=NOW)
    with pytest.raises(Refused, match="chưa có nội dung"):
        actions.approve_set(suggestions, by=w.leader, at=NOW)


def test_the_officer_does_not_approve():
    w = world()
    with pytest.raises(Refused, match="duyệt gợi ý"):
        actions.approve_set(drafted(w), by=w.officer, at=NOW)


def test_an_approved_set_is_not_changed_until_it_is_reopened():
    w = world()
    suggestions = drafted(w)
    actions.approve_set(suggestions, by=w.leader, at=NOW)
    point = suggestions.points.get()
    change = {"title": "Khác", "grounds": "Khác", "theme": "causes", "by": w.officer, "at": NOW}
    with pytest.raises(Refused, match="đã duyệt"):
        actions.change_point(point, **change)
    actions.reopen_set(suggestions, by=w.leader, at=NOW)
    actions.change_point(Issue.objects.get(), **change)
    assert Issue.objects.get().title == "Khác"


def test_two_who_approve_at_once():
    w = world()
    first = drafted(w)
    second = SuggestionSet.objects.get()
    actions.approve_set(first, by=w.leader, at=NOW)
    with pytest.raises(Refused, match="người khác thay đổi"):
        actions.approve_set(second, by=w.leader, at=NOW)


@pytest.mark.parametrize(("subject", "person"), [("phuong-mot", "dv-14"), ("phuong-mot-1", "dv-13"), ("btv", "dv-03")])
def test_nobody_oversees_the_own_file(subject, person):
    w = world()
    suggestions = drafted(w, subject)
    with pytest.raises(Refused, match="Người theo dõi không thể"):
        actions.assign_overseer(suggestions, person=w.people[person], by=None, at=NOW)
    assert SuggestionSet.objects.get().overseer is None


def test_it_is_not_sent_without_approval_or_overseer():
    w = world()
    suggestions = drafted(w)
    with pytest.raises(Refused, match="chưa được duyệt"):
        actions.issue_set(suggestions, by=w.officer, at=NOW)
    actions.approve_set(suggestions, by=w.leader, at=NOW)
    with pytest.raises(Refused, match="chưa có người theo dõi"):
        actions.issue_set(suggestions, by=w.officer, at=NOW)


def test_a_date_in_the_past_is_refused_and_nothing_is_half_sent():
    w = world()
    suggestions = drafted(w, points=2)
    actions.approve_set(suggestions, by=w.leader, at=NOW)
    actions.assign_overseer(suggestions, person=w.people["dv-03"], by=w.leader, at=NOW)
    with pytest.raises(Refused, match="trước ngày"):
        actions.issue_set(suggestions, answer_by=NOW.date().replace(day=1), by=w.officer, at=NOW)
    assert SuggestionSet.objects.get().state == SetState.APPROVED
    assert set(Issue.objects.values_list("state", flat=True)) == {IssueState.RAISED}


def test_points_are_put_with_their_set_alone():
    w = world()
    point = drafted(w).points.get()
    with pytest.raises(Refused, match="bản gợi ý"):
        actions.put(point, by=w.leader, at=NOW)


def test_only_the_subject_acknowledges():
    w = world()
    suggestions = issued(w)
    with pytest.raises(Refused, match="phải do"):
        actions.acknowledge_set(suggestions, by=w.officer, at=NOW)


def test_the_overseer_alone_judges_the_latest_answer_once():
    w = world()
    issue = issued(w).points.get()
    first = actions.answer(issue, kind="explain", text="Do lịch họp thay đổi", by=w.secretary, at=NOW)
    with pytest.raises(Refused, match="người được phân công"):
        actions.judge(first, verdict="partly", by=w.leader, at=NOW)
    actions.judge(first, verdict="partly", note="Chưa nêu biện pháp", by=w.overseer, at=NOW)
    with pytest.raises(Refused, match="đã có nhận xét"):
        actions.judge(first, verdict="answered", by=w.overseer, at=NOW)
    second = actions.answer(issue, kind="accept", text="Sẽ gửi trước ba ngày", by=w.secretary, at=NOW)
    first.refresh_from_db()
    with pytest.raises(Refused, match="câu trả lời mới hơn"):
        actions.judge(first, verdict="answered", by=w.overseer, at=NOW)
    assert actions.judge(second, verdict="answered", by=w.overseer, at=NOW).verdict == "answered"
