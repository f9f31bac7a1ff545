"""Roles reach down or stay where they were given, and only from a day to a day."""

from datetime import date

import pytest

from tusoi.foundation.access.actions import give_role, open_account
from tusoi.foundation.access.permissions import may, require, units_where
from tusoi.foundation.access.roles import ROLES, Permission, Role
from tusoi.foundation.directory.actions import found_unit
from tusoi.foundation.directory.models import Level
from tusoi.foundation.kernel.clock import at_noon
from tusoi.foundation.kernel.refusal import Refused

pytestmark = pytest.mark.django_db
DAY = date(2012, 7, 29)


@pytest.fixture
def tree():
    level = Level.objects.create(code="l", name="Cấp", rank=1)
    make = lambda code, parent=None: found_unit(  # noqa: E731
        code=code, name=code, short_name=code, level=level, since=date(2010, 1, 1), parent=parent
    )
    top = make("quan")
    ward, other = make("phuong-a", top), make("phuong-b", top)
    return {"top": top, "ward": ward, "other": other, "cell": make("chi-bo", ward)}


def account_with(role, unit, **period):
    account = open_account(username=f"{role}-{unit.code}")
    give_role(account, role, unit=unit, since=date(2012, 1, 1), by=None, at=at_noon(DAY), **period)
    return account


def test_an_officers_role_reaches_down(tree):
    officer = account_with(Role.OFFICER, tree["top"])
    assert {u.code for u in units_where(officer, Permission.RUN_CLASS, on=DAY)} == {u.code for u in tree.values()}


def test_a_secretarys_writing_stays_where_it_was_given(tree):
    secretary = account_with(Role.SECRETARY, tree["ward"])
    assert may(secretary, Permission.RUN_MEETING, tree["ward"].path, on=DAY)
    for place in ("top", "other", "cell"):
        assert not may(secretary, Permission.RUN_MEETING, tree[place].path, on=DAY)


def test_a_secretary_sees_the_figures_of_the_cells_below(tree):
    secretary = account_with(Role.SECRETARY, tree["ward"])
    assert {u.code for u in units_where(secretary, Permission.SEE_FIGURES, on=DAY)} == {"phuong-a", "chi-bo"}


def test_a_role_begins_and_ends_on_a_day(tree):
    viewer = account_with(Role.VIEWER, tree["top"], until=date(2012, 8, 1))
    days = {date(2011, 12, 31): False, date(2012, 1, 1): True, date(2012, 7, 31): True, date(2012, 8, 1): False}
    for day, expected in days.items():
        assert may(viewer, Permission.SEE_FIGURES, tree["cell"].path, on=day) is expected, day


def test_require_says_which_permission_is_missing(tree):
    viewer = account_with(Role.VIEWER, tree["top"])
    with pytest.raises(Refused, match="gửi phiếu"):
        require(viewer, Permission.RUN_ROUND, tree["top"].path, on=DAY)


def test_may_equals_reachable_for_every_role_and_place(tree):
    for role in Role:
        for home in tree.values():
            account = account_with(role, home)
            for permission in Permission:
                listed = {u.path for u in units_where(account, permission, on=DAY)}
                asked = {u.path for u in tree.values() if may(account, permission, u.path, on=DAY)}
                assert listed == asked, (role, home.code, permission)


def test_neither_viewer_nor_administrator_sees_content():
    for role in (Role.VIEWER, Role.ADMINISTRATOR):
        assert Permission.SEE_ISSUES not in ROLES[role].may
