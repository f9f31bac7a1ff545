"""The counting team places every comment; the account closes; counts are of voices."""

import pytest
from tests.factories import world

from tusoi.foundation.journal.models import Entry
from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.feedback.states import CommentState, RoundState
from tusoi.process.issues import actions, placing
from tusoi.process.issues.models import GroupVoices, Issue, IssueSource, SetAside
from tusoi.process.issues.states import Act, IssueState, SourceKind
from tusoi.process.issues.tests.cast import ANSWER_BY, NOW, comments_of, opened_round, raised

pytestmark = pytest.mark.django_db

BOXES = [
    ("phuong-mot", "individuals", "a Họp muộn", 11),
    ("phuong-mot", "individuals", "b Giấy mời gửi sát ngày", 11),
    ("phuong-mot", "retired", "c Tài liệu đến trễ", 12),
    ("phuong-mot-1", "retired", "d Ít dự sinh hoạt", 13),
]


def start():
    w = world()
    round = opened_round(w, BOXES)
    return w, round, comments_of(round), {"by": w.counter_one, "at": NOW}


def raise_from(w, comments, **who):
    subject = comments[0].subject
    return actions.raise_issue(
        w.campaign, subject=subject, title="Tài liệu họp gửi trễ", source=SourceKind.COMMENTS, comments=comments, **who
    )


def test_comments_are_filed_and_the_rest_is_placed():
    w, round, (a, b, c, d), who = start()
    issue = raise_from(w, [a], **who)
    actions.file_comment(b, issue=issue, **who)
    actions.file_comment(c, issue=issue, **who)
    placing.ask_set_aside(d, reason="off_subject", **who)
    placing.confirm_set_aside(d, by=w.counter_two, at=NOW)
    assert issue.round_id == round.pk
    assert IssueSource.objects.filter(issue=issue, kind=SourceKind.COMMENTS).count() == 3
    assert SetAside.objects.get().reason == "off_subject"
    put = actions.finish_triage(round, answer_by=ANSWER_BY, **who)
    issue.refresh_from_db()
    assert [i.pk for i in put] == [issue.pk]
    assert (issue.state, issue.answer_by) == (IssueState.PUT, ANSWER_BY)
    assert round.state == RoundState.SYNTHESISED
    assert sorted(GroupVoices.objects.values_list("group__code", "voices")) == [("individuals", 1), ("retired", 1)]


def test_a_comment_about_another_subject_is_not_filed():
    w, _round, (a, _b, _c, d), who = start()
    issue = raise_from(w, [a], **who)
    with pytest.raises(Refused, match="đối tượng khác"):
        actions.file_comment(d, issue=issue, **who)


def test_a_comment_is_placed_once_and_can_be_taken_back():
    w, _round, (a, *_rest), who = start()
    actions.mark_strength(a, **who)
    with pytest.raises(Refused, match="đã được xếp"):
        placing.ask_set_aside(a, reason="insult", **who)
    actions.take_back(a, **who)
    a.refresh_from_db()
    assert a.state == CommentState.WAITING
    raise_from(w, [a], **who)
    actions.take_back(a, **who)
    assert not IssueSource.objects.filter(comment=a).exists()
    with pytest.raises(Refused, match="chưa được xếp"):
        actions.take_back(a, **who)


def test_an_issue_that_lost_its_comments_is_not_put():
    w, round, (a, b, c, d), who = start()
    issue = raise_from(w, [a], **who)
    actions.take_back(a, **who)
    for comment in (a, b, c, d):
        actions.mark_strength(comment, **who)
    assert actions.finish_triage(round, **who) == []
    assert Issue.objects.get(pk=issue.pk).state == IssueState.RAISED


def test_setting_aside_needs_a_reason():
    _w, _round, (a, *_rest), who = start()
    with pytest.raises(Refused, match="lý do"):
        placing.ask_set_aside(a, reason=" ", **who)
    a.refresh_from_db()
    assert a.state == CommentState.WAITING


def test_triage_is_not_finished_while_a_comment_waits():
    _w, round, (a, *_rest), who = start()
    actions.mark_strength(a, **who)
    with pytest.raises(Refused, match="Còn 3 ý kiến"):
        actions.finish_triage(round, **who)


@pytest.mark.parametrize("who", ["officer", "leader", "secretary", "member", "administrator", "stranger"])
def test_only_the_counting_team_places_comments(who):
    w, round, (a, *_rest), _team = start()
    with pytest.raises(Refused, match="tổ mở phiếu"):
        actions.mark_strength(a, by=w.accounts[who], at=NOW)
    with pytest.raises(Refused, match="tổ mở phiếu"):
        actions.finish_triage(round, by=w.accounts[who], at=NOW)


def test_after_the_synthesis_nothing_is_placed():
    _w, round, comments, who = start()
    for comment in comments:
        actions.mark_strength(comment, **who)
    actions.finish_triage(round, **who)
    with pytest.raises(Refused, match="đã tổng hợp"):
        actions.take_back(comments[0], **who)


def test_an_issue_from_elsewhere_that_was_put_takes_no_comment():
    w, _round, (a, *_rest), who = start()
    other = raised(w)
    actions.put(other, by=None, at=NOW)
    with pytest.raises(Refused, match="đã được đặt ra"):
        actions.file_comment(a, issue=other, **who)


def test_an_issue_from_slips_needs_a_round():
    w, *_rest = start()
    with pytest.raises(Refused, match="đợt lấy ý kiến"):
        actions.raise_issue(
            w.campaign,
            subject=w.subjects["phuong-mot"],
            title="Không rõ từ đâu",
            source=SourceKind.COMMENTS,
            by=w.counter_one,
            at=NOW,
        )


def test_an_issue_from_slips_is_not_put_alone():
    w, _round, (a, *_rest), who = start()
    issue = raise_from(w, [a], **who)
    with pytest.raises(Refused, match="tổng hợp xong"):
        actions.put(issue, by=w.leader, at=NOW)


def test_the_journal_does_not_let_anybody_count_comments_by_issue():
    w, round, (a, *_rest), who = start()
    raise_from(w, [a], **who)
    filed = Entry.objects.get(act=Act.COMMENT_FILED)
    assert (filed.thing_kind, filed.thing_id, filed.facts) == ("feedback.round", round.pk, {})
