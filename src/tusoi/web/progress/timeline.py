"""The campaign's time line, drawn once as SVG on the server: windows of the tiers, rounds, and today."""

from dataclasses import dataclass
from datetime import date, timedelta

from tusoi.process.campaigns.models import Campaign
from tusoi.process.feedback.models import Round
from tusoi.process.feedback.states import RoundState

WIDTH = 1000


@dataclass(frozen=True)
class Bar:
    """One span of days: where it stands on the line and what it is called."""

    name: str
    opens_on: date
    closes_on: date
    x: float
    width: float
    state: str  # done, now, later


@dataclass(frozen=True)
class Timeline:
    first: date
    last: date
    bars: list[Bar]
    today_x: float | None
    width: int = WIDTH


def timeline_of(campaign: Campaign, on: date) -> Timeline:
    """Spans of the campaign between its first and last day; today where it lies between them.

    A round in preparation is not on it: whom it asks about is not known yet to those who see the figures.
    """
    days = max((campaign.ends_on - campaign.starts_on).days, 1)

    def x(day: date) -> float:
        return round(WIDTH * min(max((day - campaign.starts_on).days, 0), days) / days, 1)

    spans = [
        (r.title, r.opens_on, r.closes_on)
        for r in Round.objects.filter(campaign=campaign).exclude(state=RoundState.DRAFT)
    ]
    spans += [(t.name, t.opens_on, t.closes_on) for t in campaign.tiers.all()]
    bars = [
        Bar(
            name,
            opens,
            closes,
            x(opens),
            max(x(closes + timedelta(days=1)) - x(opens), 4),
            "later" if opens > on else "done" if closes < on else "now",
        )
        for name, opens, closes in sorted(spans, key=lambda span: span[1:])
    ]
    inside = campaign.starts_on <= on <= campaign.ends_on
    return Timeline(campaign.starts_on, campaign.ends_on, bars, x(on) if inside else None)
