"""The progress report to the level above: whole numbers from the counters, exact on the day it is written."""

from datetime import date, datetime

from django.db.models import Q, QuerySet

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.permissions import reachable, require
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.documents.content import Block, BulletList, Heading, Paper, Paragraph, Table
from tusoi.foundation.documents.kinds import Audience, DocumentKind
from tusoi.foundation.tally.declared import rate_of
from tusoi.foundation.tally.figures import Figure, read
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
from tusoi.process.campaigns.models import Campaign, CampaignUnit, Override

PROGRESS = DocumentKind("progress.report", "Báo cáo tiến độ", "Báo cáo", "BC", audience=Audience.PUBLISHED, once=False)
# What the counters count, as the paper says it.
ROWS = [
    ("guidance", "Văn bản đã được đơn vị tiếp nhận"),
    ("preparation", "Đơn vị đã họp chuẩn bị"),
    ("dissemination", "Đảng viên đã dự lớp quán triệt"),
    ("answers", "Vấn đề đã tiếp thu, giải trình"),
    ("reports", "Báo cáo kiểm điểm đã nộp"),
    ("reviews", "Tập thể, cá nhân đã kiểm điểm"),
    ("commitments", "Cam kết đã xác nhận khắc phục"),
]
BELOW = ["preparation", "dissemination", "reports", "reviews"]
SHORT = {"preparation": "Chuẩn bị", "dissemination": "Quán triệt", "reports": "Báo cáo", "reviews": "Kiểm điểm"}


def _units(campaign: Campaign, account: Account, on: date) -> "QuerySet[CampaignUnit]":
    """Units that report upward: the one that runs the campaign, those directly below it, base organisations."""
    seen = reachable(account, Permission.SEE_FIGURES, on=on, field="unit__path")
    return (
        CampaignUnit.objects.filter(seen, Q(depth__lte=1) | Q(is_base=True), campaign=campaign)
        .select_related("campaign__frozen", "unit__parent")
        .order_by("path")
    )


def _pair(figure: Figure) -> str:
    return f"{vietnamese_number(figure.done)}/{vietnamese_number(figure.total)}" if figure.total else "–"


def _overall(figures: dict[tuple[str, str], Figure], unit: CampaignUnit) -> Table:
    rows: list[tuple[str, ...]] = []
    for code, name in ROWS:
        figure = figures.get((unit.path, code), Figure())
        if figure.total:
            rate = f"{rate_of(figure.done, figure.total)} %"
            rows.append((str(len(rows) + 1), name, _pair(figure), rate, vietnamese_number(figure.late)))
    columns = ("TT", "Việc", "Đã làm/tổng số", "Tỷ lệ", "Quá hạn")
    return Table(columns, tuple(rows), widths=(1, 7, 4, 2, 2), numeric=(0, 2, 3, 4))


def _below(figures: dict[tuple[str, str], Figure], children: list[CampaignUnit]) -> Table:
    rows = tuple(
        (str(number), child.short_name, *(_pair(figures.get((child.path, code), Figure())) for code in BELOW))
        for number, child in enumerate(children, start=1)
    )
    columns = ("TT", "Đơn vị", *(SHORT[code] for code in BELOW))
    return Table(columns, rows, widths=(1, 5, 3, 3, 3, 3), numeric=(0, 2, 3, 4, 5))


def _report(unit: CampaignUnit, at: datetime) -> Paper:
    on = at.date()
    children = list(CampaignUnit.objects.filter(parent=unit).order_by("sort_key"))
    figures = read(unit.campaign_id, [unit.path, *(child.path for child in children)], on=on)
    blocks: list[Block] = [
        Heading("Tình hình chung"),
        Paragraph(
            f"Số liệu đếm từ chương trình đến hết ngày {vietnamese_day(on)}, gồm đơn vị và các đơn vị trực thuộc."
        ),
        _overall(figures, unit),
    ]
    if children:
        blocks += [Heading("Các đơn vị trực thuộc"), _below(figures, children)]
    overrides = Override.objects.filter(campaign=unit.campaign_id, at__lte=at).filter(
        campaign_unit__in=CampaignUnit.objects.within(unit).values("pk")
    )
    lines = tuple(
        f"{row.campaign_unit.short_name}: {row.get_gate_display()}, ngày {vietnamese_day(row.at.date())}, "
        f"do {row.by} cho phép; lý do: {row.reason.rstrip('.')}."
        for row in overrides.select_related("campaign_unit", "by__person").order_by("at")
    )
    if lines:
        blocks += [Heading("Các trường hợp được cho phép vượt bước"), BulletList(lines)]
    return official(
        unit.campaign,
        unit.unit,
        PROGRESS,
        subject_line=f"tiến độ {lower_first(unit.campaign.title)}",
        blocks=blocks,
        at=at,
        signer=leading_collective(unit.unit),
        recipients=above(unit.unit),
        with_bases=False,
    )


def _check_can_issue(unit: CampaignUnit, *, by: Account | None, at: datetime) -> None:
    require(by, Permission.RECORD_UNIT, unit.unit.path, on=at.date())


SOURCES = [
    Source(
        PROGRESS,
        things=_units,
        label=lambda unit: unit.name,
        where=lambda unit: Where(unit.unit, unit.unit),
        build=_report,
        check_can_issue=_check_can_issue,
    )
]
