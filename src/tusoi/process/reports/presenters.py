"""What the pages of reports show: the list, the editor with what must be answered, the report as others read it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.forms import Form
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.permissions import reachable
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.kernel.refusal import Answer, ask
from tusoi.foundation.tally.figures import Figure
from tusoi.foundation.ui.frame import url_if_any
from tusoi.process.campaigns.models import Campaign, CampaignUnit, Subject, TierWindow
from tusoi.process.campaigns.progress import figures_only
from tusoi.process.issues.models import Issue, Shortcoming
from tusoi.process.issues.presenters import FormOf, Row, rows_of, with_everything
from tusoi.process.issues.rules import spoken_for, writes_by_proxy
from tusoi.process.reports import rules
from tusoi.process.reports.actions import content_of
from tusoi.process.reports.forms import seen_mark
from tusoi.process.reports.models import EarlierAnswer, Report, ReportSection, ReportVersion
from tusoi.process.reports.notices import Remark, remarks_on
from tusoi.process.reports.states import HANDED_IN, REPORTS, ReportState

BADGES = {
    ReportState.DRAFT: "plain",
    ReportState.SUBMITTED: "done",
    ReportState.RETURNED: "soon",
    ReportState.ACCEPTED: "done",
}
NOT_BEGUN = "none"


@dataclass(frozen=True)
class ReportRow:
    """A subject in the list; url is '' where the report is not begun or may not be read."""

    subject: Subject
    report: Report | None
    badge: str
    state: str
    url: str
    is_late: bool
    is_mine: bool
    can_start: bool


@dataclass(frozen=True)
class IndexPage:
    rows: list[ReportRow]
    figure: Figure
    figures_only: Figure | None
    units: list[CampaignUnit]
    tiers: "QuerySet[TierWindow]"


def index_of(campaign: Campaign, account: Account, *, state: str, unit: str, at: datetime) -> IndexPage:
    """The subjects that the account sees, with their reports. state, unit: the filters of the address."""
    on = at.date()
    subjects = list(
        Subject.objects.visible_to(account, on)
        .filter(campaign=campaign)
        .select_related("campaign_unit", "tier", "report")
    )
    readable = set(Report.objects.visible_to(account, on).filter(campaign=campaign).values_list("pk", flat=True))
    mine = set(spoken_for(account, campaign, on).values_list("pk", flat=True))
    rows = [_row(subject, campaign, readable, mine, on) for subject in subjects]
    shown = [row for row in rows if _matches(row, state, unit)]
    reach = reachable(account, Permission.MANAGE_CAMPAIGN, on=on, field="campaign_unit__unit__path")
    begin = campaign.subjects.filter(reach, report=None)
    units = {row.subject.campaign_unit_id: row.subject.campaign_unit for row in rows}
    return IndexPage(
        rows=shown,
        figure=_figure(rows),
        figures_only=None if rows else figures_only(campaign, REPORTS, account, at),
        units=sorted(units.values(), key=lambda unit: unit.path),
        tiers=campaign.tiers.filter(pk__in=begin.values("tier")),
    )


def _report_of(subject: Subject) -> Report | None:
    return getattr(subject, "report", None)


def _row(subject: Subject, campaign: Campaign, readable: set[int], mine: set[int], on: date) -> ReportRow:
    report = _report_of(subject)
    own = subject.pk in mine
    open_it = (report is not None and report.pk in readable) or (report is None and own)
    late = report is not None and report.state not in HANDED_IN and report.due_on is not None and report.due_on < on
    return ReportRow(
        subject=subject,
        report=report,
        badge="late" if late else BADGES[ReportState(report.state)] if report else "waiting",
        state=report.get_state_display() if report else _("chưa bắt đầu"),
        url=url_if_any("reports:report", campaign=campaign.code, subject=subject.code) if open_it else "",
        is_late=late,
        is_mine=own,
        can_start=report is None and own,
    )


def _matches(row: ReportRow, state: str, unit: str) -> bool:
    own = row.report.state if row.report else NOT_BEGUN
    return (not state or own == state) and (not unit or row.subject.campaign_unit.code == unit)


def _figure(rows: list[ReportRow]) -> Figure:
    reports = [row for row in rows if row.report]
    done = sum(1 for row in reports if row.report and row.report.state in HANDED_IN)
    return Figure(done, len(reports), sum(1 for row in reports if row.is_late))


@dataclass(frozen=True)
class SectionPart:
    """One section in the editor. conflict: what another window saved meanwhile, else None."""

    key: str
    heading: str
    help: str
    kind: str
    text: str
    revision: int
    seen: str
    conflict: ReportSection | None

    @property
    def is_written(self) -> bool:
        return bool(self.text.strip())


@dataclass(frozen=True)
class EarlierPart:
    shortcoming: Shortcoming
    answer: EarlierAnswer | None
    form: Form


@dataclass(frozen=True)
class Asked:
    """What must be answered: issues that were put, and what earlier campaigns left."""

    rows: list[Row]
    earlier: list[EarlierPart]

    @property
    def open_rows(self) -> list[Row]:
        return [row for row in self.rows if row.is_open]

    @property
    def answered_rows(self) -> list[Row]:
        return [row for row in self.rows if not row.is_open]

    @property
    def missing(self) -> int:
        return len(self.open_rows) + sum(1 for part in self.earlier if part.answer is None)


EarlierFormOf = Callable[[Shortcoming, EarlierAnswer | None], Form]


def asked_of(report: Report, account: Account, *, at: datetime, form: FormOf, earlier_form: EarlierFormOf) -> Asked:
    issues = list(with_everything(Issue.objects.about(report.subject).put()).order_by("pk"))
    given = {answer.shortcoming_id: answer for answer in report.earlier_answers.all()}
    earlier = rules.earlier_of(report.subject).select_related("issue__campaign")
    return Asked(
        rows_of(issues, report.campaign, at=at, account=account, form=form),
        [EarlierPart(row, given.get(row.pk), earlier_form(row, given.get(row.pk))) for row in earlier],
    )


@dataclass(frozen=True)
class Paper:
    """A file of the report."""

    label: str
    url: str


@dataclass(frozen=True)
class EditorPage:
    """The editor of the author; the substance remarks are for the author alone."""

    report: Report
    title: str
    sections: list[SectionPart]
    asked: Asked
    remarks: list[Remark]
    versions: list[ReportVersion]
    can_submit: Answer
    saved_at: datetime | None
    by_proxy: bool
    papers: list[Paper]


def editor_of(
    report: Report,
    account: Account,
    asked: Asked,
    *,
    typed: Mapping[str, str],
    meanwhile: Mapping[str, ReportSection],
    at: datetime,
) -> EditorPage:
    """typed: texts that did not save, to be shown again; meanwhile: what stands in their place."""
    outline = rules.outline_of(report.subject)
    stored = {section.key: section for section in report.sections.all()}
    texts = {key: section.text for key, section in stored.items()}
    sections = [
        SectionPart(
            key=part.key,
            heading=part.heading,
            help=part.help,
            kind=part.kind,
            text=typed.get(part.key, texts.get(part.key, "")),
            revision=stored[part.key].revision if part.key in stored else 0,
            seen=seen_mark(texts.get(part.key, "")),
            conflict=meanwhile.get(part.key),
        )
        for part in outline.sections
    ]
    can_submit = ask(rules.check_can_answer_all, report, by=account, at=at)
    return EditorPage(
        report=report,
        title=outline.title,
        sections=sections,
        asked=asked,
        remarks=remarks_on(outline.sections, texts, _last_time(report)),
        versions=list(report.versions.all()),
        can_submit=can_submit,
        saved_at=max((s.saved_at for s in stored.values() if s.saved_at), default=None),
        by_proxy=writes_by_proxy(report.subject, account),
        papers=papers_of(report),
    )


def _last_time(report: Report) -> str:
    """The whole text of the subject's last submitted report in an earlier campaign."""
    subject = report.subject
    same = {"collective": subject.collective_id} if subject.is_collective else {"person": subject.person_id}
    earlier = Subject.objects.filter(**same, campaign__starts_on__lt=report.campaign.starts_on)
    version = ReportVersion.objects.filter(report__subject__in=earlier).order_by("-on", "-pk").first()
    return "\n".join(part["text"] for part in version.content["sections"]) if version else ""


