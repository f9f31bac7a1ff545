"""Keep the roll on its pages: what the officer does, what others cannot, and bad input answered in a sentence."""

from datetime import date

import pytest
from django.urls import reverse
from tests.factories import FOUNDED, TODAY, signed_in, world

from tusoi.foundation.access.models import Account
from tusoi.foundation.directory import actions_roll as keep
from tusoi.foundation.directory.histories import histories_of
from tusoi.foundation.directory.models import Membership, Person, Seat
from tusoi.foundation.kernel.clock import at_noon
from tusoi.web.roll.presenters_person import person_of
from tusoi.web.roll.verbs import VERBS

pytestmark = pytest.mark.django_db
AT = at_noon(TODAY)
INDEX = reverse("roll:index")


def page_of(code):
    return reverse("roll:person", kwargs={"code": code})


def verb(code, slug):
    return reverse("roll:verb", kwargs={"code": code, "verb": slug})


def enter(unit):
    return reverse("roll:enter", kwargs={"code": unit})


def main_of(reply):
    return reply.content.decode().split("<main")[1].split("</main")[0]


def here(person):
    history = histories_of([person])[person.pk]
    return history.here.unit.code if history.here else None


def with_phone(home, code="dv-16", phone="0912 345 678"):
    person = home.people[code]
    keep.correct_details(person, code=code, name=person.name, birth_year=person.birth_year, phone=phone, by=None, at=AT)
    return person


@pytest.mark.parametrize("unit", ["khu-vuc-2", "Chi bộ khu vực 2", "chi bo KHU VUC 2", "Chi bộ khu vực 2 (khu-vuc-2)"])
def test_a_member_is_transferred_to_a_unit_as_people_write_it(unit):
    home = world()
    reply = signed_in(home.officer).post(
        verb("dv-16", "chuyen-sinh-hoat"), {"unit": unit, "on": "01/06/2012"}, follow=True
    )
    assert "Đã chuyển sinh hoạt" in reply.content.decode()
    assert here(home.people["dv-16"]) == "khu-vuc-2"
    assert "Chuyển sinh hoạt từ Chi bộ khu vực 1 đến Chi bộ khu vực 2" in main_of(reply)


@pytest.mark.parametrize(
    ("slug", "data", "said"),
    [
        ("chuyen-sinh-hoat", {"unit": "khu vuc 9", "on": "01/06/2012"}, "Không có đơn vị “khu vuc 9”"),
        ("chuyen-sinh-hoat", {"unit": "khu-vuc-2", "on": "31/02/2012"}, "ngày"),
        ("chuyen-sinh-hoat", {"unit": "khu-vuc-2", "on": "01/06/2013"}, "chưa tới"),
        ("chuyen-sinh-hoat", {"unit": "khu-vuc-1", "on": "01/06/2012"}, "đang sinh hoạt tại chính đơn vị này"),
        ("tinh-trang", {"status": "full", "since": "01/06/2012"}, "đang ở tình trạng này"),
        ("tinh-trang", {"status": "tot", "since": "01/06/2012"}, "tot"),
        ("thong-tin", {"code": "dv-17", "name": "An", "birth_year": "1960"}, "Số dv-17 đã có"),
        ("thong-tin", {"code": "dv-16", "name": "An", "birth_year": "x"}, "Ghi năm bằng bốn chữ số"),
        ("ra-khoi-danh-sach", {"on": "01/06/2012"}, "Chưa ghi mục này"),
        (
            "nhan-chuc-vu",
            {"collective": "999", "position": "Ủy viên", "rank": "member", "since": "01/06/2012"},
            "trong danh sách",
        ),
        ("noi-khac", {"kind": "activity", "unit": "khu-vuc-2", "since": "01/06/2012"}, "activity"),
    ],
)
def test_bad_input_is_answered_on_the_form(slug, data, said):
    home = world()
    before = list(Membership.objects.values_list())
    reply = signed_in(home.officer).post(verb("dv-16", slug), data)
    assert reply.status_code == 200
    assert said in main_of(reply)
    assert list(Membership.objects.values_list()) == before


