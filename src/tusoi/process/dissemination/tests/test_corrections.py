"""Marks are taken back and added with a reason; a class is changed, withdrawn, its list opened again."""

from datetime import date, time

import pytest
from django.urls import reverse
from tests.factories import freeze_roll, held_class, signed_in, world

from tusoi.foundation.journal.models import Entry
from tusoi.foundation.kernel.clock import at_noon
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.tally.figures import Figure, read
from tusoi.process.dissemination import actions, actions_class
from tusoi.process.dissemination import actions_attendance as attendance
from tusoi.process.dissemination.models import Absence, RequiredMember
from tusoi.process.dissemination.progress import raw
from tusoi.process.dissemination.states import ClassState

pytestmark = pytest.mark.django_db
EARLY, LATE = date(2012, 4, 5), date(2012, 4, 12)
NOW = at_noon(LATE)


@pytest.fixture
def home():
    home = world()
    freeze_roll(home)
    return home


def people(home, *codes):
    return [home.people[code] for code in codes]


def coverage(home):
    figure = read(home.campaign.pk, ["0001"], on=home.campaign.ends_on)["0001", "dissemination"]
    rows = list(raw(home.campaign))
    assert (figure.done, figure.total) == (sum(row.done for row in rows), sum(row.total for row in rows))
    return figure


def reached(home, code):
    return RequiredMember.objects.get(person=home.people[code]).reached_on


def test_who_is_taken_off_one_class_falls_back_to_the_other(home):
    first, second = held_class(home, ["dv-13"], day=EARLY), held_class(home, ["dv-13"], unit="quan", day=LATE)
    assert reached(home, "dv-13") == EARLY
    attendance.take_back(first, people(home, "dv-13"), by=home.officer, at=NOW)
    assert (reached(home, "dv-13"), coverage(home)) == (LATE, Figure(1, 31))
    attendance.take_back(second, people(home, "dv-13"), by=home.officer, at=NOW)
    assert (reached(home, "dv-13"), coverage(home)) == (None, Figure(0, 31))


def test_a_paper_list_of_an_earlier_class_makes_the_day_earlier(home):
    held_class(home, ["dv-13"], unit="quan", day=LATE)
    held_class(home, ["dv-13"], day=EARLY)
    assert (reached(home, "dv-13"), coverage(home)) == (EARLY, Figure(1, 31))


def test_after_closing_every_correction_says_why(home):
    hall = held_class(home, ["dv-13"])
    actions.close_class(hall, by=home.officer, at=NOW)
    with pytest.raises(Refused, match="ghi vì sao bỏ"):
        attendance.take_back(hall, people(home, "dv-13"), by=home.officer, at=NOW)
    with pytest.raises(Refused, match="ghi vì sao thêm"):
        attendance.add_late(hall, people(home, "dv-14"), reason=" ", by=home.officer, at=NOW)
    attendance.take_back(hall, people(home, "dv-13"), reason="Nhầm người cùng tên", by=home.officer, at=NOW)
    attendance.add_late(hall, people(home, "dv-14"), reason="Sót ở danh sách giấy", by=home.secretary, at=NOW)
    assert coverage(home) == Figure(1, 31)
    marks = {mark.person.code: mark for mark in hall.attendances.all()}
    assert (marks["dv-13"].taken_back_for, marks["dv-13"].taken_back_by) == ("Nhầm người cùng tên", home.officer)
    assert (marks["dv-14"].reason, marks["dv-14"].recorded_by) == ("Sót ở danh sách giấy", home.secretary)
    assert "Nhầm" not in str(list(Entry.objects.values_list("facts", flat=True)))


def test_while_the_list_is_open_nothing_is_added_behind_it(home):
    with pytest.raises(Refused, match="đang mở"):
        attendance.add_late(held_class(home, []), people(home, "dv-14"), reason="A", by=home.officer, at=NOW)


def test_a_withdrawn_class_reaches_nobody_and_stays_readable(home):
    hall = held_class(home, ["dv-13", "dv-14"])
    held_class(home, ["dv-14"], unit="quan", day=LATE)
    with pytest.raises(Refused, match="vì sao rút"):
        actions_class.withdraw_class(hall, reason="", by=home.officer, at=NOW)
    actions_class.withdraw_class(hall, reason="Lập hai lần", by=home.officer, at=NOW)
    assert coverage(home) == Figure(1, 31)
    assert reached(home, "dv-14") == LATE
    assert hall.attendances.count() == 2
    with pytest.raises(Refused, match="Lập hai lần"):
        attendance.check_in(hall, people(home, "dv-15"), by=home.officer, at=NOW)
    page = signed_in(home.member).get(url(home, "class", hall)).text
    assert "Lớp này đã rút" in page
    assert "Lập hai lần" in page


def test_a_closed_list_opens_again_for_a_reason(home):
    hall = held_class(home, ["dv-13"])
    with pytest.raises(Refused, match="đang mở"):
        actions_class.reopen_class(hall, reason="A", by=home.officer, at=NOW)
    actions.close_class(hall, by=home.officer, at=NOW)
    with pytest.raises(Refused, match="vì sao mở lại"):
        actions_class.reopen_class(hall, reason=" ", by=home.officer, at=NOW)
    actions_class.reopen_class(hall, reason="Còn dấu chờ trong điện thoại", by=home.officer, at=NOW)
    assert attendance.check_in(hall, people(home, "dv-14"), by=home.officer, at=NOW) == 1


