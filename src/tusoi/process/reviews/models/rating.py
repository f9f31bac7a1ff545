"""Ratings, in the three stages that a procedure with ratings has; and the counts of paper ballots.

No row leads from a vote to a person: the ballots are paper, and only their counted numbers come in.
"""

from datetime import date

from django.db import models
from django.db.models import F, Q

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.permissions import reachable
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.directory.models import Person
from tusoi.foundation.kernel.disclosure import discloses
from tusoi.process.campaigns.models import Campaign, Subject
from tusoi.process.campaigns.sight import Standing
from tusoi.process.issues.models import own_subjects
from tusoi.process.reviews.models.meetings import Meeting
from tusoi.process.reviews.sight import BALLOT_STAGES, BALLOTS, LEVELS, LevelStage
from tusoi.process.reviews.states_rating import CountState, Stage


class RatingEntryQuerySet(models.QuerySet["RatingEntry"]):
    def decided(self) -> "RatingEntryQuerySet":
        return self.filter(stage=Stage.DECISION)

    def standing(self) -> "RatingEntryQuerySet":
        """The latest of each subject, kind and stage; what it replaced is kept behind it."""
        later = RatingEntry.objects.filter(
            subject=models.OuterRef("subject"),
            kind=models.OuterRef("kind"),
            stage=models.OuterRef("stage"),
            number__gt=models.OuterRef("number"),
        )
        return self.filter(~models.Exists(later))

    def visible_to(self, account: Account, on: date) -> "RatingEntryQuerySet":
        """By role, of everybody but oneself and the own collective; of these what one proposed and what was decided.

        What others proposed about oneself is read once it is decided (rule 8 of the product).
        """
        role = reachable(account, Permission.SEE_ISSUES, on=on, field="subject__campaign_unit__unit__path")
        mine = Q(subject__in=own_subjects(account.person_id, on).values("pk"))
        over = RatingEntry.objects.filter(
            subject=models.OuterRef("subject"), kind=models.OuterRef("kind"), stage=Stage.DECISION
        )
        when: dict[str, Q] = {
            LevelStage.SELF: Q(stage=Stage.SELF),
            LevelStage.PROPOSED: Q(~models.Exists(over), stage=Stage.PROPOSAL),
            LevelStage.AFTER: Q(models.Exists(over), stage=Stage.PROPOSAL),
            LevelStage.DECIDED: Q(stage=Stage.DECISION),
        }
        who = {Standing.SUBJECT: mine, Standing.SECRETARY: role & ~mine, Standing.ROLE: role & ~mine}
        return self.filter(LEVELS.condition(who, when))


