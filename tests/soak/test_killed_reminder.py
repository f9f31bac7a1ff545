"""kill -9 of `tusoi remind` at seeded moments, with a real mail conversation: no letter is lost, at most the one in flight repeats.

Between a kill and the next run the clocks do what clocks do: ten minutes pass, or the office's day and the machine's clock
leap ahead, or back. Two seeds with one kill each belong to every run of the tests, thirty to the long ones.
"""

import email
import random
import signal
import time
from collections import Counter
from datetime import timedelta

import pytest
from django.db.models import Count, F
from django.utils import timezone

from tests.factories import world
from tests.meetings import DUE, commitment
from tests.soak.processes import run
from tusoi.foundation.access.models import Account
from tusoi.foundation.kernel.models import OfficeDay
from tusoi.foundation.notices.actions import CLAIM
from tusoi.foundation.notices.mail import message_id
from tusoi.foundation.notices.models import Notice
from tusoi.foundation.notices.states import MailState
from tusoi.foundation.notices.tests.smtp import Server
from tusoi.process.supervision.models import Contact

pytestmark = pytest.mark.django_db(transaction=True)
OWNERS = ("dv-13", "dv-14", "dv-16")
PAUSE = 0.05  # how long the mail server thinks before and after it keeps a letter
FIRST = DUE + timedelta(14)  # overdue so long that it climbs: six people hear of it


@pytest.fixture
def server(monkeypatch):
    with Server() as running:
        running.pause = PAUSE
        host, port = running.server_address
        monkeypatch.setenv("TUSOI_EMAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend")
        monkeypatch.setenv("TUSOI_EMAIL_HOST", host)
        monkeypatch.setenv("TUSOI_EMAIL_PORT", str(port))
        yield running


def overdue():
    w = world()
    first = commitment(w)
    for number, owner in enumerate(OWNERS[1:], start=2):
        commitment(w, first.issue, f"ck-{number}", owner=w.people[owner])
    for account in (w.secretary, w.committee_member, w.member, w.supervisor, w.leader, w.officer):
        Account.objects.filter(pk=account.pk).update(email=f"{account.username}@vidu.vn")
    set_day(FIRST)
    return w


def set_day(day):
    """The office's clock, also backwards, as a machine's clock goes."""
    OfficeDay.objects.update_or_create(pk=1, defaults={"day": day})


def killed(server, chance):
    """One run, killed: when the first reminders are written, or at a letter. Whether it was still running."""
    process = run("tusoi", "remind")
    letters, wanted = len(server.letters), chance.randrange(4)
    end = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < end:
        if len(server.letters) - letters >= wanted and (wanted or Contact.objects.exists()):
            break
        time.sleep(0.005)
    time.sleep(chance.uniform(0, 2 * PAUSE))
    process.kill()
    said, _none = process.communicate(timeout=30)
    assert process.returncode in (0, -signal.SIGKILL), said
    return process.returncode != 0


def clocks(chance):
    """What the clocks do before the next run."""
    sending = Notice.objects.filter(mail_state=MailState.SENDING)
    day = OfficeDay.objects.get(pk=1).day
    what = chance.choice(["minutes", "ahead", "back"])
    if what == "back":  # the claim of the dead process now lies far ahead
        sending.update(not_before=timezone.now() + timedelta(days=400))
        set_day(day - timedelta(chance.randrange(1, 12)))
    else:
        sending.update(not_before=F("not_before") - CLAIM)
        if what == "ahead":
            set_day(day + timedelta(chance.randrange(1, 400)))


def survive(server, seed, kills):
    chance = random.Random(seed)
    overdue()
    in_flight = 0
    for _kill in range(kills):
        in_flight += killed(server, chance)
        clocks(chance)
    last = run("tusoi", "remind")
    said, _none = last.communicate(timeout=60)
    assert last.returncode == 0, said
    again = Counter(email.message_from_bytes(raw)["Message-ID"] for _to, raw in server.letters)
    notices = list(Notice.objects.all())
    assert {notice.mail_state for notice in notices} == {MailState.SENT}
    assert set(again) == {message_id(notice) for notice in notices}, "a letter was lost"
    assert sum(again.values()) - len(again) <= in_flight, "more than the one in flight was repeated"
    reminders = Contact.objects.exclude(rule="")
    assert not reminders.filter(is_told=False).exists()
    rules = reminders.values("commitment", "rule").annotate(n=Count("pk"))
    assert all(row["n"] == 1 for row in rules)
    told = set(Notice.objects.values_list("person", flat=True))
    assert told >= set(reminders.values_list("commitment__owner", flat=True))
    assert len(told) == 6


@pytest.mark.parametrize("seed", [5, 11])
def test_killed_it_loses_nothing(server, seed):
    survive(server, seed, kills=1)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(100, 130))
def test_killed_five_times_it_loses_nothing(server, seed):
    survive(server, seed, kills=5)
