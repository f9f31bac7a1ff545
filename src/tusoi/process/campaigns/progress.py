"""How far the preparation is; and `Task`, the one form in which every step says what waits for somebody."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.permissions import grants_of, may
from tusoi.foundation.access.roles import ROLES, Permission, Role
from tusoi.foundation.tally.actions import FOREVER, Raw
from tusoi.foundation.tally.figures import Figure, read
from tusoi.process.campaigns.models import Acknowledgement, Campaign, CampaignUnit, GuidanceDocument, Subject
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
    paths = dict(campaign.units.values_list("pk", "path"))
    for receipts in receipts_of(campaign):
        due_on = receipts.document.acknowledge_by or FOREVER
        for key in receipts.done | receipts.waiting:
            yield Raw(paths[key], GUIDANCE, int(key in receipts.done), 1, due_on)
    met = set(campaign.units.filter(preparations__isnull=False).values_list("pk", flat=True))
    for unit in campaign.units.filter(is_base=True):
        if unit.ended_on is None or unit.pk in met:
            yield Raw(unit.path, PREPARATION, int(unit.pk in met), 1)


@dataclass(frozen=True)
class Receipts:
    """A document to acknowledge, and the keys of the units that did and of those that still have to."""

    document: GuidanceDocument
    done: set[int]
    waiting: set[int]


def receipts_of(campaign: Campaign) -> list[Receipts]:
    """Every document that units acknowledge; what an ended unit acknowledged stays, what it had not is not asked any more."""
    done: dict[int, set[int]] = defaultdict(set)
    for document, unit in Acknowledgement.objects.filter(document__campaign=campaign).values_list(
        "document", "campaign_unit"
    ):
        done[document].add(unit)
    units = list(campaign.units.active().filter(is_addressed=True).values_list("pk", "joined_on"))
    return [
        Receipts(
            document,
            done[document.pk],
            {
                pk
                for pk, joined_on in units
                if pk not in done[document.pk] and (joined_on is None or joined_on <= document.issued_on)
            },
        )
        for document in campaign.guidance.filter(to_acknowledge=True)
    ]


def waiting_for(account: Account, campaign: Campaign, at: datetime) -> list[Task]:
    """A draft to finish; documents to acknowledge and the first preparation meeting, for the account's own units."""
    on = at.date()
    if campaign.state == CampaignState.DRAFT:
        return [_finish_draft(campaign)] if may(account, Permission.MANAGE_CAMPAIGN, campaign.unit.path, on=on) else []
    if campaign.state != CampaignState.OPEN:
        return []
    units = list(campaign.units.active().filter(unit__in=own_units(account, Permission.RECORD_UNIT, on)))
    return _to_acknowledge(campaign, units) + _to_prepare(campaign, units)


def figures_only(campaign: Campaign, measure: str, account: Account, at: datetime) -> Figure | None:
    """For those who see figures and no subject's matters (the level above): the figure of the highest unit that they see.

    None for everybody else: their page lists what they may read.
    """
    on = at.date()
    if Subject.objects.visible_to(account, on).filter(campaign=campaign).exists():
        return None
    top = CampaignUnit.objects.visible_to(account, on).filter(campaign=campaign).order_by("path").first()
    if top is None:
        return None
    return read(campaign.pk, [top.path], on=on).get((top.path, measure), Figure())


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
    if not any(unit.is_addressed for unit in units):
        return []
    return [
        Task(
            what=_("Xác nhận tiếp nhận %(symbol)s") % {"symbol": receipts.document.symbol},
            about=unit.name,
            due_on=receipts.document.acknowledge_by,
            url=reverse("campaigns:document", kwargs={"campaign": campaign.code, "document": receipts.document.pk}),
            button=_("Tiếp nhận"),
            kind="campaigns",
        )
        for receipts in receipts_of(campaign)
        for unit in units
        if unit.pk in receipts.waiting
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
