"""What the pages of suggestions show: whom to choose, what is known, the points by theme, who follows whom."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.permissions import reachable
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.directory.models import Person, Seat, in_force
from tusoi.foundation.kernel.refusal import Answer, ask
from tusoi.foundation.kernel.vietnamese import unaccent
from tusoi.foundation.rulebook.procedure import StepName
from tusoi.foundation.tally.figures import Figure, read
from tusoi.foundation.ui.frame import url_if_any
from tusoi.process.campaigns.models import Campaign, Subject
from tusoi.process.campaigns.rules_procedure import profile_of_level
from tusoi.process.campaigns.states import GUIDANCE, PLANS, PREPARATION
from tusoi.process.dissemination.states import DISSEMINATION
from tusoi.process.issues import rules
from tusoi.process.issues.models import Issue, Shortcoming, SuggestionSet, own_subjects
from tusoi.process.issues.presenters import Row, Voices, rows_of, voices_of, with_everything
from tusoi.process.issues.states import SetState

LATE_STEPS = {
    GUIDANCE: gettext_lazy("%(n)d nơi chậm tiếp nhận văn bản"),
    PLANS: gettext_lazy("%(n)d nơi chậm tiếp nhận kế hoạch"),
    PREPARATION: gettext_lazy("%(n)d nơi chậm họp chuẩn bị"),
    DISSEMINATION: gettext_lazy("%(n)d đảng viên chưa dự lớp quán triệt"),
}
SET_BADGES = {
    SetState.DRAFT: "plain",
    SetState.APPROVED: "soon",
    SetState.ISSUED: "waiting",
    SetState.ACKNOWLEDGED: "done",
}


@dataclass(frozen=True)
class SetRow:
    suggestions: SuggestionSet
    points: int
    answered: int
    badge: str


@dataclass(frozen=True)
class Candidate:
    """A subject without suggestions yet, with what is known of it."""

    subject: Subject
    from_slips: int
    open_shortcomings: int
    late: list[str]


@dataclass(frozen=True)
class Load:
    """How many subjects somebody follows already."""

    person: Person
    collectives: int
    individuals: int


@dataclass(frozen=True)
class SuggestionsPage:
    sets: list[SetRow]
    collectives: int
    individuals: int
    candidates: list[Candidate]
    loads: list[Load]
    may_draft: bool


def suggestions_of(campaign: Campaign, account: Account, *, state: str, text: str, on: date) -> SuggestionsPage:
    """state: filters the sets; text: filters the subjects to choose from, unaccented."""
    seen = SuggestionSet.objects.visible_to(account, on).filter(campaign=campaign)
    sets = seen.filter(state=state) if state else seen
    points = Issue.objects.filter(suggestion_set__in=sets.values("pk")).order_by().values_list("suggestion_set")
    numbers = dict(points.annotate(n=Count("pk")))
    answered = dict(points.filter(answers__isnull=False).annotate(n=Count("pk", distinct=True)))
    reach = reachable(account, Permission.DRAFT_SUGGESTION, on=on, field="campaign_unit__unit__path")
    below = Subject.objects.filter(reach, campaign=campaign).exclude(
        pk__in=own_subjects(account.person_id, on).values("pk")
    )
    may_draft = below.exists()
    return SuggestionsPage(
        sets=[
            SetRow(row, numbers.get(row.pk, 0), answered.get(row.pk, 0), SET_BADGES[SetState(row.state)])
            for row in sets.select_related("subject__campaign_unit", "overseer")
        ],
        collectives=seen.filter(subject__person=None).count(),
        individuals=seen.filter(subject__collective=None).count(),
        candidates=_candidates(below, campaign, text, on) if may_draft else [],
        loads=loads_of(campaign) if may_draft else [],
        may_draft=may_draft,
    )


def open_to_suggestion(campaign: Campaign, account: Account, *, text: str, on: date) -> "QuerySet[Subject]":
    """Subjects for whom the account may still write points: without suggestions, or with a draft. text: a function, a name."""
    reach = reachable(account, Permission.DRAFT_SUGGESTION, on=on, field="campaign_unit__unit__path")
    sent = SuggestionSet.objects.filter(campaign=campaign).exclude(state=SetState.DRAFT).values("subject")
    mine = own_subjects(account.person_id, on).values("pk")
    rows = Subject.objects.filter(reach, campaign=campaign).exclude(pk__in=sent).exclude(pk__in=mine)
    fit = [row.pk for row in rows.select_related("campaign_unit") if _fits(row, campaign, unaccent(text).split())]
    return Subject.objects.filter(pk__in=fit).select_related("campaign_unit").order_by("campaign_unit__path", "order")


def _fits(subject: Subject, campaign: Campaign, words: list[str]) -> bool:
    """The procedure has suggestions for its level, and every word stands in its name, function or unit."""
    if profile_of_level(campaign, subject.campaign_unit.level_code, StepName.SUGGESTIONS) is not None:
        return False
    return all(word in unaccent(f"{subject} {subject.campaign_unit.name}") for word in words)


def _candidates(below: "QuerySet[Subject]", campaign: Campaign, text: str, on: date) -> list[Candidate]:
    taken = SuggestionSet.objects.filter(campaign=campaign).values("subject")
    subjects = list(below.exclude(pk__in=taken).select_related("campaign_unit", "tier"))
    late = late_of(campaign, {subject.campaign_unit.path for subject in subjects}, on=on)
    slips = dict(
        Issue.objects.put()
        .filter(campaign=campaign, round__isnull=False)
        .order_by()
        .values_list("subject")
        .annotate(n=Count("pk"))
    )
    still = Shortcoming.objects.still_open().order_by()
    collectives = dict(still.exclude(collective=None).values_list("collective").annotate(n=Count("pk")))
    people = dict(still.exclude(person=None).values_list("person").annotate(n=Count("pk")))
    words = unaccent(text).split()
    return [
        Candidate(
            subject,
            slips.get(subject.pk, 0),
            collectives.get(subject.collective_id, 0) if subject.is_collective else people.get(subject.person_id, 0),
            late.get(subject.campaign_unit.path, []),
        )
        for subject in subjects
        if _fits(subject, campaign, words)
    ]


def late_of(campaign: Campaign, paths: Collection[str], *, on: date) -> dict[str, list[str]]:
    """By path of a unit: which earlier steps it and those below it have not finished in time, in words."""
    figures = read(campaign.pk, list(paths), on=on)
    found: dict[str, list[str]] = defaultdict(list)
    for measure, words in LATE_STEPS.items():
        for path in paths:
            figure = figures.get((path, measure), Figure())
            # classes have no last day of their own
            behind = figure.missing if measure == DISSEMINATION else figure.late
            if behind:
                found[path].append(words % {"n": behind})
    return found


def loads_of(campaign: Campaign) -> list[Load]:
    counts = {
        pk: (collectives, individuals)
        for pk, collectives, individuals in SuggestionSet.objects.filter(campaign=campaign, overseer__isnull=False)
        .order_by()
        .values("overseer")
        .annotate(
            collectives=Count("pk", filter=Q(subject__person=None)),
            individuals=Count("pk", filter=Q(subject__collective=None)),
        )
        .values_list("overseer", "collectives", "individuals")
    }
    people = Person.objects.filter(Q(pk__in=counts) | Q(pk__in=_board(campaign).values("person")))
    return [Load(person, *counts.get(person.pk, (0, 0))) for person in people.order_by("sort_key")]


def _board(campaign: Campaign) -> "QuerySet[Seat]":
    """Seats of the collectives of the unit that runs the campaign: who may be asked to follow a subject."""
    return Seat.objects.filter(collective__unit=campaign.unit, until=None)


@dataclass(frozen=True)
class ThemePoints:
    theme: str
    rows: list[Row]


@dataclass(frozen=True)
class Known:
    """An issue from slips about the subject, with as many voices as may be shown."""

    issue: Issue
    voices: Voices | None


@dataclass(frozen=True)
class SetPage:
    """The suggestions for one subject; suggestions is None before the first draft."""

    subject: Subject
    suggestions: SuggestionSet | None
    badge: str
    themes: list[ThemePoints]
    known: list[Known]
    late: list[str]
    shortcomings: list[Shortcoming]
    overseers: dict[int, str]
    unfit: list[str]
    reusable: list[Issue]
    can_draft: Answer
    can_write: Answer
    can_approve: Answer
    can_reopen: Answer
    can_assign: Answer
    can_issue: Answer
    can_acknowledge: Answer
    paper_url: str


NOT_YET = Answer("—")


def set_page_of(subject: Subject, account: Account, *, library: str, at: datetime) -> SetPage:
    """The page of a subject's suggestions for one account. library: words to find earlier points by."""
    on, path = at.date(), subject.campaign_unit.path
    seen = SuggestionSet.objects.visible_to(account, on).select_related("overseer", "subject__campaign_unit__unit")
    suggestions = seen.filter(subject=subject).first()
    who = {"by": account, "at": at}
    can_draft = ask(rules.check_can_draft, subject, **who)
    points = Issue.objects.not_gone().filter(suggestion_set=suggestions) if suggestions else Issue.objects.none()
    rows = rows_of(list(with_everything(points).order_by("pk")), subject.campaign, at=at)
    fit, unfit = _overseers(subject, at) if can_draft else ({}, [])
    known = list(Issue.objects.put().not_gone().filter(subject=subject, round__isnull=False).select_related("round"))
    voices = voices_of(known)

    def may(check: object) -> Answer:
        return ask(check, suggestions, **who) if suggestions else NOT_YET  # type: ignore[arg-type]

    return SetPage(
        subject=subject,
        suggestions=suggestions,
        badge=SET_BADGES[SetState(suggestions.state)] if suggestions else "plain",
        themes=_by_theme(rows),
        known=[Known(issue, voices.get(issue.pk)) for issue in known] if can_draft else [],
        late=late_of(subject.campaign, {path}, on=on)[path] if can_draft else [],
        shortcomings=list(Shortcoming.objects.of(subject).still_open().select_related("issue")) if can_draft else [],
        overseers=fit,
        unfit=unfit,
        reusable=_library(subject, account, library, on) if can_draft else [],
        can_draft=can_draft,
        can_write=may(rules.check_can_write_points),
        can_approve=may(rules.check_can_approve),
        can_reopen=may(rules.check_can_reopen),
        can_assign=may(rules.check_can_assign_overseer),
        can_issue=may(rules.check_can_issue),
        can_acknowledge=may(rules.check_can_acknowledge),
        paper_url=_paper_url(suggestions),
    )


