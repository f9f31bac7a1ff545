"""Plan classes, check people in, close the list of a class."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from tusoi.foundation.access.models import Account
from tusoi.foundation.directory.models import Person
from tusoi.foundation.journal.actions import record
from tusoi.foundation.kernel.states import move
from tusoi.foundation.tally import actions as tally
from tusoi.process.campaigns.models import Campaign, CampaignUnit
from tusoi.process.dissemination import rules
from tusoi.process.dissemination.models import Attendance, Invitee, RequiredMember, StudyClass
from tusoi.process.dissemination.rules import BATCH
from tusoi.process.dissemination.states import DISSEMINATION, TRANSITIONS, Act, Audience, ClassState


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
        is_makeup=is_makeup,
    )
    Invitee.objects.bulk_create(
        [Invitee(study_class=study_class, person=person, shard_id=person.shard_id) for person in invitees],
        batch_size=BATCH,
    )
    record(Act.CLASS_PLANNED, study_class, by=by, at=at, scope=campaign.pk)
    return study_class


@transaction.atomic
def check_in(study_class: StudyClass, people: Sequence[Person], *, by: Account | None, at: datetime) -> int:
    """Note that these people were there; all or none. Returns how many were reached for the first time in the campaign.

    Nobody counts twice, whatever happens at the same time: an attendance is unique, and only the transaction that turns
    `reached_on` from empty to a day counts the person. Guests outside the list of the required are noted, not counted.
    """
    rules.check_can_check_in(study_class, by=by, at=at)
    rules.check_people(study_class, people)
    ordered = sorted({person.pk: person for person in people}.values(), key=lambda person: person.pk)
    Attendance.objects.bulk_create(
        [
            Attendance(study_class=study_class, person=person, recorded_by=by, at=at, shard_id=person.shard_id)
            for person in ordered
        ],
        ignore_conflicts=True,
        batch_size=BATCH,
    )
    reached = _reach(study_class, [person.pk for person in ordered])
    tally.add_all(study_class.campaign_id, (tally.Raw(path, DISSEMINATION, 1, 0) for path in reached))
    facts = {"people": len(ordered), "new": len(reached)}
    record(Act.CHECKED_IN, study_class, by=by, at=at, scope=study_class.campaign_id, **facts)
    return len(reached)


def _reach(study_class: StudyClass, people: list[int]) -> list[str]:
    """Mark as reached those who were not; the counting unit's path of each who counts. Who was left out is marked too.

    people: in ascending order, so that over all batches rows are locked in one order, then changed.
    """
    paths: list[str] = []
    for start in range(0, len(people), BATCH):
        waiting = (
            RequiredMember.objects.select_for_update()
            .not_reached()
            .filter(campaign=study_class.campaign_id, person__in=people[start : start + BATCH])
            .order_by("person_id")  # "person" would order by name, and lock the people too
        )
        rows = list(waiting.values_list("pk", "campaign_unit", "left_out"))
        RequiredMember.objects.filter(pk__in=[key for key, _unit, _out in rows]).update(reached_on=study_class.held_on)
        units = [unit for _key, unit, out in rows if not out]
        path_of = dict(CampaignUnit.objects.filter(pk__in=set(units)).values_list("pk", "path"))
        paths += [path_of[unit] for unit in units]
    return paths


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
        people=study_class.attendances.count(),
    )
    return study_class
