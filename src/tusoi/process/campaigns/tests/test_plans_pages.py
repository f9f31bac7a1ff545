"""The cascade in the browser: from the district to a cell, as people press it."""

from datetime import date

import pytest
from django.urls import reverse
from tests.factories import OPENED, go_to, signed_in, world

from tusoi.foundation.access.actions import give_role, open_account
from tusoi.foundation.access.roles import Role
from tusoi.foundation.kernel.clock import at_noon
from tusoi.process.campaigns import actions_plans as plans
from tusoi.process.campaigns.models import UnitPlan

pytestmark = pytest.mark.django_db
DAY, LATE = date(2012, 8, 1), date(2012, 8, 20)
WORDS = {
    "base-opens": "05/10/2012", "base-closes": "20/10/2012", "what-1": "Họp chuẩn bị", "place-1": "Hội trường",
    "due-1": "01/09/2012", "note": "Từng chi bộ một",
}  # fmt: skip


@pytest.fixture
def home():
    home = world(today=DAY)
    account = open_account(username="cell", person=home.people["dv-17"])
    give_role(account, Role.SECRETARY, unit=home.units["khu-vuc-1"], since=OPENED, by=None, at=at_noon(OPENED))
    home.accounts["cell"] = account
    return home


def url(name, **named):
    return reverse(f"campaigns:{name}", kwargs={"campaign": "nq-tw4", **named})


def send(home, who, unit, until="10/08/2012"):
    client = signed_in(home.accounts[who])
    return client.post(url("send-plans", unit=unit), {"acknowledge_by": until}, follow=True).text


def press(home, who, unit, verb, **data):
    return signed_in(home.accounts[who]).post(url("plan-verb", unit=unit, verb=verb), data, follow=True).text


def write(home, who, unit, **change):
    return signed_in(home.accounts[who]).post(url("write-plan", unit=unit), {**WORDS, **change}, follow=True).text


def test_from_the_district_to_a_cell(home):
    assert "Đã gửi kế hoạch cho 4 đơn vị" in send(home, "officer", "quan")
    go_to(LATE)
    assert "giờ soạn kế hoạch" in press(home, "secretary", "phuong-mot", "tiep-nhan")
    page = signed_in(home.officer).get(url("plans")).text
    assert "trễ 10 ngày" in page
    assert "Đã trình kế hoạch" in write(home, "secretary", "phuong-mot", trinh="1")
    returned = press(home, "officer", "phuong-mot", "tra-lai", remarks="Ghi rõ ai làm")
    assert "Đã trả lại kế hoạch kèm ý kiến" in returned
    page = signed_in(home.secretary).get(url("plan", unit="phuong-mot")).text
    assert "Cấp trên trả lại, có ý kiến" in page
    assert "Ghi rõ ai làm" in page
    write(home, "secretary", "phuong-mot", trinh="1", **{"who-1": home.people["dv-13"].pk})
    page = press(home, "officer", "phuong-mot", "duyet")
    for words in ("Đã duyệt kế hoạch", home.people["dv-13"].name, "Hội trường", "hẹp hơn cấp trên", "Từng chi bộ một"):
        assert words in page
    assert "Đã gửi kế hoạch cho 2 đơn vị" in send(home, "secretary", "phuong-mot", until="30/08/2012")
    press(home, "cell", "khu-vuc-1", "tiep-nhan")
    page = write(home, "cell", "khu-vuc-1", trinh="1", **{"base-closes": "31/10/2012"})
    assert "chỉ được thu hẹp trong khoảng" in page
    assert 'value="31/10/2012"' in page
    write(home, "cell", "khu-vuc-1", trinh="1", **{"base-opens": "06/10/2012", "base-closes": "07/10/2012"})
    assert "Đã duyệt kế hoạch" in press(home, "secretary", "khu-vuc-1", "duyet")
    assert UnitPlan.objects.filter(state="approved").count() == 2


@pytest.mark.parametrize(
    ("asked", "shown"),
    [("", 4), ("chua-tiep-nhan", 2), ("tre", 3), ("dang-soan", 1), ("cho-duyet", 1), ("tra-lai", 0), ("nonsense", 4)],
)
def test_the_filter_stands_in_the_address(home, asked, shown):
    send(home, "officer", "quan")
    press(home, "secretary_two", "phuong-hai", "tiep-nhan")
    write(home, "secretary_two", "phuong-hai", trinh="1")
    go_to(LATE)
    press(home, "secretary", "phuong-mot", "tiep-nhan")
    page = signed_in(home.officer).get(url("plans"), {"tinh-trang": asked}).text
    assert page.count('<th scope="row">') == shown


def test_bad_input_is_answered_and_stays(home):
    assert "Ghi ngày theo dạng" in send(home, "officer", "quan", until="32/13/2012")
    assert "trước hôm nay" in send(home, "officer", "quan", until="01/07/2012")
    send(home, "officer", "quan")
    press(home, "secretary", "phuong-mot", "tiep-nhan")
    page = write(home, "secretary", "phuong-mot", **{"what-1": "", "place-1": "Hội trường"})
    assert "Ghi việc này là việc gì" in page
    page = write(home, "secretary", "phuong-mot", trinh="1", **{"what-1": "", "place-1": "", "due-1": ""})
    assert "Kế hoạch chưa có việc nào" in page
    write(home, "secretary", "phuong-mot", trinh="1")
    assert "Chưa ghi mục này" in press(home, "officer", "phuong-mot", "tra-lai", remarks="")
    assert signed_in(home.secretary).post(url("plan-verb", unit="phuong-mot", verb="xoa")).status_code == 404
    assert UnitPlan.objects.get(campaign_unit__code="phuong-mot").state == "submitted"


@pytest.mark.parametrize(("who", "status"), [("secretary", 403), ("member", 403), ("viewer", 403), ("officer", 200)])
def test_who_sends_from_the_district(home, who, status):
    assert signed_in(home.accounts[who]).get(url("send-plans", unit="quan")).status_code == status


def test_a_plan_is_seen_where_figures_are_seen(home):
    send(home, "officer", "quan")
    codes = {who: signed_in(home.accounts[who]).get(url("plan", unit="phuong-hai")).status_code for who in (
        "officer", "viewer", "secretary_two", "secretary", "member", "stranger",
    )}  # fmt: skip
    assert codes == {
        "officer": 200, "viewer": 200, "secretary_two": 200, "secretary": 404, "member": 404, "stranger": 404,
    }  # fmt: skip


def test_lists_take_as_many_queries_for_many(home, django_assert_num_queries):
    above = home.unit("quan")
    counts = []
    for codes in (["phuong-mot"], ["phuong-hai", "van-phong"]):
        units = [home.unit(code) for code in codes]
        plans.send_plans(above, units, acknowledge_by=DAY, by=home.officer, at=at_noon(DAY))
        client = signed_in(home.officer)
        with django_assert_num_queries(QUERIES):
            counts.append(client.get(url("plans")).text.count('<th scope="row">'))
    assert counts == [1, 3]


QUERIES = 15
