"""Ratings and vote counts for tests, on the small world as if its procedure rated as `annual-2025` does."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings

from tests.factories import World, follow, world
from tests.meetings import AT, conclude_all, opened, pass_gates, plan
from tusoi.foundation.access.models import Account
from tusoi.foundation.kernel.clock import at_noon
from tusoi.foundation.rulebook.actions import load
from tusoi.foundation.rulebook.rating import NOT_YET
from tusoi.process.campaigns.models import Subject
from tusoi.process.reviews import actions as reviews
from tusoi.process.reviews import actions_rating
from tusoi.process.reviews.models import BallotCount, Meeting, RatingEntry

LEVELS = ["excellent", "good", "done", "failed", NOT_YET]


def rated_world(**changes: Any) -> World:
    """The small world, whose campaign rates. changes: keys of [rating] that are otherwise than in annual-2025."""
    home = world()
    today = load(settings.PROCEDURES / "annual-2025.toml").model_dump(mode="json")
    now = home.campaign.rules.model_dump(mode="json")
    gates = {name: today["gates"][name] for name in ("rating_order", "head_rated_after_unit")}
    follow(
        home.campaign,
        rating=today["rating"] | changes,
        order=now["order"] | {"rating": today["order"]["rating"]},
        gates=now["gates"] | gates,
    )
    return home


def subject_of(home: World, code: str) -> Subject:
    """A subject as it is now."""
    related = ("campaign__frozen", "campaign_unit__unit__parent", "campaign_unit__campaign", "decided_by__unit", "tier")
    return Subject.objects.select_related(*related).get(campaign=home.campaign, code=code)


def reviewed(home: World, collective: str = "dang-uy-mot") -> Meeting:
    """A meeting that has concluded on everybody."""
    return conclude_all(opened(home, collective))


def all_reviewed(home: World) -> None:
    """Every collective of the world has met."""
    for collective in ("ban-thuong-vu", "lanh-dao-van-phong", "dang-uy-mot", "dang-uy-hai"):
        meeting = plan(home, collective, day=home_day(home, collective))
        at = at_noon(meeting.held_on)
        reviews.call_roll(meeting, absences={}, by=None, at=at)
        pass_gates(home, meeting, at)
        reviews.open_meeting(meeting, by=None, at=at)
        conclude_all(meeting)


def home_day(home: World, collective: str) -> Any:
    tier = next(s.tier for s in home.subjects.values() if s.decided_by == home.collectives[collective])
    return tier.opens_on


def rate(
    home: World,
    code: str,
    level: str,
    *,
    stage: str = "decision",
    kind: str = "",
    by: Account | None = None,
    **also: Any,
) -> RatingEntry:
    subject = subject_of(home, code)
    kind = kind or ("collective" if subject.is_collective else "official")
    body = "" if stage == "self" else "Ban Thường vụ Quận ủy"
    words = {"kind": kind, "stage": stage, "level": level, "body": body, "by": by, "at": AT}
    return actions_rating.state_level(subject, **words | also)


def rate_all(home: World, code: str, level: str) -> None:
    """Everything that is rated of a subject gets this level."""
    subject = subject_of(home, code)
    for kind in home.campaign.rules.rating.kinds_of(is_collective=subject.is_collective):  # type: ignore[union-attr]
        rate(home, code, level, kind=kind)


def prepared(
    home: World, meeting: Meeting, subjects: Sequence[str] = ("phuong-mot", "phuong-mot-1"), **also: Any
) -> BallotCount:
    """A count at ward One's meeting; its team are three of the ward whom the ballot does not name."""
    team = [home.people[code] for code in ("dv-16", "dv-17", "dv-18")]
    words = {
        "stage": "proposal",
        "subjects": [subject_of(home, code) for code in subjects],
        "team": team,
        "head": team[0],
        "by": None,
        "at": AT,
    }
    return actions_rating.prepare_count(Meeting.objects.with_names().get(pk=meeting.pk), **words | also)


def counted(count: BallotCount, *, votes: Sequence[int] = (0, 2, 0, 0, 0), **numbers: int | None) -> BallotCount:
    """Two of three ballots came back and are valid; every line has the same votes."""
    facts = {"issued": 3, "collected": 2, "not_returned": 1, "valid": 2, "invalid": 0} | numbers
    rows = {line.pk: dict(zip(LEVELS, votes, strict=True)) for line in count.lines.all()}
    count = actions_rating.fresh(count)
    return actions_rating.save_numbers(count, numbers=facts, votes=rows, revision=count.revision, by=None, at=AT)


def signed_count(
    home: World, meeting: Meeting, subjects: Sequence[str] = ("phuong-mot", "phuong-mot-1")
) -> BallotCount:
    count = counted(prepared(home, meeting, subjects))
    return actions_rating.sign_count(count, by=home.member, at=AT)
