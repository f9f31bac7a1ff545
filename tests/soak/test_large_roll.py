"""A province of 3,001 units and 50,000 people: the overview says what a recount says, and asks no more than a small one."""

from collections import defaultdict
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import go_to, signed_in
from tests.soak.crowd import check_in_all, crowd
from tusoi.foundation.kernel.clock import at_noon
from tusoi.foundation.tally.actions import fold
from tusoi.foundation.tally.figures import Figure
from tusoi.foundation.tally.models import Delta
from tusoi.process.campaigns.actions import record_preparation
from tusoi.process.steps import MEASURES, raw_rows

pytestmark = [pytest.mark.soak, pytest.mark.django_db(transaction=True)]
TODAY = date(2012, 4, 20)
WARDS, CELLS, PEOPLE = 100, 29, 50_000


def counted(campaign):
    """{(path, measure): (done, total)} from the raw rows by plain addition, without the tally's own code."""
    sums = defaultdict(lambda: [0, 0])
    for row in raw_rows(campaign):
        for end in range(4, len(row.path) + 1, 4):
            sums[row.path[:end], row.measure][0] += row.done
            sums[row.path[:end], row.measure][1] += row.total
    return sums


def looked_at(client, url):
    """The overview as a browser gets it, and how many queries it took."""
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        page = client.get(url)
    assert page.status_code == 200
    return page.context["overview"], len(asked)


def equals_a_recount(overview, truth):
    path = overview.unit.path
    shown = {str(row.name): (row.figure.done, row.figure.total) for row in overview.rows}
    for measure in MEASURES:  # what is not counted at a unit has no row there
        assert shown.get(str(measure.name), (0, 0)) == tuple(truth[path, measure.code])
    units = {child.short_name: child.path for child in overview.unit.children.all()}
    for child in overview.children:
        for measure, figure, _applies in child.cells:
            assert [figure.done, figure.total] == truth[units[child.name], measure.code]
    return len(overview.children)


def test_the_overview_of_a_province_equals_a_recount_and_asks_no_more():
    small = crowd("nho", wards=2, cells=2, people=40)
    large = crowd("lon", wards=WARDS, cells=CELLS, people=PEOPLE)
    for home, reached in ((small, 25), (large, 31_234)):
        check_in_all(home, home.people[:reached])
        for ward in home.campaign.units.filter(is_base=True)[::2]:
            day = date(2012, 4, 10)
            record_preparation(ward, held_on=day, by=home.officer, at=at_noon(day))
    go_to(TODAY)
    client = signed_in(large.officer)
    _overview, few = looked_at(signed_in(small.officer), "/dot/nho/")
    truth = counted(large.campaign)
    assert large.campaign.units.count() == 1 + WARDS + WARDS * CELLS

    assert Delta.objects.filter(scope=large.campaign.pk).count() > 3000
    overview, pending = looked_at(client, "/dot/lon/")
    assert equals_a_recount(overview, truth) == WARDS
    while fold():
        pass
    overview, folded = looked_at(client, "/dot/lon/")
    assert equals_a_recount(overview, truth) == WARDS
    assert Figure(31_234, PEOPLE) in [row.figure for row in overview.rows]
    assert pending == folded == few
    for ward in large.campaign.units.filter(depth=1)[:: WARDS // 4]:
        overview, below = looked_at(client, f"/dot/lon/don-vi/{ward.code}/")
        assert equals_a_recount(overview, truth) == CELLS
        assert below <= few + 1  # the crumbs know one unit more
