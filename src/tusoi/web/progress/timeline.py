"""The campaign's time line, drawn once as SVG on the server: windows of the tiers, rounds, and today."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from tusoi.process.campaigns.models import Campaign
from tusoi.process.feedback.models import Round

WIDTH = 1000
ROW = 34


@dataclass(frozen=True)
class Bar:
    """One span of days: where it stands on the line and what it is called."""

    name: str
    opens_on: date
    closes_on: date
    x: float
    width: float
    y: int
    state: str  # done, now, later


@dataclass(frozen=True)
class Month:
    name: str
    x: float


@dataclass(frozen=True)
class Timeline:
    bars: list[Bar]
    months: list[Month]
    today_x: float | None
    height: int
    width: int = WIDTH


def timeline_of(campaign: Campaign, on: date) -> Timeline:
    """Spans of the campaign between its first and last day; today where it lies between them."""
    days = max((campaign.ends_on - campaign.starts_on).days, 1)

    def x(day: date) -> float:
        return round(WIDTH * min(max((day - campaign.starts_on).days, 0), days) / days, 1)

    spans = [(r.title, r.opens_on, r.closes_on) for r in Round.objects.filter(campaign=campaign)]
    spans += [(t.name, t.opens_on, t.closes_on) for t in campaign.tiers.all()]
    bars = [
        Bar(
            name,
            opens,
            closes,
            x(opens),
            max(x(closes + timedelta(days=1)) - x(opens), 4),
            index * ROW + 30,
            "later" if opens > on else "done" if closes < on else "now",
        )
        for index, (name, opens, closes) in enumerate(sorted(spans, key=lambda span: span[1:]))
    ]
    inside = campaign.starts_on <= on <= campaign.ends_on
    return Timeline(bars, months_of(campaign, x), x(on) if inside else None, len(bars) * ROW + 40)


def months_of(campaign: Campaign, x: Callable[[date], float]) -> list[Month]:
    first, months = campaign.starts_on.replace(day=1), []
    while first <= campaign.ends_on:
        if first >= campaign.starts_on:
            months.append(Month(_("%(month)s/%(year)s") % {"month": first.month, "year": first.year}, x(first)))
        first = (first + timedelta(days=32)).replace(day=1)
    return months
