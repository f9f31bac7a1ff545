"""The page where the minutes are completed and signed."""

import pytest
from django.urls import reverse
from tests.factories import go_to, signed_in, world
from tests.meetings import AT, WARD_DAY, complete, conclude_all, discussing, plan

from tusoi.process.reviews import actions, actions_minutes
from tusoi.process.reviews.models import Contribution, Meeting

pytestmark = pytest.mark.django_db

FILLED = {
    "began_on": "08/10/2012",
    "began": "07:30",
    "ended_on": "08/10/2012",
    "ended": "11:15",
    "guests": "Đại diện Mặt trận phường",
    "other": "Nghỉ giải lao 15 phút.",
    "copies": "3",
    "was_read_out": "yes",
    "revision": "0",
}


@pytest.fixture
def room():
    w = world()
    item = discussing(w)
    actions.contribute(item, speaker=w.people["dv-14"], text="Nên gửi sớm hơn", by=None, at=AT)
    conclude_all(item.meeting)
    go_to(WARD_DAY)
    return w, Meeting.objects.with_names().get(pk=item.meeting_id)


def url(meeting, name, *also):
    return reverse(f"reviews:{name}", args=[meeting.campaign.code, meeting.code, *also])


def test_from_draft_to_both_signatures(room):
    w, meeting = room
    client = signed_in(w.secretary)
    assert "Hoàn chỉnh, ký biên bản" in client.get(url(meeting, "meeting")).content.decode()
    page = client.get(url(meeting, "edit-minutes")).content.decode()
    assert "Biên bản còn thiếu: giờ bế mạc" in page
    saved = client.post(url(meeting, "save-minutes"), FILLED, follow=True).content.decode()
    assert "Đã lưu" in saved
    client.post(url(meeting, "sign-minutes"))
    done = client.post(url(meeting, "fix-minutes"), follow=True).content.decode()
    assert "Biên bản đã ký đủ" in done
    paper = client.get(url(meeting, "minutes")).content.decode()
    for words in (
        "bắt đầu lúc 07:30",
        "Thành phần khác: Đại diện Mặt trận phường.",
        "Nghỉ giải lao 15 phút.",
        "Hội nghị bế mạc lúc 11:15",
        "Biên bản lập thành 03 bản.",
        "đã được đọc và thông qua tại hội nghị",
    ):
        assert words in paper
    assert "dự thảo" not in paper


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"ended": ""}, "Ghi cả ngày và giờ bế mạc"),
        ({"began": "25:99"}, "Ghi giờ"),
        ({"ended": "06:00"}, "ở trước giờ khai mạc"),
        ({"copies": "0"}, "1"),
    ],
)
def test_bad_input_is_answered_and_stays(room, change, words):
    w, meeting = room
    page = signed_in(w.secretary).post(url(meeting, "save-minutes"), FILLED | change).content.decode()
    assert words in page
    assert "Nghỉ giải lao 15 phút." in page


def test_what_another_window_saved_stands_beside_what_was_typed(room):
    w, meeting = room
    client, said = signed_in(w.secretary), Contribution.objects.get()
    address, prefix = url(meeting, "correct", said.pk), f"y-{said.pk}-"
    actions_minutes.correct(said, speaker=said.speaker, text="Bản của người kia", revision=0, by=None, at=AT)
    mine = {f"{prefix}speaker": said.speaker_id, f"{prefix}text": "Bản của tôi", f"{prefix}revision": "0"}
    page = client.post(address, mine)
    assert page.status_code == 403
    text = page.content.decode()
    assert "Bản của người kia" in text
    assert "Bản của tôi" in text
    assert f'name="{prefix}revision" value="1"' in text
    client.post(address, mine | {f"{prefix}revision": "1", f"{prefix}text": "Ghép cả hai"})
    assert Contribution.objects.get().text == "Ghép cả hai"


def test_sent_back_with_a_reason_that_the_writer_reads(room):
    w, meeting = room
    client = signed_in(w.secretary)
    complete(meeting.minutes, AT)
    actions_minutes.sign(meeting.minutes, by=None, at=AT)
    assert "Chưa ghi mục này" in client.post(url(meeting, "return-minutes"), {"reason": ""}).content.decode()
    page = client.post(url(meeting, "return-minutes"), {"reason": "Ghi thiếu một ý kiến"}, follow=True).content.decode()
    assert "Ghi thiếu một ý kiến" in page


def test_a_planned_meeting_has_no_minutes_yet(room):
    w, _meeting = room
    planned = plan(w, "dang-uy-hai")
    assert signed_in(w.secretary_two).get(url(planned, "minutes")).status_code == 404
