"""Editions are data: complete, each value with a source, chosen by the day."""

from datetime import date

import pytest

from tusoi.foundation.documents import layout
from tusoi.foundation.documents.layout import Mark, edition_on, editions


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(1999, 1, 1), "hd-11-vptw-2004"),
        (date(2012, 7, 29), "hd-11-vptw-2004"),
        (date(2018, 4, 2), "hd-11-vptw-2004"),
        (date(2018, 4, 3), "hd-36-vptw-2018"),
        (date(2026, 5, 26), "hd-36-vptw-2018"),
        (date(2026, 5, 27), "hd-05-vptw-2026"),
    ],
)
def test_the_edition_of_a_day(day, code):
    assert edition_on(day).code == code


def test_every_value_says_where_it_comes_from():
    for edition in editions().values():
        assert all(origin.source for origin in edition.provenance.values())
        assert set(edition.provenance) == set(edition.__dataclass_fields__) - {"code", "name", "since", "provenance"}


def test_what_nobody_has_read_is_listed_as_an_assumption():
    assert "party_title" not in editions()["hd-11-vptw-2004"].assumptions()
    assert "line_pt" in editions()["hd-11-vptw-2004"].assumptions()
    assert all(origin.mark is not Mark.READ for origin in editions()["hd-05-vptw-2026"].provenance.values())


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2012, 2, 5), "Bình Thủy, ngày 05 tháng 02 năm 2012"),
        (date(2026, 5, 27), "Bình Thủy, ngày 27 tháng 5 năm 2026"),
        (date(2012, 12, 9), "Bình Thủy, ngày 09 tháng 12 năm 2012"),
        (None, "Bình Thủy, ngày … tháng … năm ……"),
    ],
)
def test_days_and_the_first_two_months_take_a_zero(day, text):
    assert editions()["hd-05-vptw-2026"].date_line("Bình Thủy", day) == text


def test_the_number_has_two_digits_and_no_colon():
    edition = editions()["hd-05-vptw-2026"]
    assert edition.number_line(5, "BC/ĐU") == "Số 05-BC/ĐU"
    assert edition.number_line(120, "BC/ĐU") == "Số 120-BC/ĐU"
    assert edition.number_line(None, "BC/ĐU") == "Số       -BC/ĐU"
    assert edition.number_line(None, "") == ""


@pytest.mark.parametrize(
    ("change", "message"),
    [(("body_pt = 14", ""), "missing or unknown: .'body_pt'."), (('star = "*"', 'star = "*"\nstars = 2'), "'stars'")],
)
def test_an_edition_with_a_missing_or_unknown_value_is_refused(tmp_path, change, message):
    text = (layout.EDITIONS / "hd-05-vptw-2026.toml").read_text(encoding="utf-8").replace(*change)
    (tmp_path / "hd-x.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=message):
        layout._read(tmp_path / "hd-x.toml")
