"""A list on paper is typed in: each line is somebody's number or name. Nobody is guessed."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from tusoi.foundation.directory.models import Person
from tusoi.foundation.kernel.vietnamese import unaccent


@dataclass
class PaperList:
    """What the lines of a paper list name: people, and the lines that name nobody or several, each with why."""

    people: list[Person] = field(default_factory=list)
    open: list[tuple[str, str]] = field(default_factory=list)

    @property
    def left(self) -> str:
        """The lines that are not clear yet, to be typed again."""
        return "\n".join(line for line, _why in self.open)


def _plain(name: str) -> str:
    """A name as it is written, whatever the keyboard and the capitals: accents count first, and only then not."""
    return unicodedata.normalize("NFC", name).casefold()


def read_list(text: str, roll: Sequence[Person]) -> PaperList:
    """text: one person a line, by number or by full name (accents may be missing). roll: who can be meant."""
    by_code = {unaccent(person.code): person for person in roll}
    by_name: dict[str, list[Person]] = {}
    for person in roll:
        by_name.setdefault(_plain(person.name), []).append(person)
        if _plain(person.name) != person.search_key:
            by_name.setdefault(person.search_key, []).append(person)
    found = PaperList()
    seen: set[int] = set()
    for line in (" ".join(raw.split()) for raw in text.splitlines()):
        if not line:
            continue
        key = unaccent(line)
        code = next((part for part in (key, *key.replace(",", " ").split()) if part in by_code), "")
        named = [by_code[code]] if code else by_name.get(_plain(line)) or by_name.get(key, [])
        if len(named) == 1:
            if named[0].pk not in seen:
                seen.add(named[0].pk)
                found.people.append(named[0])
        elif named:
            numbers = ", ".join(person.code for person in named)
            found.open.append(
                (line, _("có %(n)s người cùng tên: ghi số (%(numbers)s)") % {"n": len(named), "numbers": numbers})
            )
        else:
            found.open.append((line, _("không thấy ai có tên hoặc số này")))
    return found
