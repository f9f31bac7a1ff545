"""After the article's day: three make-up classes for the 78 whom no class had reached, and two who are left out.

The chance here is its own, so that nothing else in the package moves.
"""

import random
from datetime import date

from tools.binh_thuy.places import ROOT
from tools.binh_thuy.world import SEED, World

OFFICER = "can-bo-to-chuc"
WARD = "long-tuyen"
REACHED = 71  # of the 78
FIRST = 45  # of them in the first class of the district


def make_up(world: World, missing: dict[str, list[str]]) -> None:
    """missing: base organisation -> those of its members whom no class reached by the article's day."""
    chance = random.Random(SEED + 1)
    everybody = sorted(code for codes in missing.values() for code in codes)
    at_first = set(chance.sample(everybody, FIRST))
    in_ward = [code for code in missing[WARD] if code not in at_first]
    left = [code for code in everybody if code not in at_first and code not in in_ward]
    at_last = chance.sample(left, REACHED - FIRST - len(in_ward))
    _held(world, "lop-bo-sung-1", ROOT, "Lớp quán triệt bổ sung của quận, đợt 1", date(2012, 5, 12), sorted(at_first))
    _held(world, "lop-bo-sung-2", WARD, "Lớp quán triệt bổ sung của phường", date(2012, 5, 26), in_ward)
    _held(world, "lop-bo-sung-3", ROOT, "Lớp quán triệt bổ sung của quận, đợt 2", date(2012, 6, 9), sorted(at_last))
    still = sorted(set(left) - set(at_last))
    for person, reason in zip(still, ["Đi học tập trung dài ngày", "Đi công tác dài ngày ở xa"], strict=False):
        world.add("left_out.csv", person=person, kind="away", reason=reason, on=date(2012, 7, 2), by=OFFICER)


def _held(world: World, code: str, unit: str, title: str, day: date, people: list[str]) -> None:
    world.add(
        "classes.csv",
        code=code,
        unit=unit,
        title=title,
        audience="members",
        held_on=day,
        place="Hội trường của đơn vị",
        makeup=True,
        by=OFFICER,
    )
    for person in people:
        world.add("attendance.csv", class_=code, person=person)
