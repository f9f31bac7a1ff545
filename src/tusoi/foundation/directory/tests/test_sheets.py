"""Files as offices save them become plain rows, or a sentence."""

import unicodedata
from datetime import date

import pytest

from tusoi.foundation.directory.columns import meaning, recognise
from tusoi.foundation.directory.sheets import read_file
from tusoi.foundation.directory.tests.spreadsheets import HEADINGS, csv_text, ods, xlsx
from tusoi.foundation.directory.workbooks import workbook
from tusoi.foundation.kernel.refusal import Refused

ROW = ["007", "Nguyễn Thị Ước", "1960", "0912345678", "Chi bộ 1", "dự bị", "01/02/2012"]
READ = {
    "code": "007",
    "name": "Nguyễn Thị Ước",
    "birth_year": "1960",
    "phone": "0912345678",
    "unit": "Chi bộ 1",
    "status": "dự bị",
    "since": "01/02/2012",
}


def rows(name, content):
    return recognise(read_file(name, content)).rows


def windows_1258(text):
    """As old Windows keeps Vietnamese: shapes in the letter, tones behind it."""
    text = unicodedata.normalize("NFD", text)
    out = ""
    for char in text:
        if char in "\u0302\u0306\u031b":
            # a tone may stand between the letter and its shape
            tone = out[-1] if out and out[-1] in "\u0300\u0301\u0303\u0309\u0323" else ""
            base = out[: len(out) - len(tone)]
            out = base[:-1] + unicodedata.normalize("NFC", base[-1] + char) + tone
        else:
            out += char
    return out.encode("cp1258")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.encode(),
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("utf-16"),
        lambda text: text.encode("utf-16-le"),
        lambda text: unicodedata.normalize("NFD", text).encode(),
        windows_1258,
    ],
    ids=["utf-8", "utf-8 with its mark", "utf-16", "utf-16 without a mark", "decomposed", "windows-1258"],
)
def test_a_text_in_whatever_coding(encode, delimiter):
    assert rows("ds.csv", encode(csv_text(ROW, delimiter=delimiter))) == [(2, READ)]


def test_a_line_that_names_the_delimiter_is_none_of_the_rows():
    assert rows("ds.csv", ("sep=;\r\n" + csv_text(ROW, delimiter=";")).encode()) == [(3, READ)]


def test_numbers_days_and_texts_of_a_workbook():
    row = ["007", "Nguyễn  Thị\u00a0Ước ", 1960, 912345678, "Chi bộ 1", "dự bị", date(2012, 2, 1)]
    (found,) = rows("ds.xlsx", xlsx(HEADINGS, row))
    assert found == (2, READ | {"phone": "912345678"})
    assert rows("ds.ods", ods(HEADINGS, ROW)) == [(2, READ)]


def test_titles_above_blank_rows_between_and_groups_are_passed_over():
    content = xlsx(
        ["ĐẢNG BỘ QUẬN MẪU"],
        ["Danh sách đảng viên"],
        [],
        ["STT", *HEADINGS],
        [],
        ["I. Chi bộ 1"],
        ["1", *ROW],
        ["", "", "  ", "\u200b"],
        ["2", "008", "Lê Thử"],
    )
    found = rows("ds.xlsx", content)
    assert [(number, row["code"]) for number, row in found] == [(7, "007"), (9, "008")]


def test_a_merged_unit_stands_for_every_row_it_spans():
    def merge_unit(_book, sheet):
        sheet.merge_range(1, 4, 3, 4, "Chi bộ 1")

    content = xlsx(HEADINGS, ["1", "Một"], ["2", "Hai"], ["3", "Ba"], ["4", "Bốn"], fill=merge_unit)
    assert [row.get("unit", "") for _number, row in rows("ds.xlsx", content)] == ["Chi bộ 1"] * 3 + [""]


def test_a_formula_gives_its_last_value():
    def formula(_book, sheet):
        sheet.write_formula(1, 2, "=1900+60", None, 1960)
        sheet.write_formula(1, 4, "=NA()", None, "#N/A")  # its error is read as blank, which changes nothing

    ((_number, row),) = rows("ds.xlsx", xlsx(HEADINGS, ["1", "Một"], fill=formula))
    assert (row["birth_year"], row["unit"]) == ("1960", "")


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("SỐ THẺ ĐẢNG (*)", "code"),
        ("so the", "code"),
        ("Họ và tên", "name"),
        ("HO TEN", "name"),
        ("Ngày, tháng, năm sinh", "birth_year"),
        ("Nơi sinh hoạt", "unit"),
        ("Số ĐT", "phone"),
        ("Trạng thái", "status"),
        ("STT", ""),
        ("", ""),
    ],
)
def test_headings_with_or_without_accents(heading, column):
    assert meaning(heading) == column


def test_the_first_of_two_columns_with_one_meaning_holds():
    table = recognise(read_file("a.csv", b"So,Ho ten,Don vi,Chi bo\n1,An,A,B\n"))
    assert table.headings == [("So", "code"), ("Ho ten", "name"), ("Don vi", "unit"), ("Chi bo", "")]
    assert table.rows == [(2, {"code": "1", "name": "An", "unit": "A"})]


def test_the_sheet_with_the_list_is_found():
    content = workbook([("Bìa", ["Quận Mẫu"], []), ("Danh sách", HEADINGS, [ROW])])
    assert rows("ds.xlsx", content) == [(2, READ)]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("ds.xlsx", b"", "Tệp rỗng"),
        ("ds.docx", b"PK", "Không đọc được loại tệp này"),
        ("ds", b"x", "Không đọc được loại tệp này"),
        ("ds.xlsx", b"khong phai bang tinh", "Tệp hỏng"),
        ("ds.xlsx", b"PK\x03\x04" + b"\0" * 60, "Tệp hỏng"),
        ("ds.csv", b"\xff\xfea", "Không đọc được chữ"),
        ("ds.csv", b"x" * (10 * 1024 * 1024 + 1), "lớn quá 10 MB"),
        ("ds.csv", b"So,Ho ten\n" + b"1,An\n" * 20_001, "20.000 dòng"),
        ("ds.csv", b"Cot la,Cot khac\n1,2\n", "Không thấy dòng tiêu đề"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_in_a_sentence(name, content, said):
    with pytest.raises(Refused, match=said) as refused:
        rows(name, content)
    assert name != "ds.csv" or "Cot la" not in content.decode("latin-1") or "Cot la" in refused.value.way_out


def test_a_workbook_to_download_holds_text_alone():
    content = workbook([("Lỗi", ["Số", "Họ và tên"], [["007", "=1+1"]])])
    assert rows("a.xlsx", content) == [(2, {"code": "007", "name": "=1+1"})]
