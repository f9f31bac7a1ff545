"""The contributor's pages: no account, no cookie, no script; a code is spent by sending alone."""

import pickle
import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.factories import ROUND_OPENS, TODAY, go_to, open_round, open_slips, world

from tusoi.foundation.kernel.clock import at_noon
from tusoi.foundation.secrecy.codes import clean_code, drawer_of, new_code
from tusoi.foundation.secrecy.models import SealedSlip, Ticket
from tusoi.process.feedback import actions
from tusoi.process.feedback.models import Comment

pytestmark = pytest.mark.django_db
SLIP, CHECK = "/phieu/", "/phieu/kiem-tra/"


class Contributor:
    """Somebody with a sheet of paper and a browser that keeps what the pages carry."""

    def __init__(self, code):
        self.client = Client(enforce_csrf_checks=True)
        self.carried = {"code": code}

    def post(self, **fields):
        self.page = self.client.post(SLIP, self.carried | fields)
        self.text = self.page.content.decode()
        hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', self.text)
        self.carried = {"code": self.carried["code"]} | dict(hidden)
        return self

    def begin(self):
        return self.post().post(go="0")

    @property
    def receipt(self):
        return re.search(r"([2-9BCFGHJKMNPQRTVX]{4}-){3}[2-9BCFGHJKMNPQRTVX]{4}", self.text).group()


@pytest.fixture
def home():
    return world(today=ROUND_OPENS)


@pytest.fixture
def round(home):
    return open_round(home)


def sheets(round, group="individuals", count=None):
    asked = round.groups.get(code=group)
    return [code for code, _label in actions.print_slips(asked, count=count, by=None, at=at_noon(ROUND_OPENS))]


def keys(round):
    return [f"a-{subject.pk}" for subject in round.subjects.all()]


def test_a_whole_slip_without_javascript(round):
    code = sheets(round)[0]
    first, second, _third = keys(round)
    person = Contributor(code.lower().replace("-", " ")).begin()
    assert "Ban Thường vụ Quận ủy" in person.text
    assert "Đối tượng 1 trong 3" in person.text
    person.post(page="0", go="next", **{f"{first}-shortcoming": "Họp muộn\n& kéo dài"})
    person.post(page="1", go="next", **{f"{second}-proposal": "Xuống cơ sở"})
    person.post(page="2", go="none")
    assert "Xem lại trước khi gửi" in person.text
    assert "kéo dài" in person.text
    assert Ticket.objects.filter(spent=True).count() == 0
    person.post(go="send")
    assert person.page.status_code == 200
    assert person.receipt
    assert SealedSlip.objects.count() == 1


def test_going_back_keeps_what_was_written_and_no_opinion_throws_nothing_away_unasked(round):
    first = keys(round)[0]
    person = Contributor(sheets(round)[0]).begin()
    person.post(page="0", go="next", **{f"{first}-strength": "Chu đáo"})
    person.post(page="1", go="back")
    assert "Chu đáo</textarea>" in person.text
    person.post(page="0", go="none", **{f"{first}-strength": "Chu đáo"})
    assert person.page.status_code == 400
    assert "Trang này đã có chữ" in person.text
    assert "Chu đáo</textarea>" in person.text
    person.post(page="0", go="none", **{f"{first}-strength": " "}).post(page="1", go="review")
    assert "Chu đáo" not in person.text


def test_an_impatient_thumb_gets_the_same_receipt(round):
    person = Contributor(sheets(round)[0]).begin().post(page="0", go="review")
    first = person.post(go="send").receipt
    body = person.client.post(SLIP, person.page.wsgi_request.POST).content.decode()
    assert first in body
    assert SealedSlip.objects.count() == 1


def test_a_hall_shares_the_page_after_sending_and_each_has_a_receipt_of_their_own(round):
    cache.clear()
    one, two = (Contributor(code).begin().post(page="0", go="review").post(go="send") for code in sheets(round)[:2])
    assert one.receipt != two.receipt
    assert set(re.findall(r'data-keep="(\w*)"', one.text)).isdisjoint(re.findall(r'data-keep="(\w*)"', two.text))
    shared = one.text.replace(one.receipt, "").replace(drawer_of(clean_code(one.carried["code"])), "")
    assert shared == two.text.replace(two.receipt, "").replace(drawer_of(clean_code(two.carried["code"])), "")
    (kept,) = (str(pickle.loads(page)) for page in cache._cache.values())
    assert not any(person.receipt in kept or person.carried["code"] in kept for person in (one, two))
    assert "{" not in shared


def test_a_second_slip_with_the_same_code_is_refused_in_words(round):
    code = sheets(round)[0]
    Contributor(code).begin().post(page="0", go="review").post(go="send")
    for again in (Contributor(code).post(), Contributor(code).post(nonce="another-nonce-of-mine", go="send")):
        assert again.page.status_code == 403
        assert "Mã này đã được dùng" in again.text
    assert SealedSlip.objects.count() == 1


@pytest.mark.parametrize(
    ("code", "status", "words"),
    [
        ("", 400, "error-summary"),
        ("7KMP", 403, "gõ chưa đúng"),
        ("x" * 500, 400, "error-summary"),
        ("\x00\u202e đồng chí", 403, "gõ chưa đúng"),
    ],
)
def test_a_wrong_code_gets_a_clear_sentence(round, code, status, words):
    person = Contributor(code.replace("\x00", "")).post()
    assert person.page.status_code == status
    assert words in person.text


def test_a_code_of_no_slip_gets_a_clear_sentence(round):
    person = Contributor(new_code()).post()
    assert person.page.status_code == 403
    assert "Không có phiếu nào mang mã này" in person.text


