"""What comes next in the life of an issue, and which part of it this account can do now."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.kernel.refusal import ask
from tusoi.foundation.ui.words import day
from tusoi.process.issues import rules as issues
from tusoi.process.issues.models import Issue
from tusoi.process.issues.states import IssueState, ShortcomingState
from tusoi.process.reviews.models import Meeting
from tusoi.process.reviews.rules import may_run
from tusoi.process.reviews.states import MeetingState
from tusoi.process.supervision import rules as supervision
from tusoi.process.supervision import rules_proposals as proposals
from tusoi.process.supervision.models import Commitment
from tusoi.process.supervision.presenters import url_of
from tusoi.process.supervision.rules_relapse import check_can_mark_relapsed
from tusoi.process.supervision.states import CommitmentState


@dataclass(frozen=True)
class Coming:
    """The next knot, not there yet."""

    title: str
    text: str = ""


@dataclass(frozen=True)
class Deed:
    """A button: what this account can do now, and where."""

    label: str
    url: str
    icon: str


def what_comes(issue: Issue, commitments: list[Commitment]) -> Coming | None:
    """None when the life of the issue has ended."""
    if issue.state == IssueState.UPHELD:
        if (
            commitments
            and issue.shortcoming.state == ShortcomingState.RELAPSED
            and not issue.shortcoming.later.exists()
        ):
            return Coming(_("Tái diễn, chờ cam kết mới"))
        return _to_mend(commitments)
    return {
        IssueState.RAISED: Coming(_("Chờ đặt ra với đối tượng")),
        IssueState.PUT: Coming(_("Chờ tiếp thu, giải trình"), issue.subject.name),
        IssueState.ANSWERED: Coming(_("Chờ kết luận tại hội nghị"), issue.subject.decided_by.name),
    }.get(IssueState(issue.state))


def _to_mend(commitments: list[Commitment]) -> Coming | None:
    if not commitments:
        return Coming(_("Chờ lập cam kết khắc phục"))
    claimed = [c for c in commitments if c.state == CommitmentState.CLAIMED]
    if claimed:
        return Coming(_("Chờ xác nhận đã khắc phục"), ", ".join(sorted({c.supervisor.name for c in claimed})))
    waiting = [c for c in commitments if c.state != CommitmentState.VERIFIED]
    if not waiting:
        return None
    first = min(waiting, key=lambda c: c.due_on)
    return Coming(_("Đang khắc phục, đến %(day)s") % {"day": day(first.due_on)}, first.owner.name)


def deeds_of(
    issue: Issue, commitments: list[Commitment], meeting: Meeting | None, *, account: Account, at: datetime
) -> list[Deed]:
    """The next steps of this account; each leads to the page where it is done."""
    return [
        *_answer(issue, account, at),
        *_conclude(issue, meeting, account, at),
        *_mend(issue, commitments, account, at),
    ]


def _names(issue: Issue) -> dict[str, str]:
    return {"campaign": issue.campaign.code, "issue": issue.code}


def _answer(issue: Issue, account: Account, at: datetime) -> list[Deed]:
    deeds = []
    if ask(issues.check_can_answer, issue, by=account, at=at):
        again = issue.state == IssueState.ANSWERED
        label = _("Trả lời bổ sung") if again else _("Tiếp thu, giải trình")
        back = urlencode({"tiep": reverse("thread:issue", kwargs=_names(issue))})
        url = f"{reverse('issues:answer', kwargs=_names(issue))}?{back}"
        deeds.append(Deed(label, url, "message-square-reply"))
    latest = issue.answers.last()
    if latest and ask(issues.check_can_judge, latest, by=account, at=at):
        url = reverse("overseeing:mine", kwargs={"campaign": issue.campaign.code}) + f"#{issue.subject.code}"
        deeds.append(Deed(_("Nhận xét câu trả lời"), url, "eye"))
    return deeds


def _conclude(issue: Issue, meeting: Meeting | None, account: Account, at: datetime) -> list[Deed]:
    open_ = issue.state in (IssueState.PUT, IssueState.ANSWERED)
    if not open_ or meeting is None or meeting.state != MeetingState.IN_SESSION:
        return []
    if not may_run(account, meeting, on=supervision.local_day(at)):
        return []
    url = reverse("reviews:room", kwargs={"campaign": meeting.campaign.code, "meeting": meeting.code})
    return [Deed(_("Kết luận tại hội nghị"), url, "gavel")]


def _mend(issue: Issue, commitments: list[Commitment], account: Account, at: datetime) -> list[Deed]:
    deeds = []
    for commitment in commitments:
        url = url_of(commitment)
        if ask(supervision.check_can_judge, commitment, by=account, at=at):
            deeds.append(Deed(_("Xem minh chứng và xác nhận"), url, "badge-check"))
        elif commitment.state != CommitmentState.CLAIMED and ask(
            supervision.check_can_add_evidence, commitment, by=account, at=at
        ):
            deeds.append(Deed(_("Thêm minh chứng"), url, "paperclip"))
    if issue.state == IssueState.UPHELD and ask(check_can_mark_relapsed, issue.shortcoming, by=account, at=at):
        deeds.append(Deed(_("Ghi tái diễn"), reverse("supervision:relapse", kwargs=_names(issue)), "rotate-ccw"))
    direct = supervision.commits_without_asking(issue, account, supervision.local_day(at))
    if not direct and ask(proposals.check_can_propose, issue, by=account, at=at):
        deeds.append(
            Deed(_("Đề xuất cam kết"), reverse("supervision:propose", kwargs=_names(issue)), "message-square-plus")
        )
    for row in issue.proposals.with_names().waiting():
        if ask(proposals.check_can_approve, row, by=account, at=at):
            url = reverse("supervision:proposal", args=[issue.campaign.code, row.pk])
            deeds.append(Deed(_("Duyệt đề xuất cam kết"), url, "badge-check"))
    if ask(supervision.check_can_commit_to, issue, by=account, at=at):
        label = _("Lập thêm cam kết") if commitments else _("Lập cam kết khắc phục")
        deeds.append(Deed(label, reverse("supervision:commit", kwargs=_names(issue)), "handshake"))
    return deeds
