"""Who was there: check people in, take a mark back, say why somebody was absent.

One function, `settle`, brings the list of the required into line with the attendances that stand; every verb ends in it.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Min
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.directory.models import Person
from tusoi.foundation.journal.actions import record
from tusoi.foundation.tally import actions as tally
from tusoi.process.campaigns.models import Campaign
from tusoi.process.dissemination import rules, rules_class
from tusoi.process.dissemination.models import Absence, Attendance, RequiredMember, StudyClass
from tusoi.process.dissemination.rules import BATCH
from tusoi.process.dissemination.states import DISSEMINATION, AbsenceKind, Act, Source

NO_MARKS: Mapping[int, str] = {}
NEW = "\0"  # the id of a mark without one: no phone gives it


@transaction.atomic
def check_in(
    study_class: StudyClass,
    people: Sequence[Person],
    *,
    source: Source = Source.LIST,
    marks: Mapping[int, str] = NO_MARKS,
    by: Account | None,
    at: datetime,
) -> int:
    """Note that these people were there; all or none. Returns how many were reached for the first time in the campaign.

    marks: the ids that a phone gave, by person; one that was seen before changes nothing, whatever happened since.

    Nobody counts twice, whatever happens at the same time: a standing attendance is unique, and who counts is read from
    the attendances while the person's line is held. Guests outside the list of the required are noted, not counted.
    """
    StudyClass.objects.hold(study_class)
    rules.check_can_check_in(study_class, by=by, at=at)
    rules.check_people(study_class, people)
    known = set(
        Attendance.objects.filter(study_class=study_class, mark__in=marks.values()).values_list("mark", flat=True)
    )
    new = [person for person in people if marks.get(person.pk, NEW) not in known]
    return _note(study_class, new, source=source, marks=marks, by=by, at=at)


@transaction.atomic
def check_in_oneself(study_class: StudyClass, *, by: Account, at: datetime) -> int:
    """Somebody who stands in the hall opens the code that the class shows. Returns 1 where it counts for the first time."""
    StudyClass.objects.hold(study_class)
    rules_class.check_can_check_in_oneself(study_class, by=by, at=at)
    assert by.person is not None
    rules.check_people(study_class, [by.person])
    return _note(study_class, [by.person], source=Source.HALL_CODE, by=by, at=at)


@transaction.atomic
def add_late(
    study_class: StudyClass, people: Sequence[Person], *, reason: str, by: Account | None, at: datetime
) -> int:
    """Note people after the list was closed, with the reason why they were not on it."""
    StudyClass.objects.hold(study_class)
    rules_class.check_can_correct(study_class, reason=reason, by=by, at=at)
    rules.check_people(study_class, people)
    return _note(study_class, people, source=Source.PAPER, reason=reason.strip(), by=by, at=at)


def _note(
    study_class: StudyClass,
    people: Sequence[Person],
    *,
    source: Source,
    reason: str = "",
    marks: Mapping[int, str] = NO_MARKS,
    by: Account | None,
    at: datetime,
) -> int:
    ordered = sorted({person.pk: person for person in people}.values(), key=lambda person: person.pk)
    Attendance.objects.bulk_create(
        [
            Attendance(
                study_class=study_class,
                person=person,
                recorded_by=by,
                at=at,
                source=source,
                reason=reason,
                mark=marks.get(person.pk, ""),
                shard_id=person.shard_id,
            )
            for person in ordered
        ],
        ignore_conflicts=True,
        batch_size=BATCH,
    )
    reached = settle(study_class.campaign, [person.pk for person in ordered])
    scope = study_class.campaign_id
    record(Act.CHECKED_IN, study_class, by=by, at=at, scope=scope, people=len(ordered), new=reached, source=str(source))
    return reached


@transaction.atomic
def take_back(
    study_class: StudyClass,
    people: Sequence[Person],
    *,
    reason: str = "",
    marks: Mapping[int, str] = NO_MARKS,
    by: Account | None,
    at: datetime,
) -> int:
    """These people were marked by mistake. Kept with who, when and why; returns how many marks were taken back.

    While the list is open a slip of the thumb needs no words; afterwards a reason is asked for.
    """
    StudyClass.objects.hold(study_class)
    rules_class.check_can_take_back(study_class, reason=reason, by=by, at=at)
    mine = Attendance.objects.filter(study_class=study_class)
    known = set(mine.filter(taken_back_mark__in=marks.values()).values_list("taken_back_mark", flat=True))
    keys = sorted(person.pk for person in people if marks.get(person.pk, NEW) not in known)
    words = {"taken_back_by": by, "taken_back_for": reason.strip() or _("đánh dấu nhầm tại lớp")}
    standing = mine.filter(taken_back_on=None)
    taken = standing.filter(person__in=set(keys) - marks.keys()).update(taken_back_on=at.date(), **words)
    for person, mark in marks.items():
        if person in keys:
            taken += standing.filter(person=person).update(taken_back_on=at.date(), taken_back_mark=mark, **words)
    settle(study_class.campaign, keys)
    record(Act.ATTENDANCE_TAKEN_BACK, study_class, by=by, at=at, scope=study_class.campaign_id, people=taken)
    return taken


@transaction.atomic
def note_absence(
    study_class: StudyClass,
    person: Person,
    *,
    kind: AbsenceKind | str,
    note: str = "",
    by: Account | None,
    at: datetime,
) -> Absence:
    """Why somebody who was expected did not come. Said again, the new reason stands."""
    rules_class.check_can_note_absence(study_class, person, kind=str(kind), note=note, by=by, at=at)
    absence, _new = Absence.objects.update_or_create(
        study_class=study_class,
        person=person,
        shard_id=person.shard_id,
        defaults={"kind": kind, "note": note.strip(), "by": by, "on": at.date()},
    )
    record(Act.ABSENCE_NOTED, absence, by=by, at=at, scope=study_class.campaign_id)
    return absence


def settle(campaign: Campaign, people: Iterable[int]) -> int:
    """Read again, from the attendances that stand, when these people were first reached. Returns how many newly are.

    Lines are held in one order over all batches, so that two officers in one hall wait for each other and never deadlock.
    """
    keys = sorted(people)
    newly = 0
    for start in range(0, len(keys), BATCH):
        held = (
            RequiredMember.objects.select_for_update()
            .filter(campaign=campaign, person__in=keys[start : start + BATCH])
            .order_by("person_id")  # "person" would order by name, and lock the people too
        )
        newly += _settle(campaign, list(held))
    return newly


def _settle(campaign: Campaign, members: list[RequiredMember]) -> int:
    first = dict(
        Attendance.objects.standing()
        .filter(study_class__campaign=campaign, person__in=[member.person_id for member in members])
        .order_by()
        .values_list("person")
        .annotate(day=Min("study_class__held_on"))
    )
    changed: dict[date | None, list[int]] = {}
    gained, lost = [], []
    for member in members:
        before, after = member.reached_on, first.get(member.person_id)
        if before == after:
            continue
        changed.setdefault(after, []).append(member.pk)
        if member.left_out:
            continue  # the day is noted; they count when taken back to the list
        if before is None:
            gained.append(member.campaign_unit_id)
        elif after is None:
            lost.append(member.campaign_unit_id)
    for day, keys in changed.items():
        RequiredMember.objects.filter(pk__in=keys).update(reached_on=day)
    paths = dict(campaign.units.filter(pk__in={*gained, *lost}).values_list("pk", "path"))
    tally.add_all(
        campaign.pk,
        [tally.Raw(paths[unit], DISSEMINATION, 1, 0) for unit in gained]
        + [tally.Raw(paths[unit], DISSEMINATION, -1, 0) for unit in lost],
    )
    return len(gained)
