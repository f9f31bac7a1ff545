"""The notice of the result to one subject: the conclusion, what was upheld, and the levels that were decided.

Published is the level and the conclusion, not the file (domain.md 2.6): no ballot, no proposal, no word that was spoken.
"""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import QuerySet

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.permissions import reachable
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.documents.content import Block, BulletList, Heading, Paper, Paragraph
from tusoi.foundation.documents.kinds import DocumentKind
from tusoi.process.campaigns.documents import Source, Where, official, seats_of, vietnamese_day
from tusoi.process.campaigns.models import Campaign, Subject
from tusoi.process.issues.models import Issue
from tusoi.process.issues.states import IssueState
from tusoi.process.reviews.models import AgendaItem, RatingEntry
from tusoi.process.reviews.rules import check_can_issue_result
from tusoi.process.reviews.rules_rating import is_rated, scheme_of
from tusoi.process.reviews.states import MeetingState

NOTICE = DocumentKind("reviews.notice", "Thông báo kết quả cho tập thể, cá nhân được kiểm điểm", "Thông báo", "TB")


# -- the levels in words


def decided_of(subjects: Iterable[Subject]) -> dict[int, list[RatingEntry]]:
    """{subject: the decisions that stand}, in one query."""
    found: dict[int, list[RatingEntry]] = {}
    for entry in RatingEntry.objects.decided().standing().filter(subject__in=[one.pk for one in subjects]):
        found.setdefault(entry.subject_id, []).append(entry)
    return found


def level_lines(subject: Subject, entries: list[RatingEntry]) -> tuple[str, ...]:
    """ "Xếp loại tập thể: Hoàn thành tốt nhiệm vụ (Ban Thường vụ Quận ủy quyết định ngày 08/10/2012)". What is not decided is not named."""
    rating = scheme_of(subject.campaign)
    kinds = rating.kinds_of(is_collective=subject.is_collective)
    by_kind = {entry.kind: entry for entry in entries}
    lines = []
    for code, name in kinds.items():
        if (entry := by_kind.get(code)) is not None:
            paper = f", {entry.document}" if entry.document else ""
            where = f"{entry.body} quyết định ngày {vietnamese_day(entry.on)}{paper}"
            lines.append(f"{name}: {rating.level_name(entry.level)} ({where})")
    return tuple(lines)


# -- the paper


def _items(campaign: Campaign, account: Account, on: date) -> "QuerySet[AgendaItem]":
    """Concluded subjects, for who reads both the meeting and the subject's rating by role."""
    see = Permission.SEE_ISSUES
    return (
        AgendaItem.objects.deciding()
        .with_names()
        .filter(
            reachable(account, see, on=on, field="meeting__campaign_unit__unit__path"),
            reachable(account, see, on=on, field="subject__campaign_unit__unit__path"),
            meeting__campaign=campaign,
            meeting__state=MeetingState.CONCLUDED,
        )
        .select_related(
            "meeting__campaign_unit__unit__parent", "meeting__collective__unit", "subject__collective__unit"
        )
        .order_by("meeting__held_on", "meeting__code", "order")
    )


def _paper(item: AgendaItem, at: datetime) -> Paper:
    meeting, subject = item.meeting, item.subject
    subject.campaign = subject.campaign_unit.campaign = meeting.campaign
    upheld = Issue.objects.filter(subject=subject, state=IssueState.UPHELD).order_by("pk")
    lines = tuple(issue.title.rstrip(".") for issue in upheld)
    blocks: list[Block] = [
        Paragraph(
            f"Ngày {vietnamese_day(meeting.held_on)}, {meeting.collective.name} họp kiểm điểm và kết luận đối với "
            f"{_addressed(subject)} như sau:"
        ),
        Heading("Kết luận"),
        Paragraph(item.conclusion),
        Heading("Hạn chế, khuyết điểm phải khắc phục"),
        BulletList(lines) if lines else Paragraph("Hội nghị không kết luận hạn chế, khuyết điểm nào."),
    ]
    if is_rated(subject):
        levels = level_lines(subject, decided_of([subject]).get(subject.pk, []))
        blocks.append(Heading("Xếp loại"))
        blocks.append(BulletList(levels) if levels else Paragraph("Chưa có quyết định xếp loại."))
    contact = meeting.campaign.rules.help_contact
    blocks += [
        Paragraph(f"Nếu không đồng ý với kết luận, xin gửi kiến nghị đến {meeting.collective.name}."),
        Paragraph(f"Nếu ai bị gây khó khăn vì đã góp ý, xin liên hệ: {contact}."),
    ]
    return official(
        meeting.campaign,
        meeting.campaign_unit.unit,
        NOTICE,
        subject_line=f"kết quả kiểm điểm đối với {_addressed(subject)}",
        blocks=blocks,
        at=at,
        signer=meeting.collective,
        recipients=(subject.name,),
        with_bases=False,
    )


def _addressed(subject: Subject) -> str:
    return subject.name if subject.is_collective else f"đồng chí {subject.name}"


def _where(item: AgendaItem) -> Where:
    """The subject reads it: the person, or who sits on the collective."""
    subject, meeting = item.subject, item.meeting
    seated = seats_of(subject.collective, meeting.held_on) if subject.collective else ()
    return Where(meeting.campaign_unit.unit, subject.campaign_unit.unit, subject.person, seated)


def _check_can_issue(item: AgendaItem, *, by: Account | None, at: datetime) -> None:
    check_can_issue_result(item.meeting, by=by, at=at)


def _label(item: AgendaItem) -> str:
    return f"{item.subject}: {vietnamese_day(item.meeting.held_on)}"


SOURCES = [Source(NOTICE, _items, _label, _where, _paper, _check_can_issue)]
