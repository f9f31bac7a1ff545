"""What the pages of the cascade of plans show: the table of units, one unit's plan beside the one above, its history."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.paginator import Page, Paginator
from django.db.models import F, Q
from django.utils.translation import gettext_lazy

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.permissions import reachable
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.directory.models import Person
from tusoi.foundation.kernel.refusal import Answer, ask
from tusoi.foundation.tally.figures import Figure, read
from tusoi.process.campaigns import rules_plans as rules
from tusoi.process.campaigns.models import (
    Campaign,
    CampaignUnit,
    CampaignUnitQuerySet,
    PlanVersion,
    PlanWindow,
    UnitPlan,
)
from tusoi.process.campaigns.states import PLANS, CampaignState, PlanState

ROWS = 100
BADGES = {
    PlanState.SENT: "waiting",
    PlanState.ACKNOWLEDGED: "plain",
    PlanState.SUBMITTED: "soon",
    PlanState.RETURNED: "soon",
    PlanState.APPROVED: "done",
}
FILTERS = {
    "": gettext_lazy("Tất cả"),
    "chua-tiep-nhan": gettext_lazy("Chưa tiếp nhận"),
    "tre": gettext_lazy("Tiếp nhận trễ"),
    "dang-soan": gettext_lazy("Đang soạn"),
    "cho-duyet": gettext_lazy("Chờ duyệt"),
    "tra-lai": gettext_lazy("Trả lại"),
    "da-duyet": gettext_lazy("Đã duyệt"),
}


def _matching(name: str, on: date) -> Q:
    return {
        "chua-tiep-nhan": Q(acknowledged_on=None),
        "tre": Q(acknowledged_on__gt=F("acknowledge_by")) | Q(acknowledged_on=None, acknowledge_by__lt=on),
        "dang-soan": Q(state=PlanState.ACKNOWLEDGED),
        "cho-duyet": Q(state=PlanState.SUBMITTED),
        "tra-lai": Q(state=PlanState.RETURNED),
        "da-duyet": Q(state=PlanState.APPROVED),
    }.get(name, Q())


@dataclass(frozen=True)
class PlanRow:
    """late: days after the date: of the receipt, or up to today where there is none yet."""

    plan: UnitPlan
    badge: str
    late: int


@dataclass(frozen=True)
class Sender:
    """A unit from which the account can send the plan down, and to how many units below it."""

    unit: CampaignUnit
    waiting: int
    answer: Answer


@dataclass(frozen=True)
class CascadePage:
    figure: Figure
    rows: Page[UnitPlan]
    lines: list[PlanRow]
    shown: str
    filters: list[tuple[str, str]]
    senders: list[Sender]


def cascade_page(campaign: Campaign, account: Account, *, at: datetime, shown: str, page: str) -> CascadePage:
    """The plans that the account sees, in the order of the tree; what it can send down."""
    on = at.date()
    seen = UnitPlan.objects.visible_to(account, on).filter(campaign_unit__campaign=campaign)
    chosen = shown if shown in FILTERS else ""
    plans = seen.filter(_matching(chosen, on)).select_related("campaign_unit__parent").order_by("campaign_unit__path")
    rows = Paginator(plans, ROWS).get_page(page)
    top = CampaignUnit.objects.visible_to(account, on).filter(campaign=campaign).order_by("path").first()
    figures = read(campaign.pk, [top.path], on=on) if top else {}
    return CascadePage(
        figure=figures.get((top.path, PLANS), Figure()) if top else Figure(),
        rows=rows,
        lines=[_row(plan, on) for plan in rows],
        shown=chosen,
        filters=[(value, str(label)) for value, label in FILTERS.items()],
        senders=_senders(campaign, account, at),
    )


def _row(plan: UnitPlan, on: date) -> PlanRow:
    late = plan.days_late if plan.acknowledged_on else max(0, (on - plan.acknowledge_by).days)
    return PlanRow(plan, BADGES[PlanState(plan.state)], late)


def _senders(campaign: Campaign, account: Account, at: datetime) -> list[Sender]:
    """The top for who plans the campaign; a unit below for its own secretary. Those with nothing left to send drop out."""
    if campaign.state != CampaignState.OPEN:
        return []
    on = at.date()
    plans = reachable(account, Permission.MANAGE_CAMPAIGN, on=on, field="unit__path") & Q(parent=None)
    own = Q(unit__in=rules.own_places(account, on)) & Q(parent__isnull=False)
    units = campaign.units.active().filter(plans | own).select_related("unit", "campaign__unit").order_by("path")
    senders = []
    for unit in units:
        waiting = unwritten_below(unit).count()
        if waiting:
            senders.append(Sender(unit, waiting, ask(rules.check_can_send, unit, by=account, at=at)))
    return senders


def unwritten_below(unit: CampaignUnit) -> CampaignUnitQuerySet:
    """Units directly below that have been sent no plan yet."""
    return CampaignUnit.objects.active().filter(parent=unit, plan=None).select_related("unit", "campaign__unit")


@dataclass(frozen=True)
class WindowRow:
    """A window of the plan beside the one above it; `own` is empty before the unit has written."""

    upper: rules.Upper
    own: PlanWindow | None

    @property
    def is_tighter(self) -> bool:
        return self.own is not None and (
            self.own.opens_on > self.upper.opens_on or self.own.closes_on < self.upper.closes_on
        )


VERSIONS = {PlanState.SUBMITTED: gettext_lazy("trình lên"), PlanState.APPROVED: gettext_lazy("duyệt")}  # what was done


@dataclass(frozen=True)
class VersionRow:
    """What went up or came back, and between which days it had the tiers."""

    version: PlanVersion
    word: str
    windows: list[tuple[str, date, date]]


def version_rows(versions: list[PlanVersion]) -> list[VersionRow]:
    return [
        VersionRow(
            version,
            str(VERSIONS.get(PlanState(version.kind), version.get_kind_display())),
            [
                (name, date.fromisoformat(first), date.fromisoformat(last))
                for name, first, last in version.content.get("windows", [])
            ],
        )
        for version in versions
    ]


@dataclass(frozen=True)
class PlanPage:
    plan: UnitPlan
    badge: str
    late: int
    windows: list[WindowRow]
    versions: list[VersionRow]
    remarks: str
    can_acknowledge: Answer
    can_write: Answer
    can_submit: Answer
    can_judge: Answer
    can_return: bool
    can_send: Answer
    below: int

    @property
    def has_paper(self) -> bool:
        """Once the unit has written what it does there is something to print."""
        return self.plan.tasks.exists()


def plan_page(plan: UnitPlan, account: Account, *, at: datetime) -> PlanPage:
    unit = plan.campaign_unit
    versions = list(plan.versions.select_related("by__person"))
    returned = next((version for version in versions if version.kind == PlanState.RETURNED), None)
    judge = ask(rules.check_can_judge, plan, by=account, at=at)
    state = PlanState(plan.state)
    return PlanPage(
        plan=plan,
        badge=BADGES[state],
        late=_row(plan, at.date()).late,
        windows=window_rows(plan),
        versions=version_rows(versions),
        remarks=returned.remarks if returned and state == PlanState.RETURNED else "",
        can_acknowledge=ask(rules.check_can_acknowledge, plan, by=account, at=at),
        can_write=ask(rules.check_can_write, plan, by=account, at=at),
        can_submit=ask(rules.check_can_submit, plan, by=account, at=at),
        can_judge=judge if state == PlanState.SUBMITTED else Answer(reason="-"),
        can_return=bool(judge) and state in (PlanState.SUBMITTED, PlanState.APPROVED),
        can_send=ask(rules.check_can_send, unit, by=account, at=at) if state == PlanState.APPROVED else Answer("-"),
        below=unwritten_below(unit).count(),
    )


def window_rows(plan: UnitPlan) -> list[WindowRow]:
    own = {row.tier_id: row for row in plan.windows.all()}
    return [WindowRow(upper, own.get(upper.tier.pk)) for upper in rules.uppers_of(plan.campaign_unit)]


def responsible(plan: UnitPlan, on: date) -> list[Person]:
    """Whom the unit can name: people with a seat there first in order, then its own members."""
    unit = plan.campaign_unit.unit
    seated = Person.objects.filter(seats__collective__unit=unit, seats__until=None).distinct()
    people = list(seated.order_by("sort_key"))
    known = {person.pk for person in people}
    return people + list(Person.objects.in_unit(unit, on).exclude(pk__in=known).order_by("sort_key")[:200])
