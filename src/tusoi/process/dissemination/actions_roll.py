"""Freeze who must be reached. What changes afterwards is in `actions_changes`."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.directory.models import MembershipKind, MembershipStatus, Person, in_force
from tusoi.foundation.journal.actions import record
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.tally import actions as tally
from tusoi.foundation.tally.paths import within
from tusoi.process.campaigns.models import Campaign
from tusoi.process.dissemination import rules_roll as rules
from tusoi.process.dissemination.models import RequiredChange, RequiredMember
from tusoi.process.dissemination.states import DISSEMINATION, Act, ChangeKind, OutKind

BATCH = 500
NAMED = 5  # how many codes a refusal lists


@dataclass(frozen=True)
class LeftOut:
    """Somebody whom a named person leaves out while the list is frozen, and why."""

    code: str
    kind: OutKind | str
    reason: str


@transaction.atomic
def freeze_roll(
    campaign: Campaign,
    key_cadres: Collection[str],
    *,
    left_out: Sequence[LeftOut] = (),
    by: Account | None,
    at: datetime,
) -> int:
    """Fix who must be reached: everybody whose activity is in the campaign's units that day, but those left out. Once.

    key_cadres: codes of people who are key cadres or cadres of district offices. left_out: an excused or suspended member
    counts like everybody else unless named here. Returns how many must be reached.
    """
    Campaign.objects.select_for_update().get(pk=campaign.pk)
    rules.check_can_freeze_roll(campaign, by=by, at=at)
    marks = {mark.code: mark for mark in left_out}
    if marks and by is None:
        raise Refused(_("Đưa người ra ngoài danh sách phải có người đứng tên"))
    for mark in left_out:
        rules.check_kind(mark.kind)
        rules.check_reason(mark.reason)
    _check_codes(campaign, {*key_cadres, *marks}, at.date())
    members = list(_members(campaign, set(key_cadres), marks, at.date()))
    RequiredMember.objects.bulk_create([member for _code, member in members], batch_size=BATCH)
    RequiredChange.objects.bulk_create(
        [
            RequiredChange(
                member=member,
                campaign_unit=member.campaign_unit,
                kind=ChangeKind.LEFT_OUT,
                step=0,  # never counted, so nothing to take off
                out_kind=member.left_out,
                reason=marks[code].reason.strip(),
                on=at.date(),
                by=by,
            )
            for code, member in members
            if code in marks
        ],
        batch_size=BATCH,
    )
    counting = [member for code, member in members if code not in marks]
    tally.add_all(campaign.pk, (tally.Raw(row.campaign_unit.path, DISSEMINATION, 0, 1) for row in counting))
    facts = {"members": len(counting), "left_out": len(marks)}
    record(Act.ROLL_FROZEN, campaign, by=by, at=at, scope=campaign.pk, **facts)
    return len(counting)


def _members(
    campaign: Campaign, key_cadres: set[str], marks: dict[str, LeftOut], on: date
) -> Iterable[tuple[str, RequiredMember]]:
    units = {unit.unit_id: unit for unit in campaign.units.all()}
    on_roll = (
        MembershipStatus.objects.filter(
            in_force(on),
            in_force(on, "membership__"),
            within(campaign.unit.path, "membership__unit__path"),
            membership__kind=MembershipKind.ACTIVITY,
            membership__unit__in=units,
        )
        .values_list(
            "membership__person",
            "membership__person__code",
            "membership__person__shard_id",
            "membership__unit",
            "status",
        )
        .order_by("membership__person__sort_key")
    )
    for person, code, shard, unit, status in on_roll:
        yield (
            code,
            RequiredMember(
                campaign=campaign,
                person_id=person,
                campaign_unit=units[unit],
                status=status,
                is_key_cadre=code in key_cadres,
                left_out=marks[code].kind if code in marks else "",
                frozen_on=on,
                shard_id=shard,
            ),
        )


def _check_codes(campaign: Campaign, codes: Collection[str], on: date) -> None:
    """Raise Refused naming the codes that are not on the roll."""
    known: set[str] = set()
    ordered = sorted(codes)
    on_roll = Person.objects.in_unit(campaign.unit, on)
    for start in range(0, len(ordered), BATCH):
        known.update(on_roll.filter(code__in=ordered[start : start + BATCH]).values_list("code", flat=True))
    unknown = sorted(set(codes) - known)
    if unknown:
        raise Refused(_("Không có trong danh sách đảng viên: %(codes)s") % {"codes": ", ".join(unknown[:NAMED])})
