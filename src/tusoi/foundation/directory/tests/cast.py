"""A district with two wards, and people on their rolls."""

from dataclasses import dataclass
from datetime import date

from tusoi.foundation.directory.actions import RollRow, enter_on_roll, found_unit, set_up_collective
from tusoi.foundation.directory.models import Collective, CollectiveKind, Level, Person, Unit
from tusoi.foundation.kernel.clock import at_noon

SINCE = date(2004, 1, 2)
TODAY = date(2012, 7, 29)
AT = at_noon(TODAY)


@dataclass(frozen=True)
class Roll:
    units: dict[str, Unit]
    people: dict[str, Person]
    committee: Collective

    @property
    def an(self) -> Person:
        return self.people["dv-1"]

    @property
    def binh(self) -> Person:
        return self.people["dv-2"]


def unit(code: str, parent: Unit | None = None, *, since: date = SINCE) -> Unit:
    level, _made = Level.objects.get_or_create(code="cap", defaults={"name": "Cấp", "rank": 1})
    return found_unit(code=code, name=f"Đảng bộ {code}", short_name=code, level=level, since=since, parent=parent)


def roll() -> Roll:
    top = unit("quan")
    units = {"quan": top} | {code: unit(code, top) for code in ("mot", "hai", "ba")}
    units["moi"] = unit("moi", top, since=date(2012, 1, 1))
    people = enter_on_roll(
        [
            RollRow("dv-1", "Trần Thử An", units["mot"], SINCE, birth_year=1960),
            RollRow("dv-2", "Trần Thử Bình", units["hai"], SINCE, birth_year=1961),
        ]
    )
    kind = CollectiveKind.EXECUTIVE_COMMITTEE
    committee = set_up_collective(unit=units["mot"], code="dang-uy-mot", name="Đảng ủy phường Một", kind=kind)
    return Roll(units, people, committee)
