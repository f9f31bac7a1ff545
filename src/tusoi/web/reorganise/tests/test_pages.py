"""The officer changes the tree in the browser, and everybody reads what became of a unit."""

import re
from datetime import date

import pytest
from django.urls import reverse
from tests.factories import freeze_roll, held_class, signed_in, world

from tusoi.foundation.directory.models import Unit
from tusoi.process.campaigns.models import CampaignUnit

pytestmark = pytest.mark.django_db
PAPER = "Quyết định số 15-QĐ/QU ngày 28/05/2012"


@pytest.fixture
def home():
    home = world(today=date(2012, 6, 5))
    freeze_roll(home)
    held_class(home, ["dv-24", "dv-25"], unit="phuong-hai")
    return home


def plain(page):
    """The words of a page, without markup and with ordinary spaces."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).replace("\u00a0", " ").split())


def post(home, act, unit, who="officer", **data):
    url = reverse(f"reorganise:{act}", kwargs={"code": unit})
    return signed_in(home.accounts[who]).post(url, {"on": "01/06/2012", "paper": PAPER, **data}, follow=True)


def changes(home, who):
    return signed_in(home.accounts[who]).get(
        reverse("reorganise:changes", kwargs={"campaign": home.campaign.code})
    ).content.decode()  # fmt: skip


def test_the_page_says_what_goes_along(home):
    page = signed_in(home.officer).get(reverse("reorganise:merge", kwargs={"code": "phuong-hai"})).content.decode()
    assert "Sáp nhập Đảng bộ phường Hai" in page
    assert "2 / 9" in plain(page)
    targets = page[page.index("<select") : page.index("</select>")]
    assert "phuong-mot" in targets
    assert "khu-vuc-3" not in targets
    assert "phuong-hai" not in targets


def test_a_merger_and_what_is_read_afterwards(home):
    answer = post(home, "merge", "phuong-hai", target="phuong-mot")
    assert answer.redirect_chain[-1][0] == reverse("roll:unit", kwargs={"code": "phuong-mot"})
    assert "đã sáp nhập vào Đảng bộ phường Một" in answer.content.decode()
    for who in ("officer", "viewer", "secretary"):
        page = changes(home, who)
        assert "Đảng bộ phường Hai sáp nhập vào Đảng bộ phường Một" in page
        assert PAPER in page
        assert "2 / 9" in plain(page)
    overview = signed_in(home.officer).get(
        reverse("progress:unit", kwargs={"campaign": home.campaign.code, "unit": "phuong-mot"})
    )
    assert "đã sáp nhập vào Phường Một" in overview.content.decode()
    assert "1 biến động đơn vị" in overview.content.decode()


def test_before_any_change_the_page_says_so_pleasantly(home):
    assert "Chưa có đơn vị nào thay đổi" in changes(home, "member")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"target": "phuong-mot", "on": "01/08/2012"}, "không thể ở sau hôm nay"),
        ({"target": "phuong-mot", "paper": "   "}, "chưa ghi mục này"),
        ({"target": "phuong-mot", "on": "31/02/2012"}, "ghi ngày theo dạng"),
        ({"target": "khu-vuc-3"}, "chọn một mục trong danh sách"),
        ({"target": ""}, "chưa ghi mục này"),
    ],
)
def test_bad_input_is_answered_and_nothing_changes(home, data, words):
    page = post(home, "merge", "phuong-hai", **data).content.decode().lower()
    assert words in page
    assert 'value="phuong-mot" selected' in page or data["target"] != "phuong-mot"
    assert Unit.objects.get(code="phuong-hai").until is None


def test_a_cell_is_moved_and_a_ward_is_founded(home):
    answer = post(home, "move", "khu-vuc-3", target="phuong-mot").content.decode()
    assert "từ nay trực thuộc Đảng bộ phường Một" in answer
    answer = post(
        home, "found", "quan", name="Đảng bộ phường Ba", short_name="Phường Ba", code="phuong-ba", level="ward", is_base="on"
    )  # fmt: skip
    assert "Đã lập Đảng bộ phường Ba" in answer.content.decode()
    assert CampaignUnit.objects.get(campaign=home.campaign, code="phuong-ba").is_base
    page = changes(home, "officer")
    assert "Chi bộ khu vực 3 chuyển từ Đảng bộ phường Hai về Đảng bộ phường Một" in page
    assert "Đảng bộ phường Ba vào đợt, trực thuộc Đảng bộ quận Mẫu" in page
    taken = post(
        home, "found", "quan", name="Trùng", short_name="Trùng", code="phuong-ba", level="ward"
    ).content.decode()  # fmt: skip
    assert "đã có" in taken


def test_the_unit_page_offers_it_to_those_who_may(home):
    url = reverse("roll:unit", kwargs={"code": "phuong-mot"})
    link = reverse("reorganise:merge", kwargs={"code": "phuong-mot"})
    assert link in signed_in(home.officer).get(url).content.decode()
    assert link not in signed_in(home.secretary).get(url).content.decode()
    top = signed_in(home.officer).get(reverse("roll:unit", kwargs={"code": "quan"})).content.decode()
    assert reverse("reorganise:merge", kwargs={"code": "quan"}) not in top


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_changes_takes_as_many_queries_for_many(home, rows, django_assert_num_queries):
    for number in range(rows):
        post(
            home, "found", "quan", name=f"Chi bộ {number}", short_name=f"Chi bộ {number}", code=f"cb-{number}", level="cell"
        )  # fmt: skip
    client = signed_in(home.officer)
    with django_assert_num_queries(QUERIES):
        client.get(reverse("reorganise:changes", kwargs={"campaign": home.campaign.code}))


QUERIES = 10
