"""Notices of substance: advice for the author, drawn from the text alone."""

import pytest

from tusoi.foundation.rulebook.procedure import Section
from tusoi.process.reports.notices import remarks_on

SECTIONS = [Section(key=key, heading=key) for key in ("strengths", "limitations", "measures")]
LONG = "Trong năm, tập thể đã họp định kỳ đủ mười hai kỳ, ra mười hai nghị quyết và kiểm tra việc thực hiện từng nghị quyết."


def keys(last_time="", **texts):
    return [remark.key for remark in remarks_on(SECTIONS, texts, last_time)]


@pytest.mark.parametrize("text", ["Không có.", "Cơ bản không có hạn chế", "Chưa phát hiện khuyết điểm"])
def test_no_shortcoming_is_named(text):
    assert keys(limitations=text) == ["limitations"]


@pytest.mark.parametrize("text", ["", "Tài liệu họp gửi trễ ba lần", "Không gửi tài liệu đúng hạn"])
def test_a_named_one_or_an_empty_section_gets_no_remark(text):
    assert keys(limitations=text) == []


@pytest.mark.parametrize(
    "text", ["Gửi tài liệu trước ba ngày, từ ngày 15/10/2012", "Xong trong quý IV", "Xong trong tháng 9 năm 2012"]
)
def test_measures_with_a_date(text):
    assert keys(measures=text) == []


def test_measures_without_a_date():
    assert keys(measures="Tăng cường lãnh đạo, chỉ đạo\nNâng cao chất lượng") == ["measures"]
    remark = remarks_on(SECTIONS, {"measures": "Tăng cường lãnh đạo, chỉ đạo\nGửi tài liệu xong trước 15/10"})[0]
    assert remark.text == "1 trong 2 biện pháp chưa có thời hạn."


def test_the_same_paragraph_in_two_sections():
    remarks = remarks_on(SECTIONS, {"strengths": LONG, "limitations": LONG.upper() + "\nHọp muộn"})
    assert [remark.key for remark in remarks] == ["limitations"]
    assert "strengths" in remarks[0].text
    assert keys(strengths="Ngắn thì thôi", limitations="Ngắn thì thôi") == []


def test_what_is_kept_from_last_time():
    assert keys(strengths=LONG + "\nCâu mới", last_time="Khác\n" + LONG) == ["strengths"]
    assert keys(strengths=LONG, last_time="") == []
