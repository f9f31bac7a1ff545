"""What came back after its campaign was closed stands in the work list of who makes commitments."""

from datetime import date

import pytest
from tests.factories import at_noon, world
from tests.meetings import MADE, claimed

from tusoi.process.supervision import actions, actions_closing
from tusoi.process.supervision.actions_relapse import mark_relapsed
from tusoi.web.home.presenters import today_of

pytestmark = pytest.mark.django_db
LATER = at_noon(date(2013, 5, 6))


def test_a_relapse_of_a_closed_campaign_waits_for_a_commitment():
    w = world()
    made = claimed(w)
    actions.verify(made, note="Đủ", by=w.supervisor, at=MADE)
    actions_closing.close(w.campaign, note="Xong", by=w.officer, at=LATER)
    assert today_of(w.secretary, LATER).lines == []
    made.shortcoming.refresh_from_db()
    mark_relapsed(made.shortcoming, reason="Lại gửi sát giờ", by=w.supervisor, at=LATER)
    assert [line.task.what for line in today_of(w.secretary, LATER).lines] == ["Lập cam kết khắc phục"]
