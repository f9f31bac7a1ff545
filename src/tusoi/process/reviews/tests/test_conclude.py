"""Conclusions: per issue, per subject, of the meeting; and making the result known."""

import pytest
from tests.factories import set_mode, world
from tests.meetings import AT, answered_issue, conclude_all, discussing, item_of, let_pass, opened, put_issue

from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.tally import figures
from tusoi.foundation.tally.actions import recount
from tusoi.process.campaigns.states import GateName
from tusoi.process.issues.models import Shortcoming
from tusoi.process.issues.states import IssueState
from tusoi.process.reviews import actions, progress
from tusoi.process.reviews.models import AgendaItem
from tusoi.process.reviews.states import (
    ITEM_TRANSITIONS,
    TRANSITIONS,
    ItemState,
    MeetingState,
)

pytestmark = pytest.mark.django_db
UPHELD = IssueState.UPHELD


@pytest.mark.parametrize("verdict", [IssueState.UPHELD, IssueState.NOT_UPHELD, IssueState.REFERRED])
def test_each_issue_gets_one_of_three_conclusions(verdict):
    w = world()
    issue = answered_issue(w)
    item = discussing(w)
    actions.conclude_issue(item, issue=issue, verdict=verdict, text="Đã rõ.", by=w.secretary, at=AT)
    issue.refresh_from_db()
    assert (issue.state, issue.conclusion) == (verdict, "Đã rõ.")
    assert Shortcoming.objects.filter(issue=issue).exists() == (verdict == UPHELD)
    with pytest.raises(Refused, match="đã kết luận"):
        actions.conclude_issue(item, issue=issue, verdict=verdict, text="Lại nữa.", by=w.secretary, at=AT)


def test_an_issue_without_an_answer_is_not_concluded_and_holds_the_item():
    w = world()
    issue = put_issue(w)
    item = discussing(w)
    with pytest.raises(Refused, match="chưa được tiếp thu, giải trình") as caught:
        actions.conclude_issue(item, issue=issue, verdict=UPHELD, text="A", by=None, at=AT)
    assert "Không kết luận khi còn nội dung chưa được trả lời" in caught.value.clause
    with pytest.raises(Refused, match="Còn 1 nội dung chưa tiếp thu, giải trình"):
        actions.conclude_item(item, text="Thống nhất.", by=None, at=AT)


@pytest.mark.parametrize("mode", ["warn", "off", "overridden"])
def test_the_gate_of_answers_can_be_let_pass(mode):
    w = world()
    issue = put_issue(w)
    item = discussing(w)
    if mode == "overridden":
        let_pass(w, GateName.ANSWERS_BEFORE_CONCLUSION, item, AT)
    else:
        set_mode(w.campaign, "answers_before_conclusion", mode)
    item = item_of(item.meeting, "phuong-mot")
    actions.conclude_issue(item, issue=issue, verdict=IssueState.NOT_UPHELD, text="A", by=None, at=AT)
    assert actions.conclude_item(item, text="Thống nhất.", by=None, at=AT).state == ItemState.CONCLUDED


def test_an_answered_issue_without_a_conclusion_holds_the_item():
    w = world()
    answered_issue(w, title="Họp không có biên bản")
    with pytest.raises(Refused, match="Chưa kết luận: Họp không có biên bản"):
        actions.conclude_item(discussing(w), text="Thống nhất.", by=None, at=AT)


def test_a_conclusion_has_words():
    with pytest.raises(Refused, match="Chưa có lời kết luận"):
        actions.conclude_item(discussing(world()), text=" ", by=None, at=AT)


def test_nobody_records_the_conclusion_on_the_own_file():
    w = world()
    issue = answered_issue(w, "phuong-mot-1")
    meeting = opened(w)
    first = actions.open_item(item_of(meeting, "phuong-mot"), by=None, at=AT)
    actions.conclude_item(first, text="Thống nhất.", by=w.secretary, at=AT)
    own = actions.open_item(item_of(meeting, "phuong-mot-1"), by=w.secretary, at=AT)
    with pytest.raises(Refused, match="chính mình"):
        actions.conclude_issue(own, issue=issue, verdict=IssueState.NOT_UPHELD, text="A", by=w.secretary, at=AT)
    with pytest.raises(Refused, match="chính mình"):
        actions.conclude_item(own, text="Không có gì.", by=w.secretary, at=AT)
    deputy = w.committee_member  # chairs while the secretary's file is on
    assert own.chair_id == deputy.person_id
    actions.conclude_issue(own, issue=issue, verdict=UPHELD, text="Có.", by=deputy, at=AT)
    assert actions.conclude_item(own, text="Rút kinh nghiệm.", by=deputy, at=AT).state == ItemState.CONCLUDED


