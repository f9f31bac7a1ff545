"""The blank ballot, the minutes of a vote count (forms 11 and 13: domain.md 2.4), and its results in the meeting's minutes."""

from dataclasses import replace
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.documents.content import Block, BulletList, Heading, KeyValue, Paper, Paragraph, Signatures, Table
from tusoi.foundation.documents.kinds import DocumentKind
from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.campaigns.documents import Source, Where, official, vietnamese_day
from tusoi.process.campaigns.models import Campaign
from tusoi.process.reviews.models import BallotCount, Meeting
from tusoi.process.reviews.presenters_ballot import Result, result_of, results_of
from tusoi.process.reviews.rules import check_can_run
from tusoi.process.reviews.rules_ballot import is_counting
from tusoi.process.reviews.states_rating import CountState, Stage

BALLOT = DocumentKind("reviews.ballot", "Biên bản kiểm phiếu xếp loại", "Biên bản", "BB")
SHEET = DocumentKind("reviews.ballot_sheet", "Phiếu xếp loại", "Phiếu xếp loại chất lượng", "", numbered=False)
PURPOSES = {Stage.PROPOSAL: "đề nghị mức xếp loại", Stage.DECISION: "quyết định mức xếp loại"}


def _counts(campaign: Campaign, account: Account, on: date) -> "QuerySet[BallotCount]":
    return BallotCount.objects.visible_to(account, on).signed().filter(meeting__campaign=campaign).with_names()


# -- the blank ballot


def ballot_sheet(count: BallotCount, at: datetime) -> Paper:
    """The blank ballot of a count, in Vietnamese as every paper is."""
    with translation.override("vi"):
        return _sheet(count, at)


def _sheet(count: BallotCount, at: datetime) -> Paper:
    """One blank ballot: who stands on it and a box for each level. It has no place for a name, a number or a mark.

    What is valid follows from the sums of the count: every line of a valid ballot is counted at exactly one level.
    It is never issued, so it is no draft and bears no number.
    """
    result, meeting = result_of(count), count.meeting
    rows = tuple(
        (str(number), f"{line.subject} ({line.kind})", *("" for _level in result.levels))
        for number, line in enumerate(result.lines, start=1)
    )
    blocks: list[Block] = [
        KeyValue((("Ngày họp", vietnamese_day(meeting.held_on)), ("Bỏ phiếu để", PURPOSES[Stage(count.stage)]))),
        BulletList(
            (
                "Mỗi dòng đánh dấu X vào một ô.",
                "Phiếu hợp lệ là phiếu do tổ kiểm phiếu phát ra, dòng nào cũng có đúng một ô được đánh dấu.",
                "Không ghi tên, không phải ký. Viết nhầm thì trả tờ này cho tổ kiểm phiếu để đổi tờ khác.",
            )
        ),
        _levels_table(result, rows),
    ]
    paper = official(
        meeting.campaign,
        meeting.campaign_unit.unit,
        SHEET,
        subject_line=f"Lần {count.number}, hội nghị kiểm điểm của {meeting.collective.name}",
        blocks=blocks,
        at=at,
        with_bases=False,
    )
    return replace(paper, draft=False, issued_on=at.date())


def _levels_table(result: Result, rows: tuple[tuple[str, ...], ...]) -> Table:
    columns = ("TT", "Tập thể, cá nhân", *result.levels)
    return Table(columns, rows, widths=(1, 5, *(2 for _level in result.levels)), numeric=(0, *range(2, len(columns))))


# -- the minutes of the count


def _numbers(result: Result) -> KeyValue:
    count = result.count
    return KeyValue(
        (
            ("Triệu tập", str(count.invited)),
            ("Có mặt", str(count.present)),
            ("Vắng mặt", str(result.absent)),
            ("Số phiếu phát ra", str(count.issued)),
            ("Số phiếu thu về", str(count.collected)),
            ("Số phiếu không thu về", str(count.not_returned)),
            ("Số phiếu hợp lệ", str(count.valid)),
            ("Số phiếu không hợp lệ", str(count.invalid)),
        )
    )


