"""An immediate action of a meeting becomes a commitment."""

from datetime import datetime

from django.db import transaction

from tusoi.foundation.access.models import Account
from tusoi.foundation.directory.models import Person, Unit
from tusoi.process.reviews.models import ImmediateAction
from tusoi.process.supervision import rules_immediate
from tusoi.process.supervision.actions import create
from tusoi.process.supervision.models import Commitment
from tusoi.process.supervision.rules import local_day


@transaction.atomic
def take_up(
    action: ImmediateAction,
    *,
    shows: str,
    supervisor: Person,
    agency: Unit | None = None,
    code: str = "",
    by: Account | None,
    at: datetime,
) -> Commitment:
    """What, who and by when stand in the minutes and are not typed again; its date may have passed meanwhile."""
    ImmediateAction.objects.select_for_update(of=("self",)).get(pk=action.pk)
    rules_immediate.check_taken_up(action, shows=shows, supervisor=supervisor, by=by, at=at)
    subject = action.item.subject
    return create(
        Commitment(
            campaign=action.item.meeting.campaign,
            code=code or f"ck-ngay-{action.pk}",
            subject=subject,
            immediate=action,
            campaign_unit=subject.campaign_unit,
            owner=action.owner,
            measure=action.what,
            shows=shows.strip(),
            due_on=action.due_on,
            supervisor=supervisor,
            agency=agency,
            made_on=local_day(at),
        ),
        by=by,
        at=at,
    )
