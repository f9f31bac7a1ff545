"""Every field has a disclosure class; a test fails with a line to paste where one is missing.

A model says `disclosure = discloses(open="code name", personal="name birth_year")`. Primary keys need no class.
"""

from enum import StrEnum


class Disclosure(StrEnum):
    OPEN = "open"  # anybody signed in who sees the unit
    UNIT = "unit"  # those with a role on the unit, and the levels above
    PERSONAL = "personal"  # the person, their secretary, and those the procedure names
    REVIEW = "review"  # content of reviews: the circle that the procedure names
    COUNTING = "counting"  # the counting team alone
    SECRET = "secret"  # nobody reads it: keys, hashes, sealed content
    SYSTEM = "system"  # the machine's own: ids, states, counters, times


def discloses(**classes: str) -> dict[str, Disclosure]:
    """`discloses(open="code name")` -> {"code": Disclosure.OPEN, "name": Disclosure.OPEN}. Raises on a field named twice."""
    table: dict[str, Disclosure] = {}
    for name, fields in classes.items():
        for field in fields.split():
            if field in table:
                raise ValueError(f"{field} has two disclosure classes")
            table[field] = Disclosure(name)
    return table
