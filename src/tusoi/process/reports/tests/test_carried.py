"""Section III of the next campaign's report takes exactly what the earlier campaigns left unfinished."""

from datetime import date

import pytest
from tests.factories import world

from tusoi.foundation.kernel.clock import at_noon
from tusoi.process.issues.states import ShortcomingState
from tusoi.process.issues.tests.cast import NOW, mend, next_campaign, upheld_in
from tusoi.process.reports.rules import earlier_of

pytestmark = pytest.mark.django_db
SECOND, THIRD = date(2013, 3, 1), date(2014, 3, 1)


def test_exactly_the_unfinished_ones_are_carried():
    w = world()
    mine = w.subjects["phuong-mot"]
    left, mending, claimed, done = (upheld_in(mine, title, NOW) for title in ("A", "B", "C", "D"))
    upheld_in(w.subjects["phuong-hai"], "Của nơi khác", NOW)
    mend(mending, NOW, as_far_as=ShortcomingState.MENDING)
    mend(claimed, NOW, as_far_as=ShortcomingState.CLAIMED)
    mend(done, NOW)
    second = next_campaign(w, "dot-2", SECOND).subjects.get()
    assert set(earlier_of(second)) == {left, mending, claimed}
    assert not earlier_of(mine).exists(), "its own campaign does not ask twice"

    again = upheld_in(second, "Vẫn A", at_noon(SECOND), left)
    relapsed = upheld_in(second, "Lại D", at_noon(SECOND), done)
    third = next_campaign(w, "dot-3", THIRD).subjects.get()
    assert set(earlier_of(third)) == {again, relapsed, mending, claimed}, "a chain once, by its last row"
