"""Papers of this step: the report of a collective, a person's own review, and what was accepted or explained."""

from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.directory.models import Person
from tusoi.foundation.documents.content import Block, Heading, KeyValue, Paper, Paragraph, Signature, Table
from tusoi.foundation.documents.kinds import DocumentKind
from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.campaigns.documents import Source, Where, above, official, seats_of
from tusoi.process.campaigns.models import Campaign
from tusoi.process.issues.models import Issue, SuggestionSet
from tusoi.process.issues.rules import check_speaks_for
from tusoi.process.issues.states import SourceKind
from tusoi.process.reports.content import content_of
from tusoi.process.reports.models import Report
from tusoi.process.reports.notices import MEASURES
from tusoi.process.reports.remediation import FIELDS
from tusoi.process.reports.states import HANDED_IN

COLLECTIVE = DocumentKind("reports.collective", "Báo cáo kiểm điểm tập thể", "Báo cáo", "BC")
INDIVIDUAL = DocumentKind("reports.individual", "Bản tự kiểm điểm cá nhân", "Bản tự kiểm điểm", "", numbered=False)
RESPONSE = DocumentKind("reports.response", "Báo cáo tiếp thu, giải trình ý kiến", "Báo cáo", "BC")


def _visible(campaign: Campaign, account: Account, on: date) -> "QuerySet[Report]":
    return (
        Report.objects.on_paper_for(account, on)
        .filter(campaign=campaign)
        .select_related(
            "campaign__frozen", "subject__campaign_unit__unit__parent", "subject__collective__unit", "subject__person"
        )
    )


def _collective_reports(campaign: Campaign, account: Account, on: date) -> "QuerySet[Report]":
    return _visible(campaign, account, on).filter(subject__person=None)


def _individual_reports(campaign: Campaign, account: Account, on: date) -> "QuerySet[Report]":
    return _visible(campaign, account, on).filter(subject__collective=None)


def _answered_reports(campaign: Campaign, account: Account, on: date) -> "QuerySet[Report]":
    """Reports of collectives to whose subject something was put."""
    put = Issue.objects.put().filter(campaign=campaign)
    return _collective_reports(campaign, account, on).filter(subject__in=put.values("subject"))


def _content(report: Report) -> dict[str, Any]:
    """What was handed in last, also while it is being rewritten; before the first time what stands now."""
    version = report.versions.order_by("-number").first()
    return version.content if version else content_of(report)


def _answer_blocks(report: Report, content: dict[str, Any]) -> list[Block]:
    """Every answer with its causes and measures, and what has none: in a draft, or handed in so by an override."""
    blocks: list[Block] = []
    for number, row in enumerate(content["answers"], start=1):
        kind = row["kind"][:1].upper() + row["kind"][1:]
        blocks.append(Paragraph(f"{number}. {row['title'].rstrip('.')}.", bold=True))
        blocks.append(Paragraph(f"{kind}{' (nhập hộ)' if row['by_proxy'] else ''}: {row['text']}"))
        if row["cause"]:
            blocks.append(Paragraph(f"Nguyên nhân: {row['cause']}"))
        if row["measure"]:
            blocks.append(Paragraph(f"Biện pháp: {row['measure']}"))
    titles = content.get("unanswered", [])
    if report.state not in HANDED_IN:
        unanswered = Issue.objects.about(report.subject).unanswered().order_by("pk")
        titles = list(unanswered.values_list("title", flat=True))
    blocks += [Paragraph(f"(Chưa tiếp thu, giải trình: {title.rstrip('.')}.)", italic=True) for title in titles]
    return blocks


def _earlier_blocks(earlier: list[dict[str, str]]) -> list[Block]:
    rows = tuple((str(number), row["title"], row["status"], row["text"]) for number, row in enumerate(earlier, start=1))
    if not rows:
        return []
    columns = ("TT", "Hạn chế, khuyết điểm", "Kết quả khắc phục", "Nội dung")
    return [Table(columns, rows, widths=(1, 5, 3, 6), numeric=(0,))]


def _remediation_blocks(rows: list[dict[str, str]]) -> list[Block]:
    if not rows:
        return []
    columns = ("TT", "Hạn chế, khuyết điểm", "Nguyên nhân", "Biện pháp khắc phục", "Người chịu trách nhiệm", "Thời hạn")
    cells = tuple((str(number), *(row[name] for name in FIELDS)) for number, row in enumerate(rows, start=1))
    return [Table(columns, cells, widths=(1, 4, 4, 4, 3, 2), numeric=(0,))]


