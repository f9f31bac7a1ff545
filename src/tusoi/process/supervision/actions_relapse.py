"""A shortcoming that was verified as mended has come back."""

from datetime import datetime

from django.db import transaction

from tusoi.foundation.access.models import Account
from tusoi.process.issues import actions_register as register
from tusoi.process.issues.models import Relapse, Shortcoming
from tusoi.process.supervision import rules_relapse


@transaction.atomic
def mark_relapsed(shortcoming: Shortcoming, *, reason: str, by: Account | None, at: datetime) -> Relapse:
    """It is open again in the register and waits for a new commitment; the day on which it was verified stays on record."""
    held = Shortcoming.objects.select_for_update(of=("self",)).select_related("issue__subject").get(pk=shortcoming.pk)
    rules_relapse.check_can_mark_relapsed(held, by=by, at=at)
    return register.relapse(held, reason=reason, by=by, at=at)
