"""The register across campaigns: what goes on, ages, relapses, is handed over; its figures equal a plain recount."""

import io
from datetime import date, timedelta

import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from tests.factories import CAST, TODAY, go_to, signed_in, world

from tusoi.foundation.kernel.clock import at_noon
from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.campaigns.models import Campaign
from tusoi.process.issues.actions_register import merge_units
from tusoi.process.issues.models import Issue, Shortcoming
from tusoi.process.issues.presenters_register import Filters, chosen, register_of_account, rule_of, sums_of
from tusoi.process.issues.states import ShortcomingState
from tusoi.process.issues.tests.cast import NOW, in_a_fresh_world, mend, next_campaign, upheld_in

pytestmark = pytest.mark.django_db
SECOND, THIRD = date(2013, 3, 1), date(2014, 3, 1)
EVERYBODY = [name for name, _person, _roles in CAST]
WORDS = {"Chậm họp": "phuong-mot", "Nợ biên bản": "phuong-hai", "Ít đi cơ sở": "phuong-mot-1"}


def again(w, code, day, subject="phuong-mot"):
    """The subject in a later campaign."""
    return next_campaign(w, code, day, [subject]).subjects.get()


def age_of(row, on):
    return Shortcoming.objects.with_age(on).get(pk=row.pk).age


def titles(client, url, **query):
    return client.get(url, query).text


def test_what_is_not_mended_ages_with_each_campaign_and_is_long_standing_from_the_second():
    w = world()
    row = upheld_in(w.subjects["phuong-mot"], "Chậm họp", NOW)
    assert age_of(row, TODAY) == 1
    again(w, "dot-2", SECOND)
    assert age_of(row, TODAY) == 1, "not before it begins"
    assert age_of(row, SECOND) == 2
    seen = register_of_account(w.officer, None, SECOND)
    rule = rule_of(w.campaign, w.officer, SECOND)
    assert rule.campaigns == 2
    assert "giả định của gói mẫu" in rule.cited
    assert list(chosen(seen, Filters(state="ton-tai-lau"), rule)) == [row]


def test_what_was_mended_ages_no_more():
    w = world()
    row = upheld_in(w.subjects["phuong-mot"], "Chậm họp", NOW)
    mend(row, NOW)
    again(w, "dot-2", SECOND)
    assert age_of(row, SECOND) == 1


def test_a_later_campaign_goes_on_with_it_and_the_chain_keeps_its_age():
    w = world()
    first = upheld_in(w.subjects["phuong-mot"], "Chậm họp", NOW)
    second = upheld_in(again(w, "dot-2", SECOND), "Vẫn chậm họp", at_noon(SECOND), first)
    third = upheld_in(again(w, "dot-3", THIRD), "Vẫn chậm họp", at_noon(THIRD), second)
    first.refresh_from_db()
    assert first.state == ShortcomingState.CARRIED
    assert (third.earlier, third.first) == (second, first)
    assert age_of(third, THIRD) == 3
    assert list(Shortcoming.objects.still_open()) == [third], "one row stands for the whole chain"


def test_one_that_was_verified_has_relapsed_and_the_new_one_links_to_it():
    w = world()
    first = upheld_in(w.subjects["phuong-mot"], "Chậm họp", NOW)
    mend(first, NOW)
    second = upheld_in(again(w, "dot-2", SECOND), "Lại chậm họp", at_noon(SECOND), first)
    first.refresh_from_db()
    assert (first.state, first.verified_on, second.earlier) == (ShortcomingState.RELAPSED, NOW.date(), first)
    assert age_of(second, SECOND) == 2
    go_to(SECOND)
    page = titles(signed_in(w.officer), reverse("issues:register-across"), **{"tinh-trang": "chua-xong"})
    assert all(word in page for word in ("Lại chậm họp", "Tiếp nối", "tái diễn"))


def test_nobody_goes_on_with_what_is_not_theirs_or_twice():
    w = world()
    other = upheld_in(w.subjects["phuong-hai"], "Nợ biên bản", NOW)
    mine = upheld_in(w.subjects["phuong-mot"], "Chậm họp", NOW)
    later = again(w, "dot-2", SECOND)
    with pytest.raises(Refused, match="không phải của đối tượng"):
        upheld_in(later, "Nợ biên bản", at_noon(SECOND), other)
    upheld_in(later, "Vẫn chậm", at_noon(SECOND), mine)
    with pytest.raises(Refused, match="đợt sau"):
        upheld_in(later, "Vẫn chậm nữa", at_noon(SECOND), mine)


def test_a_unit_that_merges_hands_its_unfinished_ones_to_its_heir():
    w = world()
    left = upheld_in(w.subjects["phuong-hai"], "Nợ biên bản", NOW)
    done = upheld_in(w.subjects["phuong-hai"], "Chậm họp", NOW)
    of_person = upheld_in(w.subjects["phuong-hai-1"], "Ít đi cơ sở", NOW)
    mend(done, NOW)
    assert left.issue not in Issue.objects.visible_to(w.secretary, TODAY)
    merge_units([w.units["phuong-hai"]], w.units["phuong-mot"], on=TODAY, paper="Nghị quyết số 9", by=w.officer, at=NOW)
    for row in (left, done, of_person):
        row.refresh_from_db()
    assert (left.unit, left.collective) == (w.units["phuong-mot"], w.collectives["dang-uy-mot"])
    assert (of_person.unit, of_person.person) == (w.units["phuong-mot"], w.subjects["phuong-hai-1"].person)
    assert (done.unit, done.collective) == (w.units["phuong-hai"], w.collectives["dang-uy-hai"])
    assert left.issue.subject == w.subjects["phuong-hai"], "the issue still says whose it was"
    later = again(w, "dot-2", SECOND)
    assert set(Shortcoming.objects.of(later).before(later.campaign).still_open()) == {left}
    assert age_of(left, SECOND) == 2
    assert left.issue in Issue.objects.visible_to(w.secretary, TODAY)
    assert done.issue not in Issue.objects.visible_to(w.secretary, TODAY)
    assert "nhận từ" in titles(signed_in(w.secretary), reverse("issues:register", args=[w.campaign.code]))


