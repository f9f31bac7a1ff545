"""The review meeting of a collective: who is there, the agenda in order, contributions, conclusions."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.permissions import reachable
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.directory.models import Collective, Person
from tusoi.foundation.kernel.disclosure import discloses
from tusoi.process.campaigns.models import Campaign, CampaignUnit, Subject, TierWindow
from tusoi.process.campaigns.sight import Standing
from tusoi.process.issues.models import Issue
from tusoi.process.reviews.sight import MEETINGS
from tusoi.process.reviews.states import Circle, ItemState, MeetingState


def _convened(account: Account) -> Q:
    me = account.person_id
    if me is None:
        return Q(pk__in=[])
    return Q(attendees__person=me) | Q(chair=me) | Q(minute_taker=me) | Q(attending_superior=me)


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, account: Account, on: date) -> "MeetingQuerySet":
        """By role on the unit, as one who is convened, as chair, minute taker or attending superior."""
        role = reachable(account, Permission.SEE_ISSUES, on=on, field="campaign_unit__unit__path")
        seen = MEETINGS.condition(
            {Standing.CONVENED: _convened(account), Standing.SECRETARY: role, Standing.ROLE: role}
        )
        return self.filter(pk__in=Meeting.objects.filter(seen).values("pk"))

    def with_names(self) -> "MeetingQuerySet":
        """With everything a line about a meeting says, so that a list costs one query."""
        return self.select_related(
            "campaign__frozen",
            "collective",
            "campaign_unit__unit",
            "tier",
            "chair",
            "minute_taker",
            "attending_superior",
            "minutes",
        )


class Meeting(models.Model):
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="meetings")
    code = models.SlugField(max_length=60)
    collective = models.ForeignKey(Collective, models.PROTECT, related_name="+")
    campaign_unit = models.ForeignKey(CampaignUnit, models.PROTECT, related_name="+")
    tier = models.ForeignKey(TierWindow, models.PROTECT, related_name="meetings")
    state = models.CharField(max_length=20, choices=MeetingState, default=MeetingState.PLANNED)
    held_on = models.DateField()
    starts_at = models.TimeField(null=True)
    invited_on = models.DateField(null=True)
    place = models.CharField(max_length=200, blank=True)
    chair = models.ForeignKey(Person, models.PROTECT, related_name="+")
    minute_taker = models.ForeignKey(Person, models.PROTECT, related_name="+")
    attending_superior = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField(null=True)
    concluded_on = models.DateField(null=True)

    objects = MeetingQuerySet.as_manager()
    disclosure = discloses(
        unit="campaign code collective campaign_unit tier state held_on starts_at invited_on place chair minute_taker attending_superior opened_at concluded_on"
    )

    class Meta:
        ordering = ["held_on", "code"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "code"], name="reviews_one_meeting_with_a_code"),
            models.CheckConstraint(condition=~Q(chair=F("minute_taker")), name="reviews_chair_takes_no_minutes"),
            models.CheckConstraint(
                condition=Q(state="planned") | Q(opened_at__isnull=False), name="reviews_in_session_was_opened"
            ),
        ]

    def __str__(self) -> str:
        return self.collective.name


class Attendee(models.Model):
    """Somebody convened. `is_present` is null until the roll is called."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendees")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    position = models.CharField(max_length=160, blank=True)
    order = models.PositiveSmallIntegerField(default=1)
    is_present = models.BooleanField(null=True)
    reason = models.CharField(max_length=300, blank=True, help_text="of absence")

    disclosure = discloses(review="meeting person position order is_present reason")

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["meeting", "person"], name="reviews_convened_once")]


class AgendaItemQuerySet(models.QuerySet["AgendaItem"]):
    def deciding(self) -> "AgendaItemQuerySet":
        """Presentations that count: at the collective whose meeting decides, and not to be done again.

        Elsewhere a subject is presented only.
        """
        return self.filter(subject__decided_by=F("meeting__collective"), re_review=None)

    def with_names(self) -> "AgendaItemQuerySet":
        return self.with_subjects().select_related(
            "meeting__campaign__frozen",
            "meeting__campaign_unit__unit",
            "meeting__attending_superior",
            "meeting__collective",
        )

    def with_subjects(self) -> "AgendaItemQuerySet":
        """For `meeting.items`, which know their meeting: it and its procedure are not read again with every item."""
        return self.select_related(
            "subject__decided_by", "subject__person", "subject__campaign_unit__unit", "subject__tier", "chair"
        )

    def concluded(self) -> "AgendaItemQuerySet":
        return self.filter(state=ItemState.CONCLUDED)


class AgendaItem(models.Model):
    """One subject on the agenda (its presentation at this meeting). While the chair's own file is on, another one chairs."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items")
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="presentations")
    order = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=20, choices=ItemState, default=ItemState.WAITING)
    chair = models.ForeignKey(Person, models.PROTECT, related_name="+")
    conclusion = models.TextField(blank=True)
    begun_at = models.DateTimeField(null=True)

    objects = AgendaItemQuerySet.as_manager()
    disclosure = discloses(review="meeting subject order state chair conclusion begun_at")

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "subject"], name="reviews_subject_once_a_meeting"),
            models.UniqueConstraint(
                fields=["meeting"], condition=Q(state="discussing"), name="reviews_one_item_at_a_time"
            ),
            models.CheckConstraint(
                condition=~Q(state="concluded") | ~Q(conclusion=""), name="reviews_conclusion_says_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting.collective.name}: {self.subject}"

    @property
    def decides(self) -> bool:
        return self.subject.decided_by_id == self.meeting.collective_id


class Contribution(models.Model):
    """What somebody said about a subject. The speaker's name stands in the minutes only (rule 14)."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="contributions")
    issue = models.ForeignKey(Issue, models.PROTECT, null=True, related_name="contributions")
    speaker = models.ForeignKey(Person, models.PROTECT, related_name="+")
    text = models.TextField()
    order = models.PositiveSmallIntegerField()
    is_written = models.BooleanField(default=False, help_text="of somebody absent, who sent it in writing")
    revision = models.PositiveIntegerField(default=0)
    mark = models.CharField(
        max_length=24, blank=True, help_text="the page's random id: a second sending changes nothing"
    )

    disclosure = discloses(review="item issue speaker text order is_written", system="revision mark")

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["item", "order"], name="reviews_contribution_order"),
            models.UniqueConstraint(
                fields=["item", "mark"], condition=~Q(mark=""), name="reviews_contribution_sent_once"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="reviews_contribution_says_something"),
        ]


class Announcement(models.Model):
    """The result was made known to a circle: the subject, the unit, or the groups that contributed."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="announcements")
    audience = models.CharField(max_length=20, choices=Circle)
    on = models.DateField()
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")

    disclosure = discloses(unit="meeting audience on by")

    class Meta:
        ordering = ["on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "audience"], name="reviews_announced_once_to_a_circle")
        ]
