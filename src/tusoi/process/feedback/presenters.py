"""What the pages of a round need, ready to print."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.permissions import may
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.kernel.leaps import doubt
from tusoi.foundation.kernel.refusal import Answer, ask
from tusoi.foundation.secrecy.models import Keyholder
from tusoi.process.campaigns.models import Campaign, Subject
from tusoi.process.feedback import rules
from tusoi.process.feedback.models import Comment, Group, Letter, Round, TeamMember
from tusoi.process.feedback.progress import Turnout, turnout
from tusoi.process.feedback.sheets import accounts_of, unclosed
from tusoi.process.feedback.states import Box, RoundState

BADGES = {
    RoundState.DRAFT: "plain",
    RoundState.OPEN: "soon",
    RoundState.CLOSED: "sealed",
    RoundState.OPENED: "waiting",
    RoundState.SYNTHESISED: "done",
}


@dataclass(frozen=True)
class RoundRow:
    """A round in the list."""

    round: Round
    badge: str
    subjects: int
    url: str


def rows(campaign: Campaign, account: Account, at: datetime) -> list[RoundRow]:
    seen = campaign.rounds.all().visible_to(account, at.date()).select_related("campaign_unit")
    return [
        RoundRow(
            round,
            BADGES[RoundState(round.state)],
            round.asked_about,
            reverse("feedback:round", args=[campaign.code, round.code]),
        )
        for round in seen.counted()
    ]


@dataclass(frozen=True)
class GroupRow:
    """A group with the people invited, those of them by mail, the sheets printed, and the letters that did not arrive."""

    group: Group
    invited: int
    mailed: int
    issued: int
    failed: int


@dataclass(frozen=True)
class Member:
    """One of the counting team, and what they have done: "ready", "entered" or nothing yet."""

    member: TeamMember
    state: str
    badge: str
    entered: bool


@dataclass(frozen=True)
class RoundPage:
    """One round for one account. has_entered: that account gave its part of the key, and the round waits for another."""

    round: Round
    badge: str
    subjects: list[Subject]
    groups: list[GroupRow]
    unclosed: list[str]
    team: list[Member]
    turnout: list[Turnout]
    runs: bool
    on_team: bool
    has_entered: bool
    may_open: Answer
    may_close: Answer
    faults: list[str]
    warning: str
    doubt: str

    @property
    def retention_days(self) -> int:
        return self.round.campaign.rules.counting.retention_days

    @property
    def is_rough_after_all(self) -> bool:
        """The round takes no more slips, and a small group keeps the figures in steps."""
        return self.round.state != RoundState.OPEN and any(row.rough for row in self.turnout)


def round_page(round: Round, account: Account, at: datetime) -> RoundPage:
    runs = may(account, Permission.RUN_ROUND, round.campaign_unit.unit.path, on=at.date())
    team = _team(round)
    own = [row for row in team if account.person_id is not None and row.member.person_id == account.person_id]
    left = unclosed(round) if runs or own else []
    return RoundPage(
        round=round,
        badge=BADGES[RoundState(round.state)],
        subjects=list(round.subjects.all()),
        groups=_groups(round) if runs else [],
        unclosed=left,
        team=team,
        turnout=turnout(round, on=at.date()),
        runs=runs,
        on_team=bool(own),
        has_entered=any(row.entered for row in own),
        may_open=ask(rules.check_can_open, round, by=account, at=at),
        may_close=ask(rules.check_can_close, round, left, by=account, at=at),
        faults=faults_of(round),
        warning=rules.must_ask_warning(round),
        doubt=doubt() if runs or own else "",
    )


def _groups(round: Round) -> list[GroupRow]:
    sheets = accounts_of(round)
    groups = round.groups.all().invited()
    failed = Letter.objects.failed_by_group(round)
    return [
        GroupRow(group, group.people, group.by_mail, sheets[group.pk].printed, failed.get(group.pk, 0))
        for group in groups
    ]


def _team(round: Round) -> list[Member]:
    holders = {h.account.person_id: h for h in Keyholder.objects.filter(box=round.box).select_related("account")}
    found = []
    for member in round.team.select_related("person", "agency"):
        holder = holders.get(member.person_id)
        if round.state in {RoundState.OPENED, RoundState.SYNTHESISED}:
            state, badge = _("đã mở phiếu"), "done"
        elif holder and holder.entered:
            state, badge = _("đã nhập mật khẩu mở phiếu"), "done"
        elif holder and holder.ready:
            state, badge = _("đã đặt mật khẩu"), "done"
        else:
            state, badge = _("chưa đặt mật khẩu"), "waiting"
        found.append(Member(member, state, badge, entered=bool(holder and holder.entered)))
    return found


def faults_of(round: Round) -> list[str]:
    """What did not add up when the box was opened, in words."""
    texts = {
        "without_code": _("%(n)s phiếu không khớp với mã nào đã dùng: có thể đã bị đưa thêm vào cơ sở dữ liệu"),
        "without_slip": _("%(n)s mã đã dùng nhưng không thấy phiếu: có thể phiếu đã bị lấy đi"),
        "unreadable": _("%(n)s phiếu không giải mã được"),
    }
    faults = round.box.faults if round.box else {}
    return [texts[kind] % {"n": count} for kind, count in faults.items() if kind in texts]


@dataclass(frozen=True)
class SubjectComments:
    """The opened comments about one subject, in the random order of their keys."""

    subject: Subject
    boxes: list[tuple[str, list[Comment]]]
    voices: int


def comments_by_subject(round: Round, account: Account) -> list[SubjectComments]:
    seen = Comment.objects.visible_to(account).filter(round=round).select_related("group").order_by("pk")
    by_subject: dict[int, list[Comment]] = defaultdict(list)
    for comment in seen:
        by_subject[comment.subject_id].append(comment)
    return [
        SubjectComments(
            subject,
            [
                (str(Box(box).label), found)
                for box in Box.values
                if (found := [c for c in by_subject[subject.pk] if c.box == box])
            ],
            len({comment.voice for comment in by_subject[subject.pk]}),
        )
        for subject in round.subjects.all()
    ]
