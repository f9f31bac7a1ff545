"""What the journal calls acts of the machine's keeper."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Act(models.TextChoices):
    CLOCK_CONFIRMED = "keeping.clock_confirmed", _("Xác nhận đồng hồ máy chủ")