def test_a_class_changes_until_somebody_is_marked(home):
    hall = held_class(home, [])
    words = {"title": "Lớp mới", "place": "Nhà văn hóa", "starts_at": time(7, 30)}
    actions_class.change_class(hall, held_on=LATE, **words, by=home.officer, at=NOW)
    assert (hall.held_on, hall.starts_at, hall.place) == (LATE, time(7, 30), "Nhà văn hóa")
    with pytest.raises(Refused, match="trong đợt kiểm điểm"):
        actions_class.change_class(hall, held_on=date(2013, 5, 1), **words, by=home.officer, at=NOW)
    attendance.check_in(hall, people(home, "dv-13"), by=home.officer, at=NOW)
    with pytest.raises(Refused, match="đã có người điểm danh"):
        actions_class.change_class(hall, held_on=EARLY, **words, by=home.officer, at=NOW)
    attendance.take_back(hall, people(home, "dv-13"), by=home.officer, at=NOW)
    actions_class.change_class(hall, held_on=EARLY, **words, by=home.officer, at=NOW)


@pytest.mark.parametrize("who", ["member", "viewer", "leader", "secretary_two"])
@pytest.mark.parametrize("verb", ["withdraw", "reopen", "take_back", "absence", "report", "invite"])
def test_only_who_runs_the_class_does_any_of_it(home, who, verb):
    hall, by = held_class(home, ["dv-13"]), home.accounts[who]
    person = home.people["dv-13"]
    with pytest.raises(Refused, match="tổ chức lớp quán triệt"):
        {
            "withdraw": lambda: actions_class.withdraw_class(hall, reason="A", by=by, at=NOW),
            "reopen": lambda: actions_class.reopen_class(hall, reason="A", by=by, at=NOW),
            "take_back": lambda: attendance.take_back(hall, [person], by=by, at=NOW),
            "absence": lambda: attendance.note_absence(hall, home.people["dv-14"], kind="ill", by=by, at=NOW),
            "report": lambda: actions_class.write_report(hall, text="A", by=by, at=NOW),
            "invite": lambda: actions_class.invite(hall, [person], by=by, at=NOW),
        }[verb]()


def url(home, name, hall, **more):
    return reverse(f"dissemination:{name}", kwargs={"campaign": home.campaign.code, "code": hall.code, **more})


def test_absences_have_a_reason_and_presence_ends_them(home):
    hall = held_class(home, ["dv-13"])
    client = signed_in(home.secretary)
    sent = {"person": "dv-14", "kind": "ill", "note": "nằm viện"}
    page = client.post(url(home, "absence", hall), sent, follow=True).text
    assert "Đã ghi lý do vắng" in page
    assert client.post(url(home, "absence", hall), {**sent, "kind": "on_duty"}).status_code == 302
    assert (Absence.objects.count(), Absence.objects.get().kind) == (1, "on_duty")
    assert "đi công tác" in client.get(url(home, "check-in", hall)).text
    attendance.check_in(hall, people(home, "dv-14"), by=home.officer, at=NOW)
    assert "đi công tác" not in client.get(url(home, "check-in", hall)).text
    for change, words in [
        ({"kind": ""}, "Chưa chọn lý do"),
        ({"person": "dv-13"}, "có mặt"),
        ({"person": "dv-15", "kind": "other", "note": ""}, "ghi rõ là gì"),
    ]:
        refused = client.post(url(home, "absence", hall), {**sent, **change})
        assert (refused.status_code, words in refused.text) == (403, True)


def test_the_page_of_corrections_tells_all(home):
    hall = held_class(home, ["dv-13"])
    actions.close_class(hall, by=home.officer, at=NOW)
    client = signed_in(home.secretary)
    reply = client.post(url(home, "correct", hall, person="dv-13"), {"reason": ""})
    assert "Chưa ghi mục này" in reply.text
    client.post(url(home, "correct", hall, person="dv-13"), {"reason": "Nhầm người"})
    page = client.post(url(home, "correct", hall, person="dv-14"), {"reason": "Bị sót"}, follow=True).text
    assert "Nhầm người" in page
    assert "Bị sót" in page
    assert client.get(url(home, "correct", hall, person="ngoai-01")).status_code == 404
    assert signed_in(home.member).get(url(home, "aftermath", hall)).status_code == 403


def test_the_report_is_of_the_unit_as_a_whole(home):
    hall = held_class(home, ["dv-13"])
    client = signed_in(home.secretary)
    early = client.post(url(home, "report", hall), {"text": "A"})
    assert (early.status_code, "khi danh sách lớp đã kết thúc" in early.text) == (403, True)
    actions.close_class(hall, by=home.officer, at=NOW)
    calm = "Đảng viên đồng tình với nghị quyết, mong việc học đi đôi với làm."
    client.post(url(home, "report", hall), {"text": calm})
    assert calm in signed_in(home.member).get(url(home, "class", hall)).text
    named = f"{home.people['dv-13'].name} còn băn khoăn."
    assert (
        "Báo cáo của lớp không nêu tên ai" in client.post(url(home, "report", hall), {"text": named}, follow=True).text
    )
    counted = "Có 3 người chưa thông."
    assert "không đếm ai nói gì" in client.post(url(home, "report", hall), {"text": counted}, follow=True).text
    assert hall.reports.count() == 3


def test_a_list_is_opened_again_and_a_class_withdrawn_on_their_pages(home):
    hall = held_class(home, ["dv-13"])
    client = signed_in(home.secretary)
    assert client.post(url(home, "reopen", hall), {"reason": "A"}).status_code == 403  # it is open
    actions.close_class(hall, by=home.officer, at=NOW)
    for name, state in (("reopen", ClassState.PLANNED), ("withdraw", ClassState.WITHDRAWN)):
        assert "Chưa ghi mục này" in client.post(url(home, name, hall), {"reason": " "}).text
        assert client.post(url(home, name, hall), {"reason": f"Vì {name}"}).status_code == 302
        hall.refresh_from_db()
        assert (hall.state, hall.reason) == (state, f"Vì {name}")
