"""What the box itself demands, whoever asks. Who may prepare, arm, mint and close is the caller's rule."""

from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.secrecy.models import Box, Keyholder
from tusoi.foundation.secrecy.states import BoxState

SHORTEST_PASSPHRASE = 12


def keyholder_of(box: Box, by: Account) -> Keyholder:
    """The keyholder that this account is. Raises Refused when it is none."""
    holder = Keyholder.objects.filter(box=box, account=by).first()
    if holder is None:
        raise Refused(_("Chỉ thành viên tổ mở phiếu làm được việc này"))
    return holder


def check_can_set_passphrase(box: Box, passphrase: str, *, by: Account) -> None:
    """Before the box is armed, each keyholder, for themselves."""
    keyholder_of(box, by)
    if box.state != BoxState.PREPARING:
        raise Refused(_("Hộp phiếu đã khóa, không đổi mật khẩu được nữa"))
    check_long_enough(passphrase)


def check_long_enough(passphrase: str) -> None:
    if len(passphrase.strip()) < SHORTEST_PASSPHRASE:
        raise Refused(
            _("Mật khẩu mở phiếu phải có ít nhất %(count)s ký tự") % {"count": SHORTEST_PASSPHRASE},
            way_out=_("Đặt một câu dễ nhớ với mình mà người khác không đoán được"),
        )


def check_can_arm(box: Box) -> None:
    """Enough keyholders, and every one of them has a passphrase: whoever has none would never be able to open."""
    holders = list(box.keyholders.all())
    if len(holders) < box.need:
        raise Refused(_("Tổ mở phiếu cần ít nhất %(need)s người") % {"need": box.need})
    missing = sum(1 for holder in holders if not holder.ready)
    if missing:
        raise Refused(
            _("Còn %(count)s thành viên tổ mở phiếu chưa đặt mật khẩu") % {"count": missing},
            way_out=_("Đề nghị từng người đăng nhập và đặt mật khẩu mở phiếu của mình"),
        )


def check_can_mint(box: Box) -> None:
    if box.state != BoxState.OPEN:
        raise Refused(_("Chỉ cấp mã phiếu khi đợt đang nhận phiếu"))


def check_can_enter(box: Box, *, by: Account) -> Keyholder:
    """A keyholder may give the passphrase once the box takes no more slips. Returns the keyholder."""
    holder = keyholder_of(box, by)
    if box.state == BoxState.OPENED:
        raise Refused(_("Hộp phiếu đã được mở"))
    if box.state != BoxState.CLOSED:
        raise Refused(_("Chưa thể mở: hộp phiếu còn đang nhận phiếu"), way_out=_("Đợi đến khi khóa nhận phiếu"))
    return holder
