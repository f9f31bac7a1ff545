"""The agenda: one item at a time, in order, never under one's own chair; what is said is written down."""

import pytest
from tests.factories import set_mode, world
from tests.meetings import AT, answered_issue, discussing, item_of, let_pass, opened, plan
from tests.meetings import put_issue as put

from tusoi.foundation.journal.models import Entry
from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.campaigns.states import GateName
from tusoi.process.issues.states import AnswerKind, IssueState, SourceKind
from tusoi.process.reviews import actions
from tusoi.process.reviews.states import Act, ItemState

pytestmark = pytest.mark.django_db


def test_before_the_meeting_opens_no_item_begins():
    with pytest.raises(Refused, match="chưa khai mạc"):
        actions.open_item(item_of(plan(world()), "phuong-mot"), by=None, at=AT)


def test_one_item_at_a_time():
    w = world()
    item = discussing(w)
    with pytest.raises(Refused, match=r"Đang kiểm điểm Đảng ủy phường Một"):
        actions.open_item(item_of(item.meeting, "phuong-mot-1"), by=None, at=AT)


def test_the_collective_before_individuals():
    meeting = opened(world())
    with pytest.raises(Refused, match="Chưa kết luận kiểm điểm tập thể") as caught:
        actions.open_item(item_of(meeting, "phuong-mot-1"), by=None, at=AT)
    assert "Kiểm điểm tập thể trước" in caught.value.clause


def test_the_head_before_the_others():
    w = world()
    item = discussing(w)
    actions.conclude_item(item, text="Thống nhất.", by=None, at=AT)
    with pytest.raises(Refused, match="người đứng đầu") as caught:
        actions.open_item(item_of(item.meeting, "phuong-mot-2"), by=None, at=AT)
    assert "Người đứng đầu kiểm điểm trước" in caught.value.clause
    assert actions.open_item(item_of(item.meeting, "phuong-mot-1"), by=None, at=AT).state == ItemState.DISCUSSING


@pytest.mark.parametrize("mode", ["warn", "off", "overridden"])
@pytest.mark.parametrize(
    ("gate", "subject"),
    [(GateName.COLLECTIVE_BEFORE_INDIVIDUAL, "phuong-mot-1"), (GateName.HEAD_BEFORE_OTHERS, "phuong-mot-2")],
)
def test_the_order_inside_a_collective_can_be_let_pass(gate, subject, mode):
    w = world()
    item = item_of(opened(w), subject)
    if gate == GateName.HEAD_BEFORE_OTHERS:
        let_pass(w, GateName.COLLECTIVE_BEFORE_INDIVIDUAL, item, AT)
    with pytest.raises(Refused):
        actions.open_item(item, by=None, at=AT)
    if mode == "overridden":
        let_pass(w, gate, item, AT)
    else:
        set_mode(w.campaign, gate, mode)
    assert actions.open_item(item_of(item.meeting, subject), by=None, at=AT).state == ItemState.DISCUSSING


def test_the_chair_is_handed_over_but_never_to_the_subject():
    w = world()
    item = item_of(opened(w), "phuong-mot-1")
    with pytest.raises(Refused, match="chính mình"):
        actions.hand_over(item, chair=w.people["dv-13"], by=None, at=AT)
    with pytest.raises(Refused, match="phải có mặt"):
        actions.hand_over(item, chair=w.people["dv-20"], by=None, at=AT)
    with pytest.raises(Refused, match="không ghi biên bản"):
        actions.hand_over(item, chair=w.people["dv-15"], by=None, at=AT)
    first = item_of(item.meeting, "phuong-mot")
    assert actions.hand_over(first, chair=w.people["dv-14"], by=w.secretary, at=AT).chair.code == "dv-14"


def test_what_is_said_is_numbered_and_the_journal_does_not_say_by_whom():
    w = world()
    issue = answered_issue(w)
    item = discussing(w)
    actions.contribute(item, speaker=w.people["dv-14"], text="Cần gửi sớm hơn.", issue=issue, by=w.secretary, at=AT)
    said = actions.contribute(item, speaker=w.people["dv-15"], text="Nhất trí.", by=w.secretary, at=AT)
    assert (said.order, issue.contributions.count()) == (2, 1)
    facts = Entry.objects.filter(act=Act.CONTRIBUTION_RECORDED).values_list("facts", flat=True)
    assert list(facts) == [{"number": 1}, {"number": 2}]


