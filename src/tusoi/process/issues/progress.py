"""How many issues are answered, and what waits for whom."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Count, Exists, Min, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.permissions import reachable
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.tally.actions import FOREVER, Raw
from tusoi.process.campaigns.models import Campaign
from tusoi.process.campaigns.progress import Task
from tusoi.process.campaigns.states import CampaignState
from tusoi.process.feedback.conferences import untyped
from tusoi.process.feedback.models import Comment, Round
from tusoi.process.feedback.states import CommentState, RoundState
from tusoi.process.issues.models import Issue, IssueAnswer, SetAside, SuggestionSet, own_subjects
from tusoi.process.issues.rules import spoken_for
from tusoi.process.issues.states import ANSWERS, CONCLUDED, IssueState, SetState

__all__ = ["ANSWERS", "raw", "to_judge", "waiting_for"]
KIND = "issues"


def raw(campaign: Campaign) -> Iterator[Raw]:
    """One row per issue that was put; done when its subject has answered."""
    answered = set(IssueAnswer.objects.filter(issue__campaign=campaign).values_list("issue", flat=True))
    rows = Issue.objects.put().filter(campaign=campaign)
    for pk, path, due_on in rows.values_list("pk", "subject__campaign_unit__path", "answer_by"):
        yield Raw(path, ANSWERS, done=int(pk in answered), total=1, due_on=due_on or FOREVER)


def to_judge(account: Account, campaign: Campaign) -> "QuerySet[IssueAnswer]":
    """Latest answers to issues that the account oversees and has not judged."""
    later = IssueAnswer.objects.filter(issue=OuterRef("issue"), pk__gt=OuterRef("pk"))
    return IssueAnswer.objects.filter(
        ~Exists(later),
        issue__campaign=campaign,
        issue__suggestion_set__overseer=account.person_id,
        issue__suggestion_set__overseer__isnull=False,
        judgement=None,
    ).exclude(issue__state__in=CONCLUDED)


def waiting_for(account: Account, campaign: Campaign, at: datetime) -> list[Task]:
    """Answers and receipts of the own subjects; triage; suggestions to approve and to send; answers to judge."""
    if campaign.state != CampaignState.OPEN:
        return []
    return [
        *_to_answer(account, campaign, at),
        *_to_triage(account, campaign),
        *_suggestions(account, campaign, at),
        *_to_judge(account, campaign),
    ]


def _to_answer(account: Account, campaign: Campaign, at: datetime) -> list[Task]:
    mine = spoken_for(account, campaign, at.date())
    waiting = mine.filter(issues__state=IssueState.PUT).annotate(
        open_issues=Count("issues"), first_due=Min("issues__answer_by")
    )
    tasks = [
        Task(
            what=_("Tiếp thu, giải trình %(n)s nội dung") % {"n": subject.open_issues},
            about=subject.name,
            due_on=subject.first_due,
            url=reverse("issues:mine", kwargs={"campaign": campaign.code}) + f"#{subject.code}",
            button=_("Tiếp thu, giải trình"),
            kind=KIND,
        )
        for subject in waiting
    ]
    received = SuggestionSet.objects.filter(subject__in=mine.values("pk"), state=SetState.ISSUED)
    tasks += [
        Task(
            what=_("Xác nhận đã nhận gợi ý kiểm điểm"),
            about=suggestions.subject.name,
            due_on=None,
            url=reverse("issues:set", kwargs={"campaign": campaign.code, "subject": suggestions.subject.code}),
            button=_("Xem gợi ý"),
            kind=KIND,
        )
        for suggestions in received.select_related("subject")
    ]
    return tasks


def _to_triage(account: Account, campaign: Campaign) -> list[Task]:
    if not account.person_id:
        return []
    tasks = []
    for round in Round.objects.filter(campaign=campaign, state=RoundState.OPENED, team__person=account.person_id):
        left = Comment.objects.filter(round=round, state=CommentState.WAITING).count()
        asked = SetAside.objects.filter(comment__round=round, confirmed_by=None)
        agree = asked.exclude(asked_by=account).count()
        page = reverse("issues:triage", kwargs={"campaign": campaign.code, "round": round.code})
        if agree:
            what = _("Xem và đồng ý để riêng %(n)s ý kiến") % {"n": agree}
            tasks.append(Task(what, round.title, None, page, _("Xem"), KIND))
        if missing := sum(untyped(round).values()):
            desk = reverse("feedback:conferences", kwargs={"campaign": campaign.code, "round": round.code})
            what = _("Gõ %(n)s ý kiến của hội nghị") % {"n": missing}
            tasks.append(Task(what, round.title, None, desk, _("Gõ"), KIND))
        if not left and (asked.exists() or missing):  # nothing but to wait for the second person, or to type
            continue
        tasks.append(
            Task(
                what=_("Xếp %(n)s ý kiến góp ý") % {"n": left} if left else _("Kết thúc việc tổng hợp ý kiến"),
                about=round.title,
                due_on=None,
                url=page,
                button=_("Xếp ý kiến") if left else _("Kết thúc tổng hợp"),
                kind=KIND,
            )
        )
    return tasks


def _suggestions(account: Account, campaign: Campaign, at: datetime) -> list[Task]:
    on, path = at.date(), "subject__campaign_unit__unit__path"
    own = own_subjects(account.person_id, on).values("pk")
    sets = SuggestionSet.objects.filter(campaign=campaign).exclude(subject__in=own)
    approver = sets.filter(reachable(account, Permission.APPROVE_SUGGESTION, on=on, field=path))
    sender = sets.filter(reachable(account, Permission.DRAFT_SUGGESTION, on=on, field=path))
    drafts = approver.filter(state=SetState.DRAFT, points__isnull=False).distinct().count()
    unwatched = approver.filter(state=SetState.APPROVED, overseer=None).count()
    ready = sender.filter(state=SetState.APPROVED, overseer__isnull=False).count()
    lines = [
        (drafts, _("Duyệt %(n)s bản gợi ý kiểm điểm"), SetState.DRAFT, _("Xem và duyệt")),
        (unwatched, _("Phân công người theo dõi %(n)s bản gợi ý"), SetState.APPROVED, _("Phân công")),
        (ready, _("Gửi %(n)s bản gợi ý kiểm điểm đã duyệt"), SetState.APPROVED, _("Gửi")),
    ]
    url = reverse("issues:suggestions", kwargs={"campaign": campaign.code})
    return [
        Task(what % {"n": n}, campaign.unit.short_name, None, f"{url}?trang-thai={state}", button, KIND)
        for n, what, state, button in lines
        if n
    ]


def _to_judge(account: Account, campaign: Campaign) -> list[Task]:
    answers = to_judge(account, campaign)
    subjects = answers.aggregate(n=Count("pk"), subjects=Count("issue__subject", distinct=True))
    if not subjects["n"]:
        return []
    return [
        Task(
            what=_("Nhận xét %(n)s câu trả lời") % {"n": subjects["n"]},
            about=_("%(n)s đối tượng được phân công theo dõi") % {"n": subjects["subjects"]},
            due_on=None,
            url=reverse("overseeing:mine", kwargs={"campaign": campaign.code}),
            button=_("Nhận xét"),
            kind=KIND,
        )
    ]
