"""A unit's plan as a paper: when, what is done by whom, where and until when. Official Vietnamese, so the paper itself is without gettext."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.permissions import require
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.documents.content import Block, Heading, Paper, Paragraph, Table
from tusoi.foundation.documents.kinds import Audience, DocumentKind
from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.campaigns.documents import (
    Source,
    Where,
    above,
    leading_collective,
    lower_first,
    official,
    vietnamese_day,
)
from tusoi.process.campaigns.models import Campaign, UnitPlan
from tusoi.process.campaigns.rules_plans import uppers_of
from tusoi.process.campaigns.states import PlanState

UNIT_PLAN = DocumentKind(
    "campaigns.plan", "Kế hoạch kiểm điểm của đơn vị", "Kế hoạch", "KH", audience=Audience.PUBLISHED
)


def unit_plan(plan: UnitPlan, at: datetime) -> Paper:
    """The plan as it stands; issued once it was approved (see `_check_can_issue`)."""
    unit = plan.campaign_unit
    return official(
        unit.campaign,
        unit.unit,
        UNIT_PLAN,
        subject_line=f"thực hiện đợt {lower_first(unit.campaign.title)}",
        blocks=[
            Heading("Thời gian kiểm điểm"),
            *_when(plan),
            Heading("Việc và người chịu trách nhiệm"),
            _tasks(plan),
            *_how(plan),
            *_approved(plan),
        ],
        at=at,
        signer=leading_collective(unit.unit),
        recipients=above(unit.unit),
    )


def _when(plan: UnitPlan) -> Iterator[Block]:
    """The unit's own windows beside those that they may not leave."""
    own = {row.tier_id: row for row in plan.windows.all()}
    uppers = uppers_of(plan.campaign_unit)
    rows = tuple(
        (
            upper.tier.name,
            _span(own[upper.tier.pk].opens_on, own[upper.tier.pk].closes_on) if upper.tier.pk in own else "…",
            f"{_span(upper.opens_on, upper.closes_on)} ({upper.whose})",
        )
        for upper in uppers
    )
    yield Table(("Cấp kiểm điểm", "Thời gian của đơn vị", "Trong thời gian của cấp trên"), rows, widths=(4, 4, 6))


def _span(first: date, last: date) -> str:
    return f"từ {vietnamese_day(first)} đến hết {vietnamese_day(last)}"


def _tasks(plan: UnitPlan) -> Block:
    tasks = plan.tasks.select_related("who")
    rows = tuple(
        (
            str(number),
            task.what,
            task.who.name if task.who else "",
            task.place,
            vietnamese_day(task.due_on) if task.due_on else "",
        )
        for number, task in enumerate(tasks, start=1)
    )
    if not rows:
        return Paragraph("Chưa ghi việc nào.")
    columns = ("TT", "Việc", "Người chịu trách nhiệm", "Địa điểm", "Xong trước hết ngày")
    return Table(columns, rows, widths=(1, 6, 4, 3, 3), numeric=(0,))


def _how(plan: UnitPlan) -> Iterator[Block]:
    lines = [line.strip() for line in plan.note.splitlines() if line.strip()]
    if lines:
        yield Heading("Cách tổ chức thực hiện")
        yield from (Paragraph(line) for line in lines)


def _approved(plan: UnitPlan) -> Iterator[Block]:
    """Who approved it, when: the paper is worth what that is worth."""
    unit = plan.campaign_unit
    version = plan.versions.filter(kind=PlanState.APPROVED).first() if plan.state == PlanState.APPROVED else None
    if version and unit.parent:
        yield Paragraph(f"Kế hoạch này đã được {unit.parent.name} duyệt ngày {vietnamese_day(version.on)}.")


def _plans(campaign: Campaign, account: Account, on: date) -> "QuerySet[UnitPlan]":
    """Plans with something in them, of the units whose figures the account sees."""
    seen = UnitPlan.objects.visible_to(account, on).filter(campaign_unit__campaign=campaign, tasks__isnull=False)
    return (
        seen.distinct()
        .select_related(
            "campaign_unit__unit__parent",
            "campaign_unit__parent__unit",
            "campaign_unit__parent__campaign",
            "campaign_unit__campaign__unit",
            "campaign_unit__campaign__frozen",
        )
        .order_by("campaign_unit__path")
    )


def _check_can_issue(plan: UnitPlan, *, by: Account | None, at: datetime) -> None:
    require(by, Permission.RECORD_UNIT, plan.campaign_unit.unit.path, on=at.date())
    if plan.state != PlanState.APPROVED:
        raise Refused(
            _("Kế hoạch chưa được cấp trên duyệt"),
            way_out=_("Trình kế hoạch; được duyệt rồi thì ban hành"),
        )


SOURCES = [
    Source(
        UNIT_PLAN,
        things=_plans,
        label=lambda plan: plan.campaign_unit.name,
        where=lambda plan: Where(plan.campaign_unit.unit, plan.campaign_unit.unit),
        build=unit_plan,
        check_can_issue=_check_can_issue,
    )
]
