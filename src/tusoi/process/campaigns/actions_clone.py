"""Begin a campaign from an earlier one."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from tusoi.foundation.access.models import Account
from tusoi.process.campaigns.actions import create, set_windows
from tusoi.process.campaigns.models import Campaign
from tusoi.process.campaigns.rules import Window


@transaction.atomic
def clone(
    earlier: Campaign,
    *,
    code: str,
    title: str,
    starts_on: date,
    ends_on: date,
    windows: Sequence[Window],
    by: Account | None,
    at: datetime,
) -> Campaign:
    """A draft of the same unit by the newest version of the same procedure, with its windows set; all or nothing.

    No guidance, subject, class, slip, issue or report comes along: the draft only knows which campaign it follows.
    """
    campaign = create(
        code=code,
        title=title,
        unit=earlier.unit,
        procedure_code=earlier.procedure_code,
        starts_on=starts_on,
        ends_on=ends_on,
        sample_notice=earlier.sample_notice,
        cloned_from=earlier,
        by=by,
        at=at,
    )
    set_windows(campaign, windows, by=by, at=at)
    return campaign
