"""The frame's context: slips ask nobody, the demo says what it is."""

from django.template.loader import render_to_string
from django.test import RequestFactory, override_settings

from tusoi.foundation.ui.frame import Chrome
from tusoi.web.home.context import chrome


def test_a_slip_page_asks_nobody_who_is_there():
    class Nobody:
        def __getattr__(self, name):
            raise AssertionError(f"the frame of a slip looked at {name}")

    request = RequestFactory().get("/phieu/abc/")
    request.user = request.session = Nobody()
    assert chrome(request)["chrome"] == Chrome(demo=False)
    html = render_to_string("ui/slip.html", request=request)
    assert "Chương trình không ghi ai viết phiếu này" in html
    assert "<script" not in html
    assert "csrfmiddlewaretoken" not in html


@override_settings(DEMO=True)
def test_in_demo_mode_every_frame_says_so():
    for template in ("ui/page.html", "ui/slip.html", "ui/paper.html"):
        html = render_to_string(template, request=RequestFactory().get("/phieu/abc/"))
        assert "Dữ liệu minh họa, không có thật" in html
