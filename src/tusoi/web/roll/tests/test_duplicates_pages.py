"""Find, compare, merge and undo on the pages."""

from datetime import date

import pytest
from django.urls import reverse
from tests.factories import TODAY, freeze_roll, signed_in, world

from tusoi.foundation.directory import actions_roll as keep
from tusoi.foundation.directory.models import Merge, Person
from tusoi.foundation.kernel.clock import at_noon
from tusoi.web.roll.presenters_duplicates import duplicates_of

pytestmark = pytest.mark.django_db
AT = at_noon(TODAY)
LIST = reverse("roll:duplicates")


def pair(kept, other):
    return reverse("roll:merge", kwargs={"kept": kept, "other": other})


def undo(merge):
    return reverse("roll:undo-merge", kwargs={"merge": merge.pk})


def twice(home, code="dv-16b", unit="khu-vuc-1", of="dv-16"):
    person = keep.enter_person(
        code=code, name=home.people[of].name.upper(), birth_year=home.people[of].birth_year, at=AT
    )
    keep.join(person, home.units[unit], since=date(2012, 1, 5), by=None, at=AT)
    return person


def text_of(reply):
    return reply.content.decode().split("<main")[1].split("</main")[0]


def test_a_pair_is_listed_compared_merged_and_separated_again():
    home = world()
    twice(home)
    browser = signed_in(home.officer)
    listed = text_of(browser.get(LIST))
    assert pair("dv-16", "dv-16b") in listed
    assert "cùng họ tên, cùng năm sinh, cùng đơn vị" in listed
    compared = text_of(browser.get(pair("dv-16", "dv-16b")))
    assert "Cùng họ tên, cùng năm sinh, cùng đơn vị" in compared
    assert "khác nhau" in compared
    reply = browser.post(pair("dv-16", "dv-16b"), follow=True)
    assert "Đã gộp" in reply.content.decode()
    assert browser.get(reverse("roll:person", args=["dv-16b"])).headers["Location"] == reverse(
        "roll:person", args=["dv-16"]
    )
    merged = Merge.objects.get()
    listed = text_of(browser.get(LIST))
    assert "Không thấy ai ghi trùng" in listed
    assert "dv-16b" in listed  # under what was merged
    reply = browser.post(undo(merged), follow=True)
    assert "như trước khi gộp" in reply.content.decode()
    assert pair("dv-16", "dv-16b") in text_of(browser.get(LIST))
    assert browser.post(undo(merged)).status_code == 403


def test_a_merged_row_is_not_found_and_not_counted():
    home = world()
    other = twice(home)
    browser = signed_in(home.officer)
    browser.post(pair("dv-16", "dv-16b"))
    assert "Không tìm thấy" in text_of(browser.get(reverse("roll:index"), {"q": "dv-16b"}))
    assert "6 đảng viên" in text_of(browser.get(reverse("roll:unit", args=["khu-vuc-1"])))
    assert Person.objects.get(pk=other.pk).merged_into == home.people["dv-16"]


def test_where_a_running_campaign_counts_both_the_button_says_why():
    home = world()
    twice(home)
    freeze_roll(home)
    browser = signed_in(home.officer)
    page = text_of(browser.get(pair("dv-16", "dv-16b")))
    assert "đợt này chưa kết thúc" in page
    assert browser.post(pair("dv-16", "dv-16b")).status_code == 403
    assert not Merge.objects.exists()


def test_two_people_are_told_apart_and_looked_at_again():
    home = world()
    twice(home)
    browser = signed_in(home.officer)
    assert browser.post(pair("dv-16", "dv-16b"), {"viec": "xet-lai"}).status_code == 403
    reply = browser.post(pair("dv-16b", "dv-16"), {"viec": "hai-nguoi"}, follow=True)
    listed = text_of(reply)
    assert "Không thấy ai ghi trùng" in listed
    assert "Đã ghi là hai người" in listed
    page = text_of(browser.get(pair("dv-16", "dv-16b")))
    assert "đã được ghi là hai người khác nhau" in page
    assert "Xét lại" in page
    assert browser.post(pair("dv-16", "dv-16b")).status_code == 403
    assert not Merge.objects.exists()
    assert browser.post(pair("dv-16", "dv-16b"), {"viec": "hai-nguoi"}).status_code == 403
    listed = text_of(browser.post(pair("dv-16", "dv-16b"), {"viec": "xet-lai"}, follow=True))
    assert pair("dv-16", "dv-16b") in listed


def test_a_row_with_itself_is_refused():
    home = world()
    page = text_of(signed_in(home.officer).get(pair("dv-16", "dv-16")))
    assert "Chọn hai bản ghi khác nhau" in page


@pytest.mark.parametrize("name", ["secretary", "leader", "viewer", "member"])
def test_duplicates_are_for_those_who_keep_the_roll(name):
    home = world()
    twice(home)
    browser = signed_in(home.accounts[name])
    assert browser.get(LIST).status_code == 403
    assert browser.post(pair("dv-16", "dv-16b")).status_code in {403, 404}
    merged = signed_in(home.officer).post(pair("dv-16", "dv-16b")) and Merge.objects.get()
    assert browser.post(undo(merged)).status_code in {403, 404}
    assert Merge.objects.filter(undone_on=None).exists()


def test_an_officer_of_a_ward_does_not_merge_with_another_ward():
    home = world()
    twice(home, unit="khu-vuc-3")
    home.officer.grants.update(unit=home.units["phuong-mot"])
    browser = signed_in(home.officer)
    assert "dv-16b" not in text_of(browser.get(LIST))
    assert browser.post(pair("dv-16", "dv-16b")).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_of_the_list_do_not_grow(rows, django_assert_num_queries):
    home = world()
    for number in range(rows):
        twice(home, code=f"dup-{number}", of=f"dv-1{number + 6}")
    home.officer.__dict__.pop("_grants", None)
    with django_assert_num_queries(7):
        assert len(duplicates_of(home.officer, on=TODAY, page="1").rows) == rows
