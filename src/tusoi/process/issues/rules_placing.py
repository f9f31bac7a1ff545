"""May a comment be set aside, split; may an issue be worded, merged? The counting team's, before the synthesis."""

import hashlib
from datetime import datetime

from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.feedback.models import Comment
from tusoi.process.feedback.states import CommentState
from tusoi.process.issues.models import Issue, SetAside
from tusoi.process.issues.rules import check_can_triage
from tusoi.process.issues.states import AsideReason, IssueState


def somebody_was_faster() -> Refused:
    return Refused(_("Người khác trong tổ vừa sửa chỗ này"), way_out=_("Mở lại trang để xem bản mới, rồi làm tiếp"))


def check_reason(reason: str, referred_to: str) -> None:
    if reason not in AsideReason.values:
        raise Refused(_("Để riêng một ý kiến thì phải chọn lý do"))
    if reason == AsideReason.VIOLATION and not referred_to.strip():
        raise Refused(_("Ghi cơ quan nhận ý kiến có dấu hiệu vi phạm"))


def check_can_confirm(comment: Comment, asked: SetAside | None, *, by: Account, at: datetime) -> None:
    check_can_triage(comment.round, by=by, at=at)
    if asked is None or comment.state != CommentState.ASIDE_ASKED:
        raise Refused(_("Không ai đề nghị để riêng ý kiến này"))
    if asked.asked_by_id == by.pk:
        raise Refused(
            _("Để riêng một ý kiến cần hai người: người khác trong tổ đồng ý"),
            way_out=_("Đợi một thành viên khác, hoặc bấm “Xếp lại”"),
        )


def check_parts(comment: Comment, first: str, second: str) -> None:
    if not first or not second:
        raise Refused(_("Chưa thấy chỗ tách"), way_out=_("Đặt một dòng chỉ có --- giữa hai phần"))
    if f"{first} {second}".split() != comment.text.split():
        raise Refused(_("Tách ý kiến thì giữ nguyên từng chữ, đúng thứ tự"))


def check_can_join(part: Comment, before: Comment | None, *, by: Account, at: datetime) -> None:
    """before: the piece that the part was cut off from; None where it was cut off from none."""
    check_can_triage(part.round, by=by, at=at)
    if before is None:
        raise Refused(_("Ý kiến này không phải là phần tách ra từ ý kiến khác"))
    if CommentState.WAITING not in (part.state, before.state) or part.state != before.state:
        raise Refused(_("Một trong hai phần đã được xếp"), way_out=_("Bấm “Xếp lại” ở phần đó rồi ghép"))
    if part.is_covered:
        raise Refused(_("Phần này đã che chi tiết, có bản niêm phong riêng, nên không ghép lại được"))


def mark_of(issue: Issue) -> str:
    """Stands in the form for the wording that the writer saw."""
    return hashlib.sha256(f"{issue.title}\n{issue.theme}\n{issue.text}".encode()).hexdigest()[:16]


def check_can_word(issue: Issue, *, by: Account, at: datetime) -> None:
    if issue.round is None or issue.state != IssueState.RAISED:
        raise Refused(_("Vấn đề này đã được đặt ra, không sửa lời được nữa"))
    check_can_triage(issue.round, by=by, at=at)