def test_every_verb_once_from_the_persons_page():
    home = world()
    browser, person = signed_in(home.officer), home.people["dv-16"]
    collective = home.collectives["dang-uy-mot"].pk
    deeds = [
        ("tinh-trang", {"status": "excused", "since": "01/02/2012"}),
        ("nhan-chuc-vu", {"collective": collective, "position": "Ủy viên", "rank": "member", "since": "01/02/2012"}),
        ("noi-khac", {"kind": "residence", "unit": "khu vuc 2", "since": "01/02/2012"}),
        ("thoi-chuc-vu", {"seat": lambda: Seat.objects.get(person=person).pk, "on": "01/03/2012"}),
        ("het-noi-khac", {"place": lambda: Membership.objects.get(kind="residence").pk, "on": "01/03/2012"}),
        ("thong-tin", {"code": "dv-16", "name": "Đỗ Thử Mới", "birth_year": "", "phone": "0912345678"}),
        ("ra-khoi-danh-sach", {"reason": "moved_away", "on": "01/04/2012"}),
        ("vao-danh-sach", {"unit": "khu-vuc-3", "since": "01/06/2012", "status": "full"}),
    ]
    for slug, data in deeds:
        page = main_of(browser.get(page_of("dv-16")))
        assert verb("dv-16", slug) in page
        assert str(VERBS[slug].label) in main_of(browser.get(verb("dv-16", slug)))
        filled = {name: value() if callable(value) else value for name, value in data.items()}
        reply = browser.post(verb("dv-16", slug), filled)
        assert (slug, reply.status_code) == (slug, 302)
    page = main_of(browser.get(page_of("dv-16")))
    assert "Đỗ Thử Mới" in page
    assert "Chi bộ khu vực 3" in page
    for said in (
        "Thôi chức vụ: Ủy viên",
        "Ra khỏi danh sách Chi bộ khu vực 1",
        "Chuyển sinh hoạt đi nơi khác",
        "0912345678",
    ):
        assert said in page
    assert page.index("Vào danh sách Chi bộ khu vực 1") < page.index("Vào danh sách Chi bộ khu vực 3")


def test_only_verbs_that_make_sense_are_offered():
    home = world()
    page = main_of(signed_in(home.officer).get(page_of("dv-16")))
    assert verb("dv-16", "vao-danh-sach") not in page
    assert verb("dv-16", "thoi-chuc-vu") not in page
    keep.leave(home.people["dv-16"], on=TODAY, reason="left", by=None, at=AT)
    page = main_of(signed_in(home.officer).get(page_of("dv-16")))
    assert verb("dv-16", "vao-danh-sach") in page
    assert verb("dv-16", "chuyen-sinh-hoat") not in page
    assert signed_in(home.secretary).get(page_of("dv-16")).status_code == 404  # only the keeper still sees who left


@pytest.mark.parametrize(
    ("name", "status"), [("secretary", 403), ("leader", 403), ("viewer", 403), ("member", 403), ("stranger", 404)]
)
def test_the_roll_is_kept_by_the_officer_alone(name, status):
    home = world()
    browser = signed_in(home.accounts[name])
    data = {"unit": "khu-vuc-2", "on": "01/06/2012"}
    for reply in (
        browser.get(verb("dv-16", "chuyen-sinh-hoat")),
        browser.post(verb("dv-16", "chuyen-sinh-hoat"), data),
    ):
        assert reply.status_code == status
    assert here(home.people["dv-16"]) == "khu-vuc-1"
    if status == 403 and name != "member":
        assert verb("dv-16", "chuyen-sinh-hoat") not in browser.get(page_of("dv-16")).content.decode()


def test_a_verb_there_is_not():
    home = world()
    assert signed_in(home.officer).get(verb("dv-16", "xoa")).status_code == 404


def test_an_officer_of_one_ward_keeps_that_ward_alone():
    home = world()
    Account.objects.get(pk=home.officer.pk).grants.update(unit=home.units["phuong-mot"])
    browser = signed_in(home.officer)
    assert browser.get(verb("dv-16", "tinh-trang")).status_code == 200
    assert browser.get(verb("dv-28", "tinh-trang")).status_code == 404
    reply = browser.post(verb("dv-16", "chuyen-sinh-hoat"), {"unit": "khu-vuc-3", "on": "01/06/2012"})
    assert "Không có đơn vị “khu-vuc-3”" in main_of(reply)
    assert browser.get(enter("phuong-hai")).status_code == 404
    keep.transfer(home.people["dv-16"], home.units["khu-vuc-3"], on=TODAY, by=None, at=AT)
    assert browser.get(page_of("dv-16")).status_code == 200  # was here once
    assert browser.get(verb("dv-16", "tinh-trang")).status_code == 403


