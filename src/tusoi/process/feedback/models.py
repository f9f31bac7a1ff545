"""A round of slips about a set of subjects. Who was invited is kept; who answered exists nowhere."""

from django.db import models
from django.db.models import F, Q

from tusoi.foundation.directory.models import Person, Unit
from tusoi.foundation.kernel.disclosure import discloses
from tusoi.foundation.kernel.ids import RandomKeyField
from tusoi.process.campaigns.models import Campaign, CampaignUnit, Subject
from tusoi.process.feedback.states import Box, CommentState, RoundState


class Round(models.Model):
    """One round of slips: subjects, groups, dates, counting team. `threshold` is fixed at opening."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="rounds")
    code = models.SlugField(max_length=60)
    title = models.CharField(max_length=300)
    campaign_unit = models.ForeignKey(CampaignUnit, models.PROTECT, related_name="+", help_text="who asks")
    subjects = models.ManyToManyField(Subject, related_name="rounds")
    opens_on = models.DateField()
    closes_on = models.DateField()
    threshold = models.PositiveSmallIntegerField(default=5)
    state = models.CharField(max_length=20, choices=RoundState, default=RoundState.DRAFT)

    disclosure = discloses(open="campaign code title campaign_unit subjects opens_on closes_on threshold state")

    class Meta:
        ordering = ["opens_on"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "code"], name="feedback_one_round_with_a_code"),
            models.CheckConstraint(condition=Q(closes_on__gte=F("opens_on")), name="feedback_round_period"),
        ]

    def __str__(self) -> str:
        return self.title


class Group(models.Model):
    """A group of contributors. The denominator of turnout is the number of invitations, never of tickets."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="groups")
    code = models.SlugField(max_length=60)
    name = models.CharField(max_length=200)
    is_attributed = models.BooleanField()

    disclosure = discloses(open="round code name is_attributed")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["round", "code"], name="feedback_one_group_with_a_code")]

    def __str__(self) -> str:
        return self.name


class Invitation(models.Model):
    """Somebody was invited. Carries no code and no state of answering."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="invitations")
    name = models.CharField(max_length=200)
    channel = models.CharField(max_length=20, default="paper")

    disclosure = discloses(unit="group name channel")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "name"], name="feedback_invited_once")]


class TeamMember(models.Model):
    """A member of the counting team: at least two people of two agencies, none of them a subject."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="team")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    agency = models.ForeignKey(Unit, models.PROTECT, related_name="+")

    disclosure = discloses(unit="round person agency")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "person"], name="feedback_on_the_team_once")]


class Comment(models.Model):
    """What one box of an opened slip says about one subject. `voice` is random for each (slip, subject): no key crosses subjects."""

    id = RandomKeyField()
    round = models.ForeignKey(Round, models.PROTECT, related_name="+")
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="+")
    group = models.ForeignKey(Group, models.PROTECT, related_name="+")
    organisation = models.CharField(max_length=200, blank=True, help_text="attributed groups only")
    voice = models.BigIntegerField()
    box = models.CharField(max_length=20, choices=Box)
    text = models.TextField()
    state = models.CharField(max_length=20, choices=CommentState, default=CommentState.WAITING)

    disclosure = discloses(counting="round subject group organisation voice box text state")

    class Meta:
        indexes = [models.Index(fields=["round", "state"]), models.Index(fields=["subject"])]
