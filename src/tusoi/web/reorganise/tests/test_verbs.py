"""Wards merge, units move, join and leave while the campaign runs: every figure stays explained."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from tests.factories import FOUNDED, World, freeze_roll, go_to, held_class, world
from tests.meetings import upheld_issue

from tusoi.foundation.directory.actions import found_unit
from tusoi.foundation.directory.models import Level, Unit
from tusoi.foundation.journal.models import Entry
from tusoi.foundation.kernel.clock import at_noon
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.tally.actions import fold, recount
from tusoi.foundation.tally.figures import Figure, everything_at
from tusoi.process.campaigns import actions, actions_units
from tusoi.process.campaigns.models import CampaignUnit, UnitChange
from tusoi.process.campaigns.progress import waiting_for
from tusoi.process.campaigns.states import ChangeKind
from tusoi.process.issues.actions_register import merge_units
from tusoi.process.issues.models import Shortcoming
from tusoi.process.steps import raw_rows

pytestmark = pytest.mark.django_db
ON, NOW = date(2012, 6, 1), at_noon(date(2012, 6, 5))
PAPER = "Quyết định số 15-QĐ/QU ngày 28/05/2012"


def figures(home: World, code: str) -> dict[str, Figure]:
    return everything_at(home.campaign.pk, home.unit(code).path, on=NOW.date())


def unit(home: World, code: str) -> Unit:
    return Unit.objects.get(pk=home.units[code].pk)


def guidance(home: World, symbol: str, day: date = date(2012, 3, 20)):
    return actions.register_guidance(
        home.campaign, kind="guidance", symbol=symbol, issuer="Quận ủy Mẫu", issued_on=day, subject_line="về kiểm điểm",
        to_acknowledge=True, acknowledge_by=max(day, date(2012, 4, 1)), by=home.officer, at=NOW,
    )  # fmt: skip


def lived_in() -> World:
    """A campaign in June: the roll is frozen, both wards held a class, one has acknowledged the guidance and met."""
    home = world(today=date(2012, 6, 5))
    freeze_roll(home)
    held_class(home, ["dv-13", "dv-14", "dv-19"])
    held_class(home, ["dv-24", "dv-25"], unit="phuong-hai")
    paper = guidance(home, "07-HD/BTC")
    for ward in ("phuong-mot", "phuong-hai"):
        actions.acknowledge(paper, home.unit(ward), by=None, at=NOW)
    guidance(home, "08-HD/BTC")
    actions.record_preparation(home.unit("phuong-hai"), held_on=date(2012, 5, 2), by=None, at=NOW)
    return home


def merge_wards(home: World) -> UnitChange:
    changes = actions_units.merge(
        [unit(home, "phuong-hai")], unit(home, "phuong-mot"), on=ON, paper=PAPER, by=home.officer, at=NOW
    )
    assert len(changes) == 1
    return changes[0]


def wrong(home: World) -> int:
    return recount(home.campaign.pk, raw_rows(home.campaign))


@pytest.mark.parametrize("folded", [False, True])
def test_a_merger_leaves_every_figure_explained(folded):
    home = lived_in()
    before = {code: figures(home, code) for code in ("quan", "phuong-mot", "phuong-hai")}
    if folded:
        fold()
    change = merge_wards(home)
    after = figures(home, "quan"), figures(home, "phuong-mot")
    # What was counted is still counted; what the ended ward still owed is not asked any more.
    for measure in ("dissemination", "reviews"):
        assert after[0][measure] == before["quan"][measure]
        one, two = before["phuong-mot"][measure], before["phuong-hai"][measure]
        assert (after[1][measure].done, after[1][measure].total) == (one.done + two.done, one.total + two.total)
    assert before["quan"]["guidance"].total - after[0]["guidance"].total == 1
    assert after[0]["preparation"] == before["quan"]["preparation"]
    assert change.figures == {measure: [f.done, f.total] for measure, f in before["phuong-hai"].items()}
    assert (change.before.code, change.after.code, change.on) == ("quan", "phuong-mot", ON)
    assert wrong(home) == 0
    assert Entry.objects.filter(act="campaign.unit_changed").count() == 1


def test_the_ended_ward_stands_below_its_heir_and_the_cells_go_to_the_heir():
    home = lived_in()
    merge_wards(home)
    parents = {row.code: row.parent.code for row in home.campaign.units.exclude(parent=None).select_related("parent")}
    assert parents["khu-vuc-3"] == parents["khu-vuc-4"] == parents["phuong-hai"] == "phuong-mot"
    ended = home.unit("phuong-hai")
    assert (ended.ended_on, ended.heir.code) == (ON, "phuong-mot")
    for row in home.campaign.units.exclude(parent=None).select_related("parent"):
        assert row.path.startswith(row.parent.path)
        assert row.depth == row.parent.depth + 1


def test_an_ended_unit_is_told_where_its_matters_go():
    home = lived_in()
    merge_wards(home)
    with pytest.raises(Refused, match="đã sáp nhập vào Phường Một từ ngày") as refused:
        actions.record_preparation(home.unit("phuong-hai"), held_on=date(2012, 6, 3), by=home.secretary_two, at=NOW)
    assert "Phường Một" in refused.value.way_out
    assert waiting_for(home.secretary_two, home.campaign, NOW) == []


def test_the_heirs_secretary_sees_what_the_ended_ward_left():
    home = lived_in()
    seen = CampaignUnit.objects.visible_to(home.secretary, NOW.date())
    assert not seen.filter(code="phuong-hai").exists()
    merge_wards(home)
    account = type(home.secretary).objects.get(pk=home.secretary.pk)
    assert set(CampaignUnit.objects.visible_to(account, NOW.date()).values_list("code", flat=True)) == {
        "phuong-mot", "khu-vuc-1", "khu-vuc-2", "phuong-hai", "khu-vuc-3", "khu-vuc-4", "quan",
    }  # fmt: skip
    assert UnitChange.objects.visible_to(account, NOW.date()).count() == 1


def test_two_wards_may_merge_into_a_new_one():
    home = lived_in()
    before = figures(home, "quan")
    new = actions_units.found(
        unit(home, "quan"), code="phuong-moi", name="Đảng bộ phường Mới", short_name="Phường Mới",
        level=Level.objects.get(code="ward"), is_base=True, on=ON, paper=PAPER, by=home.officer, at=NOW,
    )  # fmt: skip
    joined = home.unit("phuong-moi")
    assert joined.joined_on == ON
    assert figures(home, "phuong-moi") == {"preparation": Figure(0, 1)}
    day = date(2012, 6, 2)
    wards = [unit(home, "phuong-mot"), unit(home, "phuong-hai")]
    actions_units.merge(wards, new, on=day, paper=PAPER, by=home.officer, at=NOW)
    assert figures(home, "phuong-moi")["dissemination"] == Figure(5, 19)
    assert figures(home, "quan")["dissemination"] == before["dissemination"]
    # The first ward had not met and is not asked any more; the new one is.
    assert figures(home, "quan")["preparation"] == before["preparation"]
    assert wrong(home) == 0
    kinds = list(UnitChange.objects.filter(campaign=home.campaign).values_list("kind", flat=True))
    assert kinds == [ChangeKind.JOINED, ChangeKind.MERGED, ChangeKind.MERGED]


def test_a_new_unit_acknowledges_what_is_issued_since_it_joined():
    home = lived_in()
    actions_units.found(
        unit(home, "quan"), code="phuong-moi", name="Đảng bộ phường Mới", short_name="Phường Mới",
        level=Level.objects.get(code="ward"), is_base=True, on=ON, paper=PAPER, by=home.officer, at=NOW,
    )  # fmt: skip
    old = home.campaign.guidance.get(symbol="08-HD/BTC")
    with pytest.raises(Refused, match="không gửi"):
        actions.acknowledge(old, home.unit("phuong-moi"), by=None, at=NOW)
    later = guidance(home, "09-HD/BTC", day=date(2012, 6, 4))
    actions.acknowledge(later, home.unit("phuong-moi"), by=None, at=NOW)
    assert figures(home, "phuong-moi")["guidance"] == Figure(1, 1)
    assert wrong(home) == 0


def test_a_cell_moves_between_wards():
    home = lived_in()
    before = figures(home, "khu-vuc-3"), figures(home, "quan")
    actions_units.move(unit(home, "khu-vuc-3"), unit(home, "phuong-mot"), on=ON, paper=PAPER, by=home.officer, at=NOW)
    assert (figures(home, "khu-vuc-3"), figures(home, "quan")) == before
    assert figures(home, "phuong-mot")["dissemination"] == Figure(3 + 2, 10 + 5)
    assert wrong(home) == 0


def other_district() -> Unit:
    level = Level.objects.get(code="district")
    return found_unit(code="quan-khac", name="Đảng bộ quận Khác", short_name="Quận Khác", level=level, since=FOUNDED)


def test_a_ward_that_leaves_takes_its_figures_out_of_the_sums():
    home = lived_in()
    before = figures(home, "quan"), figures(home, "phuong-hai")
    actions_units.move(unit(home, "phuong-hai"), other_district(), on=ON, paper=PAPER, by=None, at=NOW)
    assert figures(home, "quan")["dissemination"].total == before[0]["dissemination"].total - 9
    assert figures(home, "phuong-hai")["dissemination"] == before[1]["dissemination"]
    assert home.unit("khu-vuc-3").ended_on == ON
    assert UnitChange.objects.visible_to(home.officer, NOW.date()).get().kind == ChangeKind.LEFT
    assert wrong(home) == 0
    with pytest.raises(Refused, match="đã ra khỏi đợt"):
        actions.record_preparation(home.unit("phuong-hai"), held_on=date(2012, 6, 3), by=None, at=NOW)
    with pytest.raises(Refused, match="đã từng thuộc"):
        actions_units.move(unit(home, "phuong-hai"), unit(home, "quan"), on=ON, paper=PAPER, by=None, at=NOW)


def test_a_ward_that_comes_joins_with_all_below_it():
    home = lived_in()
    other = other_district()
    level = Level.objects.get(code="ward")
    guest = found_unit(
        code="phuong-xa",
        name="Phường Xa",
        short_name="Phường Xa",
        level=level,
        since=FOUNDED,
        parent=other,
        is_base=True,
    )
    found_unit(code="khu-xa", name="Khu Xa", short_name="Khu Xa", level=level, since=FOUNDED, parent=guest)
    actions_units.move(guest, unit(home, "quan"), on=ON, paper=PAPER, by=None, at=NOW)
    assert home.unit("khu-xa").parent.code == "phuong-xa"
    assert wrong(home) == 0


def test_closed_and_draft_campaigns_stay_as_they_are():
    home = lived_in()
    home.campaign.state = "closed"
    home.campaign.save()
    assert (
        actions_units.merge(
            [unit(home, "phuong-hai")], unit(home, "phuong-mot"), on=ON, paper=PAPER, by=home.officer, at=NOW
        )
        == []
    )
    assert home.unit("phuong-hai").parent.code == "quan"


@pytest.mark.parametrize("who", ["secretary", "leader", "viewer", "administrator", "member"])
def test_only_who_plans_campaigns_changes_the_tree(who):
    home = lived_in()
    with pytest.raises(Refused, match="lập kế hoạch"):
        actions_units.merge(
            [unit(home, "phuong-hai")], unit(home, "phuong-mot"), on=ON, paper=PAPER, by=home.accounts[who], at=NOW
        )


def test_a_change_names_its_decision_and_spares_the_unit_that_runs_a_campaign():
    home = lived_in()
    with pytest.raises(Refused, match="Chưa ghi quyết định"):
        actions_units.merge([unit(home, "phuong-hai")], unit(home, "phuong-mot"), on=ON, paper=" ", by=None, at=NOW)
    with pytest.raises(Refused, match="đang tổ chức"):
        actions_units.move(unit(home, "quan"), other_district(), on=ON, paper=PAPER, by=None, at=NOW)


class RandomChangesTest(TestCase):
    @settings(max_examples=15, deadline=None)
    @given(st.lists(st.tuples(st.sampled_from(["merge", "move", "fold", "acknowledge", "prepare"]), st.integers(0, 8), st.integers(0, 8)), max_size=7))  # fmt: skip
    def test_the_counters_equal_a_recount_after_any_history(self, acts):
        home = lived_in()
        codes = sorted(home.units)
        for kind, one, two in acts:
            first, second = codes[one], codes[two]
            try:
                if kind == "merge":
                    actions_units.merge([unit(home, first)], unit(home, second), on=ON, paper=PAPER, by=None, at=NOW)
                elif kind == "move":
                    actions_units.move(unit(home, first), unit(home, second), on=ON, paper=PAPER, by=None, at=NOW)
                elif kind == "fold":
                    fold(limit=3)
                elif kind == "acknowledge":
                    actions.acknowledge(home.campaign.guidance.last(), home.unit(first), by=None, at=NOW)
                else:
                    actions.record_preparation(home.unit(first), held_on=date(2012, 5, 3), by=None, at=NOW)
            except Refused:
                continue
        assert figures(home, "quan")["dissemination"] == Figure(5, 31)
        assert wrong(home) == 0
        go_to(date(2012, 7, 29))


def test_dissolved_without_an_heir_the_level_above_takes_over_what_is_not_mended():
    home = world()
    row = upheld_issue(home).shortcoming
    ward, above = unit(home, "phuong-mot"), unit(home, "quan")
    words = {
        "on": date(2012, 11, 1),
        "paper": "Quyết định giải thể",
        "by": home.officer,
        "at": at_noon(date(2012, 11, 2)),
    }
    merge_units([ward], above, **words)
    row.refresh_from_db()
    assert (row.unit, row.collective.unit) == (above, above)
    assert row in Shortcoming.objects.still_open().visible_to(home.leader, date(2012, 11, 2))
