"""What the pages of a report show: the editor with what must be answered, the report as others read it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.forms import Form
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.kernel.refusal import Answer, ask
from tusoi.foundation.likeness.passages import Change, differences, words_changed
from tusoi.foundation.rulebook.procedure import Section
from tusoi.foundation.ui.frame import url_if_any
from tusoi.process.issues.models import Shortcoming
from tusoi.process.issues.presenters import FormOf, Row, put_to, rows_of
from tusoi.process.issues.rules import check_can_ask_for_proxy, writes_by_proxy
from tusoi.process.reports import rules
from tusoi.process.reports.content import content_of, last_version_of_earlier, notices_of
from tusoi.process.reports.forms import SPARE_ROWS, seen_mark, table_mark
from tusoi.process.reports.models import DraftRemark, EarlierAnswer, Report, ReportSection, ReportVersion
from tusoi.process.reports.notices import MEASURES, Notice
from tusoi.process.reports.presenters_index import BADGES
from tusoi.process.reports.remediation import Row as TableRow
from tusoi.process.reports.remediation import rows_from
from tusoi.process.reports.sight import NOTICES, RETURNED_FOR
from tusoi.process.reports.states import HANDED_IN, ReportState

AT_HAND = 10  # issues with their form or answer on the page itself


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
    """What must be answered: issues that were put, and what earlier campaigns left. form: that stands with an issue."""

    rows: list[Row]
    earlier: list[EarlierPart]
    form: FormOf

    @property
    def open_rows(self) -> list[Row]:
        """Those that wait, the first ones with their form."""
        waiting = [row for row in self.rows if row.is_open]
        return [replace(row, form=self.form(row.issue)) for row in waiting[:AT_HAND]] + waiting[AT_HAND:]

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
        return sum(row.is_open for row in self.rows) + sum(part.answer is None for part in self.earlier)


EarlierFormOf = Callable[[Shortcoming, EarlierAnswer | None], Form]


def asked_of(report: Report, account: Account, *, at: datetime, form: FormOf, earlier_form: EarlierFormOf) -> Asked:
    given = {answer.shortcoming_id: answer for answer in report.earlier_answers.all()}
    earlier = rules.earlier_of(report.subject).select_related("issue__campaign")
    return Asked(
        rows_of(put_to(report.subject), report.campaign, at=at, account=account),
        [EarlierPart(row, given.get(row.pk), earlier_form(row, given.get(row.pk))) for row in earlier],
        form,
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

    @property
    def is_filled(self) -> bool:
        return any(not row.is_blank for row in self.rows)


@dataclass(frozen=True)
class EditorPage:
    """The editor of the author; the notices of substance are for the author alone."""

    report: Report
    title: str
    content: dict[str, Any]
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
        content=content,
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
    returned_for: str
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
        notices=_notices_for_overseer(last, account, at) if last else [],
        can_return=ask(rules.check_can_return, report, by=account, at=at),
        can_accept=can_accept,
        can_attach=attach,
        may_decide=bool(can_accept),
        may_remark=may_remark,
        remarks=list(report.draft_remarks.select_related("by__person")) if may_remark else [],
        returned_for=report.remarks if rules.shows(RETURNED_FOR, report, by=account, at=at) else "",
        papers=papers_of(report) if report.state in HANDED_IN else [],
    )


def _notices_for_overseer(version: ReportVersion, account: Account, at: datetime) -> list[NoticePart]:
    report = version.report
    own = rules.is_own_file(report.subject, account.person_id, version.on)
    if own or not (rules.is_overseer(report, account) and rules.shows(NOTICES, report, by=account, at=at)):
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