def test_elsewhere_than_where_it_is_decided_nothing_is_concluded_on_an_issue():
    w = world()
    issue = answered_issue(w)
    item = discussing(w)
    w.subjects["phuong-mot"].decided_by = w.collectives["dang-uy-hai"]
    w.subjects["phuong-mot"].save()
    item = item_of(item.meeting, "phuong-mot")
    with pytest.raises(Refused, match="Nơi kết luận là hội nghị của Đảng ủy phường Hai"):
        actions.conclude_issue(item, issue=issue, verdict=UPHELD, text="A", by=None, at=AT)
    actions.conclude_item(item, text="Đã góp ý.", by=None, at=AT)
    assert progress.concluded_subjects(w.campaign) == set()


def test_the_meeting_is_not_closed_while_an_item_waits():
    w = world()
    item = discussing(w)
    actions.conclude_item(item, text="Thống nhất.", by=None, at=AT)
    with pytest.raises(Refused, match=r"còn mục chưa kết luận: .*Bí thư"):
        actions.conclude_meeting(item.meeting, by=None, at=AT)


def test_a_closed_meeting_is_not_written_to():
    w = world()
    meeting = conclude_all(opened(w))
    assert (meeting.state, meeting.concluded_on) == (MeetingState.CONCLUDED, AT.date())
    with pytest.raises(Refused, match="bế mạc"):
        actions.call_roll(meeting, absences={}, by=None, at=AT)
    with pytest.raises(Refused, match="bế mạc"):
        actions.contribute(item_of(meeting, "phuong-mot"), speaker=w.people["dv-14"], text="A", by=None, at=AT)
    with pytest.raises(Refused, match="bế mạc"):
        actions.conclude_meeting(meeting, by=None, at=AT)


def test_the_result_is_announced_once_to_each_circle_and_only_after_the_meeting():
    w = world()
    meeting = opened(w)
    with pytest.raises(Refused, match="chưa bế mạc"):
        actions.announce(meeting, audience="subjects", by=w.secretary, at=AT)
    conclude_all(meeting)
    with pytest.raises(Refused, match="cần quyền"):
        actions.announce(meeting, audience="subjects", by=w.viewer, at=AT)
    with pytest.raises(Refused, match="Chưa chọn"):
        actions.announce(meeting, audience=" ", by=w.secretary, at=AT)
    actions.announce(meeting, audience="subjects", by=w.secretary, at=AT)
    with pytest.raises(Refused, match="Đã thông báo"):
        actions.announce(meeting, audience="subjects", by=w.officer, at=AT)
    actions.announce(meeting, audience="contributors", by=w.officer, at=AT)
    assert meeting.announcements.count() == 2


def test_concluded_subjects_count_and_a_recount_agrees():
    w = world()
    conclude_all(opened(w))
    top = w.unit("quan").path
    read = figures.read(w.campaign.pk, [top], on=AT.date())
    figure = read[(top, progress.MEASURE)]
    assert (figure.done, figure.total) == (3, 12)
    rows = list(progress.raw(w.campaign))
    assert (sum(row.done for row in rows), sum(row.total for row in rows)) == (3, 12)
    recount(w.campaign.pk, rows)
    assert figures.read(w.campaign.pk, [top], on=AT.date())[(top, progress.MEASURE)] == figure


def test_every_state_has_its_row_in_the_tables():
    assert set(TRANSITIONS) == set(MeetingState)
    assert set(ITEM_TRANSITIONS) == set(ItemState)


@pytest.mark.parametrize("old", list(ItemState))
def test_an_item_moves_only_as_the_table_says(old):
    w = world()
    item = item_of(opened(w), "phuong-mot")
    AgendaItem.objects.filter(pk=item.pk).update(state=old, conclusion="x")
    item = item_of(item.meeting, "phuong-mot")
    if old == ItemState.WAITING:
        assert actions.open_item(item, by=None, at=AT).state == ItemState.DISCUSSING
        with pytest.raises(Refused):
            actions.conclude_item(item_of(item.meeting, "phuong-mot-1"), text="A", by=None, at=AT)
    else:
        with pytest.raises(Refused, match="đã bắt đầu"):
            actions.open_item(item, by=None, at=AT)
