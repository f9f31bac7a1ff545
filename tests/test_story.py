"""One issue from the slip to the last shortcoming: every step by the person whose it is, every gate held on the way."""

from datetime import date

import pytest
from django.utils.html import escape

from tests.factories import TODAY, World, go_to, hand_in_slips, open_round, open_slips, signed_in, world
from tests.meetings import item_of, plan
from tusoi.foundation.journal.actions import first_broken
from tusoi.foundation.journal.models import Entry
from tusoi.foundation.kernel.clock import at_noon
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.secrecy.submission import Found, look_for
from tusoi.foundation.tally.actions import recount
from tusoi.foundation.tally.figures import Figure, read
from tusoi.process.campaigns.actions import override_gate
from tusoi.process.campaigns.models import Override
from tusoi.process.campaigns.states import GateName
from tusoi.process.feedback.models import Comment, Round
from tusoi.process.feedback.states import RoundState
from tusoi.process.issues import actions as issues
from tusoi.process.issues.models import Issue
from tusoi.process.issues.states import IssueState, ShortcomingState, SourceKind
from tusoi.process.reports import actions as reports
from tusoi.process.reports.rules import outline_of
from tusoi.process.reports.states import ReportState
from tusoi.process.reviews import actions as reviews
from tusoi.process.reviews.models import Meeting
from tusoi.process.steps import raw_rows
from tusoi.process.supervision import actions as supervision
from tusoi.process.supervision.actions_evidence import add_evidence
from tusoi.process.supervision.models import Commitment
from tusoi.web.keeping.worker import work_off
from tusoi.web.thread.presenters import thread_of

pytestmark = pytest.mark.django_db

TRIAGED, ANSWERED, REPORTED = date(2012, 7, 30), date(2012, 8, 10), date(2012, 9, 20)
MEETING, COMMITTED, MENDED = date(2012, 10, 8), date(2012, 10, 15), date(2012, 11, 12)
SAID = "Cán bộ phường thường gửi tài liệu sát giờ họp"
TITLE = "Gửi tài liệu họp trễ"


@pytest.fixture
def home() -> World:
    return world()


def thread(home: World, issue: Issue, on: date) -> list[tuple[str, str]]:
    """The knots of the issue's page as the secretary sees them that day: kind and title."""
    row = Issue.objects.get(pk=issue.pk)
    return [(knot.kind, knot.title) for knot in thread_of(row, account=home.secretary, at=at_noon(on)).knots]


def slips_handed_in(home: World) -> Round:
    """Six people write the same about the ward's committee; the two of the team open what they wrote."""
    round = open_round(home, subjects=("phuong-mot",))
    about = home.subjects["phuong-mot"].pk
    receipts = hand_in_slips(round, "individuals", [{about: {"shortcoming": f"{SAID} ({n})"}} for n in range(6)])
    assert not Comment.objects.exists()
    assert [look_for(receipt)[0] for receipt in receipts] == [Found.SEALED] * 6
    open_slips(home, round)
    assert [look_for(receipt)[0] for receipt in receipts] == [Found.PUBLISHED] * 6
    return Round.objects.get(pk=round.pk)


def put_by_the_team(home: World, round: Round) -> Issue:
    """Triage: refused to everybody else, and while a comment is not placed."""
    who = {"by": home.counter_one, "at": at_noon(TRIAGED)}
    first, *others = Comment.objects.filter(round=round)
    asked = {"subject": first.subject, "title": TITLE, "source": SourceKind.COMMENTS, "comments": [first]}
    with pytest.raises(Refused, match="Chỉ thành viên tổ mở phiếu"):
        issues.raise_issue(home.campaign, **asked, by=home.officer, at=at_noon(TRIAGED))
    issue = issues.raise_issue(home.campaign, **asked, **who)
    with pytest.raises(Refused, match="Còn 5 ý kiến chưa xếp"):
        issues.finish_triage(round, **who)
    for comment in others:
        issues.file_comment(comment, issue=issue, **who)
    assert not Issue.objects.visible_to(home.secretary, TRIAGED).exists()
    assert [put.pk for put in issues.finish_triage(round, answer_by=date(2012, 8, 20), **who)] == [issue.pk]
    assert round.state == RoundState.SYNTHESISED
    return Issue.objects.get(pk=issue.pk)


