"""Coverage: members reached of members required, by unit and by audience; declared figures with what does not fit."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.tally.actions import Raw
from tusoi.foundation.tally.declared import Declared, Fault, faults
from tusoi.foundation.tally.figures import Figure, read
from tusoi.process.campaigns.models import Campaign, CampaignUnit
from tusoi.process.campaigns.progress import Task, own_units
from tusoi.process.dissemination.models import DeclaredFigure, RequiredMember, StudyClass
from tusoi.process.dissemination.states import DISSEMINATION, ClassState

__all__ = ["DISSEMINATION", "Remarked", "coverage_by_audience", "raw", "remarks", "waiting_for"]


def raw(campaign: Campaign) -> Iterator[Raw]:
    """Required members of each counting unit, and how many of them were reached."""
    rows = (
        RequiredMember.objects.filter(campaign=campaign)
        .values_list("campaign_unit__path")
        .annotate(total=Count("pk"), done=Count("reached_on"))
        .order_by()
    )
    for path, total, done in rows:
        yield Raw(path, DISSEMINATION, done, total)


def coverage_by_audience(unit: CampaignUnit) -> tuple[Figure, Figure]:
    """(key cadres, other members) of a unit and all below it."""
    counts = RequiredMember.objects.of(unit).aggregate(
        cadres=Count("pk", filter=Q(is_key_cadre=True)),
        cadres_reached=Count("reached_on", filter=Q(is_key_cadre=True)),
        others=Count("pk", filter=Q(is_key_cadre=False)),
        others_reached=Count("reached_on", filter=Q(is_key_cadre=False)),
    )
    return (
        Figure(counts["cadres_reached"], counts["cadres"]),
        Figure(counts["others_reached"], counts["others"]),
    )


@dataclass(frozen=True)
class Remarked:
    """A declared figure beside what was counted as of its day, and what does not fit; `faults` empty when all fits."""

    figure: DeclaredFigure
    counted: Figure
    faults: list[Fault]


def remarks(campaign: Campaign, *, account: Account | None, at: datetime) -> list[Remarked]:
    """Every declared figure that the account may see (None: all), with its remarks; in three queries."""
    figures = DeclaredFigure.objects.filter(campaign=campaign).select_related("campaign_unit")
    if account is not None:
        figures = figures.visible_to(account, at.date())
    rows = list(figures)
    if not rows:
        return []
    reached = list(
        RequiredMember.objects.filter(campaign=campaign)
        .values_list("campaign_unit__path", "reached_on")
        .annotate(people=Count("pk"))
        .order_by()
    )
    now = read(campaign.pk, [row.campaign_unit.path for row in rows], on=at.date())
    found = []
    for row in rows:
        if row.measure == DISSEMINATION:
            counted = _as_of(reached, row.campaign_unit.path, row.declared_on)
        else:
            counted = now.get((row.campaign_unit.path, row.measure), Figure())
        found.append(Remarked(row, counted, faults(Declared(row.count, row.total, row.percent), counted)))
    return found


def _as_of(rows: list[tuple[str, date | None, int]], path: str, day: date) -> Figure:
    inside = [(reached_on, people) for where, reached_on, people in rows if where.startswith(path)]
    return Figure(
        done=sum(people for reached_on, people in inside if reached_on is not None and reached_on <= day),
        total=sum(people for _reached_on, people in inside),
    )


def waiting_for(account: Account, campaign: Campaign, at: datetime) -> list[Task]:
    """Classes to check people in at, in units where the account itself runs classes; classes that expect the person."""
    on = at.date()
    own = own_units(account, Permission.RUN_CLASS, on)
    classes = StudyClass.objects.filter(
        campaign=campaign, organiser__unit__in=own, state=ClassState.PLANNED, held_on__lte=on
    ).select_related("organiser")
    return [
        Task(
            what=_("Điểm danh lớp quán triệt"),
            about=f"{row.title}, {row.organiser}",
            due_on=row.held_on,
            url=reverse("dissemination:check-in", kwargs={"campaign": campaign.code, "code": row.code}),
            button=_("Điểm danh"),
            kind="dissemination",
        )
        for row in classes
    ] + _to_attend(account, campaign, on)


def _to_attend(account: Account, campaign: Campaign, on: date) -> list[Task]:
    if account.person_id is None:
        return []
    classes = StudyClass.objects.filter(
        campaign=campaign, invitees__person=account.person_id, state=ClassState.PLANNED, held_on__gte=on
    ).exclude(attendances__person=account.person_id, attendances__taken_back_on=None)
    return [
        Task(
            what=_("Dự lớp quán triệt"),
            about=f"{row.title}, {row.place}" if row.place else row.title,
            due_on=row.held_on,
            url=reverse("dissemination:class", kwargs={"campaign": campaign.code, "code": row.code}),
            button=_("Xem lớp"),
            kind="dissemination",
        )
        for row in classes
    ]