def test_somebody_new_is_entered_once_the_likely_ones_were_seen():
    home = world()
    browser, old = signed_in(home.officer), home.people["dv-16"]
    data = {
        "code": "dv-99",
        "name": old.name,
        "birth_year": old.birth_year,
        "since": "01/06/2012",
        "status": "probationary",
    }
    reply = browser.post(enter("khu-vuc-2"), data)
    assert "Có thể người này đã có trong danh sách" in main_of(reply)
    assert page_of("dv-16") in main_of(reply)
    assert not Person.objects.filter(code="dv-99").exists()
    reply = browser.post(enter("khu-vuc-2"), data | {"anyway": "on"})
    assert reply.headers["Location"] == page_of("dv-99")
    assert here(Person.objects.get(code="dv-99")) == "khu-vuc-2"


@pytest.mark.parametrize(
    ("more", "said"),
    [({"code": "dv-16"}, "đã có"), ({"since": "01/01/2013"}, "chưa tới"), ({"name": " "}, "Chưa ghi mục này")],
)
def test_nobody_is_entered_by_half(more, said):
    home = world()
    data = {"code": "dv-99", "name": "Ngô Thử Yến", "since": "01/06/2012", "status": "full"} | more
    reply = signed_in(home.officer).post(enter("khu-vuc-2"), data)
    assert said in main_of(reply)
    assert not Person.objects.filter(name="Ngô Thử Yến").exists()


@pytest.mark.parametrize(
    ("name", "text", "finds"),
    [
        ("officer", "0912345678", True),
        ("officer", "0912 345 678", True),
        ("officer", "+84 912 345 678", True),
        ("officer", "5678", True),
        ("officer", "678", False),
        ("secretary", "0912345678", False),
        ("secretary", "5678", False),
        ("viewer", "5678", False),
        ("leader", "5678", False),
    ],
)
def test_the_last_digits_of_a_phone_find_only_for_those_who_keep_it(name, text, finds):
    home = world()
    person = with_phone(home)
    page = main_of(signed_in(home.accounts[name]).get(INDEX, {"q": text}))
    assert (person.name in page) is finds


@pytest.mark.parametrize(
    ("name", "shows"), [("officer", True), ("member", True), ("secretary", False), ("viewer", False)]
)
def test_a_phone_is_shown_to_its_owner_and_to_the_keeper(name, shows):
    home = world()
    with_phone(home)
    reply = signed_in(home.accounts[name]).get(page_of("dv-16"))
    assert ("0912 345 678" in reply.content.decode()) is shows


@pytest.mark.parametrize(("name", "shows"), [("officer", True), ("secretary", True), ("viewer", False)])
def test_roles_are_shown_to_oneself_and_to_the_keeper(name, shows):
    home = world()
    page = main_of(signed_in(home.accounts[name]).get(page_of("dv-13")))
    assert ("Vai trò trong chương trình" in page) is shows


def test_why_somebody_left_is_personal():
    home = world()
    keep.leave(home.people["dv-16"], on=TODAY, reason="struck_off", by=None, at=AT)
    keep.join(home.people["dv-16"], home.units["khu-vuc-2"], since=TODAY, by=None, at=AT)
    assert "Đưa ra khỏi danh sách" in main_of(signed_in(home.member).get(page_of("dv-16")))
    assert "Đưa ra khỏi danh sách" not in main_of(signed_in(home.viewer).get(page_of("dv-16")))


def test_the_pages_say_that_running_campaigns_stay():
    home = world()
    browser = signed_in(home.officer)
    for url in (verb("dv-16", "chuyen-sinh-hoat"), enter("khu-vuc-2")):
        assert "danh sách của đợt đã chốt" in main_of(browser.get(url))


def test_buttons_of_a_unit_are_its_keepers():
    home = world()
    url = reverse("roll:unit", kwargs={"code": "khu-vuc-1"})
    assert enter("khu-vuc-1") in main_of(signed_in(home.officer).get(url))
    assert enter("khu-vuc-1") not in main_of(signed_in(home.secretary).get(url))


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_of_a_page_do_not_grow(rows, django_assert_num_queries):
    home = world()
    person = home.people["dv-16"]
    for number in range(rows):
        keep.transfer(person, home.units[f"khu-vuc-{number + 2}"], on=date(2012, 2, number + 1), by=None, at=AT)
        Seat.objects.create(
            collective=list(home.collectives.values())[number],
            person=person,
            position="Ủy viên",
            order=9,
            since=FOUNDED,
        )
    account = Account.objects.get(pk=home.officer.pk)
    with django_assert_num_queries(11):
        page = person_of(person, account, at=AT)
        assert len([moment for moment in page.moments if "Chuyển" in moment.title]) == rows
        assert len(page.seats) == rows
