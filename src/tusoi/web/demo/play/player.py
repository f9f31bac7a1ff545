"""Plays the acts of a package in the order of their days."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial

from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, transaction

from tusoi.foundation.kernel.clock import at_noon
from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.campaigns.models import Campaign
from tusoi.process.supervision.actions_remind import remind_due
from tusoi.web.demo.play import (
    between,
    cascade,
    followup,
    meetings,
    plan,
    ratings,
    reports,
    roll,
    slips,
    suggestions,
)
from tusoi.web.demo.play.stage import Act, Stage

# The order of acts of one day.
STEPS = (roll, between, plan, cascade, slips, suggestions, reports, meetings, ratings, followup)


class CannotPlay(Exception):
    """An act of the package was refused: the package asks for something that the rules do not allow."""


@dataclass
class Played:
    """How many acts were done, and those that were not, each with its reason."""

    done: int = 0
    left: list[str] = field(default_factory=list)


def acts_of(stage: Stage, *, after: date = date.min, until: date = date.max) -> list[Act]:
    """The acts of the days after `after` up to and with `until`, in order."""
    acts = [act for step in STEPS for act in step.acts(stage) if after < act.day <= until]
    acts += [_reminders(stage, day) for day in _days_of_reminders(stage) if after < day <= until]
    return sorted(acts, key=lambda act: act.day)  # stable: acts of one day stay in the order of the steps


def _days_of_reminders(stage: Stage) -> Iterator[date]:
    """Every day on which a commitment may be waiting: the reminders of the procedure go out by themselves."""
    follows = stage.package.about.follows
    made = [row.made_on for row in stage.package.promises]
    day = follows.closed_on if follows else min(made, default=date.max)
    while day < stage.package.about.calendar.closed:
        day += timedelta(days=1)
        yield day


def _reminders(stage: Stage, day: date) -> Act:
    return Act(day, "nhắc việc đến hạn", partial(_remind, stage))


def _remind(stage: Stage, at: datetime) -> None:
    """Of this campaign, and of those before: commitments of a closed campaign go on."""
    codes = [stage.package.about.code, *stage.codes_before]
    for campaign in Campaign.objects.filter(code__in=codes).select_related("frozen").order_by("pk"):
        remind_due(campaign, at=at)


def play(acts: Sequence[Act]) -> Iterator[Act]:
    """Do the acts, each in a transaction of its own. Raises CannotPlay at the first that is refused."""
    for act in acts:
        try:
            with transaction.atomic():
                act.do(at_noon(act.day))
        except (Refused, IntegrityError, ObjectDoesNotExist, LookupError) as error:
            raise CannotPlay(f"{act.day:%d/%m/%Y}, {act.what}: {error!r}") from error
        yield act


def play_on(stage: Stage, *, after: date, until: date) -> Played:
    """Go on with a campaign that people have worked in: what does not fit any more is left, with its reason."""
    played = Played()
    for act in acts_of(stage, after=after, until=until):
        try:
            with transaction.atomic():
                act.do(at_noon(act.day))
            played.done += 1
        except Refused as refused:
            played.left.append(f"{act.day:%d/%m/%Y}, {act.what}: {refused.reason}")
        except (IntegrityError, ObjectDoesNotExist, LookupError, StopIteration):
            played.left.append(f"{act.day:%d/%m/%Y}, {act.what}")
    return played
