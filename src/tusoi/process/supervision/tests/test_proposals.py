"""A commitment that those reviewed propose is a proposal until the meeting or the secretary approves it."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from tests.factories import at_noon, go_to, signed_in, world
from tests.meetings import DUE, MADE, answered_issue, conclude_all, opened, upheld_issue

from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.issues.models import Issue
from tusoi.process.issues.states import IssueState
from tusoi.process.supervision import actions, actions_proposals
from tusoi.process.supervision.actions_remind import remind_due
from tusoi.process.supervision.models import Commitment, Proposal
from tusoi.process.supervision.progress import MEASURE, raw, to_commit, waiting_for
from tusoi.process.supervision.states import ProposalState

pytestmark = pytest.mark.django_db
WHAT = "Tiếp công dân đúng lịch"
BEFORE = at_noon(date(2012, 8, 12))  # with the answer, before the meeting


def propose(w, issue=None, **also):
    words = {
        "owner": w.people["dv-14"],
        "measure": WHAT,
        "shows": "Sổ tiếp công dân",
        "due_on": DUE,
        "by": w.committee_member,
        "at": MADE,
    }
    return actions_proposals.propose(issue or upheld_issue(w, "phuong-mot-2"), **(words | also))


def again(proposal):
    return Proposal.objects.with_names().get(pk=proposal.pk)


def approve(w, proposal, **also):
    words = {"code": "ck-1", "supervisor": w.people["dv-10"], "by": w.secretary, "at": MADE}
    return actions_proposals.approve(again(proposal), **(words | also))


def tasks(w, account):
    return [task.url for task in waiting_for(account, w.campaign, MADE)]


def page(w, proposal, name="proposal"):
    return reverse(f"supervision:{name}", args=[w.campaign.code, proposal.pk])


def test_until_it_is_approved_it_is_no_commitment_anywhere():
    w = world()
    proposal = propose(w)
    assert not Commitment.objects.exists()
    assert [row for row in raw(w.campaign) if row.measure == MEASURE] == []
    assert remind_due(w.campaign, at=at_noon(DUE + timedelta(5))) == 0
    assert to_commit(w.secretary, w.campaign, MADE) == []
    assert page(w, proposal) in tasks(w, w.secretary)
    assert page(w, proposal) not in tasks(w, w.committee_member)
    made = approve(w, proposal)
    assert (made.measure, made.owner, made.due_on, made.supervisor) == (WHAT, proposal.owner, DUE, w.people["dv-10"])
    assert page(w, proposal) not in tasks(w, w.secretary)
    assert sum(row.total for row in raw(w.campaign) if row.measure == MEASURE) == 1
    with pytest.raises(Refused, match="không còn chờ duyệt"):
        approve(w, proposal, code="ck-2")


def test_offered_with_the_answer_it_waits_for_the_conclusion():
    w = world()
    issue = answered_issue(w, "phuong-mot-2")
    proposal = propose(w, issue, at=BEFORE)
    with pytest.raises(Refused, match="kết luận là có khuyết điểm"):
        approve(w, proposal)
    assert page(w, proposal) not in tasks(w, w.secretary)
    conclude_all(opened(w))
    assert approve(w, proposal).pk


def test_what_was_not_upheld_takes_its_proposals_out_of_sight():
    w = world()
    issue = answered_issue(w, "phuong-mot-2")
    proposal = propose(w, issue, at=BEFORE)
    conclude_all(opened(w), IssueState.NOT_UPHELD)
    assert not Proposal.objects.visible_to(w.officer, MADE.date()).exists()
    assert not Proposal.objects.waiting().exists()
    with pytest.raises(Refused, match="kết luận là có khuyết điểm"):
        approve(w, proposal)
    with pytest.raises(Refused, match="không cần khắc phục"):
        propose(w, Issue.objects.get(pk=issue.pk))


def test_sent_back_with_a_reason_it_is_improved_once_as_another_row():
    w = world()
    proposal = propose(w)
    with pytest.raises(Refused, match="vì sao trả lại"):
        actions_proposals.send_back(again(proposal), reason=" ", by=w.secretary, at=MADE)
    actions_proposals.send_back(again(proposal), reason="Chưa rõ lịch nào", by=w.secretary, at=MADE)
    assert page(w, proposal) in tasks(w, w.committee_member)
    better = propose(w, proposal.issue, measure="Dán lịch tiếp dân", earlier=again(proposal))
    assert page(w, proposal) not in tasks(w, w.committee_member)
    assert page(w, better) in tasks(w, w.secretary)
    assert again(proposal).measure == WHAT
    with pytest.raises(Refused, match="đã được sửa"):
        propose(w, proposal.issue, earlier=again(proposal))


def test_nobody_approves_the_own_nor_commits_for_oneself():
    w = world()
    issue = upheld_issue(w, "phuong-mot-1")  # the secretary's own file
    words = {"owner": w.people["dv-13"], "measure": WHAT, "shows": "Sổ", "due_on": DUE, "by": w.secretary, "at": MADE}
    with pytest.raises(Refused, match="tự lập cam kết cho chính mình"):
        actions.commit(issue, code="ck-1", supervisor=w.people["dv-10"], **words)
    assert to_commit(w.secretary, w.campaign, MADE) == []
    proposal = actions_proposals.propose(issue, **words)
    with pytest.raises(Refused, match="tự duyệt đề xuất"):
        approve(w, proposal)
    assert approve(w, proposal, by=w.officer).pk


def test_who_led_the_meeting_approves_for_the_meeting_alone():
    w = world()
    issue = upheld_issue(w, "phuong-mot-1")
    proposal = propose(w, issue, owner=w.people["dv-13"], by=w.secretary)
    clerk = w.committee_member
    assert Proposal.objects.get().issue.subject.person_id != clerk.person_id
    meeting = actions_proposals.rules.deciding_meeting(issue)
    meeting.minute_taker = clerk.person
    meeting.save(update_fields=["minute_taker"])
    assert page(w, proposal) in tasks(w, clerk)
    with pytest.raises(Refused, match="cần quyền"):
        approve(w, proposal, by=clerk)
    approve(w, proposal, by=clerk, at_meeting=True)
    assert again(proposal).meeting == meeting


@pytest.mark.parametrize("who", ["viewer", "member", "secretary_two", "administrator", "supervisor"])
def test_others_approve_nothing(who):
    w = world()
    proposal = propose(w)
    with pytest.raises(Refused, match="cần quyền"):
        approve(w, proposal, by=w.accounts[who])


def test_only_the_subject_proposes_and_who_proposed_withdraws():
    w = world()
    issue = upheld_issue(w, "phuong-mot-2")
    with pytest.raises(Refused, match="chính cá nhân đó"):
        propose(w, issue, by=w.member)
    proposal = propose(w, issue)
    with pytest.raises(Refused, match="người đề xuất được rút"):
        actions_proposals.withdraw(again(proposal), by=w.secretary, at=MADE)
    actions_proposals.withdraw(again(proposal), by=w.committee_member, at=MADE)
    assert again(proposal).state == ProposalState.WITHDRAWN


def test_a_date_that_passed_meanwhile_is_sent_back():
    w = world()
    proposal = propose(w, due_on=MADE.date())
    with pytest.raises(Refused, match="ở trước hôm nay"):
        approve(w, proposal, at=at_noon(MADE.date() + timedelta(1)))


def test_the_table_holds_an_approved_one_to_its_commitment():
    w = world()
    proposal = propose(w)
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.filter(pk=proposal.pk).update(state=ProposalState.APPROVED)
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.filter(pk=proposal.pk).update(state=ProposalState.RETURNED)


def test_in_the_browser_proposed_returned_improved_approved():
    w = world()
    issue = upheld_issue(w, "phuong-mot-2")
    go_to(MADE.date())
    mine, secretary = signed_in(w.committee_member), signed_in(w.secretary)
    thread = mine.get(reverse("thread:issue", args=[w.campaign.code, issue.code])).content.decode()
    start = reverse("supervision:propose", args=[w.campaign.code, issue.code])
    assert start in thread
    typed = {"measure": WHAT, "shows": "Sổ", "owner": w.people["dv-14"].pk, "due_on": "20/11/2012"}
    first = mine.post(start, typed).url
    board = reverse("supervision:index", args=[w.campaign.code])
    assert "Đề xuất chờ duyệt" in secretary.get(board).content.decode()
    assert "Vì sao trả lại" in secretary.get(first).content.decode()
    assert "Đã trả lại" in secretary.post(first + "tra-lai/", {"tl-reason": "Rõ hơn"}, follow=True).content.decode()
    assert "Rõ hơn" in mine.get(first).content.decode()
    number = Proposal.objects.get().pk
    assert WHAT in mine.get(f"{start}?tu={number}").content.decode()
    second = mine.post(f"{start}?tu={number}", typed | {"measure": "Dán lịch tiếp dân"}).url
    choose = {"supervisor": w.people["dv-10"].pk, "who": "hoi-nghi"}
    wrong = secretary.post(f"{second}duyet/?co-quan=van-phong", {"who": "hoi-nghi"})
    assert wrong.status_code == 200
    done = secretary.post(f"{second}duyet/?co-quan=van-phong", choose)
    made = Commitment.objects.get()
    assert done.url == reverse("supervision:commitment", args=[w.campaign.code, made.code])
    assert (made.agency, made.proposal.meeting_id is not None) == (w.units["van-phong"], True)
    line = mine.get(reverse("thread:issue", args=[w.campaign.code, issue.code])).content.decode()
    assert "Đề xuất: Dán lịch tiếp dân" in line
    assert "Rõ hơn" in line
    assert "hội nghị" in mine.get(second).content.decode()
