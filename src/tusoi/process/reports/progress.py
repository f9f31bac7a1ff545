"""How many reports are handed in, and what waits for whom."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.permissions import reachable
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.tally.actions import FOREVER, Raw
from tusoi.process.campaigns.models import Campaign
from tusoi.process.campaigns.progress import Task
from tusoi.process.campaigns.states import CampaignState
from tusoi.process.issues.models import own_subjects
from tusoi.process.issues.rules import spoken_for
from tusoi.process.reports.models import Report
from tusoi.process.reports.states import HANDED_IN, REPORTS, WRITABLE, ReportState

__all__ = ["REPORTS", "raw", "waiting_for"]
KIND = "reports"


def raw(campaign: Campaign) -> Iterator[Raw]:
    """One row per report that is expected; done while it is handed in."""
    rows = Report.objects.filter(campaign=campaign).values_list("subject__campaign_unit__path", "state", "due_on")
    for path, state, due_on in rows:
        yield Raw(path, REPORTS, done=int(state in HANDED_IN), total=1, due_on=due_on or FOREVER)


def waiting_for(account: Account, campaign: Campaign, at: datetime) -> list[Task]:
    """The own reports that are expected and not handed in; reports of others to take in."""
    if campaign.state != CampaignState.OPEN:
        return []
    return [*_to_write(account, campaign, at), *_to_accept(account, campaign, at)]


def _to_write(account: Account, campaign: Campaign, at: datetime) -> list[Task]:
    mine = spoken_for(account, campaign, at.date()).values("pk")
    reports = Report.objects.filter(subject__in=mine, state__in=WRITABLE).select_related("subject")
    return [
        Task(
            what=_("Bổ sung báo cáo kiểm điểm bị trả lại")
            if report.state == ReportState.RETURNED
            else _("Viết và nộp báo cáo kiểm điểm"),
            about=report.subject.name,
            due_on=report.due_on,
            url=reverse("reports:report", kwargs={"campaign": campaign.code, "subject": report.subject.code}),
            button=_("Viết tiếp"),
            kind=KIND,
        )
        for report in reports
    ]


def _to_accept(account: Account, campaign: Campaign, at: datetime) -> list[Task]:
    on = at.date()
    reach = reachable(account, Permission.ACCEPT_REPORT, on=on, field="subject__campaign_unit__unit__path")
    own = own_subjects(account.person_id, on).values("pk")
    waiting = Report.objects.filter(reach, campaign=campaign, state=ReportState.SUBMITTED).exclude(subject__in=own)
    number = waiting.count()
    if not number:
        return []
    return [
        Task(
            what=_("Tiếp nhận hoặc trả lại %(n)s báo cáo") % {"n": number},
            about=campaign.unit.short_name,
            due_on=None,
            url=reverse("reports:index", kwargs={"campaign": campaign.code}) + f"?trang-thai={ReportState.SUBMITTED}",
            button=_("Xem báo cáo"),
            kind=KIND,
        )
    ]
