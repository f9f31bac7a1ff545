"""Black out what tells who wrote a comment. The text as it was stays sealed to two of the team."""

import re
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.secrecy import originals
from tusoi.process.feedback.models import Comment
from tusoi.process.feedback.retention import leave_trace, wipe_traces
from tusoi.process.feedback.slips import clean_text
from tusoi.process.issues import rules
from tusoi.process.issues.actions import hold, note
from tusoi.process.issues.rules_placing import somebody_was_faster
from tusoi.process.issues.states import Act

BAR = "█████"
_MARKED = re.compile(r"\[\[.+?\]\]", re.DOTALL)


@transaction.atomic
def cover(comment: Comment, marked: str, *, by: Account, at: datetime) -> None:
    """marked: the comment with [[ ]] around what tells its writer; no other letter may differ. Raises Refused."""
    hold(comment)
    rules.check_can_triage(comment.round, by=by, at=at)
    marked = clean_text(marked)
    if not _MARKED.search(marked):
        raise Refused(_("Chưa đánh dấu chỗ nào"), way_out=_("Đặt [[ và ]] quanh chi tiết cần che"))
    if marked.replace("[[", "").replace("]]", "").split() != comment.text.split():
        raise Refused(_("Che chi tiết thì giữ nguyên mọi chữ khác"))
    if comment.round.box is None:
        raise Refused(_("Chưa lập tổ mở phiếu"))
    originals.seal_original(comment.round.box, about=comment.pk, text=comment.text)
    changed = Comment.objects.filter(pk=comment.pk, text=comment.text)
    if not changed.update(text=_MARKED.sub(BAR, marked), is_covered=True):
        raise somebody_was_faster()
    note(Act.COMMENT_COVERED, comment, by, at)
    leave_trace(comment.round)
    transaction.on_commit(wipe_traces, robust=True)  # where somebody is in the way just now, the worker goes on


def read_uncovered(comment: Comment, passphrase: str, *, by: Account, at: datetime) -> str | None:
    """Two keepers together read what a comment said before. None for the first of them."""
    if not rules.is_on_team(comment.round, by) or comment.round.box is None:
        raise Refused(_("Chỉ tổ mở phiếu mở được bản chưa che"))
    return originals.read_original(comment.round.box, about=comment.pk, passphrase=passphrase, by=by, at=at)
