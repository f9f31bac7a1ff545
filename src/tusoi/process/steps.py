"""The one ordered list of the steps. Menus, progress columns, "Việc của tôi", the calendar, the recount and the documents follow it.

A new step is one folder and one entry here; the tests say what is missing.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.tally.actions import Raw
from tusoi.process.campaigns import dates as campaigns_dates
from tusoi.process.campaigns import progress as campaigns
from tusoi.process.campaigns.dates import Entry
from tusoi.process.campaigns.models import Campaign
from tusoi.process.campaigns.progress import Task
from tusoi.process.campaigns.states import CampaignState
from tusoi.process.dissemination import dates as dissemination_dates
from tusoi.process.dissemination import progress as dissemination
from tusoi.process.feedback import dates as feedback_dates
from tusoi.process.feedback import progress as feedback
from tusoi.process.issues import dates as issues_dates
from tusoi.process.issues import progress as issues
from tusoi.process.reports import dates as reports_dates
from tusoi.process.reports import progress as reports
from tusoi.process.reviews import dates as reviews_dates
from tusoi.process.reviews import progress as reviews
from tusoi.process.supervision import dates as supervision_dates
from tusoi.process.supervision import progress as supervision

Waiting = Callable[[Account, Campaign, datetime], list[Task]]
Dates = Callable[[Campaign, Account, datetime], list[Entry]]


@dataclass(frozen=True)
class Measure:
    """One pair of whole numbers that a step counts in the tally.

    planned: its total stands from the opening of the campaign on, so that a total alone does not mean that it has begun.
    """

    code: str
    name: str | Promise  # of the step's row: "Đảng viên đã dự lớp"
    column: str | Promise  # over the table's column: "Quán triệt"
    planned: bool = False


@dataclass(frozen=True)
class Step:
    """A room of the process as the pages that look across the steps see it."""

    code: str
    name: str | Promise
    icon: str
    waiting_for: Waiting
    dates_of: Dates
    measures: tuple[Measure, ...] = ()
    raw: Callable[[Campaign], Iterator[Raw]] | None = None

    @property
    def url_name(self) -> str:
        return f"{self.code}:index"


STEPS: tuple[Step, ...] = (
    Step(
        "campaigns",
        _("Kế hoạch, chuẩn bị"),
        "file-text",
        campaigns.waiting_for,
        campaigns_dates.dates_of,
        (
            Measure("guidance", _("Văn bản đã được đơn vị tiếp nhận"), _("Tiếp nhận"), planned=True),
            Measure("plans", _("Kế hoạch đã được đơn vị tiếp nhận"), _("Kế hoạch"), planned=True),
            Measure("preparation", _("Đơn vị đã họp chuẩn bị"), _("Chuẩn bị"), planned=True),
        ),
        campaigns.raw,
    ),
    Step(
        "dissemination",
        _("Quán triệt, triển khai"),
        "users",
        dissemination.waiting_for,
        dissemination_dates.dates_of,
        (Measure("dissemination", _("Đảng viên đã dự lớp quán triệt"), _("Quán triệt"), planned=True),),
        dissemination.raw,
    ),
    Step("feedback", _("Lấy ý kiến góp ý"), "mail", feedback.waiting_for, feedback_dates.dates_of),
    Step(
        "issues",
        _("Vấn đề, gợi ý kiểm điểm"),
        "list-checks",
        issues.waiting_for,
        issues_dates.dates_of,
        (Measure("answers", _("Vấn đề đã tiếp thu, giải trình"), _("Trả lời")),),
        issues.raw,
    ),
    Step(
        "reports",
        _("Báo cáo kiểm điểm"),
        "file-pen",
        reports.waiting_for,
        reports_dates.dates_of,
        (Measure("reports", _("Báo cáo đã nộp"), _("Báo cáo")),),
        reports.raw,
    ),
    Step(
        "reviews",
        _("Hội nghị kiểm điểm"),
        "gavel",
        reviews.waiting_for,
        reviews_dates.dates_of,
        (Measure("reviews", _("Tập thể, cá nhân đã kiểm điểm"), _("Kiểm điểm"), planned=True),),
        reviews.raw,
    ),
    Step(
        "supervision",
        _("Khắc phục, giám sát"),
        "clipboard-check",
        supervision.waiting_for,
        supervision_dates.dates_of,
        (
            Measure("committed", _("Khuyết điểm đã có cam kết khắc phục"), _("Cam kết")),
            Measure("commitments", _("Cam kết đã xác nhận khắc phục"), _("Khắc phục")),
        ),
        supervision.raw,
    ),
)

MEASURES: tuple[Measure, ...] = tuple(measure for step in STEPS for measure in step.measures)


def raw_rows(campaign: Campaign) -> Iterator[Raw]:
    """Every raw row of a campaign as it counts: what `tusoi recount` rebuilds the counters from."""
    for step in STEPS:
        if step.raw:
            yield from step.raw(campaign)


def dates_of(campaign: Campaign, account: Account, at: datetime) -> list[Entry]:
    """What stands in the campaign's calendar for this account, over all steps, by day. The number of queries is fixed."""
    entries = [entry for step in STEPS for entry in step.dates_of(campaign, account, at)]
    return sorted(entries, key=lambda entry: entry.order)


def waiting_for(account: Account, campaign: Campaign, at: datetime) -> list[Task]:
    """What this account can do now, over all steps: late first, then by date, then what has no date.

    Of a closed campaign the last step alone goes on: what was promised is still to be mended and verified.
    """
    going_on = STEPS[-1:] if campaign.state == CampaignState.CLOSED else STEPS
    tasks = [task for step in going_on for task in step.waiting_for(account, campaign, at)]
    return sorted(tasks, key=lambda task: (task.due_on is None, task.due_on or at.date()))
