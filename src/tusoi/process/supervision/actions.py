"""The verbs of follow-through. A shortcoming's state follows its commitments, through the actions of `issues`."""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.directory.models import Person, Unit
from tusoi.foundation.journal.actions import record
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.kernel.states import move
from tusoi.foundation.tally import actions as tally
from tusoi.process.issues import actions_register as register
from tusoi.process.issues.models import Issue, Shortcoming
from tusoi.process.issues.states import COMMITTED, ShortcomingState
from tusoi.process.supervision import rules
from tusoi.process.supervision.models import Commitment, Contact, Finding, Postponement
from tusoi.process.supervision.states import MEASURE, TRANSITIONS, Act, CommitmentState, ContactKind

# On the way to a state, the states passed through.
_PATHS = {
    ShortcomingState.MENDING: (ShortcomingState.MENDING,),
    ShortcomingState.CLAIMED: (ShortcomingState.MENDING, ShortcomingState.CLAIMED),
    ShortcomingState.VERIFIED: (ShortcomingState.MENDING, ShortcomingState.CLAIMED, ShortcomingState.VERIFIED),
}


@transaction.atomic
def commit(
    issue: Issue,
    *,
    code: str,
    owner: Person,
    measure: str,
    shows: str,
    due_on: date,
    supervisor: Person,
    agency: Unit | None = None,
    by: Account | None,
    at: datetime,
) -> Commitment:
    """A promise that mends an upheld issue: who does what until when, what will show it, and who supervises."""
    rules.check_can_commit(
        issue, owner=owner, measure=measure, shows=shows, due_on=due_on, supervisor=supervisor, by=by, at=at
    )
    words: dict[str, Any] = {"code": code, "owner": owner, "measure": measure, "shows": shows, "due_on": due_on}
    return mend(issue, **words, supervisor=supervisor, agency=agency, by=by, at=at)


def mend(
    issue: Issue,
    *,
    code: str,
    owner: Person,
    measure: str,
    shows: str,
    due_on: date,
    supervisor: Person,
    agency: Unit | None,
    by: Account | None,
    at: datetime,
) -> Commitment:
    """Put down a commitment to an upheld issue, whose rules were asked, in the caller's transaction."""
    unit = issue.subject.campaign_unit
    Shortcoming.objects.select_for_update().get(pk=issue.shortcoming.pk)  # one at a time: only the first counts
    is_first = not issue.commitments.exists()
    commitment = create(
        Commitment(
            campaign=issue.campaign,
            code=code,
            subject=issue.subject,
            issue=issue,
            shortcoming=issue.shortcoming,
            campaign_unit=unit,
            owner=owner,
            measure=measure.strip(),
            shows=shows.strip(),
            due_on=due_on,
            supervisor=supervisor,
            agency=agency,
            made_on=rules.local_day(at),
        ),
        by=by,
        at=at,
    )
    if is_first:
        tally.add(issue.campaign_id, unit.path, COMMITTED, done=1)
    follow(commitment, by=by, at=at)
    return commitment


def create(new: Commitment, *, by: Account | None, at: datetime) -> Commitment:
    """Put down a commitment of either source, whose rules were asked, in the caller's transaction: with its count and its entry."""
    try:
        with transaction.atomic():
            new.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(_("Mã %(code)s đã dùng cho một cam kết khác của đợt này") % {"code": new.code}) from error
    _count(new, total=1)
    record(Act.COMMITTED, new, by=by, at=at, scope=new.campaign_id, due_on=new.due_on.isoformat())
    return new


def _count(commitment: Commitment, *, done: int = 0, total: int = 0) -> None:
    tally.add(
        commitment.campaign_id,
        commitment.campaign_unit.path,
        MEASURE,
        done=done,
        total=total,
        due_on=commitment.due_on,
        shard_id=commitment.campaign_unit.shard_id,
    )


@transaction.atomic
def postpone(commitment: Commitment, *, due_on: date, reason: str, by: Account | None, at: datetime) -> Postponement:
    """Another date, for a reason; the old one stays in view. Day rules of reminders begin anew from the new date."""
    held = Commitment.objects.select_for_update().get(pk=commitment.pk)
    rules.check_can_postpone(held, by=by, at=at)
    rules.check_new_date(held, due_on=due_on, reason=reason, at=at)
    row = Postponement.objects.create(
        commitment=held, before=held.due_on, after=due_on, reason=reason.strip(), by=by, on=rules.local_day(at)
    )
    _count(held, total=-1)
    commitment.due_on = held.due_on = due_on
    held.save(update_fields=["due_on"])
    _count(held, total=1)
    record(
        Act.POSTPONED,
        held,
        by=by,
        at=at,
        scope=held.campaign_id,
        before=row.before.isoformat(),
        after=due_on.isoformat(),
    )
    return row


