"""The list of those who must attend on its pages: what differs, one decision a row, one person's page."""

import pytest
from django.urls import reverse
from tests.factories import TODAY, freeze_roll, held_class, signed_in, world

from tusoi.foundation.access.models import Account
from tusoi.foundation.kernel.clock import at_noon
from tusoi.process.dissemination import actions_changes as actions
from tusoi.process.dissemination.models import RequiredChange, RequiredMember
from tusoi.process.dissemination.presenters_roll import changes_of
from tusoi.process.dissemination.tests.test_list_changes import joins, leaves, member, moves, status

pytestmark = pytest.mark.django_db


def url(home, name="changes", **more):
    return reverse(f"dissemination:{name}", kwargs={"campaign": home.campaign.code, **more})


def decide(home, code, decision, *, by="officer", reason="Quyết định số 9", **more):
    sent = {"decision": decision, "reason": reason, **more}
    return signed_in(home.accounts[by]).post(url(home, "list-member", person=code), sent)


def test_the_page_says_how_the_denominator_came_about_and_what_is_to_decide():
    home = world()
    freeze_roll(home)
    joins(home, "moi-1", "khu-vuc-1")
    leaves(home, "dv-14")
    moves(home, "dv-15", "khu-vuc-3")
    text = signed_in(home.officer).get(url(home)).text
    assert "Danh sách chốt 31 người ngày 26/03/2012." in text
    assert "<p>Mới vào</p>" in text
    assert "Tính ở Khu vực 3" in text
    assert text.count('name="so-sanh"') == 3
    ward = signed_in(home.officer).get(url(home), {"don-vi": "phuong-hai"}).text
    assert "Người moi-1" not in ward
    assert home.people["dv-15"].name in ward


@pytest.mark.parametrize(
    ("decision", "code", "also", "left_out", "lines"),
    [
        ("add", "moi-1", {}, "", ["added"]),
        ("skip", "moi-1", {"out_kind": "away"}, "away", ["left_out"]),
        ("leave_out", "dv-14", {"out_kind": "left"}, "left", ["left_out"]),
        ("keep", "dv-14", {}, "", ["kept"]),
        ("move", "dv-15", {}, "", ["moved", "moved"]),
        ("take_back", "dv-23", {}, "", ["left_out", "taken_back"]),
    ],
)
def test_each_decision_is_written_with_its_reason_and_name(decision, code, also, left_out, lines):
    home = world()
    freeze_roll(home)
    joins(home, "moi-1", "khu-vuc-1")
    leaves(home, "dv-14")
    moves(home, "dv-15", "khu-vuc-3")
    status(home, "dv-23", "full")
    reply = decide(home, code, decision, **also)
    assert reply.status_code == 302
    assert reply.url == url(home, "list-member", person=code)
    row = RequiredMember.objects.get(person__code=code)
    assert row.left_out == left_out
    assert list(row.changes.values_list("kind", flat=True)) == lines
    assert row.changes.last().reason == "Quyết định số 9"
    page = signed_in(home.officer).get(reply.url).text
    assert "Quyết định số 9" in page
    assert str(home.officer) in page


def test_a_decision_from_the_list_goes_back_to_the_list():
    home = world()
    freeze_roll(home)
    leaves(home, "dv-14")
    to = f"{url(home, 'list-member', person='dv-14')}?don-vi=phuong-mot"
    sent = {"decision": "keep", "reason": "Còn chờ quyết định", "so-sanh": "1"}
    reply = signed_in(home.officer).post(to, sent, follow=True)
    assert reply.redirect_chain == [(f"{url(home)}?don-vi=phuong-mot", 302)]
    assert "Đã quyết định để nguyên" in reply.text
    assert "Còn chờ quyết định" in reply.text


@pytest.mark.parametrize(
    ("decision", "code", "also", "said"),
    [
        ("leave_out", "dv-14", {"out_kind": "ill", "reason": " "}, "error"),
        ("leave_out", "dv-14", {}, "Chưa chọn diện"),
        ("leave_out", "dv-14", {"out_kind": "tired"}, "error"),
        ("skip", "moi-1", {}, "Chưa chọn diện"),
        ("take_back", "dv-14", {}, "đang có trong danh sách"),
        ("move", "dv-14", {}, "không còn hợp"),
        ("keep", "dv-14", {}, "không còn hợp"),
        ("add", "dv-14", {}, "không còn hợp"),
        ("delete", "dv-14", {}, "không còn hợp"),
    ],
)
def test_what_does_not_fit_is_said_and_changes_nothing(decision, code, also, said):
    home = world()
    freeze_roll(home)
    joins(home, "moi-1", "khu-vuc-1")
    reply = decide(home, code, decision, **also)
    assert reply.status_code == 200
    assert said in reply.text
    assert RequiredChange.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "page", "status"),
    [
        ("officer", "dv-14", 200),
        ("secretary", "dv-14", 200),
        ("secretary", "dv-24", 404),
        ("member", "dv-14", 403),
        ("viewer", "dv-14", 403),
        ("stranger", "dv-14", 404),
        ("officer", "khong-co", 404),
        ("officer", "ngoai-01", 404),
    ],
)
def test_who_reads_a_persons_page(name, page, status):
    home = world()
    freeze_roll(home)
    assert signed_in(home.accounts[name]).get(url(home, "list-member", person=page)).status_code == status


def test_a_secretary_reads_the_list_and_decides_nothing():
    home = world()
    freeze_roll(home)
    leaves(home, "dv-14")
    text = signed_in(home.secretary).get(url(home), {"don-vi": "phuong-mot"}).text
    assert home.people["dv-14"].name in text
    assert 'name="so-sanh"' not in text
    assert "lập kế hoạch" in text  # the refusal says whose work it is
    assert decide(home, "dv-14", "leave_out", by="secretary", out_kind="left").status_code == 403
    assert RequiredChange.objects.count() == 1


def test_before_the_freeze_there_is_nothing_to_compare():
    home = world()
    assert "Chưa chốt danh sách phải dự" in signed_in(home.officer).get(url(home)).text


def test_coverage_leads_to_the_list_for_those_who_see_names():
    home = world()
    freeze_roll(home)
    held_class(home, ["dv-13"])
    index = url(home, "index")
    assert f"{url(home)}?don-vi=quan" in signed_in(home.officer).get(index).text
    assert url(home) not in signed_in(home.viewer).get(index).text
    actions.leave_out(member(home, "dv-14"), kind="ill", reason="Nằm viện", by=home.officer, at=at_noon(TODAY))
    assert "− 1 ốm đau dài ngày; nay 30 người." in signed_in(home.officer).get(index).text
    figures = signed_in(home.viewer).get(index).text
    assert "Danh sách chốt 31 người ngày 26/03/2012; − 1 đưa ra ngoài danh sách; nay 30 người." in figures
    assert "ốm đau" not in figures  # why, even of one person without a name, is for those who see names


def test_queries_do_not_grow(django_assert_num_queries):
    home = world()
    freeze_roll(home)
    for count in (1, 3):
        for number in range(count):
            joins(home, f"moi-{count}-{number}", "khu-vuc-1")
        unit, account = home.unit("quan"), Account.objects.get(pk=home.officer.pk)
        with django_assert_num_queries(14):
            page = changes_of(unit, account=account, at=at_noon(TODAY), page=1)
            assert len(page.open.object_list) >= count
    assert member(home, "dv-14").left_out == ""
