"""Acts of this room in the journal. A document has no states: it is in force until somebody withdraws it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Act(models.TextChoices):
    ISSUED = "document.issued", _("Ban hành văn bản")
    WITHDRAWN = "document.withdrawn", _("Thu hồi văn bản")
    TERM_BEGUN = "document.term_begun", _("Bắt đầu đánh số văn bản theo nhiệm kỳ mới")
