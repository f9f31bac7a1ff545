"""A procedure frozen when a campaign opens. A change is a new version with a reason."""

from functools import cached_property

from django.db import models

from tusoi.foundation.kernel.disclosure import discloses
from tusoi.foundation.rulebook.procedure import Procedure


class FrozenProcedure(models.Model):
    code = models.SlugField(max_length=60)
    version = models.PositiveSmallIntegerField(default=1)
    content = models.JSONField(help_text="the checked file")
    digest = models.CharField(max_length=64)
    reason = models.TextField(blank=True, help_text="why this version; empty for the first")

    disclosure = discloses(open="code version content digest reason")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "version", "digest"], name="rulebook_one_frozen_procedure")
        ]

    @cached_property
    def rules(self) -> Procedure:
        return Procedure.model_validate(self.content)
