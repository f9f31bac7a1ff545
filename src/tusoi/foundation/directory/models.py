"""The organisation and its roll. Periods are half-open: `since` counts, `until` does not; null is open."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tusoi.foundation.kernel.disclosure import discloses
from tusoi.foundation.kernel.ids import shard_of
from tusoi.foundation.kernel.vietnamese import person_sort_key, phone_key, sort_key, unaccent
from tusoi.foundation.tally.paths import ancestors, within

NUMBER_BEGINS = 3
PERIOD = Q(until=None) | Q(until__gt=F("since"))


def in_force(on: date, prefix: str = "") -> Q:
    """Rows whose period holds the day."""
    return Q(**{f"{prefix}since__lte": on}) & (Q(**{f"{prefix}until": None}) | Q(**{f"{prefix}until__gt": on}))


class Level(models.Model):
    """A level of the tree is data: district, ward committee, base cell, subordinate cell …"""

    code = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    rank = models.PositiveSmallIntegerField(help_text="1 is the highest")

    disclosure = discloses(open="code name rank")

    class Meta:
        ordering = ["rank", "code"]

    def __str__(self) -> str:
        return self.name


class UnitQuerySet(models.QuerySet["Unit"]):
    def within(self, unit: "Unit") -> "UnitQuerySet":
        """The unit and all below it."""
        return self.filter(within(unit.path))

    def above(self, unit: "Unit") -> "UnitQuerySet":
        """The unit's ancestors and itself, from the top."""
        return self.filter(path__in=ancestors(unit.path)).order_by("path")

    def existing(self, on: date) -> "UnitQuerySet":
        return self.filter(in_force(on))


class Unit(models.Model):
    """A unit of the tree with a lifetime. `path` is kept by `directory.actions` alone."""

    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    path = models.CharField(max_length=80, unique=True)
    depth = models.PositiveSmallIntegerField()
    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200, help_text="in full: Đảng bộ phường Long Tuyền")
    short_name = models.CharField(max_length=80, help_text="in tables: Phường Long Tuyền")
    level = models.ForeignKey(Level, models.PROTECT, related_name="+")
    is_base = models.BooleanField(default=False, help_text="a base organisation (tổ chức cơ sở đảng)")
    since = models.DateField()
    until = models.DateField(null=True)
    sort_key = models.CharField(max_length=700, editable=False)
    search_key = models.CharField(max_length=300, editable=False)
    shard_id = models.PositiveSmallIntegerField(editable=False)

    objects = UnitQuerySet.as_manager()
    disclosure = discloses(
        open="parent code name short_name level is_base since until", system="path depth sort_key search_key shard_id"
    )

    class Meta:
        ordering = ["sort_key"]
        constraints = [models.CheckConstraint(condition=PERIOD, name="directory_unit_period")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_key, self.search_key = sort_key(self.short_name), unaccent(self.name)
        self.shard_id = shard_of(self.code)
        super().save(*args, **kwargs)


class PersonQuerySet(models.QuerySet["Person"]):
    def search(self, text: str) -> "PersonQuerySet":
        """Unaccented, every word somewhere in the name, or the number on the roll, or its beginning from three characters."""
        found = self
        for word in unaccent(text).split():
            number = Q(code__istartswith=word) if len(word) >= NUMBER_BEGINS else Q(code__iexact=word)
            found = found.filter(Q(search_key__contains=word) | number)
        return found

    def in_unit(self, unit: Unit, on: date) -> "PersonQuerySet":
        """Members whose activity is in the unit or below it on that day."""
        active = Membership.objects.filter(
            in_force(on), within(unit.path, "unit__path"), kind=MembershipKind.ACTIVITY
        ).values("person")
        return self.filter(pk__in=active)

    def not_merged(self) -> "PersonQuerySet":
        """Without those that turned out to be somebody already on the roll."""
        return self.filter(merged_into=None)


class Person(models.Model):
    """Somebody on the roll, or somebody from outside who has a part. Not an account: see access.Account.

    `merged_into`: this row was found to be the same person as another; it stays, so that the merge can be undone.
    """

    code = models.SlugField(max_length=60, unique=True, help_text="number on the roll")
    name = models.CharField(max_length=120)
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    phone_key = models.CharField(max_length=20, blank=True, editable=False, help_text="digits alone, from 0")
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, editable=False, related_name="+")
    sort_key = models.CharField(max_length=500, editable=False)
    search_key = models.CharField(max_length=200, editable=False)
    shard_id = models.PositiveSmallIntegerField(editable=False)

    objects = PersonQuerySet.as_manager()
    disclosure = discloses(
        open="code name",
        personal="birth_year phone",
        system="phone_key merged_into sort_key search_key shard_id",
    )

    class Meta:
        ordering = ["sort_key"]

    def __str__(self) -> str:
        return self.name

    def set_keys(self) -> "Person":
        """Keys follow the name and the phone; the home shard never changes, even when the number is corrected."""
        self.sort_key, self.search_key = person_sort_key(self.name), unaccent(self.name)
        self.phone_key = phone_key(self.phone)
        if self.pk is None:
            self.shard_id = shard_of(self.code)
        return self

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.set_keys()
        super().save(*args, **kwargs)


