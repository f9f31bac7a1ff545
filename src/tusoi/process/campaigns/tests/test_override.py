"""Opening a gate for one thing, with a name and a reason."""

import pytest
from django.urls import reverse
from tests.factories import TODAY, signed_in, world

from tusoi.foundation.access.models import Account
from tusoi.foundation.kernel.clock import at_noon
from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.campaigns.actions import override_gate
from tusoi.process.campaigns.models import Override
from tusoi.process.campaigns.presenters import overrides_of
from tusoi.process.campaigns.rules import check_gate, is_overridden, override_url
from tusoi.process.campaigns.states import GateName

pytestmark = pytest.mark.django_db
GATE = GateName.ANSWERS_BEFORE_SUBMISSION


def subject_of(home):
    return home.subjects["phuong-mot"]


def test_a_gate_blocks_with_clause_and_a_way_out():
    home = world()
    with pytest.raises(Refused) as refused:
        check_gate(home.campaign, GATE, subject_of(home), ok=False, reason="Còn 2 nội dung")
    assert "giả định của gói mẫu" in refused.value.clause
    assert signed_in(home.officer).get(refused.value.url).status_code == 200
    check_gate(home.campaign, GATE, subject_of(home), ok=True, reason="Còn 2 nội dung")


def test_an_override_opens_it_for_this_thing_alone():
    home = world()
    to = override_url(home.campaign, GATE, subject_of(home))
    reply = signed_in(home.officer).post(to, {"reason": "Ban Thường vụ đồng ý ngày 27/07"})
    assert reply.status_code == 302
    check_gate(home.campaign, GATE, subject_of(home), ok=False, reason="Còn 2 nội dung")
    assert not is_overridden(GATE, home.subjects["phuong-hai"])
    page = signed_in(home.member).get(reply.url).content.decode()
    assert "Ban Thường vụ đồng ý" in page
    assert str(home.officer) in page


def test_without_a_reason_nothing_opens():
    home = world()
    client = signed_in(home.officer)
    assert client.post(override_url(home.campaign, GATE, subject_of(home)), {"reason": "  "}).status_code == 200
    with pytest.raises(Refused, match="Chưa ghi lý do"):
        override_gate(
            home.campaign,
            GATE,
            campaign_unit=home.unit("phuong-mot"),
            thing=subject_of(home),
            reason=" ",
            by=home.officer,
            at=at_noon(TODAY),
        )
    assert not Override.objects.exists()


def test_the_address_cannot_be_forged():
    home = world()
    to = override_url(home.campaign, GATE, subject_of(home))
    client = signed_in(home.officer)
    assert client.get(to[:-4] + "abc/").status_code == 404
    plain = reverse("campaigns:override", kwargs={"campaign": home.campaign.code, "token": "tier_order-1"})
    assert client.get(plain).status_code == 404


@pytest.mark.parametrize(("name", "status"), [("leader", 200), ("secretary", 403), ("viewer", 403), ("stranger", 404)])
def test_who_may(name, status):
    home = world()
    to = override_url(home.campaign, GATE, subject_of(home))
    assert signed_in(home.accounts[name]).get(to).status_code == status


def test_an_override_needs_a_name():
    home = world()
    with pytest.raises(Refused):
        override_gate(
            home.campaign,
            GATE,
            campaign_unit=home.unit("phuong-mot"),
            thing=subject_of(home),
            reason="Vì sao",
            by=None,
            at=at_noon(TODAY),
        )


def test_queries_of_the_list_do_not_grow(django_assert_num_queries):
    home = world()
    for number, code in enumerate(["phuong-mot", "phuong-hai", "van-phong"], start=1):
        thing, unit = home.subjects[code], home.unit(code)
        override_gate(
            home.campaign,
            GATE,
            campaign_unit=unit,
            thing=thing,
            reason=f"Lý do {number}",
            by=home.officer,
            at=at_noon(TODAY),
        )
        account = Account.objects.get(pk=home.viewer.pk)
        with django_assert_num_queries(3):
            rows = overrides_of(home.campaign, account=account, at=at_noon(TODAY))
            assert len([f"{row.by} {row.campaign_unit}" for row in rows]) == number
