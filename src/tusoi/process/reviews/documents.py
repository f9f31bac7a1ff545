"""Papers of this step: the minutes of a meeting, and the notice of its result, which tells of no individual."""

from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.directory.models import Person
from tusoi.foundation.documents.content import Block, BulletList, Heading, KeyValue, Paper, Paragraph, Signatures, Table
from tusoi.foundation.documents.kinds import Audience, DocumentKind
from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.campaigns.documents import Source, Where, above, official, vietnamese_day
from tusoi.process.campaigns.models import Campaign
from tusoi.process.issues.models import Issue, IssueAnswer
from tusoi.process.issues.states import CONCLUDED, IssueState
from tusoi.process.reviews.documents_rating import SOURCE as BALLOT_SOURCE
from tusoi.process.reviews.documents_rating import result_blocks
from tusoi.process.reviews.documents_told import decided_of, level_lines
from tusoi.process.reviews.models import Adjournment, AgendaItem, Attendee, Meeting, Minutes
from tusoi.process.reviews.rules import check_can_issue_result, check_can_run
from tusoi.process.reviews.rules_rating import is_rated
from tusoi.process.reviews.states import MeetingState, MinutesState

MINUTES = DocumentKind("reviews.minutes", "Biên bản hội nghị kiểm điểm", "Biên bản", "BB")
INVITATION = DocumentKind("reviews.invitation", "Giấy mời họp kiểm điểm", "Giấy mời", "GM")
RESULT = DocumentKind("reviews.result", "Thông báo kết quả kiểm điểm", "Thông báo", "TB", audience=Audience.PUBLISHED)


def _meetings(campaign: Campaign, account: Account, on: date) -> "QuerySet[Meeting]":
    """Those that were opened."""
    return _seen(campaign, account, on).exclude(state=MeetingState.PLANNED)


def _seen(campaign: Campaign, account: Account, on: date) -> "QuerySet[Meeting]":
    return (
        Meeting.objects.visible_to(account, on)
        .filter(campaign=campaign)
        .select_related(
            "campaign__frozen",
            "campaign_unit__unit__parent",
            "collective__unit",
            "chair",
            "minute_taker",
            "attending_superior",
        )
    )


# The invitation


def _invitation(meeting: Meeting, at: datetime) -> Paper:
    hour = f"{meeting.starts_at.hour} giờ {meeting.starts_at.minute:02d}, " if meeting.starts_at else ""
    items = meeting.items.select_related("subject").order_by("order")
    facts = [
        ("Thời gian", f"{hour}ngày {vietnamese_day(meeting.held_on)}"),
        ("Địa điểm", meeting.place or "…"),
        ("Chủ trì", f"đồng chí {meeting.chair.name}"),
        ("Người ghi biên bản", f"đồng chí {meeting.minute_taker.name}"),
    ]
    if meeting.attending_superior:
        facts.append(("Cấp trên dự, chỉ đạo", f"đồng chí {meeting.attending_superior.name}"))
    blocks: list[Block] = [
        Paragraph(f"Trân trọng kính mời các đồng chí {meeting.collective.name} dự hội nghị kiểm điểm."),
        KeyValue(tuple(facts)),
        Paragraph("Hội nghị kiểm điểm, theo thứ tự:"),
        BulletList(tuple(str(item.subject) for item in items)),
        Paragraph(
            "Đề nghị các đồng chí đọc trước báo cáo và chuẩn bị ý kiến. Đồng chí nào vắng mặt, xin báo lý do và gửi ý kiến "
            "bằng văn bản cho người ghi biên bản."
        ),
    ]
    return official(
        meeting.campaign,
        meeting.campaign_unit.unit,
        INVITATION,
        subject_line=f"dự hội nghị kiểm điểm của {meeting.collective.name}",
        blocks=blocks,
        at=at,
        signer=meeting.collective,
        with_bases=False,
    )


