"""Opening a campaign."""

import pytest
from tests.factories import world

from tusoi.foundation.kernel.clock import at_noon
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.tally.figures import Figure, read
from tusoi.process.campaigns.actions import open_campaign
from tusoi.process.campaigns.models import CampaignUnit

pytestmark = pytest.mark.django_db


def test_units_are_copied_with_their_own_paths():
    home = world()
    copies = list(home.campaign.units.order_by("path").values_list("path", "depth", "code"))
    assert copies[0] == ("0001", 0, "quan")
    assert len(copies) == 9
    cell = home.unit("khu-vuc-3")
    assert [unit.code for unit in CampaignUnit.objects.above(cell)] == ["quan", "phuong-hai", "khu-vuc-3"]


def test_totals_stand_at_opening():
    home = world()
    figures = read(home.campaign.pk, ["0001"], on=home.tiers["base"].closes_on)
    assert figures["0001", "preparation"] == Figure(0, 4, 0)
    assert figures["0001", "reviews"] == Figure(0, 12, 7)


def test_a_second_opening_is_refused():
    home = world()
    with pytest.raises(Refused, match="đã mở rồi"):
        open_campaign(home.campaign, by=home.officer, at=at_noon(home.campaign.starts_on))
