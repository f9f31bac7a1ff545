"""The register of shortcomings: what enters it, its states, and what a unit that merges hands to its heir."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.directory.models import Person, Succession, Unit
from tusoi.foundation.journal.actions import record
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.kernel.states import move
from tusoi.process.campaigns import actions_units
from tusoi.process.campaigns.documents import leading_collective
from tusoi.process.campaigns.models import UnitChange
from tusoi.process.issues.models import Issue, Relapse, Shortcoming
from tusoi.process.issues.states import SHORTCOMING_TRANSITIONS, Act, ShortcomingState, SourceKind


@transaction.atomic
def enter(issue: Issue, *, by: Account | None, at: datetime) -> Shortcoming:
    """An upheld issue enters the register. Where it goes on from an earlier one, that one is carried, or has relapsed."""
    subject = issue.subject
    source = issue.sources.filter(kind=SourceKind.EARLIER).exclude(shortcoming=None).first()
    earlier = source.shortcoming if source else None
    if earlier is not None and not earlier.later.exists():
        if earlier.state == ShortcomingState.VERIFIED:
            move_shortcoming(earlier, ShortcomingState.RELAPSED, by=by, at=at)
        elif earlier.state not in (ShortcomingState.CARRIED, ShortcomingState.RELAPSED):
            move_shortcoming(earlier, ShortcomingState.CARRIED, by=by, at=at)
    row = Shortcoming.objects.create(
        issue=issue,
        unit=subject.campaign_unit.unit,
        collective=subject.collective,
        person=subject.person,
        since=at.date(),
        earlier=earlier,
        first_id=(earlier.first_id or earlier.pk) if earlier else None,
    )
    _give_to_heir(row, by=by, at=at)
    return row


@transaction.atomic
def move_shortcoming(
    shortcoming: Shortcoming, to: str, *, supervisor: Person | None = None, by: Account | None, at: datetime
) -> None:
    """Change the state in the register. Called by supervision, whose rules ask who may."""
    also: dict[str, object] = {} if supervisor is None else {"supervisor": supervisor}
    if to == ShortcomingState.VERIFIED:
        also["verified_on"] = at.date()
    move(shortcoming, to, table=SHORTCOMING_TRANSITIONS, **also)
    scope = shortcoming.issue.campaign_id
    record(Act.SHORTCOMING_MOVED, shortcoming, by=by, at=at, scope=scope, to=str(to))


@transaction.atomic
def relapse(shortcoming: Shortcoming, *, reason: str, by: Account | None, at: datetime) -> Relapse:
    """Open again what was verified. Called by supervision, whose rules ask who may."""
    if not reason.strip():
        raise Refused(_("Chưa ghi thấy gì mà biết là tái diễn"))
    assert shortcoming.verified_on is not None
    verified_on = shortcoming.verified_on
    row = Relapse.objects.create(
        shortcoming=shortcoming, verified_on=verified_on, reason=reason.strip(), by=by, on=at.date()
    )
    move(shortcoming, ShortcomingState.RELAPSED, table=SHORTCOMING_TRANSITIONS, verified_on=None)
    scope = shortcoming.issue.campaign_id
    record(Act.SHORTCOMING_RELAPSED, shortcoming, by=by, at=at, scope=scope, verified_on=verified_on.isoformat())
    _give_to_heir(shortcoming, by=by, at=at)
    return row


def _give_to_heir(row: Shortcoming, *, by: Account | None, at: datetime) -> None:
    """Where its unit has merged before it entered the register or came back, the heir bears it."""
    unit = row.unit
    while (step := Succession.objects.filter(old=unit).select_related("new").first()) is not None:
        unit = step.new
    if unit != row.unit:
        _hand_over(row, unit, on=at.date(), by=by, at=at)


def _hand_over(row: Shortcoming, into: Unit, *, on: date, by: Account | None, at: datetime) -> None:
    """What a collective bears goes to the collective that signs for the heir; what a person bears stays the person's own."""
    heir = leading_collective(into)
    before, row.unit = row.unit_id, into
    if row.collective_id and heir is not None:
        row.collective = heir
    row.save(update_fields=["unit", "collective"])
    act, scope = Act.SHORTCOMING_HANDED_OVER, row.issue.campaign_id
    record(act, row, by=by, at=at, scope=scope, before=before, into=into.pk, on=on.isoformat())


@transaction.atomic
def merge_units(
    olds: Sequence[Unit], into: Unit, *, on: date, paper: str, by: Account | None, at: datetime
) -> list[UnitChange]:
    """Units merge (see `campaigns.actions_units.merge`), and their heir takes over what they have not mended.

    What was verified stays where it was, unless it comes back.
    """
    changes = actions_units.merge(olds, into, on=on, paper=paper, by=by, at=at)
    held = Shortcoming.objects.select_for_update().still_open().filter(unit__in=olds).select_related("issue")
    for row in held.order_by("pk"):
        _hand_over(row, into, on=on, by=by, at=at)
    return changes
