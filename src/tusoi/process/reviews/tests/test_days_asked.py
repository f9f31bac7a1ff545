"""The days that a procedure asks for a review stand on the meeting's page, and a meeting that sat fewer days says so."""

from datetime import date

import pytest
from django.urls import reverse
from tests.factories import follow, signed_in, world
from tests.meetings import plan

from tusoi.foundation.kernel.clock import at_noon
from tusoi.process.reviews.models import Meeting
from tusoi.process.reviews.presenters_days import days_asked
from tusoi.process.reviews.states import MeetingState

pytestmark = pytest.mark.django_db


def asked(home, *, collective, individual):
    """What the meeting of Phường Một asks when the base tier has these days."""
    tiers = home.campaign.rules.model_dump(mode="json")["tiers"]
    days = {"collective": collective, "individual": individual, "clause": "Hướng dẫn", "checked": False}
    follow(home.campaign, tiers=[tier | ({"days": days} if tier["code"] == "base" else {}) for tier in tiers])
    meeting = Meeting.objects.with_names().get(collective__code="dang-uy-mot")
    return days_asked(meeting, [item.subject for item in meeting.items.with_subjects()])


@pytest.fixture
def home():
    home = world()
    plan(home)
    return home


def test_one_day_where_two_are_asked(home):
    found = asked(home, collective=2, individual=0)
    assert found.words == "mỗi tập thể ít nhất 2 ngày"
    assert found.clause == "giả định của gói mẫu: Hướng dẫn"
    assert "hẹn ngày họp tiếp" in found.short
    page = reverse("reviews:meeting", args=[home.campaign.code, "hn-dang-uy-mot"])
    assert "mỗi tập thể ít nhất 2 ngày" in signed_in(home.secretary).get(page).text


def test_another_sitting_is_another_day(home):
    meeting = Meeting.objects.get(collective__code="dang-uy-mot")
    meeting.adjournments.create(
        at=at_noon(date(2012, 10, 8)), resumes_on=date(2012, 10, 9), reason="Chưa xong", present=3, convened=3
    )
    assert asked(home, collective=2, individual=0).short == ""


def test_what_asks_nothing_says_nothing(home):
    assert asked(home, collective=0, individual=0) is None
    meeting = Meeting.objects.with_names().get(collective__code="dang-uy-mot")
    follow(
        meeting.campaign,
        tiers=[tier | {"days": None} for tier in meeting.campaign.rules.model_dump(mode="json")["tiers"]],
    )
    assert days_asked(meeting, []) is None


def test_a_meeting_that_is_over_says_how_many_days_it_sat(home):
    asked(home, collective=2, individual=3)
    meeting = Meeting.objects.with_names().get(collective__code="dang-uy-mot")
    meeting.state = MeetingState.CONCLUDED
    found = days_asked(meeting, [item.subject for item in meeting.items.with_subjects()])
    assert found.words == "mỗi tập thể ít nhất 2 ngày; mỗi cá nhân ít nhất 3 ngày"
    assert found.short == "Hội nghị này họp 1 ngày."
