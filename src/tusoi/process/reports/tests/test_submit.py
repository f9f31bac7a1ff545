"""Handing in: refused while something is unanswered or empty; a version that never changes; once."""

from datetime import date

import pytest
from django.urls import reverse
from tests.factories import TODAY, go_to, signed_in, world

from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.tally.actions import recount
from tusoi.foundation.tally.figures import Figure, read
from tusoi.process.campaigns.actions import override_gate
from tusoi.process.campaigns.documents import paper_of
from tusoi.process.campaigns.states import GateName
from tusoi.process.issues import actions as issues
from tusoi.process.issues.actions_proxy import ask_for_proxy
from tusoi.process.issues.tests.cast import NOW, put
from tusoi.process.reports import actions
from tusoi.process.reports.documents import SOURCES
from tusoi.process.reports.models import Report, ReportVersion
from tusoi.process.reports.progress import raw
from tusoi.process.reports.states import REPORTS, ReportState
from tusoi.process.reports.tests.cast import DUE, started, submitted, written

pytestmark = pytest.mark.django_db
COLLECTIVE, _INDIVIDUAL, RESPONSE = SOURCES


def reply(issue, by):
    issues.answer(issue, kind="accept", text="Tiếp thu", by=by, at=NOW)


def test_it_is_refused_with_reason_clause_and_way_out_while_an_issue_is_unanswered():
    w = world()
    report = written(w)
    put(w)
    second = put(w, title="Việc khác")
    with pytest.raises(Refused) as refused:
        actions.submit(report, by=w.secretary, at=NOW)
    assert refused.value.reason == "Chưa thể nộp: còn 2 nội dung chưa tiếp thu, giải trình"
    assert refused.value.clause.startswith("giả định của gói mẫu")
    assert "Phải trả lời" in refused.value.way_out
    reply(second, w.secretary)
    with pytest.raises(Refused, match="còn 1 nội dung"):
        actions.submit(report, by=w.secretary, at=NOW)
    assert Report.objects.get().state == ReportState.DRAFT


def test_the_answer_of_somebody_else_does_not_open_the_gate():
    w = world()
    report = written(w)
    issue = put(w)
    with pytest.raises(Refused):
        reply(issue, w.committee_member)
    with pytest.raises(Refused, match="còn 1 nội dung"):
        actions.submit(report, by=w.secretary, at=NOW)


def test_an_override_lets_it_pass():
    w = world()
    report = written(w)
    put(w)
    override_gate(
        w.campaign,
        GateName.ANSWERS_BEFORE_SUBMISSION,
        campaign_unit=w.unit("phuong-mot"),
        thing=report,
        reason="Nội dung được chuyển sang kỳ sau",
        by=w.officer,
        at=NOW,
    )
    version = actions.submit(report, by=w.secretary, at=NOW)
    assert version.number == 1
    (title,) = version.content["unanswered"]  # the paper and the page say what was let through, not “Không có”
    go_to(TODAY)
    page = signed_in(w.secretary).get(reverse("reports:report", args=[w.campaign.code, report.subject.code]))
    assert f"Chưa tiếp thu, giải trình: {title}" in page.content.decode()
    report = Report.objects.get(pk=report.pk)
    for source in (COLLECTIVE, RESPONSE):
        assert f"(Chưa tiếp thu, giải trình: {title}.)" in str(paper_of(source, report, at=NOW))


def test_an_empty_section_is_named():
    w = world()
    report = started(w)
    with pytest.raises(Refused, match="chưa viết “I"):
        actions.submit(report, by=w.secretary, at=NOW)


def test_the_version_keeps_texts_and_answers():
    w = world()
    report = written(w)
    issue = put(w)
    issues.answer(issue, kind="explain", text="Giải trình", cause="Lịch dày", by=w.secretary, at=NOW)
    version = actions.submit(report, by=w.secretary, at=NOW)
    kept = ReportVersion.objects.get().content
    assert [answer["cause"] for answer in kept["answers"]] == ["Lịch dày"]
    assert kept["sections"][1]["text"].startswith("Phần 1.")
    assert version.digest == actions.digest_of(kept)
    issues.answer(issue, kind="accept", text="Nghĩ lại", by=w.secretary, at=NOW)
    assert ReportVersion.objects.get().content == kept


def test_from_two_windows_it_is_submitted_once():
    w = world()
    first = written(w)
    second = Report.objects.get()
    actions.submit(first, by=w.secretary, at=NOW)
    with pytest.raises(Refused, match="người khác thay đổi"):
        actions.submit(second, by=w.secretary, at=NOW)
    with pytest.raises(Refused, match="đã nộp ngày"):
        actions.submit(Report.objects.get(), by=w.secretary, at=NOW)
    assert ReportVersion.objects.count() == 1


def test_what_is_put_later_reopens_a_supplement_only():
    w = world()
    submitted(w)
    late = put(w, title="Đến sau")
    reply(late, w.secretary)
    assert Report.objects.get().state == ReportState.SUBMITTED


@pytest.mark.parametrize("who", ["officer", "leader", "committee_member", "secretary_two", "viewer"])
def test_only_the_subject_submits(who):
    w = world()
    report = written(w)
    with pytest.raises(Refused, match="phải do tập thể"):
        actions.submit(report, by=w.accounts[who], at=NOW)


def test_a_version_entered_for_a_person_is_marked():
    w = world()
    report = written(w, "phuong-mot-2")
    ask_for_proxy(report.subject, by=w.committee_member, at=NOW)
    assert actions.submit(report, by=w.secretary, at=NOW).by_proxy


def test_counters_equal_the_recount():
    w = world()
    submitted(w)
    started(w, "phuong-hai")
    returned = submitted(w, "phuong-mot-2")
    actions.return_for_revision(returned, remarks="Thiếu số liệu", by=w.officer, at=NOW)
    top = w.unit("quan").path
    after = date(2012, 9, 30)
    figure = read(w.campaign.pk, [top], on=after)[top, REPORTS]
    assert figure == Figure(1, 3, 2)
    assert read(w.campaign.pk, [top], on=DUE)[top, REPORTS].late == 0
    recount(w.campaign.pk, raw(w.campaign))
    assert read(w.campaign.pk, [top], on=after)[top, REPORTS] == figure


def test_a_report_starts_once_and_for_the_subject_or_the_officer():
    w = world()
    report = actions.start(w.subjects["phuong-mot"], by=w.secretary, at=NOW)
    assert report.sections.count() == 6
    with pytest.raises(Refused, match="đã có"):
        actions.start(w.subjects["phuong-mot"], due_on=TODAY, by=w.officer, at=NOW)
    with pytest.raises(Refused, match="phải do"):
        actions.start(w.subjects["phuong-hai"], by=w.secretary, at=NOW)
