"""Register guidance, acknowledge it, record the preparation meeting."""

from datetime import date

import pytest
from django.urls import reverse
from tests.factories import go_to, signed_in, world

from tusoi.foundation.tally.actions import recount
from tusoi.foundation.tally.figures import Figure, read
from tusoi.process.campaigns.models import GuidanceDocument, Preparation
from tusoi.process.campaigns.progress import raw, waiting_for

pytestmark = pytest.mark.django_db

INPUT = {
    "kind": "guidance",
    "symbol": "03-HD",
    "issuer": "Ban Tổ chức Quận ủy",
    "issued_on": "02/04/2012",
    "subject_line": "Hướng dẫn kiểm điểm",
    "to_acknowledge": "on",
    "acknowledge_by": "20/04/2012",
}


def url(home, name, **more):
    return reverse(f"campaigns:{name}", kwargs={"campaign": home.campaign.code, **more})


def registered(home):
    reply = signed_in(home.officer).post(url(home, "register"), INPUT)
    assert reply.status_code == 302
    return GuidanceDocument.objects.get()


def figures(home, measure):
    return read(home.campaign.pk, ["0001"], on=date(2012, 7, 29)).get(("0001", measure), Figure())


def test_the_units_it_is_sent_to_are_counted():
    home = world()
    registered(home)
    assert figures(home, "guidance") == Figure(0, 4, 4)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"issued_on": "30/07/2012"}, "không thể ở sau hôm nay"),
        ({"is_classified": "on"}, "Văn bản mật chỉ ghi số"),
        ({"subject_line": ""}, "Chưa ghi trích yếu"),
        ({"acknowledge_by": "01/04/2012"}, "không thể trước ngày ban hành"),
        ({"issued_on": "2/30/2012"}, "ngày"),
    ],
)
def test_bad_input_is_said_on_the_form_and_nothing_is_kept(change, said):
    home = world()
    reply = signed_in(home.officer).post(url(home, "register"), {**INPUT, **change})
    assert reply.status_code == 200
    assert said in reply.content.decode()
    assert not GuidanceDocument.objects.exists()


def test_the_same_document_twice_is_refused():
    home = world()
    registered(home)
    assert "đã đăng ký" in signed_in(home.officer).post(url(home, "register"), INPUT).content.decode()


def test_a_secretary_acknowledges_once():
    home = world()
    document = registered(home)
    client = signed_in(home.secretary)
    at = go_to(date(2012, 7, 29))
    assert "Xác nhận tiếp nhận 03-HD" in [task.what for task in waiting_for(home.secretary, home.campaign, at)]
    page = client.get(url(home, "document", document=document.pk)).content.decode()
    assert "Đã tiếp nhận" in page
    reply = client.post(url(home, "acknowledge", document=document.pk), {"unit": "phuong-mot"})
    assert reply.status_code == 302
    assert figures(home, "guidance") == Figure(1, 4, 3)
    again = client.post(url(home, "acknowledge", document=document.pk), {"unit": "phuong-mot"})
    assert again.status_code == 403
    assert "đã tiếp nhận" in again.content.decode()
    assert "Xác nhận tiếp nhận 03-HD" not in [task.what for task in waiting_for(home.secretary, home.campaign, at)]


def test_for_another_unit_it_is_not_there_or_refused():
    home = world()
    document = registered(home)
    to = url(home, "acknowledge", document=document.pk)
    assert signed_in(home.secretary).post(to, {"unit": "phuong-hai"}).status_code == 404
    assert signed_in(home.viewer).post(to, {"unit": "phuong-hai"}).status_code == 403
    assert signed_in(home.officer).post(to, {"unit": "khu-vuc-1"}).status_code == 403  # a cell is not addressed
    assert figures(home, "guidance") == Figure(0, 4, 4)


def test_the_first_preparation_of_a_base_counts_once():
    home = world()
    client = signed_in(home.secretary)
    to = url(home, "preparation")
    assert "phường Một" in client.get(to).content.decode()
    for day in ("10/04/2012", "12/04/2012"):
        assert client.post(to, {"unit": "phuong-mot", "held_on": day, "note": "Phân công"}).status_code == 302
    assert Preparation.objects.count() == 2
    assert figures(home, "preparation") == Figure(1, 4)


@pytest.mark.parametrize("day", ["01/02/2012", "30/07/2012", "31/02/2012"])
def test_a_meeting_of_an_impossible_day_is_refused(day):
    home = world()
    reply = signed_in(home.secretary).post(url(home, "preparation"), {"unit": "phuong-mot", "held_on": day})
    assert reply.status_code == 200
    assert not Preparation.objects.exists()


def test_recording_is_for_the_unit_itself():
    home = world()
    assert signed_in(home.member).get(url(home, "preparation")).status_code == 403
    assert signed_in(home.stranger).get(url(home, "preparation")).status_code == 404
    reply = signed_in(home.secretary).post(url(home, "preparation"), {"unit": "phuong-hai", "held_on": "10/04/2012"})
    assert reply.status_code == 200
    assert not Preparation.objects.exists()


def test_pages_equal_a_recount():
    home = world()
    document = registered(home)
    signed_in(home.secretary).post(url(home, "acknowledge", document=document.pk), {"unit": "phuong-mot"})
    signed_in(home.secretary).post(url(home, "preparation"), {"unit": "phuong-mot", "held_on": "10/04/2012"})
    paths = list(home.campaign.units.values_list("path", flat=True))
    mine = {"guidance", "preparation"}

    def seen():
        return {k: v for k, v in read(home.campaign.pk, paths, on=date(2012, 7, 29)).items() if k[1] in mine}

    before = seen()
    recount(home.campaign.pk, raw(home.campaign))
    assert seen() == before
    assert before["0001", "guidance"] == Figure(1, 4, 3)
