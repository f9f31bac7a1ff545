"""One report per subject, written by sections; every submission is a version that stays."""

from datetime import date

from django.db import models
from django.db.models import Q

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.permissions import reachable
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.kernel.disclosure import discloses
from tusoi.process.campaigns.models import Campaign, Subject
from tusoi.process.issues.models import Shortcoming, SuggestionSet, own_subjects
from tusoi.process.reports.states import HANDED_IN, EarlierStatus, ReportState


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, account: Account, on: date) -> "ReportQuerySet":
        """While it is written: the subject (for a collective, its members) and the secretary of its unit.

        Once it was submitted: also those with a role that shows issues, and the overseer of the subject.
        """
        path = "subject__campaign_unit__unit__path"
        seen = Q(subject__in=own_subjects(account.person_id, on).values("pk"))
        seen |= reachable(account, Permission.WRITE_COLLECTIVE_REPORT, on=on, field=path)
        seen |= ~Q(state=ReportState.DRAFT) & reachable(account, Permission.SEE_ISSUES, on=on, field=path)
        if account.person_id:
            followed = SuggestionSet.objects.filter(overseer=account.person_id).values("subject")
            seen |= Q(subject__in=followed) & ~Q(state=ReportState.DRAFT)
        return self.filter(seen)

    def handed_in(self) -> "ReportQuerySet":
        return self.filter(state__in=HANDED_IN)


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

    class Meta:
        ordering = ["subject__tier__order", "subject__campaign_unit__sort_key", "subject__order"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["submitted", "accepted"]) | Q(submitted_on__isnull=False),
                name="reports_submitted_on_a_day",
            )
        ]

    def __str__(self) -> str:
        return str(self.subject)


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


class EarlierAnswer(models.Model):
    """What the report says of one shortcoming that an earlier campaign left: how far it is, and in which words."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="earlier_answers")
    shortcoming = models.ForeignKey(Shortcoming, models.PROTECT, related_name="+")
    status = models.CharField(max_length=20, choices=EarlierStatus)
    text = models.TextField()
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    on = models.DateField()

    disclosure = discloses(review="report shortcoming status text by on")

    class Meta:
        ordering = ["shortcoming"]
        constraints = [
            models.UniqueConstraint(fields=["report", "shortcoming"], name="reports_one_answer_to_an_earlier_one"),
            models.CheckConstraint(condition=~Q(text=""), name="reports_earlier_answer_says_something"),
        ]


class ReportVersion(models.Model):
    """A report as submitted, with its answers; never changed."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    by_proxy = models.BooleanField(default=False, help_text="entered by the unit's secretary for the person (nhập hộ)")
    on = models.DateField()

    disclosure = discloses(review="report number content digest by by_proxy on")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["report", "number"], name="reports_one_version_with_a_number")]
