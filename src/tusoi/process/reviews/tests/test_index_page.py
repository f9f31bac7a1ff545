"""The list of meetings: /dot/<campaign>/hoi-nghi/."""

from datetime import date

import pytest
from django.urls import reverse
from tests.factories import go_to, signed_in, world
from tests.meetings import BOARD_DAY, conclude_all, opened, plan

from tusoi.foundation.access.models import Account
from tusoi.foundation.kernel.clock import at_noon
from tusoi.process.reviews.presenters import index_of

pytestmark = pytest.mark.django_db
QUERIES = 8


def url(w, **query):
    return reverse("reviews:index", kwargs={"campaign": w.campaign.code}, query=query)


def read(w, who, **query):
    return signed_in(w.accounts[who]).get(url(w, **query)).content.decode()


def test_tiers_with_their_windows_and_figures():
    w = world()
    conclude_all(opened(w, "ban-thuong-vu", BOARD_DAY))
    go_to(date(2012, 9, 1))
    page = read(w, "officer")
    assert "01/08/2012" in page
    assert "<strong>6</strong> / 6" in page
    assert "đã kết luận đủ" in page
    assert "chưa đến thời gian" in page


def test_a_tier_that_is_over_says_so():
    w = world()
    go_to(date(2012, 11, 2))
    assert "đã qua thời gian" in read(w, "officer")


def test_the_state_stands_in_the_address():
    w = world()
    plan(w)
    assert "hn-dang-uy-mot" in read(w, "officer", **{"tinh-trang": "planned"})
    assert "hn-dang-uy-mot" not in read(w, "officer", **{"tinh-trang": "concluded"})
    assert "hn-dang-uy-mot" in read(w, "officer", **{"tinh-trang": "x"})


def test_the_viewer_sees_figures_and_no_meeting():
    w = world()
    plan(w)
    page = read(w, "viewer")
    assert "<strong>0</strong> / 6" in page
    assert "hn-dang-uy-mot" not in page
    assert "Lên lịch hội nghị" not in page


def test_a_secretary_sees_the_own_meeting_alone():
    w = world()
    plan(w)
    plan(w, "dang-uy-hai")
    page = read(w, "secretary")
    assert "hn-dang-uy-mot" in page
    assert "hn-dang-uy-hai" not in page


def test_who_is_convened_sees_the_meeting():
    w = world()
    plan(w)
    assert "hn-dang-uy-mot" in read(w, "committee_member")


def test_strangers_find_nothing():
    w = world()
    assert signed_in(w.stranger).get(url(w)).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_one_number_of_queries_however_long_the_list(number, django_assert_num_queries):
    w = world()
    for body in ("dang-uy-mot", "dang-uy-hai", "lanh-dao-van-phong")[:number]:
        plan(w, body, date(2012, 9, 20) if body.startswith("lanh") else date(2012, 10, 8), **extra(w, body))
    account = Account.objects.select_related("person").get(pk=w.officer.pk)
    with django_assert_num_queries(QUERIES):
        page = index_of(w.campaign, account=account, at=at_noon(date(2012, 10, 8)), state="", number=None)
        assert len(page.rows) == number


def extra(w, body):
    return {"subjects": [s for s in w.subjects.values() if s.decided_by.code == body]}
