"""Two officers at the same moment: one is done, the other is refused in words, on both databases."""

import threading
from datetime import date

import pytest
from django.db import close_old_connections, connection

from tusoi.foundation.directory import actions_roll as keep
from tusoi.foundation.directory.histories import histories_of
from tusoi.foundation.directory.merging import merge
from tusoi.foundation.directory.models import Person, Seat, SeatRank
from tusoi.foundation.directory.tests.cast import AT, SINCE, TODAY, roll
from tusoi.foundation.kernel.refusal import Refused

pytestmark = pytest.mark.django_db(transaction=True)
JUNE = date(2012, 6, 1)


def at_once(*works):
    """Let every work begin at one moment. Returns how many were done and how many were refused; other faults are raised."""
    start, done, refused, faults = threading.Barrier(len(works)), [], [], []

    def run(work):
        try:
            start.wait(timeout=10)
            done.append(work())
        except Refused as refusal:
            refused.append(refusal)
        except Exception as fault:  # a thread's fault must reach the test
            faults.append(fault)
        finally:
            close_old_connections()
            connection.close()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults
    return len(done), len(refused)


def test_one_of_two_transfers_of_a_day():
    home = roll()
    move = lambda unit: lambda: keep.transfer(home.an, home.units[unit], on=JUNE, by=None, at=AT)  # noqa: E731
    assert at_once(move("hai"), move("ba")) == (1, 1)
    places = histories_of([home.an])[home.an.pk].activity
    assert [(place.since, place.until) for place in places] == [(SINCE, JUNE), (JUNE, None)]


def test_one_of_two_heads():
    home = roll()

    def take(person):
        return lambda: keep.take_seat(
            home.committee, person, position="Bí thư", rank=SeatRank.HEAD, since=JUNE, by=None, at=AT
        )

    assert at_once(take(home.an), take(home.binh)) == (1, 1)
    assert Seat.objects.count() == 1


def test_one_of_two_people_with_a_number():
    roll()
    enter = lambda: keep.enter_person(code="dv-9", name="Lê Thử", at=AT)  # noqa: E731
    assert at_once(enter, enter, enter) == (1, 2)
    assert Person.objects.filter(code="dv-9").count() == 1


def test_two_rows_are_merged_in_one_direction():
    home = roll()
    make = lambda kept, other: lambda: merge(kept, other, by=None, at=AT)  # noqa: E731
    assert at_once(make(home.an, home.binh), make(home.binh, home.an)) == (1, 1)
    assert Person.objects.exclude(merged_into=None).count() == 1
    assert Person.objects.in_unit(home.units["quan"], TODAY).count() == 1
