"""The outbox and the in-program notices: one row for one person and one matter."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import F, Q

from tusoi.foundation.access.models import Account
from tusoi.foundation.directory.models import Person, Unit
from tusoi.foundation.kernel.disclosure import discloses
from tusoi.foundation.kernel.ids import TimeKeyField
from tusoi.foundation.notices.states import MailState

LONGEST_TURN = timedelta(hours=1)  # longer than a claim or the wait before the last attempt


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, account: Account) -> "NoticeQuerySet":
        """One's own alone."""
        return self.filter(person=account.person_id) if account.person_id else self.none()

    def unread(self) -> "NoticeQuerySet":
        """Not opened yet: what has the nearest day first, then the newest."""
        return self.filter(read_at=None).order_by(F("due_on").asc(nulls_last=True), "-id")

    def waiting(self) -> "NoticeQuerySet":
        return self.filter(mail_state__in=(MailState.QUEUED, MailState.SENDING))

    def to_send(self, now: datetime) -> "NoticeQuerySet":
        """Mails that wait and whose turn has come, and those whose sender died in the middle.

        A turn further away than any that is given is the trace of a clock that was set back: it has come.
        """
        come = Q(not_before=None) | Q(not_before__lte=now) | Q(not_before__gt=now + LONGEST_TURN)
        return self.waiting().filter(come).order_by("id")


class Notice(models.Model):
    """What, for which unit, until when, and where in the program. Never a word of a review."""

    id = TimeKeyField()
    scope = models.BigIntegerField(default=0, help_text="campaign id, 0 outside a campaign")
    kind = models.CharField(max_length=60)
    what = models.CharField(max_length=200)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", help_text="the unit it concerns")
    due_on = models.DateField(null=True)
    path = models.CharField(max_length=200, help_text="in the program: /dot/…")
    queued_at = models.DateTimeField(help_text="the campaign's time")
    read_at = models.DateTimeField(null=True)
    mail_state = models.CharField(max_length=10, choices=MailState, default=MailState.NONE)
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(
        null=True, help_text="by the clock: the next attempt, or the end of the present one"
    )
    result = models.CharField(max_length=200, blank=True)
    once_key = models.CharField(max_length=160, null=True)
    shard_id = models.PositiveSmallIntegerField(default=0)

    objects = NoticeQuerySet.as_manager()
    disclosure = discloses(
        personal="what person unit due_on path queued_at read_at mail_state result",
        system="scope kind attempts not_before once_key shard_id",
    )

    class Meta:
        indexes = [
            models.Index(fields=["person"], condition=Q(read_at=None), name="notices_unread"),
            models.Index(fields=["id"], condition=Q(mail_state__in=["queued", "sending"]), name="notices_to_send"),
        ]
        constraints = [models.UniqueConstraint(fields=["shard_id", "once_key"], name="notices_once")]

    def __str__(self) -> str:
        return self.what
