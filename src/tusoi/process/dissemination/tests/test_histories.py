"""Random histories of joining, leaving, moving, attending, being left out and taken back: whatever happened, pages, counters
and rows say the same as a recount in plain SQL, today and as of every earlier day.

A further kind of step is one function and one entry in STEPS; what it makes untrue, RECOUNT must leave out by its own means.
"""

from datetime import date, timedelta

from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from tests.factories import freeze_roll, world

from tusoi.foundation.kernel.clock import at_noon
from tusoi.foundation.tally.actions import fold, recount
from tusoi.foundation.tally.figures import Figure, read
from tusoi.process.campaigns.models import CampaignUnit
from tusoi.process.dissemination import actions_changes as changes
from tusoi.process.dissemination.actions import close_class, plan_class
from tusoi.process.dissemination.actions_attendance import check_in
from tusoi.process.dissemination.actions_attendance import take_back as take_mark_back
from tusoi.process.dissemination.actions_class import withdraw_class
from tusoi.process.dissemination.actions_late import keep_late, settle_late
from tusoi.process.dissemination.changes import account_of
from tusoi.process.dissemination.models import Attendance, RequiredMember, StudyClass
from tusoi.process.dissemination.presenters_coverage import coverage_of
from tusoi.process.dissemination.progress import Asked, as_of, raw
from tusoi.process.dissemination.tests.test_list_changes import joins, leaves, moves

# Reached is whoever has an attendance that stands: no column that a verb keeps is believed.
RECOUNT = """
SELECT COUNT(*), COALESCE(SUM(CASE WHEN EXISTS (
    SELECT 1 FROM dissemination_attendance a
    JOIN dissemination_studyclass c ON c.id = a.study_class_id
    WHERE c.campaign_id = m.campaign_id AND a.person_id = m.person_id
    AND a.taken_back_on IS NULL AND c.state <> 'withdrawn'
) THEN 1 ELSE 0 END), 0)
FROM dissemination_requiredmember m
JOIN campaigns_campaignunit u ON u.id = m.campaign_unit_id
WHERE m.campaign_id = %s AND m.left_out = '' AND substr(u.path, 1, %s) = %s
"""
COUNTING = """
SELECT m.person_id, u.path FROM dissemination_requiredmember m
JOIN campaigns_campaignunit u ON u.id = m.campaign_unit_id WHERE m.campaign_id = %s AND m.left_out = ''
"""
FIRST_ATTENDED = """
SELECT a.person_id, MIN(c.held_on) FROM dissemination_attendance a
JOIN dissemination_studyclass c ON c.id = a.study_class_id
WHERE c.campaign_id = %s AND a.taken_back_on IS NULL AND c.state <> 'withdrawn' GROUP BY a.person_id
"""
CELLS = ["ban-to-chuc", "van-phong", "khu-vuc-1", "khu-vuc-2", "khu-vuc-3", "khu-vuc-4"]
FIRST = date(2012, 4, 1)
PLACE = st.integers(0, 40)


def counted_by_hand(campaign, path):
    with connection.cursor() as cursor:
        cursor.execute(RECOUNT, [campaign.pk, len(path), path])
        total, done = cursor.fetchone()
    return Figure(done, total)


def asked(sql, campaign):
    with connection.cursor() as cursor:
        cursor.execute(sql, [campaign.pk])
        return cursor.fetchall()


def as_it_was(counted, campaign, path, day):
    """Who counted on the day (noted then), and who of them had been in a class by then, as is known now."""
    first = {person: str(on) for person, on in asked(FIRST_ATTENDED, campaign)}
    inside = [person for person, where in counted if where.startswith(path)]
    return Figure(sum(1 for person in inside if first.get(person, "9") <= day.isoformat()), len(inside))


def some_member(home, place, **having):
    rows = list(RequiredMember.objects.filter(campaign=home.campaign, **having).order_by("person__code"))
    return rows[place % len(rows)] if rows else None


def signed(home, day):
    return {"reason": "Theo quyết định", "by": home.officer, "at": at_noon(day)}


def join(home, day, place, number):
    person = joins(home, f"moi-{number}", CELLS[place % 6], since=day)
    if place % 3:
        changes.add_member(home.campaign, person, is_key_cadre=place % 2 == 0, **signed(home, day))


def leave(home, day, place, number):
    row = some_member(home, place, left_out="")
    if row and row.person.memberships.filter(until=None, since__lt=day).exists():
        leaves(home, row.person.code, day)
        changes.leave_out(row, kind="left", **signed(home, day))


def transfer(home, day, place, number):
    row = some_member(home, place, left_out="")
    to = home.unit(CELLS[number % 6])
    if row and to != row.campaign_unit and row.person.memberships.filter(until=None, since__lt=day).exists():
        moves(home, row.person.code, to.code, day)
        changes.move_member(row, to, **signed(home, day))


