"""What does not go together in a calendar. Each is a remark to those who plan, and blocks nothing."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from tusoi.foundation.kernel.days_off import holiday_on, is_weekend
from tusoi.foundation.kernel.vietnamese import unaccent
from tusoi.foundation.ui.words import day as in_words
from tusoi.process.campaigns.dates import Entry, EntryKind, Needed

GATHERINGS = {EntryKind.CLASS, EntryKind.MEETING, EntryKind.VISIT}


@dataclass(frozen=True)
class Clash:
    """One remark. is_mild: worth a thought, usually meant so."""

    text: str
    day: date
    url: str
    is_mild: bool = False


def clashes_of(entries: Iterable[Entry]) -> list[Clash]:
    """Remarks about classes, meetings and checks on the spot still to come, the earliest first, mild ones last.

    Meetings and classes have a day and no hour: two on one day may well fit, so the remark says "one day".
    """
    coming = [entry for entry in entries if entry.kind in GATHERINGS and not entry.is_over]
    found = [*_in_two_places(coming), *_outside(coming), *_on_days_off(coming)]
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
                yield Clash(_said(day, places), day, places[0][0].url)


def _who(one: Needed, people: dict[str, int]) -> int | str:
    """A speaker is typed: "Đồng chí Trần Văn A, Bí thư" is taken to be the Trần Văn A who is needed elsewhere that day."""
    if one.person is not None:
        return one.person
    typed = unaccent(one.name)
    return next((pk for name, pk in people.items() if name in typed), typed)


def _said(day: date, places: list[tuple[Entry, Needed]]) -> str:
    name = next((one.name for _entry, one in places if one.person is not None), places[0][1].name)
    where = "; ".join(f"{one.role}, {_name(entry)}" for entry, one in places)
    return _("%(name)s cần có mặt ở nhiều nơi trong ngày %(day)s: %(where)s") % {
        "name": name,
        "day": in_words(day),
        "where": where,
    }


def _outside(entries: list[Entry]) -> Iterable[Clash]:
    for entry in entries:
        if entry.limits and not entry.limits[0] <= entry.opens_on <= entry.limits[1]:
            text = _("%(what)s, ngày %(day)s, nằm ngoài khoảng %(first)s – %(last)s") % {
                "what": _name(entry),
                "day": in_words(entry.opens_on),
                "first": in_words(entry.limits[0]),
                "last": in_words(entry.limits[1]),
            }
            yield Clash(text, entry.opens_on, entry.url)


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