def test_only_those_present_speak():
    w = world()
    item = discussing(w)
    with pytest.raises(Refused, match="không có mặt"):
        actions.contribute(item, speaker=w.people["dv-20"], text="Tôi xin nói.", by=None, at=AT)


def test_what_somebody_absent_sent_in_writing_is_recorded_as_such():
    w = world()
    item = discussing(w)
    spoken = actions.contribute(item, speaker=w.people["dv-15"], text="Nhất trí.", by=None, at=AT)
    actions.call_roll(item.meeting, absences={w.people["dv-14"]: "công tác"}, by=None, at=AT)
    sent = actions.contribute(item, speaker=w.people["dv-14"], text="Đề nghị làm sớm.", by=None, at=AT)
    assert (spoken.is_written, sent.is_written) == (False, True)


def test_what_the_page_sends_twice_is_there_once():
    w = world()
    item = discussing(w)
    mark = "0123456789abcdef01234567"
    for text in ("Nhất trí.", "Nhất trí."):
        said = actions.contribute(item, speaker=w.people["dv-15"], text=text, mark=mark, by=w.secretary, at=AT)
    assert said.order == item.contributions.count() == 1


def test_the_attending_superior_speaks():
    w = world()
    item = discussing(w, attending_superior=w.people["dv-03"])
    assert actions.contribute(item, speaker=w.people["dv-03"], text="Đề nghị làm rõ.", by=None, at=AT).pk


def test_nothing_said_is_nothing_written():
    w = world()
    with pytest.raises(Refused, match="Chưa ghi nội dung"):
        actions.contribute(discussing(w), speaker=w.people["dv-14"], text="  ", by=None, at=AT)


def test_a_word_about_somebody_elses_issue_is_refused():
    w = world()
    issue = put(w, "phuong-hai")
    with pytest.raises(Refused, match="không phải của đối tượng"):
        actions.contribute(discussing(w), speaker=w.people["dv-14"], text="A", issue=issue, by=None, at=AT)


def test_a_matter_born_at_the_meeting_is_put_and_answered_there():
    w = world()
    item = discussing(w)
    minute_taker = w.accounts["committee_member"]
    item.meeting.minute_taker_id = w.people["dv-14"].pk
    item.meeting.save()
    issue = actions.raise_at_meeting(item, title="Biên bản họp còn sơ sài", by=minute_taker, at=AT)
    assert issue.state == IssueState.PUT
    assert issue.sources.get().kind == SourceKind.MEETING
    given = actions.answer_at_meeting(
        item, issue=issue, kind=AnswerKind.ACCEPT, text="Xin tiếp thu.", by=minute_taker, at=AT
    )
    issue.refresh_from_db()
    assert (issue.state, given.at_meeting) == (IssueState.ANSWERED, True)


@pytest.mark.parametrize("who", ["officer", "leader", "viewer", "member", "secretary_two"])
def test_others_write_nothing_into_the_minutes(who):
    w = world()
    item = discussing(w)
    for verb in (
        lambda by: actions.contribute(item, speaker=w.people["dv-14"], text="A", by=by, at=AT),
        lambda by: actions.raise_at_meeting(item, title="A", by=by, at=AT),
        lambda by: actions.conclude_item(item, text="A", by=by, at=AT),
        lambda by: actions.conclude_meeting(item.meeting, by=by, at=AT),
        lambda by: actions.call_roll(item.meeting, absences={}, by=by, at=AT),
    ):
        with pytest.raises(Refused, match="người chủ trì, người ghi biên bản hoặc bí thư"):
            verb(w.accounts[who])


def test_nobody_hands_the_chair_over_after_the_conclusion():
    w = world()
    item = discussing(w)
    actions.conclude_item(item, text="Thống nhất.", by=None, at=AT)
    with pytest.raises(Refused, match="đã kết luận"):
        actions.hand_over(item, chair=w.people["dv-14"], by=None, at=AT)
    with pytest.raises(Refused, match="đã kết luận"):
        actions.contribute(item, speaker=w.people["dv-14"], text="A", by=None, at=AT)
