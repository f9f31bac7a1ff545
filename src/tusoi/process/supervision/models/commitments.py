"""Commitments that follow from an upheld issue or an immediate action of a meeting: owner, measure, date, a supervisor who is not the owner, evidence."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q

from tusoi.foundation.access.models import Account
from tusoi.foundation.directory.models import Person, Unit
from tusoi.foundation.documents.file_kinds import FileKind
from tusoi.foundation.documents.models import IssuedDocument, MayKeepFile
from tusoi.foundation.kernel.disclosure import discloses
from tusoi.foundation.kernel.vietnamese import unaccent
from tusoi.process.campaigns.models import Campaign, CampaignUnit, Subject
from tusoi.process.issues.models import Issue, Shortcoming
from tusoi.process.reviews.models import ImmediateAction
from tusoi.process.supervision.models.watch import watched
from tusoi.process.supervision.states import CommitmentState, ContactKind


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    def visible_to(self, account: Account, on: date) -> "CommitmentQuerySet":
        """With its source, for owner and supervisor, and for those assigned to supervise there."""
        seen = Q(issue__in=Issue.objects.visible_to(account, on).values("pk"))
        seen |= Q(immediate__in=ImmediateAction.objects.visible_to(account, on).order_by().values("pk"))
        if account.person_id:
            seen |= Q(owner=account.person_id) | Q(supervisor=account.person_id) | watched(account.person_id, on)
        return self.filter(seen)

    def supervised_by(self, person_id: int | None, on: date) -> "CommitmentQuerySet":
        """Named as its supervisor, or assigned to supervise there."""
        if person_id is None:
            return self.none()
        return self.filter(Q(supervisor=person_id) | watched(person_id, on))

    def unfinished(self) -> "CommitmentQuerySet":
        return self.exclude(state=CommitmentState.VERIFIED)

    def with_names(self) -> "CommitmentQuerySet":
        """With everything a line about a commitment says, so that a list costs one query."""
        return self.select_related(
            "campaign",
            "subject__person",
            "issue",
            "immediate__item__meeting__collective",
            "shortcoming",
            "campaign_unit__unit",
            "owner",
            "supervisor",
            "agency",
        )


class Commitment(models.Model):
    """Its source is an upheld issue, whose shortcoming it mends, or an immediate action of a meeting; never both."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="commitments")
    code = models.SlugField(max_length=60)
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="+", help_text="of its source")
    issue = models.ForeignKey(Issue, models.PROTECT, null=True, related_name="commitments")
    shortcoming = models.ForeignKey(Shortcoming, models.PROTECT, null=True, related_name="commitments")
    immediate = models.OneToOneField(ImmediateAction, models.PROTECT, null=True, related_name="commitment")
    campaign_unit = models.ForeignKey(CampaignUnit, models.PROTECT, related_name="+")
    owner = models.ForeignKey(Person, models.PROTECT, related_name="+")
    measure = models.TextField()
    shows = models.TextField(help_text="what will show that it is done")
    due_on = models.DateField()
    supervisor = models.ForeignKey(Person, models.PROTECT, related_name="+")
    agency = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", help_text="the supervising agency")
    state = models.CharField(max_length=20, choices=CommitmentState, default=CommitmentState.OPEN)
    made_on = models.DateField()
    verified_on = models.DateField(null=True)
    search_key = models.TextField(editable=False, help_text="without accents: measure, what shows it, whose it is")

    objects = CommitmentQuerySet.as_manager()
    disclosure = discloses(
        review="campaign code subject issue shortcoming immediate campaign_unit owner measure shows due_on supervisor agency state made_on verified_on",
        system="search_key",
    )

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "code"], name="supervision_one_commitment_with_a_code"),
            models.CheckConstraint(
                condition=Q(issue__isnull=False, shortcoming__isnull=False, immediate=None)
                | Q(issue=None, shortcoming=None, immediate__isnull=False),
                name="supervision_from_an_issue_or_an_immediate_action",
            ),
            models.CheckConstraint(condition=~Q(owner=F("supervisor")), name="supervision_owner_supervises_not"),
            models.CheckConstraint(
                condition=~Q(state="verified") | Q(verified_on__isnull=False), name="supervision_verified_on_a_day"
            ),
            models.CheckConstraint(
                condition=~Q(measure="") & ~Q(shows=""), name="supervision_commitment_says_what_and_how_seen"
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """The one place that fills the search key, from its own words; names of people and units are searched where they stand."""
        self.search_key = unaccent(f"{self.measure} {self.shows} {self.subject.name}")
        super().save(*args, **kwargs)

    def __str__(self) -> str:
        return self.measure


class Postponement(models.Model):
    """The date of a commitment was changed: from when to when, why and by whom."""

    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="postponements")
    before = models.DateField()
    after = models.DateField()
    reason = models.TextField()
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    on = models.DateField()

    disclosure = discloses(review="commitment before after reason by on")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(before=F("after")), name="supervision_another_date_has_a_reason"
            )
        ]


