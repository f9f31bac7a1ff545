"""What the pages of one class show: its list as people are checked in, whom it expects, who stayed away."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.permissions import may
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.directory.models import Person
from tusoi.foundation.kernel.refusal import Answer, ask
from tusoi.foundation.kernel.vietnamese import unaccent
from tusoi.process.dissemination import rules, rules_class
from tusoi.process.dissemination.models import (
    Absence,
    Attendance,
    ClassMaterial,
    ClassReport,
    LateMark,
    RequiredMember,
    StudyClass,
)
from tusoi.process.dissemination.states import AbsenceKind, Audience, Source

MOST = 3000  # people on one list


@dataclass(frozen=True)
class RollLine:
    """One line of a class's list: the person, whether here, and whether another class reached them."""

    person: Person
    unit: str
    is_here: bool
    is_reached: bool
    absence: str = ""

    @property
    def key(self) -> str:
        """What the page searches in: the name without accents, and the number."""
        return f"{self.person.search_key} {unaccent(self.person.code)}"


def expected_of(study_class: StudyClass) -> QuerySet[Person]:
    """Whom the class expects by name; where nobody is named, those of its audience in the organising unit."""
    if study_class.invitees.exists():
        return Person.objects.filter(pk__in=study_class.invitees.values("person"))
    return proposed_for(study_class)


def proposed_for(study_class: StudyClass) -> QuerySet[Person]:
    """Those on the frozen list for whom the class is held: its audience, in the organising unit and below."""
    required = RequiredMember.objects.of(study_class.organiser).counting()
    if study_class.audience == Audience.KEY_CADRES:
        required = required.filter(is_key_cadre=True)
    return Person.objects.filter(pk__in=required.values("person"))


def found_by(study_class: StudyClass, text: str) -> QuerySet[Person]:
    """Anybody on the roll of the campaign's units on the day of the class, by name or number."""
    return Person.objects.in_unit(study_class.campaign.unit, study_class.held_on).search(text)


def lines_of(study_class: StudyClass, people: Sequence[Person]) -> list[RollLine]:
    """The lines of these people, in three queries."""
    keys = [person.pk for person in people]
    here = set(
        Attendance.objects.standing().filter(study_class=study_class, person__in=keys).values_list("person", flat=True)
    )
    absences = dict(Absence.objects.filter(study_class=study_class, person__in=keys).values_list("person", "kind"))
    required = {
        person: (unit, reached_on)
        for person, unit, reached_on in RequiredMember.objects.filter(
            campaign=study_class.campaign_id, person__in=keys
        ).values_list("person", "campaign_unit__short_name", "reached_on")
    }
    return [
        RollLine(
            person,
            required[person.pk][0] if person.pk in required else "",
            person.pk in here,
            person.pk in required and required[person.pk][1] is not None,
            str(AbsenceKind(absences[person.pk]).label) if person.pk in absences and person.pk not in here else "",
        )
        for person in people
    ]


@dataclass(frozen=True)
class CheckInPage:
    """The list to tap. `lines` is the whole list: it is searched on the phone, also without a network."""

    study_class: StudyClass
    here: int
    lines: list[RollLine]
    guests: list[RollLine]
    text: str
    can_check_in: Answer


def check_in_of(study_class: StudyClass, *, account: Account, at: datetime, text: str) -> CheckInPage:
    """text: a search for people who are not on the list; guests already here stand below it too."""
    expected = list(expected_of(study_class).order_by("sort_key")[:MOST])
    known = {person.pk for person in expected}
    here = study_class.attendances.standing().values("person")
    guests = list(Person.objects.filter(pk__in=here).exclude(pk__in=known).order_by("sort_key")[:MOST])
    if text:
        shown = known | {person.pk for person in guests}
        guests = [*found_by(study_class, text).exclude(pk__in=shown).order_by("sort_key")[:50], *guests]
    lines = lines_of(study_class, [*expected, *guests])
    return CheckInPage(
        study_class=study_class,
        here=sum(line.is_here for line in lines),
        lines=lines[: len(expected)],
        guests=lines[len(expected) :],
        text=text,
        can_check_in=ask(rules.check_can_check_in, study_class, by=account, at=at),
    )


