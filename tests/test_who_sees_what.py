"""Who sees what, and when: a whole review by the real verbs, and after each step what every person of the cast sees.

Every field gets a text that stands nowhere else. What somebody sees is what stands on any of the pages concerned when
they ask for it; what they should see is the table (`sight.py` of each step), by the standings that they hold on the file.
"""

from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from tools.sight import FILE, render

from tests.factories import FOUNDED, go_to, hand_in_slips, open_round, open_slips, signed_in
from tests.meetings import WARD_DAY, complete, item_of, pass_gates
from tests.ratings import counted, prepared, rate, rated_world
from tests.sight_walk import (
    Walk,
    ballot_pages,
    issue_pages,
    list_pages,
    meeting_pages,
    meeting_papers,
    rating_pages,
    report_pages,
    version_pages,
)
from tests.url_matrix import without_refusals_logged
from tusoi.foundation.access.actions import give_role, open_account
from tusoi.foundation.access.roles import Role
from tusoi.foundation.kernel.clock import at_noon
from tusoi.process.campaigns import actions as campaigns
from tusoi.process.campaigns.sight import Standing
from tusoi.process.feedback.models import Comment
from tusoi.process.issues import actions as issues
from tusoi.process.issues.models import Issue
from tusoi.process.issues.sight import ISSUES, SUGGESTIONS
from tusoi.process.issues.states import SourceKind
from tusoi.process.reports import actions as reports
from tusoi.process.reports import actions_draft
from tusoi.process.reports.models import Report
from tusoi.process.reports.rules import outline_of
from tusoi.process.reports.sight import DRAFT_REMARKS, HANDED, NOTICES, RETURNED_FOR, WRITING
from tusoi.process.reports.sight import PAPERS as WORD_FILES
from tusoi.process.reviews import actions as reviews
from tusoi.process.reviews import actions_later, actions_minutes, actions_rating
from tusoi.process.reviews.models import BallotCount, Meeting, Minutes, Petition
from tusoi.process.reviews.sight import BALLOTS, CONCLUSIONS, LEVELS, MATERIALS, MEETINGS, PETITIONS
from tusoi.process.reviews.states import Circle
from tusoi.process.supervision import actions as supervision
from tusoi.process.supervision.actions_closing import close
from tusoi.web.help.sights import SIGHTS

S = Standing
# The files: a collective, its deputy, and somebody of the ward who does not sit on the collective that reviews them.
WARD, DEPUTY, MEMBER = "phuong-mot", "phuong-mot-2", "dang-vien"
SLIPS = "phieu"  # what slips raised about the collective: not among the points that the overseer follows
JULY, AUGUST, HELD = at_noon(WARD_DAY.replace(month=7, day=29)), at_noon(WARD_DAY.replace(month=8)), at_noon(WARD_DAY)
LATER = at_noon(WARD_DAY.replace(day=20))
OWN = {
    WARD: {"secretary": {S.SUBJECT, S.WRITER}, "clerk": {S.SUBJECT}, "committee_member": {S.SUBJECT}},
    SLIPS: {"secretary": {S.SUBJECT}, "clerk": {S.SUBJECT}, "committee_member": {S.SUBJECT}},
    DEPUTY: {"committee_member": {S.SUBJECT, S.WRITER}},
    MEMBER: {"member": {S.SUBJECT, S.WRITER}},
}
ANSWERS = (WARD, SLIPS)  # the file of each answer
NOBODY = {"viewer", "administrator", "stranger", "secretary_two", "secretary_above", "anonymous"}


def not_there(request, exception):
    """The walk reads what is there; the page that says “not found” is drawn in the tests of addresses."""
    return HttpResponse(status=404)


