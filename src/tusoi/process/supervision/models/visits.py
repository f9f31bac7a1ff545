"""Checks on the spot: planned for a day, then held, with minutes and a finding for each commitment looked at."""

from datetime import date

from django.db import models
from django.db.models import Q

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.permissions import reachable
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.directory.models import Person, Unit
from tusoi.foundation.documents.models import MayKeepFile
from tusoi.foundation.kernel.disclosure import discloses
from tusoi.process.campaigns.models import Campaign, CampaignUnit
from tusoi.process.supervision.models.commitments import Commitment
from tusoi.process.supervision.states import Mended, VisitState


class VisitQuerySet(models.QuerySet["Visit"]):
    def visible_to(self, account: Account, on: date) -> "VisitQuerySet":
        """Who sees issues of the unit, and who makes the visit."""
        seen = reachable(account, Permission.SEE_ISSUES, on=on, field="campaign_unit__unit__path")
        if account.person_id:
            seen |= Q(visitor=account.person_id)
        return self.filter(seen)

    def with_names(self) -> "VisitQuerySet":
        return self.select_related("campaign__unit", "campaign_unit__unit", "visitor", "agency")


class Visit(MayKeepFile):
    """A check on the spot. Its file: the signed minutes as a scan."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="visits")
    campaign_unit = models.ForeignKey(CampaignUnit, models.PROTECT, related_name="+")
    visitor = models.ForeignKey(Person, models.PROTECT, related_name="+")
    agency = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=VisitState, default=VisitState.PLANNED)
    planned_on = models.DateField()
    purpose = models.TextField()
    held_on = models.DateField(null=True)
    place = models.CharField(max_length=200, blank=True)
    present = models.TextField(blank=True)
    seen = models.TextField(blank=True)
    asked = models.TextField(blank=True, help_text="what the unit was asked to do")
    dropped_for = models.TextField(blank=True)
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")

    objects = VisitQuerySet.as_manager()
    disclosure = discloses(
        review="campaign campaign_unit visitor agency state planned_on purpose held_on place present seen asked dropped_for "
        "file_kind file_size file_digest by",
        system="stored_as",
    )

    class Meta:
        ordering = ["planned_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="held") | (Q(held_on__isnull=False) & ~Q(present="") & ~Q(seen="")),
                name="supervision_minutes_say_who_and_what",
            ),
            models.CheckConstraint(
                condition=~Q(state="dropped") | ~Q(dropped_for=""), name="supervision_visit_dropped_for_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(stored_as=None) | Q(state="held"), name="supervision_scan_of_a_visit_that_was"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.campaign_unit.short_name}, {self.held_on or self.planned_on:%d/%m/%Y}"


class VisitFinding(models.Model):
    """What was found of one commitment on the spot."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="found")
    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="visited")
    mended = models.CharField(max_length=10, choices=Mended)
    note = models.TextField(blank=True)

    disclosure = discloses(review="visit commitment mended note")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["visit", "commitment"], name="supervision_found_once_a_visit"),
            models.CheckConstraint(
                condition=Q(mended="substance") | ~Q(note=""), name="supervision_not_mended_says_what"
            ),
        ]
