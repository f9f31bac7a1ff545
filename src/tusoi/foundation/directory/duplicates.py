"""People who stand on the roll twice, perhaps: by name, year of birth, phone and unit, with the reasons in words."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from itertools import combinations

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from rapidfuzz import fuzz

from tusoi.foundation.directory.models import Person
from tusoi.foundation.kernel.vietnamese import phone_key, unaccent

NEAR = 90  # of 100: one or two letters apart in a name of three words
FAMILY = 80  # people who share a phone and are less alike are a family
SHOWN = 10
CROWD = 50  # more people than this with one name or phone say nothing


@dataclass(frozen=True)
class Pair:
    """Two rows that may be one person. weight: how many reasons speak for it."""

    one: Person
    other: Person
    reasons: tuple[str, ...]

    @property
    def weight(self) -> int:
        return len(self.reasons)


def compare(one: Person, other: Person, units: Mapping[int, int]) -> Pair | None:
    """The pair with its reasons, or None where too little speaks for it. units: unit of activity by person.

    The same name alone is nothing (thousands share one); a different year of birth speaks against it, unless the phone is one.
    """
    ratio = fuzz.ratio(one.search_key, other.search_key)
    same_name, same_phone = ratio == 100, bool(one.phone_key) and one.phone_key == other.phone_key
    years = {one.birth_year, other.birth_year} - {None}
    same_year = len(years) == 1 and one.birth_year == other.birth_year
    same_unit = units.get(one.pk, 0) == units.get(other.pk, -1)
    if not (
        (same_name and (same_year or same_phone or (len(years) < 2 and same_unit)))
        or (same_phone and ratio >= FAMILY)
        or (ratio >= NEAR and same_year and same_unit)
    ):
        return None
    reasons = [
        _("cùng họ tên") if same_name else _("họ tên gần giống nhau"),
        _("cùng năm sinh") if same_year else "",
        _("cùng số điện thoại") if same_phone else "",
        _("cùng đơn vị") if same_unit else "",
    ]
    return Pair(one, other, tuple(reason for reason in reasons if reason))


def pairs_among(
    people: Iterable[Person], units: Mapping[int, int], apart: Set[tuple[int, int]] = frozenset()
) -> list[Pair]:
    """Every pair that may be one person, the likeliest first. Looks only inside blocks that share a key.

    apart: keys of pairs that were told apart, the lower first.
    """
    blocks: dict[tuple[object, ...], list[Person]] = defaultdict(list)
    for person in people:
        blocks["name", person.search_key].append(person)
        if person.phone_key:
            blocks["phone", person.phone_key].append(person)
        if person.birth_year and person.pk in units:
            blocks["near", units[person.pk], person.birth_year].append(person)
    found: dict[tuple[int, int], Pair] = {}
    for block in blocks.values():
        if len(block) > CROWD:
            continue
        for one, other in combinations(sorted(block, key=lambda person: person.pk), 2):
            if (
                (one.pk, other.pk) not in found
                and (one.pk, other.pk) not in apart
                and (pair := compare(one, other, units))
            ):
                found[one.pk, other.pk] = pair
    return sorted(found.values(), key=lambda pair: (-pair.weight, pair.one.sort_key, pair.one.pk, pair.other.pk))


def like(people: QuerySet[Person], *, code: str, name: str, birth_year: int | None, phone: str) -> list[Person]:
    """People on the roll who may be the one about to be entered."""
    new = Person(code=code, name=name, birth_year=birth_year, phone=phone, search_key=unaccent(name))
    new.phone_key = phone_key(phone)
    near = Q(search_key=new.search_key)
    if new.phone_key:
        near |= Q(phone_key=new.phone_key)
    return [
        person
        for person in people.filter(near).order_by("sort_key", "pk")[:CROWD]
        if (person.search_key == new.search_key and (not birth_year or person.birth_year in {None, birth_year}))
        or compare(person, new, {})
    ][:SHOWN]
