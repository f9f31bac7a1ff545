"""Declared figures beside the counted ones."""

from datetime import date

import pytest
from django.urls import reverse
from tests.factories import TODAY, freeze_roll, held_class, signed_in, world

from tusoi.foundation.journal.models import Entry
from tusoi.foundation.kernel.clock import at_noon
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.tally.declared import FaultKind
from tusoi.foundation.tally.figures import Figure
from tusoi.process.dissemination.actions_declared import declare_figure, withdraw_figure
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


def declared(home, unit, count, day=21, total=None, by="officer"):
    return declare_figure(
        home.unit(unit),
        count=count,
        total=total,
        source=f"Báo cáo ngày {day}",
        declared_on=date(2012, 4, day),
        by=home.accounts[by],
        at=at_noon(TODAY),
    )


def kinds(home, row):
    (found,) = [one for one in remarks(home.campaign, account=None, at=at_noon(TODAY)) if one.figure.pk == row.pk]
    return {fault.kind: str(fault) for fault in found.faults}


def test_a_later_figure_below_an_earlier_one_is_remarked_upon():
    home = world()
    freeze_roll(home)
    early = declared(home, "phuong-mot", 8, day=10)
    late = declared(home, "phuong-mot", 5, day=20)
    assert FaultKind.LESS_THAN_EARLIER not in kinds(home, early)
    said = kinds(home, late)[FaultKind.LESS_THAN_EARLIER]
    assert said == "Số báo cáo 5 ít hơn số 8 đã báo cáo ngày 10/04/2012; đề nghị kiểm tra lại"
    withdraw_figure(early, reason="Ghi nhầm phường", by=home.officer, at=at_noon(TODAY))
    assert FaultKind.LESS_THAN_EARLIER not in kinds(home, late)


def test_more_below_than_above_is_remarked_upon_and_less_only_when_all_have_declared():
    home = world()
    freeze_roll(home)
    top = declared(home, "phuong-mot", 6, total=9)
    declared(home, "khu-vuc-1", 4, day=12, total=6)
    assert FaultKind.CHILDREN_DIFFER not in kinds(home, top)  # the other cell has not said anything yet
    second = declared(home, "khu-vuc-2", 5, day=12, total=5)
    said = kinds(home, top)[FaultKind.CHILDREN_DIFFER]
    assert "tổng số phải dự của 2 đơn vị trực thuộc được 11, đơn vị ghi 9: lệch 2" in said
    withdraw_figure(second, reason="Ghi nhầm", by=home.officer, at=at_noon(TODAY))
    declared(home, "khu-vuc-2", 1)
    assert FaultKind.CHILDREN_DIFFER not in kinds(home, top)  # of another day, so less is no fault
    declared(home, "khu-vuc-1", 4)
    assert "số đã dự của 2 đơn vị trực thuộc được 5, đơn vị ghi 6" in kinds(home, top)[FaultKind.CHILDREN_DIFFER]


def test_everybody_reads_the_same_remark():
    home = world()
    freeze_roll(home)
    declared(home, "phuong-mot", 3)
    declared(home, "khu-vuc-1", 6)
    (seen,) = [
        row
        for row in remarks(home.campaign, account=home.secretary, at=at_noon(TODAY))
        if row.figure.campaign_unit.code == "phuong-mot"
    ]
    assert FaultKind.CHILDREN_DIFFER in {fault.kind for fault in seen.faults}


def test_a_mistaken_entry_is_withdrawn_with_a_reason_and_kept():
    home = world()
    freeze_roll(home)
    row = declared(home, "phuong-mot", 30)
    client = signed_in(home.secretary)
    page = client.get(url(home, "mismatch")).text
    assert "báo cáo hơn 30" in page
    to = reverse("dissemination:withdraw-figure", args=[home.campaign.code, row.pk])
    assert to in page
    assert "error" in client.post(to, {"reason": " "}).text
    reply = client.post(to, {"reason": "Ghi nhầm dòng"}, follow=True)
    assert "Đã rút số liệu của Phường Một" in reply.text
    assert "Ghi nhầm dòng" in reply.text
    assert "đều khớp" in reply.text
    assert remarks(home.campaign, account=None, at=at_noon(TODAY)) == []
    row.refresh_from_db()
    assert (row.count, row.withdrawn_by, row.withdrawn_on) == (30, home.secretary, TODAY)
    assert Entry.objects.filter(act="dissemination.figure_withdrawn", account_id=home.secretary.pk).count() == 1
    assert client.post(to, {"reason": "Lần nữa"}).status_code == 403
    with pytest.raises(Refused, match="đã được rút"):
        withdraw_figure(declaring_again(row), reason="Lần nữa", by=home.secretary, at=at_noon(TODAY))


def declaring_again(row):
    """The figure as somebody still has it on an old page."""
    row.withdrawn_on = None
    return row


@pytest.mark.parametrize(
    ("name", "status"), [("officer", 200), ("secretary", 200), ("member", 403), ("secretary_two", 404)]
)
def test_who_withdraws(name, status):
    home = world()
    row = declared(home, "phuong-mot", 3)
    to = reverse("dissemination:withdraw-figure", args=[home.campaign.code, row.pk])
    client = signed_in(home.accounts[name])
    assert client.get(to).status_code == status
    assert to not in signed_in(home.member).get(url(home, "mismatch")).text


def test_those_that_fit_stand_apart():
    home = world()
    freeze_roll(home)
    held_class(home, ["dv-13", "dv-14", "dv-15"])
    declared(home, "phuong-mot", 3, total=10)
    page = signed_in(home.officer).get(url(home, "mismatch"), {"don-vi": "phuong-mot"}).text
    assert "đều khớp" in page
    assert "bằng nhau" in page
    assert "Báo cáo ngày 21" not in signed_in(home.officer).get(url(home, "mismatch"), {"don-vi": "phuong-hai"}).text


def test_queries_do_not_grow(django_assert_num_queries):
    home = world()
    freeze_roll(home)
    for day in (10, 11, 12):
        declared(home, "phuong-mot", day, day=day)
        with django_assert_num_queries(4):
            remarks(home.campaign, account=None, at=at_noon(TODAY))
