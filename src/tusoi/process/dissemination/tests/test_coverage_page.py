"""Coverage by unit and audience: /dot/<campaign>/quan-triet/."""

from datetime import date

import pytest
from django.urls import reverse
from tests.factories import TODAY, freeze_roll, held_class, signed_in, world

from tusoi.foundation.access.models import Account
from tusoi.foundation.kernel.clock import at_noon
from tusoi.foundation.tally.actions import recount
from tusoi.foundation.tally.figures import Figure, read
from tusoi.process.dissemination import presenters_coverage
from tusoi.process.dissemination.models import RequiredChange
from tusoi.process.dissemination.presenters_coverage import coverage_of
from tusoi.process.dissemination.progress import coverage_by_audience, raw

pytestmark = pytest.mark.django_db


def url(home, name="index", **more):
    return reverse(f"dissemination:{name}", kwargs={"campaign": home.campaign.code, **more})


def test_two_whole_numbers_by_unit_and_audience():
    home = world()
    freeze_roll(home)
    held_class(home, ["dv-01", "dv-13", "dv-14"])
    page = signed_in(home.viewer).get(url(home)).content.decode()
    assert "3 trong 31 đảng viên" in page
    assert "<strong>2</strong> / 10" in page
    assert coverage_by_audience(home.unit("quan")) == (Figure(1, 12), Figure(2, 19))


def test_one_walks_down_the_tree():
    home = world()
    freeze_roll(home)
    page = signed_in(home.officer).get(url(home), {"don-vi": "phuong-mot"}).content.decode()
    assert "0 trong 10 đảng viên" in page
    assert "Khu vực 2" in page
    assert signed_in(home.member).get(url(home), {"don-vi": "phuong-hai"}).status_code == 404


def test_it_opens_at_the_unit_whose_classes_one_runs_or_the_highest_one_sees():
    home = world()
    freeze_roll(home)
    assert "Đảng bộ phường Một: 0 trong 10" in signed_in(home.secretary).get(url(home)).text
    for who in ("officer", "viewer", "member"):
        assert "Đảng bộ quận Mẫu: 0 trong 31" in signed_in(home.accounts[who]).get(url(home)).text
    up = signed_in(home.secretary).get(url(home)).text
    assert 'href="?don-vi=quan"' in up


def test_before_the_roll_is_frozen_the_page_says_what_comes_next():
    home = world()
    assert "Chốt danh sách" in signed_in(home.officer).get(url(home)).content.decode()
    assert "khi Ban Tổ chức chốt danh sách" in signed_in(home.member).get(url(home)).content.decode()


def test_the_roll_is_frozen_once_from_the_page():
    home = world()
    client = signed_in(home.officer)
    form = client.get(url(home, "freeze-roll")).content.decode()
    assert home.people["dv-23"].name in form  # excused: somebody must decide
    assert home.people["dv-22"].name not in form.split("<main")[1]
    wrong = client.post(url(home, "freeze-roll"), {"key_cadres": "dv-01, dv-99"}).content.decode()
    assert "dv-99" in wrong
    assert read(home.campaign.pk, ["0001"], on=TODAY).get(("0001", "dissemination")) is None
    marked = {"key_cadres": "dv-01, dv-02\ndv-03", "out-dv-23": "excused"}
    assert "Chưa ghi lý do" in client.post(url(home, "freeze-roll"), marked).content.decode()
    assert client.post(url(home, "freeze-roll"), {**marked, "why-dv-23": "Quyết định số 7"}).status_code == 302
    assert coverage_by_audience(home.unit("quan")) == (Figure(0, 3), Figure(0, 28))
    change = RequiredChange.objects.get()
    assert (change.by, change.reason, change.step) == (home.officer, "Quyết định số 7", 0)
    assert client.post(url(home, "freeze-roll"), {"key_cadres": ""}).status_code == 403
    assert signed_in(home.secretary).get(url(home, "freeze-roll")).status_code == 403


def test_an_excused_member_whom_nobody_marks_must_come():
    home = world()
    assert signed_in(home.officer).post(url(home, "freeze-roll"), {"key_cadres": ""}).status_code == 302
    assert coverage_by_audience(home.unit("quan")) == (Figure(0, 0), Figure(0, 32))
    assert not RequiredChange.objects.exists()


@pytest.mark.parametrize(
    ("name", "unit", "status"),
    [
        ("officer", "khu-vuc-3", 200),
        ("secretary", "phuong-mot", 200),
        ("secretary", "khu-vuc-2", 200),
        ("secretary", "quan", 403),
        ("viewer", "phuong-mot", 403),
        ("member", "phuong-mot", 403),
        ("member", "phuong-hai", 404),
        ("stranger", "phuong-mot", 404),
    ],
)
def test_who_reads_the_names(name, unit, status):
    home = world()
    freeze_roll(home)
    assert signed_in(home.accounts[name]).get(url(home, "not-reached", unit=unit)).status_code == status


def test_the_names_are_those_not_reached_and_are_searched_without_accents():
    home = world()
    freeze_roll(home)
    held_class(home, ["dv-13"])
    client = signed_in(home.secretary)
    page = client.get(url(home, "not-reached", unit="phuong-mot")).content.decode()
    assert home.people["dv-13"].name not in page.split("<main")[1]
    assert page.count('<th scope="row">') == 9
    found = client.get(url(home, "not-reached", unit="phuong-mot"), {"tim": "thu hanh"}).content.decode()
    assert found.count('<th scope="row">') == 1


def test_queries_do_not_grow(django_assert_num_queries):
    home = world()
    freeze_roll(home)
    for day in (3, 4, 5):
        held_class(home, [f"dv-{day + 10}"], day=date(2012, 4, day))
        account, unit = Account.objects.get(pk=home.officer.pk), home.unit("quan")
        with django_assert_num_queries(22):
            coverage_of(unit, account=account, at=at_noon(TODAY))


def test_many_classes_are_paged_and_folded_on_a_phone(monkeypatch):
    monkeypatch.setattr(presenters_coverage, "CLASSES", 2)
    home = world()
    freeze_roll(home)
    for day in (3, 4, 5):
        held_class(home, [f"dv-{day + 10}"], day=date(2012, 4, day))
    client = signed_in(home.officer)
    first, second = (client.get(url(home, "index"), {"trang": number}).text for number in (1, 2))
    assert ("03/04/2012" in first, "05/04/2012" in first) == (True, False)
    assert "Xem 3 lớp" in first
    assert ("03/04/2012" in second, "05/04/2012" in second) == (False, True)
    assert '<details class="fold" open>' in second


def test_pages_equal_a_recount():
    home = world()
    freeze_roll(home)
    held_class(home, ["dv-01", "dv-13", "dv-23"])
    paths = list(home.campaign.units.values_list("path", flat=True))

    def seen():
        return {k: v for k, v in read(home.campaign.pk, paths, on=TODAY).items() if k[1] == "dissemination"}

    before = seen()
    recount(home.campaign.pk, raw(home.campaign))
    assert seen() == before
    assert before["0001", "dissemination"] == Figure(2, 31)
