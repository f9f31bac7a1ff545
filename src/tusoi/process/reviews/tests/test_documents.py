"""Minutes name who spoke; the notice of the result names nobody's matters and nothing that was not upheld."""

from datetime import time

import pytest
from tests.factories import world
from tests.meetings import AT, answered_issue, conclude_all, discussing, opened, pass_gates, plan, signed

from tusoi.foundation.documents.docx_writer import write_docx
from tusoi.foundation.documents.models import IssuedDocument
from tusoi.foundation.documents.tests.helpers import lines_of
from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.campaigns.documents import issue_from, paper_of
from tusoi.process.issues.states import IssueState
from tusoi.process.reviews import actions
from tusoi.process.reviews.documents import SOURCES
from tusoi.process.reviews.models import Meeting

pytestmark = pytest.mark.django_db
INVITATION, MINUTES, RESULT, *_others = SOURCES


def lines(source, meeting):
    found = Meeting.objects.get(pk=meeting.pk)
    return lines_of(write_docx(paper_of(source, found, at=AT)))


def held(w, verdict=IssueState.UPHELD):
    """The ward's meeting: one issue of the collective, one of its secretary, one contribution; concluded."""
    answered_issue(w)
    answered_issue(w, "phuong-mot-1", code="vd-b", title="Chưa nêu gương học tập")
    item = discussing(w)
    issue = item.subject.issues.get()
    actions.contribute(item, speaker=w.people["dv-14"], text="Nên gửi sớm hơn", issue=issue, by=None, at=AT)
    return conclude_all(item.meeting, verdict)


def test_minutes_have_the_fields_of_the_form():
    w = world()
    meeting = held(w)
    text = lines(MINUTES, meeting)
    for line in (
        "Tên hội nghị: Hội nghị kiểm điểm của Đảng ủy phường Một",
        "Thời gian bắt đầu: 12 giờ 00, ngày 08/10/2012",
        "Địa điểm: Hội trường",
        "Triệu tập: 3 đồng chí",
        "Có mặt: 3 đồng chí",
        "Vắng mặt: 0 đồng chí",
        f"Chủ trì: đồng chí {w.people['dv-13'].name}, Bí thư",
        "1. Kiểm điểm Đảng ủy phường Một",
        f"Đồng chí {w.people['dv-14'].name} (về nội dung “Chậm gửi tài liệu”): Nên gửi sớm hơn",
        "- Chậm gửi tài liệu: có khuyết điểm. Thống nhất kết luận.",
        "Thống nhất kết luận chung.",
        "Thời gian kết thúc: …",
        "Biên bản lập thành … bản.",
    ):
        assert line in text
    assert "NGƯỜI GHI BIÊN BẢN" in text[-2]
    assert f"CHỦ TRÌ HỘI NGHỊ / {w.people['dv-13'].name}" in text[-2]


def test_minutes_say_who_chaired_the_chairs_own_file():
    w = world()
    text = lines(MINUTES, held(w))
    own = next(place for place, line in enumerate(text) if line.startswith("2. Kiểm điểm Trần Thử"))
    assert text[own + 1] == f"Đồng chí {w.people['dv-14'].name} chủ trì phần này."


def test_absence_stands_with_its_reason_and_oral_answers_with_their_kind():
    w = world()
    item = discussing(w)
    actions.call_roll(item.meeting, absences={w.people["dv-14"]: "công tác"}, by=None, at=AT)
    raised = actions.raise_at_meeting(item, code="vd-m", title="Họp không ghi sổ", by=None, at=AT)
    actions.answer_at_meeting(item, issue=raised, kind="explain", text="Do mất sổ", by=None, at=AT)
    text = lines(MINUTES, item.meeting)
    assert any(line.endswith("| vắng: công tác") for line in text)
    assert "Trả lời tại hội nghị về “Họp không ghi sổ” (giải trình): Do mất sổ" in text


