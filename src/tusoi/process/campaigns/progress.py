"""How far the preparation is; and `Task`, the one form in which every step says what waits for somebody."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.permissions import grants_of, may
from tusoi.foundation.access.roles import ROLES, Permission, Role
from tusoi.foundation.tally.actions import FOREVER, Raw
from tusoi.process.campaigns.models import Acknowledgement, Campaign, CampaignUnit
from tusoi.process.campaigns.states import GUIDANCE, PREPARATION, CampaignState

__all__ = ["GUIDANCE", "PREPARATION", "Task", "raw", "waiting_for"]


@dataclass(frozen=True)
class Task:
    """Something that one account can do now.

    what: the deed ("Nộp báo cáo kiểm điểm"); about: for which unit or subject; due_on: until when; url: where;
    button: the verb on it; kind: a word to group by, "" for none.
    """

    what: str
    about: str
    due_on: date | None
    url: str
    button: str
    kind: str = ""


def raw(campaign: Campaign) -> Iterator[Raw]:
    """Guidance addressed and acknowledged, base organisations and whether they met, counted from the rows themselves."""
    units = list(campaign.units.all())
    acknowledged = set(
        Acknowledgement.objects.filter(document__campaign=campaign).values_list("document", "campaign_unit")
    )
    for document in campaign.guidance.filter(to_acknowledge=True):
        for unit in units:
            if unit.is_addressed:
                done = (document.pk, unit.pk) in acknowledged
                yield Raw(unit.path, GUIDANCE, int(done), 1, document.acknowledge_by or FOREVER)
    met = set(campaign.units.filter(preparations__isnull=False).values_list("pk", flat=True))
    for unit in units:
        if unit.is_base:
            yield Raw(unit.path, PREPARATION, int(unit.pk in met), 1)


def waiting_for(account: Account, campaign: Campaign, at: datetime) -> list[Task]:
    """A draft to finish; documents to acknowledge and the first preparation meeting, for the account's own units."""
    on = at.date()
    if campaign.state == CampaignState.DRAFT:
        return [_finish_draft(campaign)] if may(account, Permission.MANAGE_CAMPAIGN, campaign.unit.path, on=on) else []
    if campaign.state != CampaignState.OPEN:
        return []
    units = list(campaign.units.filter(unit__in=own_units(account, Permission.RECORD_UNIT, on)))
    return _to_acknowledge(campaign, units) + _to_prepare(campaign, units)


def own_units(account: Account, permission: Permission, on: date) -> list[int]:
    """Units (directory keys) where a role was given that has the permission; not those it only reaches down to."""
    return [
        (grant.unit_id or grant.collective.unit_id)  # type: ignore[union-attr]
        for grant in grants_of(account, on)
        if permission in ROLES[Role(grant.role)].may
    ]


def _finish_draft(campaign: Campaign) -> Task:
    return Task(
        what=_("Hoàn tất kế hoạch và mở đợt kiểm điểm"),
        about=campaign.title,
        due_on=campaign.starts_on,
        url=reverse("campaigns:index", kwargs={"campaign": campaign.code}),
        button=_("Xem kế hoạch"),
        kind="campaigns",
    )


def _to_acknowledge(campaign: Campaign, units: list[CampaignUnit]) -> list[Task]:
    addressed = [unit for unit in units if unit.is_addressed]
    if not addressed:
        return []
    done = set(
        Acknowledgement.objects.filter(document__campaign=campaign, campaign_unit__in=addressed).values_list(
            "document", "campaign_unit"
        )
    )
    return [
        Task(
            what=_("Xác nhận tiếp nhận %(symbol)s") % {"symbol": document.symbol},
            about=unit.name,
            due_on=document.acknowledge_by,
            url=reverse("campaigns:document", kwargs={"campaign": campaign.code, "document": document.pk}),
            button=_("Tiếp nhận"),
            kind="campaigns",
        )
        for document in campaign.guidance.filter(to_acknowledge=True)
        for unit in addressed
        if (document.pk, unit.pk) not in done
    ]


def _to_prepare(campaign: Campaign, units: list[CampaignUnit]) -> list[Task]:
    bases = {unit.pk: unit for unit in units if unit.is_base}
    met = set(campaign.units.filter(pk__in=bases, preparations__isnull=False).values_list("pk", flat=True))
    url = reverse("campaigns:preparation", kwargs={"campaign": campaign.code})
    return [
        Task(
            what=_("Họp chuẩn bị kiểm điểm và ghi lại"),
            about=unit.name,
            due_on=None,
            url=f"{url}?don-vi={unit.code}",
            button=_("Ghi buổi họp"),
            kind="campaigns",
        )
        for pk, unit in bases.items()
        if pk not in met
    ]
