"""What is pasted from a large Word document comes in clean, or is answered in words; nothing typed beside it is lost."""

from urllib.parse import urlencode

import pytest
from django.test import Client
from tests.factories import signed_in, world

from tusoi.foundation.ui import long_forms
from tusoi.process.reports.tests.cast import started
from tusoi.process.reports.tests.test_editor_page import typed, url

pytestmark = pytest.mark.django_db
MEGABYTE = 1024 * 1024
FORM = "application/x-www-form-urlencoded"


def word(letters):
    """So much text in the markup that Word puts around it, five megabytes in all."""
    paragraph = "Đã rà soát hồ sơ, còn chậm ba việc. " * 20
    style = '<style>/* {font-family:"Times New Roman"} */ p.MsoNormal {margin:0cm}</style>'
    marked = f'<p class=MsoNormal style="mso-list:l0;font-size:14.0pt"><span lang=VI>{paragraph}<o:p></o:p></span></p>'
    body = marked * (letters // len(paragraph))
    padding = f"<!--[if gte mso 9]><xml>{'<w:LsdException Locked=false/>' * 30_000}</xml><![endif]-->"
    text = f"<html xmlns:o='urn:x'><head>{style}{padding}</head><body>{body}</body></html>"
    return text + f"<!-- {'x' * (5 * MEGABYTE - len(text))} -->" if len(text) < 5 * MEGABYTE else text


def test_five_megabytes_of_word_come_in_clean():
    w = world()
    report = started(w)
    sent = urlencode(typed(text=word(150_000)) | typed("measures", "Gửi trước ba ngày"))
    assert len(sent) > 5 * MEGABYTE
    reply = signed_in(w.secretary).post(url(w, "save"), sent, content_type=FORM)
    assert reply.status_code == 302
    kept = report.sections.get(key="limitations").text
    assert kept.startswith("Đã rà soát hồ sơ, còn chậm ba việc. Đã rà soát")
    assert 140_000 < len(kept) < 160_000
    assert "mso" not in kept
    assert "LsdException" not in kept
    assert report.sections.get(key="measures").text == "Gửi trước ba ngày"


def test_more_text_than_a_section_takes_is_said_and_comes_back_whole_while_the_rest_is_saved():
    w = world()
    report = started(w)
    client = signed_in(w.secretary)
    sent = urlencode(typed(text=word(1_500_000)) | typed("measures", "Gửi trước ba ngày"))
    reply = client.post(url(w, "save"), sent, content_type=FORM)
    assert reply.status_code == 403
    assert "mỗi phần chỉ nhận tối đa 200.000 ký tự" in reply.text
    assert reply.text.count("Đã rà soát hồ sơ") >= 40_000
    assert report.sections.get(key="limitations").text == ""
    assert report.sections.get(key="measures").text == "Gửi trước ba ngày"
    quiet = client.post(url(w, "save"), sent, content_type=FORM, headers={"X-Autosave": "1"})
    assert quiet.status_code == 422
    assert quiet.json()["values"]["revision-measures"] == 1


def test_beyond_every_limit_there_is_a_sentence_too(monkeypatch):
    monkeypatch.setattr(long_forms, "MOST_BYTES", MEGABYTE)
    w = world()
    started(w)
    client = signed_in(w.secretary)
    sent = urlencode(typed(text="a" * 2 * MEGABYTE))
    reply = client.post(url(w, "save"), sent, content_type=FORM)
    assert reply.status_code == 413
    assert "Bài vẫn còn trên trang trước" in reply.text
    quiet = client.post(url(w, "save"), sent, content_type=FORM, headers={"X-Autosave": "1"})
    assert (quiet.status_code, "dán từng phần" in quiet.json()["message"]) == (413, True)


def test_the_forms_token_is_still_asked_for():
    w = world()
    report = started(w)
    client = Client(enforce_csrf_checks=True)
    client.force_login(w.secretary)
    sent = urlencode(typed(text=word(1000)))
    assert client.post(url(w, "save"), sent, content_type=FORM).status_code == 403
    assert report.sections.get(key="limitations").text == ""
    client.get(url(w))
    token = client.cookies["csrftoken"].value
    sent = urlencode(typed(text=word(1000)) | {"csrfmiddlewaretoken": token})
    assert client.post(url(w, "save"), sent, content_type=FORM).status_code == 302


def test_nobody_else_gets_so_much_in():
    """Who has not signed in is sent away before anything is read, and a slip keeps the small limit."""
    w = world()
    started(w)
    sent = urlencode({"code": "a" * 3 * MEGABYTE})
    assert Client().post(url(w, "save"), sent, content_type=FORM).status_code == 302
    assert Client().post("/phieu/", sent, content_type=FORM).status_code == 413
    assert Client(raise_request_exception=False).post("/dang-nhap/", sent, content_type=FORM).status_code == 413


def test_a_full_remediation_table_goes_through():
    w = world()
    report = started(w)
    rows = {
        f"row-{n}-{name}": f"{name} {n}"
        for n in range(200)
        for name in ("shortcoming", "cause", "measure", "owner", "due")
    }
    data = typed() | rows | {"revision-table": 0, "seen-table": ""}
    assert signed_in(w.secretary).post(url(w, "save"), urlencode(data), content_type=FORM).status_code == 302
    report.refresh_from_db()
    assert len(report.remediation) == 200
