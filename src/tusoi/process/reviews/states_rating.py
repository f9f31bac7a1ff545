"""States of a count of ballots, and the three stages of a rating (self-rating, proposal, decision: domain.md 2.6)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    SELF = "self", _("tự nhận")
    PROPOSAL = "proposal", _("đề nghị")
    DECISION = "decision", _("quyết định")


class CountState(models.TextChoices):
    DRAFT = "draft", _("đang kiểm phiếu")
    SIGNED = "signed", _("tổ kiểm phiếu đã ký")
    WITHDRAWN = "withdrawn", _("đã hủy, kiểm lại")
