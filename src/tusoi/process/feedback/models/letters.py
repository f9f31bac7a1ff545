"""Letters to those invited by e-mail: that one went out, never what code it carried."""

from django.db import models

from tusoi.foundation.kernel.disclosure import discloses
from tusoi.foundation.notices.states import MailState
from tusoi.process.feedback.models.rounds import Group, Invitation, Round
from tusoi.process.feedback.states import LetterKind


class LetterQuerySet(models.QuerySet["Letter"]):
    def of(self, group: Group, kind: str) -> "LetterQuerySet":
        return self.filter(invitation__group=group, kind=kind)

    def failed_by_group(self, round: Round) -> dict[int, int]:
        """{group: people to whom no letter with a code went out, refused by a server or come back}."""
        letters = self.filter(invitation__group__round=round, kind=LetterKind.CODE, mail_state=MailState.FAILED)
        still = letters.filter(invitation__channel="mail").order_by().values_list("invitation__group")
        return dict(still.annotate(n=models.Count("invitation", distinct=True)))

    def pending(self) -> "LetterQuerySet":
        """Not mailed yet, the one that was in flight at a crash included."""
        return self.filter(mail_state__in=[MailState.QUEUED, MailState.SENDING])


class Letter(models.Model):
    """One letter to one invitation: the invitation with its code, or a reminder, which goes to the whole group."""

    invitation = models.ForeignKey(Invitation, models.PROTECT, related_name="letters")
    kind = models.CharField(max_length=10, choices=LetterKind)
    queued_on = models.DateField()
    mail_state = models.CharField(max_length=10, choices=MailState, default=MailState.QUEUED)
    result = models.CharField(max_length=200, blank=True, help_text="kind and number of the failure; no address")

    objects = LetterQuerySet.as_manager()
    disclosure = discloses(unit="invitation kind queued_on mail_state result")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["invitation", "kind", "queued_on"], name="feedback_one_letter_a_day")
        ]
