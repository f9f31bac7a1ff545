"""The office's day, where it is not simply today."""

from django.db import models

from tusoi.foundation.kernel.disclosure import discloses


class OfficeDay(models.Model):
    """In demo mode and in `tusoi play`: the day it is in the campaign. One row; it only moves forward."""

    day = models.DateField()

    disclosure = discloses(open="day")

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="kernel_one_office_day")]
