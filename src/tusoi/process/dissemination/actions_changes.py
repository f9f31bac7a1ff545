"""What changes on the frozen list: one decision, one name, one reason, one line (two for a move), so that every later
denominator can be explained. A change counts from its own day on; the figures of earlier days stay as they were."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Min

from tusoi.foundation.access.models import Account
from tusoi.foundation.directory.models import MembershipStatus, Person, Status, in_force
from tusoi.foundation.journal.actions import record
from tusoi.foundation.tally import actions as tally
from tusoi.process.campaigns.models import Campaign, CampaignUnit
from tusoi.process.dissemination import rules_roll as rules
from tusoi.process.dissemination.models import Attendance, RequiredChange, RequiredMember
from tusoi.process.dissemination.states import DISSEMINATION, Act, ChangeKind, OutKind

ACTS = {
    ChangeKind.ADDED: Act.MEMBER_ADDED,
    ChangeKind.LEFT_OUT: Act.MEMBER_LEFT_OUT,
    ChangeKind.TAKEN_BACK: Act.MEMBER_TAKEN_BACK,
    ChangeKind.MOVED: Act.MEMBER_MOVED,
    ChangeKind.KEPT: Act.MEMBER_KEPT,
}


@transaction.atomic
def add_member(
    campaign: Campaign,
    person: Person,
    *,
    left_out: OutKind | str = "",
    is_key_cadre: bool = False,
    reason: str,
    by: Account,
    at: datetime,
) -> RequiredMember:
    """Put somebody who joined after the freeze on the list, at the unit of activity; or note why they need not come.

    Whoever was a guest in a class before counts as reached since that class.
    """
    Campaign.objects.select_for_update().get(pk=campaign.pk)  # two officers add the same person: the second is told
    rules.check_can_change_list(campaign, by=by, at=at)
    unit = rules.check_can_add(campaign, person, at=at)
    if left_out:
        rules.check_kind(left_out)
    member = RequiredMember.objects.create(
        campaign=campaign,
        person=person,
        campaign_unit=unit,
        status=_status_of(person, at.date()),
        is_key_cadre=is_key_cadre,
        left_out=left_out,
        frozen_on=at.date(),
        reached_on=_first_attended(campaign, person),
        shard_id=person.shard_id,
    )
    kind = ChangeKind.LEFT_OUT if left_out else ChangeKind.ADDED
    _put(member, kind, 0 if left_out else 1, reason=reason, by=by, at=at, out_kind=left_out)
    return member


@transaction.atomic
def leave_out(member: RequiredMember, *, kind: OutKind | str, reason: str, by: Account, at: datetime) -> RequiredMember:
    """Take somebody out of the denominator. They stay on the list, with the reason, and may be taken back."""
    held = _held(member)
    rules.check_can_change_list(held.campaign, by=by, at=at)
    rules.check_can_leave_out(held)
    rules.check_kind(kind)
    _put(held, ChangeKind.LEFT_OUT, -1, reason=reason, by=by, at=at, out_kind=kind)
    return _set(held, left_out=kind)


@transaction.atomic
def take_back(member: RequiredMember, *, reason: str, by: Account, at: datetime) -> RequiredMember:
    """Count somebody again who had been left out."""
    held = _held(member)
    rules.check_can_change_list(held.campaign, by=by, at=at)
    rules.check_can_take_back(held)
    _put(held, ChangeKind.TAKEN_BACK, 1, reason=reason, by=by, at=at, out_kind=held.left_out)
    return _set(held, left_out="")


@transaction.atomic
def move_member(member: RequiredMember, to: CampaignUnit, *, reason: str, by: Account, at: datetime) -> RequiredMember:
    """Count somebody at another unit of the campaign from today on, with what they have attended."""
    held = _held(member)
    rules.check_can_change_list(held.campaign, by=by, at=at)
    rules.check_can_move(held, to)
    old = held.campaign_unit
    _put(held, ChangeKind.MOVED, -1, reason=reason, by=by, at=at, other_unit=to)
    held = _set(held, campaign_unit=to)
    _put(held, ChangeKind.MOVED, 1, reason=reason, by=by, at=at, other_unit=old)
    return held


@transaction.atomic
def keep_member(member: RequiredMember, *, seen: str, reason: str, by: Account, at: datetime) -> RequiredMember:
    """Leave somebody on the list as they stand although the roll says otherwise. seen: what it says (`changes.Difference`)."""
    held = _held(member)
    rules.check_can_change_list(held.campaign, by=by, at=at)
    _put(held, ChangeKind.KEPT, 0, reason=reason, by=by, at=at, seen=seen)
    return held


def _held(member: RequiredMember) -> RequiredMember:
    """The row as it is now, held until the end of the transaction: a check-in at the same moment waits."""
    rows = RequiredMember.objects.select_for_update(of=("self",))
    return rows.select_related("campaign__unit", "campaign_unit", "person").get(pk=member.pk)


def _set(member: RequiredMember, **values: object) -> RequiredMember:
    RequiredMember.objects.filter(pk=member.pk).update(**values)
    for name, value in values.items():
        setattr(member, name, value)
    return member


def _put(
    member: RequiredMember, kind: ChangeKind, step: int, *, reason: str, by: Account, at: datetime, **also: object
) -> None:
    """Write the line about the unit where the member counts, add its step to the counters, journal it."""
    line = RequiredChange.objects.create(
        member=member,
        campaign_unit=member.campaign_unit,
        kind=kind,
        step=step,
        reason=rules.check_reason(reason),
        on=at.date(),
        by=by,
        **also,
    )
    done = step if member.reached_on is not None else 0
    if step:
        tally.add(member.campaign_id, member.campaign_unit.path, DISSEMINATION, done=done, total=step)
    facts = {"person": member.person_id, "unit": member.campaign_unit_id, "step": step}
    record(ACTS[kind], line, by=by, at=at, scope=member.campaign_id, **facts)


def _status_of(person: Person, on: date) -> str:
    found = MembershipStatus.objects.filter(in_force(on), in_force(on, "membership__"), membership__person=person)
    return found.values_list("status", flat=True).first() or Status.FULL


def _first_attended(campaign: Campaign, person: Person) -> date | None:
    attended = Attendance.objects.standing().filter(study_class__campaign=campaign, person=person)
    first: date | None = attended.aggregate(first=Min("study_class__held_on"))["first"]
    return first
