"""The minutes of a meeting: what nobody records while it goes on, and the two signatures that fix them."""

from django.db import models
from django.db.models import Q

from tusoi.foundation.access.models import Account
from tusoi.foundation.documents.models import KeptFile
from tusoi.foundation.kernel.disclosure import discloses
from tusoi.process.reviews.models.meetings import Meeting
from tusoi.process.reviews.states import MinutesState


class Minutes(models.Model):
    """Begun when the meeting is opened. What was said and concluded stands in its own rows; here is the rest.

    A signature given by another account than that of the person who signs was given on paper, and entered by that account.
    """

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="minutes")
    state = models.CharField(max_length=20, choices=MinutesState, default=MinutesState.DRAFT)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    guests = models.CharField(max_length=500, blank=True, help_text="who else was there, in words")
    other = models.TextField(blank=True, help_text="what happened besides the items")
    copies = models.PositiveSmallIntegerField(null=True)
    was_read_out = models.BooleanField(null=True, help_text="adopted at the meeting; null: nobody said")
    revision = models.PositiveIntegerField(default=0)
    clerk_signed_on = models.DateField(null=True)
    clerk_signed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    chair_signed_on = models.DateField(null=True)
    chair_signed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    returned_for = models.TextField(blank=True, help_text="what the chair wants changed")
    from_book = models.BooleanField(default=False, help_text="entered afterwards from the handwritten book")

    disclosure = discloses(
        unit="meeting state from_book began_at ended_at copies was_read_out clerk_signed_on clerk_signed_by chair_signed_on chair_signed_by",
        review="guests other returned_for",
        system="revision",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=models.F("began_at")), name="reviews_ends_after_it_began"
            ),
            models.CheckConstraint(
                condition=~Q(state="signed") | Q(clerk_signed_on__isnull=False), name="reviews_minutes_signed_by_clerk"
            ),
            models.CheckConstraint(
                condition=~Q(state="fixed") | Q(clerk_signed_on__isnull=False, chair_signed_on__isnull=False),
                name="reviews_minutes_fixed_by_both",
            ),
        ]

    def __str__(self) -> str:
        return str(self.meeting)


class MinutesScan(KeptFile):
    """A photo or scan of a page of the minutes as they were signed by hand."""

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="scans")
    number = models.PositiveSmallIntegerField()
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    on = models.DateField()

    disclosure = discloses(review="minutes number kind size digest by on", system="stored_as")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["minutes", "number"], name="reviews_one_scan_with_a_number")]
