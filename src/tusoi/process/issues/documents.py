"""Papers of this step: the synthesis of what slips said, and the suggestions sent to one subject."""

from datetime import date, datetime

from django.db.models import Count, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.permissions import reachable, require
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.directory.models import Person
from tusoi.foundation.documents.content import Block, BulletList, Heading, Paper, Paragraph, Table
from tusoi.foundation.documents.kinds import DocumentKind
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.secrecy.thresholds import shown
from tusoi.process.campaigns.documents import (
    Source,
    Where,
    leading_collective,
    lower_first,
    official,
    seats_of,
    vietnamese_day,
    vietnamese_number,
)
from tusoi.process.campaigns.models import Campaign, Subject
from tusoi.process.feedback.models import Comment, Round
from tusoi.process.feedback.progress import handed_in, turnout
from tusoi.process.feedback.states import CommentState, RoundState
from tusoi.process.issues import rules
from tusoi.process.issues.models import GroupVoices, Issue, SuggestionSet
from tusoi.process.issues.presenters_triage import asides_of, balance_of, referred_by
from tusoi.process.issues.states import SetState

SYNTHESIS = DocumentKind("issues.synthesis", "Bản tổng hợp ý kiến góp ý", "Báo cáo", "BC")
SUGGESTION = DocumentKind("issues.suggestion", "Văn bản gợi ý kiểm điểm", "", "CV")


# The synthesis


def _rounds(campaign: Campaign, account: Account, on: date) -> "QuerySet[Round]":
    """Rounds whose triage is done: for who sees issues at the unit that asked, and for the counting team."""
    seen = reachable(account, Permission.SEE_ISSUES, on=on, field="campaign_unit__unit__path")
    if account.person_id:
        seen |= Q(pk__in=Round.objects.filter(team__person=account.person_id).values("pk"))
    return (
        Round.objects.filter(seen, campaign=campaign, state=RoundState.SYNTHESISED)
        .select_related("campaign__frozen", "campaign_unit__unit__parent")
        .order_by("closes_on", "pk")
    )


def _how_many(count: int, threshold: int) -> str:
    """The number of slips; below the threshold only that it is below."""
    number = shown(count, threshold)
    return f"dưới {threshold}" if number is None else vietnamese_number(number)


def _groups_behind(round: Round) -> dict[int, list[str]]:
    """{issue: names of the groups large enough to be named}. No count of one group: no sum gives a small one away."""
    named: dict[int, list[str]] = {}
    rows = GroupVoices.objects.filter(issue__round=round, voices__gte=round.threshold)
    for issue, name in rows.order_by("group").values_list("issue", "group__name"):
        named.setdefault(issue, []).append(name)
    return named


def _turnout(round: Round, on: date) -> Block:
    """How many were asked and how many slips came back, by group as far as a group may be shown."""
    rows = []
    for number, row in enumerate(turnout(round, on=on), start=1):
        if row.figure is None:
            pair = ("–", "–")
        else:
            least = "ít nhất " if row.rough else ""
            pair = (vietnamese_number(row.figure.total), least + vietnamese_number(row.figure.done))
        rows.append((str(number), row.name, *pair))
    columns = ("TT", "Nhóm được hỏi ý kiến", "Số được mời", "Số phiếu thu về")
    return Table(columns, tuple(rows), widths=(1, 8, 3, 3), numeric=(0, 2, 3))


def _about(
    subject: Subject, issues: list[Issue], groups: dict[int, list[str]], praise: int, round: Round
) -> list[Block]:
    blocks: list[Block] = [Heading(str(subject), 2)]
    if praise:
        blocks.append(Paragraph(f"Ý kiến nêu ưu điểm: {_how_many(praise, round.threshold)} phiếu."))
    if not issues:
        return [*blocks, Paragraph("Không có vấn đề nào được nêu.")]
    procedure = round.campaign.rules
    rows = tuple(
        (
            str(number),
            issue.title + (f"\n{issue.text}" if issue.text else ""),
            procedure.theme_name(issue.theme) if issue.theme else "",
            _how_many(issue.voices, round.threshold),  # type: ignore[attr-defined]
            "; ".join(groups.get(issue.pk, [])) or "không nêu riêng",
        )
        for number, issue in enumerate(issues, start=1)
    )
    columns = ("TT", "Vấn đề", "Chủ đề", "Số phiếu", "Nhóm")
    return [*blocks, Table(columns, rows, widths=(1, 6, 4, 2, 3), numeric=(0,))]


