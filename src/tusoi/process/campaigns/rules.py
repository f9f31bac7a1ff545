"""May it be done? Planning and opening a campaign, guidance, preparation, and the gates that every later step asks."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core import signing
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.permissions import require
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.directory.models import Seat, Unit, in_force
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.rulebook.actions import available
from tusoi.foundation.rulebook.procedure import Gate, GateMode, Procedure, TierRule
from tusoi.foundation.ui.words import day
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
from tusoi.process.campaigns.readiness import Readiness, readiness
from tusoi.process.campaigns.states import CampaignState, GateName

OVERRIDE_SALT = "tusoi.campaigns.override"


@dataclass(frozen=True)
class Window:
    """When the meetings of one tier of the procedure are held; both days count."""

    code: str
    opens_on: date
    closes_on: date


def procedure_of(campaign: Campaign) -> Procedure:
    """The frozen procedure; for a draft the file as it is now. Raises Refused when there is none."""
    return campaign.rules if campaign.frozen is not None else latest_procedure(campaign.procedure_code)


def latest_procedure(code: str) -> Procedure:
    """The procedure as the program has it now. Raises Refused when there is none of that code."""
    procedure = available().get(code)
    if procedure is None:
        raise Refused(_("Không có quy trình nào mang mã %(code)s") % {"code": code})
    return procedure


def check_can_manage(unit: Unit, *, by: Account | None, at: datetime) -> None:
    if by is not None:
        require(by, Permission.MANAGE_CAMPAIGN, unit.path, on=at.date())


def check_is_open(campaign: Campaign) -> None:
    if campaign.state == CampaignState.DRAFT:
        raise Refused(
            _("Đợt kiểm điểm chưa mở"), way_out=_("Mở đợt ở trang Chuẩn bị khi kế hoạch đã đủ, rồi làm việc này")
        )
    if campaign.state == CampaignState.CLOSED:
        raise Refused(_("Đợt kiểm điểm đã kết thúc"))


def check_can_create(
    unit: Unit, *, code: str, procedure_code: str, starts_on: date, ends_on: date, by: Account | None, at: datetime
) -> None:
    check_can_manage(unit, by=by, at=at)
    if Campaign.objects.filter(code=code).exists():
        raise Refused(_("Mã %(code)s đã dùng cho một đợt khác") % {"code": code}, way_out=_("Chọn một mã khác"))
    if ends_on <= starts_on:
        raise Refused(_("Ngày kết thúc phải sau ngày bắt đầu"))
    if procedure_code not in available():
        raise Refused(_("Không có quy trình nào mang mã %(code)s") % {"code": procedure_code})


def check_can_set_windows(
    campaign: Campaign, windows: Sequence[Window], *, by: Account | None, at: datetime
) -> list[tuple[TierRule, Window]]:
    """Every tier of the procedure has one window inside the campaign; a lower tier does not begin before a higher one.

    Returns the tiers with their windows, top-down.
    """
    check_can_manage(campaign.unit, by=by, at=at)
    if campaign.state != CampaignState.DRAFT:
        raise Refused(_("Đợt đã mở: thời gian của các cấp không đổi được nữa"))
    tiers = sorted(procedure_of(campaign).tiers, key=lambda tier: tier.order)
    given = {window.code: window for window in windows}
    for code in given.keys() - {tier.code for tier in tiers}:
        raise Refused(_("Quy trình không có cấp %(code)s") % {"code": code})
    pairs: list[tuple[TierRule, Window]] = []
    for tier in tiers:
        window = given.get(tier.code)
        if window is None:
            raise Refused(_("Chưa có thời gian cho cấp “%(tier)s”") % {"tier": tier.name})
        _check_window(campaign, tier, window)
        if pairs and window.opens_on < pairs[-1][1].opens_on:
            raise Refused(
                _("“%(low)s” không thể bắt đầu trước “%(high)s”") % {"low": tier.name, "high": pairs[-1][0].name},
                clause=procedure_of(campaign).gates.tier_order.cited,
            )
        pairs.append((tier, window))
    return pairs


def check_can_extend_window(tier: TierWindow, *, by: Account | None, at: datetime) -> None:
    """While the campaign runs, a tier's window only grows, so that a late unit can still meet."""
    check_can_manage(tier.campaign.unit, by=by, at=at)
    check_is_open(tier.campaign)


def check_new_end(tier: TierWindow, closes_on: date, *, at: datetime) -> None:
    if closes_on <= tier.closes_on:
        raise Refused(_("Gia hạn thì ngày cuối mới phải sau ngày cuối cũ"))
    if closes_on < at.date():
        raise Refused(_("Ngày cuối mới không thể ở trước hôm nay"))
    if closes_on > tier.campaign.ends_on:
        raise Refused(_("Ngày cuối mới không thể sau khi đợt kiểm điểm kết thúc"))


