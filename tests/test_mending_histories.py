"""Whatever happened: the boards, the register, the rates and the workbooks say what a plain count of the rows says."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.mending.acts import ACTS, OFTEN, Life, dealt, home_to_mend, live
from tests.mending.compare import compare
from tusoi.foundation.tally.actions import recount
from tusoi.process.steps import raw_rows

PAST = dealt(random.Random(1), rounds=1)  # so that what is drawn begins in the middle of things
HISTORY = st.lists(st.tuples(st.sampled_from(OFTEN), st.integers(0, 40)), min_size=4, max_size=24)


class HistoriesTest(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.home = home_to_mend()

    @settings(max_examples=3, deadline=None, derandomize=True)
    @given(HISTORY)
    def test_every_figure_equals_a_plain_recount(self, history):
        life = Life(self.home)
        for name, place in [*PAST, *history]:
            live(life, name, place)
        compare(life)

    def test_a_long_history_in_which_everything_happens(self):
        life = Life(self.home)
        for name, place in dealt(random.Random(0), rounds=3):
            live(life, name, place)
        compare(life, thoroughly=True)
        assert set(life.done) == set(ACTS), set(ACTS) - set(life.done)
        for campaign in (self.home.campaign, life.latest):
            assert recount(campaign.pk, raw_rows(campaign)) == 0
