"""Who is reviewed in a campaign."""

from datetime import date

from django.db import models
from django.db.models import Q

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.permissions import reachable
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.directory.models import Collective, Person, SeatRank
from tusoi.foundation.kernel.disclosure import discloses
from tusoi.process.campaigns.models.campaign import Campaign, CampaignUnit, TierWindow


class SubjectQuerySet(models.QuerySet["Subject"]):
    def collectives(self) -> "SubjectQuerySet":
        return self.filter(person=None)

    def individuals(self) -> "SubjectQuerySet":
        return self.filter(collective=None)

    def visible_to(self, account: Account, on: date) -> "SubjectQuerySet":
        """Subjects whose issues and reports the account may read: by role, as the person, or as a seat on the collective."""
        seen = reachable(account, Permission.SEE_ISSUES, on=on, field="campaign_unit__unit__path")
        if account.person_id:
            seats = Collective.objects.filter(seats__person=account.person_id, seats__until=None)
            seen |= Q(person=account.person_id) | Q(collective__in=seats.values("pk"))
        return self.filter(seen)


class Subject(models.Model):
    """Who is reviewed: a collective or a person, with unit, office and position frozen. Unique in a campaign."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="subjects")
    code = models.SlugField(max_length=60)
    campaign_unit = models.ForeignKey(CampaignUnit, models.PROTECT, related_name="subjects")
    collective = models.ForeignKey(Collective, models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=200)
    office = models.CharField(max_length=200, blank=True)
    position = models.CharField(max_length=160, blank=True)
    rank = models.CharField(max_length=10, choices=SeatRank, blank=True)
    tier = models.ForeignKey(TierWindow, models.PROTECT, related_name="subjects")
    decided_by = models.ForeignKey(
        Collective, models.PROTECT, related_name="+", help_text="the collective whose meeting decides"
    )
    order = models.PositiveSmallIntegerField(default=1)

    objects = SubjectQuerySet.as_manager()
    disclosure = discloses(
        open="campaign code campaign_unit collective name office position rank tier decided_by order", personal="person"
    )

    class Meta:
        ordering = ["tier__order", "campaign_unit__sort_key", "order"]
        constraints = [
            models.CheckConstraint(
                condition=Q(collective=None, person__isnull=False) | Q(collective__isnull=False, person=None),
                name="campaigns_subject_is_one_of_two",
            ),
            models.UniqueConstraint(fields=["campaign", "code"], name="campaigns_one_subject_with_a_code"),
            models.UniqueConstraint(fields=["campaign", "collective"], name="campaigns_collective_once"),
            models.UniqueConstraint(fields=["campaign", "person"], name="campaigns_person_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.position}" if self.position else self.name

    @property
    def is_collective(self) -> bool:
        return self.collective_id is not None