def test_after_the_last_day_the_page_says_so(home, round):
    code = sheets(round)[0]
    go_to(TODAY)
    assert "hết hạn nhận phiếu (20/07/2012)" in Contributor(code).post().text
    open_slips(home, round)
    assert "đã khóa" in Contributor(code).post().text or "hết hạn" in Contributor(code).post().text


def test_an_organisations_slip_says_that_it_is_not_anonymous(round):
    person = Contributor(sheets(round, "organisations")[0]).post()
    assert "Phiếu này mang tên" in person.text
    assert "Chương trình không ghi ai viết phiếu này" not in person.text
    assert "Chương trình không ghi ai viết phiếu này" in Contributor(sheets(round)[0]).post().text


def test_a_text_too_long_stays_on_its_page_with_the_text(round):
    first = keys(round)[0]
    person = Contributor(sheets(round)[0]).begin()
    person.post(page="0", go="next", **{f"{first}-shortcoming": "dài " * 1200})
    assert person.page.status_code == 400
    assert "dài dài" in person.text
    assert "Đối tượng 1 trong 3" in person.text
    person.post(go="send", **{f"{first}-shortcoming": "dài " * 1200})
    assert person.page.status_code == 400
    assert not SealedSlip.objects.exists()


def test_answers_about_others_and_nonsense_fields_are_left_out(home, round):
    stranger = home.subjects["phuong-mot"].pk
    person = Contributor(sheets(round)[0]).begin()
    person.post(
        go="send", **{f"a-{stranger}-strength": "x", "a-1e3-strength": "y", "a--strength": "z", "page": "99999"}
    )
    assert person.receipt
    open_slips(home, round)
    assert not Comment.objects.exists()


@pytest.mark.parametrize("path", [SLIP, CHECK])
def test_no_cookie_is_set_or_read_and_nothing_is_cached(round, path):
    client = Client()
    client.cookies["sessionid"] = "somebody"
    code = sheets(round, count=1)[0]
    with CaptureQueriesContext(connection) as asked:
        pages = [client.get(path), client.post(path, {"code": code, "receipt": "x"})]
    assert not [query for query in asked.captured_queries if "session" in query["sql"] or "account" in query["sql"]]
    for page in pages:
        assert "Set-Cookie" not in page.headers
        assert not page.cookies
        assert "no-store" in page.headers["Cache-Control"]
        assert page.wsgi_request.COOKIES == {}


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://elsewhere.example"}, {"Origin": "null"}, {"Referer": "http://a.b/"}]
)
def test_a_form_from_another_site_is_refused(round, headers):
    page = Client().post(SLIP, {"code": sheets(round)[0]}, headers=headers)
    assert page.status_code == 403
    assert "từ một trang khác" in page.content.decode()


def test_a_form_from_this_site_is_taken(round):
    page = Client().post(SLIP, {"code": sheets(round)[0]}, headers={"Origin": "http://testserver"})
    assert page.status_code == 200


def test_looking_at_the_page_spends_nothing_even_with_the_code_in_the_address(round):
    code = sheets(round)[0]
    page = Client().get(SLIP, {"code": code, "go": "send"})
    assert code not in page.content.decode()
    assert not Ticket.objects.filter(spent=True).exists()


def test_the_receipt_is_found_sealed_then_published(home, round):
    person = Contributor(sheets(round)[0]).begin().post(page="0", go="review").post(go="send")
    receipt = person.receipt

    def checked(typed):
        return Client(enforce_csrf_checks=True).post(CHECK, {"receipt": typed}).content.decode()

    assert "còn niêm phong" in checked(receipt)
    go_to(TODAY)
    open_slips(home, round)
    assert "được tính" in checked(receipt.lower())
    assert "gõ chưa đúng" in checked("7KMP")
    page = Client().get(f"/phieu/bien-nhan/{round.campaign.code}/{round.code}/")
    assert "Danh sách có 5 dòng" in page.content.decode()  # one slip alone is not shown


def test_the_list_is_not_there_before_opening(round):
    assert Client().get(f"/phieu/bien-nhan/{round.campaign.code}/{round.code}/").status_code == 404


def test_going_back_after_sending_shows_nothing_of_what_was_written(round):
    """A shared machine: the browser sends an earlier page again, with everything that it carried."""
    sender = Contributor(sheets(round, count=1)[0]).begin()
    words = "Chuyện chỉ mình tôi biết"
    sender.post(go="review", **{f"{keys(round)[0]}-shortcoming": words})
    before = dict(sender.carried)
    sender.post(go="send")
    assert sender.page["Clear-Site-Data"] == '"cache"'
    for go in ("review", "0", "", "next"):
        again = sender.client.post(SLIP, before | {"go": go, "page": "0", "nonce": "x" * 20})
        assert again.status_code == 403
        assert "đã được dùng" in again.text
        assert words not in again.text


def test_a_mistyped_code_loses_nothing_of_what_was_written(round):
    sender = Contributor(sheets(round, count=1)[0]).begin()
    field = f"{keys(round)[0]}-shortcoming"
    page = sender.client.post(SLIP, sender.carried | {"code": "7KMP", "go": "review", field: "Giữ lại nhé"})
    assert "Giữ lại nhé" in page.text


def test_the_pages_keep_nothing_on_the_device(round):
    sender = Contributor(sheets(round, count=1)[0])
    for page in (sender.client.get(SLIP).text, sender.post().text, sender.post(go="0").text):
        for kept in ("localStorage", "sessionStorage", "indexedDB", "data-autosave"):
            assert kept not in page
        assert 'autocomplete="off"' in page
