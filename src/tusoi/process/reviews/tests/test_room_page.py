"""The meeting room: every button of the one who writes the minutes."""

import re

import pytest
from django.urls import reverse
from tests.factories import go_to, signed_in, world
from tests.meetings import WARD_DAY, answered_issue, discussing, item_of, opened, plan, put_issue

from tusoi.process.issues.models import Issue
from tusoi.process.issues.states import IssueState
from tusoi.process.reviews.states import ItemState, MeetingState

pytestmark = pytest.mark.django_db


def room(meeting):
    return reverse("reviews:room", kwargs={"campaign": meeting.campaign.code, "meeting": meeting.code})


def at(item, name, **also):
    meeting = item.meeting
    codes = {"campaign": meeting.campaign.code, "meeting": meeting.code, "item": item.pk}
    return reverse(f"reviews:{name}", kwargs=codes | also)


def start(subject="phuong-mot", **also):
    w = world()
    go_to(WARD_DAY)
    item = discussing(w, subject=subject, **also)
    return w, item, signed_in(w.secretary)


def test_before_the_opening_the_room_leads_back():
    w = world()
    meeting = plan(w)
    assert "Hội nghị chưa khai mạc" in signed_in(w.secretary).get(room(meeting)).content.decode()


def test_the_first_item_is_begun():
    w = world()
    go_to(WARD_DAY)
    item = item_of(opened(w), "phuong-mot")
    client = signed_in(w.secretary)
    assert "Mục tiếp theo" in client.get(room(item.meeting)).content.decode()
    client.post(at(item, "open-item"))
    item.refresh_from_db()
    assert item.state == ItemState.DISCUSSING
    refused = client.post(at(item_of(item.meeting, "phuong-mot-1"), "open-item"))
    assert refused.status_code == 403
    assert "mỗi lúc chỉ một mục" in refused.content.decode()


def test_what_is_said_is_written_down_and_the_page_comes_back():
    w, item, client = start()
    issue = answered_issue(w)
    reply = client.post(
        at(item, "contribute"), {"speaker": w.people["dv-14"].pk, "issue": issue.code, "text": "Cần sớm hơn."}
    )
    assert reply.url == room(item.meeting) + "#ghi-y-kien"
    said = item.contributions.get()
    assert (said.speaker, said.issue, said.text) == (w.people["dv-14"], issue, "Cần sớm hơn.")
    assert "Cần sớm hơn." in client.get(room(item.meeting)).content.decode()


def test_words_without_a_speaker_are_kept_on_the_page():
    _w, item, client = start()
    page = client.post(at(item, "contribute"), {"text": "Tôi xin nói."}).content.decode()
    assert "Tôi xin nói." in page
    assert not item.contributions.exists()


def test_somebody_absent_does_not_speak():
    w, item, client = start()
    client.post(at(item, "contribute"), {"speaker": w.people["dv-20"].pk, "text": "A"})
    assert not item.contributions.exists()


def test_the_chair_is_handed_over():
    w, item, client = start()
    client.post(at(item, "hand-over"), {"chair": w.people["dv-14"].pk})
    item.refresh_from_db()
    assert item.chair == w.people["dv-14"]
    refused = client.post(at(item, "hand-over"), {"chair": w.people["dv-20"].pk})
    assert refused.status_code == 403


def test_a_new_issue_is_raised_answered_and_concluded():
    w, item, client = start()
    client.post(at(item, "raise"), {"title": "Biên bản sơ sài", "text": "", "theme": ""})
    issue = Issue.objects.get(subject=w.subjects["phuong-mot"])
    conclude = at(item, "conclude-issue", issue=issue.code)
    words = {f"kl-{issue.code}-verdict": "upheld", f"kl-{issue.code}-text": "Có thiếu sót."}
    refused = client.post(conclude, words)
    assert refused.status_code == 403
    assert "chưa được tiếp thu, giải trình" in refused.content.decode()
    assert "Có thiếu sót." in refused.content.decode()
    answer = {f"tl-{issue.code}-kind": "accept", f"tl-{issue.code}-text": "Xin tiếp thu."}
    assert client.post(at(item, "answer", issue=issue.code), answer).status_code == 302
    assert client.post(conclude, words).status_code == 302
    issue.refresh_from_db()
    assert (issue.state, issue.conclusion) == (IssueState.UPHELD, "Có thiếu sót.")


def test_a_conclusion_without_words_is_asked_for():
    w, item, client = start()
    issue = answered_issue(w)
    page = client.post(at(item, "conclude-issue", issue=issue.code), {f"kl-{issue.code}-verdict": "upheld"})
    assert page.status_code == 200
    issue.refresh_from_db()
    assert issue.state == IssueState.ANSWERED