class Milestone(models.Model):
    """A step on the way of a commitment: what by which day, and the day on which it was done."""

    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="milestones")
    what = models.CharField(max_length=300)
    due_on = models.DateField()
    done_on = models.DateField(null=True)
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")

    disclosure = discloses(review="commitment what due_on done_on by")

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(what=""), name="supervision_milestone_says_what"),
        ]


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def standing(self) -> "EvidenceQuerySet":
        return self.filter(withdrawn_on=None)


class Evidence(MayKeepFile):
    """What shows progress: a note, and where there is one a document's number, an issued document, or one file.

    Of a classified document the number alone is kept: no note, no file (product.md, rule 10). A wrong piece is withdrawn with
    a reason; its file stays on disk, unless it turned out to be classified: then it is destroyed, and the note with it. key: the phone's own id, so
    that a photo that is sent again stands here once.
    """

    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="evidence")
    note = models.TextField(blank=True)
    document_number = models.CharField(max_length=120, blank=True)
    document = models.ForeignKey(IssuedDocument, models.PROTECT, null=True, related_name="+")
    is_classified = models.BooleanField(default=False)
    key = models.CharField(max_length=40, null=True)
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    on = models.DateField()
    withdrawn_on = models.DateField(null=True)
    withdrawn_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    withdrawn_for = models.TextField(blank=True)
    is_destroyed = models.BooleanField(default=False)

    objects = EvidenceQuerySet.as_manager()
    disclosure = discloses(
        review="commitment note document_number document is_classified file_kind file_size file_digest by on "
        "withdrawn_on withdrawn_by withdrawn_for is_destroyed",
        system="stored_as key",
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["commitment", "key"], name="supervision_sent_twice_kept_once"),
            models.CheckConstraint(
                condition=(Q(is_classified=False) & ~Q(note=""))
                | (Q(is_classified=True, note="", stored_as=None, document=None) & ~Q(document_number=""))
                | Q(is_destroyed=True, note="", stored_as=None, document=None),
                name="supervision_classified_is_a_number",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None, is_destroyed=False) | ~Q(withdrawn_for=""),
                name="supervision_evidence_withdrawn_for_a_reason",
            ),
        ]

    @property
    def is_photo(self) -> bool:
        return self.file_kind == FileKind.PHOTO


class Finding(models.Model):
    """The supervisor's judgement of a claim: verified, or returned with what is missing."""

    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="findings")
    is_verified = models.BooleanField()
    note = models.TextField()
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    on = models.DateField()

    disclosure = discloses(review="commitment is_verified note by on")

    class Meta:
        ordering = ["id"]


class Contact(models.Model):
    """A reminder, or help that was offered."""

    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="contacts")
    kind = models.CharField(max_length=20, choices=ContactKind)
    note = models.TextField(blank=True)
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", help_text="null: the program")
    on = models.DateField()
    rule = models.CharField(
        max_length=20, blank=True, help_text="before-7@121126, climb@121126: which day rule of which date sent it"
    )

    is_told = models.BooleanField(default=False, help_text="of a rule's: whether its digests are in the outbox")

    disclosure = discloses(review="commitment kind note by on", system="rule is_told")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "rule"], condition=~Q(rule=""), name="supervision_one_reminder_a_day_rule"
            )
        ]
        indexes = [models.Index(fields=["id"], condition=Q(is_told=False) & ~Q(rule=""), name="supervision_to_tell")]
