"""What does not go together: said, never blocked."""

from datetime import date, time

import pytest
from django.urls import reverse
from tests.factories import signed_in, world
from tests.meetings import WARD_DAY, plan

from tusoi.process.campaigns.dates import Entry, EntryKind, Limit, Needed
from tusoi.web.calendar import views
from tusoi.web.calendar.clashes import clashes_of

MONDAY = date(2012, 10, 8)


def meeting(number=1, day=MONDAY, **more):
    words = {"about": f"Đảng ủy {number}", "needs": (Needed(7, "Trần Văn An", "chủ trì"),)} | more
    return Entry(EntryKind.MEETING, ("reviews.meeting", number), "Hội nghị", day, day, f"/hn/{number}/", **words)


def lesson(speaker, day=MONDAY, number=9):
    needs = (Needed(None, speaker, "báo cáo viên"),)
    return Entry(EntryKind.CLASS, ("d.class", number), "Lớp", day, day, "/lop/", about="Phường", needs=needs)


def texts(*entries):
    return [clash.text for clash in clashes_of(entries)]


def test_one_chair_of_two_meetings_on_a_day():
    (said,) = texts(meeting(1), meeting(2))
    assert "Trần Văn An cần có mặt ở nhiều nơi trong ngày 08/10/2012" in said
    assert "chủ trì, Hội nghị (Đảng ủy 1); chủ trì, Hội nghị (Đảng ủy 2)" in said


@pytest.mark.parametrize(
    "others",
    [
        [],
        [meeting(2, date(2012, 10, 9))],
        [meeting(2, needs=(Needed(8, "Trần Văn An", "chủ trì"),))],  # another of the same name
        [meeting(2, is_over=True)],
        [meeting(1, needs=(Needed(7, "Trần Văn An", "cấp trên dự"),))],  # the same meeting
    ],
)
def test_no_clash(others):
    assert texts(meeting(1), *others) == []


@pytest.mark.parametrize(
    ("first", "second", "is_mild"),
    [
        (time(7, 30), time(14, 0), True),
        (time(14, 0), time(7, 30), True),
        (time(7, 30), time(9, 0), False),
        (time(7, 30), time(7, 30), False),
        (time(7, 30), None, False),  # an hour that nobody set is no help
        (None, None, False),
    ],
)
def test_half_a_day_apart_is_milder(first, second, is_mild):
    (clash,) = clashes_of([meeting(1, starts_at=first), meeting(2, starts_at=second)])
    assert clash.is_mild == is_mild
    for hour in filter(None, (first, second)):
        assert f"{hour:%H:%M} chủ trì" in clash.text


def test_a_speaker_who_chairs_elsewhere_is_found_by_name():
    (said,) = texts(meeting(1), lesson("Đồng chí TRẦN VĂN AN, Bí thư Quận ủy"))
    assert "báo cáo viên, Lớp (Phường)" in said


def test_one_speaker_in_two_classes():
    assert len(texts(lesson("Lê Thị Bình"), lesson("lê thị bình", number=10))) == 1
    assert texts(lesson("Lê Thị Bình"), lesson("Lê Thị Bình", date(2012, 10, 9), 10)) == []


def test_a_holiday_of_the_lunar_year_and_a_weekend():
    tet = meeting(1, date(2012, 1, 24))
    (holiday,) = clashes_of([tet])
    assert "ngày nghỉ lễ: Mùng hai Tết Nguyên Đán" in holiday.text
    assert not holiday.is_mild
    (weekend,) = clashes_of([meeting(1, date(2012, 10, 7))])
    assert weekend.is_mild
    assert "cuối tuần" in weekend.text


def test_outside_its_tiers_window():
    limits = (Limit(date(2012, 10, 9), date(2012, 10, 31), "Cấp cơ sở"),)
    (said,) = texts(meeting(1, limits=limits))
    assert "nằm ngoài khoảng 09/10/2012 – 31/10/2012 của Cấp cơ sở" in said
    assert texts(meeting(1, date(2012, 10, 9), limits=limits)) == []


def test_what_is_over_is_not_remarked_and_mild_ones_come_last():
    assert texts(meeting(1, date(2012, 10, 7), is_over=True)) == []
    found = clashes_of([meeting(1, date(2012, 10, 7)), meeting(2), meeting(3)])
    assert [clash.is_mild for clash in found] == [False, True]


@pytest.mark.django_db
def test_both_pages_show_them_to_who_sees_the_meetings():
    home = world()
    plan(home)
    plan(home, "dang-uy-hai", WARD_DAY, attending_superior=home.people["dv-13"])
    name = home.people["dv-13"].name
    for who, seen in ((home.officer, True), (home.secretary, True), (home.secretary_two, False), (home.member, False)):
        for page in ("calendar:index", "calendar:clashes"):
            text = signed_in(who).get(reverse(page, args=[home.campaign.code])).text
            assert (f"{name} cần có mặt ở nhiều nơi" in text) == seen, (who, page)


@pytest.mark.django_db
def test_the_plan_page_asks_for_them():
    home = world()
    text = signed_in(home.officer).get(reverse("campaigns:index", args=[home.campaign.code])).text
    assert f'hx-get="{reverse("calendar:clashes", args=[home.campaign.code])}"' in text
    assert f'href="{reverse("calendar:index", args=[home.campaign.code])}"' in text


@pytest.mark.django_db
def test_the_plan_page_shows_a_few_and_leads_to_the_others(monkeypatch):
    monkeypatch.setattr(views, "FEW", 1)
    home = world()
    plan(home, day=date(2012, 10, 7))
    plan(home, "dang-uy-hai", date(2012, 10, 7), attending_superior=home.people["dv-13"])
    few = signed_in(home.officer).get(reverse("calendar:clashes", args=[home.campaign.code])).text
    assert few.count("<li") == 1
    assert "Xem cả 3 điểm ở trang Lịch" in few
    whole = signed_in(home.officer).get(reverse("calendar:index", args=[home.campaign.code])).text
    assert whole.split('id="vuong"')[1].split("</section>")[0].count("<li") == 3
