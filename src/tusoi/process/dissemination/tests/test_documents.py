"""The result of dissemination: counted from the lists, declared figures beside, with what does not fit."""

from datetime import date

import pytest
from tests.factories import freeze_roll, held_class, world

from tusoi.foundation.documents.docx_writer import write_docx
from tusoi.foundation.documents.tests.helpers import lines_of
from tusoi.foundation.kernel.clock import at_noon
from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.campaigns.documents import issue_from, paper_of
from tusoi.process.dissemination import actions, actions_attendance, actions_changes, actions_declared
from tusoi.process.dissemination.actions_makeup import plan_makeup
from tusoi.process.dissemination.documents import SOURCES
from tusoi.process.dissemination.states import DISSEMINATION
from tusoi.process.dissemination.tests.test_list_changes import member

pytestmark = pytest.mark.django_db
[RESULT] = SOURCES
AT = at_noon(date(2012, 4, 21))


def held(w, people, **also):
    study_class = held_class(w, people, **also)
    return actions.close_class(study_class, by=w.officer, at=AT)


def text_of(unit, at=AT):
    return "\n".join(lines_of(write_docx(paper_of(RESULT, unit, at=at))))


def test_counted_and_declared_stand_side_by_side():
    w = world()
    freeze_roll(w)
    held(w, ["dv-13", "dv-14"])
    held(w, ["dv-01", "dv-14"], unit="quan", day=date(2012, 4, 6))
    actions_declared.declare_figure(
        w.unit("quan"),
        measure=DISSEMINATION,
        count=4,
        percent="97,67 %",
        source="Báo cáo miệng",
        declared_on=date(2012, 4, 21),
        by=w.officer,
        at=AT,
    )
    text = text_of(w.unit("quan"))
    assert "3/31 đảng viên (9,68 %)" in text
    assert "Trong đó cán bộ chủ chốt: 1/12 đồng chí." in text
    assert "1 | Lớp quán triệt nghị quyết | Phường Một | 05/04/2012 | đảng viên | 2" in text
    assert "Quận Mẫu, Báo cáo miệng: 4 (97,67 %)" in text
    assert "Số báo cáo 4, đếm được 3" in text
    assert "không khớp với tổng số nguyên nào" in text


def test_as_of_the_day_and_of_the_unit():
    w = world()
    freeze_roll(w)
    held(w, ["dv-13"])
    held(w, ["dv-14"], day=date(2012, 4, 20))
    assert "1/10 đảng viên" in text_of(w.unit("phuong-mot"), at_noon(date(2012, 4, 19)))
    assert "2/10 đảng viên" in text_of(w.unit("phuong-mot"))
    assert "chưa có lớp nào" in text_of(w.unit("phuong-hai"))


def test_before_the_roll_is_frozen_there_is_no_rate():
    assert "chưa chốt danh sách phải dự" in text_of(world().unit("quan"))


def test_who_writes_it():
    w = world()
    freeze_roll(w)
    held(w, ["dv-13"])
    on = AT.date()
    units = {who: [unit.code for unit in RESULT.things(w.campaign, account, on)] for who, account in w.accounts.items()}
    assert {who: codes for who, codes in units.items() if codes} == {
        "officer": ["phuong-mot", "quan"],
        "leader": ["phuong-mot", "quan"],
        "viewer": ["phuong-mot", "quan"],
        "secretary": ["phuong-mot"],
    }
    with pytest.raises(Refused, match="quyền"):
        issue_from(RESULT, w.unit("phuong-mot"), campaign=w.campaign, by=w.viewer, at=AT)
    first = issue_from(RESULT, w.unit("phuong-mot"), campaign=w.campaign, by=w.secretary, at=AT)
    again = issue_from(RESULT, w.unit("phuong-mot"), campaign=w.campaign, by=w.secretary, at=AT)
    assert [first.number_symbol, again.number_symbol] == ["01-BC/ĐU", "02-BC/ĐU"]


def test_it_counts_by_unit_and_audience_says_who_is_left_out_and_what_is_planned():
    w = world()
    freeze_roll(w)
    held(w, ["dv-13", "dv-14"])
    actions_changes.leave_out(member(w, "dv-15"), kind="away", reason="Đi học", by=w.officer, at=AT)
    planned = date(2012, 5, 20)
    row = plan_makeup(w.unit("phuong-mot"), code="bu", title="Lớp bổ sung", held_on=planned, by=w.officer, at=AT)
    text = text_of(w.unit("quan"))
    assert "2 | Phường Hai | 0/9 | 0,00 % | – | 0/9 | 9" in text
    assert "3 | Phường Một | 2/9 | 22,22 % | – | 2/9 | 7" in text
    assert " | Cộng | 2/30 | 6,67 % | 0/12 | 2/18 | 28" in text
    assert "Danh sách chốt 31 người ngày 26/03/2012; − 1 đi học, đi công tác dài ngày; nay 30 người." in text
    assert "Được miễn công tác và sinh hoạt: 1 người." in text
    assert w.people["dv-15"].name not in text
    assert "Còn 28 người phải dự mà chưa dự lớp nào." in text
    assert "Lớp bổ sung, Phường Một, ngày 20/05/2012: mời 7 người." in text
    later = at_noon(date(2012, 5, 21))
    actions_attendance.check_in(row, [w.people[code] for code in ("dv-16", "dv-17", "dv-01")], by=w.officer, at=later)
    actions.close_class(row, by=w.officer, at=later)
    text = text_of(w.unit("quan"), later)
    assert "1 | Lớp bổ sung | Phường Một | 20/05/2012 | 7 | 2" in text
    assert "Chưa có lớp bổ sung nào được lập" in text
    assert "1 | Lớp quán triệt nghị quyết" in text
    earlier = text_of(w.unit("quan"), at_noon(date(2012, 4, 20)))
    assert "nay 30 người" not in earlier
    assert "2/31 đảng viên" in earlier


def test_a_declared_figure_stands_with_its_difference_and_a_withdrawn_one_does_not():
    w = world()
    freeze_roll(w)
    held(w, ["dv-13", "dv-14"])
    figure = {"source": "Báo cáo số 5", "declared_on": date(2012, 4, 21), "by": w.officer, "at": AT}
    row = actions_declared.declare_figure(w.unit("phuong-mot"), count=1, total=10, **figure)
    assert "Phường Một, Báo cáo số 5: 1/10; đếm được 2/10; kém 1. Số báo cáo 1, đếm được 2" in text_of(w.unit("quan"))
    actions_declared.withdraw_figure(row, reason="Ghi nhầm", by=w.officer, at=AT)
    assert "Không có số liệu do đơn vị tự báo cáo" in text_of(w.unit("quan"))


def test_when_everybody_came_it_says_so():
    w = world()
    freeze_roll(w)
    held(w, [f"dv-{number}" for number in range(13, 23)])
    text = text_of(w.unit("phuong-mot"))
    assert "Mọi người phải dự đều đã dự" in text
    assert "1 | Khu vực 1 | 6/6 | 100 %" in text
