"""The level above returns with remarks or accepts; never the own file."""

import pytest
from tests.factories import world

from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.issues.tests.cast import NOW
from tusoi.process.reports import actions
from tusoi.process.reports.models import Report, ReportVersion
from tusoi.process.reports.states import ReportState
from tusoi.process.reports.tests.cast import submitted, written

pytestmark = pytest.mark.django_db


def test_returned_rewritten_and_submitted_again_as_a_second_version():
    w = world()
    report = submitted(w)
    actions.return_for_revision(report, remarks="Chưa nêu nguyên nhân", by=w.officer, at=NOW)
    assert Report.objects.get().remarks == "Chưa nêu nguyên nhân"
    actions.save_section(report, key="limitations", text="Nguyên nhân: …", revision=1, by=w.secretary, at=NOW)
    actions.submit(report, by=w.secretary, at=NOW)
    assert list(ReportVersion.objects.values_list("number", flat=True)) == [1, 2]
    actions.accept(report, by=w.leader, at=NOW)
    assert Report.objects.get().state == ReportState.ACCEPTED
    with pytest.raises(Refused, match="đã được tiếp nhận"):
        actions.return_for_revision(report, remarks="Muộn", by=w.officer, at=NOW)


def test_remarks_are_needed():
    w = world()
    with pytest.raises(Refused, match="bổ sung gì"):
        actions.return_for_revision(submitted(w), remarks=" ", by=w.officer, at=NOW)


@pytest.mark.parametrize("who", ["secretary", "member", "viewer", "overseer", "administrator"])
def test_others_do_not_decide(who):
    w = world()
    report = submitted(w)
    with pytest.raises(Refused, match="tiếp nhận hoặc trả lại"):
        actions.accept(report, by=w.accounts[who], at=NOW)


def test_nobody_accepts_the_own_report():
    w = world()
    for subject in ("btv", "btv-1"):
        with pytest.raises(Refused, match="hồ sơ của mình"):
            actions.accept(submitted(w, subject), by=w.leader, at=NOW)


def test_a_draft_is_not_accepted():
    w = world()
    with pytest.raises(Refused, match="chưa nộp"):
        actions.accept(written(w), by=w.officer, at=NOW)
