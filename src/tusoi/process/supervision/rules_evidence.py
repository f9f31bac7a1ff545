"""May a piece of evidence be withdrawn, and who may still open the file of one that was?"""

from datetime import datetime

from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.permissions import may
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.supervision.models import Evidence
from tusoi.process.supervision.rules import is_owner, is_supervisor, local_day
from tusoi.process.supervision.states import CommitmentState


def check_may_withdraw(evidence: Evidence, *, by: Account | None, at: datetime) -> None:
    """The owner or the supervisor, until the commitment is verified: what was judged stays as it was seen."""
    commitment = evidence.commitment
    if evidence.withdrawn_on is not None:
        raise Refused(_("Minh chứng này đã rút"))
    if commitment.state == CommitmentState.VERIFIED:
        raise Refused(_("Việc đã xác nhận xong; minh chứng đã dùng để xác nhận thì không rút được"))
    if by is not None and not is_owner(by, commitment, local_day(at)) and not is_supervisor(by, commitment):
        raise Refused(
            _("Minh chứng do người thực hiện hoặc người giám sát rút"),
            way_out=_("Báo cho %(name)s") % {"name": commitment.owner.name},
        )


def check_can_withdraw(evidence: Evidence, *, reason: str, destroy: bool, by: Account | None, at: datetime) -> None:
    """With a reason. The last piece of a claim goes only where it must be destroyed (product.md, rule 10)."""
    check_may_withdraw(evidence, by=by, at=at)
    if not reason.strip():
        raise Refused(_("Chưa ghi vì sao rút minh chứng"))
    commitment = evidence.commitment
    left = commitment.evidence.standing().exclude(pk=evidence.pk)
    if commitment.state == CommitmentState.CLAIMED and not destroy and not left.exists():
        raise Refused(
            _("Việc đã báo xong và đây là minh chứng duy nhất"),
            way_out=_("Thêm minh chứng đúng rồi rút cái này, hoặc người giám sát yêu cầu làm tiếp"),
        )


def may_open(evidence: Evidence, account: Account, at: datetime) -> bool:
    """The file: all who see the commitment; once withdrawn the supervisor and those who make commitments there."""
    if evidence.withdrawn_on is None or is_supervisor(account, evidence.commitment):
        return True
    path = evidence.commitment.campaign_unit.unit.path
    return may(account, Permission.MAKE_COMMITMENT, path, on=local_day(at))
