"""A digest a day for each person, by letter in a real SMTP conversation; over crashes, clock jumps, time zones, leap days."""

import email
from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.factories import go_to, signed_in, world
from tests.meetings import DUE, claimed, commitment

from tusoi.foundation.access.models import Account
from tusoi.foundation.kernel.clock import at_noon
from tusoi.foundation.notices import actions as outbox
from tusoi.foundation.notices.actions import CLAIM, send_due
from tusoi.foundation.notices.models import Notice
from tusoi.foundation.notices.states import MailState
from tusoi.foundation.notices.tests.smtp import Server
from tusoi.process.supervision import actions, actions_remind
from tusoi.process.supervision.actions_remind import DIGEST, remind_due, tell_all
from tusoi.process.supervision.models import Contact
from tusoi.process.supervision.presenters_board import sums_of
from tusoi.process.supervision.rules import local_day

pytestmark = pytest.mark.django_db
NOW = timezone.make_aware(datetime(2026, 1, 1, 9))


@pytest.fixture
def server(settings):
    with Server() as running:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = running.server_address
        settings.EMAIL_TIMEOUT = 5
        yield running


def on(days):
    return at_noon(DUE + timedelta(days))


def told():
    return sorted(Notice.objects.filter(kind=DIGEST.code).values_list("person__code", flat=True))


def with_mail(*accounts):
    for account in accounts:
        Account.objects.filter(pk=account.pk).update(email=f"{account.username}@vidu.vn")


# Who is told


def test_before_the_date_the_owner_after_it_the_supervisor_too_and_in_the_end_those_above():
    w = world()
    commitment(w)
    people = {"owner": "dv-13", "supervisor": "dv-10"}
    above = {w.leader.person.code, w.officer.person.code}
    remind_due(w.campaign, at=on(-7))
    assert told() == [people["owner"]]
    Notice.objects.all().delete()
    remind_due(w.campaign, at=on(1))
    assert told() == sorted(people.values())
    Notice.objects.all().delete()
    remind_due(w.campaign, at=on(14))
    assert set(told()) == set(people.values()) | above


def test_many_things_are_one_digest_a_day():
    w = world()
    first = commitment(w)
    for number in range(2, 6):
        commitment(w, issue=first.issue, code=f"ck-{number}")
    assert remind_due(w.campaign, at=on(-7)) == 5
    assert told() == ["dv-13"]
    assert remind_due(w.campaign, at=on(-7)) == 0
    remind_due(w.campaign, at=on(-3))
    assert told() == ["dv-13", "dv-13"]


def test_the_letter_says_nothing_of_what_was_promised(server):
    w = world()
    made = commitment(w)
    with_mail(w.secretary)
    remind_due(w.campaign, at=on(1))
    send_due(at=on(1), now=NOW)
    (recipient, raw) = server.letters[0]
    body = email.message_from_bytes(raw).get_payload(decode=True).decode()
    assert "secretary@vidu.vn" in recipient
    assert "/giam-sat/nhac-viec/" in body
    for words in (made.measure, made.shows, made.issue.title):
        assert words not in body


# Crashes


class Power(BaseException):
    """The machine goes off."""


def test_off_between_the_reminder_and_the_outbox_loses_nothing(monkeypatch):
    w = world()
    commitment(w)

    def off(*_args, **_words):
        raise Power

    with monkeypatch.context() as patched:
        patched.setattr(actions_remind, "tell_all", off)
        with pytest.raises(Power):
            remind_due(w.campaign, at=on(-7))
    assert (Contact.objects.count(), told()) == (1, [])
    assert remind_due(w.campaign, at=on(-6)) == 0  # another day, nothing new to remind of
    assert told() == ["dv-13"]
    assert tell_all(w.campaign, at=on(-6)) == 0