def _paper_url(suggestions: SuggestionSet | None) -> str:
    """Where the archive writes and issues the letter; '' before there is anything to write."""
    if suggestions is None or suggestions.state == SetState.DRAFT:
        return ""
    code = suggestions.campaign.code
    return url_if_any("archive:draft", campaign=code, kind="issues.suggestion", thing=suggestions.pk)


def _by_theme(rows: list[Row]) -> list[ThemePoints]:
    themes: dict[str, list[Row]] = {}
    for row in rows:
        themes.setdefault(row.theme, []).append(row)
    return [ThemePoints(theme, points) for theme, points in themes.items()]


def _overseers(subject: Subject, at: datetime) -> tuple[dict[int, str], list[str]]:
    """Who may follow the subject, with their load; and who may not because it is their own file."""
    loads = {load.person.pk: load for load in loads_of(subject.campaign)}
    seats = _board(subject.campaign).filter(in_force(at.date())).select_related("person").order_by("order")
    fit: dict[int, str] = {}
    unfit = []
    for seat in seats:
        if not ask(rules.check_can_oversee, subject, seat.person, at=at):
            unfit.append(seat.person.name)
        elif seat.person_id not in fit:
            load = loads[seat.person_id]
            fit[seat.person_id] = _load_words(seat, load)
    return fit, unfit


def _load_words(seat: Seat, load: Load) -> str:
    return _("%(name)s, %(position)s (đang theo dõi %(n)s)") % {
        "name": seat.person.name,
        "position": seat.position,
        "n": load.collectives + load.individuals,
    }


def _library(subject: Subject, account: Account, text: str, on: date) -> list[Issue]:
    """Earlier suggested points that the account may read, to start from: the same words once, the latest first."""
    seen = Issue.objects.visible_to(account, on).filter(suggestion_set__isnull=False).exclude(subject=subject)
    same_kind = seen.filter(subject__person=None) if subject.is_collective else seen.filter(subject__collective=None)
    words = unaccent(text).split()
    found: dict[str, Issue] = {}
    for issue in same_kind.order_by("-pk")[:300]:
        if all(word in unaccent(f"{issue.title} {issue.text}") for word in words):
            found.setdefault(unaccent(issue.title), issue)
    return list(found.values())[:12]
