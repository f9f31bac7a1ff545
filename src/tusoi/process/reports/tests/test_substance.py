"""Notices on a real report: for the author alone, then for the overseer; copies; a reason for leaving one as it is."""

from datetime import date

import pytest
from tests.factories import at_noon, draft_campaign, signed_in, world
from tests.report_texts import changed, report_text

from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.campaigns import actions as campaigns
from tusoi.process.campaigns.rules import Window
from tusoi.process.issues import actions as issues
from tusoi.process.issues.tests.cast import NOW, issued
from tusoi.process.reports import actions, actions_draft
from tusoi.process.reports.content import content_of, notices_of
from tusoi.process.reports.models import NoticeDismissal, Report, ReportKey, SubstanceNotice
from tusoi.process.reports.remediation import Row
from tusoi.process.reports.tests.cast import started
from tusoi.process.reports.tests.test_editor_page import url

pytestmark = pytest.mark.django_db
PARTS = ["strengths", "limitations", "earlier", "suggested", "responsibility", "measures"]


def filled(w, subject, text):
    """A report whose sections hold the parts of a text."""
    report = started(w, subject)
    parts = [part.split("\n", 1)[1] for part in text.split("\n\n")]
    for section, part in zip(report.sections.order_by("pk"), parts, strict=True):
        actions.save_section(report, key=section.key, text=part, revision=0, by=None, at=NOW)
    return report


def codes(report):
    return [notice.code for notice in notices_of(report, content_of(report))]


def test_a_copy_of_what_another_handed_in_is_told_to_the_author_without_name_or_text():
    w = world()
    text = report_text("one")
    actions.submit(filled(w, "phuong-hai", text), by=None, at=NOW)
    other = filled(w, "phuong-mot", changed(text, 0.2, "two"))
    assert "another" in codes(other)
    page = signed_in(w.secretary).get(url(w)).text
    assert "trùng với một báo cáo khác" in page
    assert "Đảng ủy phường Hai" not in page
    assert "trùng với một báo cáo khác" not in signed_in(w.committee_member).get(url(w)).text


def test_a_copy_of_what_another_copied_is_told_too():
    """Each changed the same text separately, so that more than a quarter of the words differ between them."""
    w = world()
    source = report_text("source", 30)
    for subject in ("btv", "van-phong"):
        actions.submit(filled(w, subject, report_text(f"outline-{subject}")), by=None, at=NOW)
    actions.submit(filled(w, "phuong-hai", changed(source, 0.15, "two")), by=None, at=NOW)
    assert "another" in codes(filled(w, "phuong-mot", changed(source, 0.15, "one")))


def test_reports_of_their_own_and_ones_own_are_no_copies():
    w = world()
    for place, subject in enumerate(("btv", "van-phong", "phuong-hai")):
        actions.submit(filled(w, subject, report_text(f"own-{place}")), by=None, at=NOW)
    mine = filled(w, "phuong-mot", report_text("own-mine"))
    assert "another" not in codes(mine)
    actions.submit(mine, by=None, at=NOW)
    assert "another" not in codes(mine)
    actions.return_for_revision(mine, remarks="Thiếu", by=w.officer, at=NOW)
    before = ReportKey.objects.filter(report=mine).count()
    actions.submit(Report.objects.get(pk=mine.pk), by=None, at=NOW)
    assert ReportKey.objects.filter(report=mine).count() == before == 128


