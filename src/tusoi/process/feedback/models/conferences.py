"""A comments conference: who called it, when, where, how many came. Its minutes name no speaker, so no row does."""

from django.db import models
from django.db.models import F, Q

from tusoi.foundation.access.models import Account
from tusoi.foundation.kernel.disclosure import discloses
from tusoi.process.feedback.models.rounds import Group, Round


class Conference(models.Model):
    """Another way in beside slips. `group` is what its comments carry; `written`: how many the minutes hold."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="conferences")
    group = models.OneToOneField(Group, models.PROTECT, related_name="+")
    convened_by = models.CharField(max_length=200)
    held_on = models.DateField()
    place = models.CharField(max_length=200)
    present = models.PositiveIntegerField()
    written = models.PositiveIntegerField()
    entered_by = models.ForeignKey(Account, models.PROTECT, related_name="+")

    disclosure = discloses(unit="round group convened_by held_on place present written entered_by")

    class Meta:
        ordering = ["held_on", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(present__gte=2), name="feedback_conference_of_several"),
            models.CheckConstraint(condition=Q(written__gte=1), name="feedback_conference_said_something"),
            models.UniqueConstraint(
                F("round"), F("held_on"), F("place"), name="feedback_one_conference_a_day_and_place"
            ),
        ]

    def __str__(self) -> str:
        return self.group.name
