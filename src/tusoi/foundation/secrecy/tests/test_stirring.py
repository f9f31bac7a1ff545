"""Mixing in mid-round: when it is due, and that nobody loses a slip by it."""

import threading

import pytest
from django.db import connections

from tusoi.foundation.secrecy import actions, stirring
from tusoi.foundation.secrecy.models import Box, Keyholder, SealedSlip, Ticket
from tusoi.foundation.secrecy.stirring import LONGEST, LOOK, REST, Stirrer, stir_due
from tusoi.foundation.secrecy.submission import submit
from tusoi.foundation.secrecy.sweeping import sweep
from tusoi.foundation.secrecy.tests.cast import AT, armed, nonce, opened_by

START = 10_000.0


@pytest.fixture
def stirrer(monkeypatch):
    made = Stirrer()
    monkeypatch.setattr(stirring, "_stirrer", made)
    return made


def looks(made, *rows, every=LOOK):
    """What each of several looks says; a due one stirs."""
    found = []
    for number, row in enumerate(rows):
        due = made.due(START + number * every, row)
        if due:
            made.stirred, made.mixed = START + number * every, row
        found.append(due)
    return found


def test_nothing_came_so_nothing_is_stirred():
    assert looks(Stirrer(), (0, 0), (0, 0)) == [False, False]


def test_a_new_worker_stirs_at_once_and_then_rests():
    assert looks(Stirrer(), (3, 9), (4, 9), (4, 9), (4, 9)) == [True, False, False, False]


def test_it_waits_for_a_look_in_which_nothing_came():
    made = Stirrer(stirred=START - REST)
    assert looks(made, (1, 9), (2, 9), (3, 9), (3, 9), (3, 9)) == [False, False, False, True, False]


def test_a_hall_that_is_never_quiet_is_stirred_after_an_hour():
    made = Stirrer(stirred=START)
    rows = [(number, 9) for number in range(1, LONGEST // 60 + 2)]
    assert looks(made, *rows, every=60).index(True) == LONGEST // 60


def test_one_code_printed_anew_is_mixed_with_the_others_too():
    made = Stirrer(stirred=START - REST, mixed=(3, 9), seen=(3, 9))
    assert looks(made, (3, 10), (3, 10)) == [False, True]


@pytest.mark.django_db(transaction=True)
def test_what_is_too_large_is_left_alone(stirrer, monkeypatch):
    box, holders = armed()
    (code,) = actions.mint(box, group="retired", count=1, by=holders[0], at=AT)
    submit(code, nonce=nonce(), content="x")
    monkeypatch.setattr(stirring, "MOST", 10)
    assert stir_due(START) == 0
    monkeypatch.setattr(stirring, "MOST", 10_000_000)
    assert stir_due(START + 1) == 0  # too early for another look
    assert stir_due(START + LOOK) == 1
    assert stir_due(START + 2 * LOOK) == 0


@pytest.mark.django_db(transaction=True)
def test_every_row_is_as_it_was(stirrer):
    box, holders = armed()
    codes = actions.mint(box, group="retired", count=9, by=holders[0], at=AT)
    for number, code in enumerate(codes[:5]):
        submit(code, nonce=nonce(number), content=number)
    tables = (Box, Keyholder, Ticket, SealedSlip)
    before = [list(model.objects.order_by("pk").values_list()) for model in tables]
    assert stir_due(START) == 5
    assert [list(model.objects.order_by("pk").values_list()) for model in tables] == before
    assert actions.mint(box, group="retired", count=1, by=holders[0], at=AT)


@pytest.mark.django_db(transaction=True)
def test_slips_that_race_with_the_stirring_are_all_there():
    box, holders = armed()
    codes = actions.mint(box, group="retired", count=40, by=holders[0], at=AT)
    taken, faults = [], []

    def send(mine):
        try:
            taken.extend(submit(code, nonce=nonce(number), content=number) for number, code in mine)
        except Exception as fault:
            faults.append(fault)
        finally:
            connections.close_all()

    pairs = list(enumerate(codes))
    threads = [threading.Thread(target=send, args=(pairs[n::4],)) for n in range(4)]
    for thread in threads:
        thread.start()
    stirs = sum(sweep() for _turn in range(8))
    for thread in threads:
        thread.join()
    assert faults == []
    assert stirs > 0
    assert len(set(taken)) == 40 == SealedSlip.objects.count()
    received, opening = opened_by(box, holders)
    assert opening is not None
    assert opening.faults == {}
    assert sorted(slip.content for slip in received) == list(range(40))


@pytest.mark.django_db
def test_inside_a_transaction_it_is_put_off_and_does_no_harm():
    box, holders = armed()
    actions.mint(box, group="retired", count=3, by=holders[0], at=AT)
    assert not sweep()
    assert Ticket.objects.count() == 3
