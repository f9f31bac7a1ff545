"""The list of reports, giving out a tier, beginning the own, returning and accepting in the browser."""

import pytest
from django.urls import reverse
from tests.factories import CAST, signed_in, world

from tusoi.foundation.tally.figures import read
from tusoi.process.issues.tests.cast import in_a_fresh_world, queries_for
from tusoi.process.reports.models import Report
from tusoi.process.reports.progress import REPORTS, waiting_for
from tusoi.process.reports.states import ReportState
from tusoi.process.reports.tests.cast import NOW, started, submitted

pytestmark = pytest.mark.django_db


def url(w, name="index", **more):
    return reverse(f"reports:{name}", kwargs={"campaign": w.campaign.code, **more})


def test_the_officer_gives_out_a_tier():
    w = world()
    client = signed_in(w.officer)
    assert "Giao viết báo cáo" in client.get(url(w)).text
    reply = client.post(url(w, "expect"), {"tier": w.tiers["base"].pk, "due_on": "25/09/2012"})
    assert reply.status_code == 302
    assert Report.objects.count() == 5
    top = w.unit("quan").path
    assert read(w.campaign.pk, [top], on=NOW.date())[top, REPORTS].total == 5
    assert client.post(url(w, "expect"), {"tier": w.tiers["base"].pk, "due_on": "25/09/2012"}).status_code == 403
    assert client.post(url(w, "expect"), {"tier": "", "due_on": "x"}).status_code == 403


@pytest.mark.parametrize("who", ["leader", "secretary", "member", "viewer"])
def test_others_do_not(who):
    w = world()
    assert "Giao viết báo cáo" not in signed_in(w.accounts[who]).get(url(w)).text
    reply = signed_in(w.accounts[who]).post(url(w, "expect"), {"tier": w.tiers["base"].pk, "due_on": "25/09/2012"})
    assert reply.status_code == 403
    assert not Report.objects.exists()


def test_one_begins_the_own_report():
    w = world()
    client = signed_in(w.committee_member)
    assert "Bắt đầu viết" in client.get(url(w, "report", subject="phuong-mot-2")).text
    assert client.post(url(w, "start", subject="phuong-mot-2")).status_code == 302
    assert client.post(url(w, "start", subject="phuong-mot-2")).status_code == 404
    assert client.get(url(w, "report", subject="phuong-mot-1")).status_code == 404
    assert Report.objects.count() == 1


def test_the_list_filters_by_the_address_and_links_only_what_may_be_read():
    w = world()
    submitted(w)
    started(w, "phuong-hai")
    client = signed_in(w.officer)
    page = client.get(url(w)).text
    assert url(w, "report", subject="phuong-mot") in page
    assert url(w, "report", subject="phuong-hai") not in page
    assert "Đảng ủy phường Hai" in page
    assert "Đảng ủy phường Hai" not in client.get(url(w) + "?trang-thai=submitted").text
    assert "Đảng ủy phường Một" not in client.get(url(w) + "?don-vi=phuong-hai").text
    assert "Đồng chí xem được số liệu" in signed_in(w.viewer).get(url(w)).text


def test_returning_and_accepting_in_the_browser():
    w = world()
    submitted(w)
    client = signed_in(w.officer)
    page = client.get(url(w, "report", subject="phuong-mot")).text
    assert "Tiếp nhận báo cáo" in page
    assert client.post(url(w, "return", subject="phuong-mot"), {"remarks": ""}).status_code == 403
    assert client.post(url(w, "return", subject="phuong-mot"), {"remarks": "Thiếu số liệu"}).status_code == 302
    assert Report.objects.get().state == ReportState.RETURNED
    assert client.post(url(w, "accept", subject="phuong-mot")).status_code == 403
    signed_in(w.secretary).post(url(w, "save", subject="phuong-mot"), {"viec": "nop"})
    assert client.post(url(w, "accept", subject="phuong-mot")).status_code == 302
    assert Report.objects.get().state == ReportState.ACCEPTED


@pytest.mark.parametrize(("who", "status"), [("secretary", 403), ("overseer", 404), ("member", 404), ("viewer", 404)])
def test_others_do_not_decide(who, status):
    w = world()
    submitted(w)
    for name in ("return", "accept"):
        reply = signed_in(w.accounts[who]).post(url(w, name, subject="phuong-mot"), {"remarks": "x"})
        assert reply.status_code == status


def test_what_waits_for_whom():
    w = world()
    started(w)
    submitted(w, "phuong-hai")
    submitted(w, "btv")
    tasks = {name: [task.what for task in waiting_for(a, w.campaign, NOW)] for name, a in w.accounts.items()}
    waiting = {name: what for name, what in tasks.items() if what}
    assert waiting == {
        "secretary": ["Viết và nộp báo cáo kiểm điểm"],
        "officer": ["Tiếp nhận hoặc trả lại 2 báo cáo"],
        "leader": ["Tiếp nhận hoặc trả lại 1 báo cáo"],
    }


@pytest.mark.parametrize("who", [name for name, _person, _roles in CAST])
def test_the_list_opens_for_everybody_of_the_campaign(who):
    w = world()
    started(w)
    status = signed_in(w.accounts[who]).get(url(w)).status_code
    assert status == (404 if who in {"stranger", "administrator"} else 200)


def test_the_number_of_queries_does_not_grow():
    def of(number):
        w = world()
        for subject in ["phuong-mot", "phuong-hai", "van-phong"][:number]:
            submitted(w, subject)
        return queries_for(w.officer, url(w))

    assert in_a_fresh_world(lambda: of(1)) == in_a_fresh_world(lambda: of(3))


def test_the_refusal_names_the_missing_role_before_what_was_typed_wrong():
    w = world()
    assert "lập kế hoạch" in signed_in(w.viewer).post(url(w, "expect")).text
    assert "Chưa chọn cấp kiểm điểm" in signed_in(w.officer).post(url(w, "expect")).text
