"""Journal entries. They commit unchained, in the transaction of the act; the sealer chains them afterwards."""

from django.db import models

from tusoi.foundation.kernel.disclosure import discloses
from tusoi.foundation.kernel.ids import TimeKeyField


class Entry(models.Model):
    """One act. `act` is a value of a room's `Act` choices; `facts` holds ids, numbers and hashes, never text."""

    id = TimeKeyField()
    scope = models.BigIntegerField(default=0, help_text="campaign id, 0 outside a campaign")
    act = models.CharField(max_length=60)
    thing_kind = models.CharField(max_length=60)
    thing_id = models.BigIntegerField()
    account_id = models.BigIntegerField(null=True, help_text="who did it; null for the program itself")
    at = models.DateTimeField(help_text="the campaign's time")
    recorded_at = models.DateTimeField(help_text="the clock")
    facts = models.JSONField(default=dict)
    position = models.BigIntegerField(null=True, unique=True, help_text="place in the chain, once sealed")
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    shard_id = models.PositiveSmallIntegerField(default=0)

    disclosure = discloses(
        unit="act at facts",
        system="scope thing_kind thing_id account_id recorded_at position previous digest shard_id",
    )

    class Meta:
        indexes = [
            models.Index(fields=["thing_kind", "thing_id"]),
            models.Index(fields=["scope", "act"]),
            models.Index(fields=["id"], condition=models.Q(position=None), name="journal_unsealed"),
        ]
