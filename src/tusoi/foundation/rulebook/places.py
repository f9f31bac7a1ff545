"""On which line a key of a TOML file stands: the reader of the standard library does not say.

Honest and small: keys, tables and arrays of tables have their own line; what lies inside an inline table or an array has
the line of its key.
"""

import re
import tomllib

from tusoi.foundation.rulebook.contradictions import Place

_HEADER = re.compile(r"^\s*(\[\[?)([^\[\]]+)\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"^\s*([\w\-.\"' ]+?)\s*=(.*)$")


def lines_of(text: str) -> dict[Place, int]:
    """{place: line}, both of tables and keys; lines are counted from 1, places as in the parsed content."""
    found: dict[Place, int] = {(): 1}
    rows: dict[Place, int] = {}
    table: Place = ()
    lines = text.splitlines()
    number = 0
    while number < len(lines):
        header, pair = _HEADER.match(lines[number]), _KEY.match(lines[number])
        first = number + 1
        if header:
            table = _enter(header.group(2), header.group(1) == "[[", rows)
            found.setdefault(table, first)
        elif pair:
            place = (*table, *_names(pair.group(1)))
            found.setdefault(place, first)
            number = _end_of(lines, number, pair.group(2))
        number += 1
    return found


def line_of(place: Place, lines: dict[Place, int]) -> int:
    """The line of a place, or of the nearest table around it."""
    while place not in lines:
        place = place[:-1]
    return lines[place]


def _names(dotted: str) -> list[str]:
    return [part.strip().strip("\"'") for part in dotted.split(".")]


def _enter(dotted: str, is_array: bool, rows: dict[Place, int]) -> Place:
    """The place of a table; inside an array of tables it is in the last row so far."""
    place: Place = ()
    names = _names(dotted)
    for depth, name in enumerate(names):
        place = (*place, name)
        if is_array and depth == len(names) - 1:
            rows[place] = rows.get(place, -1) + 1
        if place in rows:
            place = (*place, rows[place])
    return place


def _end_of(lines: list[str], number: int, value: str) -> int:
    """The last line of a value that goes on over several: the first at which it can be read."""
    for last in range(number, len(lines)):
        try:
            tomllib.loads("x =" + "\n".join([value, *lines[number + 1 : last + 1]]))
        except tomllib.TOMLDecodeError:
            continue
        return last
    return number