def _check_can_issue_invitation(meeting: Meeting, *, by: Account | None, at: datetime) -> None:
    """Who runs the meeting, before it begins."""
    check_can_run(meeting, by=by, at=at)
    if meeting.state != MeetingState.PLANNED:
        raise Refused(_("Hội nghị đã khai mạc rồi"))


# Minutes


def _attendance(meeting: Meeting) -> list[Block]:
    attendees = list(meeting.attendees.select_related("person").order_by("order"))
    present = [attendee for attendee in attendees if attendee.is_present]
    absent = [attendee for attendee in attendees if not attendee.is_present]
    lines = [
        ("Triệu tập", f"{len(attendees)} đồng chí"),
        ("Có mặt", f"{len(present)} đồng chí"),
        ("Vắng mặt", f"{len(absent)} đồng chí"),
        ("Chủ trì", _named(attendees, meeting.chair)),
        ("Người ghi biên bản", _named(attendees, meeting.minute_taker)),
    ]
    if meeting.attending_superior:
        lines.append(("Cấp trên dự, chỉ đạo", f"đồng chí {meeting.attending_superior.name}"))
    rows = tuple(
        (
            str(number),
            attendee.person.name,
            attendee.position,
            "có mặt" if attendee.is_present else f"vắng{f': {attendee.reason}' if attendee.reason else ''}",
        )
        for number, attendee in enumerate(attendees, start=1)
    )
    columns = ("TT", "Họ và tên", "Chức vụ", "Dự hội nghị")
    return [KeyValue(tuple(lines)), Table(columns, rows, widths=(1, 5, 5, 4), numeric=(0,))]


def _named(attendees: list[Attendee], person: Person) -> str:
    position = next((row.position for row in attendees if row.person_id == person.pk and row.position), "")
    return f"đồng chí {person.name}{f', {position}' if position else ''}"


def _said(item: AgendaItem, answers: dict[int, IssueAnswer]) -> list[Block]:
    """What was said about one subject, in order: the only place where speakers are named."""
    blocks: list[Block] = [Heading(f"Kiểm điểm {item.subject}", 2)]
    if item.chair_id != item.meeting.chair_id:
        blocks.append(Paragraph(f"Đồng chí {item.chair.name} chủ trì phần này."))
    contributions = list(item.contributions.select_related("speaker", "issue").order_by("order"))
    for row in contributions:
        about = f" (về nội dung “{row.issue.title}”)" if row.issue else ""
        written = " (vắng mặt, gửi ý kiến bằng văn bản)" if row.is_written else ""
        blocks.append(Paragraph(f"Đồng chí {row.speaker.name}{written}{about}: {row.text}"))
    if not contributions:
        blocks.append(Paragraph("Không có ý kiến phát biểu."))
    for issue in _issues_of(item):
        answer = answers.get(issue.pk)
        if answer is None:
            blocks.append(Paragraph(f"Về “{issue.title}”: chưa có trả lời."))
        elif answer.at_meeting:
            blocks.append(
                Paragraph(f"Trả lời tại hội nghị về “{issue.title}” ({answer.get_kind_display()}): {answer.text}")
            )
        else:
            blocks.append(Paragraph(f"Về “{issue.title}”: {answer.get_kind_display()} bằng văn bản."))
    return blocks


def _issues_of(item: AgendaItem) -> list[Issue]:
    return list(item.subject.issues.exclude(state=IssueState.RAISED).order_by("pk"))


def _concluded(item: AgendaItem) -> list[Block]:
    """What was concluded about one subject: on each issue where this meeting decides, then as a whole."""
    blocks: list[Block] = [Heading(f"Đối với {item.subject}", 2)]
    lines = []
    if item.subject.decided_by_id == item.meeting.collective_id:
        for issue in _issues_of(item):
            if issue.state in CONCLUDED:
                words = f"{issue.title.rstrip('.')}: {issue.get_state_display().removeprefix('kết luận: ')}"
                lines.append(f"{words}. {issue.conclusion}".strip())
    if lines:
        blocks.append(BulletList(tuple(lines)))
    blocks.append(Paragraph(item.conclusion or "Chưa kết luận."))
    rows = tuple(
        (str(number), row.what, row.owner.name, vietnamese_day(row.due_on))
        for number, row in enumerate(item.immediate_actions.standing().select_related("owner"), start=1)
    )
    if rows:
        columns = ("TT", "Việc phải làm ngay", "Người thực hiện", "Hạn")
        blocks.append(Table(columns, rows, widths=(1, 7, 4, 3), numeric=(0,)))
    return blocks


