"""The own issues, answering one, the overseer's page, the list; who may see and do what."""

import pytest
from django.urls import reverse
from tests.factories import CAST, draft_campaign, signed_in, world

from tusoi.process.issues import actions
from tusoi.process.issues.models import AnswerJudgement, Issue, IssueAnswer
from tusoi.process.issues.states import IssueState
from tusoi.process.issues.tests.cast import NOW, drafted, in_a_fresh_world, issued, put, queries_for, raised

pytestmark = pytest.mark.django_db
ANSWER = {"kind": "accept", "text": "Sẽ gửi trước ba ngày", "cause": "", "measure": ""}


def url(w, name, **more):
    return reverse(f"issues:{name}", kwargs={"campaign": w.campaign.code, **more})


def test_the_subject_answers_from_the_own_page():
    w = world()
    issue = put(w)
    client = signed_in(w.secretary)
    assert "Gửi tài liệu họp trễ" in client.get(url(w, "mine")).text
    reply = client.post(url(w, "answer", issue=issue.code), ANSWER)
    assert reply["Location"] == url(w, "mine") + "#phuong-mot"
    assert IssueAnswer.objects.get().by == w.secretary
    assert "Sẽ gửi trước ba ngày" in client.get(url(w, "mine")).text


def test_what_was_typed_stays_when_something_is_missing():
    w = world()
    issue = put(w)
    reply = signed_in(w.secretary).post(url(w, "answer", issue=issue.code), {"text": "Đã viết dài"})
    assert reply.status_code == 200
    assert "Đã viết dài" in reply.text
    assert not IssueAnswer.objects.exists()


@pytest.mark.parametrize(
    ("back", "goes"), [("/dot/x/", "/dot/x/"), ("https://xau.example/", None), ("//xau.example", None)]
)
def test_afterwards_it_goes_back_but_never_out_of_the_program(back, goes):
    w = world()
    issue = put(w)
    reply = signed_in(w.secretary).post(url(w, "answer", issue=issue.code), {**ANSWER, "tiep": back})
    assert reply["Location"] == (goes or url(w, "mine") + "#phuong-mot")


@pytest.mark.parametrize("who", [name for name, _person, _roles in CAST])
def test_who_may_see_and_who_may_answer(who):
    w = world()
    issue = put(w)
    status = signed_in(w.accounts[who]).post(url(w, "answer", issue=issue.code), ANSWER).status_code
    seeing = {"officer", "leader", "committee_member"}
    assert status == (302 if who == "secretary" else 403 if who in seeing else 404)


def test_a_member_of_the_collective_reads_but_does_not_answer():
    w = world()
    put(w)
    page = signed_in(w.committee_member).get(url(w, "mine")).text
    assert "Gửi tài liệu họp trễ" in page
    assert "phải do tập thể" in page


def test_what_is_not_put_is_not_on_the_own_page():
    w = world()
    raised(w)
    assert "Gửi tài liệu họp trễ" not in signed_in(w.secretary).get(url(w, "mine")).text


def test_the_overseer_reads_and_judges():
    w = world()
    issue = issued(w).points.get()
    given = actions.answer(issue, kind="explain", text="Do lịch họp đổi", by=w.secretary, at=NOW)
    client = signed_in(w.overseer)
    assert "Do lịch họp đổi" in client.get(reverse("overseeing:mine", args=["nq-tw4"])).text
    address = url(w, "judge", issue=issue.code)
    assert client.post(address, {"answer": given.pk}).status_code == 302
    assert not AnswerJudgement.objects.exists()
    assert client.post(address, {"answer": given.pk, "verdict": "partly", "note": "Thiếu hạn"}).status_code == 302
    assert AnswerJudgement.objects.get().verdict == "partly"
    assert "rõ một phần" in signed_in(w.secretary).get(url(w, "mine")).text


@pytest.mark.parametrize(("who", "status"), [("leader", 403), ("secretary", 403), ("member", 404), ("viewer", 404)])
def test_others_do_not_judge(who, status):
    w = world()
    issue = issued(w).points.get()
    given = actions.answer(issue, kind="accept", text="Được", by=w.secretary, at=NOW)
    reply = signed_in(w.accounts[who]).post(
        url(w, "judge", issue=issue.code), {"answer": given.pk, "verdict": "answered"}
    )
    assert reply.status_code == status


def test_the_overseer_of_nothing_gets_a_pleasant_page():
    assert "chưa được phân công" in signed_in(world().member).get(reverse("overseeing:mine", args=["nq-tw4"])).text


def test_the_list_shows_only_what_one_may_see_and_filters_by_the_address():
    w = world()
    drafted(w, "phuong-hai")
    put(w, title="Đã đặt ra")
    raised(w, "van-phong", title="Chưa đặt ra")
    page = signed_in(w.officer).get(url(w, "index")).text
    assert "Đã đặt ra" in page
    assert "Chưa đặt ra" in page
    assert "Chưa đặt ra" not in signed_in(w.officer).get(url(w, "index") + "?trang-thai=put").text
    assert "Đã đặt ra" not in signed_in(w.officer).get(url(w, "index") + "?don-vi=van-phong").text
    assert "Nội dung gợi ý 1" in signed_in(w.officer).get(url(w, "index") + "?chu-de=causes").text
    assert "Đã đặt ra" not in signed_in(w.secretary_two).get(url(w, "index")).text
    assert "Không có vấn đề nào" in signed_in(w.viewer).get(url(w, "index")).text


@pytest.mark.parametrize("who", [name for name, _person, _roles in CAST])
@pytest.mark.parametrize("name", ["issues:index", "issues:mine", "overseeing:mine", "issues:suggestions"])
def test_every_page_opens_for_everybody_of_the_campaign(who, name):
    w = world()
    issued(w)
    status = signed_in(w.accounts[who]).get(reverse(name, args=["nq-tw4"])).status_code
    assert status == (404 if who in {"stranger", "administrator"} else 200)


def test_the_number_of_queries_does_not_grow():
    def of(number):
        w = world()
        for issue in issued(w, points=number).points.all():
            actions.answer(issue, kind="accept", text="Được", by=w.secretary, at=NOW)
        assert Issue.objects.filter(state=IssueState.ANSWERED).count() == number
        pages = [(w.officer, "issues:index"), (w.committee_member, "issues:mine"), (w.overseer, "overseeing:mine")]
        return [queries_for(who, reverse(name, args=["nq-tw4"])) for who, name in pages]

    assert in_a_fresh_world(lambda: of(1)) == in_a_fresh_world(lambda: of(3))


@pytest.mark.parametrize("number", ["", "abc", "9" * 25])
def test_an_answer_that_is_none_is_not_found(number):
    w = world()
    issue = issued(w).points.get()
    actions.answer(issue, kind="accept", text="Tiếp thu", by=w.secretary, at=NOW)
    reply = signed_in(w.overseer).post(url(w, "judge", issue=issue.code), {"answer": number, "verdict": "answered"})
    assert reply.status_code == 404


def test_a_campaign_in_draft_has_a_list_without_issues():
    w = world()
    draft = draft_campaign(w)
    reply = signed_in(w.officer).get(reverse("issues:index", args=[draft.code]))
    assert reply.status_code == 200
    assert not reply.context["rows"]
