"""What the page of a class shows, ready to print."""

from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.permissions import may
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.directory.models import Person
from tusoi.foundation.kernel.refusal import Answer, ask
from tusoi.foundation.tally.figures import Figure, read
from tusoi.process.campaigns.models import Campaign, CampaignUnit
from tusoi.process.dissemination import rules
from tusoi.process.dissemination.models import Attendance, RequiredMember, StudyClass
from tusoi.process.dissemination.states import DISSEMINATION, Audience, ClassState

OPEN_LIST = _("đang điểm danh")
ROWS = 100  # of a list of names on one page


def standing(study_class: StudyClass, at: datetime) -> tuple[str, str]:
    if study_class.state == ClassState.HELD:
        return "done", str(ClassState.HELD.label)
    if study_class.held_on > at.date():
        return "plain", str(ClassState.PLANNED.label)
    return "soon", str(OPEN_LIST)


@dataclass(frozen=True)
class RollLine:
    """One line of a class's list: the person, whether here, and whether another class reached them."""

    person: Person
    unit: str
    is_here: bool
    is_reached: bool


@dataclass(frozen=True)
class ClassPage:
    study_class: StudyClass
    here: int
    reached_of: Figure
    lines: list[RollLine]
    page: Page[Person]
    text: str
    badge: str
    word: str
    can_check_in: Answer
    can_close: Answer
    is_runner: bool


def class_of(study_class: StudyClass, *, account: Account, at: datetime, text: str, page: int) -> ClassPage:
    """The page of a class. Without a search: those for whom it is held; with one: anybody on the campaign's roll."""
    organiser = study_class.organiser
    is_runner = may(account, Permission.RUN_CLASS, organiser.unit.path, on=at.date())
    rows = Paginator(_people_of(study_class, text), ROWS).get_page(page)
    people = list(rows.object_list) if is_runner else []
    badge, word = standing(study_class, at)
    return ClassPage(
        study_class=study_class,
        here=study_class.attendances.count(),
        reached_of=read(study_class.campaign_id, [organiser.path], on=at.date()).get(
            (organiser.path, DISSEMINATION), Figure()
        ),
        lines=lines_of(study_class, people),
        page=rows,
        text=text,
        badge=badge,
        word=word,
        can_check_in=ask(rules.check_can_check_in, study_class, by=account, at=at),
        can_close=ask(rules.check_can_close_class, study_class, by=account, at=at),
        is_runner=is_runner,
    )


def _people_of(study_class: StudyClass, text: str) -> QuerySet[Person]:
    if text:
        return Person.objects.in_unit(study_class.campaign.unit, study_class.held_on).search(text)
    if study_class.is_makeup:
        return Person.objects.filter(pk__in=study_class.invitees.values("person"))
    required = RequiredMember.objects.of(study_class.organiser).counting()
    if study_class.audience == Audience.KEY_CADRES:
        required = required.filter(is_key_cadre=True)
    return Person.objects.filter(pk__in=required.values("person"))


def lines_of(study_class: StudyClass, people: list[Person]) -> list[RollLine]:
    """The lines of these people, in two queries."""
    keys = [person.pk for person in people]
    here = set(Attendance.objects.filter(study_class=study_class, person__in=keys).values_list("person", flat=True))
    required = {
        row.person_id: row
        for row in RequiredMember.objects.filter(campaign=study_class.campaign_id, person__in=keys).select_related(
            "campaign_unit"
        )
    }
    return [
        RollLine(
            person,
            required[person.pk].campaign_unit.short_name if person.pk in required else "",
            person.pk in here,
            person.pk in required and required[person.pk].reached_on is not None,
        )
        for person in people
    ]


def next_code(campaign: Campaign, organiser: CampaignUnit) -> str:
    """A code for a class entered on the page: the unit's, and a number that is still free."""
    taken = set(campaign.classes.filter(organiser=organiser).values_list("code", flat=True))
    number = len(taken) + 1
    while f"{organiser.code}-{number}"[:60] in taken:
        number += 1
    return f"{organiser.code}-{number}"