@pytest.fixture
def walk(db, monkeypatch):
    monkeypatch.setattr("tusoi.urls.handler404", not_there, raising=False)
    home = rated_world()
    for name, person in (("clerk", "dv-15"), ("secretary_above", "dv-07")):
        home.accounts[name] = open_account(username=name, person=home.people[person])
    give_role(
        home.secretary_above, Role.SECRETARY, unit=home.units["quan"], since=FOUNDED, by=None, at=at_noon(FOUNDED)
    )
    home.subjects[MEMBER] = campaigns.add_subject(
        home.campaign,
        code=MEMBER,
        unit=home.units[WARD],
        person=home.people["dv-16"],
        tier=home.subjects[WARD].tier,
        decided_by=home.collectives["dang-uy-mot"],
        order=99,
        by=home.officer,
        at=JULY,
    )
    held = {file: {who: set(standings) for who, standings in people.items()} for file, people in OWN.items()}
    browsers = {who: signed_in(account) for who, account in home.accounts.items()} | {"anonymous": Client()}
    found = Walk(home, held, browsers)
    found.hold(S.SECRETARY, "secretary")
    found.hold(S.ROLE, "officer leader")
    found.hold(S.DRAFTER, "officer leader")
    found.hold(S.ANSWERS, "leader")
    with without_refusals_logged():
        yield found


@pytest.mark.long
def test_a_whole_review(walk):
    for step, pages in STEPS:
        step(walk)
        walk.check(step.__name__, [page for one in pages for page in one(walk)])
    walk.check("every page, for who has no part", [page for pages in PAGES for page in pages(walk)], NOBODY)
    assert {who for people in walk.held.values() for who in people}.isdisjoint(NOBODY)
    unwalked = {(sight.code, str(stage)) for sight in SIGHTS for stage in sight.to} - walk.walked
    assert unwalked == {("issues", "referred"), ("meetings", "adjourned"), ("materials", "adjourned")}


def test_the_table_is_printed():
    assert FILE.read_text(encoding="utf-8") == render(), "run: python tools/sight.py"


# -- suggestions and slips


def suggested(walk):
    home = walk.home
    draft = issues.draft_set(home.subjects[WARD], by=home.officer, at=JULY)
    words = {"title": "Chậm gửi tài liệu", "grounds": "dấu căn cứ gợi ý", "theme": "causes"}
    issues.add_point(draft, **words, by=home.officer, at=JULY)
    walk.stands("dấu căn cứ gợi ý", WARD, (SUGGESTIONS, "draft"), (ISSUES, "raised"))


def approved(walk):
    home = walk.home
    found = home.campaign.suggestion_sets.get()
    issues.approve_set(found, by=home.leader, at=JULY)
    issues.assign_overseer(found, person=home.people["dv-03"], by=home.leader, at=JULY)
    walk.hold(S.OVERSEER, "overseer", WARD)
    walk.stands("dấu căn cứ gợi ý", WARD, (SUGGESTIONS, "approved"), (ISSUES, "raised"))


def issued(walk):
    issues.issue_set(walk.home.campaign.suggestion_sets.get(), answer_by=AUGUST.date(), by=walk.home.officer, at=JULY)
    walk.stands("dấu căn cứ gợi ý", WARD, (SUGGESTIONS, "issued"), (ISSUES, "put"))


def acknowledged(walk):
    issues.acknowledge_set(walk.home.campaign.suggestion_sets.get(), by=walk.home.secretary, at=JULY)
    walk.stands("dấu căn cứ gợi ý", WARD, (SUGGESTIONS, "acknowledged"), (ISSUES, "put"))


def slips_opened(walk):
    """What slips raise is their team's until triage ends; the slips themselves are the team's alone."""
    home = walk.home
    round = open_round(home, subjects=(WARD,))
    about = home.subjects[WARD].pk
    hand_in_slips(round, "individuals", [{about: {"shortcoming": f"dấu lời phiếu {n}"}} for n in range(6)])
    open_slips(home, round)
    issues.raise_issue(
        home.campaign,
        subject=home.subjects[WARD],
        title="Ít xuống chi bộ",
        text="dấu lời của tổ",
        source=SourceKind.COMMENTS,
        comments=list(Comment.objects.filter(round=round)),
        by=home.counter_one,
        at=JULY,
    )
    walk.hold(S.TEAM, "counter_one counter_two", SLIPS)
    walk.stands("dấu lời của tổ", SLIPS, (ISSUES, "in_triage"))


def triage_ended(walk):
    issues.finish_triage(walk.home.campaign.rounds.get(), answer_by=AUGUST.date(), by=walk.home.counter_one, at=JULY)
    walk.stands("dấu lời của tổ", SLIPS, (ISSUES, "put"))


