"""A class changes, is withdrawn, opens its list again; its invitations; what it says of opinion in the unit."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy

from tusoi.foundation.access.models import Account
from tusoi.foundation.directory.models import Person
from tusoi.foundation.journal.actions import record
from tusoi.foundation.kernel.states import move
from tusoi.foundation.notices.actions import queue
from tusoi.foundation.notices.kinds import NoticeKind
from tusoi.process.dissemination import rules, rules_class
from tusoi.process.dissemination.actions_attendance import settle
from tusoi.process.dissemination.models import ClassReport, Invitee, StudyClass
from tusoi.process.dissemination.states import TRANSITIONS, Act, ClassState

BATCH = rules.BATCH
INVITATION = NoticeKind("dissemination.invited", gettext_lazy("Mời dự lớp quán triệt"))


@transaction.atomic
def change_class(
    study_class: StudyClass,
    *,
    title: str,
    held_on: date,
    starts_at: time | None = None,
    place: str = "",
    speaker: str = "",
    materials: str = "",
    by: Account | None,
    at: datetime,
) -> StudyClass:
    """Another day, place or speaker, while nobody is marked. Those invited see it as it is now."""
    StudyClass.objects.hold(study_class)
    rules_class.check_can_change(study_class, by=by, at=at)
    rules_class.check_day(study_class, held_on)
    study_class.title, study_class.held_on, study_class.starts_at = title, held_on, starts_at
    study_class.place, study_class.speaker, study_class.materials = place, speaker, materials.strip()
    study_class.save(update_fields=["title", "held_on", "starts_at", "place", "speaker", "materials"])
    record(Act.CLASS_CHANGED, study_class, by=by, at=at, scope=study_class.campaign_id, held_on=held_on.isoformat())
    return study_class


@transaction.atomic
def withdraw_class(study_class: StudyClass, *, reason: str, by: Account | None, at: datetime) -> StudyClass:
    """The class was a mistake: it stays readable, and whoever only it had reached is not reached any more."""
    StudyClass.objects.hold(study_class)
    rules_class.check_can_withdraw(study_class, reason=reason, by=by, at=at)
    move(study_class, ClassState.WITHDRAWN, table=TRANSITIONS, reason=reason.strip())
    people = list(study_class.attendances.filter(taken_back_on=None).values_list("person", flat=True))
    settle(study_class.campaign, people)
    record(Act.CLASS_WITHDRAWN, study_class, by=by, at=at, scope=study_class.campaign_id, people=len(people))
    return study_class


@transaction.atomic
def reopen_class(study_class: StudyClass, *, reason: str, by: Account | None, at: datetime) -> StudyClass:
    """Open a closed list again, for marks that came late."""
    StudyClass.objects.hold(study_class)
    rules_class.check_can_reopen(study_class, reason=reason, by=by, at=at)
    move(study_class, ClassState.PLANNED, table=TRANSITIONS, reason=reason.strip())
    record(Act.CLASS_REOPENED, study_class, by=by, at=at, scope=study_class.campaign_id)
    return study_class


@transaction.atomic
def invite(study_class: StudyClass, people: Sequence[Person], *, by: Account | None, at: datetime) -> int:
    """Add people to those whom the class expects. Returns how many are new."""
    StudyClass.objects.hold(study_class)
    rules_class.check_can_invite(study_class, by=by, at=at)
    rules.check_people(study_class, people)
    known = set(study_class.invitees.values_list("person", flat=True))
    people = [person for person in people if person.pk not in known]
    Invitee.objects.bulk_create(
        [Invitee(study_class=study_class, person=person, shard_id=person.shard_id) for person in people],
        ignore_conflicts=True,
        batch_size=BATCH,
    )
    if study_class.invited_on is not None:
        _tell(study_class, people, at=at)
    record(Act.INVITED, study_class, by=by, at=at, scope=study_class.campaign_id, people=len(people))
    return len(people)


@transaction.atomic
def take_off(study_class: StudyClass, person: Person, *, by: Account | None, at: datetime) -> None:
    """Somebody is not expected after all. Only until the invitations are out; then they are absent, with a reason."""
    StudyClass.objects.hold(study_class)
    rules_class.check_can_take_off(study_class, by=by, at=at)
    study_class.invitees.filter(person=person).delete()
    record(Act.INVITED, study_class, by=by, at=at, scope=study_class.campaign_id, people=-1)


@transaction.atomic
def send_invitations(study_class: StudyClass, *, by: Account | None, at: datetime) -> int:
    """Tell everybody expected who has an account; the others get the printed invitation. Returns how many were told."""
    StudyClass.objects.hold(study_class)
    rules_class.check_can_send_invitations(study_class, by=by, at=at)
    told = _tell(study_class, Person.objects.filter(pk__in=study_class.invitees.values("person")), at=at)
    study_class.invited_on = at.date()
    study_class.save(update_fields=["invited_on"])
    record(Act.INVITATIONS_SENT, study_class, by=by, at=at, scope=study_class.campaign_id, people=told)
    return told


def _tell(study_class: StudyClass, people: Iterable[Person], *, at: datetime) -> int:
    """A notice to those of them who have an account. Returns how many."""
    told = list(Person.objects.filter(account__is_active=True, pk__in=[person.pk for person in people]))
    queue(
        INVITATION,
        to=told,
        path=reverse("dissemination:class", kwargs={"campaign": study_class.campaign.code, "code": study_class.code}),
        unit=study_class.organiser.unit,
        due_on=study_class.held_on,
        scope=study_class.campaign_id,
        once=str(study_class.pk),
        at=at,
    )
    return len(told)


@transaction.atomic
def write_report(study_class: StudyClass, *, text: str, by: Account | None, at: datetime) -> ClassReport:
    """One free paragraph on opinion in the unit as a whole; earlier versions stay."""
    rules_class.check_can_report(study_class, text=text, by=by, at=at)
    report = ClassReport.objects.create(study_class=study_class, text=text.strip(), by=by, on=at.date())
    record(Act.REPORT_WRITTEN, report, by=by, at=at, scope=study_class.campaign_id)
    return report
