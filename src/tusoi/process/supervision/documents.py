"""Paper of this step: the minutes of a check on the spot (biên bản làm việc), to print and sign."""

from datetime import date, datetime

from tusoi.foundation.access.models import Account
from tusoi.foundation.documents.content import Block, Heading, KeyValue, Paper, Paragraph, Signatures, Table
from tusoi.foundation.documents.kinds import DocumentKind
from tusoi.process.campaigns.documents import Source, Where, official, vietnamese_day
from tusoi.process.campaigns.models import Campaign
from tusoi.process.supervision import rules_watch
from tusoi.process.supervision.models import Visit, VisitQuerySet
from tusoi.process.supervision.states import VisitState

VISIT = DocumentKind("supervision.visit", "Biên bản làm việc", "Biên bản", "BB")


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


SOURCES = [Source(VISIT, _visits, _label, _where, _minutes, rules_watch.check_can_scan)]
