"""The secret address under which a calendar program reads an account's dates without signing in."""

from django.db import models
from django.db.models import Q

from tusoi.foundation.access.models import Account
from tusoi.foundation.kernel.disclosure import discloses


class CalendarKey(models.Model):
    """One address. Only the hash of its secret is kept; one lives at a time, and one that ended never lives again."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    disclosure = discloses(personal="made_at ended_at", secret="token_hash", system="account")

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["account"], condition=Q(ended_at=None), name="calendar_one_living_address")
        ]
