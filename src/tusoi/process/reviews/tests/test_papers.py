"""The minutes and the projector."""

import pytest
from django.urls import reverse
from tests.factories import go_to, signed_in, world
from tests.meetings import AT, WARD_DAY, answered_issue, conclude_all, discussing, opened, signed

from tusoi.process.reviews import actions

pytestmark = pytest.mark.django_db


def read(client, meeting, name, **headers):
    address = reverse(f"reviews:{name}", kwargs={"campaign": meeting.campaign.code, "meeting": meeting.code})
    return client.get(address, headers=headers).content.decode()


def test_the_minutes_name_who_spoke_who_was_absent_and_who_let_pass():
    w = world()
    issue = answered_issue(w)
    item = discussing(w)
    actions.contribute(item, speaker=w.people["dv-14"], text="Cần sớm hơn.", issue=issue, by=None, at=AT)
    meeting = item.meeting
    actions.call_roll(meeting, absences={w.people["dv-15"]: "ốm"}, by=None, at=AT)
    client = signed_in(w.secretary)
    draft = read(client, meeting, "minutes")
    assert "dự thảo" in draft
    conclude_all(meeting)
    signed(meeting)
    page = read(client, meeting, "minutes")
    assert "dự thảo" not in page
    assert f"Đồng chí {w.people['dv-14'].name}" in page
    assert f"{w.people['dv-15'].name} (Ủy viên số 3: ốm)" in page
    assert "cho phép vượt, lý do: Đã có ý kiến của cấp trên" in page
    assert "Kết luận: có khuyết điểm" in page
    assert f"Đồng chí {w.people['dv-14'].name} chủ trì mục này" in page
    assert "Dữ liệu minh họa, không có thật" in page


def test_the_projector_shows_the_item_and_the_last_speaker():
    w = world()
    go_to(WARD_DAY)
    item = discussing(w)
    client = signed_in(w.secretary)
    assert "Vừa phát biểu" not in read(client, item.meeting, "projector")
    actions.contribute(item, speaker=w.people["dv-14"], text="Cần sớm hơn.", by=None, at=AT)
    page = read(client, item.meeting, "projector")
    assert "Vừa phát biểu" in page
    assert w.people["dv-14"].name in page
    assert "Cần sớm hơn." not in page
    part = read(client, item.meeting, "projector", hx_request="true")
    assert "<html" not in part
    assert 'id="man-chieu"' in part


def test_the_projector_between_items_and_after_the_end():
    w = world()
    meeting = opened(w)
    client = signed_in(w.secretary)
    assert "Chuẩn bị mục tiếp theo" in read(client, meeting, "projector")
    conclude_all(meeting)
    assert "Hội nghị đã bế mạc" in read(client, meeting, "projector")