class MembershipKind(models.TextChoices):
    ACTIVITY = "activity", _("nơi sinh hoạt")
    RESIDENCE = "residence", _("nơi cư trú")
    SECONDED = "seconded", _("biệt phái")
    MERGED = "merged", _("bản ghi trùng, không tính")  # on a merged row alone: kept for the undo, counted nowhere


class LeaveReason(models.TextChoices):
    """Why a membership ended; empty where the person went on in another unit of the tree."""

    MOVED_AWAY = "moved_away", _("chuyển sinh hoạt đi nơi khác")
    DIED = "died", _("từ trần")
    LEFT = "left", _("thôi tham gia theo nguyện vọng")
    STRUCK_OFF = "struck_off", _("đưa ra khỏi danh sách")
    ENTERED_TWICE = "entered_twice", _("ghi trùng hoặc ghi nhầm")


class Membership(models.Model):
    """A person belongs to a unit. One open activity membership each: that unit counts the person."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="memberships")
    kind = models.CharField(max_length=20, choices=MembershipKind, default=MembershipKind.ACTIVITY)
    since = models.DateField()
    until = models.DateField(null=True)
    left_because = models.CharField(max_length=20, choices=LeaveReason, blank=True)

    disclosure = discloses(unit="person unit kind since until", personal="left_because")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=PERIOD, name="directory_membership_period"),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(until=None, kind="activity"),
                name="directory_one_activity_membership",
            ),
        ]


class Status(models.TextChoices):
    FULL = "full", _("chính thức")
    PROBATIONARY = "probationary", _("dự bị")
    EXCUSED = "excused", _("được miễn công tác và sinh hoạt")
    SUSPENDED = "suspended", _("bị đình chỉ sinh hoạt")


class MembershipStatus(models.Model):
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="statuses")
    status = models.CharField(max_length=20, choices=Status)
    since = models.DateField()
    until = models.DateField(null=True)

    disclosure = discloses(personal="membership status since until")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=PERIOD, name="directory_status_period"),
            models.UniqueConstraint(
                fields=["membership"], condition=Q(until=None), name="directory_one_status_at_a_time"
            ),
        ]


class CollectiveKind(models.TextChoices):
    STANDING_BOARD = "standing_board", _("ban thường vụ")
    EXECUTIVE_COMMITTEE = "executive_committee", _("ban chấp hành")
    LEADERSHIP = "leadership", _("tập thể lãnh đạo cơ quan, đơn vị")
    CELL_COMMITTEE = "cell_committee", _("chi ủy, chi bộ")


class Collective(models.Model):
    """A body that is reviewed and that meets: a standing board, an executive committee, a leadership, a cell committee."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="collectives")
    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=30, choices=CollectiveKind)
    people: "models.ManyToManyField[Person, Seat]" = models.ManyToManyField(
        Person, through="Seat", related_name="collectives"
    )

    disclosure = discloses(open="unit code name kind")

    class Meta:
        ordering = ["unit__path", "code"]

    def __str__(self) -> str:
        return self.name


