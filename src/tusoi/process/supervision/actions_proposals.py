"""Propose a commitment; approve the proposal, send it back, or withdraw it."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.directory.models import Person, Unit
from tusoi.foundation.journal.actions import record
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.kernel.states import move
from tusoi.process.issues.models import Issue
from tusoi.process.supervision import rules_proposals as rules
from tusoi.process.supervision.actions import mend
from tusoi.process.supervision.models import Commitment, Proposal
from tusoi.process.supervision.rules import local_day
from tusoi.process.supervision.states import PROPOSAL_TRANSITIONS, Act, ProposalState


@transaction.atomic
def propose(
    issue: Issue,
    *,
    owner: Person,
    measure: str,
    shows: str,
    due_on: date,
    earlier: Proposal | None = None,
    by: Account | None,
    at: datetime,
) -> Proposal:
    """What the subject offers to do. earlier: the one that was sent back, for which this stands."""
    rules.check_proposal(issue, measure=measure, shows=shows, due_on=due_on, earlier=earlier, by=by, at=at)
    try:
        with transaction.atomic():
            proposal = Proposal.objects.create(
                issue=issue,
                owner=owner,
                measure=measure.strip(),
                shows=shows.strip(),
                due_on=due_on,
                earlier=earlier,
                by=by,
                on=local_day(at),
            )
    except IntegrityError as error:
        raise Refused(_("Đề xuất bị trả lại này đã được sửa và gửi lại")) from error
    record(Act.PROPOSED, issue, by=by, at=at, scope=issue.campaign_id, proposal=proposal.pk)
    return proposal


@transaction.atomic
def approve(
    proposal: Proposal,
    *,
    code: str,
    supervisor: Person,
    agency: Unit | None = None,
    at_meeting: bool = False,
    by: Account | None,
    at: datetime,
) -> Commitment:
    """It becomes a commitment, word for word. at_meeting: the meeting approved it, and `by` enters that."""
    rules.check_approval(proposal, supervisor=supervisor, at_meeting=at_meeting, by=by, at=at)
    issue = proposal.issue
    commitment = mend(
        issue,
        code=code,
        owner=proposal.owner,
        measure=proposal.measure,
        shows=proposal.shows,
        due_on=proposal.due_on,
        supervisor=supervisor,
        agency=agency,
        by=by,
        at=at,
    )
    meeting = rules.deciding_meeting(issue) if at_meeting else None
    answer = {"answered_by": by, "answered_on": local_day(at)}
    move(
        proposal,
        ProposalState.APPROVED,
        table=PROPOSAL_TRANSITIONS,
        commitment=commitment,
        meeting=meeting,
        **answer,
    )
    record(Act.PROPOSAL_APPROVED, issue, by=by, at=at, scope=issue.campaign_id, proposal=proposal.pk)
    return commitment


@transaction.atomic
def send_back(proposal: Proposal, *, reason: str, by: Account | None, at: datetime) -> Proposal:
    """Something has to change first; whoever proposed it reads why and proposes anew."""
    rules.check_can_send_back(proposal, by=by, at=at)
    if not reason.strip():
        raise Refused(_("Chưa ghi vì sao trả lại, cần sửa gì"))
    answer = {"answered_by": by, "answered_on": local_day(at), "returned_for": reason.strip()}
    move(proposal, ProposalState.RETURNED, table=PROPOSAL_TRANSITIONS, **answer)
    issue = proposal.issue
    record(Act.PROPOSAL_RETURNED, issue, by=by, at=at, scope=issue.campaign_id, proposal=proposal.pk)
    return proposal


@transaction.atomic
def withdraw(proposal: Proposal, *, by: Account | None, at: datetime) -> Proposal:
    rules.check_can_withdraw(proposal, by=by, at=at)
    move(proposal, ProposalState.WITHDRAWN, table=PROPOSAL_TRANSITIONS, answered_on=local_day(at))
    issue = proposal.issue
    record(Act.PROPOSAL_WITHDRAWN, issue, by=by, at=at, scope=issue.campaign_id, proposal=proposal.pk)
    return proposal
