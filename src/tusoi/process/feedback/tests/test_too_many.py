"""More codes used than people invited: flagged on the round's page and on the overview."""

import pytest
from django.urls import reverse
from tests.factories import ROUND_OPENS, TODAY, go_to, hand_in_slips, open_round, open_slips, signed_in, world

from tusoi.process.feedback import progress

pytestmark = pytest.mark.django_db


def overview(home, name="officer"):
    return signed_in(home.accounts[name]).get(reverse("progress:overview", args=["nq-tw4"]), follow=True).text


@pytest.mark.parametrize(("slips", "flagged"), [(15, False), (16, True)])
def test_one_slip_more_than_people_is_said_in_both_places(slips, flagged):
    home = world(today=ROUND_OPENS)
    round = open_round(home)
    hand_in_slips(round, "individuals", [{} for _n in range(slips)])
    go_to(TODAY)
    open_slips(home, round)
    text = overview(home)
    assert ("nhiều phiếu hơn số nơi được mời" in text) == flagged
    assert ("đều khớp với số đếm được" in text) != flagged
    page = signed_in(home.officer).get("/dot/nq-tw4/gop-y/dot-1/").text
    assert ("Nhiều phiếu hơn số nơi được mời" in page) == flagged


def test_only_where_the_round_was_asked_and_who_may_see_it():
    home = world(today=ROUND_OPENS)
    round = open_round(home)
    hand_in_slips(round, "individuals", [{} for _n in range(17)])
    go_to(TODAY)
    open_slips(home, round)
    at = {
        name: progress.too_many(home.campaign, home.units["quan"].path, home.accounts[name], TODAY)
        for name in ("officer", "stranger")
    }
    assert [row.round for row in at["officer"]] == [round]
    assert at["stranger"] == []
    assert progress.too_many(home.campaign, home.units["phuong-mot"].path, home.officer, TODAY) == []
