"""States of a notice's e-mail, and the acts of this room in the journal."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MailState(models.TextChoices):
    NONE = "none", _("chỉ trong chương trình")
    QUEUED = "queued", _("chờ gửi thư")
    SENDING = "sending", _("đang gửi thư")
    SENT = "sent", _("đã gửi thư")
    FAILED = "failed", _("không gửi được thư")


class Act(models.TextChoices):
    MAIL_FAILED = "notice.mail_failed", _("Không gửi được thư báo")
