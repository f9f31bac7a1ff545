"""What does not go together in a calendar. Each is a remark to those who plan, and blocks nothing."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from django.utils.translation import gettext as _

from tusoi.foundation.kernel.days_off import holiday_on, is_weekend
from tusoi.foundation.kernel.vietnamese import unaccent
from tusoi.foundation.ui.words import day as in_words
from tusoi.process.campaigns.dates import Entry, EntryKind, Limit, Needed

GATHERINGS = {EntryKind.CLASS, EntryKind.MEETING, EntryKind.VISIT}
HALF_A_DAY = timedelta(hours=3)  # one in the morning and one in the afternoon can both be attended


@dataclass(frozen=True)
class Clash:
    """One remark. is_mild: worth a thought, usually meant so."""

    text: str
    day: date
    url: str
    is_mild: bool = False


def clashes_of(entries: Iterable[Entry]) -> list[Clash]:
    """Remarks about classes, meetings and checks on the spot still to come, the earliest first, mild ones last.

    Also about a tier's window that runs on after the deadline of the procedure. Where hours are known and lie half a day
    apart, two places on one day are a mild remark.
    """
    going_on = [entry for entry in entries if not entry.is_over]
    coming = [entry for entry in going_on if entry.kind in GATHERINGS]
    windows = [entry for entry in going_on if entry.kind == EntryKind.WINDOW]
    found = [*_in_two_places(coming), *_outside(coming), *_after_the_deadline(windows), *_on_days_off(coming)]
    return sorted(found, key=lambda clash: (clash.is_mild, clash.day, clash.text))


def _name(entry: Entry) -> str:
    return f"{entry.title} ({entry.about})" if entry.about else entry.title


def _in_two_places(entries: list[Entry]) -> Iterable[Clash]:
    days: dict[date, list[Entry]] = defaultdict(list)
    for entry in entries:
        days[entry.opens_on].append(entry)
    for day, here in days.items():
        wanted: dict[int | str, list[tuple[Entry, Needed]]] = defaultdict(list)
        people = {unaccent(one.name): one.person for entry in here for one in entry.needs if one.person is not None}
        for entry in here:
            for one in entry.needs:
                wanted[_who(one, people)].append((entry, one))
        for places in wanted.values():
            if len({entry.key for entry, _one in places}) > 1:
                yield Clash(_said(day, places), day, places[0][0].url, is_mild=_are_apart(places))


def _who(one: Needed, people: dict[str, int]) -> int | str:
    """A speaker is typed: "Đồng chí Trần Văn A, Bí thư" is taken to be the Trần Văn A who is needed elsewhere that day."""
    if one.person is not None:
        return one.person
    typed = unaccent(one.name)
    return next((pk for name, pk in people.items() if name in typed), typed)


def _are_apart(places: list[tuple[Entry, Needed]]) -> bool:
    """Whether every two begin at hours at least half a day apart; an hour that nobody set is no help."""
    begins = {entry.key: entry.starts_at for entry, _one in places}
    hours = sorted(timedelta(hours=one.hour, minutes=one.minute) for one in begins.values() if one is not None)
    return len(hours) == len(begins) and all(later - earlier >= HALF_A_DAY for earlier, later in pairwise(hours))


def _said(day: date, places: list[tuple[Entry, Needed]]) -> str:
    name = next((one.name for _entry, one in places if one.person is not None), places[0][1].name)
    where = "; ".join(f"{_hour(entry)}{one.role}, {_name(entry)}" for entry, one in places)
    return _("%(name)s cần có mặt ở nhiều nơi trong ngày %(day)s: %(where)s") % {
        "name": name,
        "day": in_words(day),
        "where": where,
    }


def _hour(entry: Entry) -> str:
    return f"{entry.starts_at:%H:%M} " if entry.starts_at else ""


def _outside(entries: list[Entry]) -> Iterable[Clash]:
    for entry in entries:
        for limit in entry.limits:
            if not limit.holds(entry.opens_on):
                said = {"what": _name(entry), "day": in_words(entry.opens_on), **_words(limit)}
                text = _("%(what)s, ngày %(day)s, nằm ngoài khoảng %(first)s – %(last)s của %(whose)s")
                if limit.first is None:
                    text = _("%(what)s, ngày %(day)s, sau hạn %(last)s của quy trình: %(whose)s")
                yield Clash(text % said, entry.opens_on, entry.url)


def _words(limit: Limit) -> dict[str, str]:
    return {"first": in_words(limit.first), "last": in_words(limit.last), "whose": limit.whose}


def _after_the_deadline(windows: list[Entry]) -> Iterable[Clash]:
    """A remark to who plans: the rule is the procedure's, the window the campaign's, and a meeting inside it may be late."""
    for entry in windows:
        for limit in entry.limits:
            if not limit.holds(entry.closes_on):
                said = {"what": _name(entry), "day": in_words(entry.closes_on), **_words(limit)}
                text = _("“%(what)s” kéo dài đến %(day)s, sau hạn %(last)s của quy trình: %(whose)s")
                yield Clash(text % said, entry.closes_on, entry.url)


def _on_days_off(entries: list[Entry]) -> Iterable[Clash]:
    for entry in entries:
        holiday = holiday_on(entry.opens_on)
        if holiday:
            text = _("%(what)s rơi vào ngày nghỉ lễ: %(holiday)s, %(day)s")
        elif is_weekend(entry.opens_on):
            text = _("%(what)s vào ngày cuối tuần, %(day)s")
        else:
            continue
        words = {"what": _name(entry), "holiday": holiday, "day": in_words(entry.opens_on)}
        yield Clash(text % words, entry.opens_on, entry.url, is_mild=not holiday)
