"""The paper of this step: how far the resolution was made known. What it says is in `paper_result`."""

from datetime import date, datetime

from django.db.models import Q, QuerySet

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.permissions import reachable, require
from tusoi.foundation.access.roles import Permission
from tusoi.process.campaigns.documents import Source, Where
from tusoi.process.campaigns.models import Campaign, CampaignUnit
from tusoi.process.dissemination.models import StudyClass
from tusoi.process.dissemination.paper_result import RESULT, result

__all__ = ["RESULT", "SOURCES"]


def _units(campaign: Campaign, account: Account, on: date) -> "QuerySet[CampaignUnit]":
    """Units that held a class, for who sees their figures."""
    organisers = StudyClass.objects.filter(campaign=campaign).values("organiser")
    return (
        CampaignUnit.objects.filter(campaign=campaign)
        .filter(Q(pk__in=organisers) | Q(depth=0))
        .filter(reachable(account, Permission.SEE_FIGURES, on=on, field="unit__path"))
        .select_related("campaign__frozen", "unit__parent")
    )


def _check_can_issue(unit: CampaignUnit, *, by: Account | None, at: datetime) -> None:
    require(by, Permission.RECORD_UNIT, unit.unit.path, on=at.date())


SOURCES = [
    Source(
        RESULT,
        things=_units,
        label=lambda unit: unit.name,
        where=lambda unit: Where(unit.unit, unit.unit),
        build=result,
        check_can_issue=_check_can_issue,
    )
]
