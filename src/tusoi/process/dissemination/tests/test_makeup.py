"""Make-up classes invite exactly those who are missing at the moment they are planned."""

from datetime import date

import pytest
from django.urls import reverse
from tests.factories import TODAY, freeze_roll, go_to, held_class, signed_in, world

from tusoi.foundation.access.models import Account
from tusoi.foundation.kernel.clock import at_noon
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.tally.figures import Figure
from tusoi.process.dissemination import actions_changes
from tusoi.process.dissemination.actions import close_class
from tusoi.process.dissemination.actions_attendance import check_in, note_absence
from tusoi.process.dissemination.actions_class import withdraw_class
from tusoi.process.dissemination.actions_makeup import plan_makeup
from tusoi.process.dissemination.makeup import Makeup, makeup_of, suggestion
from tusoi.process.dissemination.models import StudyClass
from tusoi.process.dissemination.presenters_coverage import coverage_of, not_reached_of
from tusoi.process.dissemination.tests.test_list_changes import member, signed

pytestmark = pytest.mark.django_db
DAY = date(2012, 5, 20)
INPUT = {"title": "Lớp bổ sung", "held_on": "30/07/2012"}


def url(home, name="makeup", **more):
    return reverse(f"dissemination:{name}", kwargs={"campaign": home.campaign.code, **more})


def makeup(home, unit="phuong-mot", *, code="bo-sung-1", day=DAY, **more):
    return plan_makeup(
        home.unit(unit), code=code, title="Lớp bổ sung", held_on=day, by=home.officer, at=at_noon(DAY), **more
    )


def invited(row):
    return set(row.invitees.values_list("person__code", flat=True))


WARD_ONE = {f"dv-{number}" for number in range(13, 23)}  # dv-23 is excused


def test_it_invites_exactly_those_missing_and_nobody_left_out():
    home = world()
    freeze_roll(home)
    held_class(home, ["dv-13", "dv-14"])
    actions_changes.leave_out(member(home, "dv-15"), kind="ill", **signed(home))
    row = makeup(home)
    assert (row.is_makeup, row.organiser.code, row.audience) == (True, "phuong-mot", "members")
    assert invited(row) == WARD_ONE - {"dv-13", "dv-14", "dv-15"}
    held_class(home, ["dv-16"], day=date(2012, 5, 18))
    assert "dv-16" in invited(row)  # the list was made when the class was planned


def test_whom_another_makeup_class_expects_is_not_invited_again_unless_chosen():
    home = world()
    freeze_roll(home)
    first = makeup(home)
    assert invited(first) == WARD_ONE
    assert suggestion(home.unit("quan")).invited == 10
    second = makeup(home, "quan", code="bo-sung-2")
    assert not invited(second) & WARD_ONE
    assert len(invited(second)) == 21
    third = makeup(home, "quan", code="bo-sung-3", also_invited=True)
    assert len(invited(third)) == 31
    with pytest.raises(Refused, match="không còn ai cần mời"):
        makeup(home, code="bo-sung-4")
    check_in(first, [home.people["dv-13"]], by=home.officer, at=at_noon(DAY))
    close_class(first, by=home.officer, at=at_noon(DAY))
    assert suggestion(home.unit("phuong-mot")).missing == 9


def test_of_one_audience():
    home = world()
    freeze_roll(home)
    row = makeup(home, "quan", audience="key_cadres")
    assert (row.audience, len(invited(row))) == ("key_cadres", 12)


def test_how_it_went():
    home = world()
    freeze_roll(home)
    row = makeup(home)
    people = [home.people[code] for code in ("dv-13", "dv-14", "dv-01")]
    check_in(row, people, by=home.officer, at=at_noon(DAY))
    assert makeup_of(row) == Makeup(Figure(2, 10), others=1, missing=8)
    held_class(home, ["dv-15"], day=date(2012, 5, 25))
    assert makeup_of(row).missing == 7
    text = signed_in(home.secretary).get(url(home, "class", code=row.code)).text
    assert "<strong>2</strong> / 10" in text
    assert "và 1 người ngoài danh sách mời" in text
    index = signed_in(home.secretary).get(url(home, "index")).text
    assert "2 / 10 được mời" in index
    assert "lớp bổ sung" in index


