"""What goes to the printer: letters with names and no codes, code sheets with no names, shuffled, in memory only."""

import json
import re

import pytest
import typst
from tests.factories import ROUND_OPENS, open_round, prepared_round, signed_in, world

from tusoi.foundation.secrecy.codes import clean_code
from tusoi.process.feedback import printing, views_sheets
from tusoi.process.feedback.models import Invitation

pytestmark = pytest.mark.django_db
PAGE = "/dot/nq-tw4/gop-y/dot-1/to-phieu/"
ADDRESS = "https://gop-y.example.vn/phieu/"


@pytest.fixture
def home():
    return world(today=ROUND_OPENS)


@pytest.fixture
def printed(monkeypatch):
    """What was handed to the typesetter, and how."""
    calls = []
    real = typst.Compiler

    class Watched:
        def __init__(self, **how):
            self.compiler = real(**how)

        def compile(self, source, **how):
            calls.append((json.loads(how["sys_inputs"]["data"]), how, self.compiler.compile(source, **how)))
            return calls[-1][2]

    monkeypatch.setattr(printing.typst, "Compiler", Watched)
    return calls


def pages_of(data):
    """How many pages the same data makes, drawn as pictures."""
    compiler = typst.Compiler(font_paths=[str(printing.FONTS)], ignore_system_fonts=True)
    inputs = {"data": json.dumps(data)}
    made = compiler.compile(printing.TEMPLATE.read_bytes(), sys_inputs=inputs, format="png", ppi=20)
    return len(made) if isinstance(made, list) else 1


@pytest.mark.parametrize(
    ("kind", "count", "expected"),
    [("slips", 1, 4), ("slips", 3, 12), ("codes", 12, 1), ("codes", 13, 2), ("letters", 3, 3)],
)
def test_a_cover_and_one_sheet_a_subject_or_twelve_codes_or_one_letter_a_page(home, printed, kind, count, expected):
    round = open_round(home)
    if kind == "letters":
        printing.letters_pdf(round, [f"Người {number}" for number in range(count)], ADDRESS)
    else:
        sheets = [(f"7KMP-X2QT-{number:04d}", "") for number in range(count)]
        printing.sheets_pdf(round, sheets, ADDRESS, cut=kind == "codes")
    assert pages_of(printed[0][0]) == expected


def test_each_box_has_eight_lines():
    source = printing.TEMPLATE.read_text(encoding="utf-8")
    assert "for title in data.boxes { ruled(title, 8) }" in source


def test_letters_have_every_name_and_no_code(home, printed):
    prepared_round(home)
    signed_in(home.officer).get(PAGE + "individuals/thu-moi/")
    data, _how, made = printed[0]
    assert data["names"] == list(
        Invitation.objects.filter(group__code="individuals").order_by("pk").values_list("name", flat=True)
    )
    assert data["sheets"] == []
    assert not re.search(
        r"\b[2-9BCFGHJKMNPQRTVX]{4}-[2-9BCFGHJKMNPQRTVX]{4}-[2-9BCFGHJKMNPQRTVX]{4}\b", json.dumps(data)
    )
    assert "vân tay" in data["words"]["uncovered"]
    assert made.startswith(b"%PDF-")


def test_sheets_have_codes_and_no_name_and_go_to_no_file(home, printed):
    open_round(home)
    answer = signed_in(home.officer).post(PAGE + "individuals/in/", {"count": 12, "style": "slips"})
    data, how, made = printed[0]
    codes = [sheet["code"] for sheet in data["sheets"]]
    assert len({clean_code(code) for code in codes}) == 12
    assert data["names"] == []
    names = Invitation.objects.values_list("name", flat=True)
    assert not any(name in json.dumps(data, ensure_ascii=False) for name in names)
    assert set(how) == {"sys_inputs", "format"}, "no output: what is made stays in memory"
    assert answer.content == made
    assert all(sheet["qr"].startswith("<svg") for sheet in data["sheets"])
    assert len({sheet["qr"] for sheet in data["sheets"]}) == 12


def test_the_order_of_printing_is_drawn_by_lot(home, printed, monkeypatch):
    """The view shuffles what the mint returned."""
    open_round(home)
    monkeypatch.setattr(views_sheets._shuffler, "shuffle", lambda codes: codes.sort())
    signed_in(home.officer).post(PAGE + "individuals/in/", {"count": 12, "style": "codes"})
    codes = [sheet["code"] for sheet in printed[0][0]["sheets"]]
    assert codes == sorted(codes)


def test_an_organisations_sheets_bear_its_name(home, printed):
    open_round(home)
    signed_in(home.officer).post(PAGE + "organisations/in/", {})
    labels = {sheet["label"] for sheet in printed[0][0]["sheets"]}
    assert labels == {"Mặt trận quận", "Liên đoàn Lao động", "Hội Nông dân"}


def test_who_is_invited_by_mail_gets_no_letter_on_paper(home, printed):
    open_round(home)
    Invitation.objects.filter(group__code="retired").update(channel="mail", email="a@example.org")
    answer = signed_in(home.officer).get(PAGE + "retired/thu-moi/")
    assert answer.status_code == 403
    assert "không mời ai bằng giấy" in answer.text


def test_a_reminder_on_paper_goes_to_the_whole_group_and_has_no_code(home, printed):
    round = open_round(home)
    officer = signed_in(home.officer)
    officer.post(PAGE + "individuals/in/", {"count": "12", "style": "slips"})
    assert "individuals/thu-moi/?nhac" in officer.get(PAGE).text
    answer = officer.get(PAGE + "individuals/thu-moi/?nhac")
    assert "thu-nhac" in answer["Content-Disposition"]
    data = printed[-1][0]
    assert data["words"]["letter"] == "Thư nhắc góp ý"
    assert "không biết ai đã gửi phiếu" in data["words"]["letter_steps"][0]
    assert len(data["names"]) == round.groups.get(code="individuals").invitations.count() == pages_of(data)
    assert data["sheets"] == []
