"""Việc của tôi: what waits for whom, in which order and in which words; a fixed number of queries."""

from datetime import date

import pytest
from django.urls import reverse
from tests.factories import TODAY, draft_campaign, freeze_roll, go_to, held_class, signed_in, world
from tests.meetings import claimed, commitment, put_issue

from tusoi.foundation.access.models import Account
from tusoi.foundation.kernel.clock import at_noon
from tusoi.web.home.presenters import kind_of, today_of, when

pytestmark = pytest.mark.django_db
QUERIES = 31


def page_of(account):
    return signed_in(account).get(reverse("home:today"))


def lines_of(account, day=TODAY):
    return [(line.task.what, line.kind) for line in today_of(account, at_noon(day)).lines]


def test_what_is_put_waits_for_those_who_answer_for_the_subject():
    w = world()
    put_issue(w)
    page = page_of(w.secretary)
    assert "Tiếp thu, giải trình 1 nội dung" in page.text
    assert reverse("issues:mine", args=[w.campaign.code]) in page.text
    for who in ("member", "committee_member", "secretary_two", "viewer"):
        assert "Tiếp thu, giải trình" not in page_of(w.accounts[who]).text


def test_a_claim_waits_for_the_supervisor_and_no_longer_for_the_owner():
    w = world()
    claimed(w)
    assert ("Xem minh chứng và xác nhận", "soon") in lines_of(w.supervisor, date(2012, 11, 14))
    assert not [what for what, _kind in lines_of(w.secretary, date(2012, 11, 14)) if "minh chứng" in what]


def test_late_comes_first_and_what_has_no_date_last():
    w = world()
    commitment(w)
    put_issue(w, code="vd-b")
    go_to(date(2012, 11, 25))
    found = today_of(w.secretary, at_noon(date(2012, 11, 25))).lines
    dates = [line.task.due_on for line in found]
    dated = [day for day in dates if day]
    assert dates == sorted(dated) + [None] * (len(dates) - len(dated))
    assert found[0].kind == "late"
    assert None in dates


@pytest.mark.parametrize(
    ("due", "words", "kind"),
    [
        (None, "khi thuận tiện", "waiting"),
        (date(2012, 7, 25), "quá 4 ngày", "late"),
        (date(2012, 7, 29), "hạn hôm nay", "soon"),
        (date(2012, 8, 5), "còn 7 ngày", "soon"),
        (date(2012, 8, 6), "còn 8 ngày", "waiting"),
        (date(2012, 8, 30), "hạn 30/08/2012", "waiting"),
    ],
)
def test_a_date_is_said_as_people_say_it(due, words, kind):
    assert (when(due, TODAY), kind_of(due, TODAY)) == (words, kind)


def test_nothing_waits_and_the_next_window_is_named():
    w = world()
    page = page_of(w.viewer)
    assert "Không có việc nào đang chờ." in page.text
    assert "bắt đầu ngày 01/08/2012" in page.text


def test_a_stranger_and_the_keeper_see_no_campaign():
    w = world()
    for account in (w.stranger, w.administrator):
        assert w.campaign.title not in page_of(account).text
    assert w.campaign.title in page_of(w.member).text


def test_a_draft_waits_for_who_plans_it_and_leads_to_its_plan():
    w = world()
    draft = draft_campaign(w)
    page = page_of(w.officer)
    assert page.status_code == 200
    assert "Hoàn tất kế hoạch và mở đợt kiểm điểm" in page.text
    assert reverse("campaigns:index", args=[draft.code]) in page.text
    assert f'href="{reverse("progress:overview", args=[draft.code])}"' not in page.text
    assert draft.title not in page_of(w.secretary).text


def test_queries_do_not_grow_with_what_waits(django_assert_num_queries):
    w = world()
    freeze_roll(w)
    for number in (1, 2, 3):
        put_issue(w, code=f"vd-{number}")
        held_class(w, [], day=date(2012, 4, number))
        if number != 2:
            account = Account.objects.get(pk=w.secretary.pk)
            with django_assert_num_queries(QUERIES):
                assert len(today_of(account, at_noon(TODAY)).lines) >= 1 + number


def test_the_count_on_top_is_the_number_of_lines():
    w = world()
    put_issue(w)
    for account in (w.secretary, w.viewer, w.stranger):
        lines = len(lines_of(Account.objects.get(pk=account.pk)))
        part = signed_in(account).get(reverse("home:count")).text
        assert part == (
            f'<span class="count">{lines}<span class="unseen"> việc đang chờ</span></span>\n' if lines else "\n"
        )
    assert lines_of(w.secretary)