def _moment(at: datetime | None) -> str:
    if at is None:
        return "…"
    local = timezone.localtime(at)
    return f"{local.hour} giờ {local.minute:02d}, ngày {vietnamese_day(local.date())}"


def _stop_words(stop: Adjournment) -> str:
    return (
        f"Hội nghị tạm dừng lúc {_moment(stop.at)} (có mặt {stop.present}/{stop.convened} đồng chí), "
        f"họp tiếp ngày {vietnamese_day(stop.resumes_on)}; lý do: {stop.reason.rstrip('.')}."
    )


def _closing(minutes: Minutes) -> str:
    """How many copies, and whether it was adopted: only what somebody recorded."""
    copies = f"{minutes.copies:02d}" if minutes.copies else "…"
    read = {
        True: ", đã đọc và thông qua tại hội nghị",
        False: ", chưa thông qua tại hội nghị",
        None: "",
    }[minutes.was_read_out]
    return f"Biên bản lập thành {copies} bản{read}."


def _minutes(meeting: Meeting, at: datetime) -> Paper:
    minutes = meeting.minutes
    items = list(meeting.items.select_related("subject", "chair", "meeting").order_by("order"))
    answers = {
        row.issue_id: row
        for row in IssueAnswer.objects.filter(issue__subject__in=[item.subject_id for item in items]).order_by("pk")
    }
    said = [block for item in items for block in _said(item, answers)]
    concluded = [block for item in items for block in _concluded(item)]
    blocks: list[Block] = [
        KeyValue(
            (
                ("Tên hội nghị", f"Hội nghị kiểm điểm của {meeting.collective.name}"),
                ("Mục đích", meeting.campaign.title),
                ("Thời gian bắt đầu", _moment(minutes.began_at)),
                ("Thời gian kết thúc", _moment(minutes.ended_at)),
                ("Địa điểm", meeting.place or "…"),
            )
        ),
        Heading("Thành phần"),
        *_attendance(meeting),
        *([Paragraph(f"Thành phần khác: {minutes.guests}.")] if minutes.guests else []),
        Heading("Diễn biến hội nghị"),
        *[Paragraph(_stop_words(stop)) for stop in meeting.adjournments.all()],
        *said,
        *([Paragraph(minutes.other)] if minutes.other else []),
        Heading("Kết luận"),
        *concluded,
        *result_blocks(meeting),
        Paragraph(_closing(minutes)),
        Signatures("Người ghi biên bản", meeting.minute_taker.name, "Chủ trì hội nghị", meeting.chair.name),
    ]
    return official(
        meeting.campaign,
        meeting.campaign_unit.unit,
        MINUTES,
        subject_line=f"Hội nghị kiểm điểm của {meeting.collective.name}",
        blocks=blocks,
        at=at,
        with_bases=False,
    )


# The notice of the result


