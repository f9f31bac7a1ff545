"""The overseer's page: subjects, answers, what one thought of each, and whether one was at the meetings."""

import pytest
from django.urls import reverse
from tests.factories import go_to, signed_in, world
from tests.meetings import AT, WARD_DAY, pass_gates, plan

from tusoi.process.issues import actions as issues
from tusoi.process.issues.tests.cast import NOW, issued
from tusoi.process.reviews import actions as reviews
from tusoi.process.reviews.models import Meeting
from tusoi.web.overseeing.presenters import page_of

pytestmark = pytest.mark.django_db
MEETING = "hn-dang-uy-mot"


def followed(w, at=AT):
    (one,) = page_of(w.campaign, w.overseer, at=at)
    return one


def words(w, at=AT):
    return [(row.meeting.code, row.word, bool(row.url)) for row in followed(w, at).meetings]


def open_it(w, meeting, absences=()):
    absent = {w.people[code]: why for code, why in dict(absences).items()}
    reviews.call_roll(meeting, absences=absent, by=None, at=AT)
    pass_gates(w, meeting, AT)
    return reviews.open_meeting(meeting, by=None, at=AT)


@pytest.fixture
def w():
    w = world()
    issued(w)
    return w


def page(w):
    return signed_in(w.overseer).get(reverse("overseeing:mine", args=["nq-tw4"])).content.decode()


def test_answer_and_judgement_stand_under_each_point(w):
    issue = followed(w, NOW).overseen.suggestions.points.get()
    given = issues.answer(issue, kind="explain", text="Do lịch họp đổi", by=w.secretary, at=NOW)
    assert "Do lịch họp đổi" in page(w)
    assert followed(w, NOW).overseen.to_judge == 1
    issues.judge(given, verdict="partly", note="Thiếu hạn", by=w.overseer, at=NOW)
    text = page(w)
    assert "rõ một phần. Thiếu hạn" in text
    assert "Ghi nhận xét" not in text


def test_before_a_meeting_is_planned_the_page_says_so(w):
    assert "Chưa lên lịch hội nghị." in page(w)


def test_an_overseer_who_is_not_on_the_list_is_told_so_and_gets_no_link(w):
    plan(w)
    assert words(w) == [(MEETING, "chưa có tên trong thành phần dự", False)]
    text = page(w)
    assert "08/10/2012" in text
    assert "Đề nghị nơi tổ chức hội nghị ghi đồng chí là cấp trên dự, chỉ đạo." in text
    assert f"/hoi-nghi/{MEETING}/" not in text
    open_it(w, Meeting.objects.get())
    assert words(w) == [(MEETING, "không ghi có dự", False)]


def test_the_superior_named_in_the_minutes_was_there(w):
    meeting = plan(w, attending_superior=w.people["dv-03"])
    assert words(w) == [(MEETING, "được mời dự, chỉ đạo", True)]
    open_it(w, meeting)
    assert words(w) == [(MEETING, "biên bản ghi dự, chỉ đạo", True)]
    go_to(WARD_DAY)
    assert f"/hoi-nghi/{MEETING}/" in page(w)


@pytest.mark.parametrize(("absent", "word"), [({}, "có mặt"), ({"dv-03": "Đi công tác"}, "vắng mặt")])
def test_the_roll_says_whether_a_convened_overseer_was_there(w, absent, word):
    """The board's own meeting, on which this overseer has a seat, about the ward as its guest."""
    ward = w.subjects["phuong-mot"]
    meeting = plan(w, "ban-thuong-vu", WARD_DAY, subjects=[ward], tier=ward.tier)
    assert [row.word for row in followed(w).meetings] == ["được triệu tập"]
    open_it(w, meeting, absent)
    row = followed(w).meetings[0]
    assert (row.word, row.reason) == (word, absent.get("dv-03", ""))


def test_nobody_else_gets_a_subject(w):
    plan(w)
    for who in ("officer", "leader", "secretary", "viewer", "administrator"):
        assert page_of(w.campaign, w.accounts[who], at=AT) == []
