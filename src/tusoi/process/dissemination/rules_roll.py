"""May the list of those who must be reached be frozen or changed? Every change has a name and a reason."""

from datetime import datetime

from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.directory.models import Membership, MembershipKind, Person, in_force
from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.campaigns.models import Campaign, CampaignUnit
from tusoi.process.campaigns.rules import check_can_manage, check_is_open
from tusoi.process.dissemination.models import RequiredMember
from tusoi.process.dissemination.states import OutKind


def is_roll_frozen(campaign: Campaign) -> bool:
    return RequiredMember.objects.filter(campaign=campaign).exists()


def check_can_freeze_roll(campaign: Campaign, *, by: Account | None, at: datetime) -> None:
    check_can_manage(campaign.unit, by=by, at=at)
    check_is_open(campaign)
    if is_roll_frozen(campaign):
        raise Refused(_("Danh sách phải dự của đợt này đã chốt"))


def check_can_change_list(campaign: Campaign, *, by: Account, at: datetime) -> None:
    """Adding, leaving out, taking back, moving: whoever manages the campaign, by name, once the list is frozen."""
    check_can_manage(campaign.unit, by=by, at=at)
    check_is_open(campaign)
    if not is_roll_frozen(campaign):
        raise Refused(
            _("Chưa chốt danh sách phải dự"), way_out=_("Chốt danh sách trước; ai không phải dự thì đánh dấu lúc chốt")
        )


def check_reason(reason: str) -> str:
    """The reason without blanks around it. Raises Refused where there is none."""
    if not reason.strip():
        raise Refused(_("Chưa ghi lý do"), way_out=_("Ghi một dòng: theo quyết định, văn bản nào, hoặc vì sao"))
    return reason.strip()


def check_kind(kind: str) -> None:
    if kind not in OutKind.values:
        raise Refused(_("Chưa chọn diện không phải dự"))


def check_can_leave_out(member: RequiredMember) -> None:
    if member.left_out:
        raise Refused(_("%(name)s đã ở ngoài danh sách phải dự") % {"name": member.person})


def check_can_take_back(member: RequiredMember) -> None:
    if not member.left_out:
        raise Refused(_("%(name)s đang có trong danh sách phải dự") % {"name": member.person})


def check_can_move(member: RequiredMember, to: CampaignUnit) -> None:
    """Somebody who counts moves to another unit of the campaign."""
    if member.left_out:
        raise Refused(_("%(name)s đang ở ngoài danh sách, không có nơi tính để đổi") % {"name": member.person})
    if to.campaign_id != member.campaign_id:
        raise Refused(_("%(unit)s không thuộc đợt kiểm điểm này") % {"unit": to})
    if to.pk == member.campaign_unit_id:
        raise Refused(_("%(name)s đã được tính ở %(unit)s") % {"name": member.person, "unit": to})


def check_can_add(campaign: Campaign, person: Person, *, at: datetime) -> CampaignUnit:
    """Somebody not on the list whose activity is in a unit of the campaign that day. Returns the unit."""
    if RequiredMember.objects.filter(campaign=campaign, person=person).exists():
        raise Refused(_("%(name)s đã có trong danh sách phải dự") % {"name": person})
    active = Membership.objects.filter(in_force(at.date()), person=person, kind=MembershipKind.ACTIVITY)
    unit = campaign.units.filter(unit__in=active.values("unit")).first()
    if unit is None:
        raise Refused(
            _("%(name)s hôm nay không sinh hoạt ở đơn vị nào của đợt") % {"name": person},
            way_out=_("Cập nhật danh sách đảng viên trước"),
        )
    return unit
