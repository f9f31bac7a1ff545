"""Inviting to a meeting: told once for a day, again after the day has moved; the file for a calendar."""

from datetime import date

import pytest
from django.urls import reverse
from tests.factories import at_noon, go_to, signed_in, world
from tests.meetings import opened, plan

from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.notices.models import Notice
from tusoi.process.reviews import actions
from tusoi.process.reviews.models import Meeting

pytestmark = pytest.mark.django_db
DAY = date(2012, 9, 1)
AT = at_noon(DAY)


def planned(w):
    return Meeting.objects.with_names().get(pk=plan(w).pk)


def test_who_has_an_account_is_told_once_and_again_when_the_day_moves():
    w = world()
    meeting = planned(w)
    told = actions.invite(meeting, by=w.secretary, at=AT)
    assert told == Notice.objects.filter(kind="reviews.invited").count() > 0
    assert {notice.due_on for notice in Notice.objects.all()} == {meeting.held_on}
    with pytest.raises(Refused, match="Đã gửi giấy mời"):
        actions.invite(meeting, by=w.secretary, at=AT)
    actions.reschedule(meeting, held_on=date(2012, 10, 9), by=w.secretary, at=AT)
    assert meeting.invited_on is None
    assert actions.invite(meeting, by=w.secretary, at=AT) == told
    assert Notice.objects.filter(kind="reviews.invited").count() == 2 * told


@pytest.mark.parametrize("who", ["viewer", "member", "secretary_two"])
def test_others_do_not_invite(who):
    w = world()
    with pytest.raises(Refused):
        actions.invite(planned(w), by=w.accounts[who], at=AT)


def test_after_the_opening_nobody_is_invited():
    w = world()
    with pytest.raises(Refused, match="đã khai mạc"):
        actions.invite(opened(w), by=None, at=AT)


def test_the_page_invites_and_gives_the_file_for_a_calendar():
    w = world()
    meeting = planned(w)
    go_to(DAY)
    client = signed_in(w.secretary)
    address = reverse("reviews:meeting", args=[w.campaign.code, meeting.code])
    page = client.post(f"{address}moi-hop/", follow=True).content.decode()
    assert "Đã gửi giấy mời ngày 01/09/2012" in page
    file = reverse("calendar:one", args=[w.campaign.code, "meeting", meeting.pk])
    assert file in page
    event = client.get(file).content.decode()
    assert "DTSTART;VALUE=DATE:20121008" in event
    assert event.count("BEGIN:VEVENT") == 1
    assert signed_in(w.viewer).get(file).status_code == 404
