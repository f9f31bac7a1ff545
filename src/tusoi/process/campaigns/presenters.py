"""What the pages of the plan show, ready to print."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Count
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.directory.models import Collective, Seat, in_force
from tusoi.foundation.kernel.refusal import Answer, ask
from tusoi.foundation.tally.figures import Figure, read
from tusoi.process.campaigns import rules
from tusoi.process.campaigns.models import (
    Acknowledgement,
    Campaign,
    CampaignUnit,
    GuidanceDocument,
    Override,
    Preparation,
    Subject,
    TierWindow,
)
from tusoi.process.campaigns.states import GUIDANCE, PREPARATION, CampaignState


@dataclass(frozen=True)
class DocumentNode:
    """A document in the cascade, with those that carry it out below it."""

    document: GuidanceDocument
    acknowledged: Figure | None
    children: list["DocumentNode"] = field(default_factory=list)


@dataclass(frozen=True)
class TierPage:
    """A tier with its window, how it stands today, and who is reviewed in it."""

    tier: TierWindow
    badge: str
    word: str
    collectives: list[Subject]
    individuals: list[Subject]


@dataclass(frozen=True)
class UnitRow:
    unit: CampaignUnit
    guidance: Figure
    preparation: Figure


@dataclass(frozen=True)
class PlanPage:
    cascade: list[DocumentNode]
    tiers: list[TierPage]
    units: list[UnitRow]
    guidance: Figure
    preparation: Figure
    overrides: int
    is_draft: bool
    can_manage: Answer
    can_record: bool
    readiness: list[rules.Readiness]
    can_open: Answer


def plan_of(campaign: Campaign, *, account: Account, at: datetime) -> PlanPage:
    """The plan page of a campaign for one account; the number of queries does not depend on how much there is."""
    units, own, everything = _units_of(campaign, account, at)
    is_draft = campaign.state == CampaignState.DRAFT
    can_manage = ask(rules.check_can_manage, campaign.unit, by=account, at=at)
    drafting = is_draft and bool(can_manage)
    return PlanPage(
        cascade=cascade_of(campaign),
        tiers=_tiers_of(campaign, at.date()),
        units=units,
        guidance=everything[0],
        preparation=everything[1],
        overrides=Override.objects.filter(campaign=campaign).count(),
        is_draft=is_draft,
        can_manage=can_manage,
        can_record=own,
        readiness=rules.readiness(campaign, at=at) if drafting else [],
        can_open=ask(rules.check_can_open, campaign, by=account, at=at) if drafting else Answer(),
    )


def cascade_of(campaign: Campaign) -> list[DocumentNode]:
    """The documents as a forest: each below the one that it carries out."""
    documents = list(campaign.guidance.annotate(receipts=Count("acknowledgements")))
    addressed = campaign.units.addressed().count()
    nodes = {
        document.pk: DocumentNode(
            document, Figure(document.receipts, addressed) if document.to_acknowledge and addressed else None
        )
        for document in documents
    }
    top: list[DocumentNode] = []
    for document in documents:
        parent = nodes.get(document.basis_id or 0)
        (parent.children if parent else top).append(nodes[document.pk])
    return top


def _tiers_of(campaign: Campaign, on: date) -> list[TierPage]:
    subjects: dict[int, list[Subject]] = defaultdict(list)
    for subject in campaign.subjects.select_related("campaign_unit"):
        subjects[subject.tier_id].append(subject)
    pages = []
    for tier in campaign.tiers.all():
        if on < tier.opens_on:
            badge, word = "waiting", _("chưa đến")
        elif on > tier.closes_on:
            badge, word = "plain", _("đã qua")
        else:
            badge, word = "soon", _("đang trong thời gian")
        here = subjects[tier.pk]
        pages.append(
            TierPage(
                tier,
                badge,
                word,
                [subject for subject in here if subject.is_collective],
                [subject for subject in here if not subject.is_collective],
            )
        )
    return pages


def _units_of(campaign: Campaign, account: Account, at: datetime) -> tuple[list[UnitRow], bool, tuple[Figure, Figure]]:
    """Rows of the units directly below the top that the account sees, whether it may record for any, and the top's figures."""
    seen = CampaignUnit.objects.visible_to(account, at.date()).filter(campaign=campaign)
    top = seen.order_by("path").first()
    if top is None:
        return [], False, (Figure(), Figure())
    rows = list(seen.filter(parent=top))
    figures = read(campaign.pk, [top.path, *(row.path for row in rows)], on=at.date())
    none = Figure()
    found = [
        UnitRow(row, figures.get((row.path, GUIDANCE), none), figures.get((row.path, PREPARATION), none))
        for row in rows
    ]
    own = CampaignUnit.objects.recorded_by(account, at.date()).filter(campaign=campaign).exists()
    return found, own, (figures.get((top.path, GUIDANCE), none), figures.get((top.path, PREPARATION), none))


