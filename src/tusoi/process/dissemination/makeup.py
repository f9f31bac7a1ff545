"""Who is still missing, and whom a make-up class would invite."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from tusoi.foundation.tally.figures import Figure
from tusoi.foundation.tally.paths import lies_within
from tusoi.process.campaigns.models import CampaignUnit
from tusoi.process.dissemination.models import Attendance, Invitee, RequiredMember, RequiredMemberQuerySet, StudyClass
from tusoi.process.dissemination.states import Audience, ClassState


def missing(unit: CampaignUnit, *, audience: Audience | str = "", also_invited: bool = True) -> RequiredMemberQuerySet:
    """Those of the unit and below it who count and whom no class reached.

    audience: "" for everybody. also_invited: with those whom a make-up class that is still to be held expects.
    """
    rows = RequiredMember.objects.of(unit).counting().not_reached()
    if audience:
        rows = rows.filter(is_key_cadre=audience == Audience.KEY_CADRES)
    if not also_invited:
        rows = rows.exclude(person__in=_expected(unit).values("person"))
    return rows


def _expected(unit: CampaignUnit) -> "QuerySet[Invitee]":
    return Invitee.objects.filter(
        study_class__campaign=unit.campaign_id, study_class__is_makeup=True, study_class__state=ClassState.PLANNED
    )


@dataclass(frozen=True)
class Suggestion:
    """What a make-up class of the unit would be: how many, from which units, and how many another class expects already."""

    unit: CampaignUnit
    missing: int
    free: int
    units: list[tuple[CampaignUnit, int]]

    @property
    def invited(self) -> int:
        return self.missing - self.free


def suggestion(unit: CampaignUnit, *, audience: Audience | str = "") -> Suggestion:
    """In four queries, whatever the number of people."""
    free = missing(unit, audience=audience, also_invited=False)
    paths = dict(free.order_by().values_list("campaign_unit__path").annotate(Count("pk")))
    below = list(CampaignUnit.objects.filter(parent=unit)) or [unit]
    counts = [(one, sum(count for path, count in paths.items() if lies_within(path, one.path))) for one in below]
    return Suggestion(
        unit, missing(unit, audience=audience).count(), sum(paths.values()), [row for row in counts if row[1]]
    )


@dataclass(frozen=True)
class Makeup:
    """How a make-up class went: who came of those invited, and who of them is still missing."""

    came: Figure
    others: int  # came without being invited
    missing: int


def makeup_of(study_class: StudyClass) -> Makeup:
    invited = Invitee.objects.filter(study_class=study_class).values("person")
    here = Attendance.objects.standing().filter(study_class=study_class)
    came = here.filter(person__in=invited).count()
    still = RequiredMember.objects.filter(campaign=study_class.campaign_id, person__in=invited).counting().not_reached()
    return Makeup(Figure(came, invited.count()), here.count() - came, still.count())
