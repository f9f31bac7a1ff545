"""The frame of a page, the pages of errors and refusals, and the policy that forbids inline code."""

import pytest
from django.core.exceptions import PermissionDenied
from django.template.loader import render_to_string
from django.test import override_settings
from django.urls import path

from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.ui.frame import Chrome, url_if_any

pytestmark = pytest.mark.django_db
GALLERY = "/thu-vien-giao-dien/"


def refuse(request):
    raise Refused("Còn 2 nội dung chưa trả lời", clause="giả định của gói mẫu", way_out="Trả lời từng nội dung")


def forbid(request):
    raise PermissionDenied


refuse.login_required = forbid.login_required = False
urlpatterns = [path("tu-choi/", refuse), path("cam/", forbid)]


def test_the_gallery_opens_for_anybody(client):
    page = client.get(GALLERY)
    assert page.status_code == 200
    assert "Thư viện giao diện" in page.text


def test_the_policy_forbids_inline_code(client):
    policy = client.get(GALLERY).headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "style-src 'self'" in policy
    assert "unsafe" not in policy


def test_the_gallery_shows_the_whole_frame(client):
    html = client.get(GALLERY).text
    for piece in (
        'class="skip"',
        "Dữ liệu minh họa",
        'class="process"',
        "Việc của tôi",
        'class="crumbs"',
        "data-search",
        "tài liệu mật",
    ):
        assert piece in html


def test_a_frame_with_nothing_in_it_stands():
    html = render_to_string("ui/page.html", {"chrome": Chrome()})
    assert '<main id="noi-dung"' in html
    for piece in ("Việc của tôi", 'class="process"', "Dữ liệu minh họa", 'action=""'):
        assert piece not in html


def test_every_static_file_of_the_frame_is_served(client):
    html = client.get(GALLERY).text
    files = {part.split('"')[0] for part in html.split('"/static/')[1:]}
    files |= {f"fonts/BeVietnamPro-{weight}.ttf" for weight in ("Regular", "Medium", "Bold")} | {"ui/paper.css"}
    assert len(files) >= 11
    for name in files:
        reply = client.get(f"/static/{name}")
        assert reply.status_code == 200, name
        reply.close()


def test_the_language_is_changed_by_a_post(client):
    assert client.post("/ngon-ngu/", {"language": "en", "next": GALLERY}).status_code == 302
    assert '<html lang="en">' in client.get(GALLERY).text


def test_vietnamese_comes_first_whatever_the_browser_asks_for(client):
    page = client.get(GALLERY, headers={"accept-language": "en-US,en;q=0.9"})
    assert '<html lang="vi">' in page.text
    assert page.headers["Content-Language"] == "vi"
    client.cookies["django_language"] = "xx"
    assert '<html lang="vi">' in client.get(GALLERY).text


@override_settings(ROOT_URLCONF=__name__)
def test_a_refusal_is_a_page_with_reason_clause_and_way_out(client):
    page = client.get("/tu-choi/", headers={"referer": "http://testserver/bao-cao/?x=1"})
    assert page.status_code == 403
    for text in (
        "Còn 2 nội dung chưa trả lời",
        "giả định của gói mẫu",
        "Trả lời từng nội dung",
        'href="/bao-cao/?x=1"',
    ):
        assert text in page.text


@override_settings(ROOT_URLCONF=__name__)
def test_a_refusal_of_a_part_goes_to_the_top_of_the_page(client):
    part = client.post("/tu-choi/", headers={"hx-request": "true"})
    assert part.status_code == 403
    assert part.headers["HX-Retarget"] == "#thong-bao"
    assert "Trả lời từng nội dung" in part.text
    assert "<html" not in part.text
    assert 'id="thong-bao"' in client.get("/tu-choi/").text


@override_settings(ROOT_URLCONF=__name__)
def test_a_refusal_leads_back_only_to_our_own_pages(client):
    assert "elsewhere" not in client.get("/tu-choi/", headers={"referer": "http://elsewhere.example/x"}).text


@override_settings(ROOT_URLCONF=__name__)
def test_forbidden_and_missing_are_pages_of_ours(client):
    assert "không dành cho tài khoản" in client.get("/cam/").text
    missing = client.get("/khong-co/")
    assert missing.status_code == 404
    assert "Không tìm thấy trang này" in missing.text


@pytest.mark.parametrize("code", ["400", "403", "403_csrf", "404", "500"])
def test_error_pages_come_out_without_any_context(code):
    html = render_to_string(f"{code}.html")
    assert "<h1>" in html
    assert 'href="/"' in html


def test_a_route_that_is_not_there_is_no_error():
    assert url_if_any("no:such-route") == ""
    assert url_if_any("ui:gallery") == GALLERY
