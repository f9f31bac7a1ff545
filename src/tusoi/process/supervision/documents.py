"""Papers of this step: the minutes of a check on the spot (biên bản làm việc), and the report that closes a campaign."""

from datetime import date, datetime

from django.db.models import QuerySet

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.permissions import units_where
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.documents.content import Block, Heading, KeyValue, Paper, Paragraph, Signatures, Table
from tusoi.foundation.documents.kinds import DocumentKind
from tusoi.foundation.tally.figures import read
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
from tusoi.process.campaigns.models import Campaign
from tusoi.process.campaigns.rules_closing import check_can_reopen
from tusoi.process.campaigns.states import REVIEWS, CampaignState
from tusoi.process.issues.states import ANSWERS, COMMITTED
from tusoi.process.supervision import rules_watch
from tusoi.process.supervision.closing import left_of
from tusoi.process.supervision.models import Visit, VisitQuerySet
from tusoi.process.supervision.states import MEASURE, VisitState

VISIT = DocumentKind("supervision.visit", "Biên bản làm việc", "Biên bản", "BB")
CLOSING = DocumentKind("supervision.closing", "Báo cáo kết thúc đợt kiểm điểm", "Báo cáo", "BC")
COUNTED = (
    (REVIEWS, "Đối tượng đã kiểm điểm, trên tổng số"),
    (ANSWERS, "Vấn đề đã được tiếp thu, giải trình, trên số đặt ra"),
    (COMMITTED, "Khuyết điểm đã có cam kết, trên số kết luận"),
    (MEASURE, "Cam kết đã xác nhận khắc phục xong, trên tổng số"),
)


def _visits(campaign: Campaign, account: Account, on: date) -> VisitQuerySet:
    held = Visit.objects.visible_to(account, on).filter(campaign=campaign, state=VisitState.HELD)
    return held.select_related("campaign__frozen", "campaign__unit", "campaign_unit__unit__parent", "visitor", "agency")


def _lines(text: str) -> list[Block]:
    return [Paragraph(line.strip()) for line in text.splitlines() if line.strip()]


def _minutes(visit: Visit, at: datetime) -> Paper:
    unit = visit.campaign_unit
    found = visit.found.select_related("commitment__owner").order_by("pk")
    rows = tuple(
        (
            str(number),
            row.commitment.measure,
            row.commitment.owner.name,
            f"{row.get_mended_display()}. {row.note}".strip(" ."),
        )
        for number, row in enumerate(found, start=1)
    )
    blocks: list[Block] = [
        KeyValue(
            (
                ("Thời gian", f"ngày {vietnamese_day(visit.held_on or visit.planned_on)}"),
                ("Địa điểm", visit.place or "…"),
                ("Đơn vị được giám sát", unit.name),
                ("Nội dung", visit.purpose),
            )
        ),
        Heading("Thành phần"),
        *_lines(visit.present),
        Heading("Kết quả làm việc"),
        *_lines(visit.seen),
    ]
    if rows:
        columns = ("TT", "Việc phải khắc phục", "Người thực hiện", "Kết quả kiểm tra")
        blocks.append(Table(columns, rows, widths=(1, 5, 3, 5), numeric=(0,)))
    if visit.asked:
        blocks += [Heading("Đề nghị đối với đơn vị"), *_lines(visit.asked)]
    blocks += [
        Paragraph("Biên bản lập thành 02 bản, đã thông qua những người có mặt."),
        Signatures("Đại diện đơn vị", "", "Người giám sát", visit.visitor.name),
    ]
    return official(
        visit.campaign,
        visit.agency or visit.campaign.unit,
        VISIT,
        subject_line=f"Làm việc về khắc phục khuyết điểm tại {unit.name}",
        blocks=blocks,
        at=at,
        with_bases=False,
    )


def _where(visit: Visit) -> Where:
    return Where(visit.agency or visit.campaign.unit, visit.campaign_unit.unit, None, (visit.visitor,))


def _label(visit: Visit) -> str:
    return f"{visit.campaign_unit.name}, {vietnamese_day(visit.held_on or visit.planned_on)}"


def _closed(campaign: Campaign, account: Account, on: date) -> "QuerySet[Campaign]":
    """The campaign itself, once closed, for those who run it."""
    managed = units_where(account, Permission.MANAGE_CAMPAIGN, on=on)
    rows = Campaign.objects.filter(pk=campaign.pk, state=CampaignState.CLOSED, unit__in=managed.values("pk"))
    return rows.select_related("unit__parent", "frozen")


def _closing_report(campaign: Campaign, at: datetime) -> Paper:
    """Figures, where each thing goes and who takes it over: no title of an issue, no name of a person reviewed."""
    closing = campaign.closings.get(reopened_on=None)
    left = left_of(campaign)
    figures = read(campaign.pk, [campaign.units.get(parent=None, unit=campaign.unit).path], on=at.date())
    done = {measure: figure for (_path, measure), figure in figures.items()}
    counted = [
        (name, f"{vietnamese_number(done[measure].done)}/{vietnamese_number(done[measure].total)}")
        for measure, name in COUNTED
        if measure in done
    ]
    rows = tuple(
        (
            str(number),
            row.name,
            vietnamese_number(row.count),
            row.goes,
            "; ".join(f"{t.who} ({t.count})" for t in row.taken),
        )
        for number, row in enumerate(left, start=1)
    )
    blocks: list[Block] = [
        KeyValue(
            (
                ("Đợt", campaign.title),
                ("Thời gian", f"từ {vietnamese_day(campaign.starts_on)} đến {vietnamese_day(campaign.ends_on)}"),
                ("Ngày kết thúc", vietnamese_day(closing.closed_on)),
                *counted,
            )
        ),
        Heading("Việc còn lại và nơi nhận"),
        Table(("TT", "Việc", "Còn lại", "Đi đâu", "Ai nhận"), rows, widths=(1, 4, 2, 5, 4), numeric=(0, 2)),
    ]
    if closing.note:
        blocks += [Heading("Vì sao kết thúc khi còn việc chưa xong"), *_lines(closing.note)]
    return official(
        campaign,
        campaign.unit,
        CLOSING,
        subject_line=f"Kết thúc {lower_first(campaign.title)}",
        blocks=blocks,
        at=at,
        signer=leading_collective(campaign.unit),
        recipients=above(campaign.unit),
    )


def _check_can_issue_closing(campaign: Campaign, *, by: Account | None, at: datetime) -> None:
    check_can_reopen(campaign, by=by, at=at)  # whoever may reopen it runs it, and it is closed


SOURCES = [
    Source(VISIT, _visits, _label, _where, _minutes, rules_watch.check_can_scan),
    Source(CLOSING, _closed, str, lambda row: Where(row.unit, row.unit), _closing_report, _check_can_issue_closing),
]