def _conferences(round: Round) -> list[Block]:
    """Who called them, when, where, how many came; never who spoke."""
    lines = tuple(
        f"Ngày {vietnamese_day(row.held_on)}, tại {row.place}, do {row.convened_by} triệu tập, có mặt {row.present} người."
        for row in round.conferences.all()
    )
    return [Paragraph("Hội nghị lấy ý kiến, biên bản không ghi người nói:"), BulletList(lines)] if lines else []


def _account(round: Round) -> list[Block]:
    """Comments received = filed + strengths + set aside, and how many were set aside for which reason.

    No number where one of a group is hidden: these would help to reckon it out.
    """
    if handed_in(round) is None:
        return [
            Paragraph("Mọi ý kiến đã được xếp vào vấn đề, ghi là ưu điểm, hoặc để riêng do hai thành viên quyết định.")
        ]
    account = balance_of(round)
    cut = f", thêm {account.parts} ý kiến tách ra vì nói hai việc" if account.parts else ""
    said = (
        f"Nhận {vietnamese_number(account.received)} ý kiến{cut}: xếp vào vấn đề {vietnamese_number(account.filed)}, "
        f"ưu điểm {vietnamese_number(account.strengths)}, để riêng {vietnamese_number(account.aside)}."
    )
    reasons = "; ".join(f"{row.reason}: {row.count}" for row in asides_of(round))
    blocks: list[Block] = [Paragraph(said)]
    if reasons:
        to = referred_by(round)
        handed_on = f" Đã chuyển đến: {', '.join(to)}." if to else ""
        blocks.append(Paragraph(f"Ý kiến để riêng do hai thành viên cùng quyết định, gồm: {reasons}.{handed_on}"))
    return blocks


def _synthesis(round: Round, at: datetime) -> Paper:
    issues: dict[int, list[Issue]] = {}
    counted = Issue.objects.put().filter(round=round).annotate(voices=Sum("group_voices__voices", default=0))
    for issue in counted.order_by("pk"):
        issues.setdefault(issue.subject_id, []).append(issue)
    praise = dict(
        Comment.objects.filter(round=round, state=CommentState.STRENGTH)
        .values_list("subject")
        .annotate(voices=Count("voice", distinct=True))
        .order_by()
    )
    groups = _groups_behind(round)
    blocks: list[Block] = [
        Heading("Tình hình lấy ý kiến"),
        Paragraph(
            f"{round.title}, từ ngày {vietnamese_day(round.opens_on)} đến ngày {vietnamese_day(round.closes_on)}."
        ),
        _turnout(round, at.date()),
        Paragraph(
            "Tổ mở phiếu và tổng hợp ý kiến đã mở phiếu, xếp các ý kiến thành vấn đề. "
            f"Số phiếu dưới {round.threshold} không nêu con số; nhóm dưới {round.threshold} phiếu không nêu tên. "
            "Văn bản này không ghi ai góp ý và không trích nguyên văn phiếu."
        ),
        *_conferences(round),
        *_account(round),
        Heading("Ý kiến đối với từng tập thể, cá nhân"),
    ]
    for subject in round.subjects.order_by("tier__order", "campaign_unit__sort_key", "order"):
        blocks += _about(subject, issues.get(subject.pk, []), groups, praise.get(subject.pk, 0), round)
    unit = round.campaign_unit.unit
    return official(
        round.campaign,
        unit,
        SYNTHESIS,
        subject_line=f"tổng hợp {lower_first(round.title)}",
        blocks=blocks,
        at=at,
        signer=leading_collective(unit),
        with_bases=False,
    )


def _check_synthesis(round: Round, *, by: Account | None, at: datetime) -> None:
    require(by, Permission.RUN_ROUND, round.campaign_unit.unit.path, on=at.date())
    if round.state != RoundState.SYNTHESISED:
        raise Refused(_("Ý kiến chưa tổng hợp xong"), way_out=_("Tổ mở phiếu xếp hết ý kiến rồi kết thúc tổng hợp"))


# Suggestions


def _sets(campaign: Campaign, account: Account, on: date) -> "QuerySet[SuggestionSet]":
    return (
        SuggestionSet.objects.visible_to(account, on)
        .filter(campaign=campaign)
        .select_related(
            "campaign__frozen",
            "campaign__unit__parent",
            "subject__campaign_unit__unit",
            "subject__collective",
            "overseer",
        )
    )


