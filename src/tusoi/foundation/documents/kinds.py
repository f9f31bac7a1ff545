"""A kind of document is one entry. A step lists its kinds in its `documents.py`."""

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Audience(models.TextChoices):
    """Who may see a document once it is issued."""

    PUBLISHED = "published", _("đã công bố")
    CIRCLE = "circle", _("trong phạm vi được xem")


@dataclass(frozen=True)
class DocumentKind:
    """code: "feedback.synthesis". name: as lists show it. title: as printed ("Báo cáo"). type_code: "BC" in "05-BC/ĐU".

    numbered: whether it takes a number (a person's own review does not). once: only one in force about the same thing.
    """

    code: str
    name: str | Promise
    title: str
    type_code: str
    audience: Audience = Audience.CIRCLE
    numbered: bool = True
    once: bool = True

    def symbol(self, org_code: str) -> str:
        """'BC/ĐU'; '' for a kind without numbers."""
        return f"{self.type_code}/{org_code}" if self.numbered else ""
