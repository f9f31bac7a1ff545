"""The register: several shortcomings at once, and units that ended without anybody to take over."""

from datetime import date

import pytest
from django.urls import reverse
from tests.factories import go_to, signed_in, world
from tests.meetings import MADE, claimed, commitment, upheld_issue

from tusoi.process.issues.models import Shortcoming
from tusoi.process.supervision.models import Contact
from tusoi.process.supervision.states import ContactKind

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("across", [False, True])
def test_several_are_reminded_of_or_helped_each_by_its_own_rule(across):
    w = world()
    made = commitment(w)
    commitment(w, made.issue, "ck-2")
    go_to(MADE.date())
    name = "register-across-several" if across else "register-several"
    there = reverse(f"supervision:{name}", args=[] if across else [w.campaign.code])
    client, chosen = signed_in(w.officer), {"chon": [made.shortcoming_id]}
    register = reverse("issues:register-across") if across else reverse("issues:register", args=[w.campaign.code])
    assert f'action="{there}?' in client.get(register).text
    said = client.post(f"{there}?tinh-trang=chua-xong", chosen | {"viec": "nhac"}, follow=True)
    assert "Đã ghi cho 2 việc" in said.text
    assert said.redirect_chain[-1][0] == f"{register}?tinh-trang=chua-xong"
    helped = client.post(there, chosen | {"viec": "giup", "note": ""}, follow=True).text
    assert "Chưa ghi giúp đỡ việc gì" in helped
    client.post(there, chosen | {"viec": "giup", "note": "Cử cán bộ văn phòng"})
    assert Contact.objects.filter(kind=ContactKind.HELP).count() == 2
    refused = signed_in(w.committee_member).post(there, chosen | {"viec": "nhac"}, follow=True).text
    assert "cần quyền" in refused


def test_without_a_commitment_it_says_so_and_nothing_chosen_is_refused():
    w = world()
    issue = upheld_issue(w)
    go_to(MADE.date())
    there = reverse("supervision:register-several", args=[w.campaign.code])
    client = signed_in(w.officer)
    assert "chưa có cam kết đang làm" in client.post(there, {"chon": issue.shortcoming.pk}, follow=True).text
    assert client.post(there, {"chon": ["x", "9" * 40]}).status_code == 403
    assert signed_in(w.secretary_two).post(there, {"chon": issue.shortcoming.pk}).status_code == 403


def test_of_a_unit_that_ended_without_heir_it_stays_in_view_of_those_above():
    w = world()
    row = claimed(w).shortcoming
    ended = date(2013, 3, 1)
    row.unit.until = ended
    row.unit.save(update_fields=["until"])
    go_to(date(2013, 3, 2))
    register = reverse("issues:register", args=[w.campaign.code])
    assert "đơn vị đã thôi, chưa có nơi nhận" in signed_in(w.officer).get(register).text
    assert row in Shortcoming.objects.still_open().visible_to(w.leader, ended)
