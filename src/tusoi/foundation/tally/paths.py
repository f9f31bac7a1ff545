"""The tree as a plain text path, four characters a level, asked for as a range: from the unit to its next sibling.

The next sibling, and not a character that sorts high, because PostgreSQL's collations do not agree on the latter.
"""

from django.db.models import Q

WIDTH = 4
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def step(number: int) -> str:
    """The path part of the n-th child (0 to 36^4 - 1)."""
    text = ""
    for _ in range(WIDTH):
        number, digit = divmod(number, 36)
        text = _DIGITS[digit] + text
    if number:
        raise ValueError("too many children for one unit")
    return text


def number_of(path: str) -> int:
    """The number of the last part of a path."""
    return int(path[-WIDTH:], 36)


def ancestors(path: str, *, include_self: bool = True) -> list[str]:
    """'00010002' -> ['0001', '00010002']."""
    ends = range(WIDTH, len(path) + (1 if include_self else 0), WIDTH)
    return [path[:end] for end in ends]


def end_of(path: str) -> str:
    """The first path after the unit and all below it."""
    return path[:-WIDTH] + step(number_of(path) + 1)


def within(path: str, field: str = "path") -> Q:
    """The unit and all below it, as an index range."""
    return Q(**{f"{field}__gte": path, f"{field}__lt": end_of(path)})


def lies_within(path: str, top: str) -> bool:
    """Whether `path` is `top` or below it; the same question as `within`, asked of two texts."""
    return path.startswith(top)
