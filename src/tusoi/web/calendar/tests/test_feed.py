"""The feed of an account's dates: valid iCalendar, what that account may see at that moment, no names, no words."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from icalendar import Calendar
from tests.factories import draft_campaign, go_to, open_round, signed_in, world
from tests.meetings import commitment, plan

from tusoi.foundation.access.actions import hash_of
from tusoi.foundation.journal.models import Entry as JournalEntry
from tusoi.foundation.kernel.clock import at_noon
from tusoi.process.campaigns.models import Campaign
from tusoi.process.reports.tests.cast import started
from tusoi.process.reviews.actions import reschedule
from tusoi.process.supervision.models import Commitment
from tusoi.web.calendar import actions
from tusoi.web.calendar.feed import feed_of
from tusoi.web.calendar.models import CalendarKey

pytestmark = pytest.mark.django_db
AT = at_noon(date(2012, 7, 29))
NOW = datetime(2026, 5, 4, 3, 2, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _nobody_read_before():
    cache.clear()


def read(account, at=AT):
    return Calendar.from_ical(feed_of(account, at=at, now=NOW))


def events(account, at=AT):
    return {str(event["uid"]): event for event in read(account, at).walk("VEVENT")}


def url(token):
    return reverse("calendar:feed", args=[token])


def test_the_calendar_is_valid_and_says_its_zone():
    home = world()
    raw = feed_of(home.officer, at=AT, now=NOW)
    assert raw.startswith(b"BEGIN:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    calendar = Calendar.from_ical(raw)
    assert calendar["version"] == "2.0"
    assert calendar["method"] == "PUBLISH"
    assert calendar["x-wr-timezone"] == "Asia/Ho_Chi_Minh"
    assert not calendar.errors
    assert all(not event.errors for event in calendar.walk("VEVENT"))


def test_days_are_whole_and_the_end_is_the_day_after():
    home = world()
    meeting = plan(home)
    window = next(e for uid, e in events(home.secretary).items() if uid.startswith("campaigns.tierwindow"))
    assert (window["dtstart"].dt, window["dtend"].dt) == (date(2012, 8, 1), date(2012, 9, 1))
    assert window["dtstart"].params["VALUE"] == "DATE"
    event = events(home.secretary)[f"reviews.meeting.{meeting.pk}.nq-tw4@127.0.0.1"]
    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2012, 10, 8), date(2012, 10, 9))
    assert event["dtstamp"].dt == NOW  # the clock, whatever the office's day is
    assert str(event["summary"]) == "Hội nghị kiểm điểm: Đảng ủy phường Một"
    assert str(event["location"]) == "Hội trường"
    assert str(event["url"]).startswith("http://127.0.0.1:8000/dot/nq-tw4/")


def test_a_moved_meeting_keeps_its_uid_and_its_sequence_grows():
    home = world()
    meeting = plan(home)
    uid = f"reviews.meeting.{meeting.pk}.nq-tw4@127.0.0.1"
    before = events(home.secretary)[uid]
    assert events(home.secretary)[uid]["sequence"] == before["sequence"]
    reschedule(meeting, held_on=date(2012, 10, 15), by=home.officer, at=AT)
    after = events(home.secretary)[uid]
    assert after["dtstart"].dt == date(2012, 10, 15)
    assert after["sequence"] > before["sequence"]


def test_uids_are_one_each():
    home = world()
    open_round(home)
    plan(home)
    for code in ("phuong-mot", "phuong-mot-1", "phuong-mot-2", "btv"):
        started(home, code)
    for who in (home.officer, home.secretary, home.committee_member):
        found = [str(event["uid"]) for event in read(who).walk("VEVENT")]
        assert len(found) == len(set(found)) > 3


def test_no_name_of_a_person_and_no_title_of_a_round_leaves_the_machine():
    home = world()
    open_round(home)
    plan(home, attending_superior=home.people["dv-03"])
    for code in ("phuong-mot", "phuong-mot-1", "phuong-mot-2"):
        started(home, code)
    for account in home.accounts.values():
        text = "".join(f"{key}{value}" for event in read(account).walk("VEVENT") for key, value in event.items())
        assert "Trần Thử" not in text
        assert "Góp ý cho" not in text


def test_only_what_the_account_sees_at_that_moment():
    home = world()
    meeting = plan(home)
    draft_campaign(home)
    name = f"reviews.meeting.{meeting.pk}.nq-tw4@127.0.0.1"
    assert name in events(home.officer)
    assert name not in events(home.member)
    assert events(home.stranger) == {}
    home.officer.grants.update(until=date(2012, 8, 1))
    assert name in events(home.officer, AT)
    officer = type(home.officer).objects.get(pk=home.officer.pk)  # another request: grants are read anew
    assert name not in events(officer, at_noon(date(2012, 8, 1)))


def test_of_a_closed_campaign_what_is_promised_stays():
    home = world()
    made = commitment(home)
    assert len(events(home.secretary)) > 1
    Campaign.objects.update(state="closed")
    assert list(events(home.secretary)) == [f"supervision.commitment.{made.pk}.nq-tw4@127.0.0.1"]
    Commitment.objects.update(state="verified", verified_on=made.due_on)
    assert events(home.officer) == {}


def test_the_address_reads_without_a_session_and_sets_none():
    home = world()
    token = actions.renew_key(by=home.secretary, at=AT)
    go_to(date(2012, 7, 29))
    reply = Client().get(url(token))
    assert reply.status_code == 200
    assert reply.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert reply.headers["Cache-Control"] == "private, no-store"
    assert not reply.cookies
    stamp = next(iter(Calendar.from_ical(reply.content).walk("VEVENT")))["dtstamp"].dt
    assert abs(datetime.now(UTC) - stamp) < timedelta(minutes=5)
    assert Client().post(url(token)).status_code == 405


def test_only_the_hash_is_kept():
    home = world()
    token = actions.renew_key(by=home.secretary, at=AT)
    key = CalendarKey.objects.get()
    assert key.token_hash == hash_of(token)
    assert token not in str(JournalEntry.objects.values_list("facts", flat=True))
    assert len(token) >= 40


def test_a_renewed_address_kills_the_old_one_and_an_ended_one_reads_nothing():
    home = world()
    first, second = actions.renew_key(by=home.secretary, at=AT), actions.renew_key(by=home.secretary, at=AT)
    assert [Client().get(url(token)).status_code for token in (first, second)] == [404, 200]
    assert actions.end_key(by=home.secretary, at=AT)
    assert not actions.end_key(by=home.secretary, at=AT)
    assert Client().get(url(second)).status_code == 404
    assert CalendarKey.objects.count() == 2  # nothing is deleted


def test_a_closed_account_and_a_wrong_address_are_not_there():
    home = world()
    token = actions.renew_key(by=home.secretary, at=AT)
    assert Client().get(url(token[:-1])).status_code == 404
    home.secretary.is_active = False
    home.secretary.save()
    assert Client().get(url(token)).status_code == 404


def test_reading_too_often_is_put_off_and_the_log_does_not_say_whose(monkeypatch, caplog):
    monkeypatch.setattr(actions, "PER_HOUR", 2)
    home = world()
    token = actions.renew_key(by=home.secretary, at=AT)
    assert [Client().get(url(token)).status_code for _n in range(3)] == [200, 200, 429]
    assert token not in caplog.text
    other = actions.renew_key(by=home.officer, at=AT)
    assert Client().get(url(other)).status_code == 200


def test_the_page_makes_an_address_and_shows_it_once():
    home = world()
    client = signed_in(home.member)
    page = reverse("calendar:address")
    assert "Chưa có địa chỉ nào" in client.get(page).text
    made = client.post(reverse("calendar:renew"))
    token = made.text.split("/lich-rieng/")[1].split(".ics")[0]
    assert Client().get(url(token)).status_code == 200
    again = client.get(page).text
    assert token not in again
    assert "Đang dùng một địa chỉ" in again
    assert client.get(reverse("calendar:renew")).status_code == 405
    assert client.post(reverse("calendar:end"), follow=True).text.count("Chưa có địa chỉ nào") == 1
    assert Client().get(page).status_code == 302