def papers_of(report: Report) -> list[Paper]:
    """Word files that the archive writes of this report."""
    kind = "reports.collective" if report.subject.is_collective else "reports.individual"
    labels = [(kind, _("Bản Word của báo cáo"))]
    if report.subject.is_collective:
        labels.append(("reports.response", _("Bản Word tiếp thu, giải trình")))
    address = {"campaign": report.campaign.code, "thing": report.pk}
    papers = [Paper(label, url_if_any("archive:draft", kind=code, **address)) for code, label in labels]
    return [paper for paper in papers if paper.url]


@dataclass(frozen=True)
class ReadingPage:
    """The report as everybody but its author reads it, and as the author reads it once it is handed in."""

    report: Report
    badge: str
    content: dict[str, Any]
    version: ReportVersion | None
    versions: list[ReportVersion]
    asked: Asked | None
    can_return: Answer
    can_accept: Answer
    may_decide: bool
    papers: list[Paper]


def reading_of(report: Report, account: Account, asked: Asked | None, *, at: datetime) -> ReadingPage:
    """Others read what was handed in, never what is being rewritten; a first draft only its circle sees at all."""
    versions = list(report.versions.all())
    can_accept = ask(rules.check_can_accept, report, by=account, at=at)
    return ReadingPage(
        report=report,
        badge=BADGES[ReportState(report.state)],
        content=versions[-1].content if versions else content_of(report),
        version=versions[-1] if versions else None,
        versions=versions,
        asked=asked,
        can_return=ask(rules.check_can_return, report, by=account, at=at),
        can_accept=can_accept,
        may_decide=bool(can_accept),
        papers=papers_of(report) if report.state in HANDED_IN else [],
    )
