"""One report per subject, written by sections; every submission is a version that stays."""

from datetime import date

from django.db import models
from django.db.models import Q

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.permissions import reachable
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.directory.models import Membership, in_force
from tusoi.foundation.documents.models import KeptFile
from tusoi.foundation.kernel.disclosure import discloses
from tusoi.foundation.tally.paths import ancestors
from tusoi.process.campaigns.models import Campaign, Subject
from tusoi.process.campaigns.sight import Standing
from tusoi.process.issues.models import Shortcoming, SuggestionSet, own_subjects, written_by
from tusoi.process.reports.sight import HANDED, PAPERS, WRITING
from tusoi.process.reports.states import HANDED_IN, WRITABLE, EarlierStatus, ReportState


def _standings(account: Account, on: date) -> dict[Standing, Q]:
    """How reports are found for who stands near their subject; the rules say the same of one."""
    me = account.person_id
    seen = reachable(account, Permission.SEE_ISSUES, on=on, field="subject__campaign_unit__unit__path")
    followed = SuggestionSet.objects.filter(overseer=me).exclude(overseer=None).values("subject")
    return {
        Standing.SUBJECT: Q(subject__in=own_subjects(me, on).values("pk")),
        Standing.WRITER: Q(subject__in=written_by(account, on).values("pk")),
        Standing.SECRETARY: seen,
        Standing.ROLE: seen,
        Standing.OVERSEER: Q(subject__in=followed),
        Standing.MEMBER: Q(pk__in=circulated_to(me, on).values("pk")) if me else Q(pk__in=[]),
    }


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, account: Account, on: date) -> "ReportQuerySet":
        """Those of which the account reads what is being written, or what was handed in, by the table of who sees what."""
        who = _standings(account, on)
        return self.filter(WRITING.condition(who) | HANDED.condition(who))

    def on_paper_for(self, account: Account, on: date) -> "ReportQuerySet":
        """Those that the account may take along as a Word file."""
        return self.filter(PAPERS.condition(_standings(account, on)))

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
    circulated_on = models.DateField(null=True, help_text="since when the unit reads the collective's draft")
    remediation = models.JSONField(default=list, help_text="the rows of the remediation table")
    remediation_revision = models.PositiveIntegerField(default=0)

    objects = ReportQuerySet.as_manager()
    disclosure = discloses(
        review="campaign subject state due_on submitted_on remarks circulated_on remediation remediation_revision"
    )

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


def circulated_to(person_id: int, on: date) -> models.QuerySet[Report]:
    """Drafts of collectives that this person reads as a member of the unit: of one below the unit too, but of the whole
    campaign's top only who is on its own roll."""
    sent = Report.objects.filter(circulated_on__isnull=False, circulated_on__lte=on, state__in=WRITABLE)
    mine = Membership.objects.filter(in_force(on), person=person_id).values_list("unit__path", flat=True)
    reached = Q(pk__in=[])
    for path in mine:
        reached |= Q(subject__campaign_unit__unit__path=path)
        reached |= Q(subject__campaign_unit__unit__path__in=ancestors(path), subject__campaign_unit__depth__gt=0)
    return sent.filter(reached, subject__person=None)


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


class SectionRemark(models.Model):
    """What the level above asks of one section of a version that it gives back."""

    version = models.ForeignKey(ReportVersion, models.PROTECT, related_name="section_remarks")
    key = models.SlugField(max_length=60)
    text = models.TextField()

    disclosure = discloses(review="version key text")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="reports_one_remark_on_a_section"),
            models.CheckConstraint(condition=~Q(text=""), name="reports_section_remark_says_something"),
        ]


class DraftRemark(models.Model):
    """What a member of the unit says of a section of the collective's draft before the meeting; openly, with the name."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="draft_remarks")
    key = models.SlugField(max_length=60)
    text = models.TextField()
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    on = models.DateField()

    disclosure = discloses(review="report key text by on")

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="reports_draft_remark_says_something")]


class SignedCopy(KeptFile):
    """A scan of a version as it was printed and signed. A later one replaces it and deletes nothing.

    For a version entered on somebody's behalf it is that person's confirmation.
    """

    version = models.ForeignKey(ReportVersion, models.PROTECT, related_name="signed_copies")
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    on = models.DateField()

    disclosure = discloses(review="version kind size digest by on", system="stored_as")

    class Meta:
        ordering = ["-pk"]


class SubstanceNotice(models.Model):
    """A notice of substance as it stood when a version was handed in. Names no other report and quotes none."""

    version = models.ForeignKey(ReportVersion, models.PROTECT, related_name="notices")
    code = models.CharField(max_length=120)
    key = models.CharField(max_length=60, blank=True, help_text="the section; blank for the whole")
    text = models.TextField()
    passages = models.JSONField(default=list, help_text="own passages of now and of last time, side by side")

    disclosure = discloses(review="version code key text passages")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="reports_one_notice_with_a_code")]


class NoticeDismissal(models.Model):
    """Why the author leaves a notice as it is; the overseer reads it beside the notice."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="dismissals")
    code = models.CharField(max_length=120)
    reason = models.TextField()
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    on = models.DateField()

    disclosure = discloses(review="report code reason by on")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "code"], name="reports_one_dismissal_of_a_notice"),
            models.CheckConstraint(condition=~Q(reason=""), name="reports_dismissed_with_a_reason"),
        ]


class ReportKey(models.Model):
    """A few runs of words of the version handed in last, as numbers: what near-copies are found by."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="keys")
    key = models.BigIntegerField(db_index=True)

    disclosure = discloses(secret="report key")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "key"], name="reports_one_key_of_a_report")]
