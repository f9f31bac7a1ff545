"""Reminders of the day: the procedure's days before and after, each once; long overdue ones climb."""

from datetime import date, timedelta

import pytest
from tests.factories import world
from tests.meetings import DUE, claimed, commitment

from tusoi.foundation.kernel.clock import at_noon
from tusoi.process.supervision import actions
from tusoi.process.supervision.actions_remind import remind_due
from tusoi.process.supervision.models import Contact
from tusoi.process.supervision.progress import waiting_for

pytestmark = pytest.mark.django_db


def on(days: int):
    return at_noon(DUE + timedelta(days))


def rules_sent() -> list[str]:
    """The rules by name, without the date that each was about."""
    return [rule.split("@")[0] for rule in Contact.objects.order_by("id").values_list("rule", flat=True)]


def test_day_by_day_each_rule_is_sent_once():
    w = world()
    commitment(w)
    sent = {day: remind_due(w.campaign, at=on(day)) for day in range(-10, 16)}
    assert [day for day, number in sent.items() if number] == [-7, -3, 1, 7, 14]
    assert rules_sent() == ["before-7", "before-3", "after-1", "after-7", "climb"]
    assert [remind_due(w.campaign, at=on(day)) for day in (14, 15, 30)] == [0, 0, 0]


def test_days_that_were_missed_are_made_up_for_by_the_latest_rule_alone():
    w = world()
    commitment(w)
    assert remind_due(w.campaign, at=on(2)) == 1
    assert rules_sent() == ["after-1"]
    assert "Quá hạn 2 ngày" in Contact.objects.get().note


def test_a_rule_whose_day_was_over_at_the_start_does_not_apply():
    w = world()
    commitment(w, due_on=date(2012, 10, 25))
    assert remind_due(w.campaign, at=at_noon(date(2012, 10, 20))) == 0
    assert remind_due(w.campaign, at=at_noon(date(2012, 10, 22))) == 1
    assert rules_sent() == ["before-3"]


def test_another_date_is_reminded_of_anew():
    w = world()
    made = commitment(w)
    remind_due(w.campaign, at=on(-7))
    later = DUE + timedelta(20)
    actions.postpone(made, due_on=later, reason="Bão số 8", by=w.supervisor, at=on(-6))
    assert [remind_due(w.campaign, at=on(day)) for day in (-3, 1, 12, 13, 14, 17)] == [0, 0, 0, 1, 0, 1]
    assert rules_sent() == ["before-7", "before-7", "before-3"]


def test_who_has_claimed_is_not_reminded():
    w = world()
    claimed(w)
    assert remind_due(w.campaign, at=on(7)) == 0


def test_a_returned_one_is_reminded_again():
    w = world()
    made = claimed(w)
    actions.return_claim(made, note="Thiếu", by=None, at=on(-8))
    assert remind_due(w.campaign, at=on(-7)) == 1


def test_what_is_long_overdue_waits_for_the_level_above():
    w = world()
    commitment(w)
    assert [task.what for task in waiting_for(w.leader, w.campaign, on(13))] == []
    assert [task.what for task in waiting_for(w.leader, w.campaign, on(14))] == ["Quá hạn lâu: nhắc nhở hoặc giúp đỡ"]


def test_owner_supervisor_and_secretary_are_told_what_they_can_do():
    w = world()
    made = claimed(w)
    assert [t.what for t in waiting_for(w.supervisor, w.campaign, on(-1))] == ["Xem minh chứng và xác nhận"]
    assert waiting_for(w.secretary, w.campaign, on(-1)) == []
    actions.return_claim(made, note="Thiếu", by=None, at=on(-1))
    assert waiting_for(w.supervisor, w.campaign, on(-1)) == []
    assert [t.what for t in waiting_for(w.secretary, w.campaign, on(-1))] == [
        "Bổ sung theo nhận xét của người giám sát"
    ]


def test_after_it_is_verified_nobody_is_reminded():
    w = world()
    made = claimed(w)
    actions.verify(made, note="Đủ", by=None, at=on(-8))
    assert [remind_due(w.campaign, at=on(day)) for day in (-7, 1, 14)] == [0, 0, 0]
    assert not Contact.objects.exists()
