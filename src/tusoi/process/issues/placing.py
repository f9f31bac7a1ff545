"""More that the counting team does with a comment or an issue in triage: set aside by two, split, word, merge; and undo."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.journal.actions import record
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.kernel.states import move
from tusoi.process.feedback.models import Comment, Round
from tusoi.process.feedback.slips import clean_text
from tusoi.process.feedback.states import CommentState
from tusoi.process.issues import rules, rules_placing
from tusoi.process.issues.actions import hold, note
from tusoi.process.issues.models import Issue, IssueSource, SetAside
from tusoi.process.issues.states import COMMENT_TRANSITIONS, Act, AsideReason


@transaction.atomic
def ask_set_aside(comment: Comment, *, reason: str, referred_to: str = "", by: Account, at: datetime) -> None:
    """One of the team asks to put a comment behind no issue. reason: an AsideReason; a violation says who gets it."""
    hold(comment)
    rules.check_can_place(comment, by=by, at=at)
    rules_placing.check_reason(reason, referred_to)
    move(comment, CommentState.ASIDE_ASKED, table=COMMENT_TRANSITIONS)
    to = referred_to.strip() if reason == AsideReason.VIOLATION else ""
    SetAside.objects.create(comment=comment, reason=reason, referred_to=to, asked_by=by)
    note(Act.COMMENT_ASIDE_ASKED, comment, by, at)


@transaction.atomic
def confirm_set_aside(comment: Comment, *, by: Account, at: datetime) -> None:
    """Another of the team agrees. Who does not takes the comment back (`actions.take_back`)."""
    hold(comment)
    asked = SetAside.objects.filter(comment=comment).first()
    rules_placing.check_can_confirm(comment, asked, by=by, at=at)
    move(comment, CommentState.SET_ASIDE, table=COMMENT_TRANSITIONS)
    SetAside.objects.filter(comment=comment).update(confirmed_by=by)
    note(Act.COMMENT_SET_ASIDE, comment, by, at)


@transaction.atomic
def split_comment(comment: Comment, first: str, second: str, *, by: Account, at: datetime) -> Comment:
    """Cut a comment that says two things; no word is lost, changed or added. Both parts keep the voice. Returns the second.

    Each piece knows the one just before it, so that `join` puts them together in their order.
    """
    hold(comment)
    rules.check_can_place(comment, by=by, at=at)
    first, second = clean_text(first), clean_text(second)
    rules_placing.check_parts(comment, first, second)
    part = Comment.objects.create(
        round=comment.round,
        subject_id=comment.subject_id,
        group_id=comment.group_id,
        organisation=comment.organisation,
        voice=comment.voice,
        box=comment.box,
        text=second,
        vouched=comment.vouched,
        part_of=comment,
    )
    if not Comment.objects.filter(pk=comment.pk, text=comment.text).update(text=first):
        raise rules_placing.somebody_was_faster()
    comment.text = first
    Comment.objects.filter(part_of=comment).exclude(pk=part.pk).update(part_of=part)
    note(Act.COMMENT_SPLIT, comment, by, at)
    return part


@transaction.atomic
def join(part: Comment, *, by: Account, at: datetime) -> Comment:
    """Undo a cut: the piece goes behind the one that it was cut off from. Returns that one, with the words of both."""
    hold(part)
    part.refresh_from_db(fields=["text", "state", "part_of", "is_covered"])
    before = Comment.objects.filter(pk=part.part_of_id).first()
    rules_placing.check_can_join(part, before, by=by, at=at)
    assert before is not None
    text = f"{before.text}\n{part.text}"
    Comment.objects.filter(part_of=part).update(part_of=before)
    Comment.objects.filter(pk=before.pk).update(text=text)
    part.delete()
    note(Act.COMMENT_JOINED, before, by, at)
    before.text = text
    return before


@transaction.atomic
def reword(issue: Issue, *, title: str, text: str, theme: str, seen: str, by: Account, at: datetime) -> None:
    """Change the wording of an issue before it is put. seen: the mark of the wording that the writer had before them."""
    now = Issue.objects.select_for_update().get(pk=issue.pk)
    rules_placing.check_can_word(now, by=by, at=at)
    if rules_placing.mark_of(now) != seen:
        raise rules_placing.somebody_was_faster()
    if not title.strip():
        raise Refused(_("Vấn đề phải có tên gọi ngắn"))
    Issue.objects.filter(pk=issue.pk).update(title=title.strip(), text=text.strip(), theme=theme)
    record(Act.REWORDED, issue, by=by, at=at, scope=issue.campaign_id)


def _hold(issue: Issue) -> Issue:
    """The issue as it is now; nobody finishes the round while its comments are moved."""
    if issue.round_id is not None:
        Round.objects.select_for_update().get(pk=issue.round_id)
    return Issue.objects.select_related("round").get(pk=issue.pk)


@transaction.atomic
def merge(issue: Issue, *, into: Issue, by: Account, at: datetime) -> None:
    """Every comment of one issue goes behind another about the same subject. The first is then put to nobody."""
    for one in (issue, into):
        rules_placing.check_can_word(_hold(one), by=by, at=at)
    if issue.pk == into.pk or issue.subject_id != into.subject_id:
        raise Refused(_("Chỉ gộp được hai vấn đề khác nhau về cùng một đối tượng"))
    IssueSource.objects.filter(issue=issue).update(issue=into, merged_from=issue)
    record(Act.MERGED, into, by=by, at=at, scope=issue.campaign_id)


@transaction.atomic
def unmerge(issue: Issue, *, by: Account, at: datetime) -> int:
    """Undo the merging of this issue: what it brought along comes back behind it. Returns how many comments."""
    rules_placing.check_can_word(_hold(issue), by=by, at=at)
    moved = IssueSource.objects.filter(merged_from=issue)
    for into in Issue.objects.filter(pk__in=moved.values("issue")):
        rules_placing.check_can_word(into, by=by, at=at)
    back = moved.update(issue=issue, merged_from=None)
    if not back:
        raise Refused(_("Vấn đề này không có ý kiến nào đang gộp ở vấn đề khác"))
    record(Act.UNMERGED, issue, by=by, at=at, scope=issue.campaign_id)
    return back
