"""The level above sees figures and no content: pages of content say so, with the figure, and never a false zero."""

from datetime import date

import pytest
from django.urls import reverse

from tests.factories import go_to, signed_in, world
from tests.meetings import claimed

pytestmark = pytest.mark.django_db
SAID = "Đồng chí xem được số liệu và văn bản đã ban hành"


@pytest.fixture
def home():
    home = world()
    claimed(home)
    go_to(date(2012, 11, 6))
    return home


def read(home, who, name):
    page = signed_in(home.accounts[who]).get(reverse(name, kwargs={"campaign": home.campaign.code}))
    return " ".join(page.content.decode().replace("\u00a0", " ").split())


@pytest.mark.parametrize("name", ["supervision:index", "reports:index", "reviews:index"])
def test_the_viewer_is_told_what_is_seen_here_and_where(home, name):
    page = read(home, "viewer", name)
    assert SAID in page
    assert reverse("progress:overview", kwargs={"campaign": home.campaign.code}) in page
    assert "0</b> / 0" not in page
    assert "<b>0</b>/<b>0</b>" not in page


def test_the_figure_is_that_of_the_tree(home):
    page = read(home, "viewer", "supervision:index")
    assert "Đã xác nhận khắc phục xong" in page
    assert "Công văn" not in page


@pytest.mark.parametrize("who", ["officer", "secretary", "supervisor", "leader"])
@pytest.mark.parametrize("name", ["supervision:index"])
def test_who_reads_content_gets_the_list(home, who, name):
    assert SAID not in read(home, who, name)


def test_a_tier_in_its_days_is_not_said_to_meet():
    home = world()
    go_to(date(2012, 10, 5))
    page = read(home, "officer", "reviews:index")
    assert "đang trong thời gian" in page