def test_what_one_handed_in_last_time_is_shown_side_by_side():
    w = world()
    text = report_text("last")
    actions.submit(filled(w, "phuong-mot", text), by=None, at=NOW)
    again = next_campaign(w)
    report = actions.start(again.subjects.get(code="phuong-mot"), by=None, at=at_noon(date(2013, 2, 1)))
    parts = [part.split("\n", 1)[1] for part in changed(text, 0.1, "again").split("\n\n")]
    for section, part in zip(report.sections.order_by("pk"), parts, strict=True):
        actions.save_section(report, key=section.key, text=part, revision=0, by=None, at=at_noon(date(2013, 2, 1)))
    notices = {notice.code: notice for notice in notices_of(report, content_of(report))}
    assert "another" not in notices
    assert len(notices["last-time-strengths"].passages) == 4
    page = signed_in(w.secretary).get(f"/dot/{again.code}/bao-cao/phuong-mot/").text
    assert "đoạn gần như giữ nguyên của báo cáo kỳ trước" in page
    assert "<del>" in page
    beside = signed_in(w.secretary).get(f"/dot/{again.code}/bao-cao/phuong-mot/so-ky-truoc/")
    assert beside.status_code == 200
    assert "<ins>" in beside.text
    assert signed_in(w.committee_member).get(f"/dot/{again.code}/bao-cao/phuong-mot/so-ky-truoc/").status_code == 403


def next_campaign(w):
    """The year after, with the ward's committee as a subject; open."""
    again = draft_campaign(w, "sang-nam")
    at = at_noon(date(2013, 1, 5))
    campaigns.set_windows(again, [_later(tier) for tier in w.tiers.values()], by=w.officer, at=at)
    campaigns.open_campaign(again, by=w.officer, at=at)
    first = w.subjects["phuong-mot"]
    campaigns.add_subject(
        again, code="phuong-mot", unit=w.units["phuong-mot"], collective=first.collective,
        tier=again.tiers.get(code="base"), decided_by=first.collective, order=1, by=w.officer, at=at,
    )  # fmt: skip
    return again


def _later(tier):
    from_day, until = tier.opens_on, tier.closes_on
    return Window(tier.code, from_day.replace(year=2013), until.replace(year=2013))


def test_the_overseer_reads_what_stood_at_submission_with_the_reason():
    w = world()
    report = filled(w, "phuong-mot", report_text("seen"))
    actions.save_remediation(report, rows=[Row("Gửi tài liệu trễ")], revision=0, by=None, at=NOW)
    issued(w)
    for issue in report.subject.issues.all():
        issues.answer(issue, kind="accept", text="Tiếp thu", by=w.secretary, at=NOW)
    (row, answer) = [code for code in codes(report) if code.startswith(("row-", "answer-"))][:2]
    actions_draft.dismiss_notice(report, code=row, reason="Đã ghi ở phụ lục", by=w.secretary, at=NOW)
    assert "Lưu ý" not in signed_in(w.overseer).get(url(w)).text
    actions.submit(report, by=w.secretary, at=NOW)
    kept = set(SubstanceNotice.objects.values_list("code", flat=True))
    assert {row, answer} <= kept
    page = signed_in(w.overseer).get(url(w)).text
    assert "Người viết để nguyên: Đã ghi ở phụ lục" in " ".join(page.split())
    assert "chưa ghi nguyên nhân, biện pháp" in page
    for who in ("officer", "leader", "committee_member", "secretary"):
        assert "chưa ghi nguyên nhân" not in signed_in(w.accounts[who]).get(url(w)).text, who


def test_a_notice_is_left_with_a_reason_by_the_author_alone():
    w = world()
    report = filled(w, "phuong-mot", report_text("left"))
    actions.save_section(report, key="limitations", text="Không có.", revision=1, by=None, at=NOW)
    assert "no-shortcoming" in codes(report)
    client = signed_in(w.secretary)
    send = {"code": "no-shortcoming", "reason": "Cấp trên đã kiểm tra, kết luận không có"}
    assert client.post(url(w, "dismiss"), send).status_code == 302
    assert NoticeDismissal.objects.get().reason == send["reason"]
    assert send["reason"] in client.get(url(w)).text
    assert client.post(url(w, "dismiss"), {"code": "no-shortcoming", "reason": " "}).status_code == 403
    assert client.post(url(w, "dismiss"), {"code": "nothing", "reason": "x"}).status_code == 403
    assert signed_in(w.committee_member).post(url(w, "dismiss"), send).status_code == 403
    actions.submit(report, by=w.secretary, at=NOW)
    with pytest.raises(Refused, match="không sửa được nữa"):
        actions_draft.dismiss_notice(report, code="no-shortcoming", reason="Muộn", by=w.secretary, at=NOW)