def test_an_issue_that_holds_the_item_disables_the_conclusion():
    w, item, client = start()
    put_issue(w)
    assert "Còn 1 nội dung chưa tiếp thu, giải trình" in client.get(room(item.meeting)).content.decode()
    refused = client.post(at(item, "conclude-item"), {"text": "Thống nhất."})
    assert refused.status_code == 403
    assert "Thống nhất." in refused.content.decode()
    item.refresh_from_db()
    assert item.state == ItemState.DISCUSSING


def test_through_the_agenda_to_the_end():
    w, item, client = start()
    deputy = signed_in(w.committee_member)
    client.post(at(item, "conclude-item"), {"text": "Thống nhất."})
    own = item_of(item.meeting, "phuong-mot-1")
    client.post(at(own, "open-item"))
    refused = client.post(at(own, "conclude-item"), {"text": "Không có gì."})
    assert (refused.status_code, "chính mình" in refused.content.decode()) == (403, True)
    deputy.post(at(own, "conclude-item"), {"text": "Rút kinh nghiệm."})
    close = reverse("reviews:conclude-meeting", kwargs={"campaign": w.campaign.code, "meeting": item.meeting.code})
    assert client.post(close).status_code == 403
    last = item_of(item.meeting, "phuong-mot-2")
    client.post(at(last, "open-item"))
    client.post(at(last, "conclude-item"), {"text": "Tốt."})
    assert "Bế mạc hội nghị" in client.get(room(item.meeting)).content.decode()
    client.post(close)
    item.meeting.refresh_from_db()
    assert item.meeting.state == MeetingState.CONCLUDED
    assert "Hội nghị đã bế mạc" in client.get(room(item.meeting)).content.decode()


def test_every_label_leads_to_its_own_field():
    w, item, client = start()
    put_issue(w)
    ids = re.findall(r' id="([^"]+)"', client.get(room(item.meeting)).content.decode())
    assert len(ids) == len(set(ids)) > 10


POSTS = ["open-item", "hand-over", "contribute", "raise", "conclude-item"]


@pytest.mark.parametrize("who", ["viewer", "member", "secretary_two", "administrator", "stranger"])
def test_who_may_not_see_the_meeting_finds_nothing(who):
    w, item, _client = start()
    client = signed_in(w.accounts[who])
    assert client.get(room(item.meeting)).status_code == 404
    assert [client.post(at(item, name)).status_code for name in POSTS] == [404] * len(POSTS)


def test_who_sees_it_and_may_not_run_it_gets_the_reason():
    w, item, _client = start()
    client = signed_in(w.officer)
    assert client.get(room(item.meeting)).status_code == 403
    words = {"text": "A", "title": "A", "speaker": w.people["dv-14"].pk, "chair": w.people["dv-14"].pk}
    assert [client.post(at(item, name), words).status_code for name in POSTS] == [403] * len(POSTS)
    assert not item.contributions.exists()


def test_an_item_of_another_meeting_is_not_found():
    w, item, client = start()
    other = item_of(plan(w, "dang-uy-hai"), "phuong-hai")
    mixed = {"campaign": w.campaign.code, "meeting": item.meeting.code, "item": other.pk}
    assert client.post(reverse("reviews:open-item", kwargs=mixed)).status_code == 404


def test_an_issue_of_somebody_else_is_not_found():
    w, item, client = start()
    other = put_issue(w, "phuong-hai")
    assert client.post(at(item, "answer", issue=other.code)).status_code == 404
    assert client.post(at(item, "conclude-issue", issue=other.code)).status_code == 404


def heard(html):
    """The accessible names of the buttons of a page: their text, also what is not seen."""
    found = re.findall(r"<button\b[^>]*>(.*?)</button>", html, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", "", text).split()) for text in found]


def test_no_two_buttons_of_the_room_are_heard_alike():
    w, item, client = start()
    for number in range(3):
        answered_issue(w, code=f"vd-{number}", title=f"Vấn đề số {number}")
    names = heard(client.get(room(item.meeting)).content.decode())
    assert names.count("Ghi kết luận: Vấn đề số 1") == 1
    assert len(set(names)) == len(names)


def test_between_two_items_every_start_says_whom_it_starts():
    w = world()
    go_to(WARD_DAY)
    names = heard(signed_in(w.secretary).get(room(opened(w))).content.decode())
    assert "Bắt đầu mục này: Đảng ủy phường Một" in names
    assert len(set(names)) == len(names)
