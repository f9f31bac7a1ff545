"""How far the mending is, and what it waits for from whom."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.permissions import may, reachable
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.kernel.refusal import ask
from tusoi.foundation.rulebook.procedure import StepName
from tusoi.foundation.tally.actions import Raw
from tusoi.process.campaigns.models import Campaign
from tusoi.process.campaigns.progress import Task
from tusoi.process.campaigns.rules_procedure import profile_of_level
from tusoi.process.campaigns.states import CampaignState
from tusoi.process.issues.models import Issue
from tusoi.process.issues.states import COMMITTED, IssueState, ShortcomingState
from tusoi.process.reviews.models import AgendaItem, ImmediateAction
from tusoi.process.supervision import rules, rules_proposals
from tusoi.process.supervision.models import Commitment, Proposal
from tusoi.process.supervision.states import MEASURE, TO_DO, CommitmentState, ContactKind, VisitState

__all__ = ["MEASURE", "MEASURES", "raw", "to_commit", "to_take_up", "waiting_for"]

MEASURES = (MEASURE,)
# An upheld issue needs a commitment: it has none, or what it mended came back; unless a later campaign has taken it over.
NEEDS = Q(shortcoming__later=None) & (Q(commitments=None) | Q(shortcoming__state=ShortcomingState.RELAPSED))


def raw(campaign: Campaign) -> Iterator[Raw]:
    """Every commitment, and whether it is verified, due on its date; every upheld issue, and whether it has a commitment."""
    for path, state, due_on in campaign.commitments.values_list("campaign_unit__path", "state", "due_on"):
        yield Raw(path, MEASURE, int(state == CommitmentState.VERIFIED), 1, due_on)
    upheld = campaign.issues.filter(state=IssueState.UPHELD).annotate(made=Count("commitments"))
    rows = upheld.values_list("subject__campaign_unit__path", "subject__campaign_unit__level_code", "made")
    for path, level, made in rows:
        if made or _asked_of(campaign, level):
            yield Raw(path, COMMITTED, int(made > 0), 1)


def _asked_of(campaign: Campaign, level: str) -> bool:
    """Whether the procedure asks commitments of units of this level."""
    return profile_of_level(campaign, level, StepName.SUPERVISION) is None


def to_commit(account: Account, campaign: Campaign, at: datetime) -> list[Issue]:
    """Upheld issues that need a commitment, without a proposal, where this account may make one; not its own."""
    where = reachable(
        account, Permission.MAKE_COMMITMENT, on=rules.local_day(at), field="subject__campaign_unit__unit__path"
    )
    mine = Q(subject__person=account.person_id) if account.person_id else Q(pk__in=[])
    proposed = Proposal.objects.waiting().filter(issue__campaign=campaign).values("issue")
    issues = campaign.issues.filter(where, ~mine, NEEDS, state=IssueState.UPHELD)
    issues = issues.exclude(pk__in=proposed)  # those wait for an answer to what was proposed
    rows = issues.select_related("subject__campaign_unit", "campaign").distinct()
    return [issue for issue in rows if _asked_of(campaign, issue.subject.campaign_unit.level_code)]


def to_take_up(account: Account, campaign: Campaign, at: datetime) -> list[ImmediateAction]:
    """What meetings with fixed minutes want done at once and nobody watches yet, where this account may make commitments."""
    where = reachable(
        account, Permission.MAKE_COMMITMENT, on=rules.local_day(at), field="item__subject__campaign_unit__unit__path"
    )
    rows = ImmediateAction.objects.fixed().filter(where, item__meeting__campaign=campaign, commitment=None)
    rows = rows.select_related("item__subject__campaign_unit", "owner").order_by("due_on", "pk")
    return [row for row in rows if _asked_of(campaign, row.item.subject.campaign_unit.level_code)]


def waiting_for(account: Account, campaign: Campaign, at: datetime) -> list[Task]:
    """To mend and to claim (owner), to verify (supervisor), to commit (secretary, leader), and what climbed."""
    if campaign.state == CampaignState.DRAFT:  # nothing to mend yet, and no frozen day rules to ask
        return []
    tasks = [
        Task(
            _("Lập cam kết khắc phục"),
            f"{issue.subject.name}: {issue.title}",
            None,
            reverse("supervision:commit", kwargs={"campaign": campaign.code, "issue": issue.code}),
            _("Lập cam kết"),
            _("Khắc phục"),
        )
        for issue in to_commit(account, campaign, at)
    ]
    tasks += [
        Task(
            _("Theo dõi việc phải làm ngay: ai giám sát, lấy gì làm bằng chứng"),
            f"{row.item.subject.name}: {row.what}",
            row.due_on,
            reverse("supervision:take-up", kwargs={"campaign": campaign.code, "action": row.pk}),
            _("Lập cam kết"),
            _("Khắc phục"),
        )
        for row in to_take_up(account, campaign, at)
    ]
    tasks += _proposals(account, campaign, at)
    if account.person_id:
        mine = Q(owner=account.person_id) | Q(supervisor=account.person_id, state=CommitmentState.CLAIMED)
        for commitment in Commitment.objects.unfinished().with_names().filter(mine, campaign=campaign):
            tasks += _own(commitment, account)
    tasks += _to_help(account, campaign, at) + _climbed(account, campaign, at)
    if campaign.state == CampaignState.CLOSED:  # its commitments go on; new checks on the spot do not
        return tasks
    return tasks + _visits(account, campaign) + _to_close(account, campaign, at)


def _proposals(account: Account, campaign: Campaign, at: datetime) -> list[Task]:
    """To approve or send back (the issue is upheld); and to improve what was sent back."""
    rows = Proposal.objects.with_names().filter(issue__campaign=campaign)
    where = reachable(
        account, Permission.MAKE_COMMITMENT, on=rules.local_day(at), field="issue__subject__campaign_unit__unit__path"
    )
    if account.person_id:
        led = AgendaItem.objects.deciding().filter(
            Q(chair=account.person_id)
            | Q(meeting__chair=account.person_id)
            | Q(meeting__minute_taker=account.person_id),
            meeting__campaign=campaign,
        )
        where |= Q(issue__subject__in=led.values("subject"))
    waiting = rows.waiting().filter(where, issue__state=IssueState.UPHELD).exclude(by=account.pk)
    tasks = [
        _of_proposal(row, _("Duyệt hoặc trả lại đề xuất cam kết"), _("Xem"))
        for row in waiting
        if ask(rules_proposals.check_can_approve, row, by=account, at=at)
    ]
    mine = rows.to_improve().filter(by=account.pk)
    return tasks + [_of_proposal(row, _("Sửa đề xuất cam kết bị trả lại"), _("Sửa")) for row in mine]


def _of_proposal(row: Proposal, what: str, button: str) -> Task:
    url = reverse("supervision:proposal", kwargs={"campaign": row.issue.campaign.code, "proposal": row.pk})
    return Task(what, f"{row.issue.subject.name}: {row.measure}", None, url, button, _("Khắc phục"))


def _to_close(account: Account, campaign: Campaign, at: datetime) -> list[Task]:
    """After the campaign's last day: close it, with what is left."""
    on = rules.local_day(at)
    if on <= campaign.ends_on or not may(account, Permission.MANAGE_CAMPAIGN, campaign.unit.path, on=on):
        return []
    url = reverse("supervision:closing", args=[campaign.code])
    what = _("Kết thúc đợt kiểm điểm: xem còn gì, đi đâu")
    return [Task(what, campaign.title, campaign.ends_on, url, _("Xem"), _("Khắc phục"))]


