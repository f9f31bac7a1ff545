"""May letters go out? Only by a real mail server: the other ways of Django write the codes into a log or a file."""

from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.feedback.models import Group
from tusoi.process.feedback.rules import check_can_run
from tusoi.process.feedback.states import RoundState

REAL = "django.core.mail.backends.smtp.EmailBackend"


def _check(group: Group, *, by: Account, at: datetime) -> None:
    check_can_run(group.round, by=by, at=at)
    if group.round.state != RoundState.OPEN:
        raise Refused(_("Chỉ gửi thư khi đợt đang lấy ý kiến"))


def check_can_mail(group: Group, count: int, *, by: Account, at: datetime) -> None:
    """count: how many letters. A small batch of an anonymous group is not sent, whoever asks."""
    _check(group, by=by, at=at)
    if settings.EMAIL_BACKEND != REAL:
        raise Refused(
            _("Máy này chưa nối máy chủ thư: thư kèm mã chỉ gửi qua máy chủ thư thật"),
            way_out=_("Người quản trị đặt TUSOI_EMAIL_BACKEND và TUSOI_EMAIL_HOST, hoặc in phiếu giấy"),
        )
    if not count:
        raise Refused(_("Không còn ai trong nhóm chờ thư mời"))
    threshold = group.round.threshold
    if not group.is_attributed and count < threshold:
        raise Refused(
            _("Chỉ còn %(count)s thư, dưới ngưỡng %(threshold)s: gửi riêng thì mã của những người này lộ ra")
            % {"count": count, "threshold": threshold},
            way_out=_("Chuyển những người này sang phiếu giấy"),
        )


def check_can_mark(group: Group, *, by: Account | None, at: datetime) -> None:
    """by None: the command, which reads what came back to the office's mailbox."""
    check_can_run(group.round, by=by, at=at)
    if group.round.state != RoundState.OPEN:
        raise Refused(_("Chỉ ghi thư bị trả lại khi đợt đang lấy ý kiến"))


def check_can_remind(group: Group, count: int, reminded: bool, *, by: Account, at: datetime) -> None:
    """To the whole group, once a day."""
    _check(group, by=by, at=at)
    if settings.EMAIL_BACKEND != REAL:
        raise Refused(_("Máy này chưa nối máy chủ thư"))
    if not count:
        raise Refused(_("Không ai trong nhóm được mời bằng thư điện tử"))
    if reminded:
        raise Refused(_("Hôm nay đã nhắc nhóm này"))


def check_can_move_to_paper(group: Group, count: int, *, by: Account, at: datetime) -> None:
    _check(group, by=by, at=at)
    if not count:
        raise Refused(_("Không có thư nào gửi hỏng"))
