"""Making a commitment in the browser."""

from datetime import date

import pytest
from django.urls import reverse
from tests.factories import go_to, signed_in, world
from tests.meetings import answered_issue, upheld_issue

pytestmark = pytest.mark.django_db


def url(w, issue, **query):
    return reverse("supervision:commit", kwargs={"campaign": w.campaign.code, "issue": issue.code}, query=query)


def typed(w, **also):
    return {
        "measure": "Gửi tài liệu trước ba ngày",
        "shows": "Sổ công văn đi",
        "owner": w.people["dv-13"].pk,
        "due_on": "20/11/2012",
        "supervisor": w.people["dv-10"].pk,
    } | also


def start():
    w = world()
    issue = upheld_issue(w)
    go_to(date(2012, 10, 20))
    return w, issue


def test_the_people_of_the_chosen_agency_can_supervise():
    w, issue = start()
    client = signed_in(w.secretary)
    assert w.people["dv-10"].name not in client.get(url(w, issue)).content.decode()
    assert w.people["dv-10"].name in client.get(url(w, issue, **{"co-quan": "van-phong"})).content.decode()


def test_a_commitment_is_made():
    w, issue = start()
    reply = signed_in(w.secretary).post(url(w, issue, **{"co-quan": "van-phong"}), typed(w))
    made = issue.commitments.get()
    assert reply.url == reverse("supervision:commitment", kwargs={"campaign": w.campaign.code, "commitment": made.code})
    assert (made.code, made.agency, made.supervisor) == ("ck-vd-a-1", w.units["van-phong"], w.people["dv-10"])


def test_several_commitments_mend_one_shortcoming():
    w, issue = start()
    client = signed_in(w.secretary)
    for _time in (1, 2):
        client.post(url(w, issue, **{"co-quan": "van-phong"}), typed(w))
    assert set(issue.commitments.values_list("code", flat=True)) == {"ck-vd-a-1", "ck-vd-a-2"}


def test_members_of_the_reviewed_collective_are_not_offered_as_supervisors():
    w, issue = start()
    page = signed_in(w.secretary).post(url(w, issue), typed(w, supervisor=w.people["dv-14"].pk))
    assert page.status_code == 200
    assert "Gửi tài liệu trước ba ngày" in page.content.decode()
    assert not issue.commitments.exists()


def test_a_date_in_the_past_is_refused_in_words():
    w, issue = start()
    page = signed_in(w.secretary).post(url(w, issue, **{"co-quan": "van-phong"}), typed(w, due_on="01/10/2012"))
    assert "ở trước hôm nay" in page.content.decode()


def test_what_is_not_concluded_is_refused():
    w = world()
    reply = signed_in(w.secretary).get(url(w, answered_issue(w)))
    assert reply.status_code == 403
    assert "đã được kết luận là có khuyết điểm" in reply.content.decode()


def test_who_sees_the_issue_and_may_not_commit_gets_the_reason():
    w, issue = start()
    assert signed_in(w.committee_member).get(url(w, issue)).status_code == 403
    assert signed_in(w.committee_member).post(url(w, issue), typed(w)).status_code == 403
    assert not issue.commitments.exists()


@pytest.mark.parametrize("who", ["viewer", "member", "secretary_two", "administrator", "stranger", "supervisor"])
def test_who_does_not_see_the_issue_finds_nothing(who):
    w, issue = start()
    assert signed_in(w.accounts[who]).get(url(w, issue)).status_code == 404