def answered(walk):
    go_to(AUGUST.date())
    for number, issue in enumerate(Issue.objects.filter(subject__code=WARD).order_by("pk")):
        text = f"dấu câu trả lời {number}"
        issues.answer(issue, kind="accept", text=text, by=walk.home.secretary, at=AUGUST)
        walk.stands(text, ANSWERS[number], (ISSUES, "answered"))
    walk.stands("dấu căn cứ gợi ý", WARD, (SUGGESTIONS, "acknowledged"), (ISSUES, "answered"))
    walk.stands("dấu lời của tổ", SLIPS, (ISSUES, "answered"))
    judged = Issue.objects.get(suggestion_set__isnull=False).answers.get()
    issues.judge(judged, verdict="answered", note="dấu nhận xét", by=walk.home.overseer, at=AUGUST)
    walk.stands("dấu nhận xét", WARD, (ISSUES, "answered"))


# -- reports


def report_of(walk, file):
    return Report.objects.select_related("campaign__frozen", "subject__campaign_unit__unit").get(
        campaign=walk.home.campaign, subject__code=file
    )


def write(walk, file, text, by):
    """Every section, the mark in the first; no shortcoming named, which the notices ask about."""
    report = report_of(walk, file)
    now = dict(report.sections.values_list("key", "revision"))
    for place, section in enumerate(outline_of(report.subject).sections):
        said = "Không có." if section.key == "limitations" else f"{text} {place}" if place == 0 else f"Phần {place}."
        reports.save_section(report, key=section.key, text=said, revision=now.get(section.key, 0), by=by, at=AUGUST)


def written(walk):
    home = walk.home
    for file, text, by in (
        (WARD, "dấu bài tập thể", home.secretary),
        (DEPUTY, "dấu bài cá nhân", home.committee_member),
    ):
        reports.start(home.subjects[file], by=home.officer, at=AUGUST)
        write(walk, file, text, by)
        walk.stands(text, file, (WRITING, "draft"), (HANDED, "draft"), (WORD_FILES, "draft"))
    actions_draft.dismiss_notice(
        report_of(walk, WARD), code="no-shortcoming", reason="dấu lý do bỏ qua", by=home.secretary, at=AUGUST
    )
    for number in range(2):
        walk.stands(f"dấu câu trả lời {number}", ANSWERS[number], (ISSUES, "answered"), (WRITING, "draft"), also=WARD)
    walk.stands("dấu lý do bỏ qua", WARD, (NOTICES, "draft"))
    walk.stands("dấu lý do trả lại", WARD, (RETURNED_FOR, "draft"))


def circulated(walk):
    home = walk.home
    actions_draft.circulate(report_of(walk, WARD), by=home.secretary, at=AUGUST)
    walk.hold(S.MEMBER, "member secretary clerk committee_member", WARD)
    key = outline_of(home.subjects[WARD]).sections[0].key
    actions_draft.remark_on_draft(report_of(walk, WARD), key=key, text="dấu góp ý dự thảo", by=home.member, at=AUGUST)
    walk.stands("dấu góp ý dự thảo", WARD, (DRAFT_REMARKS, "draft"))


def submitted(walk):
    home = walk.home
    for file, text, by in (
        (WARD, "dấu bài tập thể", home.secretary),
        (DEPUTY, "dấu bài cá nhân", home.committee_member),
    ):
        reports.submit(report_of(walk, file), by=by, at=AUGUST)
        walk.stands(text, file, (WRITING, "submitted"), (HANDED, "submitted"), (WORD_FILES, "submitted"))
    for number in range(2):
        walk.stands(
            f"dấu câu trả lời {number}", ANSWERS[number], (ISSUES, "answered"), (HANDED, "submitted"), also=WARD
        )
    walk.stands("dấu góp ý dự thảo", WARD, (DRAFT_REMARKS, "submitted"))
    walk.stands("dấu lý do bỏ qua", WARD, (NOTICES, "submitted"))


