"""When an immediate action of a meeting (việc phải làm ngay) becomes a commitment, and by whom."""

from datetime import datetime

from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.permissions import require
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.directory.models import Person
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.rulebook.procedure import StepName
from tusoi.process.campaigns.rules_procedure import check_step
from tusoi.process.reviews.models import ImmediateAction
from tusoi.process.reviews.states import MinutesState
from tusoi.process.supervision.models import Commitment
from tusoi.process.supervision.rules import check_supervisor, local_day


def check_can_take_up(action: ImmediateAction, *, by: Account | None, at: datetime) -> None:
    """Once the minutes are fixed: before that the writer may still strike it out, and nobody has signed for it."""
    unit = action.item.subject.campaign_unit
    if by is not None:
        require(by, Permission.MAKE_COMMITMENT, unit.unit.path, on=local_day(at))
        if by.person_id and by.person_id == action.item.subject.person_id:
            raise Refused(
                _("Không ai tự lập cam kết cho chính mình"), way_out=_("Đề nghị cấp trên chọn người giám sát việc này")
            )
    check_step(unit, StepName.SUPERVISION)
    if action.struck_for:
        raise Refused(_("Việc này đã bỏ khỏi biên bản"))
    if action.item.meeting.minutes.state != MinutesState.FIXED:
        raise Refused(
            _("Biên bản chưa ký đủ nên việc phải làm ngay chưa thành cam kết"),
            way_out=_("Người ghi và chủ trì ký biên bản trước"),
        )
    if Commitment.objects.filter(immediate=action).exists():
        raise Refused(_("Việc này đã có cam kết"))


def check_taken_up(
    action: ImmediateAction, *, shows: str, supervisor: Person, by: Account | None, at: datetime
) -> None:
    """What, who and by when are the meeting's; what will show it and who watches are added here."""
    check_can_take_up(action, by=by, at=at)
    check_supervisor(action.item.subject, owner=action.owner, supervisor=supervisor, at=at)
    if not shows.strip():
        raise Refused(_("Chưa ghi lấy gì làm bằng chứng là đã xong"))