def reported(home: World, issue: Issue) -> None:
    """The report is refused while the issue has no answer, and taken when the subject itself has answered."""
    subject = home.subjects["phuong-mot"]
    report = reports.start(subject, due_on=date(2012, 9, 25), by=home.officer, at=at_noon(TRIAGED))
    for number, section in enumerate(outline_of(subject).sections):
        reports.save_section(
            report,
            key=section.key,
            text=f"Phần {number}: đã làm, còn thiếu, và sẽ xong trước ngày 20/11/2012.",
            revision=0,
            by=home.secretary,
            at=at_noon(ANSWERED),
        )
    with pytest.raises(Refused, match="còn 1 nội dung chưa tiếp thu, giải trình"):
        reports.submit(report, by=home.secretary, at=at_noon(ANSWERED))
    answer = {"kind": "accept", "text": "Tiếp thu, sẽ gửi trước ba ngày", "at": at_noon(ANSWERED)}
    with pytest.raises(Refused, match="phải do tập thể được kiểm điểm"):
        issues.answer(issue, **answer, by=home.committee_member)
    issues.answer(issue, **answer, by=home.secretary)
    reports.submit(report, by=home.secretary, at=at_noon(REPORTED))
    assert report.state == ReportState.SUBMITTED


def opened_out_of_turn(home: World) -> Meeting:
    """The ward meets before the board has concluded: refused with the clause, until somebody lets it pass with a reason."""
    meeting = plan(home, subjects=[home.subjects["phuong-mot"]], minute_taker=home.people["dv-15"])
    at = at_noon(MEETING)
    reviews.call_roll(meeting, absences={}, by=home.secretary, at=at)
    with pytest.raises(Refused, match="Cấp trên chưa kết luận kiểm điểm: Ban Thường vụ") as refused:
        reviews.open_meeting(meeting, by=home.secretary, at=at)
    assert refused.value.clause == home.campaign.rules.gates.tier_order.cited
    assert "Cấp trên kiểm điểm trước, cấp dưới sau" in refused.value.clause
    let = {"gate": GateName.TIER_ORDER, "campaign_unit": meeting.campaign_unit, "thing": meeting}
    with pytest.raises(Refused, match="cho phép vượt"):
        override_gate(home.campaign, **let, reason="Xin họp trước", by=home.secretary, at=at)
    override_gate(home.campaign, **let, reason="Thường trực đồng ý cho họp trước", by=home.leader, at=at)
    reviews.open_meeting(meeting, by=home.secretary, at=at)
    return meeting


def upheld(home: World, issue: Issue, meeting: Meeting) -> Issue:
    who = {"by": home.secretary, "at": at_noon(MEETING)}
    item = reviews.open_item(item_of(meeting, "phuong-mot"), **who)
    reviews.contribute(item, speaker=home.people["dv-14"], text="Đúng như phiếu nêu.", issue=issue, **who)
    with pytest.raises(Refused, match=f"Chưa kết luận: {TITLE}"):
        reviews.conclude_item(item, text="Thống nhất.", **who)
    row = Issue.objects.get(pk=issue.pk)
    reviews.conclude_issue(item, issue=row, verdict=IssueState.UPHELD, text="Có khuyết điểm.", **who)
    reviews.conclude_item(item, text="Thống nhất.", **who)
    reviews.conclude_meeting(meeting, **who)
    return Issue.objects.get(pk=issue.pk)


