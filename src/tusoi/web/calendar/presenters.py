"""A campaign's calendar as pages show it: the month as weeks, or a list by day."""

from calendar import Calendar
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import groupby
from urllib.parse import urlencode

from django.utils.formats import date_format

from tusoi.foundation.access.models import Account
from tusoi.foundation.kernel.days_off import holiday_on, is_weekend
from tusoi.foundation.tally.paths import ancestors
from tusoi.process.campaigns.dates import Entry, EntryKind
from tusoi.process.campaigns.models import Campaign, CampaignUnit
from tusoi.process.steps import dates_of
from tusoi.web.calendar.clashes import Clash, clashes_of

ICONS = {
    EntryKind.WINDOW: "calendar-range",
    EntryKind.RECEIPT: "file-check",
    EntryKind.CLASS: "users",
    EntryKind.ROUND: "mail",
    EntryKind.ANSWER: "list-checks",
    EntryKind.REPORT: "file-pen",
    EntryKind.MEETING: "gavel",
    EntryKind.COMMITMENT: "clipboard-check",
    EntryKind.VISIT: "eye",
    EntryKind.TASK: "square-check",
    EntryKind.DEADLINE: "flag",
}
FIRST_YEAR, LAST_YEAR = 1950, 2150
UNITS_OFFERED = 200  # beyond that a list of units is no help; the address still takes any


@dataclass(frozen=True)
class Filters:
    """What the address asks for: `?don-vi=`, `?thang=2012-08`, `?cua-toi=1`, `?xem=danh-sach` or `ca-dot`."""

    unit: str = ""
    month: str = ""
    mine: bool = False
    view: str = ""

    def query(self, **changed: str) -> str:
        """The address's question with something changed; what is empty is left out."""
        words = {
            "xem": self.view,
            "thang": self.month,
            "don-vi": self.unit,
            "cua-toi": "1" if self.mine else "",
        } | {name.replace("_", "-"): value for name, value in changed.items()}
        return "?" + urlencode({name: value for name, value in words.items() if value})

    @property
    def month_url(self) -> str:
        return self.query(xem="")

    @property
    def list_url(self) -> str:
        return self.query(xem="danh-sach")

    @property
    def whole_url(self) -> str:
        return self.query(xem="ca-dot", thang="")


@dataclass(frozen=True)
class Group:
    """Entries of one day that say the same for several units."""

    title: str
    icon: str
    entries: list[Entry]

    @property
    def first(self) -> Entry:
        return self.entries[0]

    @property
    def is_one(self) -> bool:
        return len(self.entries) == 1

    @property
    def is_mine(self) -> bool:
        return any(entry.is_mine for entry in self.entries)


@dataclass(frozen=True)
class Day:
    day: date
    groups: list[Group] = field(default_factory=list)
    in_month: bool = True
    is_today: bool = False
    holiday: str = ""

    @property
    def is_off(self) -> bool:
        return bool(self.holiday) or is_weekend(self.day)


@dataclass(frozen=True)
class Band:
    """A span in one week: so many empty columns, so many of its own, so many after."""

    entry: Entry
    before: int
    length: int
    after: int
    begins: bool


@dataclass(frozen=True)
class Week:
    days: list[Day]
    bands: list[Band]


@dataclass(frozen=True)
class CalendarPage:
    campaign: Campaign
    filters: Filters
    month: date
    weeks: list[Week]
    days: list[Day]
    spans: list[Entry]
    clashes: list[Clash]
    units: list[CampaignUnit]
    before: str
    after: str

    @property
    def title(self) -> str:
        return month_in_words(self.month)


def month_in_words(month: date) -> str:
    return str(date_format(month, "YEAR_MONTH_FORMAT"))


