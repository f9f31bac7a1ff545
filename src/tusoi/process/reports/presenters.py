"""What the pages of reports show: the list, the editor with what must be answered, the report as others read it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.forms import Form
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.permissions import reachable
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.kernel.refusal import Answer, ask
from tusoi.foundation.likeness.passages import Change, differences, words_changed
from tusoi.foundation.rulebook.procedure import Section
from tusoi.foundation.tally.figures import Figure
from tusoi.foundation.ui.frame import url_if_any
from tusoi.process.campaigns.models import Campaign, CampaignUnit, Subject, TierWindow
from tusoi.process.campaigns.progress import figures_only
from tusoi.process.issues.models import Issue, Shortcoming
from tusoi.process.issues.presenters import FormOf, Row, rows_of, with_everything
from tusoi.process.issues.rules import check_can_ask_for_proxy, spoken_for, writes_by_proxy
from tusoi.process.reports import rules
from tusoi.process.reports.content import content_of, last_version_of_earlier, notices_of
from tusoi.process.reports.forms import SPARE_ROWS, seen_mark, table_mark
from tusoi.process.reports.models import DraftRemark, EarlierAnswer, Report, ReportSection, ReportVersion
from tusoi.process.reports.notices import MEASURES, Notice
from tusoi.process.reports.remediation import Row as TableRow
from tusoi.process.reports.remediation import rows_from
from tusoi.process.reports.states import HANDED_IN, REPORTS, ReportState

BADGES = {
    ReportState.DRAFT: "plain",
    ReportState.SUBMITTED: "done",
    ReportState.RETURNED: "soon",
    ReportState.ACCEPTED: "done",
}
NOT_BEGUN = "none"
AT_HAND = 20  # issues with their form or answer on the page itself


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
    """One section in the editor. conflict: what another window saved meanwhile, else None.

    asked: what was put and belongs here; returned: what the level above asks of it; remarks: of the unit on the draft.
    """

    key: str
    heading: str
    help: str
    kind: str
    text: str
    revision: int
    seen: str
    conflict: ReportSection | None
    asked: list[Row]
    returned: str
    remarks: list[DraftRemark]

    @property
    def has_table(self) -> bool:
        return self.key == MEASURES

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
    def at_hand(self) -> list[Row]:
        """Answered ones that are shown whole; of the others only the titles, so that the page stays light."""
        return self.answered_rows[:AT_HAND]

    @property
    def further(self) -> list[Row]:
        return self.answered_rows[AT_HAND:]

    @property
    def missing(self) -> int:
        return len(self.open_rows) + sum(1 for part in self.earlier if part.answer is None)


EarlierFormOf = Callable[[Shortcoming, EarlierAnswer | None], Form]


def asked_of(report: Report, account: Account, *, at: datetime, form: FormOf, earlier_form: EarlierFormOf) -> Asked:
    issues = list(with_everything(Issue.objects.about(report.subject).put()).order_by("pk"))
    given = {answer.shortcoming_id: answer for answer in report.earlier_answers.all()}
    earlier = rules.earlier_of(report.subject).select_related("issue__campaign")
    rows = rows_of(issues, report.campaign, at=at, account=account)
    first = {row.issue.pk for row in [row for row in rows if row.is_open][:AT_HAND]}
    return Asked(
        [replace(row, form=form(row.issue)) if row.issue.pk in first else row for row in rows],
        [EarlierPart(row, given.get(row.pk), earlier_form(row, given.get(row.pk))) for row in earlier],
    )


@dataclass(frozen=True)
class Paper:
    """A file of the report."""

    label: str
    url: str


@dataclass(frozen=True)
class NoticePart:
    """A notice with the reason for which the author leaves it, '' where it stands."""

    notice: Notice
    changes: list[Change]
    reason: str

    @classmethod
    def of(cls, notice: Notice, reasons: Mapping[str, str]) -> "NoticePart":
        changes = [words_changed(before, now) for before, now in notice.passages]
        return cls(notice, changes, reasons.get(notice.code, ""))


@dataclass(frozen=True)
class TablePart:
    """The remediation table in the editor, with blank rows at its end. conflict: what another window saved meanwhile."""

    rows: list[TableRow]
    revision: int
    seen: str
    conflict: list[TableRow] | None


@dataclass(frozen=True)
class EditorPage:
    """The editor of the author; the notices of substance are for the author alone."""

    report: Report
    title: str
    sections: list[SectionPart]
    table: TablePart
    asked: Asked
    notices: list[NoticePart]
    versions: list[ReportVersion]
    has_earlier: bool
    can_circulate: Answer
    can_submit: Answer
    saved_at: datetime | None
    by_proxy: bool
    may_ask_proxy: bool
    asks_proxy: bool
    papers: list[Paper]


@dataclass(frozen=True)
class Unsaved:
    """What did not save: texts by section and rows, to be shown again, and what stands in their place."""

    texts: Mapping[str, str] = field(default_factory=dict)
    sections: Mapping[str, ReportSection] = field(default_factory=dict)
    rows: Sequence[TableRow] | None = None
    table: list[TableRow] | None = None

    @property
    def is_overtaken(self) -> bool:
        return bool(self.sections) or self.table is not None


def editor_of(report: Report, account: Account, asked: Asked, *, unsaved: Unsaved, at: datetime) -> EditorPage:
    outline = rules.outline_of(report.subject)
    stored = {section.key: section for section in report.sections.all()}
    content = content_of(report)
    versions = list(report.versions.select_related("by__person").prefetch_related("section_remarks", "signed_copies"))
    returned = {}
    if report.state == ReportState.RETURNED and versions:
        returned = {remark.key: remark.text for remark in versions[-1].section_remarks.all()}
    said: dict[str, list[DraftRemark]] = {}
    for remark in report.draft_remarks.select_related("by__person"):
        said.setdefault(remark.key, []).append(remark)
    placed = _placed(outline.sections, asked.rows)
    sections = [
        SectionPart(
            key=part.key,
            heading=part.heading,
            help=part.help,
            kind=part.kind,
            text=unsaved.texts.get(part.key, stored[part.key].text if part.key in stored else ""),
            revision=stored[part.key].revision if part.key in stored else 0,
            seen=seen_mark(stored[part.key].text if part.key in stored else ""),
            conflict=unsaved.sections.get(part.key),
            asked=placed.get(part.key, []),
            returned=returned.get(part.key, ""),
            remarks=said.get(part.key, []),
        )
        for part in outline.sections
    ]
    reasons = dict(report.dismissals.values_list("code", "reason"))
    return EditorPage(
        report=report,
        title=outline.title,
        sections=sections,
        table=_table_of(content, report, unsaved),
        asked=asked,
        notices=[NoticePart.of(notice, reasons) for notice in notices_of(report, content)],
        versions=versions,
        has_earlier=last_version_of_earlier(report) is not None,
        can_circulate=ask(rules.check_can_circulate, report, by=account, at=at),
        can_submit=ask(rules.check_can_answer_all, report, by=account, at=at),
        saved_at=max((s.saved_at for s in stored.values() if s.saved_at), default=None),
        by_proxy=writes_by_proxy(report.subject, account),
        may_ask_proxy=bool(ask(check_can_ask_for_proxy, report.subject, by=account, at=at)),
        asks_proxy=report.subject.proxy_asks.filter(ended_on=None).exists(),
        papers=papers_of(report),
    )


def _placed(sections: Sequence[Section], rows: Sequence[Row]) -> dict[str, list[Row]]:
    """Every issue under the section of its theme; under the one that prints the answers where there is none."""
    of_theme = {section.theme: section.key for section in sections if section.theme}
    answers = next((section.key for section in sections if section.kind == "issues"), "")
    placed: dict[str, list[Row]] = {}
    for row in rows:
        placed.setdefault(of_theme.get(row.issue.theme, answers), []).append(row)
    return placed


def _table_of(content: dict[str, Any], report: Report, unsaved: Unsaved) -> TablePart:
    saved = rows_from(content["remediation"])
    rows = list(saved if unsaved.rows is None else unsaved.rows)
    revision = Report.objects.values_list("remediation_revision", flat=True).get(pk=report.pk)
    return TablePart([*rows, *[TableRow()] * SPARE_ROWS], revision, table_mark(saved), unsaved.table)


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
    notices: list[NoticePart]
    can_return: Answer
    can_accept: Answer
    can_attach: Answer
    may_decide: bool
    may_remark: bool
    remarks: list[DraftRemark]
    papers: list[Paper]


def reading_of(report: Report, account: Account, asked: Asked | None, *, at: datetime) -> ReadingPage:
    """Others read what was handed in, never what is being rewritten; a first draft only its circle sees at all.

    The overseer also reads the notices of substance that stood when it was handed in, with what the author says of them.
    The members of the unit read the draft that was sent round, as it stands, and the remarks on it.
    """
    versions = list(report.versions.select_related("by__person").prefetch_related("signed_copies"))
    may_remark = bool(ask(rules.check_can_remark, report, by=account, at=at))
    last = None if may_remark or not versions else versions[-1]
    attach = ask(rules.check_can_attach, last, by=account, at=at) if last else Answer(" ")
    can_accept = ask(rules.check_can_accept, report, by=account, at=at)
    return ReadingPage(
        report=report,
        badge=BADGES[ReportState(report.state)],
        content=last.content if last else content_of(report),
        version=last,
        versions=[] if may_remark else versions,
        asked=asked,
        notices=_notices_for_overseer(last, account) if last else [],
        can_return=ask(rules.check_can_return, report, by=account, at=at),
        can_accept=can_accept,
        can_attach=attach,
        may_decide=bool(can_accept),
        may_remark=may_remark,
        remarks=list(report.draft_remarks.select_related("by__person")) if may_remark else [],
        papers=papers_of(report) if report.state in HANDED_IN else [],
    )


def _notices_for_overseer(version: ReportVersion, account: Account) -> list[NoticePart]:
    report = version.report
    if not rules.is_overseer(report, account) or rules.is_own_file(report.subject, account.person_id, version.on):
        return []
    reasons = dict(report.dismissals.values_list("code", "reason"))
    stood = [
        Notice(row.code, row.key, row.text, tuple((before, now) for before, now in row.passages))
        for row in version.notices.all()
    ]
    return [NoticePart.of(notice, reasons) for notice in stood]


@dataclass(frozen=True)
class ChangedSection:
    heading: str
    changes: list[Change]

    @property
    def is_same(self) -> bool:
        return all(change.is_same for change in self.changes)


def changes_between(before: dict[str, Any], now: dict[str, Any]) -> list[ChangedSection]:
    """Two contents section by section; a section of the older one that is no more comes last."""
    old = {part["key"]: part for part in before["sections"]}
    new = {part["key"]: part for part in now["sections"]}
    found = [
        ChangedSection(part["heading"], differences(old[key]["text"] if key in old else "", part["text"]))
        for key, part in new.items()
    ]
    found += [
        ChangedSection(part["heading"], differences(part["text"], "")) for key, part in old.items() if key not in new
    ]
    tables = [
        "\n".join(" | ".join(row.values()) for row in content.get("remediation", [])) for content in (before, now)
    ]
    if any(tables):
        found.append(ChangedSection(_("Bảng khắc phục"), differences(*tables)))
    return found
