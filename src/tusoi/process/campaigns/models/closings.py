"""When a campaign was closed, by whom, with what said about what is left; and why it was opened again."""

from django.db import models
from django.db.models import Q

from tusoi.foundation.access.models import Account
from tusoi.foundation.kernel.disclosure import discloses
from tusoi.process.campaigns.models.campaign import Campaign


class Closing(models.Model):
    """One closing of a campaign. Never deleted: a campaign that is reopened keeps it, with the reason."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="closings")
    closed_on = models.DateField()
    closed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    note = models.TextField(blank=True, help_text="why it is closed with something left; never one person's matter")
    reopened_on = models.DateField(null=True)
    reopened_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    reason = models.TextField(blank=True)

    disclosure = discloses(open="campaign closed_on closed_by note reopened_on reopened_by reason")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign"], condition=Q(reopened_on=None), name="campaigns_one_closing_in_force"
            ),
            models.CheckConstraint(
                condition=Q(reopened_on=None) | ~Q(reason=""), name="campaigns_reopened_for_a_reason"
            ),
        ]
