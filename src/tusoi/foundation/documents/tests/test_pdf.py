"""The PDF says what the Word file says, with every letter, and its text can be searched."""

import subprocess
from datetime import date

import pytest

from tusoi.foundation.documents.content import (
    BulletList,
    Heading,
    KeyValue,
    PageBreak,
    Paper,
    Paragraph,
    Signature,
    Signatures,
    Table,
)
from tusoi.foundation.documents.downloads import paper_response
from tusoi.foundation.documents.layout import editions
from tusoi.foundation.documents.pdf_writer import write_pdf

LETTERS = "ắằẳẵặấầẩẫậđéẽẻẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ"
PAPER = Paper(
    edition="hd-11-vptw-2004",
    issuer_above="Thành ủy",
    issuer="Quận ủy Một",
    kind_name="Báo cáo",
    subject_line="tổng hợp ý kiến",
    place="Quận Một",
    issued_on=date(2012, 7, 29),
    number=5,
    symbol="BC/QU",
    bases=("Căn cứ Nghị quyết số 12",),
    blocks=(
        Heading("Tình hình"),
        Paragraph(f"{LETTERS} #strong[x] $y$ <z> \\"),
        BulletList(("một", "hai")),
        Heading("Mục con", 2),
        KeyValue((("Tên", "giá trị"),)),
        Table(("TT", "Vấn đề"), (("1", "Họp muộn\nhai dòng"),), widths=(1, 4), numeric=(0,)),
        PageBreak(),
        Signatures("Người ghi", "A", "Chủ trì", "B"),
    ),
    signature=Signature("T/M Ban Thường vụ", "Bí thư", "C"),
    recipients=("Thành ủy", "Lưu Quận ủy"),
    banner="Dữ liệu minh họa",
)


def text_of(pdf):
    try:
        done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    except FileNotFoundError:
        pytest.skip("NO pdftotext: install poppler-utils")
    return done.stdout.decode()


@pytest.mark.parametrize("edition", list(editions()))
def test_every_edition_makes_a_pdf(edition):
    paper = Paper(**{**PAPER.__dict__, "edition": edition})
    assert write_pdf(paper).startswith(b"%PDF-")


def test_everything_is_in_it_as_it_was_written():
    text = " ".join(text_of(write_pdf(PAPER)).split())
    for words in ("Số 05-BC/QU", "BÁO CÁO", "I- TÌNH HÌNH", "#strong[x] $y$ <z> \\", "1. Mục con", "Tên: giá trị"):
        assert words in text
    for words in ("- Căn cứ Nghị quyết số 12.", "Họp muộn", "T/M BAN THƯỜNG VỤ", "- Lưu Quận ủy.", "Dữ liệu minh họa"):
        assert words in text
    assert set(LETTERS) <= set(text)


def test_the_same_paper_is_loaded_as_word_or_as_pdf():
    pdf, word = paper_response(PAPER, "pdf"), paper_response(PAPER, "")
    assert pdf["Content-Type"] == "application/pdf"
    assert '.pdf"' in pdf["Content-Disposition"]
    assert '.docx"' in word["Content-Disposition"]
