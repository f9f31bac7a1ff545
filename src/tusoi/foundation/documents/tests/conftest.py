"""A district with a ward and a cell, and an officer of the district."""

from dataclasses import dataclass
from datetime import date

import pytest

from tusoi.foundation.access.actions import give_role, open_account
from tusoi.foundation.access.models import Account
from tusoi.foundation.access.roles import Role
from tusoi.foundation.directory.actions import RollRow, enter_on_roll, found_unit
from tusoi.foundation.directory.models import Level, Person, Unit
from tusoi.foundation.kernel.clock import at_noon

DAY = date(2012, 8, 1)
START = date(2010, 1, 1)
AT = at_noon(DAY)


@dataclass
class Place:
    district: Unit
    ward: Unit
    cell: Unit
    officer: Account


@pytest.fixture
def place(db):
    level = Level.objects.create(code="any", name="cấp", rank=1)

    def unit(code, name, parent=None):
        return found_unit(code=code, name=name, short_name=name, level=level, since=START, parent=parent)

    district = unit("quan", "Đảng bộ quận Bình Thủy")
    ward = unit("lt", "Đảng bộ phường Long Tuyền", district)
    cell = unit("lt-1", "Chi bộ khu vực 1", ward)
    officer = open_account(username="can-bo")
    give_role(officer, Role.OFFICER, unit=district, since=START, by=None, at=AT)
    return Place(district, ward, cell, officer)


def member_of(unit, code) -> tuple[Person, Account]:
    person = enter_on_roll([RollRow(code, f"Người số {code}", unit, START)])[code]
    return person, open_account(username=code, person=person)
