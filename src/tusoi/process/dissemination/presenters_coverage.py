"""What the pages of coverage show, ready to print: by unit, audience and class, the names, and declared figures beside."""

from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Q, QuerySet
from django.urls import reverse

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.directory.models import Person
from tusoi.foundation.kernel.refusal import Answer, ask
from tusoi.foundation.tally.figures import Figure, read
from tusoi.foundation.tally.paths import lies_within
from tusoi.process.campaigns.models import CampaignUnit
from tusoi.process.campaigns.rules import check_can_manage
from tusoi.process.dissemination import rules
from tusoi.process.dissemination.changes import ListAccount, account_of
from tusoi.process.dissemination.makeup import missing
from tusoi.process.dissemination.models import Absence, Attendance, Invitee, RequiredMember, StudyClass
from tusoi.process.dissemination.presenters import ROWS, standing
from tusoi.process.dissemination.progress import Asked, as_of, coverage_by_audience
from tusoi.process.dissemination.remarks import Remarked, remarks
from tusoi.process.dissemination.states import DISSEMINATION, AbsenceKind, Audience, ClassState

CLASSES = 50  # on one page


@dataclass(frozen=True)
class UnitRow:
    """A unit below, with its figure, the same of its key cadres and of its other members."""

    unit: CampaignUnit
    figure: Figure
    cadres: Figure
    has_below: bool
    names: Answer

    @property
    def others(self) -> Figure:
        return Figure(self.figure.done - self.cadres.done, self.figure.total - self.cadres.total)


@dataclass(frozen=True)
class ClassRow:
    """A class: how many were there, and where it invited by name how many of the invited came."""

    study_class: StudyClass
    people: int
    came: Figure
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
    page: Page[StudyClass]
    declared: list[Remarked]
    account: ListAccount
    is_frozen: bool
    can_freeze: Answer
    can_run: bool
    can_make_up: Answer
    can_declare: bool


def coverage_of(unit: CampaignUnit, *, account: Account, at: datetime, number: str | None = None) -> CoveragePage:
    """number: which page of the list of classes."""
    on, campaign = at.date(), unit.campaign
    seen = CampaignUnit.objects.visible_to(account, on).filter(campaign=campaign)
    below = list(seen.filter(parent=unit).select_related("unit"))
    parents = set(seen.filter(parent__in=below).values_list("parent", flat=True))
    figures = read(campaign.pk, [unit.path, *(row.path for row in below)], on=on)
    key_cadres, others = coverage_by_audience(unit)
    asked = {row.pk: Asked(row.path, on, Audience.KEY_CADRES) for row in below} if key_cadres.total else {}
    cadres = as_of(campaign.pk, asked.values())
    run = CampaignUnit.objects.where(account, Permission.RUN_CLASS, on).filter(campaign=campaign)
    page = Paginator(_classes_of(unit, account, at), CLASSES).get_page(number)
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
                cadres[asked[row.pk]] if asked else Figure(),
                row.pk in parents,
                ask(rules.check_can_see_names, row, by=account, at=at),
            )
            for row in below
        ],
        classes=_rows_of(page, at),
        page=page,
        declared=[
            row
            for row in remarks(campaign, account=account, at=at)
            if lies_within(row.figure.campaign_unit.path, unit.path)
        ],
        account=account_of(unit, on=on),
        is_frozen=rules.is_roll_frozen(campaign),
        can_freeze=ask(check_can_manage, campaign.unit, by=account, at=at),
        can_run=run.exists(),
        can_make_up=ask(rules.check_can_run_class, unit, by=account, at=at),
        can_declare=CampaignUnit.objects.recorded_by(account, on).filter(campaign=campaign).exists(),
    )


def _classes_of(unit: CampaignUnit, account: Account, at: datetime) -> "QuerySet[StudyClass]":
    """Classes held by the unit or below it, by day."""
    within = CampaignUnit.objects.within(unit).values("pk")
    seen = StudyClass.objects.visible_to(account, at.date())
    return seen.filter(organiser__in=within).select_related("organiser")


def _rows_of(page: Page[StudyClass], at: datetime) -> list[ClassRow]:
    classes = list(page)
    keys = [row.pk for row in classes]
    attended = Attendance.objects.standing().filter(study_class__in=keys).order_by()
    people = dict(attended.values_list("study_class").annotate(Count("pk")))
    invited = dict(
        Invitee.objects.filter(study_class__in=keys).order_by().values_list("study_class").annotate(Count("pk"))
    )
    expected = Q(study_class__invitees__person=F("person"))
    came = dict(attended.filter(expected).values_list("study_class").annotate(Count("pk"))) if invited else {}
    return [
        ClassRow(row, people.get(row.pk, 0), Figure(came.get(row.pk, 0), invited.get(row.pk, 0)), *standing(row, at))
        for row in classes
    ]


@dataclass(frozen=True)
class NameRow:
    """Somebody not reached, the make-up class that expects them, if there is one, and why they were last absent."""

    member: RequiredMember
    expected_by: StudyClass | None
    absence: str


@dataclass(frozen=True)
class NamesPage:
    unit: CampaignUnit
    figure: Figure
    rows: list[NameRow]
    page: Page[RequiredMember]
    text: str
    audience: str
    can_make_up: Answer

    @property
    def makeup_url(self) -> str:
        """Where the make-up class for these people is planned."""
        to = reverse("dissemination:makeup", args=[self.unit.campaign.code, self.unit.code])
        return f"{to}?dien={self.audience}" if self.audience else to


def not_reached_of(
    unit: CampaignUnit, *, account: Account, at: datetime, page: int, text: str, audience: str
) -> NamesPage:
    """Those of the unit and below it whom no class reached, by name. audience: "" for everybody."""
    kind = audience if audience in Audience else ""
    asked = Asked(unit.path, at.date(), kind)
    rows = missing(unit, audience=kind).select_related("person", "campaign_unit")
    if text:
        rows = rows.filter(person__in=Person.objects.search(text).values("pk"))
    shown = Paginator(rows.order_by("person__sort_key"), ROWS).get_page(page)
    members = list(shown.object_list)
    expected = {
        row.person_id: row.study_class
        for row in Invitee.objects.filter(
            study_class__campaign=unit.campaign_id,
            study_class__is_makeup=True,
            person__in=[member.person_id for member in members],
        )
        .exclude(study_class__state=ClassState.WITHDRAWN)
        .select_related("study_class")
        .order_by("study_class__held_on")
    }
    absences = dict(
        Absence.objects.filter(
            study_class__campaign=unit.campaign_id, person__in=[member.person_id for member in members]
        )
        .order_by("study_class__held_on")
        .values_list("person", "kind")
    )
    return NamesPage(
        unit=unit,
        figure=as_of(unit.campaign_id, [asked])[asked],
        rows=[
            NameRow(
                member,
                expected.get(member.person_id),
                str(AbsenceKind(absences[member.person_id]).label) if member.person_id in absences else "",
            )
            for member in members
        ],
        page=shown,
        text=text,
        audience=kind,
        can_make_up=ask(rules.check_can_run_class, unit, by=account, at=at),
    )
