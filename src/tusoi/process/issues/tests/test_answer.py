"""Only the subject itself answers; the answer counts once."""

import pytest
from tests.factories import TODAY, world

from tusoi.foundation.access.actions import open_account
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.tally.actions import recount
from tusoi.foundation.tally.figures import read
from tusoi.process.issues import actions
from tusoi.process.issues.actions_proxy import ask_for_proxy
from tusoi.process.issues.models import Issue
from tusoi.process.issues.progress import raw
from tusoi.process.issues.states import ANSWERS, AnswerKind, IssueState
from tusoi.process.issues.tests.cast import ANSWER_BY, NOW, issued, put, raised

pytestmark = pytest.mark.django_db


def reply(issue, by, text="Tiếp thu, sẽ gửi tài liệu trước ba ngày", **also):
    return actions.answer(issue, kind=AnswerKind.ACCEPT, text=text, by=by, at=NOW, **also)


def test_the_secretary_answers_for_the_collective():
    w = world()
    issue = put(w)
    given = reply(issue, w.secretary)
    issue.refresh_from_db()
    assert issue.state == IssueState.ANSWERED
    assert not given.by_proxy


def test_the_head_of_the_collective_answers_without_a_role():
    w = world()
    head = open_account(username="head", person=w.people["dv-08"])
    assert not reply(put(w, "van-phong"), head).by_proxy


@pytest.mark.parametrize(
    "who", ["officer", "leader", "secretary_two", "committee_member", "overseer", "viewer", "administrator", "stranger"]
)
def test_nobody_else_answers_for_the_collective(who):
    w = world()
    issue = put(w)
    with pytest.raises(Refused, match="phải do tập thể"):
        reply(issue, w.accounts[who])
    assert Issue.objects.get().state == IssueState.PUT


def test_a_person_answers_and_the_secretary_enters_it_as_proxy():
    w = world()
    own = reply(put(w, "phuong-mot-2"), w.committee_member)
    ask_for_proxy(w.subjects["phuong-mot-2"], by=w.committee_member, at=NOW)
    entered = reply(put(w, "phuong-mot-2", "Việc khác"), w.secretary)
    assert (own.by_proxy, entered.by_proxy) == (False, True)


def test_a_colleague_does_not_answer_for_a_person():
    w = world()
    with pytest.raises(Refused, match="chính cá nhân"):
        reply(put(w, "phuong-mot-1"), w.committee_member)


def test_an_issue_that_was_not_put_is_not_answered():
    w = world()
    with pytest.raises(Refused, match="chưa được đặt ra"):
        reply(raised(w), w.secretary)


def test_an_empty_answer_is_refused():
    w = world()
    with pytest.raises(Refused, match="còn trống"):
        reply(put(w), w.secretary, text="  ")


def test_a_later_answer_stays_beside_the_earlier_and_counts_once():
    w = world()
    issue = put(w)
    reply(issue, w.secretary)
    reply(issue, w.secretary, text="Bổ sung: đã gửi tài liệu ngày 01/8")
    assert issue.answers.count() == 2
    figure = read(w.campaign.pk, [w.unit("phuong-mot").path], on=TODAY)[(w.unit("phuong-mot").path, ANSWERS)]
    assert (figure.done, figure.total, figure.late) == (1, 1, 0)


def test_after_the_conclusion_nothing_is_answered():
    w = world()
    issue = put(w)
    reply(issue, w.secretary)
    actions.conclude(issue, verdict=IssueState.NOT_UPHELD, text="Không đủ cơ sở", by=None, at=NOW)
    with pytest.raises(Refused, match="đã có kết luận"):
        reply(issue, w.secretary)


def test_at_the_meeting_the_answer_comes_from_the_minutes():
    w = world()
    given = reply(put(w), w.board_member, at_meeting=True)
    assert given.at_meeting
    assert not given.by_proxy


def test_counters_equal_the_recount():
    w = world()
    issued(w, points=2)
    late = put(w, "phuong-hai")
    reply(late, w.secretary_two)
    top = w.unit("quan").path
    figure = read(w.campaign.pk, [top], on=ANSWER_BY.replace(day=25))[(top, ANSWERS)]
    assert (figure.done, figure.total, figure.late) == (1, 3, 2)
    rows = [row for row in raw(w.campaign) if row.measure == ANSWERS]
    recount(w.campaign.pk, rows)
    again = read(w.campaign.pk, [top], on=ANSWER_BY.replace(day=25))[(top, ANSWERS)]
    assert again == figure
