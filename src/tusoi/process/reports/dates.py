"""When reports are due, in the calendar of a campaign: one's own, and for each unit the day and no more."""

from datetime import date, datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.process.campaigns.dates import Entry, EntryKind, thing_of
from tusoi.process.campaigns.models import Campaign, CampaignUnit, Subject
from tusoi.process.issues.models import own_subjects
from tusoi.process.reports.models import Report
from tusoi.process.reports.states import HANDED_IN


def dates_of(campaign: Campaign, account: Account, at: datetime) -> list[Entry]:
    """Own reports one by one. Of others one entry for each unit and day: of collectives where the account sees the unit's
    figures, of individuals where it may read about them.
    """
    on = at.date()
    due = Report.objects.filter(campaign=campaign).exclude(due_on=None)
    own = due.filter(subject__in=own_subjects(account.person_id, on).values("pk")).select_related(
        "subject__campaign_unit"
    )
    mine = [_own(report, campaign) for report in own]
    units = CampaignUnit.objects.visible_to(account, on).filter(campaign=campaign)
    seen = Q(subject__person=None, subject__campaign_unit__in=units.values("pk"))
    seen |= Q(subject__in=Subject.objects.visible_to(account, on).values("pk"))
    others = due.filter(seen).exclude(pk__in=[entry.thing[1] for entry in mine]).order_by()
    days = list(others.values_list("subject__campaign_unit", "due_on").distinct())
    places = CampaignUnit.objects.in_bulk({unit for unit, _day in days})
    return mine + [_of_unit(campaign, places[unit], day) for unit, day in days if day]


def _own(report: Report, campaign: Campaign) -> Entry:
    assert report.due_on is not None, "asked only of reports with a date"
    subject = report.subject
    return Entry(
        EntryKind.REPORT,
        thing_of(report),
        _("Hạn nộp báo cáo kiểm điểm") if subject.is_collective else _("Hạn nộp bản tự kiểm điểm"),
        report.due_on,
        report.due_on,
        reverse("reports:report", args=[campaign.code, subject.code]),
        about=subject.name if subject.is_collective else "",
        path=subject.campaign_unit.path,
        is_mine=True,
        is_over=report.state in HANDED_IN,
    )


def _of_unit(campaign: Campaign, unit: CampaignUnit, day: date) -> Entry:
    return Entry(
        EntryKind.REPORT,
        thing_of(unit),
        _("Hạn nộp báo cáo kiểm điểm"),
        day,
        day,
        f"{reverse('reports:index', args=[campaign.code])}?don-vi={unit.code}",
        about=unit.short_name,
        path=unit.path,
        part=f"report-{day:%Y%m%d}",
    )