def _table(result: Result) -> Table:
    rows = tuple(
        (str(number), f"{line.subject} ({line.kind})", *map(str, line.votes))
        for number, line in enumerate(result.lines, start=1)
    )
    return _levels_table(result, rows)


def result_blocks(meeting: Meeting) -> list[Block]:
    """The signed counts as they stand in the minutes of the meeting; nothing where there is none."""
    results = results_of(meeting)
    blocks: list[Block] = [Heading("Kết quả bỏ phiếu xếp loại")] if results else []
    for result in results:
        blocks += [_team(result), _numbers(result), _table(result)]
    return blocks


def _team(result: Result) -> Paragraph:
    head = result.head.person.name if result.head else "…"
    members = ", ".join(f"đồng chí {row.person.name}" for row in result.team)
    text = f"Tổ kiểm phiếu: đồng chí {head}, tổ trưởng; {members}." if members else f"Tổ kiểm phiếu: đồng chí {head}."
    return Paragraph(text)


def _paper(count: BallotCount, at: datetime) -> Paper:
    result, meeting = result_of(count), count.meeting
    head = result.head.person.name if result.head else ""
    blocks: list[Block] = [
        KeyValue(
            (
                ("Hội nghị", f"Hội nghị kiểm điểm của {meeting.collective.name}"),
                ("Ngày", vietnamese_day(meeting.held_on)),
                ("Địa điểm", meeting.place or "…"),
                ("Bỏ phiếu để", PURPOSES[Stage(count.stage)]),
            )
        ),
        Heading("Tổ kiểm phiếu"),
        Table(
            ("TT", "Họ và tên", "Nhiệm vụ", "Ký"),
            tuple(
                (str(number), row.person.name, "tổ trưởng" if row.is_head else "thành viên", "")
                for number, row in enumerate(count.counters.all(), start=1)
            ),
            widths=(1, 6, 4, 4),
            numeric=(0,),
        ),
        Heading("Số phiếu"),
        _numbers(result),
        Heading("Kết quả"),
        _table(result),
        Paragraph("Phiếu không phải ký tên; biên bản này không ghi ai bỏ phiếu thế nào."),
        Signatures("Tổ trưởng tổ kiểm phiếu", head, "Chủ trì hội nghị", meeting.chair.name),
    ]
    return official(
        meeting.campaign,
        meeting.campaign_unit.unit,
        BALLOT,
        subject_line=f"Kiểm phiếu xếp loại, lần {count.number}, hội nghị của {meeting.collective.name}",
        blocks=blocks,
        at=at,
        with_bases=False,
    )


def _where(count: BallotCount) -> Where:
    """The team and those who were there read it."""
    meeting = count.meeting
    present = meeting.attendees.filter(is_present=True).select_related("person")
    readers = [*(row.person for row in count.counters.all()), *(row.person for row in present)]
    people = dict.fromkeys([*readers, meeting.chair, meeting.minute_taker])
    return Where(meeting.campaign_unit.unit, meeting.campaign_unit.unit, None, tuple(people))


def _check_can_issue(count: BallotCount, *, by: Account | None, at: datetime) -> None:
    """The team, or who runs the meeting, once it is signed."""
    if not is_counting(count, by):
        check_can_run(count.meeting, by=by, at=at)
    if count.state != CountState.SIGNED:
        raise Refused(_("Tổ kiểm phiếu chưa ký"), way_out=_("Tổ trưởng ký biên bản kiểm phiếu trước"))


def _label(count: BallotCount) -> str:
    return f"{count.meeting.collective.name}, {vietnamese_day(count.meeting.held_on)}, lần {count.number}"


SOURCE = Source(BALLOT, _counts, _label, _where, _paper, _check_can_issue)
