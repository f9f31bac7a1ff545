"""One report per subject, written by sections; every submission is a version that stays."""

from datetime import date

from django.db import models
from django.db.models import Q

from tusoi.foundation.access.models import Account
from tusoi.foundation.kernel.disclosure import discloses
from tusoi.process.campaigns.models import Campaign, Subject
from tusoi.process.issues.models import SuggestionSet
from tusoi.process.reports.states import ReportState


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, account: Account, on: date) -> "ReportQuerySet":
        """With the subject; and for the overseer of the subject once it is submitted."""
        seen = Q(subject__in=Subject.objects.visible_to(account, on).values("pk"))
        if account.person_id:
            followed = SuggestionSet.objects.filter(overseer=account.person_id).values("subject")
            seen |= Q(subject__in=followed) & ~Q(state=ReportState.DRAFT)
        return self.filter(seen)


class Report(models.Model):
    """The report of a subject. `due_on` is the last day to hand it in."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="reports")
    subject = models.OneToOneField(Subject, models.PROTECT, related_name="report")
    state = models.CharField(max_length=20, choices=ReportState, default=ReportState.DRAFT)
    due_on = models.DateField(null=True)
    submitted_on = models.DateField(null=True)
    remarks = models.TextField(blank=True, help_text="why it was returned")

    objects = ReportQuerySet.as_manager()
    disclosure = discloses(review="campaign subject state due_on submitted_on remarks")


class ReportSection(models.Model):
    """One section's text. `revision` refuses a save over somebody else's later one."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="sections")
    key = models.SlugField(max_length=60)
    text = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0)
    saved_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    saved_at = models.DateTimeField(null=True)

    disclosure = discloses(review="report key text revision saved_by saved_at")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "key"], name="reports_one_section_with_a_key")]


class ReportVersion(models.Model):
    """A report as submitted, with its answers; never changed."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    on = models.DateField()

    disclosure = discloses(review="report number content digest by on")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["report", "number"], name="reports_one_version_with_a_number")]