def returned(walk):
    """Who reads what was handed in does not read what is being rewritten; who reads the draft does not read why."""
    home = walk.home
    reports.return_for_revision(report_of(walk, WARD), remarks="dấu lý do trả lại", by=home.officer, at=AUGUST)
    write(walk, WARD, "dấu bài viết lại", home.secretary)
    walk.stands("dấu bài tập thể", WARD, (HANDED, "returned"), (WORD_FILES, "returned"))
    walk.stands("dấu bài viết lại", WARD, (WRITING, "returned"))
    for number in range(2):
        walk.stands(
            f"dấu câu trả lời {number}", WARD, (ISSUES, "answered"), (HANDED, "returned"), (WRITING, "returned")
        )
    walk.stands("dấu góp ý dự thảo", WARD, (DRAFT_REMARKS, "returned"))
    walk.stands("dấu lý do bỏ qua", WARD, (NOTICES, "returned"))
    walk.stands("dấu lý do trả lại", WARD, (RETURNED_FOR, "returned"))


def handed_in_again(walk):
    reports.submit(report_of(walk, WARD), by=walk.home.secretary, at=AUGUST)
    walk.stands("dấu lý do trả lại", WARD, (RETURNED_FOR, "submitted"))
    for text in ("dấu bài tập thể", "dấu bài viết lại"):
        walk.stands(text, WARD, (HANDED, "submitted"))
    walk.stands("dấu lý do bỏ qua", WARD, (NOTICES, "submitted"))
    walk.stands("dấu góp ý dự thảo", WARD, (DRAFT_REMARKS, "submitted"))
    for number in range(2):
        cells = [(ISSUES, "answered"), (HANDED, "submitted")]
        walk.stands(f"dấu câu trả lời {number}", ANSWERS[number], *cells, also=WARD)


def accepted(walk):
    home = walk.home
    for file, texts in ((WARD, ("dấu bài tập thể", "dấu bài viết lại")), (DEPUTY, ("dấu bài cá nhân",))):
        reports.accept(report_of(walk, file), by=home.officer, at=AUGUST)
        for text in texts:
            walk.stands(text, file, (WRITING, "accepted"), (HANDED, "accepted"), (WORD_FILES, "accepted"))
    for number in range(2):
        walk.stands(f"dấu câu trả lời {number}", ANSWERS[number], (ISSUES, "answered"), (HANDED, "accepted"), also=WARD)
    walk.stands("dấu góp ý dự thảo", WARD, (DRAFT_REMARKS, "accepted"))
    walk.stands("dấu lý do trả lại", WARD, (RETURNED_FOR, "accepted"))
    walk.stands("dấu lý do bỏ qua", WARD, (NOTICES, "accepted"))


# -- the meeting


def meeting_of(walk):
    return Meeting.objects.with_names().get(campaign=walk.home.campaign)


def reports_at(walk, state):
    """While those convened read the reports of the agenda: at each state of the meeting."""
    for file, text in ((WARD, "dấu bài viết lại"), (DEPUTY, "dấu bài cá nhân")):
        walk.stands(text, file, (HANDED, "accepted"), (MATERIALS, state))
    for number in range(2):
        cells = [(ISSUES, "answered"), (HANDED, "accepted"), (MATERIALS, state)]
        walk.stands(f"dấu câu trả lời {number}", ANSWERS[number], *cells, also=WARD)


def planned(walk):
    home = walk.home
    reviews.plan_meeting(
        home.campaign,
        code="hn-mot",
        collective=home.collectives["dang-uy-mot"],
        tier=home.subjects[WARD].tier,
        held_on=WARD_DAY,
        place="dấu nơi họp",
        chair=home.people["dv-13"],
        minute_taker=home.people["dv-15"],
        attending_superior=home.people["dv-02"],
        subjects=[s for s in home.subjects.values() if s.decided_by == home.collectives["dang-uy-mot"]],
        by=home.officer,
        at=JULY,
    )
    walk.hold(S.CONVENED, "secretary committee_member clerk board_member")
    walk.hold(S.RUNS, "secretary clerk")
    reports_at(walk, "planned")
    walk.stands("dấu nơi họp", WARD, (MEETINGS, "planned"))


def opened(walk):
    home, meeting = walk.home, meeting_of(walk)
    go_to(WARD_DAY)
    reviews.call_roll(meeting, absences={}, by=None, at=HELD)
    pass_gates(home, meeting, HELD)
    reviews.open_meeting(meeting, by=None, at=HELD)
    item = reviews.open_item(item_of(meeting, WARD), by=None, at=HELD)
    reviews.contribute(item, speaker=home.people["dv-14"], text="dấu lời phát biểu", issue=None, by=None, at=HELD)
    reports_at(walk, "in_session")
    walk.stands("dấu nơi họp", WARD, (MEETINGS, "in_session"))
    walk.stands("dấu lời phát biểu", WARD, (MEETINGS, "in_session"))


