"""What the counting team sees while it places comments, and the synthesis afterwards."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.forms import Form

from tusoi.foundation.access.models import Account
from tusoi.foundation.ui.frame import url_if_any
from tusoi.process.campaigns.models import Subject
from tusoi.process.feedback.models import Comment, Round
from tusoi.process.feedback.progress import handed_in
from tusoi.process.feedback.states import CommentState
from tusoi.process.issues.duplicates import Alike, alike
from tusoi.process.issues.forms import NewIssueForm
from tusoi.process.issues.models import Issue, IssueSource, SetAside
from tusoi.process.issues.presenters import Voices, shown_voices, voices_of, with_everything
from tusoi.process.issues.rules import is_on_team
from tusoi.process.issues.rules_placing import mark_of
from tusoi.process.issues.states import AsideReason, IssueState


@dataclass(frozen=True)
class Balance:
    """The account that always closes: received (and cut in two) = filed + strengths + set aside + waiting.

    asked: of those waiting, the ones that a second person has to agree to set aside.
    """

    received: int
    parts: int
    filed: int
    strengths: int
    aside: int
    waiting: int
    asked: int


def balance_of(round: Round, subject: Subject | None = None) -> Balance:
    comments = Comment.objects.filter(round=round)
    if subject:
        comments = comments.filter(subject=subject)
    states: dict[str, int] = {}
    parts = 0
    counted = (
        comments.order_by()
        .values_list("state")
        .annotate(n=Count("pk"), cut=Count("pk", filter=Q(part_of__isnull=False)))
    )
    for state, number, cut in counted:
        states[state] = number
        parts += cut
    asked = states.get(CommentState.ASIDE_ASKED, 0)
    return Balance(
        received=sum(states.values()) - parts,
        parts=parts,
        filed=states.get(CommentState.FILED, 0),
        strengths=states.get(CommentState.STRENGTH, 0),
        aside=states.get(CommentState.SET_ASIDE, 0),
        waiting=states.get(CommentState.WAITING, 0) + asked,
        asked=asked,
    )


@dataclass(frozen=True)
class AsideCount:
    """How many comments were set aside for one reason; published, since no count of a group is in it."""

    reason: str
    count: int


def asides_of(round: Round) -> list[AsideCount]:
    rows = SetAside.objects.filter(comment__round=round, comment__state=CommentState.SET_ASIDE).order_by()
    counts = dict(rows.values_list("reason").annotate(n=Count("pk")))
    return [AsideCount(str(reason.label), counts[reason]) for reason in AsideReason if reason in counts]


def referred_by(round: Round) -> list[str]:
    """To whom the round's signs of a violation were handed on."""
    rows = SetAside.objects.filter(comment__round=round, comment__state=CommentState.SET_ASIDE)
    return sorted(set(rows.exclude(referred_to="").values_list("referred_to", flat=True)))


@dataclass(frozen=True)
class Slot:
    """An issue that comments can be filed into. key: the key that files there, '' after the ninth.

    merged: how many of its comments stand behind another issue since the two were merged.
    """

    issue: Issue
    key: str
    theme: str
    voices: int
    comments: list[Comment]
    mark: str
    form: Form
    merged: int


@dataclass(frozen=True)
class SubjectLink:
    subject: Subject
    received: int
    waiting: int


@dataclass(frozen=True)
class TriagePage:
    """One subject of the round: the comment in hand, those that follow, the issues, and what was placed.

    just_cut: the second piece of the comment that was placed last, where both still wait.
    """

    round: Round
    balance: Balance
    subjects: list[SubjectLink]
    subject: Subject | None
    comment: Comment | None
    following: list[Comment]
    slots: list[Slot]
    strengths: list[Comment]
    aside: list[SetAside]
    asked: list[SetAside]
    alike: list[Alike]
    just_placed: Comment | None
    just_cut: Comment | None


def triage_of(round: Round, *, subject_code: str = "", comment_id: int = 0, placed_id: int = 0) -> TriagePage:
    """subject_code, comment_id: what the address asks for; else the first that still waits.

    Comments come by their random key: the order tells nothing about the slips, and stays the same from page to page.
    """
    unsettled = [CommentState.WAITING, CommentState.ASIDE_ASKED]
    counted = Count("pk"), Count("pk", filter=Q(state__in=unsettled))
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
    asides = SetAside.objects.filter(comment__round=round, comment__subject=chosen)
    asides = asides.select_related("comment__group", "asked_by__person").order_by("comment")
    slots = _slots(round, chosen)
    return TriagePage(
        round=round,
        balance=balance_of(round),
        subjects=subjects,
        subject=chosen,
        comment=current,
        following=[c for c in waiting if current is None or c.pk != current.pk],
        slots=slots,
        strengths=list(about.filter(state=CommentState.STRENGTH)),
        aside=[row for row in asides if row.confirmed_by_id],
        asked=[row for row in asides if not row.confirmed_by_id],
        alike=_alike(current, about, slots),
        just_placed=Comment.objects.filter(round=round, pk=placed_id).exclude(state=CommentState.WAITING).first(),
        just_cut=Comment.objects.filter(
            round=round, part_of=placed_id, state=CommentState.WAITING, part_of__state=CommentState.WAITING
        ).first(),
    )


def _alike(current: Comment | None, about: "QuerySet[Comment]", slots: list[Slot]) -> list[Alike]:
    if current is None:
        return []
    places = {comment.pk: (slot.issue.pk, slot.issue.title) for slot in slots for comment in slot.comments}
    return alike(current, about, places)


def _choose(subjects: list[SubjectLink], code: str) -> Subject | None:
    asked = [row.subject for row in subjects if row.subject.code == code]
    waiting = [row.subject for row in subjects if row.waiting]
    every = [row.subject for row in subjects]
    return next(iter([*asked, *waiting, *every]), None)


def _slots(round: Round, subject: Subject | None) -> list[Slot]:
    issues = Issue.objects.filter(round=round, subject=subject, state=IssueState.RAISED).order_by("pk")
    sources: dict[int, list[Comment]] = {}
    merged = Counter(IssueSource.objects.filter(merged_from__in=issues).values_list("merged_from", flat=True))
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
            mark=mark_of(issue),
            form=NewIssueForm(
                initial={"title": issue.title, "theme": issue.theme, "text": issue.text},
                themes=round.campaign.rules.themes,
                auto_id=f"id_{issue.pk}_%s",
            ),
            merged=merged[issue.pk],
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
    asides: list[AsideCount]
    referred: list[str]


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
    told = exact or handed_in(round) is not None  # a hidden group is not to be reckoned out from these
    asides, referred = (asides_of(round), referred_by(round)) if told else ([], [])
    return SynthesisPage(round, balance_of(round) if exact else None, subjects, exact, paper, asides, referred)


def _subjects_of(round: Round, issues: list[Issue], exact: bool) -> "QuerySet[Subject]":
    subjects = round.subjects.order_by("tier__order", "campaign_unit__sort_key", "order")
    return subjects if exact else subjects.filter(pk__in={issue.subject_id for issue in issues})
