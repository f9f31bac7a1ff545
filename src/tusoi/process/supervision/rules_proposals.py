"""Who proposes a commitment, and who approves it or sends it back: never the one who proposed, never on the own file."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.permissions import may, require
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.directory.models import Person
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.rulebook.procedure import StepName
from tusoi.process.campaigns.rules_procedure import check_step
from tusoi.process.issues.models import Issue
from tusoi.process.issues.rules import check_speaks_for
from tusoi.process.issues.states import IssueState
from tusoi.process.reviews.models import AgendaItem, Meeting
from tusoi.process.supervision.models import Proposal
from tusoi.process.supervision.models.proposals import ALIVE
from tusoi.process.supervision.rules import check_due, check_is_to_mend, check_said, check_supervisor, local_day
from tusoi.process.supervision.states import ProposalState


def check_can_propose(issue: Issue, *, by: Account | None, at: datetime) -> None:
    """The subject, from the day on which the issue was put: with its answer, or after the conclusion."""
    check_speaks_for(issue.subject, by=by, at=at)
    check_step(issue.subject.campaign_unit, StepName.SUPERVISION)
    if issue.state not in ALIVE:
        raise Refused(_("Vấn đề này không cần khắc phục"))
    if issue.state == IssueState.UPHELD:
        check_is_to_mend(issue)


def check_proposal(
    issue: Issue,
    *,
    measure: str,
    shows: str,
    due_on: date,
    earlier: Proposal | None,
    by: Account | None,
    at: datetime,
) -> None:
    check_can_propose(issue, by=by, at=at)
    check_said(measure=measure, shows=shows)
    check_due(issue.campaign, due_on, at=at)
    if earlier is not None and (earlier.issue_id != issue.pk or earlier.state != ProposalState.RETURNED):
        raise Refused(_("Chỉ sửa lại đề xuất đã bị trả lại"))


def deciding_meeting(issue: Issue) -> Meeting | None:
    """The latest meeting of the collective that decides on the subject."""
    items = AgendaItem.objects.deciding().filter(subject=issue.subject_id).select_related("meeting__collective")
    item = items.order_by("-meeting__held_on", "-pk").first()
    return item.meeting if item else None


def led_meeting(issue: Issue, account: Account) -> bool:
    """Chaired the meeting that decides, or its item, or takes its minutes: speaks for the meeting."""
    meeting = deciding_meeting(issue)
    if meeting is None or account.person_id is None:
        return False
    if account.person_id in (meeting.chair_id, meeting.minute_taker_id):
        return True
    return meeting.items.filter(subject=issue.subject_id, chair=account.person_id).exists()


def _check_can_answer(proposal: Proposal, *, by: Account | None, at: datetime) -> None:
    issue = proposal.issue
    if proposal.state != ProposalState.WAITING:
        raise Refused(_("Đề xuất này không còn chờ duyệt"))
    if by is None:
        return
    if by.pk == proposal.by_id or (by.person_id and by.person_id == issue.subject.person_id):
        raise Refused(
            _("Không ai tự duyệt đề xuất của mình"), way_out=_("Bí thư, hội nghị hoặc cấp trên duyệt đề xuất này")
        )
    path = issue.subject.campaign_unit.unit.path
    if not may(by, Permission.MAKE_COMMITMENT, path, on=local_day(at)) and not led_meeting(issue, by):
        require(by, Permission.MAKE_COMMITMENT, path, on=local_day(at))


def check_can_approve(proposal: Proposal, *, by: Account | None, at: datetime) -> None:
    """Once the meeting has upheld the issue: who makes commitments there, or who led the meeting, for the meeting."""
    _check_can_answer(proposal, by=by, at=at)
    check_is_to_mend(proposal.issue)


def check_approval(
    proposal: Proposal, *, supervisor: Person, at_meeting: bool, by: Account | None, at: datetime
) -> None:
    check_can_approve(proposal, by=by, at=at)
    issue, path = proposal.issue, proposal.issue.subject.campaign_unit.unit.path
    check_supervisor(issue.subject, owner=proposal.owner, supervisor=supervisor, at=at)
    check_due(issue.campaign, proposal.due_on, at=at)
    if at_meeting and deciding_meeting(issue) is None:
        raise Refused(_("Chưa có hội nghị nào kiểm điểm đối tượng này"))
    if by is not None and not at_meeting:
        require(by, Permission.MAKE_COMMITMENT, path, on=local_day(at))


def check_can_send_back(proposal: Proposal, *, by: Account | None, at: datetime) -> None:
    _check_can_answer(proposal, by=by, at=at)


def check_can_withdraw(proposal: Proposal, *, by: Account | None, at: datetime) -> None:
    """Who proposed it, until it is answered."""
    if proposal.state != ProposalState.WAITING:
        raise Refused(_("Đề xuất này không còn chờ duyệt"))
    if by is not None and by.pk != proposal.by_id:
        raise Refused(_("Chỉ người đề xuất được rút"))
