"""The verbs of this step: triage, suggestions, putting, answering, concluding, and the register of shortcomings."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.directory.models import Person
from tusoi.foundation.journal.actions import record
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.kernel.states import move
from tusoi.foundation.tally import actions as tally
from tusoi.process.campaigns.models import Campaign, Subject
from tusoi.process.feedback.models import Comment, Round
from tusoi.process.feedback.states import TRANSITIONS as ROUND_TRANSITIONS
from tusoi.process.feedback.states import Act as FeedbackAct
from tusoi.process.feedback.states import CommentState, RoundState
from tusoi.process.issues import rules
from tusoi.process.issues.actions_register import enter
from tusoi.process.issues.models import (
    AnswerJudgement,
    GroupVoices,
    Issue,
    IssueAnswer,
    IssueSource,
    SetAside,
    Shortcoming,
    SuggestionSet,
)
from tusoi.process.issues.states import (
    ANSWERS,
    COMMENT_TRANSITIONS,
    COMMITTED,
    SET_TRANSITIONS,
    TRANSITIONS,
    Act,
    IssueState,
    SetState,
    SourceKind,
)


def free_code(campaign: Campaign) -> str:
    """The next free code of an issue: vd-1, vd-2 … The campaign's row is locked, so that two do not get the same."""
    Campaign.objects.select_for_update().filter(pk=campaign.pk).first()
    number = Issue.objects.filter(campaign=campaign).count() + 1
    while Issue.objects.filter(campaign=campaign, code=f"vd-{number}").exists():
        number += 1
    return f"vd-{number}"


@transaction.atomic
def raise_issue(
    campaign: Campaign,
    *,
    subject: Subject,
    title: str,
    source: str,
    code: str = "",
    text: str = "",
    grounds: str = "",
    theme: str = "",
    comments: Iterable[Comment] = (),
    round: Round | None = None,
    shortcoming: Shortcoming | None = None,
    by: Account | None,
    at: datetime,
) -> Issue:
    """Raise a matter about a subject; it is not put to anybody yet.

    source: a SourceKind. comments: those filed at once (then their round is the issue's). shortcoming: the earlier one
    that goes on (source EARLIER). code: "" for the next free one.
    """
    comments = list(comments)
    round = comments[0].round if comments else round
    assert subject.campaign_id == campaign.pk, "the subject belongs to the campaign"
    rules.check_can_raise(subject, source, round, by=by, at=at)
    rules.check_goes_on(subject, shortcoming)
    issue = _new_issue(
        subject, code=code, title=title, text=text, grounds=grounds.strip(), theme=theme, round=round, by=by, at=at
    )
    if source != SourceKind.COMMENTS:
        IssueSource.objects.create(issue=issue, kind=source, shortcoming=shortcoming)
    for comment in comments:
        file_comment(comment, issue=issue, by=by, at=at)
    return issue


def _new_issue(
    subject: Subject, *, code: str, title: str, text: str, by: Account | None, at: datetime, **also: Any
) -> Issue:
    if not title.strip():
        raise Refused(_("Vấn đề phải có tên gọi ngắn"))
    campaign = subject.campaign
    issue = Issue.objects.create(
        campaign=campaign,
        code=code or free_code(campaign),
        subject=subject,
        title=title.strip(),
        text=text.strip(),
        raised_on=at.date(),
        **also,
    )
    record(Act.RAISED, issue, by=by, at=at, scope=campaign.pk)
    return issue


# Triage: the counting team places every comment


def hold(comment: Comment) -> None:
    """The round as it is now, and nobody finishes it while a comment is being placed."""
    comment.round = Round.objects.select_for_update().select_related("campaign").get(pk=comment.round_id)


def note(act: Act, comment: Comment, by: Account | None, at: datetime) -> None:
    """Of the round alone: the journal outlives the comments, and must not let anybody count them by issue or subject."""
    record(act, comment.round, by=by, at=at, scope=comment.round.campaign_id)


