"""Coverage: members reached of members required, by unit and by audience, now and as of any day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Min, Q, Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.tally.actions import Raw
from tusoi.foundation.tally.figures import Figure
from tusoi.foundation.tally.paths import within
from tusoi.foundation.ui.words import local_day
from tusoi.process.campaigns.models import Campaign, CampaignUnit
from tusoi.process.campaigns.progress import Task, own_units
from tusoi.process.dissemination.models import LateMark, RequiredChange, RequiredMember, StudyClass
from tusoi.process.dissemination.states import DISSEMINATION, Audience, ClassState

__all__ = ["DISSEMINATION", "Asked", "as_of", "coverage", "coverage_by_audience", "raw", "waiting_for"]
QUESTIONS = 50  # asked in one statement


def raw(campaign: Campaign) -> Iterator[Raw]:
    """Required members of each counting unit, and how many of them were reached."""
    rows = (
        RequiredMember.objects.filter(campaign=campaign)
        .counting()
        .values_list("campaign_unit__path")
        .annotate(total=Count("pk"), done=Count("reached_on"))
        .order_by()
    )
    for path, total, done in rows:
        yield Raw(path, DISSEMINATION, done, total)


def coverage_by_audience(unit: CampaignUnit) -> tuple[Figure, Figure]:
    """(key cadres, other members) of a unit and all below it."""
    counts = (
        RequiredMember.objects.of(unit)
        .counting()
        .aggregate(
            cadres=Count("pk", filter=Q(is_key_cadre=True)),
            cadres_reached=Count("reached_on", filter=Q(is_key_cadre=True)),
            others=Count("pk", filter=Q(is_key_cadre=False)),
            others_reached=Count("reached_on", filter=Q(is_key_cadre=False)),
        )
    )
    return (
        Figure(counts["cadres_reached"], counts["cadres"]),
        Figure(counts["others_reached"], counts["others"]),
    )


@dataclass(frozen=True)
class Asked:
    """Reach of the unit at `path` with all below it, as of a day, of one audience ("": of everybody)."""

    path: str
    on: date
    audience: Audience | str = ""


def as_of(campaign: int, asked: Iterable[Asked]) -> dict[Asked, Figure]:
    """Members reached of members required, counted from the rows: as they stand now, less the changes made since the day.

    campaign: its key. Two queries for every fifty questions.
    """
    questions = list(dict.fromkeys(asked))
    found: dict[Asked, Figure] = {}
    for start in range(0, len(questions), QUESTIONS):
        found |= _as_of(campaign, questions[start : start + QUESTIONS])
    return found


def coverage(unit: CampaignUnit, on: date) -> Figure:
    """Who of those required in the unit and below it had been reached by that day."""
    asked = Asked(unit.path, on)
    return as_of(unit.campaign_id, [asked])[asked]


def _as_of(campaign: int, questions: list[Asked]) -> dict[Asked, Figure]:
    now: dict[str, Any] = {"frozen": Min("frozen_on")}
    since: dict[str, Any] = {}
    for number, one in enumerate(questions):
        here = within(one.path, "campaign_unit__path")
        counts = here & Q(left_out="") & _of_audience(one.audience)
        changed = here & Q(on__gt=one.on) & _of_audience(one.audience, "member__")
        now[f"total{number}"] = Count("pk", filter=counts)
        now[f"done{number}"] = Count("pk", filter=counts & Q(reached_on__lte=one.on))
        since[f"total{number}"] = Sum("step", filter=changed, default=0)
        since[f"done{number}"] = Sum("step", filter=changed & Q(member__reached_on__lte=one.on), default=0)
    stands = RequiredMember.objects.filter(campaign=campaign).aggregate(**now)
    steps = RequiredChange.objects.filter(member__campaign=campaign).order_by().aggregate(**since)
    frozen = stands["frozen"]
    return {
        one: Figure(
            stands[f"done{number}"] - steps[f"done{number}"], stands[f"total{number}"] - steps[f"total{number}"]
        )
        if frozen is not None and frozen <= one.on
        else Figure()
        for number, one in enumerate(questions)
    }


def _of_audience(audience: Audience | str, prefix: str = "") -> Q:
    return Q(**{f"{prefix}is_key_cadre": audience == Audience.KEY_CADRES}) if audience else Q()


def waiting_for(account: Account, campaign: Campaign, at: datetime) -> list[Task]:
    """Classes to check people in at, in units where the account itself runs classes; classes that expect the person."""
    on = at.date()
    own = own_units(account, Permission.RUN_CLASS, on)
    classes = StudyClass.objects.filter(
        campaign=campaign, organiser__unit__in=own, state=ClassState.PLANNED, held_on__lte=on
    ).select_related("organiser")
    tasks = [
        Task(
            what=_("Điểm danh lớp quán triệt"),
            about=f"{row.title}, {row.organiser}",
            due_on=row.held_on,
            url=reverse("dissemination:check-in", kwargs={"campaign": campaign.code, "code": row.code}),
            button=_("Điểm danh"),
            kind="dissemination",
        )
        for row in classes
    ]
    return [*tasks, *_to_settle(campaign, own), *_to_attend(account, campaign, on)]


def _to_settle(campaign: Campaign, own: list[int]) -> list[Task]:
    """Marks that came after a list was closed: somebody says whether they count. Due on the day when the first one came."""
    late = LateMark.objects.waiting().filter(study_class__campaign=campaign, study_class__organiser__unit__in=own)
    since = dict(late.order_by().values_list("study_class").annotate(first=Min("at")))
    classes = StudyClass.objects.filter(pk__in=since).select_related("organiser")
    return [
        Task(
            what=_("Quyết định về dấu điểm danh đến muộn"),
            about=f"{row.title}, {row.organiser}",
            due_on=local_day(since[row.pk]),
            url=reverse("dissemination:aftermath", kwargs={"campaign": campaign.code, "code": row.code}),
            button=_("Xem"),
            kind="dissemination",
        )
        for row in classes
    ]


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
