"""Plan a class for exactly those whom no class reached."""

from datetime import date, datetime

from django.db import transaction

from tusoi.foundation.access.models import Account
from tusoi.foundation.directory.models import Person
from tusoi.process.campaigns.models import CampaignUnit
from tusoi.process.dissemination import rules
from tusoi.process.dissemination.actions import plan_class
from tusoi.process.dissemination.makeup import missing
from tusoi.process.dissemination.models import StudyClass
from tusoi.process.dissemination.rules_makeup import check_anybody_missing
from tusoi.process.dissemination.states import Audience


@transaction.atomic
def plan_makeup(
    unit: CampaignUnit,
    *,
    code: str,
    title: str,
    held_on: date,
    place: str = "",
    speaker: str = "",
    audience: Audience | str = "",
    also_invited: bool = False,
    by: Account | None,
    at: datetime,
) -> StudyClass:
    """Plan a make-up class of the unit; its list is who is missing at this moment.

    audience: only key cadres, only other members, or "" for all. also_invited: also those whom another make-up class that
    is still to be held expects already. Who was left out of the list is not invited.
    """
    rules.check_can_run_class(unit, by=by, at=at)
    rows = missing(unit, audience=audience, also_invited=also_invited)
    people = list(Person.objects.filter(pk__in=rows.values("person")))
    check_anybody_missing(unit, people)
    return plan_class(
        unit.campaign,
        code=code,
        organiser=unit,
        audience=audience or Audience.MEMBERS,
        title=title,
        place=place,
        speaker=speaker,
        held_on=held_on,
        is_makeup=True,
        invitees=people,
        by=by,
        at=at,
    )