def test_the_notice_tells_of_no_individual_and_of_no_speaker():
    w = world()
    text = "\n".join(lines(RESULT, held(w)))
    assert "- Chậm gửi tài liệu" in text
    assert "Đã kiểm điểm 2 đồng chí." in text
    assert "Ủy ban Kiểm tra cấp trên trực tiếp" in text
    for hidden in ("Chưa nêu gương", "Nên gửi sớm hơn", w.people["dv-14"].name):
        assert hidden not in text


def test_the_notice_does_not_repeat_what_was_not_upheld():
    text = "\n".join(lines(RESULT, held(world(), IssueState.NOT_UPHELD)))
    assert "Chậm gửi tài liệu" not in text
    assert "không kết luận hạn chế, khuyết điểm nào" in text


def test_papers_are_issued_after_the_meeting_by_who_ran_it():
    w = world()
    meeting = opened(w)
    with pytest.raises(Refused, match="chưa bế mạc"):
        issue_from(MINUTES, meeting, campaign=w.campaign, by=w.secretary, at=AT)
    conclude_all(meeting)
    meeting = Meeting.objects.get()
    with pytest.raises(Refused, match="chưa ký đủ"):
        issue_from(MINUTES, meeting, campaign=w.campaign, by=w.secretary, at=AT)
    signed(meeting)
    meeting = Meeting.objects.get()
    for who in ("viewer", "member", "officer"):
        with pytest.raises(Refused, match="quyền"):
            issue_from(MINUTES, meeting, campaign=w.campaign, by=w.accounts[who], at=AT)
    document = issue_from(MINUTES, meeting, campaign=w.campaign, by=w.secretary, at=AT)
    assert document.number_symbol == "01-BB/ĐU"
    assert issue_from(RESULT, meeting, campaign=w.campaign, by=w.secretary, at=AT).number_symbol == "01-TB/ĐU"


def test_minutes_are_for_those_who_were_there_the_notice_for_all_below():
    w = world()
    meeting = conclude_all(opened(w))
    signed(meeting)
    meeting = Meeting.objects.get()
    for source in (MINUTES, RESULT):
        issue_from(source, meeting, campaign=w.campaign, by=w.secretary, at=AT)

    def readers(kind):
        return {
            who
            for who, account in w.accounts.items()
            if IssuedDocument.objects.visible_to(account, AT.date()).filter(kind=kind).exists()
        }

    assert readers("reviews.minutes") == {"officer", "leader", "secretary", "committee_member"}
    assert readers("reviews.result") == {"officer", "leader", "secretary", "committee_member", "viewer", "member"}


def test_the_invitation_names_time_place_and_order():
    w = world()
    meeting = plan(w, starts_at=time(7, 30))
    text = lines(INVITATION, meeting)
    assert "Thời gian: 7 giờ 30, ngày 08/10/2012" in text
    assert "- Đảng ủy phường Một" in text
    order = [line for line in text if line.startswith("- ")]
    assert order[0] == "- Đảng ủy phường Một"
    issued = issue_from(INVITATION, Meeting.objects.get(), campaign=w.campaign, by=w.secretary, at=AT)
    assert issued.number_symbol == "01-GM/ĐU"
    with pytest.raises(Refused):
        issue_from(INVITATION, Meeting.objects.get(), campaign=w.campaign, by=w.viewer, at=AT)


def test_a_planned_meeting_has_no_minutes_yet():
    w = world()
    meeting = plan(w)
    on = AT.date()
    assert not MINUTES.things(w.campaign, w.secretary, on).exists()
    actions.call_roll(meeting, absences={}, by=None, at=AT)
    pass_gates(w, meeting, AT)
    actions.open_meeting(meeting, by=None, at=AT)
    assert MINUTES.things(w.campaign, w.secretary, on).exists()
    assert not MINUTES.things(w.campaign, w.viewer, on).exists()
