"""The editor one section at a time: where one is, what stands beside, what is saved on the way, and the last page."""

import pytest
from tests.factories import signed_in, world

from tusoi.process.issues.tests.cast import issued, put
from tusoi.process.reports.states import ReportState
from tusoi.process.reports.tests.cast import started, written
from tusoi.process.reports.tests.test_editor_page import typed, url

pytestmark = pytest.mark.django_db
PHONE = {"User-Agent": "Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36"}


def at(w, place, name="report", **more):
    return f"{url(w, name, **more)}?muc={place}"


def test_a_page_holds_one_section_and_says_where_one_is():
    w = world()
    started(w)
    page = signed_in(w.secretary).get(at(w, "limitations")).text
    assert "Mục 2/6" in page
    assert page.count("<textarea") == 1
    assert 'name="text-limitations"' in page
    assert 'name="di" value="strengths"' in page
    assert 'name="di" value="earlier"' in page


def test_next_and_previous_save_what_was_typed_and_go_there():
    w = world()
    report = started(w)
    client = signed_in(w.secretary)
    reply = client.post(url(w, "save"), typed() | {"muc": "limitations", "di": "earlier"})
    assert reply["Location"] == at(w, "earlier")
    assert report.sections.get(key="limitations").text == "Họp muộn"
    reply = client.post(url(w, "save"), {"muc": "earlier", "di": "limitations"})
    assert reply["Location"] == at(w, "limitations")
    assert "Họp muộn" in client.get(reply["Location"]).text
    reply = client.post(
        url(w, "save"), typed(text="Họp muộn hai lần", revision=1, before="Họp muộn") | {"muc": "limitations"}
    )
    assert reply["Location"] == at(w, "limitations")


def test_the_issues_of_a_section_stand_beside_it_and_an_answer_comes_back_there():
    w = world()
    started(w)
    issued(w)
    put(w, title="Không thuộc chủ đề nào")
    client = signed_in(w.secretary)
    page = client.get(at(w, "suggested")).text
    assert "Không thuộc chủ đề nào" in page
    assert 'name="tra-loi"' in page
    assert (
        page.count('form="bai-viet" data-apart') > 4
    )  # the fields of the answer go with the text, also without a script
    assert "Không thuộc chủ đề nào" not in client.get(at(w, "strengths")).text


def answering(issue, **also):
    """An answer to an issue, as it is sent from beside the text."""
    prefix = f"hoi-{issue.code}"
    return {"tra-loi": issue.code, f"{prefix}-kind": "accept", f"{prefix}-text": "Tiếp thu"} | also


def test_an_answer_beside_the_text_saves_both_and_comes_back_to_the_section():
    w = world()
    report = started(w)
    issue = put(w, title="Gửi tài liệu họp trễ")
    client = signed_in(w.secretary)
    reply = client.post(url(w, "save"), typed() | answering(issue) | {"muc": "limitations"})
    assert reply["Location"] == at(w, "limitations") + "#phai-tra-loi"
    assert report.sections.get(key="limitations").text == "Họp muộn"
    assert issue.answers.get().text == "Tiếp thu"


def test_an_answer_without_words_comes_back_and_the_text_is_saved():
    w = world()
    report = started(w)
    issue = put(w, title="Gửi tài liệu họp trễ")
    sent = typed() | answering(issue, **{f"hoi-{issue.code}-text": ""}) | {"muc": "suggested"}
    reply = signed_in(w.secretary).post(url(w, "save"), sent)
    assert reply.status_code == 422
    assert f'id="hoi-{issue.code}" open' in reply.text
    assert "checked" in reply.text
    assert report.sections.get(key="limitations").text == "Họp muộn"
    assert not issue.answers.exists()


def test_when_another_window_was_faster_neither_text_nor_answer_is_lost():
    w = world()
    started(w)
    issue = put(w, title="Gửi tài liệu họp trễ")
    client = signed_in(w.secretary)
    client.post(url(w, "save"), typed(text="Bản của cửa sổ một"))
    reply = client.post(url(w, "save"), typed(text="Bản hai") | answering(issue) | {"muc": "ca-bai"})
    assert reply.status_code == 409
    assert "Bản hai</textarea>" in reply.text
    assert "Tiếp thu</textarea>" in reply.text
    assert not issue.answers.exists()


def test_nobody_answers_for_another_subject_on_the_way():
    w = world()
    started(w)
    other = put(w, "phuong-hai", title="Của nơi khác")
    assert signed_in(w.secretary).post(url(w, "save"), answering(other)).status_code == 404


def test_on_a_page_of_the_walk_the_next_section_is_the_first_button():
    w = world()
    started(w)
    bar = signed_in(w.secretary).get(at(w, "limitations")).text.split('class="save-bar"')[1]
    words = ("Lưu, sang mục sau", "Lưu<", "Mục trước")
    places = [bar.index(f"<span>{word}") for word in words]
    assert places == sorted(places)


def test_another_window_that_was_faster_is_shown_on_the_page_of_the_section():
    w = world()
    started(w)
    client = signed_in(w.secretary)
    client.post(url(w, "save"), typed(text="Bản của cửa sổ một"))
    reply = client.post(url(w, "save"), typed(text="Bản của cửa sổ hai") | {"muc": "limitations", "di": "earlier"})
    assert reply.status_code == 409
    assert "Mục 2/6" in reply.text
    assert "Bản của cửa sổ một" in reply.text
    assert "Bản của cửa sổ hai</textarea>" in reply.text


def test_the_last_page_shows_what_is_missing_and_hands_in():
    w = world()
    report = started(w)
    client = signed_in(w.secretary)
    page = client.get(at(w, "xem-lai")).text
    assert "Còn thiếu" in page
    assert "<textarea" not in page
    refused = client.post(url(w, "save"), {"muc": "xem-lai", "viec": "nop"})
    assert refused.status_code == 403
    assert "Trang cuối: xem lại" in refused.text
    for key in ("strengths", "limitations", "responsibility", "measures"):
        client.post(url(w, "save"), typed(key, f"Phần {key} đã viết") | {"muc": key})
    page = client.get(at(w, "xem-lai")).text
    assert "Mục nào cũng đã viết" in page
    assert "Phần limitations đã viết" in page
    assert client.post(url(w, "save"), {"muc": "xem-lai", "viec": "nop"}).status_code == 302
    report.refresh_from_db()
    assert report.state == ReportState.SUBMITTED


def test_what_is_unanswered_is_named_with_its_section():
    w = world()
    written(w)
    put(w)
    page = signed_in(w.secretary).get(at(w, "xem-lai")).text
    assert "còn 1 chưa trả lời" in page
    assert "Chưa thể nộp: còn 1 nội dung" in page


def test_a_phone_begins_with_the_first_section_that_is_blank_and_may_have_the_whole():
    w = world()
    started(w)
    client = signed_in(w.secretary)
    client.post(url(w, "save"), typed("strengths", "Đã viết"))
    assert "Mục 2/6" in client.get(url(w), headers=PHONE).text
    assert "Mục 2/6" not in client.get(at(w, "ca-bai"), headers=PHONE).text
    assert "Mục 2/6" not in client.get(url(w)).text
    assert "Mục 1/6" in client.get(at(w, "strengths"), headers=PHONE).text


def test_a_place_that_is_none_shows_the_whole():
    w = world()
    started(w)
    page = signed_in(w.secretary).get(at(w, "khong-co"))
    assert page.status_code == 200
    assert page.text.count('name="text-') == 6