def _readers(suggestions: SuggestionSet) -> tuple[Person, ...]:
    """The subject (or who sits on it) and the overseer."""
    subject = suggestions.subject
    people: tuple[Person, ...] = ()
    if subject.collective is not None and suggestions.issued_on:
        people = seats_of(subject.collective, suggestions.issued_on)
    return (*people, suggestions.overseer) if suggestions.overseer else people


def _points(suggestions: SuggestionSet) -> list[Block]:
    """Each theme with its points; every point with its grounds."""
    procedure = suggestions.campaign.rules
    order = {theme.code: number for number, theme in enumerate(procedure.themes)}
    points = sorted(suggestions.points.all(), key=lambda point: (order.get(point.theme, len(order)), point.pk))
    blocks: list[Block] = []
    theme = None
    for point in points:
        if point.theme != theme:
            theme = point.theme
            blocks.append(Heading(procedure.theme_name(theme) if theme else "Nội dung khác", 2))
        blocks.append(Paragraph(f"- {point.title.rstrip('.')}.", bold=True))
        if point.text:
            blocks.append(Paragraph(point.text))
        if point.grounds:
            blocks.append(Paragraph(f"Căn cứ: {point.grounds.rstrip('.')}.", italic=True))
    return blocks


def _suggestion(suggestions: SuggestionSet, at: datetime) -> Paper:
    subject, campaign = suggestions.subject, suggestions.campaign
    whom = subject.name if subject.is_collective else f"đồng chí {subject.name}"
    until = f" trước ngày {vietnamese_day(suggestions.answer_by)}" if suggestions.answer_by else ""
    closing = f"Đề nghị {whom} tiếp thu hoặc giải trình từng nội dung nêu trên{until} và đưa vào báo cáo kiểm điểm"
    if suggestions.overseer:
        closing += f". Đồng chí {suggestions.overseer.name} được phân công theo dõi việc này"
    blocks: list[Block] = [
        Paragraph(f"Để việc kiểm điểm đạt yêu cầu, {_from(campaign)} gợi ý {whom} kiểm điểm sâu các nội dung sau đây."),
        *_points(suggestions),
        Paragraph(
            "Nội dung gợi ý không phải là kết luận. Nếu thấy nội dung nào chưa đúng hoặc không thuộc trách nhiệm của mình, "
            "đề nghị nêu rõ lý do khi giải trình; hội nghị kiểm điểm xem xét và kết luận."
        ),
        Paragraph(f"{closing}."),
    ]
    return official(
        campaign,
        campaign.unit,
        SUGGESTION,
        subject_line=f"Gợi ý kiểm điểm đối với {whom}",
        addressee=f"Kính gửi: {whom[:1].upper()}{whom[1:]}",
        blocks=blocks,
        at=at,
        signer=leading_collective(campaign.unit),
        recipients=("Như trên",),
        with_bases=False,
    )


def _from(campaign: Campaign) -> str:
    collective = leading_collective(campaign.unit)
    return collective.name if collective else campaign.unit.name


def _check_suggestion(suggestions: SuggestionSet, *, by: Account | None, at: datetime) -> None:
    require(by, Permission.DRAFT_SUGGESTION, suggestions.subject.campaign_unit.unit.path, on=at.date())
    rules.check_not_own_file(suggestions.subject, by=by, at=at)
    if suggestions.state not in (SetState.ISSUED, SetState.ACKNOWLEDGED):
        raise Refused(_("Bản gợi ý này chưa gửi"), way_out=_("Duyệt và gửi bản gợi ý trước khi cấp số văn bản"))


SOURCES = [
    Source(
        SYNTHESIS,
        things=_rounds,
        label=lambda round: round.title,
        where=lambda round: Where(round.campaign_unit.unit, round.campaign_unit.unit),
        build=_synthesis,
        check_can_issue=_check_synthesis,
    ),
    Source(
        SUGGESTION,
        things=_sets,
        label=lambda suggestions: str(suggestions.subject),
        where=lambda suggestions: Where(
            suggestions.campaign.unit,
            suggestions.subject.campaign_unit.unit,
            suggestions.subject.person,
            _readers(suggestions),
        ),
        build=_suggestion,
        check_can_issue=_check_suggestion,
    ),
]
