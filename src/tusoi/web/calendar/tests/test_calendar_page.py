"""The calendar of a campaign: what stands in it for whom, the month, the list, the filters."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from tests.factories import freeze_roll, held_class, open_round, prepared_round, signed_in, world
from tests.meetings import MADE, WARD_DAY, answered_issue, commitment, plan

from tusoi.foundation.kernel.clock import at_noon
from tusoi.foundation.kernel.days_off import days_from
from tusoi.process.campaigns.actions import acknowledge, register_guidance
from tusoi.process.campaigns.dates import Entry, EntryKind
from tusoi.process.dissemination.actions import plan_class
from tusoi.process.dissemination.states import Audience
from tusoi.process.reports.tests.cast import started
from tusoi.process.steps import dates_of
from tusoi.process.supervision.actions_watch import drop_visit, plan_visit
from tusoi.web.calendar.presenters import Filters, page_of, weeks_of

pytestmark = pytest.mark.django_db
AT = at_noon(date(2012, 7, 29))


def url(home, query=""):
    return reverse("calendar:index", args=[home.campaign.code]) + query


def kinds(home, account, at=AT):
    return [entry.kind for entry in dates_of(home.campaign, account, at)]


def entries(home, account, kind, at=AT):
    return [entry for entry in dates_of(home.campaign, account, at) if entry.kind == kind]


def guidance(home, symbol="03-HD", **more):
    return register_guidance(
        home.campaign,
        kind="guidance",
        symbol=symbol,
        issuer="Ban Tổ chức",
        issued_on=date(2012, 3, 22),
        to_acknowledge=True,
        acknowledge_by=date(2012, 8, 10),
        by=home.officer,
        at=AT,
        **({"subject_line": "Hướng dẫn"} | more),
    )


def test_windows_are_for_everybody_and_ones_own_are_marked():
    home = world()
    windows = entries(home, home.member, EntryKind.WINDOW)
    assert [(entry.opens_on, entry.closes_on) for entry in windows] == [
        (date(2012, 8, 1), date(2012, 8, 31)),
        (date(2012, 8, 1), date(2012, 9, 30)),
        (date(2012, 10, 1), date(2012, 10, 31)),
    ]
    assert not any(entry.is_mine for entry in windows)
    own = {entry.title for entry in entries(home, home.secretary, EntryKind.WINDOW) if entry.is_mine}
    assert own == {home.tiers["base"].name}


def test_until_when_a_document_is_acknowledged_and_no_number_of_a_classified_one():
    home = world()
    guidance(home)
    guidance(home, "MẬT-01", is_classified=True, subject_line="")
    titles = {entry.title: entry.is_mine for entry in entries(home, home.secretary, EntryKind.RECEIPT)}
    assert titles == {"Hạn tiếp nhận 03-HD": True, "Hạn tiếp nhận một văn bản mật": True}
    assert not any(entry.is_mine for entry in entries(home, home.viewer, EntryKind.RECEIPT))


def test_what_ones_unit_has_acknowledged_is_over_for_it_alone():
    home = world()
    document = guidance(home)
    acknowledge(document, home.unit("phuong-mot"), by=home.secretary, at=AT)
    for who, over in ((home.secretary, True), (home.secretary_two, False), (home.viewer, False)):
        assert [entry.is_over for entry in entries(home, who, EntryKind.RECEIPT)] == [over], who.username


def test_a_class_is_ones_own_where_one_holds_it():
    home = world()
    freeze_roll(home)
    held_class(home, ["dv-16"])
    assert [entry.is_mine for entry in entries(home, home.secretary, EntryKind.CLASS)] == [True]
    assert [entry.is_mine for entry in entries(home, home.viewer, EntryKind.CLASS)] == [False]
    assert entries(home, home.secretary_two, EntryKind.CLASS) == []  # another ward's figures are not theirs


def test_a_round_shows_two_days_and_neither_its_title_nor_about_whom():
    home = world()
    open_round(home)
    rounds = entries(home, home.member, EntryKind.ROUND)
    assert [(entry.title, entry.opens_on) for entry in rounds] == [
        ("Bắt đầu nhận phiếu góp ý", date(2012, 6, 1)),
        ("Hết hạn nhận phiếu góp ý", date(2012, 7, 20)),
    ]
    assert all("Thường vụ" not in f"{entry.title} {entry.about}" for entry in rounds)
    assert len({entry.key for entry in rounds}) == 2


def test_a_round_in_preparation_is_for_those_who_prepare_it():
    home = world()
    prepared_round(home)
    assert entries(home, home.member, EntryKind.ROUND) == []
    assert len(entries(home, home.officer, EntryKind.ROUND)) == 2
    assert all(entry.is_mine for entry in entries(home, home.counter_one, EntryKind.ROUND))


def test_a_report_is_due_for_its_own_and_as_a_day_of_the_unit_for_others():
    home = world()
    for code in ("phuong-mot", "phuong-mot-1", "phuong-mot-2"):
        started(home, code)
    due = entries(home, home.committee_member, EntryKind.REPORT)
    own = sorted((entry.title, entry.about) for entry in due if entry.is_mine)
    assert own == [("Hạn nộp báo cáo kiểm điểm", "Đảng ủy phường Một"), ("Hạn nộp bản tự kiểm điểm", "")]
    seen = entries(home, home.officer, EntryKind.REPORT)
    assert [(entry.about, entry.is_mine) for entry in seen] == [("Phường Một", False)]


def test_an_individuals_report_is_no_date_for_who_may_not_read_about_them():
    home = world()
    started(home, "phuong-mot-2")
    assert entries(home, home.member, EntryKind.REPORT) == []
    assert entries(home, home.viewer, EntryKind.REPORT) == []
    assert len(entries(home, home.officer, EntryKind.REPORT)) == 1


def test_until_when_one_answers_is_ones_own_alone():
    home = world()
    answered_issue(home, "phuong-mot-1", code="ca-nhan", title="Ít dự sinh hoạt")
    own = entries(home, home.secretary, EntryKind.ANSWER)
    assert [(entry.is_over, entry.is_mine) for entry in own] in ([], [(True, True)])
    assert entries(home, home.officer, EntryKind.ANSWER) == []
    assert all("sinh hoạt" not in entry.title + entry.about for entry in own)


def test_a_meeting_is_for_who_may_see_it():
    home = world()
    plan(home)
    for who, seen in ((home.secretary, True), (home.officer, False)):
        assert [entry.is_mine for entry in entries(home, who, EntryKind.MEETING)] == [seen]
    for who in (home.member, home.viewer, home.secretary_two):
        assert entries(home, who, EntryKind.MEETING) == []


def test_the_month_shows_bands_days_off_and_today():
    home = world()
    page = page_of(home.campaign, Filters(month="2012-09"), account=home.officer, at=at_noon(date(2012, 9, 2)))
    first = page.weeks[0]
    assert [day.day.isoformat() for day in first.days][::6] == ["2012-08-27", "2012-09-02"]
    assert first.days[6].is_today
    assert "Quốc khánh" in first.days[6].holiday
    assert [(band.before, band.length, band.after) for band in first.bands] == [(0, 5, 2), (0, 7, 0)]
    assert all(band.before + band.length + band.after == 7 for week in page.weeks for band in week.bands)


@given(
    st.dates(date(1999, 1, 1), date(2050, 12, 1)),
    st.lists(st.tuples(st.integers(-60, 60), st.integers(1, 90)), max_size=5),
)
def test_every_day_of_a_span_lies_under_its_bands_and_no_other(day, spans):
    month = day.replace(day=1)
    windows = []
    for number, (offset, length) in enumerate(spans):
        first = month + timedelta(days=offset)
        last = first + timedelta(days=length)
        windows.append(Entry(EntryKind.WINDOW, ("tier", number), f"Cấp {number}", first, last, "/"))
    weeks = weeks_of(month, windows, day)
    assert [one.day for week in weeks for one in week.days if one.in_month] == days_from(
        month, (month.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    )
    for window in windows:
        under = [
            one.day
            for week in weeks
            for band in week.bands
            if band.entry == window
            for one in week.days[band.before : band.before + band.length]
        ]
        shown = [one.day for week in weeks for one in week.days]
        assert under == [one for one in shown if window.opens_on <= one <= window.closes_on]
        assert sum(band.begins for week in weeks for band in week.bands if band.entry == window) <= 1


@pytest.mark.parametrize(
    ("asked", "on", "month"),
    [
        ("", date(2012, 7, 29), "2012-07"),
        ("", date(2014, 1, 1), "2012-12"),
        ("", date(2011, 1, 1), "2012-03"),
        ("2012-08", date(2012, 7, 29), "2012-08"),
        ("2012-13", date(2012, 7, 29), "2012-07"),
        ("9999-12", date(2012, 7, 29), "2012-07"),
        ("0001-01", date(2012, 7, 29), "2012-07"),
        ("'", date(2012, 7, 29), "2012-07"),
    ],
)
def test_the_month_asked_for_or_the_nearest(asked, on, month):
    home = world(today=date(2012, 7, 29))
    page = page_of(home.campaign, Filters(month=asked), account=home.officer, at=at_noon(on))
    assert f"{page.month:%Y-%m}" == month


def test_the_page_has_the_month_and_the_list():
    home = world()
    plan(home)
    text = signed_in(home.secretary).get(url(home, "?thang=2012-10")).text
    assert text.count("Hội nghị kiểm điểm</a>") == 2  # once in the month, once in the list for a phone
    assert "Tháng 10/2012" in text
    assert "của đồng chí" in text
    assert "Trần Thử" not in text.split("<main")[1]
    listed = signed_in(home.secretary).get(url(home, "?xem=danh-sach&thang=2012-10")).text
    assert 'class="month"' not in listed
    assert "08/10/2012" in listed


def test_filters_stand_in_the_address():
    home = world()
    plan(home)
    plan(home, "dang-uy-hai")
    client = signed_in(home.officer)
    one = client.get(url(home, "?xem=ca-dot&don-vi=phuong-mot")).text
    assert "Đảng ủy phường Một" in one
    assert "Đảng ủy phường Hai" not in one
    mine = signed_in(home.secretary).get(url(home, "?xem=ca-dot&cua-toi=1")).text
    assert home.tiers["base"].name in mine
    assert home.tiers["standing-board"].name not in mine
    assert "don-vi=phuong-mot" in client.get(url(home, "?don-vi=phuong-mot&thang=2012-10")).text.split("Tháng trước")[0]


def test_what_is_not_for_one_is_not_there():
    home = world()
    assert signed_in(home.stranger).get(url(home)).status_code == 404
    assert signed_in(home.administrator).get(url(home)).status_code == 404


def test_many_of_one_day_stand_together():
    home = world()
    for code in ("phuong-mot", "phuong-hai", "van-phong", "btv"):
        started(home, code)
    due = {report.due_on for report in home.campaign.reports.all()}
    if len(due) == 1:
        text = signed_in(home.officer).get(url(home, "?xem=ca-dot")).text
        assert "<summary>Hạn nộp báo cáo kiểm điểm" in text


def classes(home, count):
    for number in range(home.campaign.classes.count(), count):
        plan_class(
            home.campaign,
            code=f"lop-{number}",
            organiser=home.unit("phuong-mot"),
            audience=Audience.MEMBERS,
            title=f"Lớp số {number}",
            place="",
            held_on=date(2012, 8, 2 + number),
            by=home.officer,
            at=AT,
        )


def test_queries_do_not_grow():
    home = world()
    counts = []
    for rows in (1, 3):
        classes(home, rows)
        for code in ("dang-uy-mot", "dang-uy-hai", "ban-thuong-vu")[: rows - home.campaign.meetings.count()]:
            if not home.campaign.meetings.filter(code=f"hn-{code}").exists():
                plan(home, code, home.subjects["btv"].tier.opens_on if code == "ban-thuong-vu" else WARD_DAY)
        client = signed_in(home.officer)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url(home)).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_planned_checks_stand_in_the_calendar_without_what_is_looked_at():
    home = world()
    made = commitment(home)
    day = made.due_on
    words = {"visitor": home.people["dv-10"], "planned_on": day, "purpose": "Xem sổ công văn"}
    visit = plan_visit(made.campaign_unit, **words, by=home.officer, at=MADE)
    (entry,) = entries(home, home.supervisor, EntryKind.VISIT)
    assert (entry.opens_on, entry.is_mine, entry.is_over) == (day, True, False)
    assert "sổ công văn" not in f"{entry.title} {entry.about} {entry.place}"
    assert [one.is_mine for one in entries(home, home.secretary, EntryKind.VISIT)] == [False]
    assert entries(home, home.member, EntryKind.VISIT) == []
    page = signed_in(home.supervisor).get(url(home, f"?thang={day:%Y-%m}")).text
    assert "Kiểm tra tại chỗ" in page
    drop_visit(visit, reason="Bão", by=home.officer, at=MADE)
    assert entries(home, home.supervisor, EntryKind.VISIT) == []
