"""A unit's own plan: windows not wider than above, what is done where and by whom; every version that went up is kept."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from tusoi.foundation.access.models import Account
from tusoi.foundation.directory.models import Person
from tusoi.foundation.kernel.disclosure import discloses
from tusoi.process.campaigns.models.campaign import CampaignUnit, TierWindow
from tusoi.process.campaigns.states import PlanState


class UnitPlanQuerySet(models.QuerySet["UnitPlan"]):
    def visible_to(self, account: Account, on: date) -> "UnitPlanQuerySet":
        """Plans of the units whose figures the account sees."""
        return self.filter(campaign_unit__in=CampaignUnit.objects.visible_to(account, on).values("pk"))

    def acknowledged(self) -> "UnitPlanQuerySet":
        return self.exclude(acknowledged_on=None)


class UnitPlan(models.Model):
    """Sent down by the unit above, acknowledged, written, submitted, returned or approved. One for each unit."""

    campaign_unit = models.OneToOneField(CampaignUnit, models.PROTECT, related_name="plan")
    state = models.CharField(max_length=20, choices=PlanState, default=PlanState.SENT)
    sent_on = models.DateField()
    acknowledge_by = models.DateField()
    acknowledged_on = models.DateField(null=True)
    note = models.TextField(blank=True, help_text="how the unit goes about it")

    objects = UnitPlanQuerySet.as_manager()
    disclosure = discloses(unit="campaign_unit state sent_on acknowledge_by acknowledged_on note")

    class Meta:
        ordering = ["campaign_unit__path"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="sent") | Q(acknowledged_on__isnull=False), name="campaigns_plan_acknowledged_first"
            ),
            models.CheckConstraint(
                condition=Q(acknowledge_by__gte=F("sent_on")), name="campaigns_plan_acknowledged_after_it_was_sent"
            ),
        ]

    def __str__(self) -> str:
        return str(self.campaign_unit)

    @property
    def days_late(self) -> int:
        """How many days after its date the plan was acknowledged; 0 where in time or not yet."""
        return max(0, (self.acknowledged_on - self.acknowledge_by).days) if self.acknowledged_on else 0


class PlanWindow(models.Model):
    """When the unit's meetings of one tier are held."""

    plan = models.ForeignKey(UnitPlan, models.CASCADE, related_name="windows")
    tier = models.ForeignKey(TierWindow, models.PROTECT, related_name="+")
    opens_on = models.DateField()
    closes_on = models.DateField()

    disclosure = discloses(unit="plan tier opens_on closes_on")

    class Meta:
        ordering = ["tier__order"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "tier"], name="campaigns_one_window_of_a_tier"),
            models.CheckConstraint(condition=Q(closes_on__gte=F("opens_on")), name="campaigns_plan_window"),
        ]


class PlanTask(models.Model):
    """One thing that the unit does: what, who answers for it, where, until when."""

    plan = models.ForeignKey(UnitPlan, models.CASCADE, related_name="tasks")
    order = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=300)
    who = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    place = models.CharField(max_length=200, blank=True)
    due_on = models.DateField(null=True)

    disclosure = discloses(unit="plan order what who place due_on")

    class Meta:
        ordering = ["order"]
        constraints = [models.CheckConstraint(condition=~Q(what=""), name="campaigns_plan_task_says_what")]


class PlanVersion(models.Model):
    """What went up or came back: the plan as it was, with remarks. Never changed."""

    plan = models.ForeignKey(UnitPlan, models.PROTECT, related_name="versions")
    kind = models.CharField(max_length=20, choices=PlanState)
    content = models.JSONField(default=dict)
    remarks = models.TextField(blank=True)
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    on = models.DateField()

    disclosure = discloses(unit="plan kind content remarks by on")

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="returned") | ~Q(remarks=""), name="campaigns_returned_with_remarks"
            )
        ]
