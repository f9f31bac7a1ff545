"""Who supervises where (phân công giám sát), and what was referred to another body."""

from datetime import date

from django.db import models
from django.db.models import Q

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.permissions import reachable
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.directory.models import Person, Seat, Unit, in_force
from tusoi.foundation.kernel.disclosure import discloses
from tusoi.foundation.tally.paths import within
from tusoi.process.campaigns.models import Campaign, CampaignUnit, Subject
from tusoi.process.issues.models import Issue


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def standing(self) -> "AssignmentQuerySet":
        return self.filter(ended_on=None)

    def visible_to(self, account: Account, on: date) -> "AssignmentQuerySet":
        """One's own; and who sees issues at the unit concerned, or where the campaign is run."""
        seen = reachable(account, Permission.SEE_ISSUES, on=on, field="campaign__unit__path")
        for field in ("campaign_unit__unit__path", "subject__campaign_unit__unit__path"):
            seen |= reachable(account, Permission.SEE_ISSUES, on=on, field=field)
        if account.person_id:
            seen |= Q(person=account.person_id)
        return self.filter(seen)

    def with_names(self) -> "AssignmentQuerySet":
        return self.select_related("campaign", "person", "agency", "campaign_unit", "subject")


class Assignment(models.Model):
    """A person, for an agency or without, supervises a unit and those below it, one subject, or one theme. Ends with a reason."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="assignments")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    agency = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    campaign_unit = models.ForeignKey(CampaignUnit, models.PROTECT, null=True, related_name="+")
    subject = models.ForeignKey(Subject, models.PROTECT, null=True, related_name="+")
    theme = models.CharField(max_length=60, blank=True)
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    on = models.DateField()
    ended_on = models.DateField(null=True)
    ended_for = models.TextField(blank=True)

    objects = AssignmentQuerySet.as_manager()
    disclosure = discloses(unit="campaign person agency campaign_unit subject theme by on ended_on ended_for")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(campaign_unit__isnull=False, subject=None, theme="")
                | Q(campaign_unit=None, subject__isnull=False, theme="")
                | (Q(campaign_unit=None, subject=None) & ~Q(theme="")),
                name="supervision_assigned_to_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | ~Q(ended_for=""), name="supervision_assignment_ends_for_a_reason"
            ),
            models.UniqueConstraint(
                fields=["person", "campaign_unit"], condition=Q(ended_on=None), name="supervision_one_unit_once"
            ),
            models.UniqueConstraint(
                fields=["person", "subject"], condition=Q(ended_on=None), name="supervision_one_subject_once"
            ),
            models.UniqueConstraint(
                fields=["campaign", "person", "theme"],
                condition=Q(ended_on=None) & ~Q(theme=""),
                name="supervision_one_theme_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person.name}: {self.target}"

    @property
    def target(self) -> str:
        if self.campaign_unit:
            return self.campaign_unit.name
        return str(self.subject) if self.subject else self.campaign.rules.theme_name(self.theme)


def watched(person_id: int | None, on: date) -> Q:
    """Commitments that a person follows by assignment: never of the own file, whatever was assigned."""
    found = Q(pk__in=[])
    if person_id is None:
        return found
    rows = Assignment.objects.standing().filter(person=person_id, on__lte=on).select_related("campaign_unit")
    for row in rows:
        if row.campaign_unit:
            there = within(row.campaign_unit.path, "campaign_unit__path")
        else:
            there = Q(subject=row.subject_id) if row.subject_id else Q(issue__theme=row.theme)
        found |= Q(campaign=row.campaign_id) & there
    seats = Seat.objects.filter(in_force(on), person=person_id).values("collective")
    own = Q(owner=person_id) | Q(subject__person=person_id)
    return found & ~own & (Q(subject__collective=None) | ~Q(subject__collective__in=seats))


class Referral(models.Model):
    """What a meeting referred to another body: by which paper, when, to whom, and when its receipt is due. No content."""

    issue = models.OneToOneField(Issue, models.PROTECT, related_name="referral")
    paper_number = models.CharField(max_length=120)
    sent_on = models.DateField()
    addressee = models.CharField(max_length=200)
    receipt_due = models.DateField()
    received_on = models.DateField(null=True)
    receipt_number = models.CharField(max_length=120, blank=True)
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")

    disclosure = discloses(review="issue paper_number sent_on addressee receipt_due received_on receipt_number by")

    class Meta:
        ordering = ["receipt_due", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(receipt_due__gte=models.F("sent_on")), name="supervision_receipt_after_sending"
            ),
            models.CheckConstraint(condition=~Q(paper_number=""), name="supervision_referred_by_a_paper"),
        ]
