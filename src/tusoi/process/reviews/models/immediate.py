"""What a meeting wants done at once (việc phải làm ngay): what, who, by when. It stands in the minutes."""

from datetime import date

from django.db import models
from django.db.models import Q

from tusoi.foundation.access.models import Account
from tusoi.foundation.directory.models import Person
from tusoi.foundation.kernel.disclosure import discloses
from tusoi.process.reviews.models.meetings import AgendaItem, Meeting
from tusoi.process.reviews.states import MinutesState


class ImmediateActionQuerySet(models.QuerySet["ImmediateAction"]):
    def standing(self) -> "ImmediateActionQuerySet":
        """Not struck out before the minutes were signed."""
        return self.filter(struck_for="")

    def fixed(self) -> "ImmediateActionQuerySet":
        """Of minutes that both have signed: from then on follow-through takes them up."""
        return self.standing().filter(item__meeting__minutes__state=MinutesState.FIXED)

    def visible_to(self, account: Account, on: date) -> "ImmediateActionQuerySet":
        """Whoever may see the meeting, in whose minutes it stands; and the owner, once those are fixed."""
        seen = Q(item__meeting__in=Meeting.objects.visible_to(account, on).order_by().values("pk"))
        if account.person_id:
            seen |= Q(owner=account.person_id, item__meeting__minutes__state=MinutesState.FIXED)
        return self.filter(seen)

    def with_names(self) -> "ImmediateActionQuerySet":
        return self.select_related(
            "owner",
            "item__meeting__campaign__unit",
            "item__meeting__minutes",
            "item__meeting__campaign__frozen",
            "item__meeting__collective",
            "item__subject__campaign__unit",
            "item__subject__campaign_unit__unit",
            "item__subject__person",
        )


class ImmediateAction(models.Model):
    """Recorded from the opening until the writer signs. A mistaken one is struck out with a reason and leaves the minutes."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="immediate_actions")
    number = models.PositiveSmallIntegerField(help_text="within the item")
    what = models.TextField()
    owner = models.ForeignKey(Person, models.PROTECT, related_name="+")
    due_on = models.DateField()
    struck_for = models.TextField(blank=True)
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    on = models.DateField()

    objects = ImmediateActionQuerySet.as_manager()
    disclosure = discloses(review="item number what owner due_on struck_for by on")

    class Meta:
        ordering = ["item__order", "number"]
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="reviews_one_immediate_action_with_a_number"),
            models.CheckConstraint(condition=~Q(what=""), name="reviews_immediate_action_says_what"),
        ]

    def __str__(self) -> str:
        return self.what
