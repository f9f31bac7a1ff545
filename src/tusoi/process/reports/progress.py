"""How many reports are handed in, and what waits for whom."""

from collections.abc import Iterator

from tusoi.foundation.tally.actions import FOREVER, Raw
from tusoi.process.campaigns.models import Campaign
from tusoi.process.reports.models import Report
from tusoi.process.reports.states import HANDED_IN, REPORTS

__all__ = ["REPORTS", "raw"]


def raw(campaign: Campaign) -> Iterator[Raw]:
    """One row per report that is expected; done while it is handed in."""
    rows = Report.objects.filter(campaign=campaign).values_list("subject__campaign_unit__path", "state", "due_on")
    for path, state, due_on in rows:
        yield Raw(path, REPORTS, done=int(state in HANDED_IN), total=1, due_on=due_on or FOREVER)
