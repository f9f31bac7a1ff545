"""The page of reminders: one's own list, the list of a unit to print for those without e-mail, and the outbox."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.permissions import may, reachable
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.directory.models import Person
from tusoi.foundation.notices.models import Notice
from tusoi.foundation.notices.states import MailState
from tusoi.process.campaigns.models import Campaign, CampaignUnit
from tusoi.process.supervision.actions_remind import DIGEST
from tusoi.process.supervision.models import Commitment, CommitmentQuerySet
from tusoi.process.supervision.rules import local_day
from tusoi.process.supervision.states import TO_DO

SHOWN = 100


@dataclass(frozen=True)
class RemindPage:
    """own: mine to do; watched: overdue ones that I supervise; above: what climbed to me. paper: (person, rows) to print."""

    own: list[Commitment]
    watched: list[Commitment]
    above: list[Commitment]
    units: list[CampaignUnit]
    unit: CampaignUnit | None
    paper: list[tuple[Person, list[Commitment]]]
    outbox: list[Notice]
    counts: list[tuple[str, int]]


def near(campaign: Campaign, at: datetime) -> CommitmentQuerySet:
    """What is to be reminded of: from the earliest day before the date on."""
    first = max(campaign.rules.reminders.before, default=0)
    rows = Commitment.objects.filter(campaign=campaign, state__in=TO_DO)
    return rows.filter(due_on__lte=local_day(at) + timedelta(first)).with_names().order_by("due_on", "pk")


def remind_page(campaign: Campaign, *, unit_code: str, account: Account, at: datetime) -> RemindPage:
    """unit_code: the unit whose list to print is wanted."""
    today = local_day(at)
    due, me = near(campaign, at), account.person_id
    late = due.filter(due_on__lt=today)
    climbed = today - timedelta(campaign.rules.reminders.climb_after)
    where = reachable(account, Permission.OVERRIDE_GATE, on=today, field="campaign_unit__unit__path")
    kept = reachable(account, Permission.MAKE_COMMITMENT, on=today, field="unit__path")
    units = list(campaign.units.filter(kept, pk__in=due.order_by().values("campaign_unit")))
    unit = next((one for one in units if one.code == unit_code), None)
    sees_outbox = may(account, Permission.MAKE_COMMITMENT, campaign.unit.path, on=today)
    notices = Notice.objects.filter(scope=campaign.pk, kind=DIGEST.code)
    return RemindPage(
        own=list(due.filter(owner=me)) if me else [],
        watched=list(late.supervised_by(me, today)),
        above=list(late.filter(where, due_on__lte=climbed)),
        units=units,
        unit=unit,
        paper=_paper(due.visible_to(account, today).filter(campaign_unit=unit)) if unit else [],
        outbox=list(notices.select_related("person").order_by("-pk")[:SHOWN]) if sees_outbox else [],
        counts=_counts(notices) if sees_outbox else [],
    )


def _paper(due: CommitmentQuerySet) -> list[tuple[Person, list[Commitment]]]:
    """By owner, for owners whom no letter reaches: without an account, or without an address in it."""
    reached = Account.objects.filter(person=OuterRef("owner"), is_active=True).exclude(email="")
    rows = due.filter(~Q(Exists(reached))).order_by("owner__sort_key", "owner", "due_on")
    return [(person, list(group)) for person, group in groupby(rows, key=lambda row: row.owner)]


def _counts(notices: "QuerySet[Notice]") -> list[tuple[str, int]]:
    rows = dict(notices.order_by().values_list("mail_state").annotate(n=Count("pk")))
    return [(str(state.label), rows[state]) for state in MailState if state in rows]