def concluded(walk):
    """One issue is upheld, the other not."""
    meeting = meeting_of(walk)
    verdicts = {"Chậm gửi tài liệu": "upheld", "Ít xuống chi bộ": "not_upheld"}
    for pk in meeting.items.values_list("pk", flat=True):
        item = item_of(meeting, meeting.items.get(pk=pk).subject.code)
        if item.state == "waiting":
            reviews.open_item(item, by=None, at=HELD)
            item.refresh_from_db()
        for issue in Issue.objects.filter(subject=item.subject, state="answered"):
            words = {"verdict": verdicts[issue.title], "text": f"dấu kết luận {verdicts[issue.title]}"}
            reviews.conclude_issue(item, issue=issue, **words, by=None, at=HELD)
        reviews.conclude_item(item, text=f"dấu kết luận chung {item.subject.code}", by=None, at=HELD)
    reviews.conclude_meeting(meeting_of(walk), by=None, at=HELD)
    reports_at(walk, "concluded")
    for number, state in enumerate(("upheld", "not_upheld")):
        walk.stands(f"dấu câu trả lời {number}", ANSWERS[number], (ISSUES, state), (HANDED, "accepted"), also=WARD)
        walk.stands(f"dấu kết luận {state}", ANSWERS[number], (ISSUES, state), (MEETINGS, "concluded"), also=WARD)
    walk.stands("dấu căn cứ gợi ý", WARD, (SUGGESTIONS, "acknowledged"), (ISSUES, "upheld"))
    walk.stands("dấu nhận xét", WARD, (ISSUES, "upheld"))
    walk.stands("dấu lời của tổ", SLIPS, (ISSUES, "not_upheld"))
    for text in ("dấu nơi họp", "dấu lời phát biểu"):
        walk.stands(text, WARD, (MEETINGS, "concluded"))
    for file in (WARD, DEPUTY, MEMBER):
        walk.stands(f"dấu kết luận chung {file}", file, (CONCLUSIONS, "spoken"))


def page_of(walk, count):
    return reverse("reviews:count", args=[walk.home.campaign.code, count.meeting.code, count.number])


def counting(walk):
    """Three counts: one is dropped before anybody signed it, one is signed, one is withdrawn afterwards."""
    walk.hold(S.COUNTER, "member", WARD)
    for name in ("bỏ", "ký", "hủy"):
        count = prepared(walk.home, meeting_of(walk))
        walk.opens[f"phiếu {name}"] = page_of(walk, count)
        walk.stands(f"phiếu {name}", WARD, (BALLOTS, "draft"))


def signed(walk):
    home = walk.home
    first, second, third = BallotCount.objects.with_names().order_by("number")
    actions_rating.withdraw_count(first, reason="Đếm lại", by=home.secretary, at=HELD)
    for count in (second, third):
        actions_rating.sign_count(counted(count), by=home.member, at=HELD)
    third = BallotCount.objects.with_names().get(pk=third.pk)
    actions_rating.withdraw_count(third, reason="Nhầm phiếu", by=home.secretary, at=HELD)
    for name, stage in (("bỏ", "dropped"), ("ký", "signed"), ("hủy", "withdrawn")):
        walk.stands(f"phiếu {name}", WARD, (BALLOTS, stage))


def proposed(walk):
    for stage, grounds, to in (("self", "dấu tự nhận", "self"), ("proposal", "dấu đề nghị", "proposed")):
        rate(walk.home, DEPUTY, "good", stage=stage, grounds=grounds)
        walk.stands(grounds, DEPUTY, (LEVELS, to))


def decided(walk):
    rate(walk.home, WARD, "good", stage="decision")
    rate(walk.home, DEPUTY, "good", stage="decision", grounds="dấu quyết định")
    walk.stands("dấu đề nghị", DEPUTY, (LEVELS, "after"))
    walk.stands("dấu quyết định", DEPUTY, (LEVELS, "decided"))


