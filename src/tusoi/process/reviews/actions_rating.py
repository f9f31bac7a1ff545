"""The verbs of ratings and of the counts of ballots."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.directory.models import Person
from tusoi.foundation.journal.actions import record
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.kernel.states import move
from tusoi.foundation.rulebook.rating import NOT_YET
from tusoi.process.campaigns.models import Campaign, Subject
from tusoi.process.issues.rules import writes_by_proxy
from tusoi.process.reviews import rules_ballot, rules_rating
from tusoi.process.reviews.models import (
    BallotCount,
    BallotCounter,
    BallotLine,
    BallotVotes,
    Meeting,
    OutstandingGrounds,
    RatingEntry,
)
from tusoi.process.reviews.rules import local_day
from tusoi.process.reviews.rules_minutes import check_revision
from tusoi.process.reviews.states import COUNT_TRANSITIONS, Act
from tusoi.process.reviews.states_rating import CountState, Stage

NUMBERS = ("issued", "collected", "not_returned", "valid", "invalid")


@transaction.atomic
def state_level(
    subject: Subject,
    *,
    kind: str,
    stage: Stage | str,
    level: str,
    grounds: str = "",
    body: str = "",
    document: str = "",
    reason: str = "",
    by: Account | None,
    at: datetime,
) -> RatingEntry:
    """State the level at one stage: what the subject claims, what is proposed, what is decided.

    A later one at the same stage stands in place of the earlier, which is kept. The journal names no level.
    """
    Subject.objects.select_for_update().get(pk=subject.pk)  # one statement at a time about a subject
    earlier = RatingEntry.objects.filter(subject=subject, kind=kind, stage=stage).order_by("-number").first()
    rules_rating.check_entry(
        subject, kind=kind, stage=stage, level=level, body=body, reason=reason, earlier=earlier, by=by, at=at
    )
    entry = RatingEntry.objects.create(
        subject=subject,
        kind=kind,
        stage=stage,
        number=earlier.number + 1 if earlier else 1,
        level=level,
        grounds=grounds.strip(),
        reason=reason.strip() if earlier else "",
        body=body.strip(),
        document=document.strip(),
        on=local_day(at),
        by=by,
        by_proxy=stage == Stage.SELF and writes_by_proxy(subject, by),
    )
    record(
        Act.RATED, entry, by=by, at=at, scope=subject.campaign_id, subject=subject.pk, stage=stage, number=entry.number
    )
    return entry


@transaction.atomic
def state_grounds(
    campaign: Campaign, *, group: str, path: str, text: str, by: Account | None, at: datetime
) -> OutstandingGrounds:
    """Why a group has the higher share. path: of the unit under which the group is compared."""
    rules_rating.check_can_state_grounds(campaign, path, by=by, at=at)
    if not text.strip():
        raise Refused(_("Chưa nêu căn cứ"))
    try:
        with transaction.atomic():
            row = OutstandingGrounds.objects.create(
                campaign=campaign, group=group, text=text.strip(), by=by, on=local_day(at)
            )
    except IntegrityError as error:
        raise Refused(_("Nhóm này đã có căn cứ")) from error
    record(Act.GROUNDS_STATED, row, by=by, at=at, scope=campaign.pk)
    return row


# -- the count of ballots


@transaction.atomic
def prepare_count(
    meeting: Meeting,
    *,
    stage: Stage | str,
    subjects: Sequence[Subject],
    team: Sequence[Person],
    head: Person,
    by: Account | None,
    at: datetime,
) -> BallotCount:
    """Who stands on the ballot, and who counts it. Each thing that the procedure rates is a line."""
    rules_ballot.check_can_keep_ballot(meeting, by=by, at=at)
    rules_ballot.check_team(meeting, team=team, head=head, subjects=subjects, stage=stage)
    Meeting.objects.select_for_update().get(pk=meeting.pk)  # numbers are given one after another
    last = meeting.ballot_counts.aggregate(last=Max("number"))["last"] or 0
    count = BallotCount.objects.create(meeting=meeting, number=last + 1, stage=stage)
    members = [head, *(person for person in dict.fromkeys(team) if person != head)]
    BallotCounter.objects.bulk_create(
        BallotCounter(count=count, person=person, is_head=number == 1, order=number)
        for number, person in enumerate(members, start=1)
    )
    rating = rules_rating.scheme_of(meeting.campaign)
    lines = [(s, kind) for s in subjects for kind in rating.kinds_of(is_collective=s.is_collective)]
    BallotLine.objects.bulk_create(
        BallotLine(count=count, subject=subject, kind=kind, order=number)
        for number, (subject, kind) in enumerate(lines, start=1)
    )
    record(Act.BALLOT_PREPARED, count, by=by, at=at, scope=meeting.campaign_id, lines=len(lines))
    return count


def _hold(count: BallotCount) -> None:
    """The row as it is now; nobody signs while numbers are being saved."""
    held = BallotCount.objects.select_for_update().get(pk=count.pk)
    for name in ("state", "revision", "present", "invited", *NUMBERS):
        setattr(count, name, getattr(held, name))


@transaction.atomic
def save_numbers(
    count: BallotCount,
    *,
    numbers: Mapping[str, int | None],
    votes: Mapping[int, Mapping[str, int | None]],
    revision: int,
    by: Account | None,
    at: datetime,
) -> BallotCount:
    """Keep the numbers as they were counted, whether or not they add up: what does not is said, and holds the signature.

    numbers: by the names in NUMBERS. votes: by line (id), then by level. revision: as it was when the page was opened.
    """
    _hold(count)
    rules_ballot.check_can_count(count, by=by, at=at)
    check_revision(count.revision, revision)
    rating = rules_rating.scheme_of(count.meeting.campaign)
    levels = [*(level.code for level in rating.levels), NOT_YET]
    for name in NUMBERS:
        setattr(count, name, numbers.get(name))
    count.revision = revision + 1
    count.save(update_fields=[*NUMBERS, "revision"])
    lines = list(BallotLine.objects.filter(count=count))
    BallotVotes.objects.filter(line__in=lines).delete()
    BallotVotes.objects.bulk_create(
        BallotVotes(line=line, level=code, votes=value)
        for line in lines
        for code in levels
        if (value := votes.get(line.pk, {}).get(code)) is not None
    )
    record(Act.BALLOT_COUNTED, count, by=by, at=at, scope=count.meeting.campaign_id, revision=count.revision)
    return fresh(count)


def fresh(count: BallotCount) -> BallotCount:
    """The count as it stands, with its lines and votes."""
    return BallotCount.objects.with_names().get(pk=count.pk)


@transaction.atomic
def sign_count(count: BallotCount, *, by: Account | None, at: datetime) -> BallotCount:
    """The team's signature: the numbers and who was there stand still, and the results may be shown."""
    _hold(count)
    count = fresh(count)
    rules_ballot.check_can_sign_count(count, by=by, at=at)
    invited, present = rules_ballot.presence(count.meeting)
    move(
        count,
        CountState.SIGNED,
        table=COUNT_TRANSITIONS,
        invited=invited,
        present=present,
        signed_on=local_day(at),
        signed_by=by,
    )
    record(Act.COUNT_SIGNED, count, by=by, at=at, scope=count.meeting.campaign_id)
    return count


@transaction.atomic
def withdraw_count(count: BallotCount, *, reason: str, by: Account | None, at: datetime) -> BallotCount:
    """Set a mistaken count aside, with the reason; it stays on record."""
    _hold(count)
    rules_ballot.check_can_withdraw_count(count, reason=reason, by=by, at=at)
    move(count, CountState.WITHDRAWN, table=COUNT_TRANSITIONS, withdrawn_for=reason.strip())
    record(Act.COUNT_WITHDRAWN, count, by=by, at=at, scope=count.meeting.campaign_id)
    return count
