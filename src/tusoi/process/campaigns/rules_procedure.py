"""What the procedure lets a unit do without, and how the rules of a running campaign may change."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.rulebook.actions import digest_of
from tusoi.foundation.rulebook.procedure import Outline, Procedure, Profile, StepName, TierRule
from tusoi.process.campaigns.deadlines import next_day
from tusoi.process.campaigns.models import Campaign, CampaignUnit
from tusoi.process.campaigns.rules import check_can_manage, check_is_open


def profile_without(unit: CampaignUnit, step: StepName | str) -> Profile | None:
    """The profile by which this unit does not do a step; None where it does, or the code names no such step."""
    return profile_of_level(unit.campaign, unit.level_code, step)


def profile_of_level(campaign: Campaign, level: str, step: StepName | str) -> Profile | None:
    """The same for a level, so that a list of units reads the procedure once."""
    if campaign.frozen is None or step not in list(StepName):
        return None
    return campaign.rules.profile_without(level, StepName(step))


def default_window(tier: TierRule, starts_on: date) -> tuple[date | None, date | None]:
    """The days the procedure proposes for a tier: the first such days from the campaign's beginning on."""
    if tier.window is None:
        return None, None
    opens_on = next_day(tier.window.opens, starts_on)
    return opens_on, next_day(tier.window.closes, opens_on)


def check_step(unit: CampaignUnit, step: StepName) -> None:
    """Every creating verb asks: does this step apply to a unit of this level?"""
    profile = profile_without(unit, step)
    if profile is not None:
        raise Refused(
            _("Bước này không áp dụng cho %(unit)s (%(profile)s)") % {"unit": unit, "profile": profile.name},
            clause=profile.cited,
            way_out=_("Đơn vị cấp trên làm thay bước này"),
        )


def check_can_amend(campaign: Campaign, *, by: Account | None, at: datetime) -> None:
    """Only who manages the campaign, and only while it runs: before, the file is simply corrected."""
    check_can_manage(campaign.unit, by=by, at=at)
    check_is_open(campaign)


def check_amendment(campaign: Campaign, procedure: Procedure) -> None:
    """What was promised or may be in use only grows: groups, sections, tiers, themes stay, no threshold is lowered.

    A group, a section or a tier may already be used by a round, a report, a subject; those keep what they began with.
    """
    now = campaign.rules
    if procedure.code != now.code:
        raise Refused(
            _("Tệp này là quy trình %(other)s; đợt theo quy trình %(code)s")
            % {"other": procedure.code, "code": now.code},
            way_out=_("Chọn tệp của đúng quy trình"),
        )
    if digest_of(procedure) == digest_of(now):
        raise Refused(_("Tệp này không khác quy trình đang theo"), way_out=_("Sửa tệp rồi đưa lên lại"))
    reasons = [*_gone(now, procedure), *_loosened(now, procedure)]
    if reasons:
        raise Refused(
            _("Đợt đang tiến hành, không đổi được: %(reasons)s") % {"reasons": "; ".join(reasons)},
            way_out=_("Giữ các điều này như cũ; muốn khác thì dùng cho đợt sau"),
        )


def check_reason(reason: str) -> None:
    if not reason.strip():
        raise Refused(_("Chưa ghi lý do sửa quy trình"), way_out=_("Ghi lý do rồi gửi lại"))


def _gone(now: Procedure, then: Procedure) -> list[str]:
    said = []
    tiers = {tier.code: tier for tier in then.tiers}
    for tier in now.tiers:
        if tier.code not in tiers:
            said.append(_("bỏ cấp kiểm điểm “%(name)s”") % {"name": tier.name})
        elif tiers[tier.code].order != tier.order:
            said.append(_("đổi thứ tự của cấp “%(name)s”") % {"name": tier.name})
    known = {tier.code for tier in now.tiers}
    said += [
        _("thêm cấp “%(name)s”: chưa có thời gian") % {"name": one.name} for one in then.tiers if one.code not in known
    ]
    groups = {group.code: group for group in then.groups}
    for group in now.groups:
        if group.code not in groups:
            said.append(_("bỏ nhóm góp ý “%(name)s”") % {"name": group.name})
        elif groups[group.code].attributed != group.attributed:
            said.append(_("đổi việc ghi tên trên phiếu của nhóm “%(name)s”") % {"name": group.name})
    themes = {theme.code for theme in then.themes}
    said += [_("bỏ chủ đề “%(name)s”") % {"name": one.name} for one in now.themes if one.code not in themes]
    for old, new in (
        (now.outlines.collective, then.outlines.collective),
        (now.outlines.individual, then.outlines.individual),
    ):
        said += _sections_gone(old, new)
    return said


def _sections_gone(now: Outline, then: Outline) -> list[str]:
    """A section is known by its key; its kind says how it is filled, so it stays too."""
    kinds = {section.key: section.kind for section in then.sections}
    return [
        _("bỏ hoặc đổi loại phần “%(heading)s” của %(title)s") % {"heading": one.heading, "title": now.title}
        for one in now.sections
        if kinds.get(one.key) != one.kind
    ]


def _loosened(now: Procedure, then: Procedure) -> list[str]:
    said = []
    for name, text in (
        ("threshold", _("hạ ngưỡng công bố từ %(old)s xuống %(new)s")),
        ("team", _("giảm tổ mở phiếu từ %(old)s xuống %(new)s người")),
        ("needed", _("giảm số người mở phiếu từ %(old)s xuống %(new)s")),
    ):
        old, new = getattr(now.counting, name), getattr(then.counting, name)
        if new < old:
            said.append(text % {"old": old, "new": new})
    if now.order.review.direction != then.order.review.direction:
        said.append(_("đổi chiều kiểm điểm giữa các cấp"))
    return said