def minutes_fixed(walk):
    minutes = Minutes.objects.select_related("meeting__campaign", "meeting__chair", "meeting__minute_taker").get()
    complete(minutes, HELD, other="dấu việc khác")
    actions_minutes.sign(minutes, by=walk.home.clerk, at=HELD)
    actions_minutes.fix(minutes, by=walk.home.secretary, at=HELD)
    walk.stands("dấu việc khác", WARD, (MEETINGS, "concluded"))


# -- afterwards


def announced(walk):
    reviews.announce(meeting_of(walk), audience=Circle.SUBJECTS, by=walk.home.secretary, at=HELD)
    for file in (WARD, DEPUTY, MEMBER):
        walk.stands(f"dấu kết luận chung {file}", file, (CONCLUSIONS, "told"))


def petitioned(walk):
    item = item_of(meeting_of(walk), MEMBER)
    actions_later.file_petition(item, text="dấu kiến nghị", by=walk.home.member, at=HELD)
    walk.stands("dấu kiến nghị", MEMBER, (PETITIONS, "filed"))


def petition_answered(walk):
    words = {"answer": "dấu trả lời kiến nghị", "grounds": "Điều lệ"}
    actions_later.answer_petition(Petition.objects.get(), **words, by=walk.home.leader, at=HELD)
    for text in ("dấu kiến nghị", "dấu trả lời kiến nghị"):
        walk.stands(text, MEMBER, (PETITIONS, "answered"))


def promised(walk):
    """Who supervises the mending reads the issue."""
    home = walk.home
    supervision.commit(
        Issue.objects.get(state="upheld"),
        code="ck-1",
        owner=home.people["dv-13"],
        measure="Gửi tài liệu trước ba ngày",
        shows="Sổ công văn đi",
        due_on=WARD_DAY.replace(month=11),
        supervisor=home.people["dv-10"],
        agency=home.units["van-phong"],
        by=home.secretary,
        at=LATER,
    )
    walk.hold(S.SUPERVISOR, "supervisor", WARD)
    walk.stands("dấu căn cứ gợi ý", WARD, (SUGGESTIONS, "acknowledged"), (ISSUES, "upheld"))


def closed(walk):
    """What was not upheld leaves the pages; the signed minutes and the own report keep what they said."""
    go_to(LATER.date())
    close(walk.home.campaign, note="Còn việc khắc phục", by=walk.home.officer, at=LATER)
    walk.stands("dấu lời của tổ", SLIPS, (ISSUES, "gone"))
    walk.stands("dấu kết luận not_upheld", SLIPS, (ISSUES, "gone"), (MEETINGS, "concluded"), also=WARD)
    walk.stands("dấu câu trả lời 1", SLIPS, (ISSUES, "gone"), (HANDED, "accepted"), also=WARD)


Pages = Callable[[Walk], list[str]]
PAGES: list[Pages] = [
    issue_pages, list_pages, report_pages, version_pages, meeting_pages, meeting_papers, ballot_pages, rating_pages
]  # fmt: skip

# After each step: the pages on which what it touched can stand.
STEPS: list[tuple[Callable[[Walk], None], list[Pages]]] = [
    (suggested, [issue_pages, list_pages]),
    (approved, [issue_pages]),
    (issued, [issue_pages]),
    (acknowledged, [issue_pages]),
    (slips_opened, [issue_pages]),
    (triage_ended, [issue_pages, list_pages]),
    (answered, [issue_pages]),
    (written, [report_pages, version_pages, issue_pages]),
    (circulated, [report_pages, version_pages]),
    (submitted, [report_pages, issue_pages]),
    (returned, [report_pages, version_pages, issue_pages]),
    (handed_in_again, [report_pages, version_pages, issue_pages]),
    (accepted, [report_pages, version_pages]),
    (planned, [meeting_pages, report_pages, issue_pages, meeting_papers]),
    (opened, [meeting_pages, report_pages, issue_pages]),
    (concluded, [meeting_pages, report_pages, issue_pages, meeting_papers]),
    (counting, [ballot_pages]),
    (signed, [ballot_pages, meeting_pages]),
    (proposed, [rating_pages]),
    (decided, [rating_pages]),
    (minutes_fixed, [meeting_pages]),
    (announced, [meeting_pages]),
    (petitioned, [meeting_pages]),
    (petition_answered, [meeting_pages]),
    (promised, [issue_pages]),
    (closed, [meeting_pages, report_pages, issue_pages, list_pages]),
]
