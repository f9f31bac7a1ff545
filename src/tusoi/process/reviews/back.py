"""Back to those who contributed: what was accepted and what was explained, group by group; on a page, in a letter, on a notice.

Only what the circle "contributors" was told: subjects whose deciding meeting was announced to it. Of a collective the team's
wording of an issue; of an individual nothing, as in the notice of the result; of a slip never a word. A group stands by name
only with issues that at least the threshold of its slips raised. What was not upheld leaves at closing (rule 8 of the process).
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.permissions import reachable
from tusoi.foundation.access.roles import Permission
from tusoi.process.campaigns.models import Campaign, Subject
from tusoi.process.campaigns.states import CampaignState
from tusoi.process.feedback.models import Comment, Group, Round
from tusoi.process.feedback.states import RoundState
from tusoi.process.issues.models import GroupVoices, Issue, IssueAnswer
from tusoi.process.issues.states import CONCLUDED, AnswerKind, IssueState
from tusoi.process.reviews.models import AgendaItem, Announcement
from tusoi.process.reviews.states import Circle


@dataclass(frozen=True)
class Told:
    """One issue as contributors hear of it. upheld: the meeting found a shortcoming, which is now followed until it is mended."""

    title: str
    accepted: bool
    upheld: bool
    groups: tuple[int, ...]


@dataclass(frozen=True)
class ToldSubject:
    """What a collective said to the issues about it. hidden: answered, not upheld, and no longer named."""

    subject: Subject
    accepted: list[Told]
    explained: list[Told]
    hidden: int


@dataclass(frozen=True)
class ToldGroup:
    """What one group raised, as far as it may stand by name."""

    name: str
    accepted: list[Told]
    explained: list[Told]


@dataclass(frozen=True)
class Back:
    """waiting: subjects whose result contributors were not told yet. people: whether individuals were reviewed as well."""

    round: Round
    subjects: list[ToldSubject]
    groups: list[ToldGroup]
    people: int
    waiting: int


def announced() -> "QuerySet[AgendaItem]":
    """Items of meetings that decide about their subject and whose result the contributors were told."""
    told = Announcement.objects.filter(meeting=OuterRef("meeting"), audience=Circle.CONTRIBUTORS)
    decides = AgendaItem.objects.filter(meeting__collective=OuterRef("subject__decided_by"), pk=OuterRef("pk"))
    return AgendaItem.objects.filter(Exists(told), Exists(decides))


def told_rounds() -> "QuerySet[Round]":
    """Rounds of which contributors can hear something."""
    items = announced().filter(subject__rounds=OuterRef("pk"))
    return Round.objects.filter(Exists(items), state=RoundState.SYNTHESISED).select_related(
        "campaign__frozen", "campaign_unit__unit__parent"
    )


def rounds_to_tell(campaign: Campaign, account: Account, on: date) -> "QuerySet[Round]":
    """Those whose letters the account may write: who runs the round, and who sees issues at the unit that asked."""
    seen = reachable(account, Permission.SEE_ISSUES, on=on, field="campaign_unit__unit__path")
    seen |= reachable(account, Permission.RUN_ROUND, on=on, field="campaign_unit__unit__path")
    return told_rounds().filter(seen, campaign=campaign).order_by("closes_on", "pk")


def groups_to_tell(rounds: "QuerySet[Round]") -> "QuerySet[Group]":
    """Groups that said something: small ones together, as they were merged at the opening."""
    said = Comment.objects.filter(group=OuterRef("pk"))
    found = Group.objects.filter(Exists(said), is_conference=False, round__in=rounds.values("pk"))
    return found.select_related("round__campaign__frozen", "round__campaign_unit__unit__parent").order_by("round", "pk")


def back_of(round: Round) -> Back:
    """What the contributors of a round are told. A fixed number of queries."""
    told = set(announced().filter(subject__rounds=round).values_list("subject", flat=True))
    subjects = list(round.subjects.order_by("tier__order", "campaign_unit__sort_key", "order"))
    known = [subject for subject in subjects if subject.pk in told]
    lines = _lines(round, [subject.pk for subject in known if subject.is_collective])
    shown = [row for rows in lines.values() for row, hidden in rows if not hidden]
    of_groups = Group.objects.filter(pk__in={pk for row in shown for pk in row.groups})
    return Back(
        round=round,
        subjects=[_of_subject(subject, lines.get(subject.pk, [])) for subject in known if subject.is_collective],
        groups=[
            ToldGroup(group.name, *_parted([row for row in shown if group.pk in row.groups]))
            for group in of_groups.order_by("pk")
        ],
        people=sum(not subject.is_collective for subject in known),
        waiting=len(subjects) - len(known),
    )


def _of_subject(subject: Subject, rows: list[tuple[Told, bool]]) -> ToldSubject:
    accepted, explained = _parted([row for row, hidden in rows if not hidden])
    return ToldSubject(subject, accepted, explained, sum(hidden for _row, hidden in rows))


def _parted(rows: list[Told]) -> tuple[list[Told], list[Told]]:
    return [row for row in rows if row.accepted], [row for row in rows if not row.accepted]


def _lines(round: Round, subjects: list[int]) -> dict[int, list[tuple[Told, bool]]]:
    """{subject: (issue, whether it is no longer named)} of the issues from this round that were answered or concluded."""
    issues = Issue.objects.filter(round=round, subject__in=subjects, state__in=[IssueState.ANSWERED, *CONCLUDED])
    kinds = dict(IssueAnswer.objects.filter(issue__in=issues).order_by("pk").values_list("issue", "kind"))
    groups: dict[int, tuple[int, ...]] = {}
    loud = GroupVoices.objects.filter(issue__in=issues, voices__gte=round.threshold).order_by("group")
    for pk, group in loud.values_list("issue", "group"):
        groups[pk] = (*groups.get(pk, ()), group)
    closed = round.campaign.state == CampaignState.CLOSED
    found: dict[int, list[tuple[Told, bool]]] = {}
    for issue in issues.order_by("pk"):
        upheld = issue.state == IssueState.UPHELD
        accepted = kinds.get(issue.pk) == AnswerKind.ACCEPT or (issue.pk not in kinds and upheld)
        row = Told(issue.title.rstrip("."), accepted, upheld, groups.get(issue.pk, ()))
        found.setdefault(issue.subject_id, []).append((row, closed and issue.state == IssueState.NOT_UPHELD))
    return found
