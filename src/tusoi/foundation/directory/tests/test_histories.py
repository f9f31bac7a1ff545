"""Whatever happens to a roll in whatever order: everybody is counted once a day, or not at all."""

import itertools
from datetime import date, timedelta

from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tusoi.foundation.directory import actions_roll as keep
from tusoi.foundation.directory.histories import histories_of
from tusoi.foundation.directory.import_plan import Scope, plan
from tusoi.foundation.directory.import_rows import STATUSES
from tusoi.foundation.directory.merging import merge, undo_merge
from tusoi.foundation.directory.models import LeaveReason, Membership, MembershipStatus, Person, Status, in_force
from tusoi.foundation.directory.tests.cast import AT, TODAY, roll
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.kernel.vietnamese import unaccent

BEGIN = date(2012, 1, 1)
DAYS = st.integers(0, 220).map(lambda days: BEGIN + timedelta(days=days))  # some of them after today
WHO, UNITS = st.sampled_from(["dv-1", "dv-2"]), st.sampled_from(["mot", "hai", "ba", "moi"])
ACT = st.one_of(
    st.tuples(st.just("transfer"), WHO, DAYS, UNITS),
    st.tuples(st.just("join"), WHO, DAYS, UNITS),
    st.tuples(st.just("leave"), WHO, DAYS, st.sampled_from(LeaveReason.values)),
    st.tuples(st.just("status"), WHO, DAYS, st.sampled_from(Status.values)),
)


ROW = st.tuples(
    WHO, UNITS, st.sampled_from(["", *Status.values]).map(lambda value: value and str(Status(value).label)), DAYS
)


def by_verbs(home, line):
    """What a row of a file says, done by hand: join or transfer, then the status. Returns whether all of it could be done."""
    who, unit, status, day = line
    person, status = home.people[who], STATUSES.get(unaccent(status), "")
    history = histories_of([person])[person.pk]
    try:
        with transaction.atomic():
            if history.here is None:
                keep.join(person, home.units[unit], since=day, status=status or Status.FULL, by=None, at=AT)
                return True
            if history.here.unit.code != unit:
                keep.transfer(person, home.units[unit], on=day, by=None, at=AT)
            if status and status != history.status.status:
                keep.set_status(person, status, since=day, by=None, at=AT)
    except Refused:
        return False
    return True


def plain():
    """Places and statuses without their keys."""
    places = Membership.objects.order_by("person", "since").values_list(
        "person", "unit", "kind", "since", "until", "left_because"
    )
    statuses = MembershipStatus.objects.order_by("membership__person", "since", "until")
    return list(places), list(
        statuses.values_list("membership__person", "membership__unit", "status", "since", "until")
    )


def do(home, act):
    """One act; a refusal changes nothing. Returns whether it was done."""
    verb, who, day, more = act
    person = home.people[who]
    try:
        if verb == "transfer":
            keep.transfer(person, home.units[more], on=day, by=None, at=AT)
        elif verb == "join":
            keep.join(person, home.units[more], since=day, by=None, at=AT)
        elif verb == "leave":
            keep.leave(person, on=day, reason=more, by=None, at=AT)
        else:
            keep.set_status(person, more, since=day, by=None, at=AT)
    except Refused:
        return False
    return True


def merged_and_undone(home):
    """The two rows as one person and as two again. Returns whether they could be one."""
    before = rows(), [*Person.objects.order_by("pk").values_list()]
    try:
        merged = merge(home.an, home.binh, by=None, at=AT)
    except Refused:
        assert rows() == before[0]
        return False
    places = histories_of([home.an])[home.an.pk].activity
    assert all(one.until is not None and one.until <= two.since for one, two in itertools.pairwise(places))
    assert not histories_of([home.binh])[home.binh.pk].activity
    undo_merge(merged, by=None, at=AT)
    assert (rows(), [*Person.objects.order_by("pk").values_list()]) == before
    return True


def heads(day):
    return Person.objects.in_unit(Membership.objects.all()[0].unit.parent, day).count()


def rows():
    return [*Membership.objects.order_by("pk").values_list()], [*MembershipStatus.objects.order_by("pk").values_list()]


class Histories(TestCase):
    @settings(max_examples=60, deadline=None)
    @given(st.lists(ACT, max_size=4), st.lists(ROW, max_size=2, unique_by=lambda row: row[0]))
    def test_a_file_does_what_the_verbs_do(self, acts, lines):
        home = roll()
        for act in acts:
            do(home, act)
        with transaction.atomic():
            by_hand = [by_verbs(home, line) for line in lines]
            state = plain()
            transaction.set_rollback(True)
        cells = [
            (
                number,
                {
                    "code": who,
                    "name": home.people[who].name,
                    "unit": unit,
                    "status": status,
                    "since": f"{day:%d/%m/%Y}",
                },
            )
            for number, (who, unit, status, day) in enumerate(lines)
        ]
        units = list(home.units.values())
        made = plan(cells, Scope(home.units["quan"], units, frozenset(unit.pk for unit in units), TODAY, AT))
        assert [row.kind != "fault" for row in made.rows] == by_hand
        made.changes.write()
        assert plain() == state

    @settings(max_examples=60, deadline=None)
    @given(st.lists(ACT, max_size=12))
    def test_two_rows_are_one_person_and_two_again(self, acts):
        home = roll()
        for act in acts:
            do(home, act)
        merged_and_undone(home)

    @settings(max_examples=60, deadline=None)
    @given(st.lists(ACT, max_size=12), DAYS)
    def test_nobody_is_at_two_places_and_every_place_has_one_status(self, acts, day):
        home = roll()
        for act in acts:
            before, counted, stood = rows(), heads(act[2]), heads(TODAY)
            done = do(home, act)
            if not done:
                assert rows() == before
            if act[0] in {"transfer", "status"}:
                assert (heads(act[2]), heads(TODAY)) == (counted, stood)
            elif done:
                assert heads(act[2]) == counted + (1 if act[0] == "join" else -1)
        for history in histories_of(home.people.values()).values():
            places = history.activity
            assert sum(1 for row in places if row.until is None) <= 1
            for earlier, later in itertools.pairwise(places):
                assert earlier.until is not None
                assert earlier.until <= later.since
            for row in places:
                own = [status for status in history.statuses if status.membership_id == row.pk]
                assert (own[0].since, own[-1].until) == (row.since, row.until)
                assert all(one.until == two.since for one, two in itertools.pairwise(own))
            on_day = Membership.objects.filter(in_force(day), person=history.person, kind="activity")
            assert on_day.count() <= 1