@dataclass(frozen=True)
class InvitePage:
    study_class: StudyClass
    people: list[RollLine]
    proposed: int
    found: list[RollLine]
    text: str
    can_invite: Answer
    can_take_off: Answer
    can_send: Answer


def invite_of(study_class: StudyClass, *, account: Account, at: datetime, text: str) -> InvitePage:
    invited = list(Person.objects.filter(pk__in=study_class.invitees.values("person")).order_by("sort_key")[:MOST])
    known = [person.pk for person in invited]
    found = list(found_by(study_class, text).exclude(pk__in=known).order_by("sort_key")[:50]) if text else []
    lines = lines_of(study_class, [*invited, *found])
    who = {"by": account, "at": at}
    return InvitePage(
        study_class=study_class,
        people=lines[: len(invited)],
        proposed=proposed_for(study_class).exclude(pk__in=study_class.invitees.values("person")).count(),
        found=lines[len(invited) :],
        text=text,
        can_invite=ask(rules_class.check_can_invite, study_class, **who),
        can_take_off=ask(rules_class.check_can_take_off, study_class, **who),
        can_send=ask(rules_class.check_can_send_invitations, study_class, **who),
    )


@dataclass(frozen=True)
class Mark:
    """Somebody who was there, with how it is known; or a mark that was taken back, with why."""

    attendance: Attendance
    source: str


@dataclass(frozen=True)
class AftermathPage:
    """After the class: who was expected and did not come; what was corrected."""

    study_class: StudyClass
    absent: list[RollLine]
    present: list[Person]
    taken_back: list[Mark]
    added: list[Mark]
    late: list[LateMark]
    left_out: list[LateMark]
    kinds: list[tuple[str, str]]
    can_take_back: Answer
    can_correct: Answer


def aftermath_of(study_class: StudyClass, *, account: Account, at: datetime) -> AftermathPage:
    here = study_class.attendances.standing().values("person")
    absent = list(expected_of(study_class).exclude(pk__in=here).order_by("sort_key")[:MOST])
    marks = study_class.attendances.select_related("person", "recorded_by__person", "taken_back_by__person")
    rows = [
        Mark(row, str(Source(row.source).label))
        for row in marks.order_by("at", "id")
        if row.taken_back_on or row.reason
    ]
    late = list(study_class.late_marks.select_related("person", "by__person", "settled_by__person")[:MOST])
    return AftermathPage(
        study_class=study_class,
        absent=lines_of(study_class, absent),
        present=list(Person.objects.filter(pk__in=here).order_by("sort_key")[:MOST]),
        taken_back=[mark for mark in rows if mark.attendance.taken_back_on],
        added=[mark for mark in rows if not mark.attendance.taken_back_on],
        late=[mark for mark in late if mark.settled_on is None],
        left_out=[mark for mark in late if mark.was_taken is False],
        kinds=[(value, str(label)) for value, label in AbsenceKind.choices],
        can_take_back=ask(rules_class.check_can_take_back, study_class, reason="-", by=account, at=at),
        can_correct=ask(rules_class.check_can_correct, study_class, reason="-", by=account, at=at),
    )


@dataclass(frozen=True)
class ClassActs:
    """What the runner of a class may do with it."""

    is_runner: bool
    can_change: Answer
    can_withdraw: Answer
    can_reopen: Answer
    can_report: Answer
    can_add_material: Answer
    invitees: int
    late: int
    materials: list[ClassMaterial]
    report: ClassReport | None


def acts_of(study_class: StudyClass, *, account: Account, at: datetime) -> ClassActs:
    who = {"by": account, "at": at}
    return ClassActs(
        is_runner=may(account, Permission.RUN_CLASS, study_class.organiser.unit.path, on=at.date()),
        can_change=ask(rules_class.check_can_change, study_class, **who),
        can_withdraw=ask(rules_class.check_can_withdraw, study_class, reason="-", **who),
        can_reopen=ask(rules_class.check_can_reopen, study_class, reason="-", **who),
        can_report=ask(rules_class.check_can_report, study_class, text="-", **who),
        can_add_material=ask(rules_class.check_can_add_material, study_class, title="-", **who),
        invitees=study_class.invitees.count(),
        late=study_class.late_marks.waiting().count(),
        materials=list(study_class.files.filter(withdrawn_on=None)),
        report=study_class.reports.select_related("by__person").first(),
    )
