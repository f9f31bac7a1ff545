"""Where a text may tell who wrote it: found, shown to the writer, never a bar."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.factories import ROUND_OPENS, go_to, open_round, world

from tusoi.process.feedback.telltale import Why, marked, shown, telltales
from tusoi.process.feedback.tests.test_slip_pages import sheets

CASES = [
    ("[[Tôi là trưởng trạm y tế phường]], thấy đồng chí ít xuống cơ sở.", Why.SELF),
    ("[[Khi tôi làm kế toán ở phòng]], việc này đã có.", Why.SELF),
    ("Cần sửa ngay.\n[[Nguyễn Văn Mẫu]]", Why.SIGNED),
    ("[[Người góp ý: bà Tư]]", Why.SIGNED),
    ("Cần gặp thì gọi [[0900 000 000]] cho tôi", Why.REACH),
    ("Trả lời về [[mau@example.vn]]", Why.REACH),
    ("[[Vợ tôi]] xin việc bị từ chối", Why.FAMILY),
]
PLAIN = [
    "Họp còn muộn, kết luận còn chậm.",
    "Năm 2011 chi 1.200.000.000 đồng; công văn số 123-CV/QU ngày 05/09/2011.",
    "Đề nghị Đảng ủy Phường Mẫu xem lại.",
    "Đồng chí Trần Thử An Bình chưa sát dân.",
    "Chúng tôi là những người dân trong khu vực.",
    "Với cương vị bí thư, đồng chí cần quyết đoán hơn.",
]


@pytest.mark.parametrize(("text", "why"), CASES)
def test_plain_cases_are_found(text, why):
    plain = re.sub(r"\[\[|\]\]", "", text)
    found = telltales(plain)
    assert marked(plain, found) == text
    assert [one.why for one in found] == [why]


@pytest.mark.parametrize("text", PLAIN)
def test_what_is_about_the_matter_is_left_alone(text):
    assert telltales(text) == []


def test_the_name_of_who_it_is_about_is_no_signature():
    text = "Cần gần dân hơn.\nTrần Thử An Bình"
    assert telltales(text)
    assert not telltales(text, but=frozenset({"Trần Thử An Bình"}))


@given(st.text(alphabet="Tôi là ơ.\n<&>\"'0123456789@:;đN", max_size=60))
def test_marks_change_no_word_and_stay_harmless(text):
    found = telltales(text)
    assert marked(text, found, before="", after="") == text
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    html = shown(text, found)
    assert "<" not in html.replace("<mark>", "").replace("</mark>", "")


@pytest.mark.django_db
def test_the_last_look_warns_and_sends_all_the_same(client):
    w = world(today=ROUND_OPENS)
    round = open_round(w)
    go_to(ROUND_OPENS)
    code, subject = sheets(round)[0], round.subjects.first()
    form = {"code": code, "go": "review", f"a-{subject.pk}-shortcoming": "Tôi là trưởng trạm y tế, thấy còn chậm"}
    page = client.post("/phieu/", form).content.decode()
    assert "<mark>Tôi là trưởng trạm y tế</mark>, thấy còn chậm" in page
    assert "nói người viết là ai, làm gì" in page
    nonce = re.search(r'name="nonce" value="([^"]+)"', page)[1]
    assert "ma-bien-nhan" in client.post("/phieu/", form | {"go": "send", "nonce": nonce}).content.decode()
    plain = client.post("/phieu/", form | {f"a-{subject.pk}-shortcoming": "Họp còn chậm"}).content.decode()
    assert "Có chỗ có thể cho biết" not in plain
