"""Another date for a promise; and which upheld issues have a promise at all."""

from datetime import date

import pytest
from tests.factories import world
from tests.meetings import DUE, MADE, answered_issue, claimed, commitment, upheld_issue

from tusoi.foundation.journal.models import Entry
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.tally.figures import Figure, read
from tusoi.process.issues.states import COMMITTED
from tusoi.process.supervision import actions
from tusoi.process.supervision.progress import raw
from tusoi.process.supervision.states import MEASURE

pytestmark = pytest.mark.django_db
LATER = date(2012, 12, 20)


TODAY, NEXT_YEAR = MADE.date(), date(2013, 1, 1)


def figure(w, measure, on=TODAY):
    top = w.unit("quan").path
    return read(w.campaign.pk, [top], on=on).get((top, measure), Figure())


def assert_counters_are_the_rows(w, on=NEXT_YEAR):
    for measure in (MEASURE, COMMITTED):
        rows = [row for row in raw(w.campaign) if row.measure == measure]
        late = sum(row.total - row.done for row in rows if row.due_on < on)
        assert figure(w, measure, on) == Figure(sum(r.done for r in rows), sum(r.total for r in rows), late)


def test_what_is_late_is_late_by_the_new_date():
    w = world()
    made = commitment(w)
    day = date(2012, 11, 25)
    assert figure(w, MEASURE, day) == Figure(0, 1, 1)
    actions.postpone(made, due_on=LATER, reason="Bão", by=w.supervisor, at=MADE)
    assert figure(w, MEASURE, day) == Figure(0, 1, 0)
    assert figure(w, MEASURE, date(2012, 12, 21)) == Figure(0, 1, 1)
    assert_counters_are_the_rows(w)


def test_every_change_is_kept_in_order():
    w = world()
    made = commitment(w)
    actions.postpone(made, due_on=LATER, reason="Bão", by=w.supervisor, at=MADE)
    actions.postpone(made, due_on=date(2012, 12, 31), reason="Chờ kinh phí", by=w.supervisor, at=MADE)
    rows = list(made.postponements.values_list("before", "after", "reason"))
    assert rows == [(DUE, LATER, "Bão"), (LATER, date(2012, 12, 31), "Chờ kinh phí")]
    acts = Entry.objects.filter(act="supervision.postponed")
    assert acts.count() == 2
    assert "Bão" not in str([entry.facts for entry in acts])


def test_nobody_puts_off_the_own_promise():
    w = world()
    made = commitment(w)
    assert made.owner == w.secretary.person
    with pytest.raises(Refused, match="không tự đổi hạn") as refused:
        actions.postpone(made, due_on=LATER, reason="Bão", by=w.secretary, at=MADE)
    assert made.supervisor.name in refused.value.way_out


@pytest.mark.parametrize(("who", "allowed"), [
    ("supervisor", True), ("leader", True), ("officer", True), ("secretary_two", False), ("viewer", False), ("member", False),
])  # fmt: skip
def test_who_changes_dates(who, allowed):
    w = world()
    made = commitment(w)
    if allowed:
        actions.postpone(made, due_on=LATER, reason="Bão", by=w.accounts[who], at=MADE)
        assert made.due_on == LATER
    else:
        with pytest.raises(Refused, match="lập cam kết"):
            actions.postpone(made, due_on=LATER, reason="Bão", by=w.accounts[who], at=MADE)


def test_what_waits_for_judgement_is_judged_first():
    w = world()
    with pytest.raises(Refused, match="đang chờ xác nhận"):
        actions.postpone(claimed(w), due_on=LATER, reason="Bão", by=w.supervisor, at=MADE)


def test_upheld_issues_are_counted_with_and_without_a_promise():
    w = world()
    issue = upheld_issue(w)
    assert figure(w, COMMITTED) == Figure(0, 1)
    commitment(w, issue)
    commitment(w, issue, "ck-2")
    assert figure(w, COMMITTED) == Figure(1, 1)
    assert_counters_are_the_rows(w)


def test_an_issue_that_is_not_concluded_counts_nothing():
    w = world()
    answered_issue(w)
    assert figure(w, COMMITTED) == Figure()


def test_a_verification_says_what_was_seen():
    w = world()
    with pytest.raises(Refused, match="Chưa ghi đã xem gì"):
        actions.verify(claimed(w), note="  ", by=w.supervisor, at=MADE)
