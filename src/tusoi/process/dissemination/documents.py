"""The paper of this step: how far the resolution was made known, with counted figures beside the declared ones."""

from datetime import date, datetime

from django.db.models import Count, Q, QuerySet

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.permissions import reachable, require
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.documents.content import Block, BulletList, Heading, Paper, Paragraph, Table
from tusoi.foundation.documents.kinds import Audience, DocumentKind
from tusoi.foundation.tally.declared import Declared, faults, rate_of
from tusoi.foundation.tally.figures import Figure
from tusoi.foundation.tally.paths import within
from tusoi.process.campaigns.documents import (
    Source,
    Where,
    above,
    leading_collective,
    lower_first,
    official,
    vietnamese_day,
    vietnamese_number,
)
from tusoi.process.campaigns.models import Campaign, CampaignUnit
from tusoi.process.dissemination.models import DeclaredFigure, RequiredMember, StudyClass
from tusoi.process.dissemination.states import DISSEMINATION, ClassState

RESULT = DocumentKind(
    "dissemination.result",
    "Báo cáo kết quả quán triệt, triển khai",
    "Báo cáo",
    "BC",
    audience=Audience.PUBLISHED,
    once=False,
)


def _units(campaign: Campaign, account: Account, on: date) -> "QuerySet[CampaignUnit]":
    """Units that held a class, for who sees their figures."""
    organisers = StudyClass.objects.filter(campaign=campaign).values("organiser")
    return (
        CampaignUnit.objects.filter(campaign=campaign)
        .filter(Q(pk__in=organisers) | Q(depth=0))
        .filter(reachable(account, Permission.SEE_FIGURES, on=on, field="unit__path"))
        .select_related("campaign__frozen", "unit__parent")
    )


def coverage(unit: CampaignUnit, on: date) -> Figure:
    """Who of those required in the unit and below it had been reached by that day, counted from the rows."""
    required = RequiredMember.objects.filter(
        within(unit.path, "campaign_unit__path"), campaign=unit.campaign_id, frozen_on__lte=on
    )
    counts = required.aggregate(total=Count("pk"), done=Count("pk", filter=Q(reached_on__lte=on)))
    return Figure(counts["done"], counts["total"])


def _in_words(figure: Figure) -> str:
    if not figure.total:
        return "chưa chốt danh sách phải dự"
    rate = rate_of(figure.done, figure.total)
    return f"{vietnamese_number(figure.done)}/{vietnamese_number(figure.total)} đảng viên ({rate} %)"


def _classes(unit: CampaignUnit, on: date) -> Block:
    classes = (
        StudyClass.objects.filter(
            within(unit.path, "organiser__path"), campaign=unit.campaign_id, held_on__lte=on, state=ClassState.HELD
        )
        .select_related("organiser")
        .annotate(present=Count("attendances"))
        .order_by("held_on", "code")
    )
    rows = tuple(
        (
            str(number),
            row.title,
            row.organiser.short_name,
            vietnamese_day(row.held_on),
            row.get_audience_display(),
            vietnamese_number(row.present),  # type: ignore[attr-defined]
        )
        for number, row in enumerate(classes, start=1)
    )
    if not rows:
        return Paragraph("Đến nay chưa có lớp nào điểm danh xong.")
    columns = ("TT", "Lớp", "Đơn vị tổ chức", "Ngày", "Thành phần", "Số người dự")
    return Table(columns, rows, widths=(1, 5, 3, 3, 3, 2), numeric=(0, 5))


def _declared(unit: CampaignUnit, on: date) -> list[Block]:
    """Figures as units wrote them, with remarks where they do not fit what was counted as of that day."""
    figures = DeclaredFigure.objects.filter(
        within(unit.path, "campaign_unit__path"),
        campaign=unit.campaign_id,
        declared_on__lte=on,
        measure=DISSEMINATION,
    ).select_related("campaign_unit__campaign")
    lines: list[str] = []
    for row in figures:
        said = vietnamese_number(row.count) if row.count is not None else ""
        said += f"/{vietnamese_number(row.total)}" if row.total is not None else ""
        said += f" ({row.percent})" if row.percent else ""
        line = f"{row.campaign_unit.short_name}, {row.source}: {said.strip()}"
        if row.count is not None:
            remarks = faults(Declared(row.count, row.total, row.percent), coverage(row.campaign_unit, row.declared_on))
            line += "".join(f". {remark}" for remark in remarks)
        lines.append(f"{line.rstrip('.')}.")
    if not lines:
        return [Paragraph("Không có số liệu do đơn vị tự báo cáo.")]
    return [Paragraph("Số liệu do đơn vị báo cáo, ghi cạnh số đếm được:"), BulletList(tuple(lines))]


def _result(unit: CampaignUnit, at: datetime) -> Paper:
    on = at.date()
    counted = coverage(unit, on)
    key = RequiredMember.objects.filter(
        within(unit.path, "campaign_unit__path"), campaign=unit.campaign_id, is_key_cadre=True, frozen_on__lte=on
    ).aggregate(total=Count("pk"), done=Count("pk", filter=Q(reached_on__lte=on)))
    blocks: list[Block] = [
        Heading("Các lớp đã mở"),
        _classes(unit, on),
        Heading("Kết quả"),
        Paragraph(
            f"Đến ngày {vietnamese_day(on)}, số người đã dự ít nhất một lớp, đếm theo danh sách điểm danh: "
            f"{_in_words(counted)}."
        ),
    ]
    if key["total"]:
        blocks.append(
            Paragraph(
                "Trong đó cán bộ chủ chốt: "
                f"{vietnamese_number(key['done'])}/{vietnamese_number(key['total'])} đồng chí."
            )
        )
    blocks += [Heading("Đối chiếu số liệu"), *_declared(unit, on)]
    return official(
        unit.campaign,
        unit.unit,
        RESULT,
        subject_line=f"kết quả quán triệt, triển khai đợt {lower_first(unit.campaign.title)}",
        blocks=blocks,
        at=at,
        signer=leading_collective(unit.unit),
        recipients=above(unit.unit),
    )


def _check_can_issue(unit: CampaignUnit, *, by: Account | None, at: datetime) -> None:
    require(by, Permission.RECORD_UNIT, unit.unit.path, on=at.date())


SOURCES = [
    Source(
        RESULT,
        things=_units,
        label=lambda unit: unit.name,
        where=lambda unit: Where(unit.unit, unit.unit),
        build=_result,
        check_can_issue=_check_can_issue,
    )
]
