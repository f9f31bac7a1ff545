"""One counter row per scope, unit path, measure and due date; ancestors included. See "Data" in docs/decisions."""

from django.db import models

from tusoi.foundation.kernel.disclosure import discloses
from tusoi.foundation.kernel.ids import TimeKeyField

NO_DUE_DATE = "9999-12-31"


class Delta(models.Model):
    """A change written in the transaction of the act, at the unit where it happened."""

    id = TimeKeyField()
    scope = models.BigIntegerField()
    path = models.CharField(max_length=80)
    measure = models.CharField(max_length=40)
    due_on = models.DateField(default=NO_DUE_DATE)
    done = models.IntegerField(default=0)
    total = models.IntegerField(default=0)
    shard_id = models.PositiveSmallIntegerField(default=0)

    disclosure = discloses(unit="done total", system="scope path measure due_on shard_id")

    class Meta:
        indexes = [models.Index(fields=["scope", "path"])]


class Counter(models.Model):
    """Done and total at a unit with all below it, of one measure and due date, without the pending deltas."""

    scope = models.BigIntegerField()
    path = models.CharField(max_length=80)
    measure = models.CharField(max_length=40)
    due_on = models.DateField(default=NO_DUE_DATE)
    done = models.IntegerField(default=0)
    total = models.IntegerField(default=0)

    disclosure = discloses(unit="done total", system="scope path measure due_on")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scope", "path", "measure", "due_on"], name="tally_one_counter")]


class Relocation(models.Model):
    """A unit's place in a scope's tree changed from `old` to `new`; nothing is given the old place again."""

    scope = models.BigIntegerField()
    old = models.CharField(max_length=80)
    new = models.CharField(max_length=80)

    disclosure = discloses(system="scope old new")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scope", "old"], name="tally_left_once")]
