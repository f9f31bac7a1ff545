"""Many processes check the same people in at once, while the worker folds and somebody recounts: nobody counts twice."""

import time

import pytest

from tests.soak.crowd import HELD, crowd, planned_class
from tests.soak.processes import run, stop
from tusoi.foundation.journal.actions import first_broken
from tusoi.foundation.tally.actions import recount
from tusoi.foundation.tally.figures import Figure, read
from tusoi.foundation.tally.models import Delta
from tusoi.process.dissemination.models import Attendance, RequiredMember
from tusoi.process.dissemination.states import DISSEMINATION
from tusoi.process.steps import raw_rows

pytestmark = [pytest.mark.soak, pytest.mark.django_db(transaction=True)]
PEOPLE = 2000
CLASSES = 6
HANDS = 5


def test_many_hands_at_many_doors_count_everybody_once():
    home = crowd("hoi-truong", wards=5, cells=8, people=PEOPLE)
    classes = [planned_class(home, f"lop-{number}") for number in range(CLASSES)]
    top, recounts = home.top.path, 0
    worker = run("tusoi", "worker")
    hands = [run("tests.soak.checker", str(seed), *(c.code for c in classes)) for seed in range(HANDS)]
    try:
        while any(hand.poll() is None for hand in hands):
            assert recount(home.campaign.pk, raw_rows(home.campaign)) == 0
            recounts += 1
            time.sleep(0.05)
        said = [hand.communicate(timeout=300)[0].strip() for hand in hands]
        assert [hand.returncode for hand in hands] == [0] * HANDS, said
        while Delta.objects.exists():
            time.sleep(0.1)
        assert stop(worker) == ""
    finally:
        for process in (worker, *hands):
            process.kill()
            process.communicate()

    assert recounts > 5
    assert sum(int(text) for text in said) == PEOPLE
    assert Attendance.objects.count() == len(classes) * PEOPLE
    assert RequiredMember.objects.filter(reached_on=HELD).count() == PEOPLE
    assert read(home.campaign.pk, [top], on=HELD)[top, DISSEMINATION] == Figure(PEOPLE, PEOPLE)
    assert recount(home.campaign.pk, raw_rows(home.campaign)) == 0
    assert first_broken() is None
