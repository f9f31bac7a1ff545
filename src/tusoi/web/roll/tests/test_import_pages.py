"""Upload, dry run, confirmation; who may, and what nobody else sees."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.factories import TODAY, signed_in, world

from tusoi.foundation.directory import actions_roll as keep
from tusoi.foundation.directory.columns import recognise
from tusoi.foundation.directory.models import Membership, Person, RollImport
from tusoi.foundation.directory.sheets import read_file
from tusoi.foundation.directory.tests.spreadsheets import csv_text
from tusoi.foundation.kernel.clock import at_noon

pytestmark = pytest.mark.django_db
TEMPLATE = reverse("roll:import-template")
GOOD = ["dv-90", "Ngô Thử Mới", "1980", "", "khu-vuc-1", "", ""]
BAD = ["dv-91", "", "", "", "khu-vuc-1", "", "31/02/2012"]


def upload_url(unit="quan"):
    return reverse("roll:import", kwargs={"code": unit})


def send(browser, *rows, unit="quan", name="ds.csv", content=None, day="01/06/2012"):
    content = csv_text(*rows).encode() if content is None else content
    return browser.post(upload_url(unit), {"file": SimpleUploadedFile(name, content), "day": day})


def text_of(reply):
    return reply.content.decode().split("<main")[1].split("</main")[0]


def shown_in(page):
    return page.split('name="shown" value="')[1].split('"')[0]


def test_from_the_file_to_the_roll():
    home = world()
    browser, old = signed_in(home.officer), home.people["dv-16"]
    moved = ["dv-16", old.name, "", "", "khu vuc 2", "", ""]
    reply = send(browser, GOOD, BAD, moved)
    url = reply.headers["Location"]
    page = text_of(browser.get(url))
    for said in (
        "Chạy thử: chưa ghi gì",
        "Thiếu họ tên",
        "31/02/2012” không có trong lịch",
        "Chi bộ khu vực 1</del>",
        "Ngô Thử Mới",
    ):
        assert said in page
    assert "danh sách của đợt đã chốt" in page
    assert "Ghi 2 dòng vào danh sách" in page
    assert not Person.objects.filter(code="dv-90").exists()
    faults = text_of(browser.get(url, {"loai": "fault"}))
    assert "Thiếu họ tên" in faults
    assert "Ngô Thử Mới" not in faults.split("cac-dong")[-1]
    reply = browser.post(url, {"shown": shown_in(page)}, follow=True)
    assert "Đã ghi 2 dòng" in reply.content.decode()
    assert Person.objects.get(code="dv-90").memberships.get().unit == home.units["khu-vuc-1"]
    assert Membership.objects.get(person=old, until=None).unit == home.units["khu-vuc-2"]
    assert not RollImport.objects.exists()
    assert browser.get(url).status_code == 404


def test_what_was_not_seen_is_not_written():
    home = world()
    browser = signed_in(home.officer)
    url = send(browser, GOOD).headers["Location"]
    page = text_of(browser.get(url))
    keep.enter_person(code="dv-90", name="Ngô Thử Mới", birth_year=1981, at=at_noon(TODAY))
    reply = browser.post(url, {"shown": shown_in(page)})
    assert reply.status_code == 403
    assert "vừa thay đổi" in reply.content.decode()
    assert browser.post(url).status_code == 403
    assert not Membership.objects.filter(person__code="dv-90").exists()


def test_the_faulty_rows_come_back_as_a_workbook():
    home = world()
    browser = signed_in(home.officer)
    url = send(browser, GOOD, BAD).headers["Location"]
    reply = browser.get(reverse("roll:import-faults", args=[RollImport.objects.get().pk]))
    assert "attachment" in reply.headers["Content-Disposition"]
    (sheet,) = read_file("loi.xlsx", io.BytesIO(reply.content).read())
    assert sheet.rows[0][0] == "Dòng trong tệp"
    assert sheet.rows[1][:2] == ["3", "dv-91"]
    assert "Thiếu họ tên" in sheet.rows[1][-1]
    assert len(sheet.rows) == 2
    assert url


def test_the_template_is_one_that_the_program_reads():
    home = world()
    content = signed_in(home.officer).get(TEMPLATE).content
    sheets = read_file("mau.xlsx", content)
    table = recognise(sheets)
    assert all(column for _heading, column in table.headings)
    assert table.rows == []
    assert ["khu-vuc-1", "Chi bộ khu vực 1"] in sheets[2].rows
    assert signed_in(home.secretary).get(TEMPLATE).status_code == 403


def test_a_file_is_let_go():
    home = world()
    browser = signed_in(home.officer)
    send(browser, GOOD)
    url = reverse("roll:import-drop", args=[RollImport.objects.get().pk])
    assert browser.get(url).status_code == 405
    assert browser.post(url).status_code == 302
    assert not RollImport.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("ds.pdf", b"%PDF", "Không đọc được loại tệp này"),
        ("ds.xlsx", b"x", "Tệp hỏng"),
        ("ds.csv", b"a,b\n1,2\n", "Không thấy dòng tiêu đề"),
        ("ds.csv", b"", "rỗng"),
    ],
)
def test_a_file_that_cannot_be_read_is_answered_on_the_form(name, content, said):
    home = world()
    reply = send(signed_in(home.officer), name=name, content=content)
    assert reply.status_code == 200
    assert said in text_of(reply)
    assert not RollImport.objects.exists()


def test_a_form_without_file_or_day():
    home = world()
    reply = signed_in(home.officer).post(upload_url(), {"day": "hôm qua"})
    assert reply.status_code == 200
    assert "Tệp danh sách" in text_of(reply)


def test_a_file_is_seen_by_nobody_else():
    home = world()
    send(signed_in(home.officer), GOOD)
    draft = RollImport.objects.get().pk
    for name in ("leader", "secretary", "administrator", "viewer"):
        browser = signed_in(home.accounts[name])
        assert browser.get(reverse("roll:dry-run", args=[draft])).status_code == 404
        assert browser.get(reverse("roll:import-faults", args=[draft])).status_code == 404
        assert browser.post(reverse("roll:import-drop", args=[draft])).status_code == 404


@pytest.mark.parametrize(
    ("name", "unit", "status"), [("leader", "quan", 403), ("secretary", "phuong-mot", 403), ("member", "quan", 404)]
)
def test_only_who_keeps_the_roll_uploads(name, unit, status):
    home = world()
    reply = send(signed_in(home.accounts[name]), GOOD, unit=unit)
    assert reply.status_code == status
    assert not RollImport.objects.exists()


def test_a_file_of_a_ward_cannot_reach_into_another_district_part():
    home = world()
    home.officer.grants.update(unit=home.units["phuong-mot"])
    browser = signed_in(home.officer)
    url = send(browser, ["dv-28", home.people["dv-28"].name, "", "", "khu-vuc-1", "", ""], unit="phuong-mot").headers[
        "Location"
    ]
    assert "ngoài phạm vi" in text_of(browser.get(url))
    elsewhere = send(browser, ["dv-92", "Ngô Thử", "", "", "khu-vuc-3", "", ""], unit="phuong-mot").headers["Location"]
    assert "Không có đơn vị" in text_of(browser.get(elsewhere))


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_of_the_dry_run_do_not_grow(rows, django_assert_num_queries):
    home = world()
    browser = signed_in(home.officer)
    lines = [[f"x-{number}", f"Ngô Thử {number}", "", "", "khu-vuc-1", "", ""] for number in range(rows)]
    url = send(browser, *lines).headers["Location"]
    browser.get(url)
    with django_assert_num_queries(8):
        assert "Ngô Thử 0" in text_of(browser.get(url))
