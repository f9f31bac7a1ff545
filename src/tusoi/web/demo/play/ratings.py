"""Ratings: what is claimed, proposed and decided; and paper ballots, counted and signed by the team."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from tusoi.process.reviews import actions_rating as rating
from tusoi.web.demo.package.later_rows import CountRow, RatingRow
from tusoi.web.demo.play.stage import Act, Stage


def acts(stage: Stage) -> Iterator[Act]:
    for row in stage.package.ratings:
        yield Act(row.on, f"{row.subject}: mức xếp loại ({row.stage})", partial(_state, stage, row))


def _state(stage: Stage, row: RatingRow, at: datetime) -> None:
    rating.state_level(
        stage.subject(row.subject),
        kind=row.kind,
        stage=row.stage,
        level=row.level,
        body=row.body,
        by=stage.account(row.by),
        at=at,
    )


def count_ballots(stage: Stage, row: CountRow, at: datetime) -> None:
    """Kept by who runs the meeting: the ballot, its numbers as they were counted, the team's signature."""
    by = stage.account(stage.package.meeting[row.meeting].by)
    votes: dict[tuple[str, str], dict[str, int | None]] = {}
    for one in stage.package.votes:
        if one.meeting == row.meeting:
            votes.setdefault((one.subject, one.kind), {})[one.level] = one.votes
    subjects = [stage.subject(code) for code in dict.fromkeys(subject for subject, _kind in votes)]
    team = [stage.people[code] for code in row.team]
    keeper = stage.account_of(row.head) or by
    count = rating.prepare_count(
        stage.meeting(row.meeting),
        stage=row.stage,
        subjects=subjects,
        team=team,
        head=stage.people[row.head],
        by=by,
        at=at,
    )
    count = rating.save_numbers(
        rating.fresh(count),
        numbers={name: getattr(row, name) for name in rating.NUMBERS},
        votes={
            line.pk: votes.get((line.subject.code, line.kind), {}) for line in count.lines.select_related("subject")
        },
        revision=0,
        by=keeper,
        at=at,
    )
    rating.sign_count(count, by=keeper, at=at)
