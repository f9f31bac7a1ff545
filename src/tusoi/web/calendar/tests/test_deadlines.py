"""A deadline of the procedure is a day of the campaign: told on the plan, before opening, in the calendar, of a meeting."""

from datetime import date

import pytest
from django.urls import reverse
from tests.factories import follow, signed_in, world
from tests.meetings import plan

from tusoi.foundation.kernel.clock import at_noon
from tusoi.process.campaigns.dates import EntryKind
from tusoi.process.campaigns.deadlines import deadlines_of, next_day
from tusoi.process.campaigns.readiness import readiness
from tusoi.process.steps import dates_of
from tusoi.web.calendar.clashes import clashes_of

pytestmark = pytest.mark.django_db
AT = at_noon(date(2012, 7, 29))
RULE = {"name": "Kiểm điểm xong", "tier": "base", "by": "20/10", "clause": "Hướng dẫn", "checked": False}


@pytest.fixture
def home():
    home = world()
    follow(home.campaign, deadlines=[RULE])
    return home


@pytest.mark.parametrize(
    ("by", "since", "day"),
    [
        ("31/12", date(2012, 10, 1), date(2012, 12, 31)),
        ("15/01", date(2012, 10, 1), date(2013, 1, 15)),
        ("01/10", date(2012, 10, 1), date(2012, 10, 1)),
        ("29/02", date(2013, 1, 1), date(2013, 2, 28)),
    ],
)
def test_the_first_such_day_from_the_beginning_on(by, since, day):
    assert next_day(by, since) == day


def test_it_stands_in_the_calendar_for_everybody_and_is_ones_own_for_the_tier(home):
    def found(account):
        return [entry for entry in dates_of(home.campaign, account, AT) if entry.kind == EntryKind.DEADLINE]

    (entry,) = found(home.member)
    assert (entry.title, entry.about, entry.opens_on) == ("Kiểm điểm xong", home.tiers["base"].name, date(2012, 10, 20))
    assert not entry.is_mine
    assert found(home.secretary)[0].is_mine


def test_the_plan_says_it_and_that_the_window_runs_on(home):
    text = signed_in(home.member).get(reverse("campaigns:index", args=[home.campaign.code])).text
    assert "Kiểm điểm xong: trước hết ngày 20/10/2012." in text
    assert "giả định của gói mẫu: Hướng dẫn" in text
    assert "kéo dài quá hạn ấy" in text


def test_a_window_that_runs_on_is_remarked_before_opening_and_in_the_calendar(home):
    said = [point.text for point in readiness(home.campaign, home.campaign.rules, at=AT).points]
    assert any("kéo dài đến 31/10/2012, sau hạn 20/10/2012 của quy trình: Kiểm điểm xong" in text for text in said)
    clashes = [clash.text for clash in clashes_of(dates_of(home.campaign, home.officer, AT))]
    assert any("kéo dài đến 31/10/2012, sau hạn 20/10/2012" in text for text in clashes)


def test_a_window_that_ends_in_time_is_no_matter(home):
    follow(home.campaign, deadlines=[RULE | {"by": "31/10"}])
    (due,) = deadlines_of(home.campaign.rules, home.campaign.tiers.all())
    assert not due.is_passed_by_window
    assert not any("sau hạn" in clash.text for clash in clashes_of(dates_of(home.campaign, home.officer, AT)))


def test_a_meeting_after_the_deadline_is_remarked(home):
    plan(home, day=date(2012, 10, 22))
    texts = [clash.text for clash in clashes_of(dates_of(home.campaign, home.officer, AT))]
    assert any("ngày 22/10/2012, sau hạn 20/10/2012 của quy trình: Kiểm điểm xong" in text for text in texts)