def _result(meeting: Meeting, at: datetime) -> Paper:
    """For everybody: who was reviewed, what was upheld of the collective and, where the procedure says so, its level.

    Not a word about an individual's issues or level, and nothing of what was not upheld.
    """
    items = list(meeting.items.with_subjects().order_by("order"))
    attendees = list(meeting.attendees.values_list("is_present", flat=True))
    people = sum(1 for item in items if not item.subject.is_collective)
    blocks: list[Block] = [
        Paragraph(
            f"Ngày {vietnamese_day(meeting.held_on)}, {meeting.collective.name} họp kiểm điểm, có mặt "
            f"{sum(mark is True for mark in attendees)}/{len(attendees)} đồng chí. Kết quả như sau:"
        ),
    ]
    for item in items:
        if not item.subject.is_collective:
            continue
        blocks.append(Heading(f"Kiểm điểm tập thể {item.subject.name}"))
        upheld = Issue.objects.filter(subject=item.subject, state=IssueState.UPHELD).order_by("pk")
        lines = tuple(issue.title.rstrip(".") for issue in upheld)
        if lines:
            blocks += [Paragraph("Hội nghị kết luận những hạn chế, khuyết điểm phải khắc phục:"), BulletList(lines)]
        else:
            blocks.append(Paragraph("Hội nghị không kết luận hạn chế, khuyết điểm nào phải theo dõi khắc phục."))
        blocks += _levels(item)
    if people:
        blocks += [
            Heading("Kiểm điểm cá nhân"),
            Paragraph(
                f"Đã kiểm điểm {people} đồng chí. Kết luận đối với từng đồng chí được thông báo cho chính đồng chí đó và "
                "trong phạm vi quy định."
            ),
        ]
    blocks.append(Paragraph(f"Nếu ai bị gây khó khăn vì đã góp ý, xin liên hệ: {meeting.campaign.rules.help_contact}."))
    return official(
        meeting.campaign,
        meeting.campaign_unit.unit,
        RESULT,
        subject_line=f"kết quả kiểm điểm của {meeting.collective.name}",
        blocks=blocks,
        at=at,
        signer=meeting.collective,
        recipients=(*above(meeting.campaign_unit.unit), "Các tổ chức, cá nhân đã góp ý"),
        with_bases=False,
    )


def _levels(item: AgendaItem) -> list[Block]:
    """A collective's decided level, where the procedure has it published and this meeting is the one that decides."""
    subject, rating = item.subject, item.meeting.campaign.rules.rating
    if rating is None or rating.announced != "published" or not item.decides or not is_rated(subject):
        return []
    lines = level_lines(subject, decided_of([subject]).get(subject.pk, []))
    return [BulletList(lines)] if lines else []


def _where_minutes(meeting: Meeting) -> Where:
    """Those who were there read the minutes."""
    unit = meeting.campaign_unit.unit
    readers = [row.person for row in meeting.attendees.filter(is_present=True).select_related("person")]
    if meeting.attending_superior:
        readers.append(meeting.attending_superior)
    return Where(unit, unit, None, (*readers, meeting.chair, meeting.minute_taker))


def _where_invitation(meeting: Meeting) -> Where:
    """Those convened and the superior read it."""
    unit = meeting.campaign_unit.unit
    readers = [row.person for row in meeting.attendees.select_related("person")]
    if meeting.attending_superior:
        readers.append(meeting.attending_superior)
    return Where(unit, unit, None, (*readers, meeting.minute_taker))


def _where_result(meeting: Meeting) -> Where:
    return Where(meeting.campaign_unit.unit, meeting.campaign_unit.unit)


def _check_can_issue_minutes(meeting: Meeting, *, by: Account | None, at: datetime) -> None:
    """A number is given to what both have signed."""
    check_can_issue_result(meeting, by=by, at=at)
    if meeting.minutes.state != MinutesState.FIXED:
        raise Refused(_("Biên bản chưa ký đủ"), way_out=_("Người ghi và chủ trì ký biên bản trước"))


def _label(meeting: Meeting) -> str:
    return f"{meeting.collective.name}, {vietnamese_day(meeting.held_on)}"


SOURCES = [
    Source(INVITATION, _seen, _label, _where_invitation, _invitation, _check_can_issue_invitation),
    Source(MINUTES, _meetings, _label, _where_minutes, _minutes, _check_can_issue_minutes),
    Source(RESULT, _meetings, _label, _where_result, _result, check_can_issue_result),
    BALLOT_SOURCE,
]
