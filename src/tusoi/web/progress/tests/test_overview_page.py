"""The overview of a unit: who sees which, what it says, what does not fit, which gates were opened; a fixed number of queries."""

import re
from datetime import date

import pytest
from django.urls import reverse
from tests.factories import TODAY, freeze_roll, go_to, held_class, open_round, prepared_round, signed_in, world
from tests.meetings import opened

from tusoi.foundation.access.models import Account
from tusoi.foundation.kernel.clock import at_noon
from tusoi.foundation.rulebook.procedure import Procedure
from tusoi.process.campaigns.actions import override_gate, record_preparation
from tusoi.process.campaigns.actions_procedure import amend_procedure
from tusoi.process.campaigns.states import GateName
from tusoi.process.dissemination.actions_declared import declare_figure
from tusoi.web.progress.presenters import overview_of
from tusoi.web.progress.timeline import timeline_of

pytestmark = pytest.mark.django_db
QUERIES = 23
AT = at_noon(TODAY)


def page_of(w, who, unit=None, asked=None):
    kwargs = {"campaign": w.campaign.code} | ({"unit": unit} if unit else {})
    to = reverse("progress:unit" if unit else "progress:overview", kwargs=kwargs)
    return signed_in(w.accounts[who]).get(to, asked or {})


def declare(w, unit="phuong-mot", percent="97,67", source="Báo cáo tháng 4"):
    declare_figure(
        w.unit(unit),
        measure="dissemination",
        count=3,
        percent=percent,
        source=source,
        declared_on=date(2012, 4, 10),
        by=w.officer,
        at=AT,
    )


def let_pass(w, unit, reason):
    override_gate(
        w.campaign,
        GateName.TIER_ORDER,
        campaign_unit=w.unit(unit),
        thing=w.unit(unit),
        reason=reason,
        by=w.officer,
        at=AT,
    )


@pytest.mark.parametrize(
    ("who", "top"),
    [
        ("officer", "Đảng bộ quận Mẫu"),
        ("viewer", "Đảng bộ quận Mẫu"),
        ("secretary", "Đảng bộ phường Một"),
        ("member", "Đảng bộ quận Mẫu"),
        ("administrator", None),
        ("stranger", None),
    ],
)
def test_it_opens_at_ones_own_unit_or_the_highest_one_sees(who, top):
    page = page_of(world(), who)
    assert page.status_code == (200 if top else 404)
    assert top is None or f"<h1>{top}</h1>" in page.text.replace("\n", "")


def test_it_says_in_a_sentence_what_is_done():
    w = world()
    freeze_roll(w)
    held_class(w, ["dv-13", "dv-14", "dv-24"])
    assert "3/31 đảng viên đã được quán triệt; 0/12 tập thể, cá nhân đã kiểm điểm." in page_of(w, "viewer").text
    assert "2/10 đảng viên đã được quán triệt" in page_of(w, "member", "phuong-mot").text


def test_what_is_late_is_counted_as_of_the_day():
    w = world()
    assert not re.search(r"\d việc quá hạn", page_of(w, "officer").text)
    go_to(date(2012, 11, 1))
    assert "12 việc quá hạn" in page_of(w, "officer").text


def test_each_unit_below_says_where_it_is_and_leads_on_where_one_may_go():
    w = world()
    record_preparation(w.unit("phuong-mot"), held_on=date(2012, 4, 1), by=w.secretary, at=AT)
    seen = {child.name: child for child in overview_of(w.unit("quan"), w.member, AT).children}
    assert (seen["Phường Một"].state, seen["Phường Một"].is_visible) == ("đang chuẩn bị", True)
    assert (seen["Phường Hai"].state, seen["Phường Hai"].is_visible) == ("chưa chuẩn bị", False)
    assert "Đã họp chuẩn bị" in page_of(w, "secretary").text
    text = page_of(w, "member").text
    assert "Đã họp chuẩn bị" not in text
    assert reverse("progress:unit", args=[w.campaign.code, "phuong-mot"]) in text
    assert reverse("progress:unit", args=[w.campaign.code, "phuong-hai"]) not in text


def test_a_cell_has_no_row_for_what_is_not_counted_there():
    w = world()
    record_preparation(w.unit("khu-vuc-1"), held_on=date(2012, 7, 1), by=None, at=AT)
    text = page_of(w, "member", "khu-vuc-1").text
    assert "Đơn vị đã họp chuẩn bị" not in text
    assert "Đã họp chuẩn bị" in text
    assert "Đơn vị đã họp chuẩn bị" in page_of(w, "member", "phuong-mot").text


