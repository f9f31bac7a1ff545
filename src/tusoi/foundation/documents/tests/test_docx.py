"""The Word file: golden text, header and footers, page, the same bytes twice, a name that every program can save."""

import io
from datetime import date
from urllib.parse import unquote

import pytest
from docx import Document
from docx.shared import Mm, Pt

from tusoi.foundation.documents.content import Heading, Paragraph
from tusoi.foundation.documents.docx_writer import write_docx
from tusoi.foundation.documents.downloads import docx_response, file_name
from tusoi.foundation.documents.tests.helpers import BANNER, lines_of, sample

GOLDEN = [
    "ĐẢNG BỘ QUẬN BÌNH THỦY / ĐẢNG ỦY PHƯỜNG\nLONG TUYỀN / * / Số 05-BC/ĐU | ĐẢNG CỘNG SẢN VIỆT NAM / Long Tuyền, ngày 05 tháng 02 năm 2012",
    "BÁO CÁO",
    "kiểm điểm tập thể",
    "-----",
    "- Căn cứ kế hoạch;",
    "- Căn cứ hướng dẫn.",
    "I- ƯU ĐIỂM",
    "1. Về nguyên tắc",
    "a) Tập trung dân chủ",
    "Dòng một.",
    "Dòng hai.",
    "- ý một",
    "- ý hai",
    "Họ và tên: Ủy viên số 3",
    "TT | Nội dung",
    "1 | Gửi tài liệu chậm",
    "II- HẠN CHẾ",
    "Không đánh số",
    "NGƯỜI GHI BIÊN BẢN / Ủy viên số 3 | CHỦ TRÌ HỘI NGHỊ / Bí thư",
    "Nơi nhận: / - Quận ủy, / - Lưu Đảng ủy. | T/M BAN THƯỜNG VỤ / BÍ THƯ / Ủy viên số 1",
]


def test_golden_text():
    assert lines_of(write_docx(sample())) == GOLDEN


def test_the_newer_edition_separates_recipients_by_semicolons():
    assert "Nơi nhận: / - Quận ủy; / - Lưu Đảng ủy." in lines_of(write_docx(sample(edition="hd-05-vptw-2026")))[-1]


def test_a_draft_says_so_and_leaves_room_for_number_and_day():
    head = lines_of(write_docx(sample(draft=True, number=None, issued_on=None, marks=("Lần 2",))))[0]
    assert "Số       -BC/ĐU / Dự thảo / Lần 2" in head
    assert "ngày … tháng … năm ……" in head


def test_an_official_letter_has_its_subject_under_the_number_and_no_title():
    lines = lines_of(write_docx(sample(kind_name="", addressee="Kính gửi: Quận ủy")))
    assert "Số 05-BC/ĐU / kiểm điểm tập thể" in lines[0]
    assert lines[1] == "Kính gửi: Quận ủy"


def test_a_prescribed_form_keeps_its_headings_as_given():
    assert "I. Ưu điểm" in lines_of(write_docx(sample(form=True, blocks=(Heading("Ưu điểm"),))))


def test_page_and_body():
    document = Document(io.BytesIO(write_docx(sample(blocks=(Paragraph("Một câu."),)))))
    section = document.sections[0]
    margins = (section.left_margin, section.right_margin, section.top_margin, section.bottom_margin)
    assert [round(length.mm) for length in margins] == [30, 15, 20, 20]
    body = next(p for p in document.paragraphs if p.text == "Một câu.")
    assert body.paragraph_format.line_spacing == Pt(18)
    assert abs(body.paragraph_format.first_line_indent - Mm(10)) < Mm(0.1)
    assert document.styles["Normal"].font.name == "Times New Roman"


def test_the_page_number_stands_on_top_but_not_on_the_first_page():
    section = Document(io.BytesIO(write_docx(sample()))).sections[0]
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header._element.xml
    assert "PAGE" not in section.first_page_header._element.xml


def test_the_banner_stands_on_every_page_of_sample_data_only():
    for banner in (BANNER, ""):
        section = Document(io.BytesIO(write_docx(sample(banner=banner)))).sections[0]
        assert [part.paragraphs[0].text for part in (section.first_page_footer, section.footer)] == [banner, banner]


def test_the_same_paper_gives_the_same_bytes():
    assert write_docx(sample()) == write_docx(sample())
    assert write_docx(sample()) != write_docx(sample(number=6))


def test_control_characters_from_a_paste_do_not_break_the_file():
    assert "a b" in lines_of(write_docx(sample(blocks=(Paragraph("a\x0bb"),))))


def test_an_unknown_edition_is_an_error():
    with pytest.raises(KeyError):
        write_docx(sample(edition="hd-99"))


def test_the_file_name_is_vietnamese_and_safe():
    assert file_name(sample()) == "05-BC_ĐU Báo cáo kiểm điểm tập thể.docx"
    assert file_name(sample(draft=True, number=None)) == "Dự thảo Báo cáo kiểm điểm tập thể.docx"
    assert len(file_name(sample(subject_line="rất dài " * 60))) <= 125
    assert "\n" not in file_name(sample(subject_line='a"b\r\nX-Bad: 1'))


def test_the_download_has_an_ascii_and_a_vietnamese_name():
    response = docx_response(sample(issued_on=date(2012, 10, 5)))
    disposition = response["Content-Disposition"]
    assert 'filename="05-bc_du-bao-cao-kiem-diem-tap-the.docx"' in disposition
    assert unquote(disposition.split("UTF-8''")[1]) == file_name(sample())
    assert response.content[:2] == b"PK"
    assert response["Cache-Control"] == "private, no-store"
