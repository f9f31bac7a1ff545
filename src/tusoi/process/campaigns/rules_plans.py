"""May it be done with a unit's plan? Windows are tightened, never loosened; whoever submits does not approve."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.permissions import may, require
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.directory.models import Person
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.tally.paths import ancestors, within
from tusoi.foundation.ui.words import day
from tusoi.process.campaigns.models import Campaign, CampaignUnit, PlanWindow, TierWindow, UnitPlan
from tusoi.process.campaigns.progress import own_units
from tusoi.process.campaigns.rules import Window, check_goes_on, check_is_open
from tusoi.process.campaigns.states import PLAN_TRANSITIONS, PlanState

WRITABLE = (PlanState.ACKNOWLEDGED, PlanState.RETURNED)


@dataclass(frozen=True)
class Upper:
    """The window of one tier that a plan may not leave, and whose it is."""

    tier: TierWindow
    opens_on: date
    closes_on: date
    whose: str


def acts_for(unit: CampaignUnit, by: Account | None, on: date) -> bool:
    """Whether the account sends plans down from this unit and judges those that come up to it."""
    path = unit.unit.path
    return by is None or any(
        may(by, what, path, on=on) for what in (Permission.MANAGE_CAMPAIGN, Permission.RECORD_UNIT)
    )


def own_places(account: Account, on: date) -> list[int]:
    """Units (directory keys) where the account was itself given the right to record the unit's matters."""
    return own_units(account, Permission.RECORD_UNIT, on)


def uppers_of(unit: CampaignUnit) -> list[Upper]:
    """For each tier that concerns the unit: the window of the nearest approved plan above it, else the campaign's."""
    concerned = tiers_of(unit)
    above = {
        (window.plan.campaign_unit.path, window.tier_id): window
        for window in PlanWindow.objects.filter(
            plan__campaign_unit__campaign=unit.campaign_id,
            plan__campaign_unit__path__in=ancestors(unit.path, include_self=False),
            plan__state=PlanState.APPROVED,
        ).select_related("plan__campaign_unit")
    }
    uppers = []
    for tier in concerned:
        places = reversed(ancestors(unit.path, include_self=False))
        near = next((above[path, tier.pk] for path in places if (path, tier.pk) in above), None)
        if near:
            uppers.append(Upper(tier, near.opens_on, near.closes_on, near.plan.campaign_unit.name))
        else:
            uppers.append(Upper(tier, tier.opens_on, tier.closes_on, unit.campaign.unit.name))
    return uppers


def windows_over(campaign: Campaign, paths: Iterable[str]) -> dict[tuple[str, int], Upper]:
    """For units at these paths and each tier: the window of their own approved plan or of the nearest one above.

    Nothing stands there where no plan on the way was approved: then the campaign's own window counts. In one query.
    """
    ways = {path: ancestors(path) for path in set(paths)}
    rows = PlanWindow.objects.filter(
        plan__campaign_unit__campaign=campaign,
        plan__campaign_unit__path__in={step for way in ways.values() for step in way},
        plan__state=PlanState.APPROVED,
    ).select_related("plan__campaign_unit", "tier")
    here: dict[str, list[PlanWindow]] = defaultdict(list)
    for row in rows:
        here[row.plan.campaign_unit.path].append(row)
    found = {}
    for path, way in ways.items():
        for row in (row for step in way for row in here[step]):  # from the top down: the nearest one is written last
            found[path, row.tier_id] = Upper(row.tier, row.opens_on, row.closes_on, row.plan.campaign_unit.name)
    return found


def tiers_of(unit: CampaignUnit) -> list[TierWindow]:
    """The tiers in which somebody of the unit or below it is reviewed; the lowest one where nobody is named yet."""
    tiers = list(unit.campaign.tiers.order_by("order"))
    named = set(unit.campaign.subjects.filter(within(unit.path, "campaign_unit__path")).values_list("tier", flat=True))
    return [tier for tier in tiers if tier.pk in named] or tiers[-1:]


def check_can_send(above: CampaignUnit, *, by: Account | None, at: datetime) -> None:
    """From the top at once; from a unit below once its own plan was approved."""
    check_is_open(above.campaign)
    check_goes_on(above)
    if not acts_for(above, by, at.date()):
        require(by, Permission.RECORD_UNIT, above.unit.path, on=at.date())
    if above.parent_id is not None:
        own = UnitPlan.objects.filter(campaign_unit=above).first()
        if own is None or own.state != PlanState.APPROVED:
            raise Refused(
                _("Kế hoạch của %(unit)s chưa được duyệt nên chưa gửi xuống dưới được") % {"unit": above},
                way_out=_("Soạn và trình kế hoạch của đơn vị trước"),
            )


def check_sending(above: CampaignUnit, units: Sequence[CampaignUnit], *, acknowledge_by: date, at: datetime) -> None:
    if acknowledge_by < at.date():
        raise Refused(_("Hạn tiếp nhận không thể ở trước hôm nay"))
    if not units:
        raise Refused(_("Mọi đơn vị trực thuộc đã được gửi kế hoạch"))
    for unit in units:
        if unit.parent_id != above.pk or unit.ended_on is not None:
            raise Refused(_("%(unit)s không trực thuộc %(above)s") % {"unit": unit, "above": above})


def check_can_acknowledge(plan: UnitPlan, *, by: Account | None, at: datetime) -> None:
    _check_own(plan, by=by, at=at)
    if plan.state != PlanState.SENT:
        raise Refused(_("%(unit)s đã tiếp nhận kế hoạch") % {"unit": plan})