def _sections(report: Report) -> list[Block]:
    """The outline's headings with their text. The part on suggested issues is left out where nothing was put."""
    content = _content(report)
    blocks: list[Block] = []
    for section in content["sections"]:
        text, listed = section["text"].strip(), []
        if section["kind"] == "issues":
            listed = _answer_blocks(report, content)
            if not listed and not text:
                continue
        elif section["key"] == MEASURES:
            listed = _remediation_blocks(content.get("remediation", []))
        elif section["kind"] == "earlier":
            listed = _earlier_blocks(content["earlier"])
            text = text or ("" if listed else "Không có hạn chế, khuyết điểm nào được chỉ ra ở các kỳ kiểm điểm trước.")
        blocks += [Heading(section["heading"], numbered=False), *listed]
        if text:
            blocks.append(Paragraph(text))
    return blocks


def _collective(report: Report, at: datetime) -> Paper:
    subject = report.subject
    return official(
        report.campaign,
        subject.campaign_unit.unit,
        COLLECTIVE,
        subject_line=f"kiểm điểm tập thể {subject.name}",
        blocks=_sections(report),
        at=at,
        signer=subject.collective,
        recipients=(*above(subject.campaign_unit.unit), "Thành viên tập thể"),
        form=True,
    )


def _individual(report: Report, at: datetime) -> Paper:
    subject, outline = report.subject, report.campaign.rules.outlines.individual
    rows = [("Họ và tên", subject.name)]
    if subject.person and subject.person.birth_year:
        rows.append(("Năm sinh", str(subject.person.birth_year)))
    if subject.position:
        rows.append(("Chức vụ", subject.position))
    rows.append(("Đơn vị", subject.office or subject.campaign_unit.name))
    return official(
        report.campaign,
        subject.campaign_unit.unit,
        INDIVIDUAL,
        kind_name=outline.title,
        subject_line=report.campaign.title,
        blocks=[KeyValue(tuple(rows)), *_sections(report)],
        at=at,
        signature=Signature("", "Người tự kiểm điểm", subject.name),
        with_bases=False,
        form=True,
    )


def _response(report: Report, at: datetime) -> Paper:
    subject = report.subject
    put = Issue.objects.about(subject).put()
    slips = put.filter(sources__kind=SourceKind.COMMENTS).distinct().count()
    blocks: list[Block] = [
        Paragraph(
            f"{subject.name} đã nhận {put.count()} nội dung cần tiếp thu, giải trình, trong đó {slips} nội dung từ phiếu "
            "lấy ý kiến. Kết quả như sau:"
        ),
        *_answer_blocks(report, _content(report)),
    ]
    return official(
        report.campaign,
        subject.campaign_unit.unit,
        RESPONSE,
        subject_line="tiếp thu, giải trình các ý kiến góp ý, gợi ý kiểm điểm",
        blocks=blocks,
        at=at,
        signer=subject.collective,
        recipients=(*above(subject.campaign_unit.unit), "Tổ chức, cá nhân đã góp ý"),
        with_bases=False,
    )


def _where(report: Report) -> Where:
    """About the subject's unit; read also by those who sit on the collective and by the overseer."""
    subject = report.subject
    unit = subject.campaign_unit.unit
    readers: list[Person] = []
    if subject.collective is not None and report.submitted_on:
        readers += seats_of(subject.collective, report.submitted_on)
    followed = SuggestionSet.objects.filter(subject=subject).select_related("overseer").first()
    if followed and followed.overseer:
        readers.append(followed.overseer)
    return Where(unit, unit, subject.person, tuple(readers))


def _check_can_issue(report: Report, *, by: Account | None, at: datetime) -> None:
    """Who speaks for the subject, once it is handed in."""
    check_speaks_for(report.subject, by=by, at=at)
    if report.state not in HANDED_IN:
        raise Refused(_("Báo cáo này chưa nộp"), way_out=_("Nộp báo cáo trước khi cấp số và ban hành"))


def _label(report: Report) -> str:
    return str(report.subject)


SOURCES = [
    Source(COLLECTIVE, _collective_reports, _label, _where, _collective, _check_can_issue),
    Source(INDIVIDUAL, _individual_reports, _label, _where, _individual, _check_can_issue),
    Source(RESPONSE, _answered_reports, _label, _where, _response, _check_can_issue),
]