@pytest.mark.parametrize("who", EVERYBODY)
def test_the_register_shows_exactly_what_one_may_see_as_issues(who):
    w = world()
    rows = [upheld_in(w.subjects[subject], title, NOW) for title, subject in WORDS.items()]
    seen = set(Issue.objects.visible_to(w.accounts[who], TODAY))
    across = signed_in(w.accounts[who]).get(reverse("issues:register-across")).text
    sheet = signed_in(w.accounts[who]).get(reverse("issues:export-register-across")).content
    exported = [line[0] for line in CalamineWorkbook.from_filelike(io.BytesIO(sheet)).get_sheet_by_index(0).to_python()]
    for row in rows:
        assert (row.issue.title in across) is (row.issue.title in exported[1:]) is (row.issue in seen)
        if row.issue not in seen:
            assert row.issue.subject.name not in across, "not even as a choice of the filter"


def test_filters_stand_in_the_address_and_the_workbook_follows_them():
    w = world()
    for title, subject in WORDS.items():
        upheld_in(w.subjects[subject], title, NOW)
    mend(Shortcoming.objects.get(issue__title="Chậm họp"), NOW)
    client, url = signed_in(w.officer), reverse("issues:register", args=[w.campaign.code])
    for query, expected in [
        ({"tinh-trang": "chua-xong"}, {"Nợ biên bản", "Ít đi cơ sở"}),
        ({"tinh-trang": "verified"}, {"Chậm họp"}),
        ({"tinh-trang": "bậy"}, set(WORDS)),
        ({"don-vi": "phuong-hai"}, {"Nợ biên bản"}),
        ({"cua": "dang-uy-mot"}, {"Chậm họp"}),
        ({"tim": "no bien ban"}, {"Nợ biên bản"}),
        ({"dot": "khong-co"}, set()),
    ]:
        page = client.get(url, query).text
        assert {title for title in WORDS if title in page} == expected, query
        sheet = client.get(reverse("issues:export-register", args=[w.campaign.code]), query).content
        lines = CalamineWorkbook.from_filelike(io.BytesIO(sheet)).get_sheet_by_index(0).to_python()[1:]
        assert {line[0] for line in lines} == expected, query


steps = st.tuples(st.sampled_from(sorted(WORDS.values())), st.sampled_from(["found", "again", "mending", "verified"]))


@settings(max_examples=12, deadline=None)
@given(history=st.lists(steps, max_size=10), new_year=st.sets(st.integers(1, 9), max_size=2))
def test_figures_equal_a_plain_recount_over_random_histories(history, new_year):
    def check():
        w = world()
        subjects, day, years = dict(w.subjects), TODAY, 0
        for number, (code, verb) in enumerate(history):
            if number in new_year:
                years += 1
                day = date(2012 + years, 3, 1)
                campaign = next_campaign(w, f"dot-{years}", day, WORDS.values())
                subjects = {subject.code: subject for subject in campaign.subjects.all()}
            play(subjects[code], verb, at_noon(day + timedelta(days=number)))
        compare(w.officer, day + timedelta(days=30))

    in_a_fresh_world(check)


def play(subject, verb, at):
    """Find one, go on with an earlier one, or mend what is unfinished; what its state forbids does not happen."""
    of = Shortcoming.objects.of(subject).order_by("pk")
    earlier = of.before(subject.campaign).filter(later=None).last()
    if verb == "found" or (verb == "again" and earlier):
        upheld_in(subject, "Khuyết điểm", at, earlier if verb == "again" else None)
    row = of.still_open().filter(state=ShortcomingState.OPEN).last()
    if row and verb in ("mending", "verified"):
        mend(row, at, as_far_as=verb)


def compare(account, on):
    """Every figure of the register, against counting the rows one by one."""
    rule = rule_of(None, account, on)
    whole, units, subjects = sums_of(register_of_account(account, None, on), rule)
    rows = list(Shortcoming.objects.select_related("issue__campaign", "unit", "person", "collective"))
    went_on = {row.earlier_id for row in rows}
    unfinished = [row for row in rows if row.state != "verified" and row.pk not in went_on]
    aged = [row for row in unfinished if plain_age(row, on) >= rule.campaigns]
    verified = [row for row in rows if row.state == "verified"]
    for sums, key in ((units, lambda row: row.unit.code), (subjects, lambda row: (row.person or row.collective).code)):
        counted = {sum.value: (sum.total, sum.verified, sum.unfinished, sum.aged) for sum in sums}
        plain = {
            value: tuple(sum(key(row) == value for row in part) for part in (rows, verified, unfinished, aged))
            for value in {key(row) for row in rows}
        }
        assert counted == plain
    assert (whole.total, whole.verified) == (len(rows), len(verified))
    assert (whole.unfinished, whole.aged) == (len(unfinished), len(aged))


def plain_age(row, on):
    first = row
    while first.earlier:
        first = first.earlier
    last, bearer = row.verified_on or on, row.person or row.collective
    return sum(
        any(bearer in (subject.person, subject.collective) for subject in campaign.subjects.all())
        for campaign in Campaign.objects.exclude(state="draft")
        if first.issue.campaign.starts_on <= campaign.starts_on <= last
    )
