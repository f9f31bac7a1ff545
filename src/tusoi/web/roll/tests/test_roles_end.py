"""Whoever leaves a unit or the roll is named with the roles they still hold, and these end in the same act, by consent."""

from datetime import date

import pytest
from django.urls import reverse
from tests.factories import OPENED, TODAY, signed_in, world

from tusoi.foundation.access.actions import end_role, give_role
from tusoi.foundation.access.models import Grant
from tusoi.foundation.access.roles import Role
from tusoi.foundation.directory import actions_roll as keep
from tusoi.foundation.journal.models import Entry
from tusoi.foundation.kernel.clock import at_noon
from tusoi.foundation.kernel.refusal import Refused

pytestmark = pytest.mark.django_db
AT = at_noon(TODAY)
ON = date(2012, 6, 1)


@pytest.fixture
def home():
    """dv-16 of a cell is its secretary, and a viewer of the ward above."""
    home = world()
    account = home.member  # of dv-16
    Grant.objects.filter(account=account).delete()
    for role, unit in ((Role.SECRETARY, "khu-vuc-1"), (Role.VIEWER, "phuong-mot")):
        give_role(account, role, unit=home.units[unit], since=OPENED, by=None, at=at_noon(OPENED))
    return home


def page(verb):
    return reverse("roll:verb", args=["dv-16", verb])


def grants():
    return {grant.role: grant for grant in Grant.objects.filter(account__person__code="dv-16")}


def keys(*roles):
    return [grants()[role].pk for role in roles]


def test_leaving_names_them_and_ends_those_that_stay_ticked(home):
    client = signed_in(home.officer)
    text = client.get(page("ra-khoi-danh-sach")).text
    assert "Còn giữ vai trò trong chương trình; kết thúc cùng ngày" in text
    assert home.units["khu-vuc-1"].name in text
    client.post(
        page("ra-khoi-danh-sach"),
        {"reason": "moved_away", "on": "01/06/2012", "end_roles": keys("secretary", "viewer")},
    )
    assert {grant.until for grant in grants().values()} == {ON}
    assert Entry.objects.filter(act="access.role_ended", account_id=home.officer.pk).count() == 2


def test_one_that_goes_on_is_said_on_the_members_page(home):
    client = signed_in(home.officer)
    client.post(page("ra-khoi-danh-sach"), {"reason": "moved_away", "on": "01/06/2012", "end_roles": keys("secretary")})
    assert grants()["viewer"].until is None
    text = client.get(reverse("roll:person", args=["dv-16"])).text
    assert "Đã ra khỏi danh sách mà còn giữ vai trò" in text
    assert home.units["phuong-mot"].name in text


def test_a_transfer_proposes_the_role_in_the_old_unit_alone(home):
    client = signed_in(home.officer)
    text = client.get(page("chuyen-sinh-hoat")).text
    ticked = [grant.role for grant in grants().values() if f'value="{grant.pk}"' in _ticked(text)]
    assert ticked == ["secretary"]
    client.post(page("chuyen-sinh-hoat"), {"unit": "khu-vuc-2", "on": "01/06/2012", "end_roles": keys("secretary")})
    assert grants()["secretary"].until == ON
    assert grants()["viewer"].until is None


def _ticked(text):
    return "".join(part for part in text.split("<input") if "checked" in part.split(">")[0])


def test_what_is_refused_ends_no_role(home):
    data = {"unit": "khu-vuc-1", "on": "01/06/2012", "end_roles": keys("secretary")}
    assert signed_in(home.officer).post(page("chuyen-sinh-hoat"), data).status_code == 200
    assert grants()["secretary"].until is None


def test_a_role_of_somebody_else_cannot_be_ended_here(home):
    other = Grant.objects.exclude(account__person__code="dv-16").first()
    data = {"reason": "moved_away", "on": "01/06/2012", "end_roles": [other.pk]}
    assert signed_in(home.officer).post(page("ra-khoi-danh-sach"), data).status_code == 200
    other.refresh_from_db()
    assert other.until is None


def test_who_holds_no_role_is_asked_nothing():
    home = world()
    text = signed_in(home.officer).get(reverse("roll:verb", args=["dv-17", "ra-khoi-danh-sach"])).text
    assert "Còn giữ vai trò" not in text
    keep.leave(home.people["dv-17"], on=TODAY, reason="left", by=None, at=AT)
    assert "mà còn giữ vai trò" not in signed_in(home.officer).get(reverse("roll:person", args=["dv-17"])).text


def test_a_role_ends_once_and_one_that_just_began_lasts_a_day(home):
    grant = grants()["viewer"]
    assert end_role(grant, on=OPENED, by=home.officer, at=AT).until > grant.since
    with pytest.raises(Refused, match="đã kết thúc"):
        end_role(grant, on=ON, by=home.officer, at=AT)
