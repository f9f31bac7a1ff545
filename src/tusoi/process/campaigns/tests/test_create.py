"""Create a campaign, set its windows, open it, name who is reviewed: from the pages."""

from datetime import date

import pytest
from django.urls import reverse
from tests.factories import go_to, signed_in, world

from tusoi.process.campaigns.models import Campaign, Subject
from tusoi.process.campaigns.progress import waiting_for
from tusoi.process.campaigns.states import CampaignState

pytestmark = pytest.mark.django_db

INPUT = {
    "title": "Kiểm điểm cuối năm",
    "code": "cuoi-nam",
    "procedure_code": "nq-tw4-2012",
    "starts_on": "01/08/2012",
    "ends_on": "31/12/2012",
}
WINDOWS = {
    "standing-board-opens": "01/09/2012",
    "standing-board-closes": "15/09/2012",
    "committee-and-offices-opens": "16/09/2012",
    "committee-and-offices-closes": "30/09/2012",
    "base-opens": "01/10/2012",
    "base-closes": "31/10/2012",
}


def url(name, campaign="cuoi-nam", **more):
    return reverse(f"campaigns:{name}", kwargs={"campaign": campaign, **more})


def draft(home):
    client = signed_in(home.officer)
    client.post(reverse("campaigns:create"), {**INPUT, "unit": home.units["quan"].pk})
    return client, Campaign.objects.get(code="cuoi-nam")


def test_a_draft_is_seen_by_those_who_plan_it():
    home = world()
    client, campaign = draft(home)
    assert campaign.state == CampaignState.DRAFT
    assert client.get(url("index")).status_code == 200
    assert signed_in(home.secretary).get(url("index")).status_code == 404
    assert [task.url for task in waiting_for(home.officer, campaign, go_to(date(2012, 8, 1)))] == [url("index")]


def test_a_code_in_use_keeps_what_was_typed():
    home = world()
    data = {**INPUT, "code": home.campaign.code, "unit": home.units["quan"].pk}
    reply = signed_in(home.officer).post(reverse("campaigns:create"), data)
    assert "đã dùng cho một đợt khác" in reply.content.decode()
    assert INPUT["title"] in reply.content.decode()
    assert Campaign.objects.count() == 1


def test_others_may_not_create():
    home = world()
    for name in ("secretary", "leader", "viewer", "member", "administrator"):
        reply = signed_in(home.accounts[name]).get(reverse("campaigns:create"))
        assert reply.status_code == 403
        assert "lập kế hoạch" in reply.content.decode()


def test_not_ready_says_what_is_missing():
    home = world()
    client, campaign = draft(home)
    assert "Chưa có thời gian cho" in client.get(url("index")).content.decode()
    reply = client.post(url("open"))
    assert reply.status_code == 403
    assert "Chưa có thời gian cho" in reply.content.decode()
    campaign.refresh_from_db()
    assert campaign.state == CampaignState.DRAFT


def test_a_lower_tier_does_not_begin_first():
    home = world()
    client, campaign = draft(home)
    reply = client.post(url("windows"), {**WINDOWS, "base-opens": "25/08/2012"})
    assert "không thể bắt đầu trước" in reply.content.decode()
    assert "trình tự thời gian trong bài báo" in reply.content.decode()
    assert campaign.tiers.count() == 0


def test_windows_then_open_then_subjects():
    home = world()
    client, campaign = draft(home)
    assert client.post(url("windows"), WINDOWS).status_code == 302
    assert client.post(url("open")).status_code == 302
    campaign.refresh_from_db()
    assert campaign.state == CampaignState.OPEN
    assert campaign.frozen is not None
    assert client.get(url("choose-collective")).status_code == 200
    seats = [str(seat.pk) for seat in home.collectives["ban-thuong-vu"].seats.all()[:3]]
    tier = campaign.tiers.get(code="standing-board").pk
    body = url("subjects", collective="ban-thuong-vu")
    assert client.post(body, {"tier": tier, "whole": "on", "people": seats}).status_code == 302
    named = Subject.objects.filter(campaign=campaign).order_by("order")
    assert [row.code for row in named] == ["ban-thuong-vu", "ban-thuong-vu-1", "ban-thuong-vu-2", "ban-thuong-vu-3"]
    assert named[1].position == "Bí thư"
    again = client.get(body).content.decode()
    assert seats[0] not in [part.split('"')[0] for part in again.split('name="people" value="')[1:]]
    assert client.post(body, {"tier": tier, "whole": "on"}).status_code == 200  # nothing chosen: whole is not offered
    assert Subject.objects.filter(campaign=campaign).count() == 4


@pytest.mark.parametrize("name", ["windows", "choose-collective"])
def test_who_sees_and_may_not_gets_the_reason(name):
    home = world()
    reply = signed_in(home.secretary).get(url(name, home.campaign.code))
    assert reply.status_code == 403
    assert "mà tài khoản của đồng chí không có" in reply.content.decode()
    assert signed_in(home.stranger).get(url(name, home.campaign.code)).status_code == 404


def test_a_second_opening_and_a_second_naming_are_refused():
    home = world()
    client = signed_in(home.officer)
    assert "đã mở rồi" in client.post(url("open", home.campaign.code)).content.decode()
    assert signed_in(home.leader).post(url("open", home.campaign.code)).status_code == 403