@pytest.mark.parametrize("moment", ["before sending", "after sending"])
@pytest.mark.parametrize("which", [0, 1, 2])
def test_off_in_the_middle_of_sending_loses_none_and_repeats_at_most_the_one_in_flight(
    server, monkeypatch, moment, which
):
    w = world()
    commitment(w)
    with_mail(w.secretary, w.supervisor, w.leader, w.officer)
    remind_due(w.campaign, at=on(14))
    number = Notice.objects.waiting().count()
    assert number == 4
    seen = iter(range(100))
    name = "letter" if moment == "before sending" else "_finish"
    real = getattr(outbox, name)

    def off(*args, **words):
        if next(seen) == which:
            raise Power
        return real(*args, **words)

    with monkeypatch.context() as patched:
        patched.setattr(outbox, name, off)
        with pytest.raises(Power):
            send_due(at=on(14), now=NOW)
    send_due(at=on(14), now=NOW)
    send_due(at=on(14), now=NOW + CLAIM)
    sent = Counter(email.message_from_bytes(raw)["Message-ID"] for _to, raw in server.letters)
    assert len(sent) == number
    assert sorted(sent.values()) == [1] * (number - 1) + [2 if moment == "after sending" else 1]
    assert set(Notice.objects.values_list("mail_state", flat=True)) == {MailState.SENT}


# Clocks


def test_a_clock_set_back_neither_repeats_nor_holds_up(server):
    w = world()
    commitment(w)
    with_mail(w.secretary)
    remind_due(w.campaign, at=on(-3))
    remind_due(w.campaign, at=on(-7))
    assert Contact.objects.count() == 1 + 1  # the earlier rule had not been used; nobody hears of the same rule twice
    assert remind_due(w.campaign, at=on(-3)) == 0
    Notice.objects.update(not_before=NOW + timedelta(days=400), mail_state=MailState.SENDING)  # claimed in a wrong year
    assert send_due(at=on(-3), now=NOW).sent == 2


def test_a_clock_that_jumps_ahead_reminds_once():
    w = world()
    commitment(w)
    assert remind_due(w.campaign, at=on(400)) == 1
    assert remind_due(w.campaign, at=on(401)) == 0


def test_the_day_is_the_offices_day_not_that_of_greenwich():
    w = world()
    commitment(w)
    evening = datetime(2012, 11, 12, 16, 59, tzinfo=UTC)  # 23:59 of the 12th
    assert remind_due(w.campaign, at=evening) == 0
    assert remind_due(w.campaign, at=evening + timedelta(minutes=1)) == 1  # 0:00 of the 13th, seven days before
    assert local_day(evening + timedelta(minutes=1)) == date(2012, 11, 13)


@pytest.mark.parametrize(
    ("due", "before"),
    [
        (date(2013, 3, 7), date(2013, 2, 28)),
        (date(2012, 11, 30), date(2012, 11, 23)),
        (date(2013, 2, 28), date(2013, 2, 21)),
        (date(2014, 3, 1), date(2014, 2, 22)),
    ],
)
def test_the_end_of_february(due, before):
    w = world()
    commitment(w, due_on=due)
    assert remind_due(w.campaign, at=at_noon(before - timedelta(1))) == 0
    assert remind_due(w.campaign, at=at_noon(before)) == 1
    assert remind_due(w.campaign, at=at_noon(due + timedelta(1))) == 1


@pytest.mark.parametrize(
    ("made", "due", "days"),
    [
        (date(2016, 2, 1), date(2016, 2, 29), ["22/02", "26/02", "01/03", "07/03", "14/03"]),
        (date(2015, 2, 1), date(2015, 2, 28), ["21/02", "25/02", "01/03", "07/03", "14/03"]),
        (date(2016, 2, 1), date(2016, 3, 1), ["23/02", "27/02", "02/03", "08/03", "15/03"]),
        (date(2015, 12, 1), date(2016, 1, 3), ["27/12", "31/12", "04/01", "10/01", "17/01"]),
        (date(2015, 3, 20), date(2015, 4, 30), ["23/04", "27/04", "01/05", "07/05", "14/05"]),
    ],
)
def test_days_are_counted_over_the_ends_of_months(made, due, days):
    w = world()
    commitment(w, due_on=due, at=at_noon(made))
    every = [made + timedelta(number) for number in range((due - made).days + 20)]
    assert [f"{day:%d/%m}" for day in every if remind_due(w.campaign, at=at_noon(day))] == days


