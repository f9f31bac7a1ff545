"""A round of slips about a set of subjects. Who was invited is kept; who answered exists nowhere."""

from datetime import date

from django.db import models
from django.db.models import Count, F, Q

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.permissions import reachable
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.directory.models import Person, Unit
from tusoi.foundation.kernel.disclosure import discloses
from tusoi.foundation.kernel.ids import RandomKeyField
from tusoi.foundation.secrecy.models import Box as SecretBox
from tusoi.process.campaigns.models import Campaign, CampaignUnit, Subject
from tusoi.process.feedback.states import Box, CommentState, RoundState, TextState


class RoundQuerySet(models.QuerySet["Round"]):
    def run_by(self, account: Account, on: date) -> "RoundQuerySet":
        """Rounds that the account prepares, opens and closes."""
        return self.filter(reachable(account, Permission.RUN_ROUND, on=on, field="campaign_unit__unit__path"))

    def visible_to(self, account: Account, on: date) -> "RoundQuerySet":
        """Those who run it and its counting team always; once it is open, all who see the unit that asks."""
        units = CampaignUnit.objects.visible_to(account, on).values("pk")
        seen = reachable(account, Permission.RUN_ROUND, on=on, field="campaign_unit__unit__path")
        seen |= Q(campaign_unit__in=units) & ~Q(state=RoundState.DRAFT)
        if account.person_id:
            seen |= Q(pk__in=TeamMember.objects.filter(person=account.person_id).values("round"))
        return self.filter(seen)

    def counted(self) -> "RoundQuerySet":
        """With `asked_about`: how many subjects."""
        return self.annotate(asked_about=Count("subjects", distinct=True))  # type: ignore[no-redef]


class Round(models.Model):
    """One round of slips: subjects, groups, dates, counting team. `threshold` is fixed when the team is named."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="rounds")
    code = models.SlugField(max_length=60)
    title = models.CharField(max_length=300)
    campaign_unit = models.ForeignKey(CampaignUnit, models.PROTECT, related_name="+", help_text="who asks")
    subjects = models.ManyToManyField(Subject, related_name="rounds")
    opens_on = models.DateField()
    closes_on = models.DateField(help_text="slips are taken until the end of this day")
    threshold = models.PositiveSmallIntegerField(default=5)
    state = models.CharField(max_length=20, choices=RoundState, default=RoundState.DRAFT)
    box = models.OneToOneField(SecretBox, models.PROTECT, null=True, related_name="+")
    texts = models.CharField(max_length=10, choices=TextState, default=TextState.KEPT)
    texts_until = models.DateField(null=True, help_text="known once every result was announced (see reviews.retention)")
    traces = models.PositiveIntegerField(
        default=0, help_text="black-outs since the words under one were last seen off the disk"
    )
    asked_about: int  # by RoundQuerySet.counted

    objects = RoundQuerySet.as_manager()
    disclosure = discloses(
        open="campaign code title campaign_unit subjects opens_on closes_on threshold state texts texts_until",
        system="box traces",
    )

    class Meta:
        ordering = ["opens_on"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "code"], name="feedback_one_round_with_a_code"),
            models.CheckConstraint(condition=Q(closes_on__gte=F("opens_on")), name="feedback_round_period"),
        ]

    def __str__(self) -> str:
        return self.title


class GroupQuerySet(models.QuerySet["Group"]):
    def invited(self) -> "GroupQuerySet":
        """The groups that were asked, without those made at opening by merging small ones, and conferences.

        With `people`, how many, and `by_mail`, how many of them by e-mail.
        """
        by_mail = Count("invitations", filter=Q(invitations__channel="mail"))
        invited = self.filter(is_merged=False, is_conference=False)
        return invited.annotate(people=Count("invitations"), by_mail=by_mail)  # type: ignore[no-redef]


class Group(models.Model):
    """A group of contributors. The denominator of turnout is the number of invitations, never of tickets.

    At opening small groups are merged: a comment then points at the merged group alone.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="groups")
    code = models.SlugField(max_length=60)
    name = models.CharField(max_length=200)
    is_attributed = models.BooleanField()
    is_merged = models.BooleanField(default=False)
    is_conference = models.BooleanField(default=False, help_text="comments of a conference; nobody was invited by name")
    people: int  # by GroupQuerySet.invited
    by_mail: int

    objects = GroupQuerySet.as_manager()
    disclosure = discloses(open="round code name is_attributed is_merged is_conference")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["round", "code"], name="feedback_one_group_with_a_code")]

    def __str__(self) -> str:
        return self.name


class Invitation(models.Model):
    """Somebody was invited. Carries no code and no state of answering."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="invitations")
    name = models.CharField(max_length=200)
    channel = models.CharField(max_length=20, default="paper", help_text="paper, or mail where there is an address")
    email = models.EmailField(blank=True)

    disclosure = discloses(unit="group name channel", personal="email")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "name"], name="feedback_invited_once")]


class TeamMember(models.Model):
    """A member of the counting team: at least two people of two agencies, none of them a subject."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="team")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    agency = models.ForeignKey(Unit, models.PROTECT, related_name="+")

    disclosure = discloses(unit="round person agency")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["round", "person"], name="feedback_on_the_team_once")]


class CommentQuerySet(models.QuerySet["Comment"]):
    def visible_to(self, account: Account) -> "CommentQuerySet":
        """The counting team's alone, whatever roles somebody has."""
        rounds = TeamMember.objects.filter(person=account.person_id).exclude(person=None).values("round")
        return self.filter(round__in=rounds)

    def waiting(self) -> "CommentQuerySet":
        return self.filter(state=CommentState.WAITING)


class Comment(models.Model):
    """What one box of an opened slip says about one subject. `voice` is random for each (slip, subject): no key crosses subjects.

    vouched: false where the slip had no spent code of the program (see secrecy.opening.Slip).
    """

    id = RandomKeyField()
    round = models.ForeignKey(Round, models.PROTECT, related_name="+")
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="+")
    group = models.ForeignKey(Group, models.PROTECT, related_name="+")
    organisation = models.CharField(max_length=200, blank=True, help_text="attributed groups only")
    voice = models.BigIntegerField()
    box = models.CharField(max_length=20, choices=Box)
    text = models.TextField()
    vouched = models.BooleanField(default=True)
    state = models.CharField(max_length=20, choices=CommentState, default=CommentState.WAITING)
    is_covered = models.BooleanField(default=False, help_text="something that told its writer is blacked out")
    part_of = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        related_name="+",
        help_text="the piece that it was cut off from, just before it",
    )

    objects = CommentQuerySet.as_manager()
    disclosure = discloses(counting="round subject group organisation voice box text vouched state is_covered part_of")

    class Meta:
        indexes = [models.Index(fields=["round", "state"]), models.Index(fields=["subject"])]
