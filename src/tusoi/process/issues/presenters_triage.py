"""What the counting team sees while it places comments, and the synthesis afterwards."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from tusoi.foundation.access.models import Account
from tusoi.foundation.ui.frame import url_if_any
from tusoi.process.campaigns.models import Subject
from tusoi.process.feedback.models import Comment, Round
from tusoi.process.feedback.states import CommentState
from tusoi.process.issues.models import Issue, IssueSource, SetAside
from tusoi.process.issues.presenters import Voices, shown_voices, voices_of, with_everything
from tusoi.process.issues.rules import is_on_team
from tusoi.process.issues.states import IssueState


@dataclass(frozen=True)
class Balance:
    """The account that always closes: received = filed + strengths + set aside + waiting."""

    received: int
    filed: int
    strengths: int
    aside: int
    waiting: int


def balance_of(round: Round, subject: Subject | None = None) -> Balance:
    comments = Comment.objects.filter(round=round)
    if subject:
        comments = comments.filter(subject=subject)
    states = dict(comments.order_by().values_list("state").annotate(n=Count("pk")))
    return Balance(
        received=sum(states.values()),
        filed=states.get(CommentState.FILED, 0),
        strengths=states.get(CommentState.STRENGTH, 0),
        aside=states.get(CommentState.SET_ASIDE, 0),
        waiting=states.get(CommentState.WAITING, 0),
    )


@dataclass(frozen=True)
class Slot:
    """An issue that comments can be filed into. key: the key that files there, '' after the ninth."""

    issue: Issue
    key: str
    theme: str
    voices: int
    comments: list[Comment]


@dataclass(frozen=True)
class SubjectLink:
    subject: Subject
    received: int
    waiting: int


@dataclass(frozen=True)
class TriagePage:
    """One subject of the round: the comment in hand, those that follow, the issues, and what was placed."""

    round: Round
    balance: Balance
    subjects: list[SubjectLink]
    subject: Subject | None
    comment: Comment | None
    following: list[Comment]
    slots: list[Slot]
    strengths: list[Comment]
    aside: list[SetAside]
    just_placed: Comment | None


def triage_of(round: Round, *, subject_code: str = "", comment_id: int = 0, placed_id: int = 0) -> TriagePage:
    """subject_code, comment_id: what the address asks for; else the first that still waits.

    Comments come by their random key: the order tells nothing about the slips, and stays the same from page to page.
    """
    counted = Count("pk"), Count("pk", filter=Q(state=CommentState.WAITING))
    by_subject = {
        pk: (received, waiting)
        for pk, received, waiting in Comment.objects.filter(round=round)
        .order_by()
        .values("subject")
        .annotate(received=counted[0], left=counted[1])
        .values_list("subject", "received", "left")
    }
    subjects = [
        SubjectLink(subject, *by_subject.get(subject.pk, (0, 0)))
        for subject in round.subjects.order_by("tier__order", "campaign_unit__sort_key", "order")
    ]
    chosen = _choose(subjects, subject_code)
    about = Comment.objects.filter(round=round, subject=chosen).select_related("group").order_by("pk")
    waiting = list(about.filter(state=CommentState.WAITING))
    current = next((c for c in waiting if c.pk == comment_id), waiting[0] if waiting else None)
    asides = SetAside.objects.filter(comment__round=round, comment__subject=chosen).select_related("comment__group")
    return TriagePage(
        round=round,
        balance=balance_of(round),
        subjects=subjects,
        subject=chosen,
        comment=current,
        following=[c for c in waiting if current is None or c.pk != current.pk],
        slots=_slots(round, chosen),
        strengths=list(about.filter(state=CommentState.STRENGTH)),
        aside=list(asides.order_by("comment")),
        just_placed=Comment.objects.filter(round=round, pk=placed_id).exclude(state=CommentState.WAITING).first(),
    )


def _choose(subjects: list[SubjectLink], code: str) -> Subject | None:
    asked = [row.subject for row in subjects if row.subject.code == code]
    waiting = [row.subject for row in subjects if row.waiting]
    every = [row.subject for row in subjects]
    return next(iter([*asked, *waiting, *every]), None)


def _slots(round: Round, subject: Subject | None) -> list[Slot]:
    issues = Issue.objects.filter(round=round, subject=subject, state=IssueState.RAISED).order_by("pk")
    sources: dict[int, list[Comment]] = {}
    filed = IssueSource.objects.filter(issue__in=issues, comment__isnull=False)
    for source in filed.select_related("comment__group").order_by("comment"):
        sources.setdefault(source.issue_id, []).append(source.comment)  # type: ignore[arg-type]
    return [
        Slot(
            issue=issue,
            key=str(number) if number <= 9 else "",
            theme=round.campaign.rules.theme_name(issue.theme) if issue.theme else "",
            voices=len({comment.voice for comment in sources.get(issue.pk, [])}),
            comments=sources.get(issue.pk, []),
        )
        for number, issue in enumerate(issues, start=1)
    ]


@dataclass(frozen=True)
class SynthesisRow:
    issue: Issue
    theme: str
    voices: Voices


@dataclass(frozen=True)
class SynthesisSubject:
    subject: Subject
    rows: list[SynthesisRow]
    balance: Balance | None


@dataclass(frozen=True)
class SynthesisPage:
    """The synthesis. exact: the reader is of the counting team and sees every number."""

    round: Round
    balance: Balance | None
    subjects: list[SynthesisSubject]
    exact: bool
    paper_url: str


def synthesis_of(round: Round, account: Account, *, on: date) -> SynthesisPage:
    exact = is_on_team(round, account)
    mine = Issue.objects.filter(round=round) if exact else Issue.objects.visible_to(account, on).filter(round=round)
    issues = list(with_everything(mine.put()).order_by("subject", "pk"))
    voices = voices_of(issues, exact=exact)
    rules = round.campaign.rules
    rows = [
        SynthesisRow(
            issue,
            rules.theme_name(issue.theme) if issue.theme else "",
            voices.get(issue.pk) or shown_voices({}, round.threshold, exact=exact),
        )
        for issue in issues
    ]
    subjects = [
        SynthesisSubject(
            subject,
            [row for row in rows if row.issue.subject_id == subject.pk],
            balance_of(round, subject) if exact else None,
        )
        for subject in _subjects_of(round, issues, exact)
    ]
    paper = url_if_any("archive:draft", campaign=round.campaign.code, kind="issues.synthesis", thing=round.pk)
    return SynthesisPage(round, balance_of(round) if exact else None, subjects, exact, paper)


def _subjects_of(round: Round, issues: list[Issue], exact: bool) -> "QuerySet[Subject]":
    subjects = round.subjects.order_by("tier__order", "campaign_unit__sort_key", "order")
    return subjects if exact else subjects.filter(pk__in={issue.subject_id for issue in issues})