def mended(home: World, issue: Issue) -> Commitment:
    """Promised by the secretary, followed by somebody else: nobody verifies the own work, and nothing without evidence."""
    promise = {
        "code": "ck-1",
        "owner": home.people["dv-13"],
        "measure": "Gửi tài liệu trước ba ngày",
        "shows": "Sổ công văn đi",
        "due_on": date(2012, 11, 20),
        "by": home.secretary,
        "at": at_noon(COMMITTED),
    }
    with pytest.raises(Refused, match="Người giám sát phải khác người thực hiện"):
        supervision.commit(issue, supervisor=home.people["dv-13"], **promise)
    made = supervision.commit(issue, supervisor=home.people["dv-10"], agency=home.units["van-phong"], **promise)
    at = at_noon(MENDED)
    with pytest.raises(Refused, match="Chưa có minh chứng"):
        supervision.claim(made, by=home.secretary, at=at)
    add_evidence(made, note="Ba kỳ họp đã gửi trước", by=home.secretary, at=at)
    supervision.claim(made, by=home.secretary, at=at)
    with pytest.raises(Refused, match="Chỉ người giám sát được xác nhận"):
        supervision.verify(made, note="Đủ", by=home.secretary, at=at)
    return supervision.verify(made, note="Đã xem sổ", by=home.supervisor, at=at)


def test_from_a_slip_to_a_shortcoming_that_is_fixed(home):
    issue = put_by_the_team(home, slips_handed_in(home))
    assert thread(home, issue, TRIAGED)[-1] == ("waiting", "Chờ tiếp thu, giải trình")
    reported(home, issue)
    assert thread(home, issue, REPORTED)[-1] == ("waiting", "Chờ kết luận tại hội nghị")
    issue = upheld(home, issue, opened_out_of_turn(home))
    assert thread(home, issue, MEETING)[-1] == ("waiting", "Chờ lập cam kết khắc phục")
    mended(home, issue)
    issue = Issue.objects.get(pk=issue.pk)
    assert (issue.state, issue.shortcoming.state) == (IssueState.UPHELD, ShortcomingState.VERIFIED)
    stages = ["raised", "put", "answered", "discussed", "concluded", "committed", "evidence"]
    kinds = [kind for kind, _title in thread(home, issue, MENDED)]
    assert kinds[: len(stages)] == stages
    assert kinds[-1] == "verified"
    assert "waiting" not in kinds
    one_page_tells_it_and_names_nobody(home, issue)
    every_number_is_counted_and_every_act_on_record(home)


def one_page_tells_it_and_names_nobody(home: World, issue: Issue) -> None:
    """The page of the issue: how many slips, the gate that was opened elsewhere; not a word from a slip, not who spoke."""
    go_to(MENDED)
    page = signed_in(home.secretary).get(f"/dot/{home.campaign.code}/van-de/{issue.code}/").text
    assert TITLE in page
    assert "6 phiếu" in page
    assert escape("Tiếp thu, sẽ gửi trước ba ngày") in page
    assert SAID not in page
    assert home.people["dv-14"].name not in page
    told = Override.objects.get()
    assert (told.by, told.reason) == (home.leader, "Thường trực đồng ý cho họp trước")


def every_number_is_counted_and_every_act_on_record(home: World) -> None:
    ward = home.unit("phuong-mot").path
    for _folded in (False, True):
        figures = read(home.campaign.pk, [ward], on=MENDED)
        counted = {measure: figures[ward, measure] for measure in ("answers", "reports", "commitments")}
        assert counted == dict.fromkeys(counted, Figure(1, 1))
        assert figures[ward, "reviews"].done == 1
        assert recount(home.campaign.pk, raw_rows(home.campaign)) == 0
        work_off()
    assert not Entry.objects.filter(position=None).exists()
    assert first_broken() is None
    acts = list(Entry.objects.order_by("id").values_list("act", flat=True))
    assert acts.index("campaign.opened") < acts.index("issue.put") < acts.index("supervision.verified")


def test_nothing_of_it_can_be_changed_silently(home):
    mended(home, upheld(home, put_and_answered(home), opened_out_of_turn(home)))
    work_off()
    assert first_broken() is None
    concluded = Entry.objects.get(act="issue.concluded")
    Entry.objects.filter(pk=concluded.pk).update(facts={"verdict": "not_upheld"})
    assert first_broken() == concluded.position


def put_and_answered(home: World) -> Issue:
    issue = put_by_the_team(home, slips_handed_in(home))
    reported(home, issue)
    return issue


def test_the_story_is_told_in_the_year_of_the_article():
    assert TODAY < TRIAGED < ANSWERED < REPORTED < MEETING < COMMITTED < MENDED