def collectives_of(campaign: Campaign) -> list[Collective]:
    """Every collective of the campaign's units, with its unit."""
    return list(
        Collective.objects.filter(unit__in=campaign.units.values("unit"))
        .select_related("unit")
        .order_by("unit__path", "code")
    )


def seats_to_name(campaign: Campaign, collective: Collective, *, on: date) -> list[Seat]:
    """The collective's seats in force whose people are not yet reviewed in this campaign, the head first."""
    named = campaign.subjects.individuals().values("person")
    seats = collective.seats.filter(in_force(on)).exclude(person__in=named)
    return list(seats.select_related("person").order_by("order"))


def preparations_of(campaign: Campaign, *, account: Account, at: datetime) -> list[Preparation]:
    """Meetings that the units which the account may record for have held, the latest first."""
    units = CampaignUnit.objects.recorded_by(account, at.date()).filter(campaign=campaign)
    rows = Preparation.objects.filter(campaign_unit__in=units.values("pk")).select_related("campaign_unit")
    return list(rows.order_by("-held_on", "campaign_unit__sort_key"))


def overrides_of(campaign: Campaign, *, account: Account, at: datetime) -> list[Override]:
    """The overrides in units that the account sees, the latest first."""
    return list(
        Override.objects.visible_to(account, at.date())
        .filter(campaign=campaign)
        .select_related("campaign_unit", "by__person")
        .order_by("-at")
    )


@dataclass(frozen=True)
class DocumentPage:
    """One document: what it rests on, what carries it out, and which units have confirmed it."""

    document: GuidanceDocument
    carried_out_by: list[GuidanceDocument]
    receipts: list[Acknowledgement]
    waiting: list[CampaignUnit]
    mine: list[CampaignUnit]

    @property
    def is_own(self) -> bool:
        """Whether one unit alone is asked here: its button is then the page's main one."""
        return len(self.mine) == 1

    @property
    def figure(self) -> Figure:
        return Figure(len(self.receipts), len(self.receipts) + len(self.waiting))


def document_of(document: GuidanceDocument, *, account: Account, at: datetime) -> DocumentPage:
    on = at.date()
    units = CampaignUnit.objects.visible_to(account, on).addressed().filter(campaign=document.campaign_id)
    receipts = list(
        document.acknowledgements.filter(campaign_unit__in=units.values("pk"))
        .select_related("campaign_unit")
        .order_by("-on", "campaign_unit__sort_key")
    )
    done = {receipt.campaign_unit_id for receipt in receipts}
    waiting = [unit for unit in units if unit.pk not in done] if document.to_acknowledge else []
    own = set(
        CampaignUnit.objects.recorded_by(account, on)
        .filter(pk__in=[unit.pk for unit in waiting])
        .values_list("pk", flat=True)
    )
    return DocumentPage(
        document,
        list(document.carried_out_by.all()),
        receipts if document.to_acknowledge else [],
        waiting,
        [unit for unit in waiting if unit.pk in own],
    )
