"""This room's acts in the journal."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Act(models.TextChoices):
    KEY_MADE = "calendar.key_made", _("Lập địa chỉ lịch riêng")
    KEY_ENDED = "calendar.key_ended", _("Ngừng địa chỉ lịch riêng")
