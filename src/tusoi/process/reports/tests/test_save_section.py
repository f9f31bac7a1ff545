"""Saving section by section: two windows lose nothing."""

import pytest
from tests.factories import world

from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.issues.actions_proxy import ask_for_proxy
from tusoi.process.issues.tests.cast import NOW
from tusoi.process.reports import actions
from tusoi.process.reports.models import Report, ReportSection
from tusoi.process.reports.tests.cast import started, submitted

pytestmark = pytest.mark.django_db


def save(report, by, text, revision=0, key="limitations"):
    return actions.save_section(report, key=key, text=text, revision=revision, by=by, at=NOW)


def text_of(report, key="limitations"):
    return report.sections.get(key=key).text


def test_each_save_is_a_revision():
    w = world()
    report = started(w)
    assert save(report, w.secretary, "Một") == 1
    assert save(report, w.secretary, "Hai", 1) == 2
    assert text_of(report) == "Hai"


def test_the_second_window_is_refused_and_nothing_is_overwritten():
    w = world()
    report = started(w)
    save(report, w.secretary, "Cửa sổ thứ nhất")
    with pytest.raises(actions.SavedMeanwhile, match="cửa sổ khác lúc 12:00") as refused:
        save(report, w.secretary, "Cửa sổ thứ hai")
    assert refused.value.saved.text == text_of(report) == "Cửa sổ thứ nhất"


def test_a_reply_that_was_lost_costs_nothing():
    w = world()
    report = started(w)
    save(report, w.secretary, "Một\r\nhai")
    assert save(report, w.secretary, "Một\nhai") == 1


def test_an_unknown_section_is_refused():
    w = world()
    with pytest.raises(Refused, match="không có phần này"):
        save(started(w), w.secretary, "Một", key="khac")


@pytest.mark.parametrize("who", ["officer", "leader", "secretary_two", "committee_member", "overseer", "viewer"])
def test_only_the_subject_writes(who):
    w = world()
    report = started(w)
    with pytest.raises(Refused, match="phải do tập thể"):
        save(report, w.accounts[who], "Một")
    assert text_of(report) == ""


def test_a_person_writes_the_own_report_and_the_secretary_for_them():
    w = world()
    report = started(w, "phuong-mot-2")
    save(report, w.committee_member, "Tự viết")
    ask_for_proxy(report.subject, by=w.committee_member, at=NOW)
    assert save(report, w.secretary, "Nhập hộ từ bản viết tay", 1) == 2


def test_after_submission_nothing_is_saved_even_with_a_stale_page():
    w = world()
    report = submitted(w)
    with pytest.raises(Refused, match="đã nộp ngày 29/07/2012"):
        save(Report.objects.get(), w.secretary, "Sửa", 1)
    report.state = "draft"
    with pytest.raises(Refused, match="không sửa được nữa"):
        save(report, w.secretary, "Sửa", 1)
    assert ReportSection.objects.filter(text="Sửa").count() == 0
