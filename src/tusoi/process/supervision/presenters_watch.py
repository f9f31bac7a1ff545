"""What the pages of supervision show: who supervises where, the plan of checks, and what went elsewhere."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.permissions import may
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.directory.models import Person, Unit
from tusoi.foundation.kernel.refusal import Answer, ask
from tusoi.process.campaigns.models import Campaign, CampaignUnit
from tusoi.process.issues.models import Issue
from tusoi.process.issues.states import IssueState
from tusoi.process.supervision import rules_watch
from tusoi.process.supervision.models import Assignment, Commitment, Visit
from tusoi.process.supervision.presenters import people_of
from tusoi.process.supervision.rules import local_day
from tusoi.process.supervision.states import VisitState

VISIT_BADGES = {VisitState.PLANNED: "waiting", VisitState.HELD: "done", VisitState.DROPPED: "plain"}


@dataclass(frozen=True)
class WatchPage:
    assignments: list[Assignment]
    can_assign: Answer
    agencies: list[Unit]
    agency: Unit | None
    people: list[tuple[Person, str]]
    visits: list[tuple[Visit, str]]
    can_plan: bool
    referred: list[Issue]


def watch_page(campaign: Campaign, *, agency_code: str, account: Account, at: datetime) -> WatchPage:
    """agency_code: the agency chosen in the address; its people can then be assigned."""
    today = local_day(at)
    can_assign = ask(rules_watch.check_can_assign, campaign, by=account, at=at)
    agencies = _agencies(campaign, at) if can_assign else []
    agency = next((unit for unit in agencies if unit.code == agency_code), None)
    visits = Visit.objects.visible_to(account, today).with_names().filter(campaign=campaign)
    issues = Issue.objects.visible_to(account, today).filter(campaign=campaign, state=IssueState.REFERRED)
    return WatchPage(
        assignments=list(Assignment.objects.visible_to(account, today).with_names().filter(campaign=campaign)),
        can_assign=can_assign,
        agencies=agencies,
        agency=agency,
        people=people_of(agency, today) if agency else [],
        visits=[(visit, VISIT_BADGES[VisitState(visit.state)]) for visit in visits],
        can_plan=plannable(campaign, account, at).exists(),
        referred=list(issues.select_related("referral", "subject__campaign_unit").order_by("pk")),
    )


def _agencies(campaign: Campaign, at: datetime) -> list[Unit]:
    units = Unit.objects.existing(local_day(at)).filter(Q(pk=campaign.unit_id) | Q(parent=campaign.unit_id))
    return list(units.order_by("depth", "sort_key"))


def plannable(campaign: Campaign, account: Account, at: datetime) -> "QuerySet[CampaignUnit]":
    """Units where the account may plan a check: all with commitments, or those where it supervises."""
    made = Commitment.objects.filter(campaign=campaign)
    if not may(account, Permission.MAKE_COMMITMENT, campaign.unit.path, on=local_day(at)):
        made = made.supervised_by(account.person_id, local_day(at)).filter(campaign=campaign)
    return campaign.units.filter(pk__in=made.values("campaign_unit")).select_related("campaign__unit", "unit")


def visitors(campaign: Campaign, account: Account, at: datetime) -> list[tuple[Person, str]]:
    """Who can be sent: for who assigns, everybody who supervises something; else oneself."""
    if not may(account, Permission.MAKE_COMMITMENT, campaign.unit.path, on=local_day(at)):
        return [(account.person, "")] if account.person else []
    named = Commitment.objects.filter(campaign=campaign).values("supervisor")
    assigned = campaign.assignments.standing().values("person")
    people = Person.objects.filter(Q(pk__in=named) | Q(pk__in=assigned)).order_by("sort_key")
    return [(person, "") for person in people]


@dataclass(frozen=True)
class VisitPage:
    visit: Visit
    badge: str
    can_record: Answer
    can_scan: Answer


def visit_page(visit: Visit, *, account: Account, at: datetime) -> VisitPage:
    who = {"by": account, "at": at}
    return VisitPage(
        visit,
        VISIT_BADGES[VisitState(visit.state)],
        ask(rules_watch.check_can_record_visit, visit, **who),
        ask(rules_watch.check_can_scan, visit, **who),
    )
