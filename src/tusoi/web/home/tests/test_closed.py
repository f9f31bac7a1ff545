"""Of a closed campaign only what was promised still waits for somebody."""

from datetime import timedelta

import pytest
from django.urls import reverse
from tests.factories import go_to, signed_in, world
from tests.meetings import MADE, commitment, put_issue

from tusoi.process.steps import waiting_for
from tusoi.process.supervision.actions_closing import close

pytestmark = pytest.mark.django_db
LATER = MADE + timedelta(days=5)


def test_the_promises_of_a_closed_campaign_still_stand_in_ones_own_work():
    w = world()
    made = commitment(w)
    put_issue(w, "phuong-mot", "vd-z", "Chậm họp giao ban")
    before = waiting_for(w.secretary, w.campaign, LATER)
    close(w.campaign, note="Hết thời gian", by=w.officer, at=LATER)
    after = waiting_for(w.secretary, w.campaign, LATER)
    assert {task.kind for task in after} == {"Khắc phục"} < {task.kind for task in before}
    go_to(LATER.date())
    page = signed_in(w.secretary).get(reverse("home:today")).text
    assert made.measure in page
    assert "Chậm họp giao ban" not in page


def test_a_closed_campaign_is_still_found_from_ones_own_work():
    w = world()
    address = reverse("progress:overview", args=[w.campaign.code])
    go_to(LATER.date())
    assert "Các đợt đã kết thúc" not in signed_in(w.secretary).get("/").text
    close(w.campaign, note="Hết thời gian", by=w.officer, at=LATER)
    ended = signed_in(w.secretary).get("/").text.partition("Các đợt đã kết thúc")[2]
    assert f'<a href="{address}">{w.campaign.title}</a>' in ended
    assert w.campaign.title not in signed_in(w.stranger).get("/").text