@transaction.atomic
def file_comment(comment: Comment, *, issue: Issue, by: Account | None, at: datetime) -> None:
    """Put a comment behind an issue about the same subject."""
    hold(comment)
    rules.check_can_file(comment, issue, by=by, at=at)
    move(comment, CommentState.FILED, table=COMMENT_TRANSITIONS)
    IssueSource.objects.create(issue=issue, kind=SourceKind.COMMENTS, comment=comment)
    if issue.round_id is None:
        Issue.objects.filter(pk=issue.pk, round=None).update(round=comment.round_id)
        issue.round_id = comment.round_id
    note(Act.COMMENT_FILED, comment, by, at)


@transaction.atomic
def mark_strength(comment: Comment, *, by: Account | None, at: datetime) -> None:
    hold(comment)
    rules.check_can_place(comment, by=by, at=at)
    move(comment, CommentState.STRENGTH, table=COMMENT_TRANSITIONS)
    note(Act.COMMENT_MARKED, comment, by, at)


@transaction.atomic
def take_back(comment: Comment, *, by: Account | None, at: datetime) -> None:
    """Undo a placing: the comment waits again. The journal keeps both acts."""
    hold(comment)
    rules.check_can_take_back(comment, by=by, at=at)
    move(comment, CommentState.WAITING, table=COMMENT_TRANSITIONS)
    IssueSource.objects.filter(comment=comment).delete()
    SetAside.objects.filter(comment=comment).delete()
    note(Act.COMMENT_TAKEN_BACK, comment, by, at)


@transaction.atomic
def finish_triage(round: Round, *, answer_by: date | None = None, by: Account | None, at: datetime) -> list[Issue]:
    """Every comment is placed: fix the counts and put the issues to their subjects. Returns the issues that were put.

    An issue whose comments were all taken back is not put.
    """
    Round.objects.select_for_update().get(pk=round.pk)  # who is placing a comment ends first, or is refused afterwards
    rules.check_can_finish_triage(round, by=by, at=at)
    move(round, RoundState.SYNTHESISED, table=ROUND_TRANSITIONS)
    counts = (
        IssueSource.objects.filter(issue__round=round, comment__isnull=False)
        .values_list("issue", "comment__group")
        .annotate(voices=Count("comment__voice", distinct=True))
        .order_by("issue", "comment__group")
    )
    rows = [GroupVoices(issue_id=issue, group_id=group, voices=voices) for issue, group, voices in counts]
    GroupVoices.objects.bulk_create(rows, batch_size=500)
    issues = list(
        Issue.objects.filter(pk__in={row.issue_id for row in rows}, state=IssueState.RAISED)
        .select_related("subject__campaign_unit", "campaign")
        .order_by("pk")
    )
    for issue in issues:
        _put(issue, answer_by, by, at)
    record(FeedbackAct.ROUND_SYNTHESISED, round, by=by, at=at, scope=round.campaign_id, issues=len(issues))
    return issues


# Putting


def _put(issue: Issue, answer_by: date | None, by: Account | None, at: datetime) -> None:
    if answer_by is not None and answer_by < at.date():
        raise Refused(_("Hạn trả lời không thể ở trước ngày đặt vấn đề"))
    move(issue, IssueState.PUT, table=TRANSITIONS, put_on=at.date(), answer_by=answer_by)
    path = issue.subject.campaign_unit.path
    tally.add(issue.campaign_id, path, ANSWERS, total=1, due_on=answer_by)
    record(Act.PUT, issue, by=by, at=at, scope=issue.campaign_id, answer_by=str(answer_by or ""))


@transaction.atomic
def put(issue: Issue, *, answer_by: date | None = None, by: Account | None, at: datetime) -> None:
    """Put one issue to its subject: from here on it demands an answer (by `answer_by`, where there is a date)."""
    rules.check_can_put_alone(issue, by=by, at=at)
    _put(issue, answer_by, by, at)


# Suggestions from the level above


def _hold_set(set: SuggestionSet) -> None:
    """The state as it is now, and nobody approves or sends the set in between."""
    set.state = SuggestionSet.objects.select_for_update().values_list("state", flat=True).get(pk=set.pk)


