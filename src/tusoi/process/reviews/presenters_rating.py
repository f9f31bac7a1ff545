"""The list of ratings: the own ones, how far each unit is, and by role the levels in the order of rating."""

from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.urls import reverse

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.permissions import reachable
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.rulebook.procedure import Order
from tusoi.foundation.rulebook.rating import Rating
from tusoi.foundation.tally.figures import Figure
from tusoi.process.campaigns.models import Campaign, CampaignUnit, Subject
from tusoi.process.issues.models import own_subjects
from tusoi.process.reviews import rules_rating
from tusoi.process.reviews.models import RatingEntry
from tusoi.process.reviews.presenters_spread import seen_groups
from tusoi.process.reviews.rules import local_day
from tusoi.process.reviews.states_rating import Stage

PER_PAGE = 40
STAGES = (Stage.SELF, Stage.PROPOSAL, Stage.DECISION)


# -- the list


@dataclass(frozen=True)
class KindRow:
    """One thing rated of a subject: its level at each stage, "" where there is none or it is not for this reader."""

    name: str
    self_level: str
    proposal: str
    decision: str


@dataclass(frozen=True)
class SubjectRow:
    subject: Subject
    url: str
    kinds: list[KindRow]


@dataclass(frozen=True)
class UnitRow:
    name: str
    figure: Figure


@dataclass(frozen=True)
class IndexPage:
    order: Order | None
    rating: Rating
    own: list[SubjectRow]
    rows: list[SubjectRow]
    page: "Page[Subject]"
    units: list[UnitRow]
    can_compare: bool


def index_of(campaign: Campaign, *, account: Account, at: datetime, number: str | None) -> IndexPage:
    """One's own; of others who has been rated as a figure by unit; and by role the levels, in the order of rating."""
    on, rating = local_day(at), rules_rating.scheme_of(campaign)
    role = reachable(account, Permission.SEE_ISSUES, on=on, field="campaign_unit__unit__path")
    mine = Q(pk__in=own_subjects(account.person_id, on).values("pk"))
    subjects = campaign.subjects.select_related("campaign_unit__unit", "tier")
    order = campaign.rules.order.rating
    by = "-tier__order" if order is None or order.direction == "bottom-up" else "tier__order"
    seen = subjects.filter(role).exclude(mine).order_by(by, "campaign_unit__sort_key", "order")
    page = Paginator(seen, PER_PAGE).get_page(number)
    own = rules_rating.rated_of(campaign, subjects.filter(mine))
    entries = _visible_entries(campaign, account, at, [s.pk for s in (*own, *page)])
    return IndexPage(
        order=order,
        rating=rating,
        own=[_row(subject, rating, entries) for subject in own],
        rows=[_row(subject, rating, entries) for subject in rules_rating.rated_of(campaign, page)],
        page=page,
        units=_unit_rows(campaign, account, at),
        can_compare=bool(seen_groups(campaign, account=account, at=at)),
    )


def _visible_entries(
    campaign: Campaign, account: Account, at: datetime, subjects: list[int]
) -> dict[tuple[int, str, str], RatingEntry]:
    rows = RatingEntry.objects.visible_to(account, local_day(at)).filter(
        subject__campaign=campaign, subject__in=subjects
    )
    return {(row.subject_id, row.kind, row.stage): row for row in rows.order_by("number")}


def _row(subject: Subject, rating: Rating, entries: dict[tuple[int, str, str], RatingEntry]) -> SubjectRow:
    def level(kind: str, stage: Stage) -> str:
        row = entries.get((subject.pk, kind, stage))
        return rating.level_name(row.level) if row else ""

    kinds = [
        KindRow(name, *(level(kind, stage) for stage in STAGES))
        for kind, name in rating.kinds_of(is_collective=subject.is_collective).items()
    ]
    return SubjectRow(subject, rating_url(subject), kinds)


def rating_url(subject: Subject) -> str:
    return reverse("reviews:rating", kwargs={"campaign": subject.campaign.code, "subject": subject.code})


def _unit_rows(campaign: Campaign, account: Account, at: datetime) -> list[UnitRow]:
    """How many of a unit's subjects have a decision on everything that is rated: that it was concluded, not how."""
    rating = rules_rating.scheme_of(campaign)
    units = CampaignUnit.objects.visible_to(account, local_day(at)).filter(campaign=campaign)
    needed = {True: len(rating.kinds_of(is_collective=True)), False: len(rating.kinds_of(is_collective=False))}
    decided: dict[int, set[str]] = {}
    for pk, kind in RatingEntry.objects.decided().filter(subject__campaign=campaign).values_list("subject", "kind"):
        decided.setdefault(pk, set()).add(kind)
    sums: dict[int, list[int]] = {}
    names: dict[int, str] = {}
    rows = Subject.objects.filter(campaign_unit__in=units).select_related("campaign_unit")
    for subject in rules_rating.rated_of(campaign, rows.order_by("campaign_unit__path")):
        pair = sums.setdefault(subject.campaign_unit_id, [0, 0])
        pair[0] += len(decided.get(subject.pk, set())) >= needed[subject.is_collective]
        pair[1] += 1
        names[subject.campaign_unit_id] = subject.campaign_unit.name
    return [UnitRow(names[pk], Figure(done, total, 0)) for pk, (done, total) in sums.items()]
