"""A campaign after an earlier one: dates move by whole weeks, procedure and names are proposed, no content comes along."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from tests.factories import draft_campaign, signed_in, world
from tests.meetings import answered_issue, plan

from tusoi.foundation.journal.models import Entry
from tusoi.foundation.kernel.clock import at_noon
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.rulebook.actions import available
from tusoi.process.campaigns import cloning
from tusoi.process.campaigns.actions import create, open_campaign, register_guidance
from tusoi.process.campaigns.actions_clone import clone
from tusoi.process.campaigns.cloning import proposal_from, shift_of, still_needed, years_until
from tusoi.process.campaigns.models import Campaign, Subject, TierWindow
from tusoi.process.campaigns.rules import Window
from tusoi.process.campaigns.states import CampaignState

DAY = date(2012, 12, 20)
AT = at_noon(DAY)
DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1))
SPANS = st.tuples(DAYS, st.integers(1, 800)).map(lambda pair: (pair[0], pair[0] + timedelta(days=pair[1])))


# the arithmetic


@given(st.lists(SPANS, min_size=1, max_size=6), st.integers(1, 30))
def test_shifted_windows_keep_their_order_their_length_and_their_weekdays(windows, years):
    by = shift_of(years)
    moved = [(first + by, last + by) for first, last in windows]
    days, later = [day for pair in windows for day in pair], [day for pair in moved for day in pair]
    assert sorted(range(len(days)), key=days.__getitem__) == sorted(range(len(later)), key=later.__getitem__)
    assert [day.weekday() for day in days] == [day.weekday() for day in later]
    assert [last - first for first, last in windows] == [last - first for first, last in moved]


@given(DAYS, st.integers(1, 40))
def test_a_day_moves_to_the_same_week_of_the_year(day, years):
    wanted = date(day.year + years, day.month, min(day.day, 28))
    assert abs((day + shift_of(years) - wanted).days) <= 7


@given(SPANS, DAYS)
def test_a_new_campaign_is_later_and_not_over_before_it_begins(span, on):
    years = years_until(*span, on)
    assert years >= 1
    assert span[1] + shift_of(years) > on
    assert span[0] + shift_of(years) > span[0]


# the proposal

pytestmark = pytest.mark.django_db


def test_what_is_proposed():
    home = world()
    found = proposal_from(home.campaign, on=DAY)
    assert (found.title, found.code) == ("Kiểm điểm, tự phê bình và phê bình", "nq-tw4-2013")
    assert (found.starts_on, found.ends_on) == (date(2013, 2, 28), date(2013, 12, 30))
    assert [(row.opens_on, row.closes_on) for row in found.windows] == [
        (date(2013, 7, 31), date(2013, 8, 30)),
        (date(2013, 7, 31), date(2013, 9, 29)),
        (date(2013, 9, 30), date(2013, 10, 30)),
    ]
    assert found.windows[1].remarks == ("ngày cuối là ngày cuối tuần",)
    assert found.differences == []
    assert [(board.collective.code, board.whole, board.people) for board in found.boards] == [
        ("ban-thuong-vu", True, 5),
        ("lanh-dao-van-phong", True, 0),
        ("dang-uy-hai", True, 1),
        ("dang-uy-mot", True, 2),
    ]


def test_years_in_title_and_code_move_and_other_numbers_do_not():
    home = world()
    Campaign.objects.update(title="Kiểm điểm năm 2012 theo Hướng dẫn 11 (2008)", code="kiem-diem-2012")
    home.campaign.refresh_from_db()
    found = proposal_from(home.campaign, on=DAY)
    assert (found.title, found.code) == ("Kiểm điểm năm 2013 theo Hướng dẫn 11 (2008)", "kiem-diem-2013")
    draft_campaign(home, "kiem-diem-2013")
    assert proposal_from(home.campaign, on=DAY).code == "kiem-diem-2013-2"
    assert proposal_from(home.campaign, on=date(2015, 3, 1)).title.startswith("Kiểm điểm năm 2015")


def test_a_holiday_at_an_edge_is_said():
    home = world()
    TierWindow.objects.filter(code="committee-and-offices").update(closes_on=date(2012, 9, 3))
    row = proposal_from(home.campaign, on=DAY).windows[1]
    assert row.closes_on == date(2013, 9, 2)
    assert row.remarks == ("ngày cuối là ngày nghỉ lễ: Quốc khánh",)


def test_a_tier_that_is_new_has_no_days(monkeypatch):
    home = world()
    procedure = available()["nq-tw4-2012"]
    more = (*procedure.tiers, procedure.tiers[0].model_copy(update={"code": "cells", "name": "Chi bộ", "order": 4}))
    monkeypatch.setattr(cloning, "latest_procedure", lambda _code: procedure.model_copy(update={"tiers": more}))
    found = proposal_from(home.campaign, on=DAY)
    assert (found.windows[3].before, found.windows[3].opens_on) == (None, None)
    assert [one.rule for one in found.differences] == ["Cấp kiểm điểm · Chi bộ"]


def test_without_its_procedure_there_is_no_proposal():
    home = world()
    home.campaign.procedure_code = "khong-con"
    with pytest.raises(Refused, match="khong-con"):
        proposal_from(home.campaign, on=DAY)


# the page and the verb


def url(home, name="clone"):
    return reverse(f"campaigns:{name}", kwargs={"earlier": home.campaign.code})


def typed(home, **changed):
    found = proposal_from(home.campaign, on=DAY)
    days = {
        f"{row.code}-{part}": f"{day:%d/%m/%Y}"
        for row in found.windows
        for part, day in (("opens", row.opens_on), ("closes", row.closes_on))
    }
    return (
        {
            "title": found.title,
            "code": found.code,
            "starts_on": f"{found.starts_on:%d/%m/%Y}",
            "ends_on": f"{found.ends_on:%d/%m/%Y}",
        }
        | days
        | changed
    )


def guidance(home, campaign, symbol="01-KH", issuer="Quận ủy", kind="plan"):
    return register_guidance(
        campaign,
        kind=kind,
        symbol=symbol,
        issuer=issuer,
        issued_on=date(2012, 3, 1),
        subject_line="Kế hoạch",
        by=home.officer,
        at=AT,
    )


def test_it_is_shown_before_it_is_saved_and_nothing_of_content_comes_along():
    home = world(today=DAY)
    guidance(home, home.campaign)
    answered_issue(home, "phuong-mot", code="van-de", title="Chậm họp")
    plan(home)
    client = signed_in(home.officer)
    page = client.get(url(home)).text
    for text in (
        "01/08/2012 – 31/08/2012",
        "31/07/2013",
        "Cần văn bản mới",
        "Đảng ủy phường Một",
        'value="nq-tw4-2013"',
    ):
        assert text in page
    assert "Chậm họp" not in page
    assert Campaign.objects.count() == 1
    reply = client.post(url(home), typed(home))
    made = Campaign.objects.get(code="nq-tw4-2013")
    assert reply.headers["Location"] == reverse("campaigns:index", args=[made.code])
    assert (made.state, made.cloned_from, made.unit) == (CampaignState.DRAFT, home.campaign, home.campaign.unit)
    assert made.sample_notice == home.campaign.sample_notice
    assert [tier.opens_on for tier in made.tiers.all()] == [date(2013, 7, 31), date(2013, 7, 31), date(2013, 9, 30)]
    for name in ("guidance", "subjects", "issues", "meetings", "reports", "rounds", "classes", "commitments", "units"):
        assert not getattr(made, name).exists(), name
    assert Entry.objects.filter(act="campaign.created", facts__earlier=home.campaign.pk).count() == 1


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"code": "nq-tw4"}, "đã dùng cho một đợt khác"),
        ({"base-opens": "01/03/2013"}, "không thể bắt đầu trước"),
        ({"base-closes": "01/01/2015"}, "nằm ngoài đợt"),
        ({"ends_on": "01/01/2013"}, "Ngày kết thúc phải sau"),
        ({"base-opens": ""}, "Cấp ủy của các chi bộ"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_half_made(changed, said):
    home = world(today=DAY)
    reply = signed_in(home.officer).post(url(home), typed(home, **changed))
    assert reply.status_code == 200
    assert said in reply.text
    assert Campaign.objects.count() == 1


def test_only_who_plans_may():
    home = world(today=DAY)
    for who in (home.leader, home.secretary, home.viewer):
        assert signed_in(who).get(url(home)).status_code == 403
        assert signed_in(who).post(url(home), typed(home)).status_code == 403
    assert signed_in(home.stranger).get(url(home)).status_code == 404
    assert Campaign.objects.count() == 1


def test_where_it_is_found():
    home = world(today=DAY)
    link = f'href="{url(home)}"'
    plan_page = reverse("campaigns:index", args=[home.campaign.code])
    assert link in signed_in(home.officer).get(reverse("campaigns:create")).text
    assert link in signed_in(home.officer).get(plan_page).text
    assert link not in signed_in(home.secretary).get(plan_page).text
    assert reverse("campaigns:create") in signed_in(home.officer).get("/").text
    assert reverse("campaigns:create") not in signed_in(home.secretary).get("/").text


def followed(home):
    windows = [Window(row.code, row.opens_on, row.closes_on) for row in proposal_from(home.campaign, on=DAY).windows]
    return clone(
        home.campaign,
        code="sau",
        title="Đợt sau",
        starts_on=date(2013, 2, 28),
        ends_on=date(2013, 12, 30),
        windows=windows,
        by=home.officer,
        at=AT,
    )


def test_the_draft_says_which_documents_it_needs_anew():
    home = world(today=DAY)
    guidance(home, home.campaign)
    guidance(home, home.campaign, "02-HD", "Ban Tổ chức", "guidance")
    made = followed(home)
    assert [row.symbol for row in still_needed(made)] == ["01-KH", "02-HD"]
    guidance(home, made, "09-KH")
    assert [row.symbol for row in still_needed(made)] == ["02-HD"]
    page = signed_in(home.officer).get(reverse("campaigns:index", args=[made.code])).text
    follows = page.split('id="dot-truoc"')[1].split("</section>")[0]
    assert "02-HD" in follows
    assert "01-KH" not in follows
    assert "(tập thể, 5 cá nhân)" in follows
    assert still_needed(home.campaign) == []


def test_who_was_reviewed_is_offered_beforehand_if_still_seated():
    home = world(today=DAY)
    Subject.objects.filter(code="btv-3").delete()
    home.collectives["ban-thuong-vu"].seats.filter(person=home.people["dv-07"]).update(until=date(2012, 12, 1))
    made = open_campaign(followed(home), by=home.officer, at=AT)
    client = signed_in(home.officer)
    rows = client.get(reverse("campaigns:choose-collective", args=[made.code])).text
    assert rows.count("Đợt trước kiểm điểm:") == 4
    page = client.get(reverse("campaigns:subjects", args=[made.code, "ban-thuong-vu"])).text
    people = [part.split(">")[0] for part in page.split('name="people" value="')[1:]]
    assert ["checked" in part for part in people] == [True, True, False, True]  # dv-03 was not reviewed, dv-07 left
    assert "checked" in page.split('name="whole"')[1].split(">")[0]
    assert f'value="{made.tiers.get(code="standing-board").pk}" selected' in page


def test_a_campaign_that_follows_none_offers_nothing():
    home = world(today=DAY)
    page = signed_in(home.officer).get(reverse("campaigns:choose-collective", args=[home.campaign.code])).text
    assert "Đợt trước" not in page
    other = create(
        code="khac",
        title="Khác",
        unit=home.units["quan"],
        procedure_code="nq-tw4-2012",
        starts_on=date(2013, 1, 1),
        ends_on=date(2013, 2, 1),
        by=home.officer,
        at=AT,
    )
    assert 'id="dot-truoc"' not in signed_in(home.officer).get(reverse("campaigns:index", args=[other.code])).text