@transaction.atomic
def draft_set(subject: Subject, *, by: Account | None, at: datetime) -> SuggestionSet:
    """Begin the suggestions for a subject. Raises Refused when it has some already."""
    rules.check_can_draft(subject, by=by, at=at)
    drafted, is_new = SuggestionSet.objects.get_or_create(
        subject=subject, defaults={"campaign": subject.campaign, "drafted_by": by}
    )
    if not is_new:
        raise Refused(_("Đối tượng này đã có bản gợi ý"), way_out=_("Mở bản đang có để viết tiếp"))
    record(Act.SET_DRAFTED, drafted, by=by, at=at, scope=drafted.campaign_id)
    return drafted


@transaction.atomic
def add_point(
    set: SuggestionSet,
    *,
    title: str,
    grounds: str,
    theme: str,
    text: str = "",
    code: str = "",
    by: Account | None,
    at: datetime,
) -> Issue:
    """Add a point, which names its grounds. It becomes an issue of the subject when the set is issued."""
    _hold_set(set)
    rules.check_can_write_points(set, by=by, at=at)
    if not grounds.strip():
        raise Refused(_("Nội dung gợi ý phải nêu căn cứ"), way_out=_("Ghi căn cứ: báo cáo, kết luận, số liệu nào"))
    also = {"grounds": grounds.strip(), "theme": theme, "suggestion_set": set}
    issue = _new_issue(set.subject, code=code, title=title, text=text, by=by, at=at, **also)
    IssueSource.objects.create(issue=issue, kind=SourceKind.SUGGESTION)
    return issue


@transaction.atomic
def suggest_to_many(
    subjects: Sequence[Subject],
    *,
    title: str,
    grounds: str,
    theme: str,
    text: str = "",
    by: Account | None,
    at: datetime,
) -> int:
    """The same point for several subjects, each then tailored in its own draft. All or none. Returns how many."""
    if not subjects:
        raise Refused(_("Chưa chọn tập thể, cá nhân nào"), way_out=_("Đánh dấu ít nhất một nơi"))
    for subject in subjects:
        draft = SuggestionSet.objects.filter(subject=subject).first() or draft_set(subject, by=by, at=at)
        add_point(draft, title=title, grounds=grounds, theme=theme, text=text, by=by, at=at)
    return len(subjects)


@transaction.atomic
def change_point(
    point: Issue, *, title: str, grounds: str, theme: str, text: str = "", by: Account | None, at: datetime
) -> None:
    """Change a point while its set is a draft."""
    assert point.suggestion_set is not None
    _hold_set(point.suggestion_set)
    rules.check_can_write_points(point.suggestion_set, by=by, at=at)
    if not title.strip() or not grounds.strip():
        raise Refused(_("Nội dung gợi ý phải có tên gọi ngắn và nêu căn cứ"))
    point.title, point.grounds, point.theme, point.text = title.strip(), grounds.strip(), theme, text.strip()
    point.save(update_fields=["title", "grounds", "theme", "text"])


@transaction.atomic
def approve_set(set: SuggestionSet, *, by: Account | None, at: datetime) -> None:
    rules.check_can_approve(set, by=by, at=at)
    move(set, SetState.APPROVED, table=SET_TRANSITIONS, approved_by=by)
    record(Act.SET_APPROVED, set, by=by, at=at, scope=set.campaign_id)


@transaction.atomic
def reopen_set(set: SuggestionSet, *, by: Account | None, at: datetime) -> None:
    """Back from approved to draft, while it is not sent."""
    rules.check_can_reopen(set, by=by, at=at)
    move(set, SetState.DRAFT, table=SET_TRANSITIONS, approved_by=None)
    record(Act.SET_REOPENED, set, by=by, at=at, scope=set.campaign_id)


@transaction.atomic
def assign_overseer(set: SuggestionSet, *, person: Person, by: Account | None, at: datetime) -> None:
    """Assign who follows the subject's answers. Never the subject, never a member of the subject collective."""
    rules.check_can_assign_overseer(set, by=by, at=at)
    rules.check_can_oversee(set.subject, person, at=at)
    set.overseer = person
    set.save(update_fields=["overseer"])
    record(Act.OVERSEER_ASSIGNED, set, by=by, at=at, scope=set.campaign_id, overseer=person.pk)


