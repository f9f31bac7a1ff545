"""One commitment in the browser: evidence, claim, return, verification, reminders, help."""

from datetime import date

import pytest
from django.urls import reverse
from tests.factories import go_to, signed_in, world
from tests.meetings import claimed, commitment

from tusoi.process.supervision.states import CommitmentState

pytestmark = pytest.mark.django_db
POSTS = ["evidence", "claim", "verify", "return", "postpone", "remind", "help"]


def url(made, name="commitment"):
    return reverse(f"supervision:{name}", kwargs={"campaign": made.campaign.code, "commitment": made.code})


def start(make=commitment):
    w = world()
    made = make(w)
    go_to(date(2012, 11, 6))
    return w, made


def test_from_evidence_to_verified():
    w, made = start()
    owner, supervisor = signed_in(w.secretary), signed_in(w.supervisor)
    refused = owner.post(url(made, "claim"))
    assert (refused.status_code, "Chưa có minh chứng" in refused.content.decode()) == (403, True)
    owner.post(url(made, "evidence"), {"note": "Sổ công văn", "document_number": "12-BC/ĐU"})
    owner.post(url(made, "claim"))
    supervisor.post(url(made, "return"), {"lt-note": "Thiếu sổ quý IV"})
    owner.post(url(made, "claim"))
    supervisor.post(url(made, "verify"), {"xn-note": "Đủ"})
    made.refresh_from_db()
    assert made.state == CommitmentState.VERIFIED
    page = owner.get(url(made)).content.decode()
    for words in ("Sổ công văn (12-BC/ĐU)", "Yêu cầu làm tiếp", "Thiếu sổ quý IV", "Xác nhận đã khắc phục", "Đủ"):
        assert words in page
    page = page[page.index("Diễn biến") :]
    assert page.index("Lập cam kết") < page.index("Sổ công văn (12") < page.index("Thiếu sổ quý IV")


def test_the_supervisor_reads_the_evidence_before_judging():
    w, made = start(claimed)
    page = signed_in(w.supervisor).get(url(made)).content.decode()
    shown = page.index(made.evidence.get().note)
    assert page.index("Minh chứng đã có") < shown < page.index("Xem minh chứng và xác nhận")


def test_reminders_and_help_are_shown_side_by_side():
    w, made = start()
    supervisor = signed_in(w.supervisor)
    supervisor.post(url(made, "remind"), {"nn-note": "Còn hai tuần"})
    supervisor.post(url(made, "help"), {"gd-note": "Cử cán bộ giúp"})
    page = signed_in(w.secretary).get(url(made)).content.decode()
    assert "Còn hai tuần" in page
    assert "Cử cán bộ giúp" in page


@pytest.mark.parametrize(
    ("name", "who"),
    [
        ("evidence", "secretary"),
        ("return", "supervisor"),
        ("verify", "supervisor"),
        ("help", "supervisor"),
    ],
)
def test_empty_words_are_asked_for(name, who):
    w, made = start(claimed)
    before = made.evidence.count()
    reply = signed_in(w.accounts[who]).post(url(made, name), {})
    assert reply.status_code == 200
    assert "error-summary" in reply.content.decode()
    made.refresh_from_db()
    assert (made.state, made.evidence.count(), made.contacts.count()) == (CommitmentState.CLAIMED, before, 0)


def test_each_sees_the_own_buttons_only():
    w, made = start(claimed)
    owner = signed_in(w.secretary).get(url(made)).content.decode()
    supervisor = signed_in(w.supervisor).get(url(made)).content.decode()
    member = signed_in(w.committee_member).get(url(made)).content.decode()
    assert ("bao-xong" in owner, "xac-nhan/" in owner, "nhac-nho" in owner) == (False, False, False)
    assert ("xac-nhan/" in supervisor, "nhac-nho" in supervisor) == (True, True)
    assert [name for name in ("minh-chung/tep/", "minh-chung/anh/", "xac-nhan/", "nhac-nho/") if name in member] == []


@pytest.mark.parametrize("name", POSTS)
def test_who_sees_it_and_may_not_do_it_gets_the_reason(name):
    w, made = start(claimed)
    words = {
        "note": "A",
        "xn-note": "A",
        "lt-note": "A",
        "nn-note": "A",
        "gd-note": "A",
        "dh-due_on": "20/12/2012",
        "dh-reason": "A",
    }
    reply = signed_in(w.committee_member).post(url(made, name), words)
    assert reply.status_code == 403
    assert "stop-reason" in reply.content.decode()
    made.refresh_from_db()
    assert (made.state, made.evidence.count(), made.contacts.count()) == (CommitmentState.CLAIMED, 1, 0)


@pytest.mark.parametrize("who", ["viewer", "member", "secretary_two", "administrator", "stranger"])
def test_who_may_not_see_it_finds_nothing(who):
    w, made = start()
    client = signed_in(w.accounts[who])
    assert client.get(url(made)).status_code == 404
    assert {client.post(url(made, name)).status_code for name in POSTS} == {404}


@pytest.mark.parametrize("name", POSTS)
def test_deeds_are_posted(name):
    w, made = start()
    assert signed_in(w.secretary).get(url(made, name)).status_code == 405


def test_another_date_keeps_the_old_one_in_view():
    w, made = start()
    supervisor = signed_in(w.supervisor)
    data = {"dh-due_on": "20/12/2012", "dh-reason": "Bão số 8 làm hỏng trụ sở"}
    page = supervisor.post(url(made, "postpone"), data, follow=True).content.decode()
    for words in ("20/12/2012", "hạn ban đầu 20/11/2012", "Từ 20/11/2012 sang 20/12/2012: Bão số 8"):
        assert words in page.replace("\u00a0", " ")
    made.refresh_from_db()
    assert made.due_on == date(2012, 12, 20)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"dh-due_on": "20/12/2012", "dh-reason": " "}, "Chưa ghi mục này"),
        ({"dh-due_on": "31/02/2013", "dh-reason": "Bão"}, "Ghi ngày theo dạng"),
        ({"dh-due_on": "20/11/2012", "dh-reason": "Bão"}, "trùng với hạn cũ"),
        ({"dh-due_on": "01/11/2012", "dh-reason": "Bão"}, "không thể ở trước hôm nay"),
    ],
)
def test_a_wrong_new_date_is_answered_in_words_and_what_was_typed_stays(data, words):
    w, made = start()
    page = signed_in(w.supervisor).post(url(made, "postpone"), data).content.decode()
    assert words in page
    assert data["dh-due_on"] in page
    assert not made.postponements.exists()
