"""What a meeting wants done at once: recorded in the room or with the minutes, in the minutes, struck out with a reason."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from tests.factories import at_noon, go_to, signed_in, world
from tests.meetings import AT, WARD_DAY, complete, conclude_all, discussing, item_of, opened, signed

from tusoi.foundation.documents.content import Table
from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.reviews import actions_immediate, actions_minutes
from tusoi.process.reviews.documents import MINUTES, SOURCES
from tusoi.process.reviews.models import ImmediateAction, Meeting

pytestmark = pytest.mark.django_db
SOON = date(2012, 10, 15)
WHAT = "Sửa lịch tiếp công dân"


def record(w, item, **also):
    words = {"what": WHAT, "owner": w.people["dv-14"], "due_on": SOON, "by": w.secretary, "at": AT}
    return actions_immediate.record(item, **(words | also))


def url(item, name, *also):
    meeting = item.meeting
    return reverse(f"reviews:{name}", args=[meeting.campaign.code, meeting.code, item.pk, *also])


def test_in_the_room_it_is_typed_and_stands_in_minutes_and_paper():
    w = world()
    item = discussing(w)
    go_to(WARD_DAY)
    client = signed_in(w.secretary)
    typed = {f"ngay-{item.pk}-{key}": value for key, value in
             {"what": WHAT, "owner": w.people["dv-14"].pk, "due_on": "15/10/2012"}.items()}  # fmt: skip
    reply = client.post(url(item, "record-action"), typed)
    assert reply.url.endswith("/phong-hop/#viec-ngay")
    room = client.get(reply.url).content.decode()
    assert WHAT in room
    assert "Bỏ khỏi biên bản" in room
    page = client.get(reverse("reviews:minutes", args=[item.meeting.campaign.code, item.meeting.code]))
    assert f"{w.people['dv-14'].name}, hạn 15/10/2012" in page.content.decode()
    source = next(one for one in SOURCES if one.kind == MINUTES)
    meeting = Meeting.objects.with_names().get(pk=item.meeting_id)
    tables = [block for block in source.build(meeting, AT).blocks if isinstance(block, Table)]
    assert any(WHAT in row for table in tables for row in table.rows)


def test_with_the_minutes_it_is_recorded_until_the_writer_has_signed():
    w = world()
    meeting = opened(w)
    conclude_all(meeting)
    go_to(WARD_DAY)
    item = item_of(meeting, "phuong-mot")
    client = signed_in(w.secretary)
    page = client.get(reverse("reviews:edit-minutes", args=[meeting.campaign.code, meeting.code])).content.decode()
    assert "có người giám sát thì thành cam kết" in page
    wrong = client.post(url(item, "record-action") + "?bien-ban=1", {f"ngay-{item.pk}-what": WHAT})
    assert WHAT in wrong.content.decode()  # what was typed is still there
    made = record(w, item)
    minutes = Meeting.objects.with_names().get(pk=meeting.pk).minutes
    complete(minutes, AT)
    actions_minutes.sign(minutes, by=None, at=AT)
    with pytest.raises(Refused, match="đã ký, đang chờ chủ trì"):
        record(w, item)
    with pytest.raises(Refused, match="đã ký, đang chờ chủ trì"):
        actions_immediate.strike(made, reason="nhầm", by=w.secretary, at=AT)


def test_a_mistaken_one_is_struck_out_with_a_reason_and_stays_as_a_row():
    w = world()
    item = discussing(w)
    made = record(w, item)
    go_to(WARD_DAY)
    client = signed_in(w.secretary)
    assert client.post(url(item, "strike-action", made.pk), {}).status_code == 403
    client.post(url(item, "strike-action", made.pk), {"reason": "Ghi nhầm người"})
    assert not ImmediateAction.objects.standing().exists()
    assert ImmediateAction.objects.get().struck_for == "Ghi nhầm người"
    page = client.get(reverse("reviews:minutes", args=[item.meeting.campaign.code, item.meeting.code]))
    assert WHAT not in page.content.decode()
    with pytest.raises(Refused, match="đã bỏ"):
        actions_immediate.strike(ImmediateAction.objects.get(), reason="nữa", by=None, at=AT)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ({"what": " "}, "Chưa ghi việc phải làm ngay"),
        ({"due_on": WARD_DAY - timedelta(1)}, "ở trước ngày họp"),
        ({"due_on": date(2099, 1, 1)}, "muộn nhất là"),
    ],
)
def test_it_says_what_and_until_when(words, reason):
    w = world()
    with pytest.raises(Refused, match=reason):
        record(w, discussing(w), **words)


def test_the_owner_belongs_to_the_meeting_and_the_writer_runs_it():
    w = world()
    item = discussing(w)
    with pytest.raises(Refused, match="không thuộc hội nghị"):
        record(w, item, owner=w.people["dv-10"])
    with pytest.raises(Refused, match="người chủ trì, người ghi"):
        record(w, item, by=w.secretary_two)
    with pytest.raises(Refused, match="Chưa đến mục này"):
        record(w, item_of(item.meeting, "phuong-mot-1"))


def test_the_table_takes_no_empty_one():
    w = world()
    item = discussing(w)
    with pytest.raises(IntegrityError), transaction.atomic():
        ImmediateAction.objects.create(item=item, number=1, what="", owner=w.people["dv-14"], due_on=SOON, on=WARD_DAY)


def test_the_owner_sees_it_only_in_fixed_minutes():
    w = world()
    item = discussing(w)
    made = record(w, item, owner=w.people["dv-14"])
    seen = ImmediateAction.objects.visible_to(w.committee_member, WARD_DAY)
    assert made in seen  # convened: reads the minutes
    conclude_all(item.meeting)
    signed(item.meeting)
    assert made in ImmediateAction.objects.fixed()
    assert not ImmediateAction.objects.visible_to(w.secretary_two, at_noon(SOON).date()).exists()