def follow(commitment: Commitment, *, by: Account | None, at: datetime) -> None:
    """Bring the shortcoming where its commitments are: verified when all are, claimed when none is left to do.

    An immediate action has no shortcoming in the register.
    """
    if commitment.shortcoming_id is None:
        return
    shortcoming = Shortcoming.objects.select_for_update().get(pk=commitment.shortcoming_id)
    states = set(shortcoming.commitments.values_list("state", flat=True))
    if states == {CommitmentState.VERIFIED}:
        goal = ShortcomingState.VERIFIED
    elif states <= {CommitmentState.VERIFIED, CommitmentState.CLAIMED}:
        goal = ShortcomingState.CLAIMED
    else:
        goal = ShortcomingState.MENDING
    path = _PATHS[goal]
    current = ShortcomingState(shortcoming.state)
    start = path.index(current) + 1 if current in path else 0
    steps = path[start:] if current != goal else ()
    if current == ShortcomingState.CLAIMED and goal == ShortcomingState.MENDING:
        steps = (ShortcomingState.MENDING,)
    supervisor = commitment.supervisor if shortcoming.supervisor_id is None else None
    for step in steps:
        register.move_shortcoming(shortcoming, step, supervisor=supervisor, by=by, at=at)


@transaction.atomic
def claim(commitment: Commitment, *, by: Account | None, at: datetime) -> Commitment:
    """The owner says that it is done; the supervisor looks next."""
    rules.check_can_claim(commitment, by=by, at=at)
    move(commitment, CommitmentState.CLAIMED, table=TRANSITIONS)
    record(Act.CLAIMED, commitment, by=by, at=at, scope=commitment.campaign_id)
    follow(commitment, by=by, at=at)
    return commitment


@transaction.atomic
def return_claim(commitment: Commitment, *, note: str, by: Account | None, at: datetime) -> Commitment:
    """Not done yet: the supervisor says what is missing."""
    rules.check_can_return(commitment, note=note, by=by, at=at)
    move(commitment, CommitmentState.RETURNED, table=TRANSITIONS)
    Finding.objects.create(commitment=commitment, is_verified=False, note=note.strip(), by=by, on=rules.local_day(at))
    record(Act.RETURNED, commitment, by=by, at=at, scope=commitment.campaign_id)
    follow(commitment, by=by, at=at)
    return commitment


@transaction.atomic
def verify(commitment: Commitment, *, note: str, by: Account | None, at: datetime) -> Commitment:
    """The supervisor has seen that it is done, and says what was seen. When all commitments of a shortcoming are, it is verified too."""
    rules.check_can_verify(commitment, note=note, by=by, at=at)
    day = rules.local_day(at)
    move(commitment, CommitmentState.VERIFIED, table=TRANSITIONS, verified_on=day)
    Finding.objects.create(commitment=commitment, is_verified=True, note=note.strip(), by=by, on=day)
    _count(commitment, done=1)
    record(Act.VERIFIED, commitment, by=by, at=at, scope=commitment.campaign_id)
    follow(commitment, by=by, at=at)
    return commitment


def contact(
    commitment: Commitment, kind: ContactKind, act: Act, note: str, *, rule: str = "", by: Account | None, at: datetime
) -> Contact:
    """A line of reminding or helping, in the caller's transaction."""
    row = Contact.objects.create(
        commitment=commitment, kind=kind, note=note.strip(), by=by, on=rules.local_day(at), rule=rule
    )
    record(act, commitment, by=by, at=at, scope=commitment.campaign_id, contact=row.pk)
    return row


@transaction.atomic
def remind(commitment: Commitment, *, note: str = "", by: Account | None, at: datetime) -> Contact:
    rules.check_can_contact(commitment, by=by, at=at)
    return contact(commitment, ContactKind.REMINDER, Act.REMINDED, note, by=by, at=at)


@transaction.atomic
def offer_help(commitment: Commitment, *, note: str, by: Account | None, at: datetime) -> Contact:
    rules.check_can_help(commitment, note=note, by=by, at=at)
    return contact(commitment, ContactKind.HELP, Act.HELPED, note, by=by, at=at)
