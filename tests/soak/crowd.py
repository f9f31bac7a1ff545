"""A roll as large as wanted, made by the real verbs: a province of wards and cells, its campaign open, its list frozen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from tests.factories import FOUNDED, GIVEN, OPENED, WINDOWS
from tusoi.foundation.access.actions import give_role, open_account
from tusoi.foundation.access.models import Account
from tusoi.foundation.access.roles import Role
from tusoi.foundation.directory.actions import RollRow, enter_on_roll, found_unit
from tusoi.foundation.directory.models import Level, Person, Unit
from tusoi.foundation.kernel.clock import at_noon
from tusoi.process.campaigns import actions as campaigns
from tusoi.process.campaigns.models import Campaign, CampaignUnit
from tusoi.process.dissemination import actions as dissemination
from tusoi.process.dissemination.actions_attendance import check_in
from tusoi.process.dissemination.actions_roll import freeze_roll
from tusoi.process.dissemination.models import StudyClass
from tusoi.process.dissemination.states import Audience

FROZEN = date(2012, 3, 26)
HELD = date(2012, 4, 5)


@dataclass(frozen=True)
class Crowd:
    """An open campaign over a large roll. `people` stand in the order of their cells."""

    campaign: Campaign
    officer: Account
    people: Sequence[Person]

    @property
    def top(self) -> CampaignUnit:
        return CampaignUnit.objects.select_related("unit", "campaign").get(campaign=self.campaign, depth=0)


@transaction.atomic
def crowd(code: str, *, wards: int, cells: int, people: int) -> Crowd:
    """`wards` wards of `cells` cells each, `people` people over all the cells, everybody on the frozen list."""
    top, homes = _tree(code, wards, cells)
    rows = [
        RollRow(
            code=f"{code}-{number}",
            name=f"Trần Thử {GIVEN[number % len(GIVEN)]} {GIVEN[number // len(GIVEN) % len(GIVEN)]}",
            unit=homes[number * len(homes) // people],
            since=FOUNDED,
        )
        for number in range(people)
    ]
    found = list(enter_on_roll(rows).values())
    officer = open_account(username=f"can-bo-{code}")
    give_role(officer, Role.OFFICER, unit=top, since=FOUNDED, by=None, at=at_noon(FOUNDED))
    campaign = campaigns.create(
        code=code,
        title="Kiểm điểm, tự phê bình và phê bình",
        unit=top,
        procedure_code="nq-tw4-2012",
        starts_on=date(2012, 3, 1),
        ends_on=date(2012, 12, 31),
        by=officer,
        at=at_noon(OPENED),
    )
    campaigns.set_windows(campaign, WINDOWS, by=officer, at=at_noon(OPENED))
    campaigns.open_campaign(campaign, by=officer, at=at_noon(OPENED))
    freeze_roll(campaign, [], by=officer, at=at_noon(FROZEN))
    return Crowd(campaign, officer, found)


def _tree(code: str, wards: int, cells: int) -> tuple[Unit, list[Unit]]:
    """The top unit, and the cells in order."""
    levels = [
        Level.objects.get_or_create(code=level, defaults={"name": name, "rank": rank})[0]
        for rank, (level, name) in enumerate([("province", "Tỉnh"), ("ward", "Phường"), ("cell", "Chi bộ")], start=1)
    ]

    def found(parent: Unit | None, number: int, level: Level, name: str) -> Unit:
        own = f"{parent.code}-{number}" if parent else code
        return found_unit(
            code=own,
            name=f"{name} {own}",
            short_name=own,
            level=level,
            parent=parent,
            is_base=level.code == "ward",
            since=FOUNDED,
        )

    top = found(None, 0, levels[0], "Đảng bộ tỉnh")
    below = [found(top, number, levels[1], "Đảng bộ phường") for number in range(1, wards + 1)]
    return top, [found(ward, number, levels[2], "Chi bộ") for ward in below for number in range(1, cells + 1)]


def planned_class(home: Crowd, code: str, *, day: date = HELD) -> StudyClass:
    """A class of the whole province with nobody on its list yet."""
    return dissemination.plan_class(
        home.campaign,
        code=code,
        organiser=home.top,
        audience=Audience.MEMBERS,
        title="Lớp quán triệt nghị quyết",
        held_on=day,
        by=home.officer,
        at=at_noon(day),
    )


def check_in_all(home: Crowd, people: Sequence[Person], *, hall: int = 500) -> None:
    """Everybody of `people` attends, in classes of `hall`."""
    for start in range(0, len(people), hall):
        study_class = planned_class(home, f"lop-{start}")
        check_in(study_class, people[start : start + hall], by=home.officer, at=at_noon(HELD))