def test_the_page_says_how_many_and_where_then_plans_and_invites():
    home = world()
    freeze_roll(home)
    held_class(home, ["dv-13", "dv-14", "dv-15", "dv-16", "dv-17", "dv-18"])
    client = signed_in(home.secretary)
    assert url(home, unit="phuong-mot") in client.get(url(home, "not-reached", unit="phuong-mot")).text
    text = client.get(url(home, unit="phuong-mot")).text
    assert "còn 4 người phải dự" in text
    assert "Khu vực 2" in text
    assert "Khu vực 1" not in text
    reply = client.post(url(home, unit="phuong-mot"), INPUT, follow=True)
    assert "Đã lập lớp bổ sung, mời 4 người" in reply.text
    row = StudyClass.objects.get(is_makeup=True)
    assert (row.code, row.held_on) == ("phuong-mot-2", date(2012, 7, 30))
    names = client.get(url(home, "not-reached", unit="phuong-mot")).text
    assert names.count("được mời ngày 30/07/2012") == 4
    again = client.post(url(home, unit="phuong-mot"), INPUT)
    assert "không còn ai cần mời" in again.text
    chosen = client.post(url(home, unit="phuong-mot"), {**INPUT, "also_invited": "on"})
    assert chosen.status_code == 302


def test_the_names_say_why_somebody_was_absent():
    home = world()
    freeze_roll(home)
    row = makeup(home)
    note_absence(row, home.people["dv-14"], kind="on_duty", by=home.officer, at=at_noon(DAY))
    text = signed_in(home.secretary).get(url(home, "not-reached", unit="phuong-mot")).text
    assert text.count("vắng: đi công tác") == 1


def test_a_withdrawn_makeup_class_expects_nobody():
    home = world()
    freeze_roll(home)
    row = makeup(home)
    withdraw_class(row, reason="Hoãn vì mưa bão", by=home.officer, at=at_noon(DAY))
    assert suggestion(home.unit("phuong-mot")).free == 10
    text = signed_in(home.secretary).get(url(home, "not-reached", unit="phuong-mot")).text
    assert text.count("chưa được mời") == 10
    assert invited(makeup(home, code="bo-sung-2")) == WARD_ONE


@pytest.mark.parametrize(
    ("change", "said"),
    [({"title": ""}, "error"), ({"held_on": "30/02/2012"}, "error"), ({"held_on": "01/02/2013"}, "sau khi đợt")],
)
def test_bad_input_is_said_and_nothing_is_kept(change, said):
    home = world()
    freeze_roll(home)
    reply = signed_in(home.secretary).post(url(home, unit="phuong-mot"), {**INPUT, **change})
    assert said in reply.text
    assert not StudyClass.objects.exists()


@pytest.mark.parametrize(
    ("name", "unit", "status"),
    [
        ("officer", "quan", 200),
        ("secretary", "phuong-mot", 200),
        ("secretary", "quan", 403),
        ("member", "phuong-mot", 403),
        ("viewer", "phuong-mot", 403),
        ("secretary_two", "phuong-mot", 404),
        ("stranger", "quan", 404),
    ],
)
def test_who_may(name, unit, status):
    home = world()
    freeze_roll(home)
    assert signed_in(home.accounts[name]).get(url(home, unit=unit)).status_code == status


def test_when_all_were_reached_the_page_says_so():
    home = world()
    freeze_roll(home)
    held_class(home, sorted(WARD_ONE))
    text = signed_in(home.secretary).get(url(home, unit="phuong-mot")).text
    assert "Mọi người phải dự đều đã dự" in text
    assert 'name="held_on"' not in text


def test_the_names_of_one_audience():
    home = world()
    freeze_roll(home)
    page = not_reached_of(
        home.unit("quan"), account=home.officer, at=at_noon(TODAY), page=1, text="", audience="key_cadres"
    )
    assert (len(page.rows), page.figure, page.makeup_url) == (
        12, Figure(0, 12), f"{url(home, unit='quan')}?dien=key_cadres",
    )  # fmt: skip
    text = signed_in(home.officer).get(url(home, "not-reached", unit="quan"), {"dien": "members"}).text
    assert "19 trong 19" in text


def test_queries_do_not_grow(django_assert_num_queries):
    home = world()
    freeze_roll(home)
    for number in (1, 2, 3):
        makeup(home, code=f"bo-sung-{number}", also_invited=True)
        unit, account = home.unit("phuong-mot"), Account.objects.get(pk=home.officer.pk)
        with django_assert_num_queries(7):
            not_reached_of(unit, account=account, at=at_noon(TODAY), page=1, text="", audience="")
        row = coverage_of(home.unit("quan"), account=home.officer, at=go_to(TODAY)).classes[0]
        assert row.came == Figure(0, 10)