def _check_window(campaign: Campaign, tier: TierRule, window: Window) -> None:
    if window.closes_on < window.opens_on:
        raise Refused(_("“%(tier)s”: ngày cuối phải từ ngày đầu trở đi") % {"tier": tier.name})
    least = max(tier.days.collective, tier.days.individual) if tier.days else 0
    if tier.days and (window.closes_on - window.opens_on).days + 1 < least:
        raise Refused(
            _("“%(tier)s”: cần ít nhất %(days)s ngày") % {"tier": tier.name, "days": least}, clause=tier.days.cited
        )
    if window.opens_on < campaign.starts_on or window.closes_on > campaign.ends_on:
        raise Refused(_("“%(tier)s”: thời gian nằm ngoài đợt kiểm điểm") % {"tier": tier.name})


def check_can_open(campaign: Campaign, *, by: Account | None, at: datetime, found: Readiness | None = None) -> None:
    """found: the check as a page has read it already; without it, it is read now."""
    check_can_manage(campaign.unit, by=by, at=at)
    if campaign.state != CampaignState.DRAFT:
        raise Refused(_("Đợt kiểm điểm này đã mở rồi"))
    faults = (found or readiness(campaign, procedure_of(campaign), at=at)).faults
    if faults:
        raise Refused(_("Chưa mở được: %(faults)s") % {"faults": "; ".join(faults)})


def check_can_add_subject(campaign: Campaign, *, by: Account | None, at: datetime) -> None:
    check_can_manage(campaign.unit, by=by, at=at)
    check_is_open(campaign)


def check_can_register_guidance(
    campaign: Campaign, unit: Unit | None = None, *, by: Account | None, at: datetime
) -> None:
    """At the campaign's own level those who manage it; below, who records a unit's matters, once the campaign runs."""
    if unit is None or unit == campaign.unit:
        check_can_manage(campaign.unit, by=by, at=at)
        if campaign.state == CampaignState.CLOSED:
            raise Refused(_("Đợt kiểm điểm đã kết thúc"))
        return
    if by is not None:
        require(by, Permission.RECORD_UNIT, unit.path, on=at.date())
    check_is_open(campaign)
    if not campaign.units.filter(unit=unit).exists():
        raise Refused(_("%(unit)s không thuộc đợt kiểm điểm này") % {"unit": unit})


def check_guidance(
    campaign: Campaign,
    *,
    unit: Unit,
    symbol: str,
    issuer: str,
    issued_on: date,
    subject_line: str,
    basis: GuidanceDocument | None,
    to_acknowledge: bool,
    acknowledge_by: date | None,
    is_classified: bool,
    at: datetime,
) -> None:
    """What a registered document must be; a classified one keeps its reference alone (rule 10 of the product)."""
    if campaign.guidance.filter(symbol=symbol, issuer=issuer).exists():
        raise Refused(_("Văn bản %(symbol)s của %(issuer)s đã đăng ký") % {"symbol": symbol, "issuer": issuer})
    if issued_on > at.date():
        raise Refused(_("Ngày ban hành không thể ở sau hôm nay"))
    if is_classified and subject_line:
        raise Refused(
            _("Văn bản mật chỉ ghi số, ký hiệu, nơi và ngày ban hành"), way_out=_("Để trống trích yếu rồi lưu lại")
        )
    if not is_classified and not subject_line.strip():
        raise Refused(_("Chưa ghi trích yếu của văn bản"))
    if basis is not None and basis.campaign_id != campaign.pk:
        raise Refused(_("Căn cứ phải là văn bản của chính đợt này"))
    if basis is not None and not unit.path.startswith(basis.unit.path):
        raise Refused(_("Căn cứ phải là văn bản của cấp trên hoặc của chính đơn vị"))
    if to_acknowledge and unit != campaign.unit:
        raise Refused(_("Chỉ văn bản của đơn vị tổ chức đợt mới gửi các nơi xác nhận tiếp nhận"))
    if basis is not None and basis.issued_on > issued_on:
        raise Refused(_("Căn cứ %(symbol)s được ban hành sau văn bản này") % {"symbol": basis.symbol})
    if acknowledge_by is not None and acknowledge_by < issued_on:
        raise Refused(_("Hạn tiếp nhận không thể trước ngày ban hành"))


def check_can_acknowledge(
    document: GuidanceDocument, campaign_unit: CampaignUnit, *, by: Account | None, at: datetime
) -> None:
    if by is not None:
        require(by, Permission.RECORD_UNIT, campaign_unit.unit.path, on=at.date())
    check_is_open(document.campaign)
    check_goes_on(campaign_unit)
    addressed = document.campaign.units.addressed(document.issued_on)
    if not document.to_acknowledge or not addressed.filter(pk=campaign_unit.pk).exists():
        raise Refused(_("Văn bản này không gửi %(unit)s để xác nhận tiếp nhận") % {"unit": campaign_unit})
    if Acknowledgement.objects.filter(document=document, campaign_unit=campaign_unit).exists():
        raise Refused(_("%(unit)s đã tiếp nhận văn bản này") % {"unit": campaign_unit})


