"""The deadlines of a procedure, which it gives as days of any year, on the days of this campaign."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tusoi.foundation.rulebook.procedure import Deadline, Procedure
from tusoi.process.campaigns.models import TierWindow


def next_day(day_month: str, since: date) -> date:
    """The first such day ("31/12") from another day on, which may be the same one."""
    day, month = map(int, day_month.split("/"))
    for year in (since.year, since.year + 1):
        last = min(day, monthrange(year, month)[1])  # 29/02 in another year is 28/02
        if date(year, month, last) >= since:
            break
    return date(year, month, last)


@dataclass(frozen=True)
class Due:
    """A deadline of the procedure, on a real day of this campaign."""

    rule: Deadline
    tier: TierWindow
    on: date

    @property
    def is_passed_by_window(self) -> bool:
        """Whether the tier's window runs on after the deadline, so that a meeting inside it may come too late."""
        return self.tier.closes_on > self.on


def deadlines_of(procedure: Procedure, tiers: Iterable[TierWindow]) -> list[Due]:
    """The deadlines of these tiers: the first such day from the beginning of the tier's window on."""
    windows = {tier.code: tier for tier in tiers}
    return [
        Due(rule, windows[rule.tier], next_day(rule.by, windows[rule.tier].opens_on))
        for rule in procedure.deadlines
        if rule.tier in windows
    ]
