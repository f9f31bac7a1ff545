"""The plan as people read it: /dot/<campaign>/chuan-bi/."""

from datetime import date

import pytest
from django.urls import reverse
from tests.factories import TODAY, signed_in, world

from tusoi.foundation.access.models import Account
from tusoi.foundation.kernel.clock import at_noon
from tusoi.process.campaigns.actions import acknowledge, register_guidance
from tusoi.process.campaigns.presenters import plan_of
from tusoi.process.campaigns.states import GuidanceKind

pytestmark = pytest.mark.django_db
DAY = date(2012, 4, 2)


def plan(home):
    return reverse("campaigns:index", kwargs={"campaign": home.campaign.code})


def guidance(home, symbol, basis=None, **more):
    return register_guidance(
        home.campaign,
        kind=GuidanceKind.GUIDANCE,
        symbol=symbol,
        issuer="Ban Tổ chức Quận ủy",
        issued_on=DAY,
        subject_line=more.pop("subject_line", "Hướng dẫn kiểm điểm"),
        basis=basis,
        by=home.officer,
        at=at_noon(DAY),
        **more,
    )


def test_reads_top_down_with_receipts():
    home = world()
    above = guidance(home, "01-HD")
    below = guidance(home, "02-HD", basis=above, to_acknowledge=True)
    acknowledge(below, home.unit("phuong-mot"), by=home.secretary, at=at_noon(DAY))
    page = signed_in(home.officer).get(plan(home)).content.decode()
    assert page.index("01-HD") < page.index("02-HD")
    assert "<strong>1</strong> / 4" in page
    assert "Ban Thường vụ Quận ủy" in page
    assert "01/08/2012" in page


def test_a_classified_document_shows_its_reference_alone():
    home = world()
    guidance(home, "09-HD", is_classified=True, subject_line="")
    assert "văn bản mật" in signed_in(home.member).get(plan(home)).content.decode()


@pytest.mark.parametrize("name", ["officer", "leader", "secretary", "member", "viewer", "supervisor"])
def test_is_read_by_whoever_belongs_to_it(name):
    home = world()
    assert signed_in(home.accounts[name]).get(plan(home)).status_code == 200


@pytest.mark.parametrize("name", ["administrator", "stranger"])
def test_is_not_there_for_others(name):
    home = world()
    assert signed_in(home.accounts[name]).get(plan(home)).status_code == 404


def test_only_those_who_plan_see_the_buttons():
    home = world()
    register = reverse("campaigns:register", kwargs={"campaign": home.campaign.code})
    assert register in signed_in(home.officer).get(plan(home)).content.decode()
    assert register not in signed_in(home.member).get(plan(home)).content.decode()


def test_queries_do_not_grow(django_assert_num_queries):
    home = world()
    at = at_noon(TODAY)
    for rows in (1, 3):
        while home.campaign.guidance.count() < rows:
            guidance(home, f"0{home.campaign.guidance.count() + 1}-HD", to_acknowledge=True)
        account = Account.objects.get(pk=home.officer.pk)
        with django_assert_num_queries(16):
            plan_of(home.campaign, account=account, at=at)


def test_the_procedure_says_what_is_assumed():
    home = world()
    url = reverse("campaigns:procedure", kwargs={"campaign": home.campaign.code})
    page = signed_in(home.member).get(url).content.decode()
    assert "giả định của gói mẫu" in page
    assert "ít nhất 2/3 số thành viên" in page
