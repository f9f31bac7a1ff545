"""What the dissemination pages show, ready to print."""

from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.directory.models import Person
from tusoi.foundation.kernel.refusal import Answer, ask
from tusoi.foundation.tally.figures import Figure, read
from tusoi.process.campaigns.models import Campaign, CampaignUnit
from tusoi.process.campaigns.rules import check_can_manage
from tusoi.process.dissemination import rules
from tusoi.process.dissemination.models import Attendance, RequiredMember, StudyClass
from tusoi.process.dissemination.progress import DISSEMINATION, Remarked, coverage_by_audience, remarks
from tusoi.process.dissemination.states import ClassState

OPEN_LIST = _("đang điểm danh")
ROWS = 100  # of a list of names on one page


@dataclass(frozen=True)
class UnitRow:
    unit: CampaignUnit
    figure: Figure
    has_below: bool
    names: Answer


@dataclass(frozen=True)
class ClassRow:
    study_class: StudyClass
    people: int
    badge: str
    word: str


@dataclass(frozen=True)
class CoveragePage:
    """Coverage of a unit and the units below it, the classes, and the declared figures beside the counted ones."""

    unit: CampaignUnit
    above: list[CampaignUnit]
    figure: Figure
    key_cadres: Figure
    others: Figure
    names: Answer
    rows: list[UnitRow]
    classes: list[ClassRow]
    declared: list[Remarked]
    is_frozen: bool
    can_freeze: Answer
    can_run: bool
    can_declare: bool


def coverage_of(unit: CampaignUnit, *, account: Account, at: datetime) -> CoveragePage:
    on, campaign = at.date(), unit.campaign
    seen = CampaignUnit.objects.visible_to(account, on).filter(campaign=campaign)
    below = list(seen.filter(parent=unit).select_related("unit"))
    parents = set(seen.filter(parent__in=below).values_list("parent", flat=True))
    figures = read(campaign.pk, [unit.path, *(row.path for row in below)], on=on)
    key_cadres, others = coverage_by_audience(unit)
    run = CampaignUnit.objects.where(account, Permission.RUN_CLASS, on).filter(campaign=campaign)
    return CoveragePage(
        unit=unit,
        above=list(seen.above(unit).exclude(pk=unit.pk)),
        figure=figures.get((unit.path, DISSEMINATION), Figure()),
        key_cadres=key_cadres,
        others=others,
        names=ask(rules.check_can_see_names, unit, by=account, at=at),
        rows=[
            UnitRow(
                row,
                figures.get((row.path, DISSEMINATION), Figure()),
                row.pk in parents,
                ask(rules.check_can_see_names, row, by=account, at=at),
            )
            for row in below
        ],
        classes=_classes_of(unit, account, at),
        declared=[
            row
            for row in remarks(campaign, account=account, at=at)
            if row.figure.campaign_unit.path.startswith(unit.path)
        ],
        is_frozen=rules.is_roll_frozen(campaign),
        can_freeze=ask(check_can_manage, campaign.unit, by=account, at=at),
        can_run=run.exists(),
        can_declare=CampaignUnit.objects.recorded_by(account, on).filter(campaign=campaign).exists(),
    )


def _classes_of(unit: CampaignUnit, account: Account, at: datetime) -> list[ClassRow]:
    """Classes held by the unit or below it, by day."""
    classes = (
        StudyClass.objects.visible_to(account, at.date())
        .filter(organiser__in=CampaignUnit.objects.within(unit).values("pk"))
        .select_related("organiser")
    )
    people = dict(
        Attendance.objects.standing()
        .filter(study_class__in=classes.order_by().values("pk"))
        .values_list("study_class")
        .annotate(Count("pk"))
        .order_by()
    )
    return [ClassRow(row, people.get(row.pk, 0), *_standing(row, at)) for row in classes]


def _standing(study_class: StudyClass, at: datetime) -> tuple[str, str]:
    if study_class.state == ClassState.HELD:
        return "done", str(ClassState.HELD.label)
    if study_class.state == ClassState.WITHDRAWN:
        return "plain", str(ClassState.WITHDRAWN.label)
    if study_class.held_on > at.date():
        return "plain", str(ClassState.PLANNED.label)
    return "soon", str(OPEN_LIST)


def names_of(unit: CampaignUnit, *, page: int, text: str = "") -> Page[RequiredMember]:
    """Those of the unit and below it whom no class reached, by name."""
    rows = RequiredMember.objects.of(unit).not_reached().select_related("person", "campaign_unit")
    if text:
        rows = rows.filter(person__in=Person.objects.search(text).values("pk"))
    return Paginator(rows.order_by("person__sort_key"), ROWS).get_page(page)


@dataclass(frozen=True)
class ClassPage:
    study_class: StudyClass
    here: int
    expected: int
    reached_of: Figure
    badge: str
    word: str
    can_check_in: Answer
    can_close: Answer


def class_of(study_class: StudyClass, *, account: Account, at: datetime) -> ClassPage:
    """The page of a class, as everybody sees it who sees the unit's figures."""
    organiser = study_class.organiser
    badge, word = _standing(study_class, at)
    return ClassPage(
        study_class=study_class,
        here=study_class.attendances.standing().count(),
        expected=study_class.invitees.count(),
        reached_of=read(study_class.campaign_id, [organiser.path], on=at.date()).get(
            (organiser.path, DISSEMINATION), Figure()
        ),
        badge=badge,
        word=word,
        can_check_in=ask(rules.check_can_check_in, study_class, by=account, at=at),
        can_close=ask(rules.check_can_close_class, study_class, by=account, at=at),
    )


@dataclass(frozen=True)
class NamesPage:
    unit: CampaignUnit
    figure: Figure
    page: Page[RequiredMember]
    text: str


def not_reached_of(unit: CampaignUnit, *, at: datetime, page: int, text: str) -> NamesPage:
    figures = read(unit.campaign_id, [unit.path], on=at.date())
    return NamesPage(
        unit, figures.get((unit.path, DISSEMINATION), Figure()), names_of(unit, page=page, text=text), text
    )


def next_code(campaign: Campaign, organiser: CampaignUnit) -> str:
    """A code for a class entered on the page: the unit's, and a number that is still free."""
    taken = set(campaign.classes.filter(organiser=organiser).values_list("code", flat=True))
    number = len(taken) + 1
    while f"{organiser.code}-{number}"[:60] in taken:
        number += 1
    return f"{organiser.code}-{number}"
