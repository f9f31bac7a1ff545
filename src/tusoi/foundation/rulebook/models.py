"""Procedures as they were when a campaign took them. Why it did is said with the campaign's own versions."""

from functools import cached_property

from django.db import models

from tusoi.foundation.kernel.disclosure import discloses
from tusoi.foundation.rulebook.procedure import Procedure


class FrozenProcedure(models.Model):
    code = models.SlugField(max_length=60)
    content = models.JSONField(help_text="the checked file")
    digest = models.CharField(max_length=64)

    disclosure = discloses(open="code content digest")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "digest"], name="rulebook_one_frozen_procedure")]

    @cached_property
    def rules(self) -> Procedure:
        """What is frozen is checked once in a process: the digest says that it is the same, and no part of it can be set."""
        if self.digest not in _CHECKED:
            _CHECKED[self.digest] = Procedure.model_validate(self.content)
        return _CHECKED[self.digest]


_CHECKED: dict[str, Procedure] = {}
