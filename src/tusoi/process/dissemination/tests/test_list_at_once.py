"""Checking in, leaving out and taking back at the same moment: whatever comes first, the counters stay right."""

import threading

import pytest
from django.db import close_old_connections, connection
from tests.factories import freeze_roll, held_class, world

from tusoi.foundation.directory.models import Person
from tusoi.foundation.kernel.clock import at_noon
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.tally.figures import Figure, read
from tusoi.process.dissemination import actions_changes as changes
from tusoi.process.dissemination.actions_attendance import check_in
from tusoi.process.dissemination.models import RequiredMember
from tusoi.process.dissemination.progress import coverage
from tusoi.process.dissemination.tests.test_list_changes import MAY, member, signed

PEOPLE = ["dv-13", "dv-14", "dv-15"]


def all_at_once(*deeds):
    start, faults, refused = threading.Barrier(len(deeds)), [], []

    def run(deed):
        try:
            start.wait()
            deed()
        except Refused as refusal:
            refused.append(refusal)
        except Exception as fault:  # a thread's fault must reach the test
            faults.append(fault)
        finally:
            close_old_connections()
            connection.close()

    threads = [threading.Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults
    return refused


@pytest.mark.django_db(transaction=True)
def test_check_in_and_leaving_out_at_the_same_moment():
    home = world()
    freeze_roll(home)
    hall = held_class(home, [], unit="quan")
    rows = [member(home, code) for code in PEOPLE]
    people = list(Person.objects.filter(code__in=[*PEOPLE, "dv-16"]))
    all_at_once(
        lambda: check_in(hall, people, by=None, at=at_noon(hall.held_on)),
        *[lambda row=row: changes.leave_out(row, kind="ill", **signed(home)) for row in rows],
    )
    assert RequiredMember.objects.exclude(reached_on=None).count() == 4
    path = home.unit("quan").path
    assert read(home.campaign.pk, [path], on=MAY)[path, "dissemination"] == Figure(1, 28)
    assert coverage(home.unit("quan"), MAY) == Figure(1, 28)


@pytest.mark.django_db(transaction=True)
def test_two_officers_decide_about_the_same_member():
    home = world()
    freeze_roll(home)
    row = member(home, "dv-13")
    refused = all_at_once(
        lambda: changes.leave_out(row, kind="ill", **signed(home)),
        lambda: changes.leave_out(row, kind="away", **signed(home)),
    )
    assert [str(one.reason) for one in refused] == [f"{row.person} đã ở ngoài danh sách phải dự"]
    assert coverage(home.unit("quan"), MAY) == Figure(0, 30)
