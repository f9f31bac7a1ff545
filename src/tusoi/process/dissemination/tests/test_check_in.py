"""Checking people in: exact, bulk, never twice."""

import threading
from datetime import date

import pytest
from django.db import close_old_connections, connection
from django.test.utils import CaptureQueriesContext
from tests.factories import FOUNDED, freeze_roll, held_class, world

from tusoi.foundation.directory.actions_roll import add_place
from tusoi.foundation.directory.models import Person
from tusoi.foundation.kernel.clock import at_noon
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.tally.figures import Figure, read
from tusoi.foundation.tally.models import Delta
from tusoi.process.dissemination.actions import close_class
from tusoi.process.dissemination.actions_attendance import check_in
from tusoi.process.dissemination.actions_class import withdraw_class
from tusoi.process.dissemination.models import Attendance, RequiredMember, StudyClass


def coverage(home, path="0001"):
    return read(home.campaign.pk, [path], on=home.campaign.ends_on)[path, "dissemination"]


@pytest.mark.django_db
def test_the_first_attendance_counts_and_the_second_changes_nothing():
    home = world()
    assert freeze_roll(home) == 31
    first = held_class(home, ["dv-13", "dv-14"])
    assert coverage(home) == Figure(2, 31)
    again = check_in(first, [home.people["dv-13"]], by=home.officer, at=at_noon(first.held_on))
    elsewhere = held_class(home, ["dv-14", "dv-15"], unit="quan")
    assert again == 0
    assert Attendance.objects.filter(study_class=elsewhere).count() == 2
    assert coverage(home) == Figure(3, 31)


@pytest.mark.django_db
def test_one_delta_per_counting_unit_and_few_queries_for_many():
    home = world()
    freeze_roll(home)
    study_class = held_class(home, ["dv-01"], unit="quan")
    Delta.objects.all().delete()
    everybody = list(Person.objects.filter(code__startswith="dv-"))
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert check_in(study_class, everybody, by=None, at=at_noon(study_class.held_on)) == 30
    assert Delta.objects.count() == 6
    assert len(queries) <= 14


@pytest.mark.django_db
def test_the_required_are_locked_in_the_order_of_the_people_so_that_two_doors_do_not_block_each_other():
    home = world()
    freeze_roll(home)
    study_class = held_class(home, ["dv-01"], unit="quan")
    everybody = list(Person.objects.filter(code__startswith="dv-"))
    with CaptureQueriesContext(connection) as queries:
        check_in(study_class, everybody, by=None, at=at_noon(study_class.held_on))
    waiting = [q["sql"] for q in queries if "requiredmember" in q["sql"] and "ORDER BY" in q["sql"]]
    assert len(waiting) == 1
    assert 'ORDER BY "dissemination_requiredmember"."person_id" ASC' in waiting[0]
    assert "JOIN" not in waiting[0]  # rows of other tables would be locked too


@pytest.mark.django_db
def test_somebody_not_on_the_roll_refuses_all():
    home = world()
    freeze_roll(home)
    study_class = held_class(home, ["dv-13"])
    with pytest.raises(Refused, match="Lê Ngoài") as refused:
        check_in(
            study_class,
            [home.people["dv-14"], home.people["ngoai-01"]],
            by=home.officer,
            at=at_noon(study_class.held_on),
        )
    assert "chưa ai được ghi" in refused.value.way_out
    assert Attendance.objects.filter(study_class=study_class).count() == 1


@pytest.mark.django_db
def test_a_guest_who_need_not_come_is_noted_but_not_counted():
    home = world()
    freeze_roll(home)
    held_class(home, ["dv-23"])
    assert Attendance.objects.count() == 1
    assert coverage(home) == Figure(0, 31)


@pytest.mark.django_db
def test_a_closed_list_takes_nobody_more():
    home = world()
    freeze_roll(home)
    study_class = held_class(home, ["dv-13"])
    at = at_noon(study_class.held_on)
    close_class(study_class, by=home.officer, at=at)
    with pytest.raises(Refused, match="đã kết thúc điểm danh"):
        check_in(study_class, [home.people["dv-14"]], by=home.officer, at=at)


@pytest.mark.django_db(transaction=True)
def test_two_at_once_never_count_anybody_twice():
    home = world()
    freeze_roll(home)
    at = at_noon(home.tiers["base"].opens_on)
    classes = [held_class(home, [], unit=unit) for unit in ("quan", "phuong-mot")]
    everybody = list(Person.objects.filter(code__startswith="dv-"))
    counted, faults = [], []
    start = threading.Barrier(4)

    def mark(study_class, people):
        try:
            start.wait()
            counted.append(check_in(study_class, people, by=None, at=at))
        except Exception as fault:  # a thread's fault must reach the test
            faults.append(fault)
        finally:
            close_old_connections()
            connection.close()

    threads = [
        threading.Thread(target=mark, args=(study_class, people))
        for study_class in classes
        for people in (everybody, everybody[::-1])
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults
    assert sum(counted) == 31
    assert coverage(home) == Figure(31, 31)
    assert Attendance.objects.count() == 64
    assert RequiredMember.objects.not_reached().count() == 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("other", ["withdraw", "close"])
def test_a_mark_and_the_end_of_its_class_come_one_after_the_other(other):
    """Whichever is first: nobody stays reached through a withdrawn class, and no mark lands behind a closed list."""
    home = world()
    freeze_roll(home)
    study_class = held_class(home, ["dv-13"])
    at = at_noon(study_class.held_on)
    everybody = [person for person in Person.objects.filter(code__startswith="dv-") if person.code != "dv-23"]
    start, faults = threading.Barrier(2), []

    def run(verb):
        mine = StudyClass.objects.select_related("campaign__unit", "organiser__unit", "organiser__campaign").get()
        try:
            start.wait()
            verb(mine)
        except Refused:
            pass
        except Exception as fault:
            faults.append(fault)
        finally:
            close_old_connections()
            connection.close()

    ends = {
        "withdraw": lambda mine: withdraw_class(mine, reason="Lập nhầm", by=None, at=at),
        "close": lambda mine: close_class(mine, by=None, at=at),
    }
    threads = [
        threading.Thread(target=run, args=(verb,))
        for verb in (lambda mine: check_in(mine, everybody, by=None, at=at), ends[other])
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults
    standing = Attendance.objects.standing().count()
    assert coverage(home).done == standing == RequiredMember.objects.exclude(reached_on=None).count()
    assert standing in ((0,) if other == "withdraw" else (1, 31))


@pytest.mark.django_db
def test_a_member_of_two_units_who_attends_in_both_counts_once_where_they_are_active():
    home = world()
    person, other = home.people["dv-13"], home.units["phuong-hai"]
    add_place(person, other, "seconded", since=FOUNDED, by=None, at=at_noon(date(2012, 3, 1)))
    freeze_roll(home)
    assert RequiredMember.objects.filter(person=person).count() == 1
    held_class(home, ["dv-13"])
    held_class(home, ["dv-13"], unit="phuong-hai", day=date(2012, 4, 6))
    assert coverage(home) == Figure(1, 31)
    assert coverage(home, home.unit("phuong-mot").path).done == 1
    assert coverage(home, home.unit("phuong-hai").path).done == 0