def check_can_record(campaign_unit: CampaignUnit, *, by: Account | None, at: datetime) -> None:
    """May the account record the unit's own matters: preparation, declared figures?"""
    if by is not None:
        require(by, Permission.RECORD_UNIT, campaign_unit.unit.path, on=at.date())
    check_is_open(campaign_unit.campaign)
    check_goes_on(campaign_unit)


def check_goes_on(campaign_unit: CampaignUnit) -> None:
    """A unit that ended acts no more in its own name; what it left is read at its heir."""
    if campaign_unit.ended_on is None:
        return
    ended = day(campaign_unit.ended_on)
    if campaign_unit.heir:
        raise Refused(
            _("%(unit)s đã sáp nhập vào %(heir)s từ ngày %(day)s")
            % {"unit": campaign_unit, "heir": campaign_unit.heir, "day": ended},
            way_out=_("Ghi việc này cho %(heir)s") % {"heir": campaign_unit.heir},
        )
    raise Refused(_("%(unit)s đã ra khỏi đợt kiểm điểm từ ngày %(day)s") % {"unit": campaign_unit, "day": ended})


def check_can_record_preparation(
    campaign_unit: CampaignUnit, *, held_on: date, by: Account | None, at: datetime
) -> None:
    check_can_record(campaign_unit, by=by, at=at)
    if held_on > at.date():
        raise Refused(_("Ngày họp không thể ở sau hôm nay"))
    if held_on < campaign_unit.campaign.starts_on:
        raise Refused(_("Ngày họp không thể trước khi đợt kiểm điểm bắt đầu"))
    if Preparation.objects.filter(campaign_unit=campaign_unit, held_on=held_on).exists():
        raise Refused(_("Buổi họp chuẩn bị ngày này đã được ghi"))


# Gates


def gate_of(campaign: Campaign, gate: GateName | str) -> Gate:
    """The gate of the procedure; one that is off where the procedure does not have it."""
    return getattr(campaign.rules.gates, str(gate)) or Gate(mode=GateMode.OFF, clause=_("Quy trình không nêu"))


def is_overridden(gate: GateName | str, thing: models.Model) -> bool:
    return Override.objects.filter(gate=gate, thing_kind=thing._meta.label_lower, thing_id=thing.pk).exists()


def override_url(campaign: Campaign, gate: GateName | str, thing: models.Model) -> str:
    """The page where somebody entitled opens the gate for this thing. Signed, so that no other thing can be named."""
    token = signing.dumps([campaign.pk, str(gate), thing._meta.label_lower, thing.pk], salt=OVERRIDE_SALT)
    return reverse("campaigns:override", kwargs={"campaign": campaign.code, "token": token})


def check_gate(
    campaign: Campaign,
    gate: GateName | str,
    thing: models.Model,
    ok: bool,
    reason: str,
    *,
    opened: Collection[tuple[str, int]] | None = None,
) -> None:
    """Hold a gate of the procedure for one thing (a report, a meeting, an agenda item).

    ok: whether the gate's condition is met. opened: (gate, id) of the things of this kind that were let pass, where the
    caller has read them for many at once. Raises Refused with `reason` and the cited clause when the gate blocks and
    nobody has opened it; modes `warn` and `off` let pass.
    """
    if ok:
        return
    rule = gate_of(campaign, gate)
    if rule.mode != GateMode.BLOCK:
        return
    if is_overridden(gate, thing) if opened is None else (str(gate), thing.pk) in opened:
        return
    raise Refused(
        reason,
        clause=rule.cited,
        way_out=_("Người có quyền có thể cho phép vượt bước này, có lý do"),
        url=override_url(campaign, gate, thing),
    )


def warns(campaign: Campaign, gate: GateName | str, ok: bool) -> bool:
    """Whether a page should warn: the condition is not met and the gate's mode is `warn`."""
    return not ok and gate_of(campaign, gate).mode == GateMode.WARN


def _is_own(subject: Subject, person_id: int | None, on: date) -> bool:
    seats = Seat.objects.filter(in_force(on), collective=subject.collective_id, person=person_id)
    return person_id is not None and (subject.person_id == person_id or seats.exists())


def check_can_override(
    campaign: Campaign,
    gate: GateName | str,
    *,
    campaign_unit: CampaignUnit,
    thing: models.Model,
    by: Account | None,
    at: datetime,
) -> None:
    """An override always has a name: it needs an account, whoever calls. Nobody opens a gate before the own file."""
    require(by, Permission.OVERRIDE_GATE, campaign_unit.unit.path, on=at.date())
    if by is not None and isinstance(thing, Subject) and _is_own(thing, by.person_id, at.date()):
        raise Refused(
            _("Không ai cho phép vượt bước đối với mình hoặc với tập thể mà mình là thành viên"),
            way_out=_("Đề nghị cấp trên, hoặc người có quyền không thuộc tập thể này, cho phép"),
        )
    check_is_open(campaign)
    if gate_of(campaign, gate).mode != GateMode.BLOCK:
        raise Refused(_("Quy trình không chặn bước này, không cần cho phép vượt"))
    if is_overridden(gate, thing):
        raise Refused(_("Bước này đã được cho phép vượt"))
