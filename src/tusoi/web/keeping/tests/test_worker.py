"""The worker: it seals, folds and sends; one chore that fails does not stop the others; it ends when it is told to."""

import os
import signal
import threading
from datetime import timedelta

import pytest
from click.testing import CliRunner
from django.core import mail
from tests.factories import draft_campaign, freeze_roll, go_to, held_class, world
from tests.meetings import DUE, commitment

from tusoi.foundation.journal.actions import first_broken
from tusoi.foundation.journal.models import Entry
from tusoi.foundation.kernel.clock import at_noon
from tusoi.foundation.notices.actions import queue
from tusoi.foundation.notices.kinds import NoticeKind
from tusoi.foundation.tally.models import Delta
from tusoi.web.keeping import worker
from tusoi.web.keeping.commands.worker import command

pytestmark = pytest.mark.django_db
LETTER = NoticeKind("test.letter", "Có việc cần làm", by_mail=True)


@pytest.fixture(autouse=True)
def no_day_yet(monkeypatch):
    """As a worker that has just begun: what another test's worker did that day does not count."""
    monkeypatch.setattr(worker, "_reminded", set())


def much_to_do():
    """A world with entries to seal, deltas to fold and a letter to send."""
    w = world()
    freeze_roll(w)
    held_class(w, ["dv-13"])
    w.member.email = "dang-vien@example.com"
    w.member.save()
    queue(LETTER, to=[w.people["dv-16"]], path="/", at=at_noon(w.campaign.starts_on))
    return w


def test_one_round_seals_folds_and_sends():
    much_to_do()
    assert worker.work_once() > 0
    assert not Delta.objects.exists()
    assert [letter.to for letter in mail.outbox] == [["dang-vien@example.com"]]
    worker.work_off()
    assert not Entry.objects.filter(position=None).exists()
    assert first_broken() is None
    assert worker.work_once() == 0


def test_reminders_go_out_once_a_day_also_while_another_campaign_is_a_draft():
    w = world()
    draft_campaign(w)
    made = commitment(w)
    go_to(DUE - timedelta(days=7))
    assert worker.send_reminders() == 1
    assert worker.send_reminders() == 0
    assert [contact.rule.split("@")[0] for contact in made.contacts.all()] == ["before-7"]
    go_to(DUE + timedelta(days=1))
    assert worker.send_reminders() == 1


def test_a_chore_that_fails_is_logged_and_the_others_go_on(monkeypatch, caplog):
    def broken():
        raise RuntimeError("hỏng")

    done = []
    monkeypatch.setattr(worker, "CHORES", (broken, lambda: len(done.append(1) or done)))
    assert worker.work_once() == 1
    assert done == [1]
    assert "broken failed" in caplog.text


def test_it_rests_only_where_there_was_nothing_to_do(monkeypatch):
    left, rests = [2, 1, 0], []
    stop = threading.Event()

    def rest(pause):
        rests.append(pause)
        stop.set()

    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    monkeypatch.setattr(worker, "work_once", lambda: left.pop(0))
    monkeypatch.setattr(stop, "wait", rest)
    worker.work_until(stop, pause=0.5)
    assert (left, rests) == ([], [0.5])


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_command_ends_when_it_is_told_to(monkeypatch, number):
    ended = []

    def until(stop):
        os.kill(os.getpid(), number)
        ended.append(stop.wait(timeout=5))

    monkeypatch.setattr("tusoi.web.keeping.commands.worker.work_until", until)
    before = [signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)]
    try:
        assert CliRunner().invoke(command).exit_code == 0
    finally:
        signal.signal(signal.SIGTERM, before[0])
        signal.signal(signal.SIGINT, before[1])
    assert ended == [True]
