"""May paper slips be typed? By the counting team alone, after closing and before opening."""

from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.secrecy.rules import keyholder_of
from tusoi.process.feedback.models import Round
from tusoi.process.feedback.states import RoundState


def check_can_type(round: Round, *, by: Account) -> None:
    """Envelopes stay closed until the round is; once it is opened, nothing more comes in."""
    if round.box is None:
        raise Refused(_("Chưa lập tổ mở phiếu"))
    keyholder_of(round.box, by)
    if round.state in {RoundState.DRAFT, RoundState.OPEN}:
        raise Refused(
            _("Phong bì phiếu giấy để nguyên, dán kín, đến khi khóa nhận phiếu"),
            way_out=_("Gõ phiếu giấy sau khi khóa và trước khi mở phiếu"),
        )
    if round.state != RoundState.CLOSED:
        raise Refused(_("Phiếu đã mở, không nhập thêm phiếu giấy được nữa"))


def check_can_tell(round: Round, missing: int, note: str, *, by: Account) -> None:
    check_can_type(round, by=by)
    if missing and not note.strip():
        raise Refused(_("Có phong bì không tìm lại được thì phải ghi lý do"))


def check_paper_closes(remark: str, half_typed: int) -> None:
    """Before the slips are opened the paper is all in: afterwards none can be added. The way out never blocks for good."""
    if half_typed:
        raise Refused(
            _("Còn %(n)s phiếu giấy mới có một người gõ") % {"n": half_typed},
            way_out=_("Người khác trong tổ gõ lại các phiếu đó, hoặc bỏ chúng ở trang phiếu giấy"),
        )
    if remark:
        raise Refused(
            _("Số phiếu giấy chưa khớp. %(remark)s") % {"remark": remark},
            way_out=_("Gõ nốt, hoặc ghi số hỏng, số không tìm lại được kèm lý do ở trang phiếu giấy"),
        )
