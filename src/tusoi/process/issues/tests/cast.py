"""Issues of the small world in the states that tests need, reached by the real verbs."""

import contextlib
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import TypeVar

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from tests.factories import TODAY, World, signed_in

from tusoi.foundation.access.models import Account
from tusoi.foundation.kernel.clock import at_noon
from tusoi.process.campaigns import actions as campaigns
from tusoi.process.campaigns.models import Campaign, Subject
from tusoi.process.campaigns.rules import Window
from tusoi.process.feedback.models import Comment, Group, Round, TeamMember
from tusoi.process.feedback.states import RoundState
from tusoi.process.issues import actions
from tusoi.process.issues.actions_register import move_shortcoming
from tusoi.process.issues.models import Issue, Shortcoming, SuggestionSet
from tusoi.process.issues.states import IssueState, ShortcomingState, SourceKind

T = TypeVar("T")
NOW = at_noon(TODAY)
ANSWER_BY = date(2012, 8, 20)


def raised(world: World, subject: str = "phuong-mot", title: str = "Gửi tài liệu họp trễ", at: datetime = NOW) -> Issue:
    """An issue from above, not put yet."""
    return actions.raise_issue(
        world.campaign, subject=world.subjects[subject], title=title, source=SourceKind.EARLIER, by=None, at=at
    )


def put(world: World, subject: str = "phuong-mot", title: str = "Gửi tài liệu họp trễ", at: datetime = NOW) -> Issue:
    issue = raised(world, subject, title, at)
    actions.put(issue, answer_by=ANSWER_BY, by=None, at=at)
    return issue


def drafted(world: World, subject: str = "phuong-mot", points: int = 1) -> SuggestionSet:
    """A draft of suggestions by the officer."""
    suggestions = actions.draft_set(world.subjects[subject], by=world.officer, at=NOW)
    for number in range(points):
        actions.add_point(
            suggestions,
            title=f"Nội dung gợi ý {number + 1}",
            grounds="Báo cáo kiểm tra quý I",
            theme="causes",
            by=world.officer,
            at=NOW,
        )
    return suggestions


def issued(world: World, subject: str = "phuong-mot", points: int = 1) -> SuggestionSet:
    """Suggestions that were approved, given the overseer of the cast, and sent."""
    suggestions = drafted(world, subject, points)
    actions.approve_set(suggestions, by=world.leader, at=NOW)
    actions.assign_overseer(suggestions, person=world.people["dv-03"], by=world.leader, at=NOW)
    actions.issue_set(suggestions, answer_by=ANSWER_BY, by=world.officer, at=NOW)
    return suggestions


def opened_round(world: World, boxes: Iterable[tuple[str, str, str, int]] = ()) -> Round:
    """An opened round about the ward and its secretary with `boxes` as its comments: (subject, group, text, voice)."""
    round = Round.objects.create(
        campaign=world.campaign,
        code="gop-y",
        title="Lấy ý kiến góp ý",
        campaign_unit=world.unit("quan"),
        opens_on=date(2012, 6, 1),
        closes_on=date(2012, 7, 1),
        threshold=5,
        state=RoundState.OPENED,
    )
    round.subjects.set([world.subjects["phuong-mot"], world.subjects["phuong-mot-1"]])
    groups = {
        code: Group.objects.create(round=round, code=code, name=name, is_attributed=False)
        for code, name in [("individuals", "Cá nhân liên quan"), ("retired", "Nguyên cấp ủy viên đã nghỉ hưu")]
    }
    for person, unit in [("dv-05", "ban-to-chuc"), ("dv-11", "van-phong")]:
        TeamMember.objects.create(round=round, person=world.people[person], agency=world.units[unit])
    for subject, group, text, voice in boxes:
        Comment.objects.create(
            round=round,
            subject=world.subjects[subject],
            group=groups[group],
            voice=voice,
            box="shortcoming",
            text=text,
        )
    return round


def queries_for(account: Account, *addresses: str) -> list[int]:
    """How many queries each page takes, opened a second time."""
    client, numbers = signed_in(account), []
    for address in addresses:
        assert client.get(address).status_code == 200
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        numbers.append(len(queries))
    return numbers


class _Undo(Exception):
    pass


def in_a_fresh_world(deed: Callable[[], T]) -> T:
    """What `deed` returns, done in a transaction that is undone afterwards."""
    found: list[T] = []
    with contextlib.suppress(_Undo), transaction.atomic():
        found.append(deed())
        raise _Undo
    return found[0]


def comments_of(round: Round) -> list[Comment]:
    return list(Comment.objects.filter(round=round).order_by("text", "voice"))


def next_campaign(world: World, code: str, starts_on: date, subjects: Iterable[str] = ("phuong-mot",)) -> Campaign:
    """Another campaign on the same units, opened on its first day, that reviews the named subjects again."""
    at = at_noon(starts_on)
    campaign = campaigns.create(
        code=code,
        title=f"Đợt {code}",
        unit=world.units["quan"],
        procedure_code="nq-tw4-2012",
        starts_on=starts_on,
        ends_on=starts_on + timedelta(days=300),
        by=world.officer,
        at=at,
    )
    last = starts_on + timedelta(days=200)
    codes = ("standing-board", "committee-and-offices", "base")
    windows = [Window(tier, starts_on + timedelta(days=30), last) for tier in codes]
    tiers = campaigns.set_windows(campaign, windows, by=world.officer, at=at)
    campaigns.open_campaign(campaign, by=world.officer, at=at)
    for name in subjects:
        before = world.subjects[name]
        campaigns.add_subject(
            campaign,
            code=name,
            unit=before.campaign_unit.unit,
            collective=before.collective,
            person=before.person,
            tier=tiers[-1],
            decided_by=before.decided_by,
            by=world.officer,
            at=at,
        )
    return campaign


def upheld_in(subject: Subject, title: str, at: datetime, earlier: Shortcoming | None = None) -> Shortcoming:
    """A shortcoming of a subject, found in its campaign; earlier: the one that it goes on from."""
    issue = actions.raise_issue(
        subject.campaign, subject=subject, title=title, source=SourceKind.EARLIER, shortcoming=earlier, by=None, at=at
    )
    actions.put(issue, by=None, at=at)
    found = actions.conclude(issue, verdict=IssueState.UPHELD, text="Có", by=None, at=at)
    assert found is not None
    return found


def mend(shortcoming: Shortcoming, at: datetime, *, as_far_as: str = ShortcomingState.VERIFIED) -> None:
    """Through the states of the register, as far as one of them."""
    for state in (ShortcomingState.MENDING, ShortcomingState.CLAIMED, ShortcomingState.VERIFIED):
        move_shortcoming(shortcoming, state, by=None, at=at)
        if state == as_far_as:
            return