def _task(commitment: Commitment, what: str, button: str) -> Task:
    url = reverse(
        "supervision:commitment", kwargs={"campaign": commitment.campaign.code, "commitment": commitment.code}
    )
    return Task(what, commitment.measure, commitment.due_on, url, button, _("Khắc phục"))


def _own(commitment: Commitment, account: Account) -> Iterator[Task]:
    if commitment.state == CommitmentState.CLAIMED:
        if commitment.supervisor_id == account.person_id:
            yield _task(commitment, _("Xem minh chứng và xác nhận"), _("Xác nhận"))
    elif commitment.state == CommitmentState.RETURNED:
        yield _task(commitment, _("Bổ sung theo nhận xét của người giám sát"), _("Bổ sung"))
    else:
        yield _task(commitment, _("Khắc phục, thêm minh chứng"), _("Cập nhật"))


def _to_help(account: Account, campaign: Campaign, at: datetime) -> list[Task]:
    """Past the date and not yet above: whoever supervises offers help first, once."""
    on = rules.local_day(at)
    limit = on - timedelta(campaign.rules.reminders.climb_after)
    late = Commitment.objects.supervised_by(account.person_id, on).with_names()
    late = late.filter(campaign=campaign, due_on__lt=on, due_on__gt=limit, state__in=TO_DO)
    late = late.exclude(contacts__kind=ContactKind.HELP)
    return [
        _task(row, _("Quá hạn: hỏi vướng gì, đề nghị giúp đỡ trước khi báo cấp trên"), _("Giúp đỡ")) for row in late
    ]


def _visits(account: Account, campaign: Campaign) -> list[Task]:
    """One's own checks on the spot that are planned."""
    if account.person_id is None:
        return []
    rows = campaign.visits.filter(visitor=account.person_id, state=VisitState.PLANNED).select_related("campaign_unit")
    return [
        Task(
            _("Kiểm tra tại chỗ, ghi biên bản làm việc"),
            row.campaign_unit.name,
            row.planned_on,
            reverse("supervision:visit", args=[campaign.code, row.pk]),
            _("Ghi biên bản"),
            _("Khắc phục"),
        )
        for row in rows
    ]


def _climbed(account: Account, campaign: Campaign, at: datetime) -> list[Task]:
    """Past the procedure's days after the date, it comes to those above who assign supervision."""
    on = rules.local_day(at)
    where = reachable(account, Permission.OVERRIDE_GATE, on=on, field="campaign_unit__unit__path")
    limit = on - timedelta(campaign.rules.reminders.climb_after)
    late = Commitment.objects.unfinished().with_names().filter(where, campaign=campaign, due_on__lte=limit)
    return [_task(commitment, _("Quá hạn lâu: nhắc nhở hoặc giúp đỡ"), _("Xem")) for commitment in late]