class SeatRank(models.TextChoices):
    HEAD = "head", _("người đứng đầu")
    DEPUTY = "deputy", _("cấp phó")
    MEMBER = "member", _("thành viên")


class Seat(models.Model):
    """A person's place on a collective, with position and order: the head first."""

    collective = models.ForeignKey(Collective, models.PROTECT, related_name="seats")
    person = models.ForeignKey(Person, models.PROTECT, related_name="seats")
    position = models.CharField(max_length=160, help_text="Bí thư, Phó Bí thư, Ủy viên số 3")
    rank = models.CharField(max_length=10, choices=SeatRank, default=SeatRank.MEMBER)
    order = models.PositiveSmallIntegerField()
    since = models.DateField()
    until = models.DateField(null=True)

    disclosure = discloses(open="collective person position rank order since until")

    class Meta:
        ordering = ["collective", "order"]
        constraints = [
            models.CheckConstraint(condition=PERIOD, name="directory_seat_period"),
            models.UniqueConstraint(
                fields=["collective", "person"], condition=Q(until=None), name="directory_one_seat_each"
            ),
        ]


class Succession(models.Model):
    """Who inherits the open matters of a unit that was merged or dissolved."""

    old = models.ForeignKey(Unit, models.PROTECT, related_name="successors")
    new = models.ForeignKey(Unit, models.PROTECT, related_name="predecessors")
    on = models.DateField()

    disclosure = discloses(open="old new on")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["old", "new"], name="directory_one_succession")]


class Merge(models.Model):
    """Two rows were found to be one person. `kept` carries on; what moved from `other` is in `MovedRow`, for the undo."""

    kept = models.ForeignKey(Person, models.PROTECT, related_name="+")
    other = models.ForeignKey(Person, models.PROTECT, related_name="+")
    on = models.DateField()
    undone_on = models.DateField(null=True)

    disclosure = discloses(unit="kept other on undone_on")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["other"], condition=Q(undone_on=None), name="directory_merged_once"),
            models.CheckConstraint(condition=~Q(kept=F("other")), name="directory_merge_of_two"),
        ]


class Distinct(models.Model):
    """Two rows that look like one person and were said to be two; `one` has the lower key."""

    one = models.ForeignKey(Person, models.PROTECT, related_name="+")
    other = models.ForeignKey(Person, models.PROTECT, related_name="+")

    disclosure = discloses(unit="one other")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="directory_told_apart_once"),
            models.CheckConstraint(condition=~Q(one=F("other")), name="directory_apart_are_two"),
        ]


class MovedRow(models.Model):
    """A row of any table that a merge changed, with what stood there before and after."""

    merge = models.ForeignKey(Merge, models.PROTECT, related_name="moved")
    table = models.CharField(max_length=80, help_text="label of the model")
    row_id = models.BigIntegerField()
    before = models.JSONField()
    after = models.JSONField()

    disclosure = discloses(system="merge table row_id before after")


class RollImport(models.Model):
    """A spreadsheet between its dry run and its confirmation. Personal data: deleted when confirmed, dropped or a week old."""

    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", help_text="the file is the roll of this unit and below"
    )
    account_id = models.BigIntegerField(help_text="who uploaded it; nobody else sees it")
    file_name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64, help_text="SHA-256 of the file")
    day = models.DateField(help_text="joins and transfers happen on this day where a row names none")
    columns = models.JSONField(help_text="heading of the file -> what it was taken for")
    rows = models.JSONField()
    uploaded_at = models.DateTimeField()

    disclosure = discloses(personal="file_name columns rows", system="unit account_id digest day uploaded_at")