@transaction.atomic
def issue_set(set: SuggestionSet, *, answer_by: date | None = None, by: Account | None, at: datetime) -> None:
    """Send the suggestions: every point is put to the subject."""
    rules.check_can_issue(set, by=by, at=at)
    move(set, SetState.ISSUED, table=SET_TRANSITIONS, issued_on=at.date(), answer_by=answer_by)
    points = set.points.select_related("subject__campaign_unit", "campaign").filter(state=IssueState.RAISED)
    for point in points.order_by("pk"):
        _put(point, answer_by, by, at)
    record(Act.SET_ISSUED, set, by=by, at=at, scope=set.campaign_id)


@transaction.atomic
def acknowledge_set(set: SuggestionSet, *, by: Account | None, at: datetime) -> None:
    """The subject says that it has received the suggestions."""
    rules.check_can_acknowledge(set, by=by, at=at)
    move(set, SetState.ACKNOWLEDGED, table=SET_TRANSITIONS, acknowledged_on=at.date())
    record(Act.SET_ACKNOWLEDGED, set, by=by, at=at, scope=set.campaign_id)


# Answers, conclusions, the register


@transaction.atomic
def answer(
    issue: Issue,
    *,
    kind: str,
    text: str,
    cause: str = "",
    measure: str = "",
    at_meeting: bool = False,
    by: Account | None,
    at: datetime,
) -> IssueAnswer:
    """The subject accepts or explains. at_meeting: said aloud and taken from the minutes by those who keep them."""
    rules.check_can_answer(issue, by=None if at_meeting else by, at=at)
    if not text.strip():
        raise Refused(_("Câu trả lời còn trống"), way_out=_("Viết nội dung tiếp thu hoặc giải trình"))
    is_first = issue.state == IssueState.PUT
    move(issue, IssueState.ANSWERED, table=TRANSITIONS)
    given = IssueAnswer.objects.create(
        issue=issue,
        kind=kind,
        text=text.strip(),
        cause=cause.strip(),
        measure=measure.strip(),
        by=by,
        on=at.date(),
        at_meeting=at_meeting,
        by_proxy=not at_meeting and rules.writes_by_proxy(issue.subject, by),
    )
    if is_first:
        tally.add(issue.campaign_id, issue.subject.campaign_unit.path, ANSWERS, done=1, due_on=issue.answer_by)
    record(Act.ANSWERED, given, by=by, at=at, scope=issue.campaign_id, issue=issue.pk, kind=str(kind))
    return given


@transaction.atomic
def judge(answer: IssueAnswer, *, verdict: str, note: str = "", by: Account | None, at: datetime) -> AnswerJudgement:
    """The overseer's view of an answer; advice to subject and meeting, never a gate."""
    rules.check_can_judge(answer, by=by, at=at)
    judged = AnswerJudgement.objects.create(answer=answer, verdict=verdict, note=note.strip(), by=by, on=at.date())
    record(Act.JUDGED, judged, by=by, at=at, scope=answer.issue.campaign_id, verdict=str(verdict))
    return judged


@transaction.atomic
def conclude(issue: Issue, *, verdict: str, text: str, by: Account | None, at: datetime) -> Shortcoming | None:
    """The meeting's one final conclusion. Called by reviews. Upheld: opens a shortcoming in the register and returns it."""
    rules.check_can_conclude(issue, by=by, at=at)
    move(issue, verdict, table=TRANSITIONS, concluded_on=at.date(), conclusion=text.strip())
    record(Act.CONCLUDED, issue, by=by, at=at, scope=issue.campaign_id, verdict=str(verdict))
    if verdict != IssueState.UPHELD:
        return None
    subject = issue.subject
    tally.add(issue.campaign_id, subject.campaign_unit.path, COMMITTED, total=1)
    return enter(issue, by=by, at=at)
