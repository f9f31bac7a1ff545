"""Keep figures as units wrote them, and withdraw one that was entered by mistake."""

from datetime import date, datetime

from django.db import transaction

from tusoi.foundation.access.models import Account
from tusoi.foundation.journal.actions import record
from tusoi.process.campaigns.models import CampaignUnit
from tusoi.process.dissemination import rules_declared as rules
from tusoi.process.dissemination.models import DeclaredFigure
from tusoi.process.dissemination.states import DISSEMINATION, Act


@transaction.atomic
def declare_figure(
    campaign_unit: CampaignUnit,
    *,
    measure: str = DISSEMINATION,
    count: int,
    total: int | None = None,
    percent: str = "",
    source: str,
    declared_on: date,
    by: Account | None,
    at: datetime,
) -> DeclaredFigure:
    """Keep a figure as a unit wrote it. It is never used to count; remarks about it are in `declared.remarks`."""
    rules.check_can_declare(campaign_unit, by=by, at=at)
    rules.check_declared(campaign_unit, percent=percent, source=source, declared_on=declared_on, at=at)
    figure = DeclaredFigure.objects.create(
        campaign=campaign_unit.campaign,
        campaign_unit=campaign_unit,
        measure=measure,
        count=count,
        total=total,
        percent=percent.strip(),
        source=source.strip(),
        declared_on=declared_on,
        by=by,
    )
    record(Act.FIGURE_DECLARED, figure, by=by, at=at, scope=campaign_unit.campaign_id)
    return figure


@transaction.atomic
def withdraw_figure(figure: DeclaredFigure, *, reason: str, by: Account, at: datetime) -> DeclaredFigure:
    """Withdraw a mistaken entry: it is kept with the reason and no longer remarked upon."""
    rules.check_can_withdraw(figure, by=by, at=at)
    values = {"withdrawn_on": at.date(), "withdrawn_by": by, "withdrawn_for": rules.check_reason(reason)}
    changed = DeclaredFigure.objects.standing().filter(pk=figure.pk).update(**values)
    if not changed:
        raise rules.already_withdrawn()
    for name, value in values.items():
        setattr(figure, name, value)
    record(Act.FIGURE_WITHDRAWN, figure, by=by, at=at, scope=figure.campaign_id)
    return figure
