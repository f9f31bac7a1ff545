"""Whom the machine reminds by itself: of campaigns that are open; in closed ones supervisors do it."""

from datetime import timedelta

import pytest
from tests.factories import world
from tests.meetings import DUE, commitment

from tusoi.foundation.kernel.clock import at_noon
from tusoi.process.supervision import actions, actions_closing
from tusoi.process.supervision.models import Contact
from tusoi.web.keeping.worker import remind_everybody

pytestmark = pytest.mark.django_db


def test_a_closed_campaign_is_not_reminded_of_and_goes_on_when_it_is_opened_again():
    w = world()
    made = commitment(w)
    closed = at_noon(DUE - timedelta(8))
    actions_closing.close(w.campaign, note="Hết đợt", by=w.officer, at=closed)
    assert remind_everybody(at_noon(DUE - timedelta(7))) == 0
    assert not Contact.objects.exists()
    assert actions.remind(made, by=w.supervisor, at=at_noon(DUE - timedelta(6))).pk
    actions_closing.reopen(w.campaign, reason="Còn việc", by=w.officer, at=at_noon(DUE - timedelta(5)))
    assert remind_everybody(at_noon(DUE + timedelta(1))) == 1
