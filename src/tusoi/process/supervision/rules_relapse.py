"""Who may say that what was verified as mended has come back, without waiting for the next campaign's meeting."""

from datetime import datetime

from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.issues.models import Shortcoming
from tusoi.process.issues.states import ShortcomingState
from tusoi.process.supervision.models import Commitment
from tusoi.process.supervision.rules import is_own_file, local_day


def check_can_mark_relapsed(shortcoming: Shortcoming, *, by: Account | None, at: datetime) -> None:
    """Its supervisor, or whoever supervises one of its commitments; never in the own file. Once a later campaign has
    concluded the same, that one's row goes on.
    """
    if shortcoming.state != ShortcomingState.VERIFIED:
        raise Refused(_("Chỉ khuyết điểm đã xác nhận xong mới có thể tái diễn"))
    if shortcoming.later.exists():
        raise Refused(_("Khuyết điểm này đã được một đợt sau kết luận là còn hoặc tái diễn"))
    if by is None:
        return
    on = local_day(at)
    follows = Commitment.objects.supervised_by(by.person_id, on).filter(shortcoming=shortcoming).exists()
    if by.person is None or not (follows or by.person_id == shortcoming.supervisor_id):
        raise Refused(
            _("Chỉ người giám sát ghi khuyết điểm tái diễn"), way_out=_("Báo cho người giám sát để xem lại tại chỗ")
        )
    if is_own_file(shortcoming.issue.subject, by.person, on):
        raise Refused(_("Không ai ghi việc này trong hồ sơ kiểm điểm của chính mình hoặc của tập thể mình"))
