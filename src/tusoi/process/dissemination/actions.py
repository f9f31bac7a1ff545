"""Freeze who must be reached, plan classes, check people in, keep declared figures."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, time

from django.db import transaction
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.directory.models import MembershipKind, MembershipStatus, Person, Status, in_force
from tusoi.foundation.journal.actions import record
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.kernel.states import move
from tusoi.foundation.tally import actions as tally
from tusoi.foundation.tally.paths import within
from tusoi.process.campaigns.models import Campaign, CampaignUnit
from tusoi.process.dissemination import rules
from tusoi.process.dissemination.models import DeclaredFigure, Invitee, RequiredMember, StudyClass
from tusoi.process.dissemination.rules import BATCH
from tusoi.process.dissemination.states import DISSEMINATION, TRANSITIONS, Act, Audience, ClassState

COUNTED_STATUSES = [Status.FULL, Status.PROBATIONARY]


@transaction.atomic
def freeze_roll(campaign: Campaign, key_cadres: Collection[str], *, by: Account | None, at: datetime) -> int:
    """Fix who must be reached: full and probationary members active in the campaign's units that day. Once.

    key_cadres: codes of people who are key cadres or cadres of district offices. Returns how many must be reached.
    """
    Campaign.objects.select_for_update().get(pk=campaign.pk)
    rules.check_can_freeze_roll(campaign, by=by, at=at)
    on = at.date()
    units = {unit.unit_id: unit for unit in campaign.units.all()}
    cadres = set(key_cadres)
    members = [
        RequiredMember(
            campaign=campaign,
            person_id=person,
            campaign_unit=units[unit],
            status=status,
            is_key_cadre=code in cadres,
            frozen_on=on,
            shard_id=shard,
        )
        for person, code, shard, unit, status in _counted_members(campaign, on)
        if unit in units
    ]
    unknown = cadres - set(_codes_of(campaign, on, cadres))
    if unknown:
        raise Refused(
            _("Không có trong danh sách đảng viên: %(codes)s") % {"codes": ", ".join(sorted(unknown)[: rules.NAMED])}
        )
    RequiredMember.objects.bulk_create(members, batch_size=BATCH)
    tally.add_all(campaign.pk, (tally.Raw(row.campaign_unit.path, DISSEMINATION, 0, 1) for row in members))
    record(Act.ROLL_FROZEN, campaign, by=by, at=at, scope=campaign.pk, members=len(members))
    return len(members)


def _counted_members(campaign: Campaign, on: date) -> Iterable[tuple[int, str, int, int, str]]:
    """(person, code, shard, unit, status) of everybody whose activity is in the tree that day and who counts."""
    return (
        MembershipStatus.objects.filter(
            in_force(on),
            in_force(on, "membership__"),
            within(campaign.unit.path, "membership__unit__path"),
            membership__kind=MembershipKind.ACTIVITY,
            status__in=COUNTED_STATUSES,
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


def _codes_of(campaign: Campaign, on: date, codes: Collection[str]) -> Iterable[str]:
    """Those of the codes that are on the roll, whatever their status."""
    known: set[str] = set()
    ordered = sorted(codes)
    on_roll = Person.objects.in_unit(campaign.unit, on)
    for start in range(0, len(ordered), BATCH):
        known.update(on_roll.filter(code__in=ordered[start : start + BATCH]).values_list("code", flat=True))
    return known


@transaction.atomic
def plan_class(
    campaign: Campaign,
    *,
    code: str,
    organiser: CampaignUnit,
    audience: Audience | str,
    title: str,
    place: str = "",
    speaker: str = "",
    held_on: date,
    starts_at: time | None = None,
    materials: str = "",
    is_makeup: bool = False,
    invitees: Sequence[Person] = (),
    by: Account | None,
    at: datetime,
) -> StudyClass:
    """Plan a class, or enter one that was held on an earlier day of the campaign. invitees: whom it expects by name."""
    rules.check_can_run_class(organiser, by=by, at=at)
    rules.check_class(campaign, code=code, organiser=organiser, held_on=held_on)
    study_class = StudyClass.objects.create(
        campaign=campaign,
        code=code,
        organiser=organiser,
        audience=audience,
        title=title,
        place=place,
        speaker=speaker,
        held_on=held_on,
        starts_at=starts_at,
        materials=materials.strip(),
        is_makeup=is_makeup,
    )
    Invitee.objects.bulk_create(
        [Invitee(study_class=study_class, person=person, shard_id=person.shard_id) for person in invitees],
        batch_size=BATCH,
    )
    record(Act.CLASS_PLANNED, study_class, by=by, at=at, scope=campaign.pk)
    return study_class


@transaction.atomic
def close_class(study_class: StudyClass, *, by: Account | None, at: datetime) -> StudyClass:
    """The list of the class is complete."""
    rules.check_can_close_class(study_class, by=by, at=at)
    move(study_class, ClassState.HELD, table=TRANSITIONS)
    record(
        Act.CLASS_HELD,
        study_class,
        by=by,
        at=at,
        scope=study_class.campaign_id,
        people=study_class.attendances.standing().count(),
    )
    return study_class


@transaction.atomic
def declare_figure(
    campaign_unit: CampaignUnit,
    *,
    measure: str = DISSEMINATION,
    count: int,
    total: int | None = None,
    percent: str = "",
    source: str,
    declared_on: date,
    by: Account | None,
    at: datetime,
) -> DeclaredFigure:
    """Keep a figure as a unit wrote it. It is never used to count; remarks about it are in `progress.remarks`."""
    rules.check_can_declare(campaign_unit, by=by, at=at)
    rules.check_declared(campaign_unit, percent=percent, source=source, declared_on=declared_on, at=at)
    figure = DeclaredFigure.objects.create(
        campaign=campaign_unit.campaign,
        campaign_unit=campaign_unit,
        measure=measure,
        count=count,
        total=total,
        percent=percent.strip(),
        source=source.strip(),
        declared_on=declared_on,
        by=by,
    )
    record(Act.FIGURE_DECLARED, figure, by=by, at=at, scope=campaign_unit.campaign_id)
    return figure
