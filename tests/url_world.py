"""The rich world of the matrix of addresses: every kind of object there is, each brought about by the verbs people use.

It is the 25th of October 2012. Ward One has been reviewed and mends what was upheld; ward Two is in its meeting; the board's
is planned. One round of slips is synthesised, a second is being triaged, a third is in preparation.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Model

from tests.factories import (
    World,
    draft_campaign,
    freeze_roll,
    go_to,
    hand_in_slips,
    held_class,
    open_round,
    open_slips,
    prepared_round,
)
from tests.factories import world as small_world
from tests.meetings import BOARD_DAY, answered_issue, commitment, conclude_all, item_of, opened, plan, put_issue
from tests.url_world_rating import rated_campaign
from tusoi.foundation.access.actions import make_sign_in_link
from tusoi.foundation.access.models import Account
from tusoi.foundation.directory import actions_roll as roll
from tusoi.foundation.directory.actions_import import upload
from tusoi.foundation.directory.merging import merge
from tusoi.foundation.directory.models import Merge, RollImport
from tusoi.foundation.documents.tests.files import PDF
from tusoi.foundation.kernel.clock import at_noon
from tusoi.foundation.notices.actions import queue
from tusoi.foundation.notices.kinds import NoticeKind
from tusoi.foundation.notices.models import Notice
from tusoi.process.campaigns import actions as campaigns
from tusoi.process.campaigns.actions_files import add_file
from tusoi.process.campaigns.actions_plans import send_plans
from tusoi.process.campaigns.documents import issue_from
from tusoi.process.campaigns.models import GuidanceDocument
from tusoi.process.campaigns.rules import Window, override_url
from tusoi.process.campaigns.states import GateName
from tusoi.process.dissemination.actions_declared import declare_figure
from tusoi.process.dissemination.actions_materials import add_material
from tusoi.process.dissemination.models import ClassMaterial
from tusoi.process.feedback.models import Comment, Round
from tusoi.process.issues import actions as issues
from tusoi.process.issues.models import Issue, Shortcoming
from tusoi.process.issues.states import SourceKind
from tusoi.process.issues.tests.cast import NOW, drafted, issued
from tusoi.process.reports.actions import save_section
from tusoi.process.reports.tests.cast import started, submitted
from tusoi.process.reviews import actions as reviews
from tusoi.process.reviews.actions_immediate import record as record_at_once
from tusoi.process.reviews.models import AgendaItem, Meeting
from tusoi.process.supervision import actions as supervision
from tusoi.process.supervision import actions_watch as watch
from tusoi.process.supervision.actions_evidence import add_evidence
from tusoi.process.supervision.actions_evidence import add_file as add_evidence_file
from tusoi.process.supervision.actions_proposals import propose
from tusoi.process.supervision.models import Assignment, Evidence, Milestone, Proposal, Visit
from tusoi.web.archive.sources import SOURCES
from tusoi.web.calendar.actions import renew_key

TODAY = date(2012, 10, 25)
EARLIER_DAY = date(2012, 5, 2)
EARLY, AUGUST = at_noon(date(2012, 4, 2)), at_noon(date(2012, 8, 5))
LATE = at_noon(TODAY)
WORK = NoticeKind("test.work", "Có việc cần làm")


@dataclass(frozen=True)
class RichWorld:
    """The small world with what happened in it, and the keys that addresses need, by the names the tables use."""

    home: World
    keys: dict[str, str | int]


def build() -> RichWorld:
    home = small_world(today=date(2012, 3, 26))
    guidance = _prepare(home)
    shortcoming = _earlier_campaign(home)
    _rounds(home)
    _suggest(home)
    _report(home)
    _ward_one(home)
    item, board = _ward_two(home), plan(home, "ban-thuong-vu", BOARD_DAY)
    _mend(home)
    rated_campaign(home)
    queue(WORK, to=[home.people["dv-13"]], path="/", at=LATE)
    go_to(TODAY)
    reports = {report.subject.code: report for report in home.campaign.reports.select_related("subject")}
    merged, roll_import = _roll(home)
    keys: dict[str, str | int] = {
        "merge": merged.pk,
        "roll-import": roll_import.pk,
        "guidance": guidance.pk,
        "declared": home.campaign.declared_figures.get().pk,
        "ward-guidance": _ward_guidance(home, guidance).pk,
        "material": ClassMaterial.objects.get().pk,
        "calendar-key": renew_key(by=home.secretary, at=LATE),
        "shortcoming": shortcoming.pk,
        "item": item.pk,
        "said": item.contributions.get().pk,
        "proposal": Proposal.objects.get().pk,
        "action": item.immediate_actions.get().pk,
        "override": _override_token(home, board),
        "notice": Notice.objects.get().pk,
        "sign-in-link": make_sign_in_link(home.member, valid=timedelta(hours=1)),
        "unit": home.unit("quan").pk,
        "report": reports["phuong-mot"].pk,
        "own-report": reports["phuong-mot-1"].pk,
        "evidence": Evidence.objects.exclude(stored_as=None).get().pk,
        "assignment": Assignment.objects.get().pk,
        "visit": Visit.objects.get(state="planned").pk,
        "held-visit": Visit.objects.get(state="held").pk,
        "step": Milestone.objects.get().pk,
        "upheld": Issue.objects.get(suggestion_set__subject__code="phuong-mot").code,
        "draft-point": Issue.objects.filter(suggestion_set__subject__code="phuong-hai")[0].code,
        "in-triage": Issue.objects.get(round__code="dot-2").code,
        "from-slips": Issue.objects.filter(round__code="dot-1")[0].code,
        "published": _paper(home, "progress.report", home.unit("quan"), home.officer, AUGUST),
        "circle": _paper(home, "reports.collective", reports["phuong-mot"], home.secretary),
        "private": _paper(home, "reports.individual", reports["phuong-mot-1"], home.secretary),
    }
    return RichWorld(home, keys)


def _roll(home: World) -> tuple[Merge, RollImport]:
    """A phone on the roll, two rows that were merged, and a file between its dry run and its confirmation."""
    by, member = home.officer, home.people["dv-16"]
    details = {"code": member.code, "name": member.name, "birth_year": member.birth_year}
    roll.correct_details(member, **details, phone="0987 000 111", by=by, at=LATE)
    twice = [roll.enter_person(code=f"trung-{number}", name="Lê Thử Trùng", at=LATE) for number in (1, 2)]
    for person in twice:
        roll.join(person, home.units["khu-vuc-4"], since=TODAY, by=by, at=LATE)
    content = "Số,Họ và tên\nmoi-1,Lê Thử Mới\n".encode()
    sheet = upload(home.units["quan"], name="ds.csv", content=content, day=TODAY, by=by, at=LATE)
    return merge(*twice, by=by, at=LATE), sheet


def _prepare(home: World) -> GuidanceDocument:
    document = campaigns.register_guidance(
        home.campaign,
        kind="guidance",
        symbol="03-HD",
        issuer="Ban Tổ chức Quận ủy",
        issued_on=date(2012, 3, 22),
        subject_line="Hướng dẫn kiểm điểm",
        to_acknowledge=True,
        acknowledge_by=date(2012, 4, 20),
        by=home.officer,
        at=EARLY,
    )
    add_file(document, PDF, by=home.officer, at=EARLY)
    wards = [home.unit("phuong-mot"), home.unit("phuong-hai")]
    send_plans(home.unit("quan"), wards, acknowledge_by=date(2012, 4, 20), by=home.officer, at=EARLY)
    campaigns.record_preparation(
        home.unit("phuong-mot"), held_on=date(2012, 4, 1), note="Cấp ủy bàn cách làm", by=home.secretary, at=EARLY
    )
    freeze_roll(home)
    hall = held_class(home, ["dv-13", "dv-14", "dv-16"])
    add_material(hall, PDF, title="Đề cương", by=home.officer, at=LATE)
    declare_figure(
        home.unit("phuong-mot"),
        measure="dissemination",
        count=10,
        percent="97,67",
        source="Báo cáo tháng 4",
        declared_on=date(2012, 4, 10),
        by=home.secretary,
        at=at_noon(date(2012, 4, 10)),
    )
    return document


def _ward_guidance(home: World, basis: GuidanceDocument) -> GuidanceDocument:
    document = campaigns.register_guidance(
        home.campaign,
        unit=home.units["phuong-mot"],
        kind="plan",
        symbol="05-KH",
        issuer="Đảng ủy phường Một",
        issued_on=date(2012, 4, 2),
        subject_line="Kế hoạch riêng của phường Một",
        basis=basis,
        by=home.secretary,
        at=EARLY,
    )
    add_file(document, PDF, by=home.secretary, at=EARLY)
    return document


def _earlier_campaign(home: World) -> Shortcoming:
    """A campaign of spring that left a shortcoming of ward Two: what its report must still answer."""
    at = at_noon(EARLIER_DAY)
    campaign = campaigns.create(
        code="dau-nam",
        title="Kiểm điểm đầu năm",
        unit=home.units["quan"],
        procedure_code="nq-tw4-2012",
        starts_on=date(2012, 1, 2),
        ends_on=date(2012, 12, 31),
        by=home.officer,
        at=at,
    )
    codes = ("standing-board", "committee-and-offices", "base")
    windows = [Window(code, date(2012, 5, 1), date(2012, 5, 31)) for code in codes]
    tiers = campaigns.set_windows(campaign, windows, by=home.officer, at=at)
    campaigns.open_campaign(campaign, by=home.officer, at=at)
    board = home.collectives["dang-uy-hai"]
    subject = campaigns.add_subject(
        campaign,
        code="phuong-hai",
        unit=home.units["phuong-hai"],
        collective=board,
        tier=tiers[-1],
        decided_by=board,
        by=home.officer,
        at=at,
    )
    issue = issues.raise_issue(
        campaign, subject=subject, title="Nợ biên bản họp", source=SourceKind.EARLIER, by=None, at=at
    )
    issues.put(issue, by=None, at=at)
    left = issues.conclude(issue, verdict="upheld", text="Có", by=None, at=at)
    assert left is not None
    draft_campaign(home)
    return left


def _rounds(home: World) -> None:
    """dot-1 about the board is synthesised, dot-2 about ward One opened and half placed, dot-3 in preparation."""
    first = open_round(home)
    _fill(home, first, "btv", "Họp chưa đúng giờ")
    for comment in Comment.objects.filter(round=first):
        _raise_from(home, comment, "Bắt đầu họp muộn")
    issues.finish_triage(first, answer_by=date(2012, 8, 20), by=home.counter_one, at=LATE.replace(month=7, day=30))
    second = open_round(home, code="dot-2", subjects=("phuong-mot", "phuong-mot-1"))
    _fill(home, second, "phuong-mot", "Ít đi cơ sở")
    _raise_from(home, Comment.objects.filter(round=second)[0], "Đưa việc đi cơ sở ra bàn")
    prepared_round(home, code="dot-3", subjects=("van-phong",))


def _fill(home: World, round: Round, subject: str, text: str) -> None:
    about = home.subjects[subject].pk
    hand_in_slips(round, "individuals", [{about: {"shortcoming": f"{text} ({n})"}} for n in range(6)])
    open_slips(home, round)


def _raise_from(home: World, comment: Comment, title: str) -> Issue:
    return issues.raise_issue(
        home.campaign,
        subject=comment.subject,
        title=title,
        source=SourceKind.COMMENTS,
        comments=[comment],
        by=home.counter_one,
        at=LATE.replace(month=7, day=30),
    )


def _suggest(home: World) -> None:
    """Sent to ward One and answered; still in the making for ward Two; an issue about one of each ward."""
    sent = issued(home, "phuong-mot")
    for point in sent.points.all():
        issues.answer(point, kind="accept", text="Tiếp thu", by=home.secretary, at=AUGUST)
    draft = drafted(home, "phuong-hai")
    issues.add_point(
        draft, title="Chưa kiểm tra cấp dưới", grounds="Kết luận số 9", theme="causes", by=home.officer, at=NOW
    )
    answered_issue(home, "phuong-mot-1", code="ca-nhan", title="Ít dự sinh hoạt chi bộ")
    answered_issue(home, "phuong-hai-1", code="cua-phuong-hai", title="Chậm trả lời đơn thư")
    put_issue(home, "phuong-hai", code="chua-tra-loi", title="Chậm họp giao ban")
    put_issue(home, "btv-2", code="cua-uy-vien", title="Chưa đi cơ sở đều")


def _report(home: World) -> None:
    """Handed in by ward One and its secretary; its member still writes; returned to ward Two's secretary for more."""
    submitted(home, "phuong-mot", AUGUST)
    submitted(home, "phuong-mot-1", AUGUST)
    draft = started(home, "phuong-mot-2")
    section = draft.sections.order_by("pk")[0]
    save_section(draft, key=section.key, text="Bài còn viết dở", revision=0, by=home.committee_member, at=AUGUST)
    started(home, "phuong-hai")


