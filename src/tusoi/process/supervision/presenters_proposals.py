"""What the pages of a proposed commitment show."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.permissions import may
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.directory.models import Person
from tusoi.foundation.kernel.refusal import Answer, ask
from tusoi.process.campaigns.models import Campaign
from tusoi.process.issues.models import Issue
from tusoi.process.supervision import rules_proposals as rules
from tusoi.process.supervision.models import Proposal
from tusoi.process.supervision.presenters import Watchers, owners_of, watchers_of
from tusoi.process.supervision.rules import local_day
from tusoi.process.supervision.states import ProposalState

BADGES = {
    ProposalState.WAITING: "waiting",
    ProposalState.APPROVED: "done",
    ProposalState.RETURNED: "soon",
    ProposalState.WITHDRAWN: "plain",
}


@dataclass(frozen=True)
class ProposePage:
    """others: proposed before for the same issue."""

    issue: Issue
    earlier: Proposal | None
    owners: list[tuple[Person, str]]
    others: list[tuple[Proposal, str]]

    @property
    def initial(self) -> dict[str, object]:
        """The words of the one that was sent back, to be improved."""
        if self.earlier is None:
            person = self.issue.subject.person_id
            return {"owner": person} if person else {}
        row = self.earlier
        return {"measure": row.measure, "shows": row.shows, "owner": row.owner_id, "due_on": row.due_on}


def propose_page(issue: Issue, *, earlier: Proposal | None, at: datetime) -> ProposePage:
    rows = issue.proposals.select_related("owner")
    others = [(row, BADGES[ProposalState(row.state)]) for row in rows]
    return ProposePage(issue, earlier, owners_of(issue, local_day(at)), others)


@dataclass(frozen=True)
class ProposalPage:
    proposal: Proposal
    badge: str
    later: Proposal | None
    can_approve: Answer
    can_send_back: Answer
    can_withdraw: Answer
    improve_url: str
    only_meeting: bool
    watchers: Watchers


def proposal_page(proposal: Proposal, *, agency_code: str, account: Account, at: datetime) -> ProposalPage:
    who = {"by": account, "at": at}
    subject = proposal.issue.subject
    later = Proposal.objects.filter(earlier=proposal).first()
    may_improve = proposal.state == ProposalState.RETURNED and later is None
    improves = may_improve and ask(rules.check_can_propose, proposal.issue, **who)
    codes = [proposal.issue.campaign.code, proposal.issue.code]
    makes = may(account, Permission.MAKE_COMMITMENT, subject.campaign_unit.unit.path, on=local_day(at))
    return ProposalPage(
        proposal=proposal,
        badge=BADGES[ProposalState(proposal.state)],
        later=later,
        can_approve=ask(rules.check_can_approve, proposal, **who),
        can_send_back=ask(rules.check_can_send_back, proposal, **who),
        can_withdraw=ask(rules.check_can_withdraw, proposal, **who),
        improve_url=f"{reverse('supervision:propose', args=codes)}?tu={proposal.pk}" if improves else "",
        only_meeting=not makes,
        watchers=watchers_of(subject, theme=proposal.issue.theme, agency_code=agency_code, at=at),
    )


def waiting_proposals(campaign: Campaign, account: Account, at: datetime) -> "QuerySet[Proposal]":
    """Those not answered yet that the account may see; counted nowhere."""
    rows = Proposal.objects.visible_to(account, local_day(at)).waiting().filter(issue__campaign=campaign)
    return rows.select_related("issue__subject", "owner")