def test_a_figure_that_cannot_be_true_stands_there_for_those_who_see_the_unit():
    w = world()
    freeze_roll(w)
    held_class(w, ["dv-13", "dv-14", "dv-16"])
    declare(w)
    for who, told in (("viewer", True), ("secretary", True), ("secretary_two", False)):
        assert ("Báo cáo tháng 4" in page_of(w, who).text) is told, who


def test_an_opened_gate_is_named_with_person_and_reason_to_those_who_see_the_unit():
    w = world()
    let_pass(w, "phuong-mot", "Thường trực đồng ý")
    let_pass(w, "phuong-hai", "Đồng chí được cử đi học")
    everything = page_of(w, "viewer").text
    assert f"{w.officer}: Thường trực đồng ý" in everything
    assert f"{w.officer}: Đồng chí được cử đi học" in everything
    of_ward_one = page_of(w, "member").text
    assert "Thường trực đồng ý" in of_ward_one
    assert "Đồng chí được cử đi học" not in of_ward_one


def test_a_round_in_preparation_is_not_on_the_time_line():
    w = world()
    draft = prepared_round(w)
    assert draft.title not in [bar.name for bar in timeline_of(w.campaign, TODAY).bars]
    taking = open_round(w, code="dot-2")
    bars = {bar.name: bar.state for bar in timeline_of(w.campaign, date(2012, 7, 1)).bars}
    assert bars[taking.title] == "now"
    assert sorted(set(bars.values())) == ["later", "now"]


def test_today_stands_on_the_line_while_the_campaign_runs():
    w = world()
    assert timeline_of(w.campaign, w.campaign.starts_on).today_x == 0
    assert timeline_of(w.campaign, w.campaign.ends_on).today_x == 1000
    assert timeline_of(w.campaign, date(2013, 1, 1)).today_x is None
    assert (timeline_of(w.campaign, TODAY).first, timeline_of(w.campaign, TODAY).last) == (
        w.campaign.starts_on,
        w.campaign.ends_on,
    )


def test_queries_do_not_grow_with_what_there_is(django_assert_num_queries):
    """With one and with three units below, declared figures, and opened gates."""
    w = world()
    freeze_roll(w)
    opened(w)
    for number, unit in enumerate(["phuong-hai", "van-phong", "ban-to-chuc"], start=1):
        declare(w, unit, source=f"Báo cáo số {number}")
        let_pass(w, unit, f"Lý do {number}")
        account = Account.objects.get(pk=w.officer.pk)
        if number != 2:
            with django_assert_num_queries(QUERIES):
                page = overview_of(w.unit("quan"), account, AT)
                assert len(list(page.overrides)) >= 1 + number
                assert len(page.remarks) == number


def names_below(w, **asked):
    text = page_of(w, "officer", asked=asked).text
    return re.findall(r'<th scope="row" data-label="Đơn vị"><a[^>]*>([^<]+)', text)


def test_the_units_below_are_sorted_by_what_is_late_or_missing_and_filtered():
    w = world()
    freeze_roll(w)
    held_class(w, [f"dv-{number}" for number in range(13, 20)])
    by_name = names_below(w)
    assert by_name == sorted(by_name)
    assert names_below(w, xep="dissemination")[0] == "Phường Hai"  # 9 missing; Phường Một 3
    assert names_below(w, xep="khong-co") == by_name
    assert names_below(w, chi="tre") == []
    go_to(date(2012, 11, 1))
    late = names_below(w, xep="tre", chi="tre")
    assert late[0] == "Phường Một"  # a collective and two people; Phường Hai two
    assert "Ban Tổ chức" not in late
    assert page_of(w, "officer", asked={"xep": "tre"}).text.count(" selected>") == 1


def test_a_step_that_a_level_does_without_is_said_where_its_figures_would_stand():
    w = world()
    content = w.campaign.rules.model_dump(mode="json")
    content["profiles"] = [{**content["profiles"][0], "levels": ["cell"], "off": ["reports", "supervision"]}]
    amend_procedure(w.campaign, Procedure.model_validate(content), reason="Chi bộ nhỏ", by=w.officer, at=AT)
    cell = overview_of(w.unit("khu-vuc-1"), w.officer, AT)
    assert {str(row.step) for row in cell.rows if not row.applies} == {"Báo cáo kiểm điểm", "Khắc phục, giám sát"}
    ward = overview_of(w.unit("phuong-mot"), w.officer, AT)
    assert all(row.applies for row in ward.rows)
    page = signed_in(w.officer).get(reverse("progress:unit", args=[w.campaign.code, "khu-vuc-1"])).content.decode()
    assert "không áp dụng" in page
