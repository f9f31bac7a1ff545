"""Whom a class expects; and a list on paper, typed in later."""

from datetime import date

import pytest
from django.urls import reverse
from tests.factories import freeze_roll, go_to, held_class, signed_in, world

from tusoi.foundation.kernel.clock import at_noon
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.notices.models import Notice
from tusoi.process.dissemination import actions_class
from tusoi.process.dissemination.models import Attendance, Invitee
from tusoi.process.dissemination.paper_list import read_list
from tusoi.process.dissemination.progress import waiting_for
from tusoi.process.dissemination.states import Source

pytestmark = pytest.mark.django_db
BEFORE, DAY = date(2012, 8, 1), date(2012, 8, 3)


@pytest.fixture
def home():
    home = world()
    freeze_roll(home)
    return home


@pytest.fixture
def planned(home):
    go_to(BEFORE)
    signed_in(home.secretary).post(
        reverse("dissemination:plan", kwargs={"campaign": home.campaign.code}),
        {
            "unit": "phuong-mot", "audience": "members", "title": "Lớp quán triệt", "held_on": "03/08/2012",
            "starts_at": "07:30", "place": "Hội trường", "materials": "Nghị quyết 12-NQ/TW",
        },
    )  # fmt: skip
    return home.campaign.classes.get()


def url(row, name):
    return reverse(f"dissemination:{name}", kwargs={"campaign": row.campaign.code, "code": row.code})


def test_everybody_for_whom_it_is_held_is_invited_at_once_then_one_more(home, planned):
    client = signed_in(home.secretary)
    assert "Mời cả 10 người" in client.get(url(planned, "invite")).text
    client.post(url(planned, "invite"), {"tat-ca": "1"})
    assert Invitee.objects.count() == 10
    found = client.get(url(planned, "invite"), {"tim": "dv-01"}).text
    assert home.people["dv-01"].name in found
    client.post(url(planned, "invite"), {"person": "dv-01"})
    client.post(url(planned, "invite"), {"person": "dv-01"})
    client.post(url(planned, "take-off"), {"person": "dv-14"})
    codes = set(Invitee.objects.values_list("person__code", flat=True))
    assert len(codes) == 10
    assert "dv-01" in codes
    assert "dv-14" not in codes


def test_invitations_go_out_once_and_wait_with_those_invited(home, planned):
    client = signed_in(home.secretary)
    refused = client.post(url(planned, "send"))
    assert (refused.status_code, "Chưa có ai trong danh sách mời" in refused.text) == (403, True)
    client.post(url(planned, "invite"), {"tat-ca": "1"})
    page = client.post(url(planned, "send"), follow=True).text
    assert "Đã báo cho 3 người có tài khoản" in page
    assert Notice.objects.filter(kind="dissemination.invited").count() == 3
    assert client.post(url(planned, "send")).status_code == 403
    assert client.post(url(planned, "take-off"), {"person": "dv-15"}).status_code == 403
    at = at_noon(BEFORE)
    assert [task.what for task in waiting_for(home.member, home.campaign, at)] == ["Dự lớp quán triệt"]
    assert waiting_for(home.board_member, home.campaign, at) == []
    printed = client.get(url(planned, "printed")).text
    assert printed.count("Kính mời đồng chí") == 10
    assert "07:30" in printed
    assert "Nghị quyết 12-NQ/TW" in printed


def test_a_guest_of_another_unit_is_told_and_sees_the_class(home, planned):
    client = signed_in(home.secretary)
    client.post(url(planned, "invite"), {"tat-ca": "1"})
    client.post(url(planned, "send"))
    guest = signed_in(home.board_member)
    assert guest.get(url(planned, "class")).status_code == 404
    client.post(url(planned, "invite"), {"person": home.board_member.person.code})
    assert Notice.objects.filter(person=home.board_member.person).count() == 1
    page = guest.get(url(planned, "class"))
    assert (page.status_code, "Điểm danh" in page.text) == (200, True)
    assert "Việc của lớp" not in page.text


def test_who_came_is_not_waited_for_any_more(home, planned):
    actions_class.invite(planned, [home.people["dv-16"]], by=home.officer, at=at_noon(BEFORE))
    at = go_to(DAY)
    assert len(waiting_for(home.member, home.campaign, at)) == 1
    signed_in(home.secretary).post(url(planned, "check-in"), {"person": [home.people["dv-16"].pk]})
    assert waiting_for(home.member, home.campaign, at) == []


def test_somebody_who_is_on_no_roll_is_not_invited(home, planned):
    with pytest.raises(Refused, match="Lê Ngoài"):
        actions_class.invite(planned, [home.people["ngoai-01"]], by=home.officer, at=at_noon(BEFORE))


def test_the_list_to_tap_is_the_list_of_those_invited(home, planned):
    actions_class.invite(planned, [home.people["dv-16"], home.people["dv-01"]], by=home.officer, at=at_noon(BEFORE))
    go_to(DAY)
    page = signed_in(home.secretary).get(url(planned, "check-in")).text
    assert page.count("data-person=") == 2


def test_the_page_does_not_ask_more_for_more_people(home, planned, django_assert_num_queries):
    client = signed_in(home.secretary)
    client.get(url(planned, "check-in"))
    counts = []
    for codes in (["dv-16"], ["dv-17", "dv-18", "dv-19"]):
        actions_class.invite(planned, [home.people[code] for code in codes], by=home.officer, at=at_noon(BEFORE))
        with django_assert_num_queries(QUERIES):
            counts.append(client.get(url(planned, "check-in")).text.count("data-person="))
    assert counts == [1, 4]


QUERIES = 16


# Paper


def test_each_line_names_one_person_or_is_left_open(home):
    roll = [home.people[f"dv-{number:02d}"] for number in range(13, 20)]
    twin = home.people["dv-20"]
    twin.name = roll[0].name
    twin.set_keys()
    text = f"dv-14\n  {roll[2].name.upper()} \n{roll[0].name}\nNguyễn Không Có\n\ndv-14\nDV-16, {roll[3].name}"
    read = read_list(text, [*roll, twin])
    assert [person.code for person in read.people] == ["dv-14", "dv-15", "dv-16"]
    assert [line for line, _why in read.open] == [roll[0].name, "Nguyễn Không Có"]
    assert "dv-13, dv-20" in read.open[0][1]
    assert read.left == f"{roll[0].name}\nNguyễn Không Có"


def test_a_paper_list_is_read_first_and_written_down_after(home):
    hall = held_class(home, [])
    client = signed_in(home.secretary)
    names = f"{home.people['dv-13'].name}\ndv-14"
    page = client.post(url(hall, "paper"), {"names": f"{names}\nai đó"}).text
    assert "không thấy ai có tên hoặc số này" in page
    assert "2 người khớp" in page
    assert not Attendance.objects.exists()
    assert not client.post(url(hall, "paper"), {"names": f"{names}\nai đó", "ghi": "1"}).has_header("Location")
    assert not Attendance.objects.exists()
    page = client.post(url(hall, "paper"), {"names": names, "ghi": "1"}, follow=True).text
    assert "Đã ghi 2 người; 2 người được tính lần đầu" in page
    assert set(Attendance.objects.values_list("source", "recorded_by")) == {(Source.PAPER, home.secretary.pk)}


@pytest.mark.parametrize("who", ["member", "viewer"])
def test_paper_is_typed_in_by_who_runs_the_class(home, who):
    assert signed_in(home.accounts[who]).get(url(held_class(home, []), "paper")).status_code == 403
