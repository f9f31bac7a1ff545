"""What a unit's own plan puts into the calendar, and a meeting outside the unit's own window."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories import signed_in, world
from tests.meetings import plan

from tusoi.foundation.kernel.clock import at_noon
from tusoi.process.campaigns import actions_plans as plans
from tusoi.process.campaigns.actions_plans import TaskLine
from tusoi.process.campaigns.dates import EntryKind
from tusoi.process.campaigns.models import UnitPlan
from tusoi.process.campaigns.rules import Window
from tusoi.process.steps import dates_of
from tusoi.web.calendar.clashes import clashes_of
from tusoi.web.calendar.feed import feed_of

pytestmark = pytest.mark.django_db
SENT, BY = date(2012, 4, 2), date(2012, 4, 10)
AT = at_noon(date(2012, 7, 29))
FIRST, LAST = date(2012, 10, 5), date(2012, 10, 9)


def sent(home, *codes):
    units = [home.unit(code) for code in codes]
    plans.send_plans(home.unit("quan"), units, acknowledge_by=BY, by=home.officer, at=at_noon(SENT))


def approved(home, who=None):
    """Phường Một's plan: five days of its own, one task of a named person."""
    sent(home, "phuong-mot")
    row = UnitPlan.objects.get(campaign_unit__code="phuong-mot")
    asked = {"by": home.secretary, "at": at_noon(SENT)}
    plans.acknowledge_plan(row, **asked)
    tasks = [
        TaskLine("Họp chuẩn bị", who=who, place="Hội trường", due_on=date(2012, 9, 20)),
        TaskLine("Không hẹn ngày"),
    ]
    plans.write_plan(row, [Window("base", FIRST, LAST)], tasks, note="", **asked)
    plans.submit_plan(row, **asked)
    plans.approve_plan(row, by=home.officer, at=at_noon(SENT))
    return row


def entries(home, account, *kinds):
    return [entry for entry in dates_of(home.campaign, account, AT) if entry.kind in kinds and entry.about]


def test_until_when_the_plan_is_acknowledged_is_the_units_own_matter():
    home = world()
    sent(home, "phuong-mot", "phuong-hai")
    (entry,) = entries(home, home.secretary, EntryKind.RECEIPT)
    assert (entry.title, entry.opens_on, entry.is_mine, entry.is_over) == ("Hạn tiếp nhận kế hoạch", BY, True, False)
    assert entries(home, home.officer, EntryKind.RECEIPT) == []
    plans.acknowledge_plan(UnitPlan.objects.get(campaign_unit__code="phuong-mot"), by=home.secretary, at=at_noon(SENT))
    assert entries(home, home.secretary, EntryKind.RECEIPT)[0].is_over


def test_an_approved_plan_gives_its_window_and_what_is_due():
    home = world()
    approved(home)
    (window,) = entries(home, home.secretary, EntryKind.WINDOW)
    assert (window.opens_on, window.closes_on, window.path) == (FIRST, LAST, home.unit("phuong-mot").path)
    (task,) = entries(home, home.secretary, EntryKind.TASK)
    assert (task.detail, task.place, task.opens_on) == ("Họp chuẩn bị", "Hội trường", date(2012, 9, 20))
    assert entries(home, home.secretary_two, EntryKind.WINDOW, EntryKind.TASK) == []
    page = signed_in(home.secretary).get(reverse("calendar:index", args=[home.campaign.code]) + "?xem=ca-dot").text
    assert "Việc trong kế hoạch" in page
    assert "Họp chuẩn bị" in page


def test_whoever_answers_for_a_task_has_it_too():
    home = world()
    person = home.member.person
    approved(home, who=person)
    assert [task.detail for task in entries(home, home.member, EntryKind.TASK)] == ["Họp chuẩn bị"]


def test_what_somebody_wrote_does_not_leave_the_machine():
    home = world()
    approved(home)
    feed = feed_of(home.secretary, at=AT, now=AT).decode()
    assert "Việc trong kế hoạch" in feed
    assert "Họp chuẩn bị" not in feed


def test_a_meeting_outside_the_units_own_window():
    home = world()
    approved(home)
    plan(home, day=date(2012, 10, 16))
    texts = [clash.text for clash in clashes_of(dates_of(home.campaign, home.officer, AT))]
    name = home.unit("phuong-mot").name
    assert [text for text in texts if "nằm ngoài khoảng" in text] == [
        f"Hội nghị kiểm điểm ({home.collectives['dang-uy-mot'].name}), ngày 16/10/2012, "
        f"nằm ngoài khoảng 05/10/2012 – 09/10/2012 của {name}"
    ]


def test_a_meeting_inside_it_and_one_of_a_unit_without_a_plan():
    home = world()
    approved(home)
    plan(home, day=date(2012, 10, 8))
    plan(home, "dang-uy-hai", date(2012, 10, 16))
    texts = [clash.text for clash in clashes_of(dates_of(home.campaign, home.officer, AT))]
    assert not any("nằm ngoài khoảng" in text for text in texts)


def test_one_and_several_plans_cost_the_same():
    home = world()
    approved(home)

    def queries():
        with CaptureQueriesContext(
            connection,
        ) as counted:
            dates_of(home.campaign, home.officer, AT)
        return len(counted)

    plan(home)
    one = queries()
    sent(home, "phuong-hai")
    plan(home, "dang-uy-hai", date(2012, 10, 16))
    assert queries() == one
