"""More time for a tier: so that no window locks a late unit out."""

from datetime import date

import pytest
from django.urls import reverse
from tests.factories import go_to, signed_in, world
from tests.meetings import conclude_all, opened, pass_gates, plan

from tusoi.foundation.kernel.clock import at_noon
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.tally import figures
from tusoi.foundation.tally.actions import recount
from tusoi.process.reviews import actions, progress

pytestmark = pytest.mark.django_db
LATE = date(2012, 11, 10)
NEW = date(2012, 11, 30)


def figure(w, day):
    top = w.unit("quan").path
    return figures.read(w.campaign.pk, [top], on=day)[(top, progress.MEASURE)]


def test_a_late_unit_meets_in_the_time_that_was_added():
    w = world()
    meeting = plan(w)
    actions.call_roll(meeting, absences={}, by=None, at=at_noon(LATE))
    pass_gates(w, meeting, at_noon(LATE))
    with pytest.raises(Refused, match="Đã qua thời gian"):
        actions.open_meeting(meeting, by=None, at=at_noon(LATE))
    actions.extend_tier(w.tiers["base"], closes_on=NEW, by=w.officer, at=at_noon(LATE))
    meeting.tier.refresh_from_db()
    assert actions.open_meeting(meeting, by=None, at=at_noon(LATE)).state == "in_session"


def test_what_is_due_moves_with_the_window_and_a_recount_agrees():
    w = world()
    conclude_all(opened(w))
    assert figure(w, LATE).late == 9
    actions.extend_tier(w.tiers["base"], closes_on=NEW, by=w.officer, at=at_noon(LATE))
    moved = figure(w, LATE)
    assert (moved.done, moved.total, moved.late) == (3, 12, 7)
    assert figure(w, date(2012, 12, 1)).late == 9
    recount(w.campaign.pk, progress.raw(w.campaign))
    assert figure(w, LATE) == moved


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (date(2012, 10, 31), "phải sau ngày cuối cũ"),
        (date(2012, 11, 9), "ở trước hôm nay"),
        (date(2013, 1, 1), "sau khi đợt kiểm điểm kết thúc"),
    ],
)
def test_a_window_only_grows_and_inside_the_campaign(day, reason):
    w = world()
    with pytest.raises(Refused, match=reason):
        actions.extend_tier(w.tiers["base"], closes_on=day, by=w.officer, at=at_noon(LATE))


def url(w):
    return reverse("reviews:extend", kwargs={"campaign": w.campaign.code, "tier": "base"})


def test_the_officer_extends_in_the_browser():
    w = world()
    go_to(LATE)
    client = signed_in(w.officer)
    index = reverse("reviews:index", kwargs={"campaign": w.campaign.code})
    assert url(w) in client.get(index).content.decode()
    assert "phải sau ngày cuối cũ" in client.post(url(w), {"closes_on": "30/10/2012"}).content.decode()
    assert client.post(url(w), {"closes_on": "30/11/2012"}).url == index
    w.tiers["base"].refresh_from_db()
    assert w.tiers["base"].closes_on == NEW


@pytest.mark.parametrize("who", ["secretary", "leader", "viewer", "member", "administrator"])
def test_others_do_not_extend(who):
    w = world()
    reply = signed_in(w.accounts[who]).post(url(w), {"closes_on": "30/11/2012"})
    assert reply.status_code in {403, 404}
    w.tiers["base"].refresh_from_db()
    assert w.tiers["base"].closes_on == date(2012, 10, 31)


def test_a_secretary_gets_the_reason():
    w = world()
    assert "cần quyền" in signed_in(w.secretary).get(url(w)).content.decode()