def page_of(campaign: Campaign, filters: Filters, *, account: Account, at: datetime) -> CalendarPage:
    """The calendar of one account, by what the address asks for. The number of queries does not depend on how much there is."""
    on = at.date()
    units = list(CampaignUnit.objects.visible_to(account, on).filter(campaign=campaign).order_by("path"))
    everything = dates_of(campaign, account, at)
    entries = _chosen(everything, filters, units)
    month = _month_of(filters.month, campaign, on)
    last = _next(month) - timedelta(days=1)
    if filters.view == "ca-dot":
        shown = entries
    else:
        shown = [entry for entry in entries if entry.opens_on <= last and entry.closes_on >= month]
    return CalendarPage(
        campaign,
        filters,
        month,
        weeks_of(month, entries, on) if not filters.view else [],
        days_of([entry for entry in shown if not entry.is_span], on),
        [entry for entry in shown if entry.is_span],
        clashes_of(entries),
        units if len(units) <= UNITS_OFFERED else [],
        filters.query(thang=f"{_before(month):%Y-%m}"),
        filters.query(thang=f"{_next(month):%Y-%m}"),
    )


def clashes_for(campaign: Campaign, *, account: Account, at: datetime) -> list[Clash]:
    """All remarks about the campaign's calendar, as this account may see it."""
    return clashes_of(dates_of(campaign, account, at))


def _chosen(entries: Iterable[Entry], filters: Filters, units: list[CampaignUnit]) -> list[Entry]:
    """A unit's calendar has what is its own or below it, what concerns all, and the classes and meetings above it."""
    path = next((unit.path for unit in units if unit.code == filters.unit), "")
    above = set(ancestors(path)) if path else set()
    return [
        entry
        for entry in entries
        if (entry.is_mine or not filters.mine)
        and (not path or not entry.path or entry.path.startswith(path) or entry.path in above)
    ]


def _month_of(text: str, campaign: Campaign, on: date) -> date:
    """The month asked for; else this one, or the campaign's nearest."""
    year, _dash, number = text.partition("-")
    if year.isdecimal() and number.isdecimal() and FIRST_YEAR <= int(year) <= LAST_YEAR and 1 <= int(number) <= 12:
        return date(int(year), int(number), 1)
    return min(max(on, campaign.starts_on), campaign.ends_on).replace(day=1)


def _next(month: date) -> date:
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1)


def _before(month: date) -> date:
    return (month - timedelta(days=1)).replace(day=1)


def days_of(entries: list[Entry], on: date) -> list[Day]:
    """The days on which something is, each with its entries grouped."""
    by_day = groupby(sorted(entries, key=lambda entry: entry.order), key=lambda entry: entry.opens_on)
    return [Day(day, groups_of(list(here)), is_today=day == on, holiday=holiday_on(day)) for day, here in by_day]


def groups_of(entries: list[Entry]) -> list[Group]:
    """Entries of a day that differ by the unit alone stand together."""
    found: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        found.setdefault((entry.kind, entry.title), []).append(entry)
    return [Group(title, ICONS[EntryKind(kind)], group) for (kind, title), group in found.items()]


def weeks_of(month: date, entries: list[Entry], on: date) -> list[Week]:
    """The month from Monday to Sunday; spans as bands over each week that they touch."""
    singles = {day.day: day.groups for day in days_of([entry for entry in entries if not entry.is_span], on)}
    weeks = []
    for dates in Calendar().monthdatescalendar(month.year, month.month):
        days = [Day(day, singles.get(day, []), day.month == month.month, day == on, holiday_on(day)) for day in dates]
        spans = [entry for entry in entries if entry.is_span]
        weeks.append(Week(days, [band for entry in spans if (band := _band(entry, dates[0]))]))
    return weeks


def _band(entry: Entry, monday: date) -> Band | None:
    first = max((entry.opens_on - monday).days, 0)
    last = min((entry.closes_on - monday).days, 6)
    if first > 6 or last < 0:
        return None
    return Band(entry, first, last - first + 1, 6 - last, begins=entry.opens_on >= monday)
