"""The plan cascades: sent down, acknowledged, written, submitted, returned with remarks, approved."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from tusoi.foundation.access.models import Account
from tusoi.foundation.directory.models import Person
from tusoi.foundation.journal.actions import record
from tusoi.foundation.kernel.states import move
from tusoi.foundation.tally import actions as tally
from tusoi.process.campaigns import rules_plans as rules
from tusoi.process.campaigns.models import CampaignUnit, PlanTask, PlanVersion, PlanWindow, UnitPlan
from tusoi.process.campaigns.rules import Window
from tusoi.process.campaigns.states import PLAN_TRANSITIONS, PLANS, Act, PlanState


@dataclass(frozen=True)
class TaskLine:
    """One thing that the unit does."""

    what: str
    who: Person | None = None
    place: str = ""
    due_on: date | None = None


@transaction.atomic
def send_plans(
    above: CampaignUnit, units: Sequence[CampaignUnit], *, acknowledge_by: date, by: Account | None, at: datetime
) -> list[UnitPlan]:
    """Send the plan of a unit down to units directly below it that have none yet; each begins with the windows above."""
    CampaignUnit.objects.select_for_update().get(pk=above.pk)
    rules.check_can_send(above, by=by, at=at)
    known = set(UnitPlan.objects.filter(campaign_unit__in=units).values_list("campaign_unit", flat=True))
    new = [unit for unit in units if unit.pk not in known]
    rules.check_sending(above, new, acknowledge_by=acknowledge_by, at=at)
    plans = [
        UnitPlan.objects.create(campaign_unit=unit, sent_on=at.date(), acknowledge_by=acknowledge_by) for unit in new
    ]
    PlanWindow.objects.bulk_create(
        PlanWindow(plan=plan, tier=upper.tier, opens_on=upper.opens_on, closes_on=upper.closes_on)
        for plan in plans
        for upper in rules.uppers_of(plan.campaign_unit)
    )
    tally.add_all(above.campaign_id, (tally.Raw(unit.path, PLANS, 0, 1, acknowledge_by) for unit in new))
    for plan in plans:
        record(Act.PLAN_SENT, plan, by=by, at=at, scope=above.campaign_id, acknowledge_by=acknowledge_by.isoformat())
    return plans


@transaction.atomic
def acknowledge_plan(plan: UnitPlan, *, by: Account | None, at: datetime) -> UnitPlan:
    """The unit has the plan. Late is readable ever after."""
    rules.check_can_acknowledge(plan, by=by, at=at)
    move(plan, PlanState.ACKNOWLEDGED, table=PLAN_TRANSITIONS, acknowledged_on=at.date())
    unit = plan.campaign_unit
    tally.add(unit.campaign_id, unit.path, PLANS, done=1, due_on=plan.acknowledge_by)
    record(Act.PLAN_ACKNOWLEDGED, plan, by=by, at=at, scope=unit.campaign_id)
    return plan


@transaction.atomic
def write_plan(
    plan: UnitPlan,
    windows: Sequence[Window],
    tasks: Sequence[TaskLine],
    *,
    note: str = "",
    by: Account | None,
    at: datetime,
) -> UnitPlan:
    """Write the unit's own plan: its windows inside those above, its tasks. Earlier versions that went up are kept."""
    UnitPlan.objects.select_for_update().get(pk=plan.pk)
    rules.check_can_write(plan, by=by, at=at)
    pairs = rules.check_windows(plan, windows)
    rules.check_responsible(plan, [task.who for task in tasks if task.who], at.date())
    plan.note = note.strip()
    plan.save(update_fields=["note"])
    plan.windows.all().delete()
    PlanWindow.objects.bulk_create(
        PlanWindow(plan=plan, tier=upper.tier, opens_on=window.opens_on, closes_on=window.closes_on)
        for upper, window in pairs
    )
    plan.tasks.all().delete()
    PlanTask.objects.bulk_create(
        PlanTask(plan=plan, order=order, what=task.what, who=task.who, place=task.place, due_on=task.due_on)
        for order, task in enumerate(tasks, start=1)
    )
    record(Act.PLAN_WRITTEN, plan, by=by, at=at, scope=plan.campaign_unit.campaign_id, tasks=len(tasks))
    return plan


@transaction.atomic
def submit_plan(plan: UnitPlan, *, by: Account | None, at: datetime) -> PlanVersion:
    """Send the unit's plan up to the unit directly above."""
    rules.check_can_submit(plan, by=by, at=at)
    return _go(plan, PlanState.SUBMITTED, Act.PLAN_SUBMITTED, by=by, at=at)


@transaction.atomic
def return_plan(plan: UnitPlan, *, remarks: str, by: Account | None, at: datetime) -> PlanVersion:
    """Send it back with remarks; an approved one too, when it has to change."""
    rules.check_can_return(plan, remarks=remarks, by=by, at=at)
    return _go(plan, PlanState.RETURNED, Act.PLAN_RETURNED, remarks=remarks.strip(), by=by, at=at)


@transaction.atomic
def approve_plan(plan: UnitPlan, *, by: Account | None, at: datetime) -> PlanVersion:
    """It holds from now on, and may be sent further down. One approval at a time in a campaign, so that none overlap."""
    campaign = plan.campaign_unit.campaign
    type(campaign).objects.select_for_update().get(pk=campaign.pk)
    rules.check_can_approve(plan, by=by, at=at)
    return _go(plan, PlanState.APPROVED, Act.PLAN_APPROVED, by=by, at=at)


def _go(plan: UnitPlan, to: PlanState, act: Act, *, remarks: str = "", by: Account | None, at: datetime) -> PlanVersion:
    move(plan, to, table=PLAN_TRANSITIONS)
    version = PlanVersion.objects.create(
        plan=plan, kind=to, content=content_of(plan), remarks=remarks, by=by, on=at.date()
    )
    record(act, plan, by=by, at=at, scope=plan.campaign_unit.campaign_id, version=version.pk)
    return version


def content_of(plan: UnitPlan) -> dict[str, Any]:
    """The plan as plain data, as it is kept in its versions."""
    return {
        "note": plan.note,
        "windows": [
            [row.tier.name, row.opens_on.isoformat(), row.closes_on.isoformat()]
            for row in plan.windows.select_related("tier")
        ],
        "tasks": [
            [row.what, row.who.name if row.who else "", row.place, row.due_on.isoformat() if row.due_on else ""]
            for row in plan.tasks.select_related("who")
        ],
    }
