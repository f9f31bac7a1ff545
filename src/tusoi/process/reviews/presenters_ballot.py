"""What the pages of a vote count show; and its results, for the minutes and the projector, once the team has signed."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.forms import BoundField
from django.urls import reverse

from tusoi.foundation.access.models import Account
from tusoi.foundation.directory.models import Membership, Person, Seat, in_force
from tusoi.foundation.kernel.refusal import Answer, ask
from tusoi.foundation.rulebook.rating import NOT_YET, Rating
from tusoi.foundation.tally.paths import within
from tusoi.process.campaigns.models import Subject
from tusoi.process.reviews import rules_ballot, rules_rating
from tusoi.process.reviews.actions_rating import NUMBERS
from tusoi.process.reviews.forms_rating import LABELS, CountForm
from tusoi.process.reviews.models import BallotCount, BallotCounter, BallotLine, Meeting
from tusoi.process.reviews.rules import local_day
from tusoi.process.reviews.states_rating import CountState

BADGES = {CountState.DRAFT: "soon", CountState.SIGNED: "done", CountState.WITHDRAWN: "plain"}
MOST_PEOPLE = 80  # offered for the counting team: seats first, then members; a list longer than this helps nobody


def count_url(count: BallotCount, name: str = "count") -> str:
    codes = {"campaign": count.meeting.campaign.code, "meeting": count.meeting.code, "number": count.number}
    return reverse(f"reviews:{name}", kwargs=codes)


# -- results


@dataclass(frozen=True)
class ResultLine:
    subject: Subject
    kind: str
    votes: list[int]


@dataclass(frozen=True)
class Result:
    """A count as it is read: numbers of the ballots, then for each line the votes by level, not-yet last."""

    count: BallotCount
    head: BallotCounter | None
    team: list[BallotCounter]
    absent: int
    numbers: list[tuple[str, int]]
    levels: list[str]
    lines: list[ResultLine]


def result_of(count: BallotCount) -> Result:
    rating = rules_rating.scheme_of(count.meeting.campaign)
    codes = [*(level.code for level in rating.levels), NOT_YET]
    counters = list(count.counters.all())
    return Result(
        count=count,
        head=next((row for row in counters if row.is_head), None),
        team=[row for row in counters if not row.is_head],
        absent=(count.invited or 0) - (count.present or 0),
        numbers=[(str(LABELS[name]), getattr(count, name) or 0) for name in NUMBERS],
        levels=[rating.level_name(code) for code in codes],
        lines=[_line(line, codes, rating) for line in count.lines.all()],
    )


def _line(line: BallotLine, codes: list[str], rating: Rating) -> ResultLine:
    votes = {row.level: row.votes for row in line.votes.all()}
    kinds = rating.kinds_of(is_collective=line.subject.is_collective)
    return ResultLine(line.subject, kinds.get(line.kind, line.kind), [votes.get(code, 0) for code in codes])


def results_of(meeting: Meeting) -> list[Result]:
    """The signed counts of a meeting; nothing of one that is still being counted. Empty where nothing is rated."""
    if meeting.campaign.rules.rating is None:
        return []
    counts = BallotCount.objects.signed().with_names().filter(meeting=meeting)
    return [result_of(count) for count in counts]


# -- the pages


@dataclass(frozen=True)
class BallotRow:
    count: BallotCount
    url: str
    badge: str
    subjects: list[Subject]


@dataclass(frozen=True)
class BallotsPage:
    rows: list[BallotRow]
    can_prepare: Answer
    nobody: bool


def ballots_page(meeting: Meeting, *, account: Account, at: datetime) -> BallotsPage:
    counts = BallotCount.objects.visible_to(account, local_day(at)).with_names().filter(meeting=meeting)
    return BallotsPage(
        rows=[
            BallotRow(
                count,
                count_url(count),
                BADGES[CountState(count.state)],
                list(dict.fromkeys(line.subject for line in count.lines.all())),
            )
            for count in counts
        ],
        can_prepare=ask(rules_ballot.check_can_keep_ballot, meeting, by=account, at=at),
        nobody=not rules_ballot.ballot_subjects(meeting),
    )


def possible_counters(meeting: Meeting, *, at: datetime) -> list[tuple[Person, str]]:
    """Who may be asked to count: those present, who takes the minutes, the superior, and others of the unit."""
    on, path = local_day(at), meeting.campaign_unit.unit.path
    attendees = meeting.attendees.exclude(is_present=False).select_related("person").order_by("order")
    found = {row.person_id: (row.person, row.position) for row in attendees}
    for guest in (meeting.minute_taker, meeting.attending_superior):
        if guest is not None:
            found.setdefault(guest.pk, (guest, ""))
    seats = Seat.objects.filter(in_force(on), within(path, "collective__unit__path")).select_related(
        "person", "collective"
    )
    for seat in seats.order_by("collective__unit__path", "order")[:MOST_PEOPLE]:
        found.setdefault(seat.person_id, (seat.person, f"{seat.position}, {seat.collective.name}"))
    members = Membership.objects.filter(Q(until=None), within(path, "unit__path")).select_related("person", "unit")
    for row in members.order_by("unit__path", "person__sort_key")[: MOST_PEOPLE - len(found)]:
        found.setdefault(row.person_id, (row.person, row.unit.name))
    absent = set(meeting.attendees.filter(is_present=False).values_list("person", flat=True))
    return [pair for pk, pair in found.items() if pk not in absent]


@dataclass(frozen=True)
class LineFields:
    subject: Subject
    kind: str
    fields: list[tuple[str, BoundField]]


@dataclass(frozen=True)
class CountPage:
    count: BallotCount
    badge: str
    result: Result
    invited: int
    present: int
    faults: list[str]
    form: CountForm
    numbers: list[BoundField]
    lines: list[LineFields]
    can_count: Answer
    can_sign: Answer
    can_withdraw: Answer
    sees_meeting: bool


def count_page(count: BallotCount, *, account: Account, at: datetime, wrong: CountForm | None = None) -> CountPage:
    rating = rules_rating.scheme_of(count.meeting.campaign)
    form = wrong or CountForm(count=count, rating=rating)
    counted = rules_ballot.presence(count.meeting)
    invited = count.invited if count.invited is not None else counted[0]
    present = count.present if count.present is not None else counted[1]
    is_draft = count.state == CountState.DRAFT
    result = result_of(count)
    return CountPage(
        count=count,
        badge=BADGES[CountState(count.state)],
        result=result,
        invited=invited,
        present=present,
        faults=rules_ballot.faults_of(count) if is_draft and count.revision else [],
        form=form,
        numbers=[form[name] for name in NUMBERS],
        lines=[
            LineFields(line.subject, row.kind, [(name, form[f"l{line.pk}-{code}"]) for code, name in form.levels])
            for line, row in zip(count.lines.all(), result.lines, strict=True)
        ],
        can_count=ask(rules_ballot.check_can_count, count, by=account, at=at),
        can_sign=ask(rules_ballot.check_can_sign_count, count, by=account, at=at),
        can_withdraw=ask(rules_ballot.check_can_withdraw_count, count, reason="…", by=account, at=at),
        sees_meeting=Meeting.objects.visible_to(account, local_day(at)).filter(pk=count.meeting_id).exists(),
    )
