"""The certificate of a unit: what was counted, by class, unit and audience; who need not come; what is still to be done;
and where somebody declared another figure, both and the difference. Official Vietnamese, so without gettext."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Count, F, Q, QuerySet

from tusoi.foundation.documents.content import Block, BulletList, Heading, Paper, Paragraph, Table
from tusoi.foundation.documents.kinds import Audience as Readers
from tusoi.foundation.documents.kinds import DocumentKind
from tusoi.foundation.tally.declared import rate_of
from tusoi.foundation.tally.figures import Figure
from tusoi.foundation.tally.paths import lies_within, within
from tusoi.process.campaigns.documents import (
    above,
    leading_collective,
    lower_first,
    official,
    vietnamese_day,
    vietnamese_number,
)
from tusoi.process.campaigns.models import CampaignUnit
from tusoi.process.dissemination.changes import account_of
from tusoi.process.dissemination.models import Attendance, StudyClass
from tusoi.process.dissemination.progress import Asked, as_of
from tusoi.process.dissemination.remarks import Remarked, remarks
from tusoi.process.dissemination.states import Audience, ClassState

RESULT = DocumentKind(
    "dissemination.result",
    "Báo cáo kết quả quán triệt, triển khai",
    "Báo cáo",
    "BC",
    audience=Readers.PUBLISHED,
    once=False,
)


def result(unit: CampaignUnit, at: datetime) -> Paper:
    """The report of a unit on the classes held in it and below, as of the day of `at`."""
    on = at.date()
    return official(
        unit.campaign,
        unit.unit,
        RESULT,
        subject_line=f"kết quả quán triệt, triển khai đợt {lower_first(unit.campaign.title)}",
        blocks=[
            Heading("Các lớp đã mở"),
            *_classes(unit, on),
            Heading("Kết quả"),
            *_reached(unit, on),
            Heading("Danh sách phải dự"),
            *_list(unit, on),
            Heading("Số chưa dự và việc tiếp theo"),
            *_missing(unit, on),
            Heading("Đối chiếu số liệu"),
            *_declared(unit, at),
        ],
        at=at,
        signer=leading_collective(unit.unit),
        recipients=above(unit.unit),
    )


def _held(unit: CampaignUnit, on: date) -> "QuerySet[StudyClass]":
    return (
        StudyClass.objects.filter(
            within(unit.path, "organiser__path"), campaign=unit.campaign_id, held_on__lte=on, state=ClassState.HELD
        )
        .select_related("organiser")
        .annotate(present=Count("attendances", filter=Q(attendances__taken_back_on=None)))
        .order_by("held_on", "code")
    )


def _classes(unit: CampaignUnit, on: date) -> list[Block]:
    classes = list(_held(unit, on))
    if not classes:
        return [Paragraph("Đến nay chưa có lớp nào điểm danh xong.")]
    first = [row for row in classes if not row.is_makeup]
    rows = tuple(
        (
            str(number),
            row.title,
            row.organiser.short_name,
            vietnamese_day(row.held_on),
            row.get_audience_display(),
            vietnamese_number(row.present),  # type: ignore[attr-defined]
        )
        for number, row in enumerate(first, start=1)
    )
    columns = ("TT", "Lớp", "Đơn vị tổ chức", "Ngày", "Thành phần", "Số người dự")
    table = Table(columns, rows, widths=(1, 5, 3, 3, 3, 2), numeric=(0, 5))
    return [table, *_makeup(unit, on)] if first else _makeup(unit, on)


def _makeup(unit: CampaignUnit, on: date) -> list[Block]:
    """Make-up classes: how many were invited by name, and how many of them came."""
    counted = (
        StudyClass.objects.filter(pk__in=_held(unit, on).filter(is_makeup=True).order_by().values("pk"))
        .select_related("organiser")
        .annotate(invited=Count("invitees", distinct=True))
        .order_by("held_on", "code")
    )
    came = dict(
        Attendance.objects.standing()
        .filter(study_class__in=counted.order_by().values("pk"), study_class__invitees__person=F("person"))
        .order_by()
        .values_list("study_class")
        .annotate(Count("pk"))
    )
    rows = tuple(
        (
            str(number),
            row.title,
            row.organiser.short_name,
            vietnamese_day(row.held_on),
            vietnamese_number(row.invited),  # type: ignore[attr-defined]
            vietnamese_number(came.get(row.pk, 0)),
        )
        for number, row in enumerate(counted, start=1)
    )
    if not rows:
        return []
    columns = ("TT", "Lớp bổ sung", "Đơn vị tổ chức", "Ngày", "Số được mời", "Số đã dự")
    return [
        Paragraph("Lớp bổ sung cho những người chưa dự:"),
        Table(columns, rows, widths=(1, 5, 3, 3, 2, 2), numeric=(0, 4, 5)),
    ]


def _in_words(figure: Figure) -> str:
    if not figure.total:
        return "chưa chốt danh sách phải dự"
    rate = rate_of(figure.done, figure.total)
    return f"{_pair(figure)} đảng viên ({rate} %)"


def _pair(figure: Figure) -> str:
    return f"{vietnamese_number(figure.done)}/{vietnamese_number(figure.total)}" if figure.total else "–"


def _reached(unit: CampaignUnit, on: date) -> list[Block]:
    below = list(CampaignUnit.objects.filter(parent=unit).order_by("sort_key"))
    places = [unit, *below]
    all_of = {place.pk: Asked(place.path, on) for place in places}
    cadres_of = {place.pk: Asked(place.path, on, Audience.KEY_CADRES) for place in places}
    found = as_of(unit.campaign_id, [*all_of.values(), *cadres_of.values()])
    counted, cadres = found[all_of[unit.pk]], found[cadres_of[unit.pk]]
    blocks: list[Block] = [
        Paragraph(
            f"Đến ngày {vietnamese_day(on)}, số người đã dự ít nhất một lớp, đếm theo danh sách điểm danh: "
            f"{_in_words(counted)}."
        )
    ]
    if cadres.total:
        blocks.append(Paragraph(f"Trong đó cán bộ chủ chốt: {_pair(cadres)} đồng chí."))
    if below and counted.total:
        blocks.append(Paragraph("Theo đơn vị trực thuộc và thành phần (đã dự/phải dự):"))
        rows = [(place, found[all_of[place.pk]], found[cadres_of[place.pk]]) for place in below]
        blocks.append(_by_unit([row for row in rows if row[1].total], (counted, cadres)))
    return blocks


def _by_unit(rows: Iterable[tuple[CampaignUnit, Figure, Figure]], whole: tuple[Figure, Figure]) -> Table:
    lines = [_unit_line(str(number), place.short_name, *row) for number, (place, *row) in enumerate(rows, start=1)]
    lines.append(_unit_line("", "Cộng", *whole))
    columns = ("TT", "Đơn vị", "Tất cả", "Tỷ lệ", "Cán bộ chủ chốt", "Đảng viên khác", "Chưa dự")
    return Table(columns, tuple(lines), widths=(1, 5, 3, 3, 2, 3, 2), numeric=(0, 2, 3, 4, 5, 6))


def _unit_line(number: str, name: str, all_of: Figure, cadres: Figure) -> tuple[str, ...]:
    others = Figure(all_of.done - cadres.done, all_of.total - cadres.total)
    rate = "100 %" if all_of.complete else f"{rate_of(all_of.done, all_of.total)} %"
    return (number, name, _pair(all_of), rate, _pair(cadres), _pair(others), vietnamese_number(all_of.missing))


def _list(unit: CampaignUnit, on: date) -> list[Block]:
    """How the denominator came about, and who does not count, by kind of reason: figures, no names."""
    account = account_of(unit, on=on)
    if not account.words:
        return [Paragraph("Chưa chốt danh sách phải dự.")]
    if not account.left_out:
        return [Paragraph(account.words), Paragraph("Không có ai được đưa ra ngoài danh sách.")]
    lines = tuple(f"{label.capitalize()}: {vietnamese_number(count)} người." for label, count in account.left_out)
    return [
        Paragraph(account.words),
        Paragraph("Người ngoài danh sách, có người quyết định và lý do ghi trong chương trình:"),
        BulletList(lines),
    ]


def _missing(unit: CampaignUnit, on: date) -> list[Block]:
    asked = Asked(unit.path, on)
    figure = as_of(unit.campaign_id, [asked])[asked]
    if figure.complete:
        return [Paragraph("Mọi người phải dự đều đã dự ít nhất một lớp.")]
    blocks: list[Block] = [Paragraph(f"Còn {vietnamese_number(figure.missing)} người phải dự mà chưa dự lớp nào.")]
    planned = (
        StudyClass.objects.filter(
            Q(held_on__gt=on) | Q(state=ClassState.PLANNED),
            within(unit.path, "organiser__path"),
            campaign=unit.campaign_id,
            is_makeup=True,
        )
        .select_related("organiser")
        .annotate(invited=Count("invitees"))
        .order_by("held_on", "code")
    )
    lines = tuple(
        f"{row.title}, {row.organiser.short_name}, ngày {vietnamese_day(row.held_on)}: "
        f"mời {vietnamese_number(row.invited)} người."  # type: ignore[attr-defined]
        for row in planned
    )
    if lines:
        return [*blocks, Paragraph("Lớp bổ sung đã lập:"), BulletList(lines)]
    return [*blocks, Paragraph("Chưa có lớp bổ sung nào được lập.")]


def _declared(unit: CampaignUnit, at: datetime) -> list[Block]:
    """Figures as units wrote them beside what was counted as of their day, with the difference."""
    lines = tuple(
        _line(row)
        for row in remarks(unit.campaign, account=None, at=at)
        if lies_within(row.figure.campaign_unit.path, unit.path) and row.figure.declared_on <= at.date()
    )
    if not lines:
        return [Paragraph("Không có số liệu do đơn vị tự báo cáo.")]
    return [Paragraph("Số liệu do đơn vị báo cáo, ghi cạnh số đếm được đến ngày của số liệu ấy:"), BulletList(lines)]


def _line(row: Remarked) -> str:
    said = vietnamese_number(row.figure.count)
    said += f"/{vietnamese_number(row.figure.total)}" if row.figure.total is not None else ""
    said += f" ({_percent(row.figure.percent)})" if row.figure.percent else ""
    gap = f"hơn {vietnamese_number(row.gap)}" if row.gap > 0 else f"kém {vietnamese_number(row.shortfall)}"
    text = (
        f"{row.figure.campaign_unit.short_name}, {row.figure.source}: {said}; đếm được {_pair(row.counted)}; "
        f"{gap if row.gap else 'không chênh lệch'}"
    )
    text += "".join(f". {fault}" for fault in row.faults)
    return f"{text.rstrip('.')}."


def _percent(written: str) -> str:
    """As written; the sign is added where the unit left it out."""
    return written if "%" in written else f"{written} %"
