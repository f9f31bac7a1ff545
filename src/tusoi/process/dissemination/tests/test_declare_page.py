"""Declared figures beside the counted ones."""

import pytest
from django.urls import reverse
from tests.factories import TODAY, freeze_roll, held_class, signed_in, world

from tusoi.foundation.kernel.clock import at_noon
from tusoi.foundation.tally.declared import FaultKind
from tusoi.foundation.tally.figures import Figure
from tusoi.process.dissemination.models import DeclaredFigure
from tusoi.process.dissemination.remarks import remarks

pytestmark = pytest.mark.django_db
INPUT = {
    "unit": "phuong-mot",
    "count": "3",
    "total": "10",
    "percent": "30,01",
    "source": "Báo cáo số 12",
    "declared_on": "21/04/2012",
}


def url(home, name="declare"):
    return reverse(f"dissemination:{name}", kwargs={"campaign": home.campaign.code})


def test_it_is_kept_as_written_and_remarked_upon():
    home = world()
    freeze_roll(home)
    held_class(home, ["dv-13", "dv-14", "dv-15"])
    assert signed_in(home.secretary).post(url(home), INPUT).status_code == 302
    assert DeclaredFigure.objects.get().percent == "30,01"
    page = signed_in(home.member).get(url(home, "index")).content.decode()
    assert "30,01" in page
    assert "Lệch 0,01 điểm so với 3/10" in page
    assert signed_in(home.secretary_two).get(url(home, "index")).content.decode().count("30,01") == 0


def test_it_is_compared_with_what_was_counted_on_its_day():
    home = world()
    freeze_roll(home)
    held_class(home, ["dv-13", "dv-14", "dv-15"])
    signed_in(home.secretary).post(url(home), {**INPUT, "declared_on": "01/04/2012", "percent": ""})
    (row,) = remarks(home.campaign, account=None, at=at_noon(TODAY))
    assert row.counted == Figure(0, 10)
    assert [fault.kind for fault in row.faults] == [FaultKind.COUNT_DIFFERS]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"percent": "gần hết"}, "Không đọc được tỷ lệ"),
        ({"declared_on": "30/07/2012"}, "không thể ở sau hôm nay"),
        ({"declared_on": "01/01/2012"}, "trước khi đợt kiểm điểm bắt đầu"),
        ({"count": "-1"}, "error"),
        ({"source": "   "}, "error"),
        ({"unit": "phuong-hai"}, "error"),
    ],
)
def test_bad_input_is_said_and_nothing_is_kept(change, said):
    home = world()
    reply = signed_in(home.secretary).post(url(home), {**INPUT, **change})
    assert reply.status_code == 200
    assert said in reply.content.decode()
    assert not DeclaredFigure.objects.exists()


@pytest.mark.parametrize(("name", "status"), [("officer", 200), ("member", 403), ("viewer", 403), ("stranger", 404)])
def test_who_may(name, status):
    home = world()
    assert signed_in(home.accounts[name]).get(url(home)).status_code == status


@pytest.mark.parametrize(
    ("written", "count"), [("3.261", 3261), ("3 261", 3261), ("1.003.261", 1003261), ("3261", 3261), ("3.26", None)]
)
def test_numbers_are_read_as_people_write_them(written, count):
    home = world()
    reply = signed_in(home.secretary).post(url(home), {**INPUT, "count": written, "total": ""})
    assert list(DeclaredFigure.objects.values_list("count", flat=True)) == ([count] if count else [])
    assert count or "Ghi một số nguyên" in reply.content.decode()
