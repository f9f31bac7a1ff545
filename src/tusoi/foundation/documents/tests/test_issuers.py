"""Who issues, by the table: names in the head, code in the symbol, capacity, place."""

import pytest

from tusoi.foundation.directory.actions import found_unit
from tusoi.foundation.directory.models import Level
from tusoi.foundation.documents.issuers import Issuer, issuer_of
from tusoi.foundation.documents.tests.conftest import START


def test_from_the_district_to_the_cell(place):
    assert issuer_of(place.district) == Issuer("", "Quận ủy Bình Thủy", "QU", "T/M BAN THƯỜNG VỤ", "Bình Thủy")
    assert issuer_of(place.ward) == Issuer(
        "Đảng bộ quận Bình Thủy", "Đảng ủy phường Long Tuyền", "ĐU", "T/M ĐẢNG ỦY", "Long Tuyền"
    )
    assert issuer_of(place.cell) == Issuer(
        "Đảng bộ phường Long Tuyền", "Chi bộ khu vực 1", "CB", "T/M CHI BỘ", "Long Tuyền"
    )


@pytest.mark.parametrize(
    ("name", "expected", "code"),
    [
        ("Đảng bộ Công an quận", "Đảng ủy Công an quận", "ĐU"),
        ("Hội Nông dân", "Hội Nông dân", "HND"),
        ("Ban Tổ chức Quận ủy", "Ban Tổ chức Quận ủy", "BTC"),
    ],
)
def test_other_units(place, name, expected, code):
    unit = found_unit(
        code="u", name=name, short_name=name, level=Level.objects.get(), since=START, parent=place.district
    )
    assert (issuer_of(unit).name, issuer_of(unit).code, issuer_of(unit).place) == (expected, code, "Bình Thủy")
