"""The officer's and the team's pages: who sees them, who may do what, and that it happens."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from tests.factories import (
    PASSPHRASES,
    ROUND_OPENS,
    TODAY,
    draft_campaign,
    go_to,
    hand_in_slips,
    hand_out_the_rest,
    open_round,
    open_slips,
    prepared_round,
    signed_in,
    world,
)

from tusoi.foundation.secrecy.models import Keyholder, Ticket
from tusoi.process.feedback.models import Comment, Round
from tusoi.process.feedback.states import RoundState

pytestmark = pytest.mark.django_db
BASE = "/dot/nq-tw4/gop-y/"
ROUND = BASE + "dot-1/"
PAGES = ["", "moi/retired/", "to-mo-phieu/", "mat-khau/", "mo-phieu/", "y-kien/"]
DEEDS = ["bat-dau/", "to-phieu/retired/in/", "khoa/"]


@pytest.fixture
def home():
    return world(today=ROUND_OPENS)


def statuses(home, name, pages):
    client = signed_in(home.accounts[name])
    return [client.get(ROUND + page).status_code for page in pages]


def test_a_draft_is_seen_by_its_officer_and_its_team_alone(home):
    prepared_round(home)
    assert statuses(home, "officer", PAGES) == [200, 200, 200, 403, 403, 403]
    assert statuses(home, "counter_one", PAGES) == [200, 403, 403, 200, 200, 302]
    for name in ("leader", "secretary", "member", "viewer", "stranger", "administrator"):
        assert statuses(home, name, PAGES) == [404] * 6


def test_an_open_round_is_seen_from_the_units_but_not_who_is_invited(home):
    open_round(home)
    for name in ("leader", "secretary", "member", "viewer"):
        assert statuses(home, name, PAGES) == [200, 403, 403, 403, 403, 403]
        assert "Người góp ý 1" not in signed_in(home.accounts[name]).get(ROUND).content.decode()
    assert statuses(home, "stranger", PAGES) == [404] * 6


def test_deeds_are_refused_to_those_who_may_not_and_get_is_no_deed(home):
    open_round(home)
    for name, status in {"leader": 403, "counter_one": 403, "viewer": 403, "stranger": 404}.items():
        client = signed_in(home.accounts[name])
        for deed in DEEDS:
            assert client.post(ROUND + deed, {"group": "retired", "count": 1}).status_code == status
            assert client.get(ROUND + deed).status_code == 405
    assert not Ticket.objects.exists()


def test_without_signing_in_every_page_leads_to_the_door(home):
    prepared_round(home)
    for page in [*PAGES, *DEEDS]:
        answer = Client().get(ROUND + page)
        assert (answer.status_code, answer.headers["Location"][:11]) == (302, "/dang-nhap/")


def test_officers_forms_need_the_csrf_token(home):
    open_round(home)
    client = Client(enforce_csrf_checks=True)
    client.force_login(home.officer)
    for deed in DEEDS:
        assert client.post(ROUND + deed, {"group": "retired", "count": 1}).status_code == 403
    assert not Ticket.objects.exists()


def test_the_officer_prepares_a_round_in_the_browser(home):
    client = signed_in(home.officer)
    form = {
        "title": "Góp ý",
        "opens_on": "01/06/2012",
        "closes_on": "20/07/2012",
        "subjects": [home.subjects["btv"].pk],
    }
    answer = client.post(BASE + "lap/", form)
    assert answer.headers["Location"] == ROUND
    client.post(ROUND + "moi/individuals/", {"names": "Ông A\nBà B\n\nÔng C"})
    client.post(ROUND + "to-mo-phieu/", {"member_1": "counter_one", "member_2": "dv-11"})
    round = Round.objects.get()
    assert round.groups.get(code="individuals").invitations.count() == 3
    assert [m.agency.code for m in round.team.all()] == ["ban-to-chuc", "van-phong"]
    text = client.get(ROUND).content.decode()
    assert "chưa đặt mật khẩu" in text
    assert "Góp ý" in client.get(BASE).content.decode()


def test_faults_in_the_forms_are_said_beside_the_fields(home):
    prepared_round(home)
    client = signed_in(home.officer)
    assert (
        "là đối tượng"
        in client.post(ROUND + "to-mo-phieu/", {"member_1": "counter_one", "member_2": "board_member"}).content.decode()
    )
    assert (
        "Không có tài khoản"
        in client.post(ROUND + "to-mo-phieu/", {"member_1": "counter_one", "member_2": "nobody"}).content.decode()
    )
    assert (
        "đã có trong danh sách" in client.post(ROUND + "moi/retired/", {"names": "Cán bộ nghỉ hưu 1"}).content.decode()
    )


def test_each_of_the_team_sets_a_passphrase_and_the_officer_opens(home):
    prepared_round(home)
    for name, phrase in PASSPHRASES.items():
        client = signed_in(home.accounts[name])
        wrong = client.post(ROUND + "mat-khau/", {"passphrase": phrase, "again": phrase + "x"})
        assert "không giống nhau" in wrong.content.decode()
        short = client.post(ROUND + "mat-khau/", {"passphrase": "ngắn", "again": "ngắn"})
        assert "ít nhất 12" in short.content.decode()
        sheet = client.post(ROUND + "mat-khau/", {"passphrase": phrase, "again": phrase})
        assert re.search(r"(\w{4}-){6}\w{4}", sheet.content.decode())
        assert "no-store" in sheet.headers["Cache-Control"]
    assert not Keyholder.objects.filter(public_key=b"").exists()
    signed_in(home.officer).post(ROUND + "bat-dau/")
    assert Round.objects.get().state == RoundState.OPEN


def test_the_team_opens_in_the_browser_and_reads_alone(home):
    round = open_round(home)
    subject = home.subjects["btv"].pk
    hand_in_slips(round, "individuals", [{subject: {"proposal": f"Đề nghị số {n}"}} for n in range(5)])
    hand_out_the_rest(home, round)
    go_to(TODAY)
    assert signed_in(home.officer).post(ROUND + "khoa/").status_code == 302
    one, two = (signed_in(home.accounts[name]) for name in PASSPHRASES)
    first, second = PASSPHRASES.values()
    assert "không đúng" in one.post(ROUND + "mo-phieu/", {"passphrase": second}).content.decode()
    assert one.post(ROUND + "mo-phieu/", {"passphrase": first}).headers["Location"] == ROUND
    assert not Comment.objects.exists()
    waits, way_in = "đang đợi thành viên khác", f'href="{ROUND}mo-phieu/"'
    for member, has_entered in ((one, True), (two, False)):
        text = member.get(ROUND).content.decode()
        assert (waits in text, way_in in text) == (has_entered, not has_entered)
    assert two.post(ROUND + "mo-phieu/", {"passphrase": second}).headers["Location"] == ROUND + "y-kien/"
    text = one.get(ROUND + "y-kien/").content.decode()
    assert "Đề nghị số 3" in text
    assert "Xếp ý kiến thành vấn đề" in text
    for name in ("officer", "leader", "board_member", "administrator"):
        assert signed_in(home.accounts[name]).get(ROUND + "y-kien/").status_code in {403, 404}


@pytest.mark.parametrize("count", [1, 3])
def test_the_pages_take_a_fixed_number_of_queries(home, count, django_assert_num_queries):
    subjects = ["btv", "btv-1", "btv-2"][:count]
    round = open_round(home, subjects=subjects)
    slip = {home.subjects[code].pk: {"strength": "Tốt"} for code in subjects}
    hand_in_slips(round, "individuals", [slip for _n in range(count * 3)])
    go_to(TODAY)
    open_slips(home, round)
    client = signed_in(home.counter_one)
    client.get(ROUND)
    with django_assert_num_queries(12):
        client.get(ROUND + "y-kien/")


def test_a_campaign_in_draft_has_no_rounds_yet():
    home = world()
    draft = draft_campaign(home)
    client = signed_in(home.officer)
    listed = client.get(reverse("feedback:index", args=[draft.code]))
    assert listed.status_code == 200
    assert reverse("feedback:create", args=[draft.code]) not in listed.text
    refused = client.get(reverse("feedback:create", args=[draft.code]))
    assert refused.status_code == 403
    assert "Đợt kiểm điểm chưa mở" in refused.text


def test_before_closing_a_number_that_is_not_shown_is_not_called_nothing(home):
    round = open_round(home)
    client = signed_in(home.officer)
    assert "Chưa nêu số" in client.get(ROUND).content.decode()
    hand_in_slips(round, "individuals", [{home.subjects["btv"].pk: {"proposal": "x"}} for _n in range(5)])
    go_to(TODAY)
    text = client.get(ROUND).content.decode()
    assert "ít nhất" in text
    assert "Chưa nêu số" not in text