def test_on_the_twenty_ninth_of_february_it_is_due_and_not_late():
    w = world()
    due = date(2016, 2, 29)
    made = commitment(w, due_on=due, at=at_noon(date(2016, 2, 1)))
    late = {day: sums_of(w.campaign, account=w.officer, at=at_noon(day)).figure.late for day in (due, date(2016, 3, 1))}
    assert late == {due: 0, date(2016, 3, 1): 1}
    actions.postpone(made, due_on=date(2017, 2, 28), reason="Chờ kinh phí", by=w.supervisor, at=at_noon(due))
    assert remind_due(w.campaign, at=at_noon(date(2017, 2, 21))) == 1


def test_it_is_late_from_the_offices_midnight_not_that_of_greenwich():
    w = world()
    commitment(w)
    before, after = (datetime(2012, 11, 20, hour, 30, tzinfo=UTC) for hour in (16, 17))  # 23:30, and 0:30 of the 21st
    assert [sums_of(w.campaign, account=w.officer, at=at).figure.late for at in (before, after)] == [0, 1]


def test_a_leap_day_is_a_day(settings):
    """Due on 7 March of a leap year: seven days before is 29 February."""
    w = world()
    made = commitment(w)
    type(made).objects.filter(pk=made.pk).update(due_on=date(2016, 3, 7))
    assert remind_due(w.campaign, at=at_noon(date(2016, 2, 28))) == 0
    assert remind_due(w.campaign, at=at_noon(date(2016, 2, 29))) == 1


@pytest.mark.parametrize(
    ("hours", "hour", "quiet"),
    [((21, 6), 20, 0), ((21, 6), 21, 1), ((21, 6), 5, 1), ((21, 6), 6, 0), ((12, 13), 12, 1), ((12, 13), 13, 0), (None, 3, 0)],
)  # fmt: skip
def test_at_night_letters_wait(server, settings, hours, hour, quiet):
    settings.QUIET_HOURS = hours
    w = world()
    commitment(w)
    with_mail(w.secretary)
    remind_due(w.campaign, at=on(-7))
    sent = send_due(at=on(-7), now=timezone.make_aware(datetime(2026, 1, 1, hour)))
    assert sent.sent == 1 - quiet
    assert Notice.objects.waiting().count() == quiet


# The page


def test_the_page_lists_for_each_what_is_theirs_and_for_the_unit_those_without_mail():
    w = world()
    made = commitment(w)
    where = reverse("supervision:reminders", args=[w.campaign.code])
    go_to(DUE + timedelta(2))
    assert made.measure in signed_in(w.secretary).get(where).text
    assert "tôi giám sát" in signed_in(w.supervisor).get(where).text
    assert made.measure not in signed_in(w.leader).get(where).text  # not yet long overdue
    paper = {"don-vi": made.campaign_unit.code}
    assert made.measure in signed_in(w.leader).get(where, paper).text
    with_mail(w.secretary)
    assert "không cần in" in signed_in(w.leader).get(where, paper).text
    assert made.measure not in signed_in(w.secretary_two).get(where, paper).text
    go_to(DUE + timedelta(14))
    assert "đã báo lên" in signed_in(w.leader).get(where).text


def test_who_has_claimed_is_on_no_list():
    w = world()
    made = claimed(w)
    go_to(DUE + timedelta(2))
    where = reverse("supervision:reminders", args=[w.campaign.code])
    assert made.measure not in signed_in(w.secretary).get(where).text
    actions.return_claim(made, note="Thiếu", by=None, at=on(2))
    assert made.measure in signed_in(w.secretary).get(where).text