class RatingEntry(models.Model):
    """A level that somebody stated for a subject, at one stage. A later one has a reason; the earlier stays."""

    subject = models.ForeignKey(Subject, models.PROTECT, related_name="ratings")
    kind = models.SlugField(max_length=60, help_text="what is rated, a code of the procedure: a cadre, a member")
    stage = models.CharField(max_length=20, choices=Stage)
    number = models.PositiveSmallIntegerField(default=1)
    level = models.SlugField(max_length=60, help_text="a level of the procedure, or not-yet")
    grounds = models.TextField(blank=True)
    reason = models.TextField(blank=True, help_text="why an earlier one was replaced")
    body = models.CharField(max_length=200, blank=True, help_text="who proposed or decided")
    document = models.CharField(max_length=120, blank=True, help_text="number and day of its paper")
    on = models.DateField()
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    by_proxy = models.BooleanField(default=False, help_text="entered by the unit's secretary for the person (nhập hộ)")

    objects = RatingEntryQuerySet.as_manager()
    disclosure = discloses(review="subject kind stage number level grounds reason body document on by by_proxy")

    class Meta:
        ordering = ["kind", "stage", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "kind", "stage", "number"], name="reviews_rating_one_of_a_number"
            ),
            models.CheckConstraint(condition=~Q(level=""), name="reviews_rating_says_a_level"),
            models.CheckConstraint(condition=Q(number=1) | ~Q(reason=""), name="reviews_rerating_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.subject}, {self.get_stage_display()}"


class OutstandingGrounds(models.Model):
    """Why a group may have the higher share: a named person states it, once for a group of comparable subjects."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="+")
    group = models.CharField(max_length=200, help_text="the key of the group, see groups_rating")
    text = models.TextField()
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    on = models.DateField()

    disclosure = discloses(review="text by on", system="campaign group")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "group"], name="reviews_grounds_once_a_group"),
            models.CheckConstraint(condition=~Q(text=""), name="reviews_grounds_say_something"),
        ]


class BallotCountQuerySet(models.QuerySet["BallotCount"]):
    def signed(self) -> "BallotCountQuerySet":
        return self.filter(state=CountState.SIGNED)

    def visible_to(self, account: Account, on: date) -> "BallotCountQuerySet":
        """Its counting team and who runs the meeting; once signed, everybody who sees the meeting. Never signed, never told."""
        me = account.person_id
        room = Q(meeting__in=Meeting.objects.visible_to(account, on).values("pk"))
        nobody = Q(pk__in=[])
        who = {
            Standing.CONVENED: room,
            Standing.ROLE: room,
            Standing.SECRETARY: reachable(
                account, Permission.RUN_MEETING, on=on, field="meeting__campaign_unit__unit__path"
            ),
            Standing.RUNS: Q(meeting__chair=me) | Q(meeting__minute_taker=me) if me else nobody,
            Standing.COUNTER: Q(pk__in=BallotCounter.objects.filter(person=me).values("count")) if me else nobody,
        }
        return self.filter(BALLOTS.condition(who, BALLOT_STAGES))

    def with_names(self) -> "BallotCountQuerySet":
        return self.select_related(
            "meeting__campaign__frozen",
            "meeting__campaign_unit__unit__parent",
            "meeting__collective__unit",
            "meeting__chair",
            "meeting__minute_taker",
            "meeting__attending_superior",
            "meeting__minutes",
        ).prefetch_related("counters__person", "lines__subject", "lines__votes")


class BallotCount(models.Model):
    """One count of paper ballots at a meeting. Invited, present and absent come from the roll, and stand still once signed."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="ballot_counts")
    number = models.PositiveSmallIntegerField()
    stage = models.CharField(max_length=20, choices=Stage, default=Stage.PROPOSAL, help_text="what the vote was for")
    state = models.CharField(max_length=20, choices=CountState, default=CountState.DRAFT)
    invited = models.PositiveIntegerField(null=True)
    present = models.PositiveIntegerField(null=True)
    issued = models.PositiveIntegerField(null=True)
    collected = models.PositiveIntegerField(null=True)
    not_returned = models.PositiveIntegerField(null=True)
    valid = models.PositiveIntegerField(null=True)
    invalid = models.PositiveIntegerField(null=True)
    revision = models.PositiveIntegerField(default=0)
    signed_on = models.DateField(null=True)
    signed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    withdrawn_for = models.TextField(blank=True)

    objects = BallotCountQuerySet.as_manager()
    disclosure = discloses(
        review="meeting number stage state invited present issued collected not_returned valid invalid signed_on signed_by withdrawn_for",
        system="revision",
    )

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="reviews_count_one_of_a_number"),
            models.CheckConstraint(
                condition=~Q(state="signed")
                | Q(
                    issued__lte=F("present"),
                    present__lte=F("invited"),
                    issued=F("collected") + F("not_returned"),
                    collected=F("valid") + F("invalid"),
                    signed_on__isnull=False,
                ),
                name="reviews_signed_count_adds_up",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | ~Q(withdrawn_for=""), name="reviews_withdrawn_count_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting}, {self.number}"


class BallotCounter(models.Model):
    """A member of the counting team."""

    count = models.ForeignKey(BallotCount, models.PROTECT, related_name="counters")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    is_head = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField()

    disclosure = discloses(review="count person is_head order")

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["count", "person"], name="reviews_counter_once"),
            models.UniqueConstraint(fields=["count"], condition=Q(is_head=True), name="reviews_one_head_of_a_team"),
        ]


class BallotLine(models.Model):
    """One subject on the ballot, and what of it is rated."""

    count = models.ForeignKey(BallotCount, models.PROTECT, related_name="lines")
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="+")
    kind = models.SlugField(max_length=60)
    order = models.PositiveSmallIntegerField()

    disclosure = discloses(review="count subject kind order")

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["count", "subject", "kind"], name="reviews_line_once_a_ballot"),
        ]


class BallotVotes(models.Model):
    """How many ballots ticked one level; not-yet is a level here."""

    line = models.ForeignKey(BallotLine, models.PROTECT, related_name="votes")
    level = models.SlugField(max_length=60)
    votes = models.PositiveIntegerField()

    disclosure = discloses(review="line level votes")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["line", "level"], name="reviews_votes_once_a_level")]