def _ward_one(home: World) -> None:
    conclude_all(opened(home))


def _ward_two(home: World) -> AgendaItem:
    """Ward Two is in session and discusses its committee."""
    meeting = opened(home, "dang-uy-hai", TODAY)
    item = reviews.open_item(item_of(meeting, "phuong-hai"), by=home.secretary_two, at=LATE)
    reviews.contribute(
        item, speaker=home.people["dv-25"], text="Cần họp giao ban đều hơn", issue=None, by=home.secretary_two, at=LATE
    )
    at_once = {"what": "Lập lịch giao ban tuần tới", "owner": home.people["dv-25"], "due_on": TODAY}
    record_at_once(item, **at_once, by=home.secretary_two, at=LATE)
    campaigns.override_gate(
        home.campaign,
        GateName.COLLECTIVE_BEFORE_INDIVIDUAL,
        campaign_unit=meeting.campaign_unit,
        thing=item_of(meeting, "phuong-hai-1"),
        reason="Đồng chí được cử đi học",
        by=home.officer,
        at=LATE,
    )
    return item


def _mend(home: World) -> None:
    issue = Issue.objects.get(suggestion_set__subject__code="phuong-mot")
    made = commitment(home, issue)
    offer = {
        "owner": home.people["dv-13"],
        "measure": "Họp giao ban hằng tuần",
        "shows": "Sổ họp",
        "due_on": made.due_on,
    }
    propose(Issue.objects.get(pk=issue.pk), **offer, by=home.secretary, at=LATE)
    add_evidence(made, note="Sổ công văn đi, trang 3", by=home.secretary, at=LATE)
    add_evidence_file(made, PDF, note="Bản quét sổ công văn", by=home.secretary, at=LATE)
    watch.add_step(made, what="Lập mẫu sổ", due_on=made.due_on, by=home.secretary, at=LATE)
    watch.assign(home.campaign, person=home.people["dv-10"], subject=issue.subject, by=home.leader, at=LATE)
    plan = {"visitor": home.people["dv-10"], "planned_on": TODAY, "purpose": "Xem sổ công văn tại chỗ"}
    for held in (True, False):
        visit = watch.plan_visit(made.campaign_unit, **plan, by=home.supervisor, at=LATE)
        if held:
            words = {"place": "", "present": "Chị A", "seen": "Sổ", "found": {}}
            watch.record_visit(visit, held_on=TODAY, **words, by=home.supervisor, at=LATE)
            watch.add_scan(visit, PDF, by=home.supervisor, at=LATE)
    supervision.claim(made, by=home.secretary, at=LATE)


def _paper(home: World, kind: str, thing: Model, by: Account, at: datetime = LATE) -> int:
    return issue_from(SOURCES[kind], thing, campaign=home.campaign, by=by, at=at).pk


def _override_token(home: World, meeting: Meeting) -> str:
    return override_url(home.campaign, GateName.REPORT_BEFORE_MEETING, meeting).rstrip("/").rpartition("/")[2]
