"""Record what a meeting wants done at once, or strike out a mistaken line, until the writer of the minutes has signed."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.directory.models import Person
from tusoi.foundation.journal.actions import record as enter
from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.reviews import rules_immediate
from tusoi.process.reviews.models import AgendaItem, ImmediateAction, Minutes
from tusoi.process.reviews.rules import local_day
from tusoi.process.reviews.states import Act


@transaction.atomic
def record(
    item: AgendaItem, *, what: str, owner: Person, due_on: date, by: Account | None, at: datetime
) -> ImmediateAction:
    """A line of the minutes: what, who, by when. Nobody signs while it is written."""
    Minutes.objects.select_for_update().filter(meeting=item.meeting_id).first()
    rules_immediate.check_can_record(item, by=by, at=at)
    rules_immediate.check_action(item, what=what, owner=owner, due_on=due_on)
    last = item.immediate_actions.aggregate(last=Max("number"))["last"] or 0
    row = ImmediateAction.objects.create(
        item=item, number=last + 1, what=what.strip(), owner=owner, due_on=due_on, by=by, on=local_day(at)
    )
    scope = item.meeting.campaign_id
    enter(Act.ACTION_RECORDED, item, by=by, at=at, scope=scope, number=row.number, due_on=due_on.isoformat())
    return row


@transaction.atomic
def strike(action: ImmediateAction, *, reason: str, by: Account | None, at: datetime) -> None:
    """Out of the minutes, with a reason; the row stays."""
    Minutes.objects.select_for_update().filter(meeting=action.item.meeting_id).first()
    rules_immediate.check_can_strike(action, reason=reason, by=by, at=at)
    if not ImmediateAction.objects.standing().filter(pk=action.pk).update(struck_for=reason.strip()):
        raise Refused(_("Việc này đã bỏ khỏi biên bản"))
    scope = action.item.meeting.campaign_id
    enter(Act.ACTION_STRUCK, action.item, by=by, at=at, scope=scope, number=action.number)
