"""Notices of substance: advice for the author, drawn from the text alone."""

import pytest

from tusoi.foundation.rulebook.procedure import Section
from tusoi.process.reports.notices import Given, Writing, notices_on
from tusoi.process.reports.remediation import Row

SECTIONS = [Section(key=key, heading=key) for key in ("strengths", "limitations", "measures")]
LONG = "Trong năm, tập thể đã họp định kỳ đủ mười hai kỳ, ra mười hai nghị quyết và kiểm tra việc thực hiện từng nghị quyết."


def keys(last_time="", **texts):
    return [notice.key for notice in notices_on(Writing(SECTIONS, texts, last_time=last_time))]


def codes(**texts):
    return [notice.code for notice in notices_on(Writing(SECTIONS, texts))]


@pytest.mark.parametrize("text", ["Không có.", "Cơ bản không có hạn chế", "Chưa phát hiện khuyết điểm"])
def test_no_shortcoming_is_named(text):
    assert keys(limitations=text) == ["limitations"]


@pytest.mark.parametrize("text", ["", "Tài liệu họp gửi trễ ba lần", "Không gửi tài liệu đúng hạn"])
def test_a_named_one_or_an_empty_section_is_not_said_to_name_none(text):
    assert "no-shortcoming" not in codes(limitations=text)


def test_a_shortcoming_in_the_text_alone_lacks_what_the_text_never_says():
    bare = {"limitations": "Tài liệu họp gửi trễ ba lần"}
    (notice,) = notices_on(Writing(SECTIONS, bare))
    assert notice.text.startswith(
        "Đã nêu hạn chế, khuyết điểm mà chưa ghi nguyên nhân, biện pháp, người chịu trách nhiệm"
    )
    full = {
        "limitations": "Tài liệu họp gửi trễ ba lần do họp dồn",
        "measures": "Giao văn phòng gửi trước ba ngày, từ 1/10",
    }
    assert notices_on(Writing(SECTIONS, full)) == []


def test_a_row_of_the_table_is_told_what_it_lacks():
    whole = Row("Gửi tài liệu trễ", "Họp dồn", "Gửi trước ba ngày", "Văn phòng", "15/10/2012")
    assert notices_on(Writing(SECTIONS, {}, rows=[whole])) == []
    bare = Row(shortcoming="Gửi tài liệu trễ", due="sớm nhất")
    (notice,) = notices_on(Writing(SECTIONS, {}, rows=[whole, bare]))
    assert notice.key == "measures"
    assert notice.text == (
        "“Gửi tài liệu trễ”: trong bảng khắc phục chưa ghi nguyên nhân, biện pháp khắc phục, người chịu trách nhiệm, thời hạn cụ thể."
    )


def test_an_accepted_issue_without_cause_and_measure():
    accepted = [Given("vd-1", "Họp muộn", "", ""), Given("vd-2", "Trễ", "Họp dồn", "Gửi sớm")]
    (notice,) = notices_on(Writing(SECTIONS, {}, accepted=accepted))
    assert notice.text == "Đã tiếp thu “Họp muộn” mà chưa ghi nguyên nhân, biện pháp."


def test_another_report_is_told_without_a_name():
    (notice,) = notices_on(Writing(SECTIONS, {}, is_copy=True))
    assert (notice.key, notice.passages) == ("", ())
    assert "trùng với một báo cáo khác" in notice.text


@pytest.mark.parametrize(
    "text", ["Gửi tài liệu trước ba ngày, từ ngày 15/10/2012", "Xong trong quý IV", "Xong trong tháng 9 năm 2012"]
)
def test_measures_with_a_date(text):
    assert keys(measures=text) == []


def test_measures_without_a_date():
    assert keys(measures="Tăng cường lãnh đạo, chỉ đạo\nNâng cao chất lượng") == ["measures"]
    remark = notices_on(Writing(SECTIONS, {"measures": "Tăng cường lãnh đạo, chỉ đạo\nGửi tài liệu xong trước 15/10"}))[
        0
    ]
    assert remark.text == "1 trong 2 biện pháp chưa có thời hạn."


def test_the_same_paragraph_in_two_sections():
    remarks = notices_on(Writing(SECTIONS, {"strengths": LONG, "limitations": LONG.upper() + "\nHọp muộn"}))
    assert [remark.key for remark in remarks if remark.code.startswith("twice")] == ["limitations"]
    assert "strengths" in remarks[-1].text
    assert codes(strengths="Ngắn thì thôi", measures="Ngắn thì thôi") == []


def test_what_is_kept_from_last_time():
    (notice,) = notices_on(Writing(SECTIONS, {"strengths": LONG + "\nCâu mới"}, last_time="Khác\n" + LONG))
    assert (notice.key, notice.passages) == ("strengths", ((LONG, LONG),))
    assert "1 trong 1 đoạn" in notice.text
    other_words = LONG.replace("mười hai kỳ", "mười một kỳ").replace("từng nghị quyết", "mỗi nghị quyết")
    assert keys(strengths=other_words, last_time=LONG) == ["strengths"]
    assert keys(strengths=LONG, last_time="") == []
