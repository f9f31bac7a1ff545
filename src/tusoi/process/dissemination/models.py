"""Classes and the two lists behind coverage: who must attend (frozen), who did."""

from datetime import date

from django.db import models
from django.db.models import Q

from tusoi.foundation.access.models import Account
from tusoi.foundation.directory.models import Person, Status
from tusoi.foundation.documents.models import KeptFile
from tusoi.foundation.kernel.disclosure import discloses
from tusoi.foundation.kernel.ids import TimeKeyField
from tusoi.foundation.tally.paths import within
from tusoi.process.campaigns.models import Campaign, CampaignUnit
from tusoi.process.dissemination.states import AbsenceKind, Audience, ChangeKind, ClassState, OutKind, Source


class StudyClassQuerySet(models.QuerySet["StudyClass"]):
    def visible_to(self, account: Account, on: date) -> "StudyClassQuerySet":
        """Classes of the units whose figures the account sees, and those that expect the account's person."""
        seen = Q(organiser__in=CampaignUnit.objects.visible_to(account, on).values("pk"))
        if account.person_id:
            seen |= Q(pk__in=Invitee.objects.filter(person=account.person_id).values("study_class"))
        return self.filter(seen)

    def hold(self, study_class: "StudyClass") -> None:
        """One act at a time on the list of a class: wait for the others, then see the class as they left it."""
        held = self.select_for_update(no_key=True).get(pk=study_class.pk)
        for field in ("state", "reason", "invited_on", "held_on"):
            setattr(study_class, field, getattr(held, field))


