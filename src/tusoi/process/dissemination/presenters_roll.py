"""What the pages of the frozen list show: where it differs from today's roll, its account, one member."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator

from tusoi.foundation.access.models import Account
from tusoi.foundation.directory.models import Person
from tusoi.foundation.kernel.refusal import Answer, ask
from tusoi.foundation.tally.paths import within
from tusoi.process.campaigns.models import Campaign, CampaignUnit
from tusoi.process.dissemination.changes import Difference, DifferenceKind, ListAccount, account_of, differences
from tusoi.process.dissemination.models import RequiredChange, RequiredMember
from tusoi.process.dissemination.rules_roll import check_can_change_list

ROWS = 50


@dataclass(frozen=True)
class ChangesPage:
    """The list of a unit: its account, what is to be decided, what was left as it is, every change."""

    unit: CampaignUnit
    account: ListAccount
    open: Page[Difference]
    kept: list[Difference]
    log: list[RequiredChange]
    can_change: Answer


def changes_of(unit: CampaignUnit, *, account: Account, at: datetime, page: int) -> ChangesPage:
    found = differences(unit.campaign, at.date(), within_unit=unit)
    log = RequiredChange.objects.filter(
        within(unit.path, "campaign_unit__path"), member__campaign=unit.campaign_id
    ).select_related("member__person", "campaign_unit", "other_unit", "by__person")
    return ChangesPage(
        unit=unit,
        account=account_of(unit, on=at.date()),
        open=Paginator([row for row in found if row.kept is None], ROWS).get_page(page),
        kept=[row for row in found if row.kept is not None],
        log=list(log.order_by("-on", "-id")[:LOG]),
        can_change=ask(check_can_change_list, unit.campaign, by=account, at=at),
    )


LOG = 200  # changes shown


@dataclass(frozen=True)
class MemberPage:
    """One person and the list: how they stand on it, what the roll says, and every decision about them."""

    person: Person
    unit: CampaignUnit
    member: RequiredMember | None
    difference: Difference | None
    log: Sequence[RequiredChange]
    can_change: Answer

    @property
    def to(self) -> CampaignUnit | None:
        """Where the person would be counted after a move."""
        moved = self.difference is not None and self.difference.kind == DifferenceKind.MOVED
        return self.difference.unit if moved and self.difference else None


def member_of(campaign: Campaign, person: Person, *, account: Account, at: datetime) -> MemberPage | None:
    """None where the person is neither on the list nor on the roll of a unit of the campaign."""
    member = (
        RequiredMember.objects.filter(campaign=campaign, person=person)
        .select_related("campaign__unit", "campaign_unit__unit", "campaign_unit__campaign", "person")
        .first()
    )
    found = differences(campaign, at.date(), person=person)
    difference = found[0] if found else None
    unit = member.campaign_unit if member else difference.unit if difference else None
    if unit is None:
        return None
    log = RequiredChange.objects.filter(member=member) if member else RequiredChange.objects.none()
    return MemberPage(
        person,
        unit,
        member,
        difference,
        list(log.select_related("campaign_unit", "other_unit", "by__person")),
        ask(check_can_change_list, campaign, by=account, at=at),
    )