def attend(home, day, place, number):
    code = CELLS[place % 6]
    held = plan_class(
        home.campaign, code=f"lop-{number}", organiser=home.unit(code), audience="members", title="Lớp", held_on=day,
        by=home.officer, at=at_noon(day),
    )  # fmt: skip
    active = [home.people[one] for one in sorted(home.people) if one.startswith(("dv", "moi"))]
    here = [
        person for person in active[place % 5 :: 7] if person.memberships.filter(until=None, since__lte=day).exists()
    ]
    check_in(held, here, by=home.officer, at=at_noon(day))


def exempt(home, day, place, number):
    row = some_member(home, place, left_out="")
    if row:
        changes.leave_out(row, kind="away", **signed(home, day))


def take_back(home, day, place, number):
    row = some_member(home, place, left_out__gt="")
    if row:
        changes.take_back(row, **signed(home, day))


def correct(home, day, place, number):
    """A mark was a mistake: also the figures of earlier days change."""
    marks = list(Attendance.objects.standing().select_related("study_class__campaign__unit", "person").order_by("pk"))
    if marks:
        mark = marks[place % len(marks)]
        take_mark_back(mark.study_class, [mark.person], reason="Nhầm người", by=home.officer, at=at_noon(day))


def withdraw(home, day, place, number):
    held = list(StudyClass.objects.exclude(state="withdrawn").order_by("code"))
    if held:
        withdraw_class(held[place % len(held)], reason="Ghi nhầm lớp", by=home.officer, at=at_noon(day))


def late(home, day, place, number):
    """A phone sends after the list was closed: counted only where somebody takes the mark in, and then also on earlier days."""
    held = list(StudyClass.objects.exclude(state="withdrawn").order_by("code"))
    row = some_member(home, place)
    if not held or not row.person.memberships.filter(until=None, since__lte=held[place % len(held)].held_on).exists():
        return
    hall = held[place % len(held)]
    if hall.state == "planned" and hall.attendances.standing().exists():
        close_class(hall, by=home.officer, at=at_noon(day))
    who = {"by": home.officer, "at": at_noon(day)}
    keep_late(hall, [row.person], is_here=place % 4 != 0, marks={row.person_id: f"dau-{number}"}, **who)
    keys = list(hall.late_marks.values_list("pk", flat=True))
    settle_late(hall, keys, take=place % 3 != 0, reason="Máy mất mạng", **who)


def fold_some(home, day, place, number):
    fold(limit=1 + place % 4)


STEPS = {
    "join": join,
    "leave": leave,
    "transfer": transfer,
    "attend": attend,
    "exempt": exempt,
    "take back": take_back,
    "correct": correct,
    "withdraw": withdraw,
    "late": late,
    "fold": fold_some,
}
HISTORY = st.lists(st.tuples(st.sampled_from(sorted(STEPS)), PLACE, st.integers(0, 3)), min_size=1, max_size=14)


class HistoriesTest(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.home = world()
        freeze_roll(cls.home)

    @settings(max_examples=15, deadline=None)
    @given(HISTORY)
    def test_pages_counters_and_rows_equal_a_recount_by_hand(self, history):
        home, day = self.home, FIRST
        people = dict(home.people)
        units = list(CampaignUnit.objects.filter(campaign=home.campaign).order_by("path"))
        was: dict[date, list[tuple[int, str]]] = {}
        for number, (kind, place, later) in enumerate(history):
            day += timedelta(days=later)
            STEPS[kind](home, day, place, number)
            was[day] = asked(COUNTING, home.campaign)
            by_hand = {unit.path: counted_by_hand(home.campaign, unit.path) for unit in units}
            assert _tally(home.campaign, units, day) == by_hand
        questions = [Asked(unit.path, on) for on in was for unit in units]
        found = as_of(home.campaign.pk, questions)
        assert found == {one: as_it_was(was[one.on], home.campaign, one.path, one.on) for one in questions}
        cadres = as_of(home.campaign.pk, [Asked(one.path, one.on, "key_cadres") for one in questions])
        others = as_of(home.campaign.pk, [Asked(one.path, one.on, "members") for one in questions])
        for one, two, both in zip(cadres.values(), others.values(), found.values(), strict=True):
            assert (one.done + two.done, one.total + two.total) == (both.done, both.total)
        top = units[0]
        page = coverage_of(top, account=home.officer, at=at_noon(day))
        assert (page.figure, page.account.now) == (by_hand[top.path], by_hand[top.path].total)
        assert {row.unit.path: row.figure for row in page.rows}.items() <= by_hand.items()
        assert account_of(top, on=FIRST - timedelta(days=1)).now == 31
        recount(home.campaign.pk, raw(home.campaign))
        assert _tally(home.campaign, units, day) == by_hand
        home.people.clear()
        home.people.update(people)  # the database forgets this example, so must the helper


def _tally(campaign, units, day):
    figures = read(campaign.pk, [unit.path for unit in units], on=day)
    return {unit.path: figures.get((unit.path, "dissemination"), Figure()) for unit in units}
