"""Plan classes, check people in, close the list of a class."""

from collections.abc import Sequence
from datetime import date, datetime, time

from django.db import transaction

from tusoi.foundation.access.models import Account
from tusoi.foundation.directory.models import Person
from tusoi.foundation.journal.actions import record
from tusoi.foundation.kernel.states import move
from tusoi.process.campaigns.models import Campaign, CampaignUnit
from tusoi.process.dissemination import rules
from tusoi.process.dissemination.models import Invitee, StudyClass
from tusoi.process.dissemination.rules import BATCH
from tusoi.process.dissemination.states import TRANSITIONS, Act, Audience, ClassState


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
    StudyClass.objects.hold(study_class)
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
