"""Classes in the calendar of a campaign."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.roles import Permission
from tusoi.process.campaigns.dates import Entry, EntryKind, Limit, Needed, thing_of
from tusoi.process.campaigns.models import Campaign
from tusoi.process.campaigns.progress import own_units
from tusoi.process.dissemination.models import Invitee, StudyClass
from tusoi.process.dissemination.states import ClassState


def dates_of(campaign: Campaign, account: Account, at: datetime) -> list[Entry]:
    """Classes of the units whose figures the account sees; one's own are those that expect one or that one holds."""
    classes = StudyClass.objects.visible_to(account, at.date()).filter(campaign=campaign).select_related("organiser")
    expected: set[int] = set()
    if account.person_id:
        invited = Invitee.objects.filter(person=account.person_id, study_class__campaign=campaign)
        expected = set(invited.values_list("study_class", flat=True))
    own = set(own_units(account, Permission.RUN_CLASS, at.date()))
    return [_entry(row, campaign, is_mine=row.pk in expected or row.organiser.unit_id in own) for row in classes]


def _entry(row: StudyClass, campaign: Campaign, *, is_mine: bool) -> Entry:
    return Entry(
        EntryKind.CLASS,
        thing_of(row),
        row.title,
        row.held_on,
        row.held_on,
        reverse("dissemination:class", args=[campaign.code, row.code]),
        about=row.organiser.short_name,
        place=row.place,
        path=row.organiser.path,
        is_mine=is_mine,
        is_over=row.state == ClassState.HELD,
        needs=(Needed(None, row.speaker, _("báo cáo viên")),) if row.speaker else (),
        limits=(Limit(campaign.starts_on, campaign.ends_on, _("đợt kiểm điểm")),),
        starts_at=row.starts_at,
    )
