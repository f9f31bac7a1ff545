"""A meeting that was held without the program, entered from the handwritten book with photos of its signed pages."""

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from tests.factories import at_noon, go_to, signed_in, world
from tests.meetings import WARD_DAY, complete, conclude_all, pass_gates, plan

from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.reviews import actions, actions_minutes
from tusoi.process.reviews.models import Meeting

pytestmark = pytest.mark.django_db
LATER = date(2013, 1, 15)  # the tier's window is over
AT = at_noon(LATER)


def photo():
    stream = io.BytesIO()
    Image.new("RGB", (40, 60), "white").save(stream, "JPEG")
    return stream.getvalue()


def ready(w):
    meeting = plan(w)
    actions.call_roll(meeting, absences={}, by=None, at=AT)
    pass_gates(w, meeting, AT)
    return Meeting.objects.with_names().get(pk=meeting.pk)


def test_the_day_it_was_held_counts_and_the_signed_pages_are_needed(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    w = world()
    meeting = ready(w)
    with pytest.raises(Refused, match="Đã qua thời gian"):
        actions.open_meeting(meeting, by=w.secretary, at=AT)
    actions.open_meeting(meeting, from_book=True, by=w.secretary, at=AT)
    assert meeting.minutes.began_at.date() == WARD_DAY
    conclude_all(meeting)
    minutes = Meeting.objects.with_names().get(pk=meeting.pk).minutes
    complete(minutes, AT)
    with pytest.raises(Refused, match="ảnh các trang sổ"):
        actions_minutes.sign(minutes, by=w.secretary, at=AT)
    assert [actions_minutes.add_scan(minutes, photo(), by=w.secretary, at=AT).number for _page in range(2)] == [1, 2]
    actions_minutes.sign(minutes, by=w.secretary, at=AT)
    actions_minutes.fix(minutes, by=w.secretary, at=AT)
    with pytest.raises(Refused, match="không sửa được nữa"):
        actions_minutes.add_scan(minutes, photo(), by=w.secretary, at=AT)


def test_a_meeting_of_today_is_not_entered_afterwards():
    w = world()
    with pytest.raises(Refused, match="trước hôm nay"):
        actions.open_meeting(ready(w), from_book=True, by=w.secretary, at=at_noon(WARD_DAY))


def test_the_page_takes_a_photo_and_refuses_what_is_none(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    w = world()
    meeting = ready(w)
    go_to(LATER)
    client = signed_in(w.secretary)

    def url(name, *also):
        return reverse(f"reviews:{name}", args=[w.campaign.code, meeting.code, *also])

    assert "Nhập lại từ sổ biên bản" in client.get(url("meeting")).content.decode()
    client.post(url("open"), {"tu-so": "1"})
    conclude_all(Meeting.objects.with_names().get(pk=meeting.pk))
    bad = client.post(url("add-scan"), {"file": SimpleUploadedFile("a.jpg", b"<svg/>")}).content.decode()
    assert "Lỗi" in bad or "không" in bad
    page = client.post(url("add-scan"), {"file": SimpleUploadedFile("a.jpg", photo())}, follow=True).content.decode()
    assert "Trang 1, lưu ngày 15/01/2013" in page
    kept = client.get(url("scan", 1))
    assert kept["Content-Type"] == "image/jpeg"
    assert signed_in(w.viewer).get(url("scan", 1)).status_code == 404
