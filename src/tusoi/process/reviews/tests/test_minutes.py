"""The minutes: completed, corrected, signed by two, then fixed. Nothing that one saved is overwritten unseen."""

from datetime import timedelta

import pytest
from tests.factories import world
from tests.meetings import AT, complete, conclude_all, discussing, opened, signed

from tusoi.foundation.access.actions import open_account
from tusoi.foundation.journal.models import Entry
from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.reviews import actions, actions_minutes
from tusoi.process.reviews.models import Contribution, Meeting
from tusoi.process.reviews.states import MinutesState

pytestmark = pytest.mark.django_db


def held(w):
    """The ward's meeting with one contribution, concluded; its secretary chairs, the third member writes."""
    item = discussing(w)
    said = actions.contribute(item, speaker=w.people["dv-14"], text="Nên gửi sớm hơn", by=None, at=AT)
    conclude_all(item.meeting)
    return Meeting.objects.with_names().get(pk=item.meeting_id).minutes, Contribution.objects.get(pk=said.pk)


def test_they_begin_with_the_opening_and_are_signed_after_the_end():
    w = world()
    meeting = opened(w)
    assert (meeting.minutes.state, meeting.minutes.began_at) == (MinutesState.DRAFT, AT)
    with pytest.raises(Refused, match="chưa bế mạc"):
        actions_minutes.sign(meeting.minutes, by=None, at=AT)


def test_they_are_signed_only_when_complete():
    w = world()
    minutes, _said = held(w)
    with pytest.raises(Refused, match="còn thiếu: giờ bế mạc, số bản, đã thông qua"):
        actions_minutes.sign(minutes, by=None, at=AT)
    complete(minutes, AT, was_read_out=None)
    with pytest.raises(Refused, match="còn thiếu: đã thông qua"):
        actions_minutes.sign(minutes, by=None, at=AT)


def test_the_writer_then_the_chair():
    w = world()
    minutes, said = held(w)
    complete(minutes, AT)
    with pytest.raises(Refused, match="Người ghi biên bản chưa ký"):
        actions_minutes.fix(minutes, by=w.secretary, at=AT)
    actions_minutes.sign(minutes, by=w.secretary, at=AT)  # the writer has no account: signed on paper
    with pytest.raises(Refused, match="đang chờ chủ trì ký"):
        actions_minutes.correct(said, speaker=said.speaker, text="Khác", revision=0, by=w.secretary, at=AT)
    actions_minutes.fix(minutes, by=w.secretary, at=AT)
    assert (minutes.state, minutes.chair_signed_by, minutes.chair_signed_on) == ("fixed", w.secretary, AT.date())
    with pytest.raises(Refused, match="không sửa được nữa"):
        actions_minutes.correct(said, speaker=said.speaker, text="Khác", revision=0, by=w.secretary, at=AT)
    with pytest.raises(Refused, match="không sửa được nữa"):
        complete(minutes, AT, other="Thêm")


def test_nobody_signs_for_one_who_has_an_account():
    w = world()
    minutes, _said = held(w)
    complete(minutes, AT)
    writer = open_account(username="nguoi-ghi", person=minutes.meeting.minute_taker)
    with pytest.raises(Refused, match="ký bằng tài khoản của mình"):
        actions_minutes.sign(minutes, by=w.secretary, at=AT)
    actions_minutes.sign(minutes, by=None, at=AT)
    with pytest.raises(Refused, match="ký bằng tài khoản của mình"):
        actions_minutes.fix(minutes, by=writer, at=AT)


@pytest.mark.parametrize("who", ["viewer", "secretary_two", "overseer", "administrator"])
def test_others_neither_edit_nor_sign(who):
    w = world()
    minutes, said = held(w)
    account = w.accounts[who]
    with pytest.raises(Refused):
        complete(minutes, AT, by=account)
    with pytest.raises(Refused):
        actions_minutes.correct(said, speaker=said.speaker, text="Khác", revision=0, by=account, at=AT)
    complete(minutes, AT)
    with pytest.raises(Refused):
        actions_minutes.sign(minutes, by=account, at=AT)


def test_the_chair_sends_them_back_with_a_reason():
    w = world()
    minutes, said = held(w)
    complete(minutes, AT)
    actions_minutes.sign(minutes, by=None, at=AT)
    with pytest.raises(Refused, match="Chưa ghi cần sửa gì"):
        actions_minutes.give_back(minutes, reason=" ", by=w.secretary, at=AT)
    actions_minutes.give_back(minutes, reason="Ghi thiếu ý kiến", by=w.secretary, at=AT)
    assert (minutes.state, minutes.clerk_signed_on, minutes.returned_for) == ("draft", None, "Ghi thiếu ý kiến")
    actions_minutes.correct(said, speaker=said.speaker, text="Đúng hơn", revision=0, by=w.secretary, at=AT)
    assert Contribution.objects.get().text == "Đúng hơn"


def test_two_who_write_at_once_lose_nothing():
    w = world()
    minutes, said = held(w)
    twin = Contribution.objects.get()
    actions_minutes.correct(said, speaker=said.speaker, text="Bản thứ nhất", revision=0, by=None, at=AT)
    with pytest.raises(Refused, match="vừa được lưu từ một cửa sổ khác"):
        actions_minutes.correct(twin, speaker=twin.speaker, text="Bản thứ hai", revision=0, by=None, at=AT)
    assert Contribution.objects.get().text == "Bản thứ nhất"
    complete(minutes, AT, other="Một")
    with pytest.raises(Refused, match="vừa được lưu từ một cửa sổ khác"):
        complete(minutes, AT, other="Hai", revision=0)


@pytest.mark.parametrize(
    ("hours", "words"), [((0, -1), "ở trước giờ khai mạc"), ((0, 1), "ở sau bây giờ"), ((1, 2), "ở sau bây giờ")]
)
def test_times_that_cannot_be(hours, words):
    w = world()
    minutes, _said = held(w)
    began, ended = (AT + timedelta(hours=n) for n in hours)
    with pytest.raises(Refused, match=words):
        complete(minutes, AT, began_at=began, ended_at=ended)


def test_a_contribution_stays_with_somebody_who_was_there():
    w = world()
    _minutes, said = held(w)
    with pytest.raises(Refused, match="không có mặt trong mục này"):
        actions_minutes.correct(said, speaker=w.people["dv-30"], text="Khác", revision=0, by=None, at=AT)


def test_the_journal_names_no_speaker():
    w = world()
    _minutes, said = held(w)
    actions_minutes.correct(said, speaker=w.people["dv-15"], text="Khác", revision=0, by=None, at=AT)
    entry = Entry.objects.latest("pk")
    assert "dv-15" not in str(vars(entry))
    assert entry.facts == {"number": 1}


def test_signed_minutes_are_counted():
    w = world()
    minutes, _said = held(w)
    assert signed(minutes.meeting).state == MinutesState.FIXED
