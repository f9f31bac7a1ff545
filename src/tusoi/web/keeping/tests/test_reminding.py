"""What the machine reminds of by itself: what is not mended, whether its campaign is open or closed."""

from datetime import timedelta

import pytest
from django.urls import reverse
from tests.factories import draft_campaign, go_to, signed_in, world
from tests.meetings import DUE, commitment

from tusoi.foundation.kernel.clock import at_noon
from tusoi.foundation.notices.models import Notice
from tusoi.process.supervision import actions, actions_closing
from tusoi.process.supervision.actions_evidence import add_evidence
from tusoi.process.supervision.actions_remind import DIGEST
from tusoi.web.keeping.worker import remind_everybody

pytestmark = pytest.mark.django_db


def closed(w, on):
    """The ward's campaign, closed with what is left, as the officer does it."""
    actions_closing.close(w.campaign, note="Hết đợt", by=w.officer, at=at_noon(on))
    return w.campaign


def told(on):
    """Who was given a digest that day, by code."""
    rows = Notice.objects.filter(kind=DIGEST.code, queued_at__date=on)
    return sorted(rows.values_list("person__code", flat=True))


def test_a_closed_campaign_is_reminded_of_as_before_and_climbs():
    w = world()
    commitment(w)
    closed(w, DUE - timedelta(8))
    sent = {day: remind_everybody(at_noon(DUE + timedelta(day))) for day in range(-8, 16)}
    assert [day for day, number in sent.items() if number] == [-7, -3, 1, 7, 14]
    assert told(DUE - timedelta(7)) == ["dv-13"]
    above = {w.leader.person.code, w.officer.person.code}
    assert above <= set(told(DUE + timedelta(14)))


def test_what_is_verified_is_left_alone_and_opening_again_repeats_nothing():
    w = world()
    made = commitment(w)
    closed(w, DUE - timedelta(8))
    assert remind_everybody(at_noon(DUE - timedelta(7))) == 1
    actions_closing.reopen(w.campaign, reason="Còn việc", by=w.officer, at=at_noon(DUE - timedelta(6)))
    assert remind_everybody(at_noon(DUE - timedelta(6))) == 0
    at = at_noon(DUE - timedelta(5))
    add_evidence(made, note="Sổ", by=None, at=at)
    actions.claim(made, by=None, at=at)
    actions.verify(made, note="Đủ", by=None, at=at)
    assert [remind_everybody(at_noon(DUE + timedelta(day))) for day in (-3, 1, 14)] == [0, 0, 0]


def test_a_campaign_that_is_only_planned_has_nothing_to_remind_of():
    draft_campaign(world())
    assert remind_everybody(at_noon(DUE)) == 0


def test_the_page_of_closing_and_the_guide_say_the_same():
    w = world()
    commitment(w)
    go_to(DUE)
    client = signed_in(w.officer)
    assert "chương trình vẫn nhắc như trước" in client.get(reverse("supervision:closing", args=[w.campaign.code])).text
    assert "Đợt kết thúc thì chương trình vẫn tự nhắc" in client.get(reverse("help:guide")).text