def check_can_write(plan: UnitPlan, *, by: Account | None, at: datetime) -> None:
    _check_own(plan, by=by, at=at)
    if plan.state == PlanState.SENT:
        raise Refused(_("Tiếp nhận kế hoạch cấp trên trước khi soạn"))
    if plan.state not in WRITABLE:
        raise Refused(
            _("Kế hoạch đang chờ duyệt") if plan.state == PlanState.SUBMITTED else _("Kế hoạch đã được duyệt"),
            way_out=_("Muốn sửa, đề nghị cấp trên trả lại"),
        )


def check_windows(plan: UnitPlan, windows: Sequence[Window]) -> list[tuple[Upper, Window]]:
    """Each window lies inside the one above. Returns them in pairs, top-down."""
    given = {window.code: window for window in windows}
    pairs = []
    for upper in uppers_of(plan.campaign_unit):
        window = given.get(upper.tier.code)
        if window is None:
            raise Refused(_("Chưa có thời gian cho cấp “%(tier)s”") % {"tier": upper.tier.name})
        if window.closes_on < window.opens_on:
            raise Refused(_("“%(tier)s”: ngày cuối phải từ ngày đầu trở đi") % {"tier": upper.tier.name})
        if window.opens_on < upper.opens_on or window.closes_on > upper.closes_on:
            raise Refused(
                _("“%(tier)s”: chỉ được thu hẹp trong khoảng %(first)s đến %(last)s của %(whose)s")
                % {
                    "tier": upper.tier.name,
                    "first": day(upper.opens_on),
                    "last": day(upper.closes_on),
                    "whose": upper.whose,
                }
            )
        pairs.append((upper, window))
    return pairs


def check_responsible(plan: UnitPlan, people: Sequence[Person], on: date) -> None:
    """Whoever answers for a task belongs to the unit: on its roll, or with a seat there."""
    here = Person.objects.in_unit(plan.campaign_unit.unit, on)
    seated = Person.objects.filter(seats__collective__unit=plan.campaign_unit.unit_id, seats__until=None)
    for person in people:
        if not here.filter(pk=person.pk).exists() and not seated.filter(pk=person.pk).exists():
            raise Refused(_("%(person)s không thuộc %(unit)s") % {"person": person, "unit": plan.campaign_unit.name})


def check_can_submit(plan: UnitPlan, *, by: Account | None, at: datetime) -> None:
    check_can_write(plan, by=by, at=at)
    check_windows(plan, windows_of(plan))
    if not plan.tasks.exists():
        raise Refused(_("Kế hoạch chưa có việc nào"), way_out=_("Ghi ít nhất một việc, ai làm, ở đâu, hạn nào"))


def check_can_judge(plan: UnitPlan, *, by: Account | None, at: datetime) -> None:
    """Whoever acts for the unit directly above, and did not submit it."""
    above = plan.campaign_unit.parent
    if above is None:
        raise Refused(_("Kế hoạch của đơn vị cao nhất không có ai duyệt"))
    check_is_open(above.campaign)
    if not acts_for(above, by, at.date()):
        raise Refused(
            _("Kế hoạch này do %(above)s duyệt") % {"above": above.name},
            way_out=_("Liên hệ bí thư hoặc cán bộ phụ trách của %(above)s") % {"above": above.name},
        )
    last = plan.versions.filter(kind=PlanState.SUBMITTED).first()
    if by is not None and last is not None and last.by_id == by.pk:
        raise Refused(_("Người trình kế hoạch không tự duyệt hoặc trả lại"))


def check_can_return(plan: UnitPlan, *, remarks: str, by: Account | None, at: datetime) -> None:
    check_can_judge(plan, by=by, at=at)
    _check_in_state(plan, PlanState.RETURNED)
    if not remarks.strip():
        raise Refused(_("Chưa ghi ý kiến khi trả lại"))


def check_can_approve(plan: UnitPlan, *, by: Account | None, at: datetime) -> None:
    """Its windows still lie inside those above, and those of approved plans below lie inside it."""
    check_can_judge(plan, by=by, at=at)
    _check_in_state(plan, PlanState.APPROVED)
    pairs = check_windows(plan, windows_of(plan))
    for upper, window in pairs:
        wider = (
            PlanWindow.objects.filter(
                within(plan.campaign_unit.path, "plan__campaign_unit__path"),
                plan__campaign_unit__campaign=plan.campaign_unit.campaign_id,
                plan__state=PlanState.APPROVED,
                tier=upper.tier,
            )
            .exclude(plan=plan)
            .exclude(opens_on__gte=window.opens_on, closes_on__lte=window.closes_on)
            .select_related("plan__campaign_unit")
            .first()
        )
        if wider:
            raise Refused(
                _("%(unit)s đã được duyệt từ %(first)s đến %(last)s, rộng hơn kế hoạch này")
                % {"unit": wider.plan.campaign_unit, "first": day(wider.opens_on), "last": day(wider.closes_on)},
                way_out=_("Trả lại kế hoạch của đơn vị ấy trước"),
            )


def windows_of(plan: UnitPlan) -> list[Window]:
    return [Window(row.tier.code, row.opens_on, row.closes_on) for row in plan.windows.select_related("tier")]


def _check_own(plan: UnitPlan, *, by: Account | None, at: datetime) -> None:
    unit = plan.campaign_unit
    if by is not None:
        require(by, Permission.RECORD_UNIT, unit.unit.path, on=at.date())
    check_is_open(unit.campaign)
    check_goes_on(unit)


def _check_in_state(plan: UnitPlan, to: PlanState) -> None:
    if to not in PLAN_TRANSITIONS[PlanState(plan.state)]:
        raise Refused(_("Kế hoạch này chưa được trình hoặc đã có kết quả"))
