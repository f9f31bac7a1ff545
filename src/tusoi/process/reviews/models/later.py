"""What comes after a sitting: the meeting goes on another day, a subject is reviewed again, the subject objects."""

from django.db import models
from django.db.models import F, Q

from tusoi.foundation.access.models import Account
from tusoi.foundation.kernel.disclosure import discloses
from tusoi.process.reviews.models.meetings import AgendaItem, Meeting


class Adjournment(models.Model):
    """The meeting stops and goes on another day; the roll of the sitting that ended is kept as two numbers."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="adjournments")
    at = models.DateTimeField()
    resumes_on = models.DateField()
    reason = models.TextField()
    present = models.PositiveSmallIntegerField()
    convened = models.PositiveSmallIntegerField()
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    resumed_at = models.DateTimeField(null=True)

    disclosure = discloses(unit="meeting at resumes_on reason present convened by resumed_at")

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting"], condition=Q(resumed_at=None), name="reviews_adjourned_once_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="reviews_adjourned_for_a_reason"),
            models.CheckConstraint(
                condition=Q(present__lte=F("convened")), name="reviews_no_more_present_than_convened"
            ),
        ]


class ReReview(models.Model):
    """The level above has a concluded subject reviewed again (kiểm điểm lại). The first presentation stays readable."""

    item = models.OneToOneField(AgendaItem, models.PROTECT, related_name="re_review")
    reason = models.TextField()
    on = models.DateField()
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")

    disclosure = discloses(unit="item on by", review="reason")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="reviews_again_for_a_reason")]


class Petition(models.Model):
    """What the subject writes about a conclusion that was made known to it (kiến nghị), and the answer with its grounds."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="petitions")
    text = models.TextField()
    filed_on = models.DateField()
    filed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    answer = models.TextField(blank=True)
    grounds = models.TextField(blank=True)
    answered_on = models.DateField(null=True)
    answered_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")

    disclosure = discloses(review="item text filed_on filed_by answer grounds answered_on answered_by")

    class Meta:
        ordering = ["filed_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["item"], condition=Q(answered_on=None), name="reviews_one_open_petition_an_item"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="reviews_petition_says_something"),
            models.CheckConstraint(
                condition=Q(answered_on=None) | ~Q(answer="") & ~Q(grounds=""), name="reviews_answered_with_grounds"
            ),
        ]
