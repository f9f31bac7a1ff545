"""The collective's draft goes round the unit; remarks come back with names, until it is handed in."""

import pytest
from tests.factories import CAST, signed_in, world

from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.issues.tests.cast import NOW
from tusoi.process.reports import actions, actions_draft
from tusoi.process.reports.models import DraftRemark
from tusoi.process.reports.tests.cast import started, submitted, written
from tusoi.process.reports.tests.test_editor_page import url

pytestmark = pytest.mark.django_db
ALL = [name for name, _person, _roles in CAST]


def readers(w):
    return {who for who in ALL if signed_in(w.accounts[who]).get(url(w)).status_code == 200}


def test_members_of_the_unit_read_the_draft_only_while_it_goes_round():
    w = world()
    report = written(w)
    assert readers(w) == {"secretary", "committee_member"}
    assert signed_in(w.secretary).post(url(w, "circulate")).status_code == 302
    assert readers(w) == {"secretary", "committee_member", "member"}
    page = signed_in(w.member).get(url(w)).text
    assert "Dự thảo lấy góp ý" in page
    assert "Lưu ý" not in page
    report.refresh_from_db()
    actions.submit(report, by=w.secretary, at=NOW)
    assert readers(w) == {"secretary", "committee_member", "officer", "leader"}


def test_a_member_says_something_and_the_author_reads_it_beside_the_section():
    w = world()
    report = written(w)
    member = signed_in(w.member)
    assert member.post(url(w, "remark"), {"remark-limitations": "Thiếu việc họp muộn"}).status_code == 404
    actions_draft.circulate(report, by=w.secretary, at=NOW)
    assert member.post(url(w, "remark"), {"remark-limitations": "Thiếu việc họp muộn"}).status_code == 302
    assert member.post(url(w, "remark"), {"remark-limitations": " "}).status_code == 403
    editor = signed_in(w.secretary).get(url(w)).text
    assert "1 góp ý của đơn vị" in editor
    assert "Thiếu việc họp muộn" in editor
    assert str(w.member) in editor
    actions.submit(report, by=w.secretary, at=NOW)
    with pytest.raises(Refused, match="không còn lấy góp ý"):
        actions_draft.remark_on_draft(report, key="limitations", text="Muộn", by=w.committee_member, at=NOW)
    assert DraftRemark.objects.count() == 1


def test_who_reads_the_draft_reads_no_version():
    w = world()
    report = written(w)
    actions_draft.circulate(report, by=w.secretary, at=NOW)
    actions.submit(report, by=w.secretary, at=NOW)
    actions.return_for_revision(report, remarks="Chuyện riêng với cấp trên", by=w.officer, at=NOW)
    member = signed_in(w.member)
    page = member.get(url(w))
    assert page.status_code == 200
    assert "Bản nộp thứ" not in page.text
    assert member.get(url(w, "version", number=1)).status_code == 404
    assert signed_in(w.committee_member).get(url(w, "version", number=1)).status_code == 200


def test_only_a_collective_and_only_once():
    w = world()
    report = started(w)
    actions_draft.circulate(report, by=w.secretary, at=NOW)
    with pytest.raises(Refused, match="đã gửi"):
        actions_draft.circulate(report, by=w.secretary, at=NOW)
    with pytest.raises(Refused, match="Chỉ báo cáo của tập thể"):
        actions_draft.circulate(started(w, "phuong-mot-1"), by=w.secretary, at=NOW)
    with pytest.raises(Refused, match="phải do"):
        actions_draft.circulate(started(w, "phuong-hai"), by=w.secretary, at=NOW)


def test_the_draft_of_the_whole_campaign_s_top_reaches_its_own_roll_alone():
    w = world()
    report = started(w, "btv")
    actions_draft.circulate(report, by=None, at=NOW)
    assert signed_in(w.member).get(url(w, subject="btv")).status_code == 404


def test_remarks_by_section_come_back_with_the_report():
    w = world()
    submitted(w)
    page = signed_in(w.officer).get(url(w)).text
    assert 'name="remark-limitations"' in page
    send = {"remarks": "", "remark-limitations": "Nêu rõ số lần họp muộn"}
    assert signed_in(w.officer).post(url(w, "return"), send).status_code == 302
    assert "Nêu rõ số lần họp muộn" in signed_in(w.secretary).get(url(w)).text
