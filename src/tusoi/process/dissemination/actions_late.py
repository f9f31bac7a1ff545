"""Marks that a phone sends after the list was closed: none is lost, none counts before somebody decides."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from tusoi.foundation.access.models import Account
from tusoi.foundation.directory.models import Person
from tusoi.foundation.journal.actions import record
from tusoi.process.dissemination import rules, rules_class
from tusoi.process.dissemination.actions_attendance import add_late, check_in, take_back
from tusoi.process.dissemination.models import LateMark, StudyClass
from tusoi.process.dissemination.states import Act, ClassState, Source


@transaction.atomic
def keep_late(
    study_class: StudyClass,
    people: Sequence[Person],
    *,
    is_here: bool,
    marks: Mapping[int, str],
    by: Account | None,
    at: datetime,
) -> set[int]:
    """Keep the marks of these people that would change the list, or what is kept already; returns whose (keys).

    Sent again, none is kept twice; one that was in the list before it was closed changes nothing.
    Raises Refused where the account may not run the class, where it was withdrawn, or for strangers.
    """
    StudyClass.objects.hold(study_class)
    rules.check_can_run_class(study_class.organiser, by=by, at=at)
    rules.check_not_withdrawn(study_class)
    rules.check_people(study_class, people)
    given = [marks[person.pk] for person in people]
    mine = study_class.attendances.filter(Q(mark__in=given) | Q(taken_back_mark__in=given))
    known = {mark for pair in mine.values_list("mark", "taken_back_mark") for mark in pair}
    here = set(study_class.attendances.standing().values_list("person", flat=True))
    waiting = set(study_class.late_marks.filter(settled_on=None).values_list("person", flat=True))
    new = [
        person
        for person in people
        if marks[person.pk] not in known and ((person.pk in here) is not is_here or person.pk in waiting)
    ]
    LateMark.objects.bulk_create(
        [
            LateMark(
                study_class=study_class,
                person=person,
                is_here=is_here,
                mark=marks[person.pk],
                by=by,
                at=at,
                shard_id=person.shard_id,
            )
            for person in new
        ],
        ignore_conflicts=True,
        batch_size=rules.BATCH,
    )
    if new:
        record(Act.LATE_MARKS_KEPT, study_class, by=by, at=at, scope=study_class.campaign_id, people=len(new))
    return {person.pk for person in new}


@transaction.atomic
def settle_late(
    study_class: StudyClass,
    chosen: Sequence[int],
    *,
    take: bool,
    reason: str,
    by: Account | None,
    at: datetime,
) -> int:
    """Change the list as these late marks (keys) say, or leave it as it is; with a reason. Returns how many were settled.

    Of several marks of one person the last one says what holds.
    """
    StudyClass.objects.hold(study_class)
    rules_class.check_can_settle_late(study_class, reason=reason, by=by, at=at)
    waiting = (
        study_class.late_marks.filter(settled_on=None, pk__in=chosen).select_related("person").order_by("at", "id")
    )
    last = {mark.person_id: mark for mark in waiting}
    if take:
        _take(study_class, list(last.values()), reason=reason, by=by, at=at)
    said = {"settled_on": at.date(), "settled_by": by, "was_taken": take, "reason": reason.strip()}
    settled = study_class.late_marks.filter(settled_on=None, pk__in=chosen).update(**said)
    record(
        Act.LATE_MARKS_SETTLED,
        study_class,
        by=by,
        at=at,
        scope=study_class.campaign_id,
        people=settled,
        taken=take,
    )
    return settled


def _take(study_class: StudyClass, marks: Sequence[LateMark], *, reason: str, by: Account | None, at: datetime) -> None:
    """By the verbs for a closed list; where it was opened again meanwhile, by those for an open one."""
    came = [mark.person for mark in marks if mark.is_here]
    went = [mark.person for mark in marks if not mark.is_here]
    if came and study_class.state == ClassState.HELD:
        add_late(study_class, came, reason=reason, by=by, at=at)
    elif came:
        check_in(study_class, came, source=Source.LIST, by=by, at=at)
    if went:
        take_back(study_class, went, reason=reason, by=by, at=at)
