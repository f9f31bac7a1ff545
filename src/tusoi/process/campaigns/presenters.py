"""What the pages of the plan show, ready to print."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.permissions import units_where
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.directory.models import Collective, Seat, in_force
from tusoi.foundation.kernel.refusal import Answer, ask
from tusoi.foundation.tally.figures import Figure, read
from tusoi.process.campaigns import rules
from tusoi.process.campaigns.cloning import Board, boards_of, still_needed
from tusoi.process.campaigns.deadlines import Due, deadlines_of
from tusoi.process.campaigns.models import (
    Campaign,
    CampaignUnit,
    GuidanceDocument,
    Override,
    Preparation,
    Subject,
    TierWindow,
)
from tusoi.process.campaigns.presenters_documents import DocumentNode, cascade_of, levels_of
from tusoi.process.campaigns.readiness import Readiness, readiness
from tusoi.process.campaigns.states import GUIDANCE, PREPARATION, CampaignState


@dataclass(frozen=True)
class TierPage:
    """A tier with its window, how it stands today, and who is reviewed in it."""

    tier: TierWindow
    badge: str
    word: str
    collectives: list[Subject]
    individuals: list[Subject]
    deadlines: list[Due]


@dataclass(frozen=True)
class UnitRow:
    unit: CampaignUnit
    guidance: Figure
    preparation: Figure


@dataclass(frozen=True)
class Follows:
    """What a draft that follows an earlier campaign still has to do: new documents, and whom to name again."""

    earlier: Campaign
    guidance: list[GuidanceDocument]
    boards: list[Board]


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
    can_register: bool
    readiness: Readiness | None
    follows: Follows | None
    can_open: Answer


def plan_of(campaign: Campaign, *, account: Account, at: datetime) -> PlanPage:
    """The plan page of a campaign for one account; the number of queries does not depend on how much there is."""
    units, own, everything = _units_of(campaign, account, at)
    is_draft = campaign.state == CampaignState.DRAFT
    can_manage = ask(rules.check_can_manage, campaign.unit, by=account, at=at)
    found = readiness(campaign, rules.procedure_of(campaign), at=at) if is_draft and can_manage else None
    return PlanPage(
        cascade=cascade_of(campaign, account=account, on=at.date()),
        can_register=bool(levels_of(campaign, account=account, at=at)[:1]),
        tiers=_tiers_of(campaign, at.date()),
        units=units,
        guidance=everything[0],
        preparation=everything[1],
        overrides=Override.objects.filter(campaign=campaign).count(),
        is_draft=is_draft,
        can_manage=can_manage,
        can_record=own,
        readiness=found,
        follows=_follows(campaign) if found else None,
        can_open=ask(rules.check_can_open, campaign, by=account, at=at, found=found) if found else Answer(),
    )


def _follows(campaign: Campaign) -> Follows | None:
    earlier = campaign.cloned_from
    return Follows(earlier, still_needed(campaign), boards_of(earlier)) if earlier else None


def _tiers_of(campaign: Campaign, on: date) -> list[TierPage]:
    subjects: dict[int, list[Subject]] = defaultdict(list)
    for subject in campaign.subjects.select_related("campaign_unit"):
        subjects[subject.tier_id].append(subject)
    pages = []
    tiers = list(campaign.tiers.all())
    deadlines = deadlines_of(rules.procedure_of(campaign), tiers)
    for tier in tiers:
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
                [due for due in deadlines if due.tier == tier],
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


@dataclass(frozen=True)
class CollectiveRow:
    """A collective whose people can be named; `before`: what the campaign that this one follows reviewed of it."""

    collective: Collective
    before: Board | None


def collectives_of(campaign: Campaign) -> list[CollectiveRow]:
    """Every collective of the campaign's units, with its unit; those that the earlier campaign reviewed come first."""
    known = {board.collective.pk: board for board in boards_of(campaign.cloned_from)} if campaign.cloned_from else {}
    rows = (
        Collective.objects.filter(unit__in=campaign.units.values("unit"))
        .select_related("unit")
        .order_by("unit__path", "code")
    )
    found = [CollectiveRow(row, known.get(row.pk)) for row in rows]
    return sorted(found, key=lambda row: row.before is None)


def to_clone(*, account: Account, at: datetime) -> list[Campaign]:
    """Campaigns that a new one of this account can follow, the newest first."""
    units = units_where(account, Permission.MANAGE_CAMPAIGN, on=at.date())
    seen = Campaign.objects.visible_to(account, at.date()).filter(unit__in=units.values("pk"))
    return list(seen.exclude(state=CampaignState.DRAFT).select_related("unit"))


def named_before(campaign: Campaign, collective: Collective, seats: list[Seat]) -> dict[str, object]:
    """What the form for a collective's people begins with: those whom the earlier campaign reviewed and who still sit there."""
    if campaign.cloned_from is None:
        return {}
    earlier = list(campaign.cloned_from.subjects.filter(decided_by=collective).select_related("tier"))
    people = {subject.person_id for subject in earlier}
    return {
        "tier": campaign.tiers.filter(code=earlier[0].tier.code).first() if earlier else None,
        "whole": any(subject.collective_id == collective.pk for subject in earlier),
        "people": [str(seat.pk) for seat in seats if seat.person_id in people],
    }


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
