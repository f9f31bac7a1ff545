"""Acts of this room in the journal."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Act(models.TextChoices):
    ROLE_GIVEN = "access.role_given", _("Giao vai trò")
    ROLE_ENDED = "access.role_ended", _("Kết thúc vai trò")
