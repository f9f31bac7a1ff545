"""Paper: how many sheets, and what became of them; what the team types after closing. Counts, never who got which code."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.kernel.disclosure import discloses
from tusoi.foundation.kernel.ids import RandomKeyField
from tusoi.foundation.secrecy.sweeping import swept_with_slips
from tusoi.process.feedback.models.rounds import Group, Round
from tusoi.process.feedback.states import SheetKind, VoidReason


class SheetCount(models.Model):
    """Sheets that one person printed or handed out on one day, as a number."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="sheet_counts")
    kind = models.CharField(max_length=12, choices=SheetKind)
    on = models.DateField()
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    count = models.IntegerField(default=0, help_text="below zero where an earlier number is corrected")

    disclosure = discloses(unit="group kind on by count")

    class Meta:
        ordering = ["on", "id"]
        constraints = [models.UniqueConstraint(fields=["group", "kind", "on", "by"], name="feedback_sheets_of_a_day")]


class TwoPeople(models.Model):
    """Asked by one account, confirmed by another."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    asked_on = models.DateField()
    confirmed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    confirmed_on = models.DateField(null=True)
    dropped = models.BooleanField(default=False, help_text="taken back before anybody confirmed it")

    disclosure = discloses(unit="group asked_by asked_on confirmed_by confirmed_on dropped")

    class Meta:
        abstract = True

    @property
    def waits(self) -> bool:
        return self.confirmed_by_id is None and not self.dropped


@swept_with_slips
class VoidRequest(TwoPeople):
    """Sheets to be made void. The hashes of their codes stay only until the second person has confirmed."""

    reason = models.CharField(max_length=10, choices=VoidReason)
    count = models.PositiveIntegerField(help_text="codes typed, and once confirmed those made void")
    used = models.PositiveIntegerField(default=0, help_text="found to be used when it was confirmed: not void")
    code_hashes = models.JSONField(default=list)

    disclosure = TwoPeople.disclosure | discloses(unit="reason count used", secret="code_hashes")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("asked_by")), name="feedback_two_people_void"
            )
        ]


class Replacement(TwoPeople):
    """One more code for somebody of a group who lost theirs. Neither the person nor a code is kept."""

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("asked_by")), name="feedback_two_people_replace"
            )
        ]


@swept_with_slips
class PaperEntry(models.Model):
    """A paper slip that one of the team has typed and another has not yet: digests to compare with, no word of it."""

    id = RandomKeyField()
    round = models.ForeignKey(Round, models.PROTECT, related_name="paper_entries")
    code_hash = models.CharField(max_length=64, unique=True)
    typed_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    digests = models.JSONField(default=dict)

    disclosure = discloses(counting="round typed_by", secret="code_hash digests")


class PaperAccount(models.Model):
    """Envelopes of a round: received = typed + blank + spoilt + missing. typed and blank are counted, never typed in."""

    round = models.OneToOneField(Round, models.PROTECT, related_name="paper_account")
    received = models.PositiveIntegerField(null=True)
    typed = models.PositiveIntegerField(default=0)
    blank = models.PositiveIntegerField(default=0)
    spoilt = models.PositiveIntegerField(default=0, help_text="without a code that holds, torn, not to be read")
    missing = models.PositiveIntegerField(default=0, help_text="received and not found again; the note says why")
    note = models.CharField(max_length=300, blank=True)

    disclosure = discloses(counting="round received typed blank spoilt missing note")

    @property
    def rest(self) -> int:
        """Envelopes of which nothing is known yet; below zero where more was typed than received."""
        return (self.received or 0) - self.typed - self.blank - self.spoilt - self.missing

    @property
    def remark(self) -> str:
        """A sentence where the envelopes do not add up; "" where they do, or where there is no paper at all."""
        if self.received is None:
            return _("Chưa ghi số phong bì đã nhận") if self.typed + self.blank else ""
        if self.rest > 0:
            return _("Còn %(n)s phong bì chưa gõ, chưa tính") % {"n": self.rest}
        if self.rest < 0:
            return _("Gõ và tính nhiều hơn số phong bì đã nhận %(n)s") % {"n": -self.rest}
        return ""
