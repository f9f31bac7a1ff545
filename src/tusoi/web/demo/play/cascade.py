"""The cascade of plans: sent down, acknowledged, submitted, returned, approved."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from tusoi.process.campaigns import actions_plans as plans
from tusoi.process.campaigns.models import UnitPlan
from tusoi.process.campaigns.rules import Window
from tusoi.process.campaigns.rules_plans import uppers_of
from tusoi.web.demo.package.fields import PlanAct
from tusoi.web.demo.package.rows import PlanRow
from tusoi.web.demo.play.stage import Act, Stage

WORDS = {
    PlanAct.SENT: "gửi kế hoạch cho",
    PlanAct.ACKNOWLEDGED: "tiếp nhận kế hoạch:",
    PlanAct.SUBMITTED: "trình kế hoạch:",
    PlanAct.RETURNED: "trả lại kế hoạch:",
    PlanAct.APPROVED: "duyệt kế hoạch:",
}


def acts(stage: Stage) -> Iterator[Act]:
    for row in stage.package.plans:
        yield Act(row.on, f"{WORDS[row.act]} {row.unit}", partial(_do, stage, row))


def _do(stage: Stage, row: PlanRow, at: datetime) -> None:
    by = stage.account(row.by)
    unit = stage.campaign_unit(row.unit)
    if row.act == PlanAct.SENT:
        assert unit.parent is not None, "the package was checked"
        assert row.until is not None, "the package was checked"
        plans.send_plans(unit.parent, [unit], acknowledge_by=row.until, by=by, at=at)
        return
    plan = UnitPlan.objects.select_related("campaign_unit__campaign", "campaign_unit__parent").get(campaign_unit=unit)
    if row.act == PlanAct.ACKNOWLEDGED:
        plans.acknowledge_plan(plan, by=by, at=at)
    elif row.act == PlanAct.SUBMITTED:
        task = plans.TaskLine(row.text, by.person if by else None, due_on=row.closes_on)
        plans.write_plan(plan, _windows(plan, row), [task], by=by, at=at)
        plans.submit_plan(plan, by=by, at=at)
    elif row.act == PlanAct.RETURNED:
        plans.return_plan(plan, remarks=row.text, by=by, at=at)
    else:
        plans.approve_plan(plan, by=by, at=at)


def _windows(plan: UnitPlan, row: PlanRow) -> list[Window]:
    """As above; the lowest tier as the row says."""
    windows = [Window(one.tier.code, one.opens_on, one.closes_on) for one in uppers_of(plan.campaign_unit)]
    if row.opens_on and row.closes_on:
        windows[-1] = Window(windows[-1].code, row.opens_on, row.closes_on)
    return windows