class StudyClass(models.Model):
    """A dissemination class held by a unit."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="classes")
    code = models.SlugField(max_length=60)
    organiser = models.ForeignKey(CampaignUnit, models.PROTECT, related_name="+")
    audience = models.CharField(max_length=20, choices=Audience)
    title = models.CharField(max_length=300)
    place = models.CharField(max_length=200, blank=True)
    speaker = models.CharField(max_length=200, blank=True)
    held_on = models.DateField()
    starts_at = models.TimeField(null=True)
    materials = models.TextField(blank=True, help_text="what the class works with, one a line")
    invited_on = models.DateField(null=True, help_text="when the invitations went out")
    reason = models.TextField(blank=True, help_text="why it was withdrawn, or its list opened again")
    is_makeup = models.BooleanField(default=False, help_text="for those whom earlier classes did not reach")
    state = models.CharField(max_length=10, choices=ClassState, default=ClassState.PLANNED)

    objects = StudyClassQuerySet.as_manager()
    disclosure = discloses(
        open="campaign code organiser audience title place speaker held_on starts_at materials invited_on reason is_makeup state"
    )

    class Meta:
        ordering = ["held_on", "code"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "code"], name="dissemination_one_class_with_a_code"),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | ~Q(reason=""), name="dissemination_class_withdrawn_for_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Invitee(models.Model):
    """Somebody whom a class expects. The list is made when the class is planned; others may come and are noted too."""

    id = TimeKeyField()
    study_class = models.ForeignKey(StudyClass, models.PROTECT, related_name="invitees")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    shard_id = models.PositiveSmallIntegerField()

    disclosure = discloses(unit="study_class person", system="shard_id")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["study_class", "person", "shard_id"], name="dissemination_invited_once")
        ]


class RequiredMemberQuerySet(models.QuerySet["RequiredMember"]):
    def of(self, unit: CampaignUnit) -> "RequiredMemberQuerySet":
        """Those on the list of the unit or below it, whether they count or were left out."""
        return self.filter(within(unit.path, "campaign_unit__path"), campaign=unit.campaign_id)

    def counting(self) -> "RequiredMemberQuerySet":
        """The denominator: everybody whom nobody left out."""
        return self.filter(left_out="")

    def not_reached(self) -> "RequiredMemberQuerySet":
        return self.filter(reached_on=None)


class RequiredMember(models.Model):
    """Somebody on the list of those who must be reached, as it stands now; `RequiredChange` says how it came to stand so.

    `status` is as it was when the list was frozen. `reached_on` is the day of the first class attended, also of somebody
    who was left out: they count again when taken back.
    """

    id = TimeKeyField()
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    campaign_unit = models.ForeignKey(CampaignUnit, models.PROTECT, related_name="+", help_text="the counting unit")
    status = models.CharField(max_length=20, choices=Status)
    is_key_cadre = models.BooleanField(default=False)
    left_out = models.CharField(max_length=20, choices=OutKind, blank=True, help_text="empty: counts")
    frozen_on = models.DateField(help_text="the day on which the person came to the list")
    reached_on = models.DateField(null=True)
    shard_id = models.PositiveSmallIntegerField()

    objects = RequiredMemberQuerySet.as_manager()
    disclosure = discloses(
        unit="campaign person campaign_unit is_key_cadre frozen_on reached_on",
        personal="status left_out",
        system="shard_id",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "person", "shard_id"], name="dissemination_required_once")
        ]
        indexes = [models.Index(fields=["campaign", "campaign_unit", "reached_on"])]


class RequiredChange(models.Model):
    """One line of the account between the frozen list and today's, never changed and never deleted.

    `step` is what the denominator of `campaign_unit` gains on the day: 1, -1, or 0 for a decision that changes no figure.
    A move is two lines. So the figure of any day is today's less the steps since: see `progress.as_of`.
    """

    id = TimeKeyField()
    member = models.ForeignKey(RequiredMember, models.PROTECT, related_name="changes")
    campaign_unit = models.ForeignKey(CampaignUnit, models.PROTECT, related_name="+")
    other_unit = models.ForeignKey(CampaignUnit, models.PROTECT, null=True, related_name="+", help_text="of a move")
    kind = models.CharField(max_length=20, choices=ChangeKind)
    step = models.SmallIntegerField()
    out_kind = models.CharField(max_length=20, choices=OutKind, blank=True)
    seen = models.CharField(max_length=100, blank=True, help_text="what the roll said when it was decided to keep")
    reason = models.TextField()
    on = models.DateField()
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")

    disclosure = discloses(
        unit="member campaign_unit other_unit kind step on by", personal="out_kind reason", system="seen"
    )

    class Meta:
        ordering = ["on", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(step__in=(-1, 0, 1)), name="dissemination_one_step"),
            models.CheckConstraint(condition=~Q(reason=""), name="dissemination_change_has_a_reason"),
        ]


class AttendanceQuerySet(models.QuerySet["Attendance"]):
    def standing(self) -> "AttendanceQuerySet":
        """Those that count: not taken back, of classes that were not withdrawn."""
        return self.filter(taken_back_on=None).exclude(study_class__state=ClassState.WITHDRAWN)


class Attendance(models.Model):
    """A person was in a class. Once each: a second check-in changes nothing. A wrong one is taken back, never deleted."""

    id = TimeKeyField()
    study_class = models.ForeignKey(StudyClass, models.PROTECT, related_name="attendances")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    source = models.CharField(max_length=10, choices=Source, default=Source.LIST)
    reason = models.TextField(blank=True, help_text="why it was added after the list was closed")
    mark = models.CharField(max_length=40, blank=True, help_text="the phone's own id: sent again, it changes nothing")
    taken_back_on = models.DateField(null=True)
    taken_back_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    taken_back_for = models.TextField(blank=True)
    taken_back_mark = models.CharField(max_length=40, blank=True)
    shard_id = models.PositiveSmallIntegerField()

    objects = AttendanceQuerySet.as_manager()
    disclosure = discloses(
        unit="study_class person recorded_by at source reason taken_back_on taken_back_by taken_back_for",
        system="mark taken_back_mark shard_id",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["study_class", "person", "shard_id"],
                condition=Q(taken_back_on=None),
                name="dissemination_attended_once",
            ),
            models.CheckConstraint(
                condition=Q(taken_back_on=None) | ~Q(taken_back_for=""), name="dissemination_taken_back_for_a_reason"
            ),
        ]


class LateMarkQuerySet(models.QuerySet["LateMark"]):
    def waiting(self) -> "LateMarkQuerySet":
        """Those on which nobody has decided, of classes that were not withdrawn."""
        return self.filter(settled_on=None).exclude(study_class__state=ClassState.WITHDRAWN)


class LateMark(models.Model):
    """A mark that a phone sent after the list was closed: kept as it came, counted only when somebody decides so."""

    id = TimeKeyField()
    study_class = models.ForeignKey(StudyClass, models.PROTECT, related_name="late_marks")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    is_here = models.BooleanField(help_text="false: the mark takes an earlier one back")
    mark = models.CharField(max_length=40, help_text="the phone's own id: sent again, it changes nothing")
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    settled_on = models.DateField(null=True)
    settled_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    was_taken = models.BooleanField(null=True, help_text="whether the list was changed as the mark says")
    reason = models.TextField(blank=True)
    shard_id = models.PositiveSmallIntegerField()

    objects = LateMarkQuerySet.as_manager()
    disclosure = discloses(
        unit="study_class person is_here by at settled_on settled_by was_taken reason", system="mark shard_id"
    )

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["study_class", "mark", "shard_id"], name="dissemination_late_mark_once"),
            models.CheckConstraint(
                condition=Q(settled_on=None, was_taken=None) | Q(settled_on__isnull=False, was_taken__isnull=False),
                name="dissemination_late_mark_settled_one_way",
            ),
            models.CheckConstraint(
                condition=Q(settled_on=None) | ~Q(reason=""), name="dissemination_late_mark_settled_for_a_reason"
            ),
        ]


class ClassMaterial(KeptFile):
    """A file that the class works with. Withdrawn with a reason it is not given out any more, and stays."""

    study_class = models.ForeignKey(StudyClass, models.PROTECT, related_name="files")
    title = models.CharField(max_length=200)
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    on = models.DateField()
    withdrawn_on = models.DateField(null=True)
    withdrawn_for = models.TextField(blank=True)

    disclosure = discloses(
        open="study_class title kind size digest on withdrawn_on withdrawn_for", unit="by", system="stored_as"
    )

    class Meta:
        ordering = ["on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_on=None) | ~Q(withdrawn_for=""),
                name="dissemination_material_withdrawn_for_a_reason",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Absence(models.Model):
    """Why somebody who was expected did not come."""

    id = TimeKeyField()
    study_class = models.ForeignKey(StudyClass, models.PROTECT, related_name="absences")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=AbsenceKind)
    note = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    on = models.DateField()
    shard_id = models.PositiveSmallIntegerField()

    disclosure = discloses(unit="study_class by on", personal="person kind note", system="shard_id")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["study_class", "person", "shard_id"], name="dissemination_absent_once")
        ]


class ClassReport(models.Model):
    """What the class says of opinion in the unit as a whole: one free paragraph. A new version stands beside the old ones."""

    study_class = models.ForeignKey(StudyClass, models.PROTECT, related_name="reports")
    text = models.TextField()
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    on = models.DateField()

    disclosure = discloses(unit="study_class text by on")

    class Meta:
        ordering = ["-id"]


class DeclaredFigureQuerySet(models.QuerySet["DeclaredFigure"]):
    def visible_to(self, account: Account, on: date) -> "DeclaredFigureQuerySet":
        """Figures of the units whose figures the account sees."""
        return self.filter(campaign_unit__in=CampaignUnit.objects.visible_to(account, on).values("pk"))

    def standing(self) -> "DeclaredFigureQuerySet":
        """Without those that were withdrawn as mistaken entries."""
        return self.filter(withdrawn_on=None)


class DeclaredFigure(models.Model):
    """A figure as a unit wrote it in a report, kept as written beside the counted one.

    One that was entered by mistake is withdrawn with a reason: it stays, but says nothing any more.
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="declared_figures")
    campaign_unit = models.ForeignKey(CampaignUnit, models.PROTECT, related_name="+")
    measure = models.CharField(max_length=40)
    count = models.PositiveIntegerField()
    total = models.PositiveIntegerField(null=True)
    percent = models.CharField(max_length=20, blank=True, help_text="as written: 97,67 %")
    source = models.CharField(max_length=300)
    declared_on = models.DateField()
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    withdrawn_on = models.DateField(null=True)
    withdrawn_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    withdrawn_for = models.TextField(blank=True)

    objects = DeclaredFigureQuerySet.as_manager()
    disclosure = discloses(
        unit="campaign campaign_unit measure count total percent source declared_on by "
        "withdrawn_on withdrawn_by withdrawn_for"
    )

    class Meta:
        ordering = ["declared_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_on=None) | ~Q(withdrawn_for=""), name="dissemination_withdrawn_with_a_reason"
            )
        ]
