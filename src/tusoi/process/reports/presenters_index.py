"""What the list of reports shows: who has handed in, by unit and by tier."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.permissions import reachable
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.tally.figures import Figure
from tusoi.foundation.ui.frame import url_if_any
from tusoi.process.campaigns.models import Campaign, CampaignUnit, Subject, TierWindow
from tusoi.process.campaigns.progress import figures_only
from tusoi.process.issues.rules import spoken_for
from tusoi.process.reports.models import Report
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
