"""Of a closed campaign only what was promised still waits for somebody."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from tests.factories import go_to, signed_in, world
from tests.meetings import MADE, commitment, put_issue

from tusoi.foundation.kernel.clock import at_noon
from tusoi.process.issues.tests.cast import next_campaign, upheld_in
from tusoi.process.steps import waiting_for
from tusoi.process.supervision.actions_closing import close
from tusoi.web.home.presenters import today_of

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


def test_a_shortcoming_that_nobody_promised_to_mend_waits_until_a_later_campaign_takes_it_over():
    w = world()
    row = upheld_in(w.subjects["phuong-mot"], "Nợ biên bản", MADE)
    close(w.campaign, note="Hết thời gian", by=w.officer, at=LATER)
    assert [line.task.what for line in today_of(w.secretary, LATER).lines] == ["Lập cam kết khắc phục"]
    spring = date(2013, 3, 1)
    later = next_campaign(w, "dot-2", spring)
    row.refresh_from_db()
    upheld_in(later.subjects.get(), "Vẫn nợ biên bản", at_noon(spring), row)
    lines = [line.task for line in today_of(w.secretary, at_noon(spring)).lines]
    assert [task.about for task in lines if task.what == "Lập cam kết khắc phục"] == [
        "Đảng ủy phường Một: Vẫn nợ biên bản"
    ]
