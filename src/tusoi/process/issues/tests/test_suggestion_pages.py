"""Choosing a subject, writing points, approving, assigning, sending and receiving, in the browser."""

import pytest
from django.urls import reverse
from tests.factories import CAST, signed_in, world

from tusoi.process.issues import actions
from tusoi.process.issues.models import Issue, SuggestionSet
from tusoi.process.issues.states import IssueState, SetState
from tusoi.process.issues.tests.cast import NOW, drafted, in_a_fresh_world, issued, put, queries_for

pytestmark = pytest.mark.django_db
POINT = {"title": "Tài liệu gửi trễ", "theme": "causes", "text": "", "grounds": "Báo cáo kiểm tra quý I"}


def url(w, name, subject="phuong-mot", **more):
    kwargs = {"campaign": w.campaign.code} | ({"subject": subject} if subject else {}) | more
    return reverse(f"issues:{name}", kwargs=kwargs)


def post(w, who, name, subject="phuong-mot", **data):
    return signed_in(w.accounts[who]).post(url(w, name, subject), data)


def test_the_whole_way_in_the_browser():
    w = world()
    assert post(w, "officer", "draft").status_code == 302
    assert post(w, "officer", "add-point", **POINT).status_code == 302
    assert post(w, "leader", "approve").status_code == 302
    assert post(w, "leader", "assign", person=w.people["dv-03"].pk).status_code == 302
    assert post(w, "officer", "issue-set", answer_by="20/08/2012").status_code == 302
    assert post(w, "secretary", "acknowledge").status_code == 302
    row = SuggestionSet.objects.get()
    assert (row.state, row.overseer, row.approved_by) == (SetState.ACKNOWLEDGED, w.people["dv-03"], w.leader)
    assert Issue.objects.get().state == IssueState.PUT


def test_a_point_without_grounds_comes_back_with_what_was_typed():
    w = world()
    drafted(w, points=0)
    reply = post(w, "officer", "add-point", **{**POINT, "grounds": ""})
    assert reply.status_code == 200
    assert "Tài liệu gửi trễ" in reply.text
    assert not Issue.objects.exists()


def test_a_point_is_changed_while_it_is_a_draft():
    w = world()
    point = drafted(w).points.get()
    address = url(w, "change-point", point=point.code)
    assert signed_in(w.officer).get(address).status_code == 200
    assert signed_in(w.officer).post(address, {**POINT, "title": "Khác"}).status_code == 302
    actions.approve_set(SuggestionSet.objects.get(), by=w.leader, at=NOW)
    assert signed_in(w.officer).get(address).status_code == 403
    point.refresh_from_db()
    assert point.title == "Khác"


def test_what_is_known_stands_beside_it():
    w = world()
    actions.conclude(put(w, title="Chậm báo cáo"), verdict=IssueState.UPHELD, text="Có", by=None, at=NOW)
    drafted(w, "phuong-hai")
    page = signed_in(w.officer).get(url(w, "set")).text
    assert "Chậm báo cáo" in page
    drafted(w)
    chosen = Issue.objects.get(subject__code="phuong-hai", suggestion_set__isnull=False)
    page = signed_in(w.officer).get(url(w, "set") + f"?mau={chosen.pk}").text
    assert 'value="Nội dung gợi ý 1"' in page
    assert "Chưa có nội dung nào phù hợp" in signed_in(w.officer).get(url(w, "set") + "?thu-vien=khongco").text


def test_members_of_the_subject_are_not_offered_as_overseers():
    w = world()
    drafted(w, "btv-3")
    page = signed_in(w.officer).get(url(w, "set", "btv-3"))
    assert page.status_code == 200
    leader = signed_in(w.leader).get(url(w, "set", "btv-3")).text
    assert "Không chọn được vì là hồ sơ của chính mình: " + w.people["dv-03"].name in leader
    assert post(w, "leader", "assign", "btv-3", person=w.people["dv-03"].pk).status_code == 403
    assert post(w, "leader", "assign", "btv-3", person=w.people["dv-01"].pk).status_code == 302


def test_loads_are_shown():
    w = world()
    issued(w)
    issued(w, "phuong-hai")
    page = signed_in(w.leader).get(url(w, "set", "van-phong"))
    assert page.status_code == 200
    drafted(w, "van-phong")
    assert "(đang theo dõi 2)" in signed_in(w.leader).get(url(w, "set", "van-phong")).text


@pytest.mark.parametrize("who", [name for name, _person, _roles in CAST])
def test_a_draft_is_seen_by_those_who_draft(who):
    w = world()
    drafted(w)
    status = signed_in(w.accounts[who]).get(url(w, "set")).status_code
    assert status == (200 if who in {"officer", "leader"} else 404)


@pytest.mark.parametrize(
    ("who", "status"),
    [("secretary", 200), ("committee_member", 200), ("overseer", 200), ("secretary_two", 404), ("viewer", 404)],
)
def test_what_was_sent_is_seen_by_its_subject_and_overseer(who, status):
    w = world()
    issued(w)
    assert signed_in(w.accounts[who]).get(url(w, "set")).status_code == status


@pytest.mark.parametrize(
    ("name", "who", "status"),
    [
        ("draft", "secretary", 404),
        ("approve", "officer", 403),
        ("approve", "secretary", 404),
        ("assign", "officer", 403),
        ("issue-set", "officer", 403),
        ("reopen", "leader", 403),
        ("acknowledge", "officer", 403),
        ("add-point", "member", 404),
    ],
)
def test_verbs_ask_their_rules(name, who, status):
    w = world()
    drafted(w)
    assert post(w, who, name).status_code == status
    assert SuggestionSet.objects.get().state == SetState.DRAFT


def test_nobody_sees_suggestions_about_oneself_before_they_are_sent():
    w = world()
    drafted(w, "btv-1")
    assert signed_in(w.leader).get(url(w, "set", "btv-1")).status_code == 404
    page = signed_in(w.leader).get(url(w, "suggestions", "")).text
    assert url(w, "set", "btv-1") not in page


def test_the_list_filters_and_searches():
    w = world()
    drafted(w)
    issued(w, "phuong-hai")
    page = signed_in(w.officer).get(url(w, "suggestions", "") + "?trang-thai=issued&tim=van phong").text
    assert url(w, "set", "phuong-hai") in page
    assert url(w, "set", "phuong-mot") not in page
    assert url(w, "set", "van-phong") in page
    assert url(w, "set", "btv-2") not in page
    assert "2 tập thể và 0 cá nhân" in page


def test_the_number_of_queries_does_not_grow():
    def of(number):
        w = world()
        for subject in ["phuong-mot", "phuong-hai", "van-phong"][:number]:
            issued(w, subject, points=number)
        return queries_for(w.officer, url(w, "suggestions", ""), url(w, "set"))

    assert in_a_fresh_world(lambda: of(1)) == in_a_fresh_world(lambda: of(3))
