"""A commitment: from an upheld issue, with an owner, a date, and a supervisor from elsewhere."""

from datetime import date

import pytest
from tests.factories import world
from tests.meetings import DUE, MADE, answered_issue, commitment, conclude_all, opened, upheld_issue

from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.tally import figures
from tusoi.process.issues.models import Issue
from tusoi.process.issues.states import IssueState, ShortcomingState
from tusoi.process.supervision import actions
from tusoi.process.supervision.actions_evidence import add_evidence
from tusoi.process.supervision.progress import MEASURE, raw

pytestmark = pytest.mark.django_db


def test_a_commitment_follows_from_an_upheld_issue_and_counts():
    w = world()
    made = commitment(w)
    assert (made.made_on, made.due_on, made.shortcoming.issue) == (MADE.date(), DUE, made.issue)
    made.shortcoming.refresh_from_db()
    assert made.shortcoming.state == ShortcomingState.MENDING
    assert made.shortcoming.supervisor == made.supervisor
    top = w.unit("quan").path
    figure = figures.read(w.campaign.pk, [top], on=date(2012, 12, 1))[(top, MEASURE)]
    assert (figure.done, figure.total, figure.late) == (0, 1, 1)


@pytest.mark.parametrize("verdict", [IssueState.NOT_UPHELD, IssueState.REFERRED])
def test_what_was_not_upheld_leads_to_no_commitment(verdict):
    w = world()
    issue = answered_issue(w)
    conclude_all(opened(w), verdict)
    with pytest.raises(Refused, match="đã được kết luận là có khuyết điểm"):
        commitment(w, Issue.objects.get(pk=issue.pk))


def test_before_the_conclusion_there_is_no_commitment():
    w = world()
    with pytest.raises(Refused, match="đã được kết luận là có khuyết điểm"):
        commitment(w, answered_issue(w))


def test_the_owner_does_not_supervise():
    w = world()
    with pytest.raises(Refused, match="phải khác người thực hiện"):
        commitment(w, supervisor=w.people["dv-13"])


def test_a_member_of_the_reviewed_collective_does_not_supervise():
    w = world()
    with pytest.raises(Refused, match="của chính mình hoặc của tập thể mình"):
        commitment(w, supervisor=w.people["dv-14"])


def test_the_reviewed_person_does_not_supervise():
    w = world()
    issue = upheld_issue(w, "phuong-mot-2")
    with pytest.raises(Refused, match="của chính mình hoặc của tập thể mình"):
        commitment(w, issue, owner=w.people["dv-15"], supervisor=w.people["dv-14"])
    assert commitment(w, issue, owner=w.people["dv-14"], supervisor=w.people["dv-13"]).pk


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ({"measure": " "}, "biện pháp khắc phục"),
        ({"shows": ""}, "bằng chứng"),
        ({"due_on": date(2012, 10, 19)}, "ở trước hôm nay"),
    ],
)
def test_a_commitment_says_what_how_seen_and_until_when(words, reason):
    with pytest.raises(Refused, match=reason):
        commitment(world(), **words)


def test_a_code_is_used_once():
    w = world()
    first = commitment(w)
    with pytest.raises(Refused, match="đã dùng cho một cam kết khác"):
        commitment(w, first.issue)


@pytest.mark.parametrize(
    "who", ["viewer", "member", "committee_member", "secretary_two", "administrator", "supervisor"]
)
def test_others_make_no_commitments(who):
    w = world()
    with pytest.raises(Refused, match="cần quyền"):
        commitment(w, by=w.accounts[who])


@pytest.mark.parametrize("who", ["officer", "leader"])
def test_the_level_above_makes_commitments_too(who):
    w = world()
    assert commitment(w, by=w.accounts[who]).pk


def test_what_is_mended_takes_no_new_commitment():
    w = world()
    first = commitment(w)
    add_evidence(first, note="Sổ", by=None, at=MADE)
    actions.claim(first, by=None, at=MADE)
    actions.verify(first, note="Đủ", by=None, at=MADE)
    with pytest.raises(Refused, match="khắc phục xong"):
        commitment(w, Issue.objects.get(pk=first.issue_id), "ck-2")


def test_a_recount_agrees():
    w = world()
    first = commitment(w)
    commitment(w, first.issue, "ck-2")
    add_evidence(first, note="Sổ", by=None, at=MADE)
    actions.claim(first, by=None, at=MADE)
    actions.verify(first, note="Đủ", by=None, at=MADE)
    rows = [row for row in raw(w.campaign) if row.measure == MEASURE]
    top = w.unit("quan").path
    figure = figures.read(w.campaign.pk, [top], on=MADE.date())[(top, MEASURE)]
    assert (figure.done, figure.total) == (sum(r.done for r in rows), sum(r.total for r in rows)) == (1, 2)
