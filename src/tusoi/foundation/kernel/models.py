"""The office's day, where it is not simply today; and when the machine's clock was last looked at."""

from django.db import models

from tusoi.foundation.kernel.disclosure import discloses


class OfficeDay(models.Model):
    """In demo mode and in `tusoi play`: the day it is in the campaign. One row; it only moves forward."""

    day = models.DateField()

    disclosure = discloses(open="day")

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="kernel_one_office_day")]


class ClockMark(models.Model):
    """The real clock as the worker last believed it. One row. doubted: it has leapt since, and nothing is destroyed by it."""

    seen = models.DateField(help_text="a day and no more: a time written while slips arrive would date them")
    doubted = models.BooleanField(default=False)

    disclosure = discloses(system="seen doubted")

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="kernel_one_clock_mark")]
