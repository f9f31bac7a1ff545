"""The same as `tests/test_mending_histories.py`, for long: six lives of follow-through, looked at on the way."""

import random

import pytest

from tests.mending.acts import Life, dealt, home_to_mend, live
from tests.mending.compare import compare
from tusoi.foundation.tally.actions import recount
from tusoi.process.campaigns.models import Campaign
from tusoi.process.steps import raw_rows

pytestmark = [pytest.mark.soak, pytest.mark.django_db]


@pytest.mark.parametrize("seed", range(1, 7))
def test_a_long_history_is_counted_right_all_the_way(seed):
    life = Life(home_to_mend())
    for number, (name, place) in enumerate(dealt(random.Random(seed), rounds=4), start=1):
        live(life, name, place)
        if number % 40 == 0:
            compare(life, thoroughly=True)
    for campaign in Campaign.objects.all():
        assert recount(campaign.pk, raw_rows(campaign)) == 0
