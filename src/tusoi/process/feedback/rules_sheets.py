"""May it be done with paper sheets? Two people of the round: those who run it, and its counting team."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.permissions import may
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.feedback.models import Group, Replacement, Round, VoidRequest
from tusoi.process.feedback.states import RoundState

MOST_AT_ONCE = 2_000
MOST_REPLACED_PERCENT, MOST_REPLACED_LEAST = 20, 3


class Sheets(Protocol):
    """What a rule reads of a group's account (sheets.SheetAccount)."""

    printed: int
    handed_out: int
    replaced: int
    waiting: list[VoidRequest | Replacement]

    @property
    def rest(self) -> int: ...


def check_can_handle(round: Round, *, by: Account, at: datetime) -> None:
    """Whoever runs the round, and its counting team."""
    on_team = by.person_id is not None and round.team.filter(person=by.person_id).exists()
    if not on_team and not may(by, Permission.RUN_ROUND, round.campaign_unit.unit.path, on=at.date()):
        raise Refused(_("Chỉ người phụ trách đợt lấy ý kiến và tổ mở phiếu làm được việc này"))


def check_is_open(round: Round) -> None:
    if round.state != RoundState.OPEN:
        raise Refused(_("Chỉ làm được khi đợt đang lấy ý kiến"))


def check_is_not_opened(round: Round) -> None:
    """Until the slips are opened a sheet can still do harm: after closing, by being typed as paper."""
    if round.state not in {RoundState.OPEN, RoundState.CLOSED}:
        raise Refused(_("Chỉ hủy được mã từ khi lấy ý kiến đến trước khi mở phiếu"))


def check_can_hand_out(group: Group, count: int, sheets: Sheets, *, by: Account, at: datetime) -> None:
    """Not more than is in the drawer, and nothing taken back that was not handed out."""
    check_can_handle(group.round, by=by, at=at)
    check_is_open(group.round)
    if not count or count > sheets.rest or sheets.handed_out + count < 0:
        raise Refused(
            _("Nhóm này còn %(rest)s tờ chưa phát, đã phát %(out)s tờ: số vừa ghi không khớp")
            % {"rest": max(sheets.rest, 0), "out": sheets.handed_out},
            way_out=_("Đếm lại các tờ còn trong tay rồi ghi số đã phát"),
        )


def check_can_ask(group: Group, *, by: Account, at: datetime) -> None:
    check_can_handle(group.round, by=by, at=at)
    check_is_not_opened(group.round)


def check_some_codes(typed: Sequence[str]) -> None:
    if not 1 <= len(typed) <= MOST_AT_ONCE:
        raise Refused(_("Mỗi lần hủy từ 1 đến %(most)s tờ") % {"most": MOST_AT_ONCE})


def check_lost(count: int, sheets: Sheets) -> None:
    if not 1 <= count <= sheets.rest:
        raise Refused(_("Nhóm này chỉ còn %(rest)s tờ chưa rõ ở đâu") % {"rest": max(sheets.rest, 0)})


def _check_second(asked: VoidRequest | Replacement, *, by: Account, at: datetime) -> None:
    check_can_handle(asked.group.round, by=by, at=at)
    check_is_not_opened(asked.group.round)
    if not asked.waits:
        raise Refused(_("Đề nghị này đã được xác nhận hoặc đã rút"))
    if asked.asked_by_id == by.pk:
        raise Refused(
            _("Người xác nhận phải khác người đề nghị"),
            way_out=_("Nhờ người phụ trách hoặc một thành viên tổ mở phiếu xác nhận"),
        )


def check_can_confirm_void(asked: VoidRequest, counted: int, *, by: Account, at: datetime) -> None:
    """By another account, who has counted the sheets and found as many."""
    _check_second(asked, by=by, at=at)
    if counted != asked.count:
        raise Refused(
            _("Đồng chí đếm %(counted)s tờ, người đề nghị đã gõ mã của %(count)s tờ")
            % {"counted": counted, "count": asked.count},
            way_out=_("Hai người cùng đếm lại; nếu sai thì rút đề nghị và gõ lại mã"),
        )


def most_replaced(invited: int) -> int:
    return max(MOST_REPLACED_LEAST, invited * MOST_REPLACED_PERCENT // 100)


def check_can_ask_replacement(group: Group, sheets: Sheets, *, by: Account, at: datetime) -> None:
    """While slips are taken; never so often that a group could be flooded with codes."""
    check_can_handle(group.round, by=by, at=at)
    check_is_open(group.round)
    if group.is_attributed:
        raise Refused(
            _("Mã của tổ chức mang tên tổ chức: hủy mã cũ rồi in lại"), way_out=_("Ghi mã cũ vào phần hủy phiếu hỏng")
        )
    pending = sum(1 for asked in sheets.waiting if isinstance(asked, Replacement))
    most = most_replaced(group.invitations.count())
    if sheets.replaced + pending >= most:
        raise Refused(_("Nhóm này đã cấp lại đủ %(most)s mã, không cấp lại thêm") % {"most": most})


def check_can_confirm_replacement(asked: Replacement, sheets: Sheets, *, by: Account, at: datetime) -> None:
    """By another account, and from a pile of sheets large enough that nobody knows which one was drawn."""
    _check_second(asked, by=by, at=at)
    check_is_open(asked.group.round)
    threshold = asked.group.round.threshold
    if sheets.rest < threshold:
        raise Refused(
            _("Chỉ còn %(rest)s tờ để bốc; cần ít nhất %(threshold)s tờ để không ai biết người mất mã nhận tờ nào")
            % {"rest": max(sheets.rest, 0), "threshold": threshold},
            way_out=_("In thêm phiếu cho nhóm rồi xác nhận; tờ thừa hủy trước khi khóa"),
        )


def check_can_drop(asked: VoidRequest | Replacement, *, by: Account, at: datetime) -> None:
    check_can_handle(asked.group.round, by=by, at=at)
    if not asked.waits:
        raise Refused(_("Đề nghị này đã được xác nhận hoặc đã rút"))
