"""Issued documents, frozen as they were signed, and the series their numbers come from."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.permissions import grants_of, reachable
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.directory.models import Membership, Person, Unit, in_force
from tusoi.foundation.documents.content import Paper, digest_of, from_data
from tusoi.foundation.documents.file_kinds import FileKind
from tusoi.foundation.documents.kinds import Audience
from tusoi.foundation.documents.uploads import Kept
from tusoi.foundation.kernel.disclosure import discloses
from tusoi.foundation.tally.paths import ancestors


class KeptFile(models.Model):
    """A file that somebody handed in, as a row of the room that took it; the bytes lie where `uploads` put them."""

    kind = models.CharField(max_length=10, choices=FileKind)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64, help_text="SHA-256")
    stored_as = models.CharField(max_length=32, unique=True)

    class Meta:
        abstract = True

    @property
    def kept(self) -> Kept:
        return Kept(FileKind(self.kind), self.size, self.digest, self.stored_as)


class MayKeepFile(models.Model):
    """A row of a room to which one file may belong. Where it was destroyed, what it was stays and `stored_as` goes."""

    file_kind = models.CharField(max_length=10, choices=FileKind, blank=True)
    file_size = models.PositiveIntegerField(default=0)
    file_digest = models.CharField(max_length=64, blank=True, help_text="SHA-256 of what is kept")
    stored_as = models.CharField(max_length=32, unique=True, null=True)

    class Meta:
        abstract = True

    @property
    def kept(self) -> Kept | None:
        if self.stored_as is None:
            return None
        return Kept(FileKind(self.file_kind), self.file_size, self.file_digest, self.stored_as)

    @staticmethod
    def columns_of(kept: Kept | None) -> dict[str, Any]:
        """What a new file, or none, puts into the columns."""
        if kept is None:
            return {}
        return {
            "file_kind": kept.kind,
            "file_size": kept.size,
            "file_digest": kept.digest,
            "stored_as": kept.stored_as,
        }


class Term(models.Model):
    """A committee's term, from congress to congress: numbers run on through it and begin again with the next."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    name = models.CharField(max_length=40, help_text="2010-2015")
    since = models.DateField()

    disclosure = discloses(open="unit name since")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "since"], name="documents_one_term_a_day")]


class Series(models.Model):
    """Where the next number of a symbol (BC/ĐU) of an issuer comes from in a term."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    symbol = models.CharField(max_length=40)
    term = models.ForeignKey(Term, models.PROTECT, null=True, related_name="+")
    last = models.PositiveIntegerField(default=0)

    disclosure = discloses(unit="unit symbol term last")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "symbol", "term"], name="documents_one_series"),
            models.UniqueConstraint(
                fields=["unit", "symbol"], condition=Q(term=None), name="documents_one_series_without_term"
            ),
        ]


class IssuedDocumentQuerySet(models.QuerySet["IssuedDocument"]):
    def in_force(self) -> "IssuedDocumentQuerySet":
        return self.filter(withdrawn_at=None)

    def about(self, thing: models.Model) -> "IssuedDocumentQuerySet":
        return self.filter(thing_kind=thing._meta.label_lower, thing_id=thing.pk)

    def visible_to(self, account: Account, on: date) -> "IssuedDocumentQuerySet":
        """What the account may see.

        Published: who sees figures of the unit, and whoever belongs to the unit or to one below it. Circle: who sees
        issues of the unit that the document is about, the person it is about, and the persons named in its circle.
        """
        published = reachable(account, Permission.SEE_FIGURES, on=on, field="unit__path")
        circle = reachable(account, Permission.SEE_ISSUES, on=on, field="about__path")
        above: set[str] = set()
        for grant in grants_of(account, on):
            place = grant.unit or grant.collective.unit  # type: ignore[union-attr]
            above.update(ancestors(place.path))
        if account.person_id:
            mine = Membership.objects.filter(in_force(on), person=account.person_id).values_list(
                "unit__path", flat=True
            )
            above.update(path for own in mine for path in ancestors(own))
            named = DocumentReader.objects.filter(person=account.person_id).values("document")
            circle |= Q(about_person=account.person_id) | Q(pk__in=named)
        published |= Q(unit__path__in=above)
        return self.filter(Q(published, audience=Audience.PUBLISHED) | Q(circle))


class IssuedDocument(models.Model):
    """A document as it was issued. The content never changes; `digest` proves it. Withdrawal keeps it, with the reason."""

    scope = models.BigIntegerField(default=0, help_text="campaign id, 0 outside a campaign")
    kind = models.CharField(max_length=60)
    kind_name = models.CharField(max_length=120)
    audience = models.CharField(max_length=12, choices=Audience)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", help_text="the issuer")
    about = models.ForeignKey(Unit, models.PROTECT, related_name="+", help_text="the unit it is about")
    about_person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    series = models.ForeignKey(Series, models.PROTECT, null=True, related_name="+")
    number = models.PositiveIntegerField(null=True)
    symbol = models.CharField(max_length=40, blank=True)
    subject_line = models.CharField(max_length=300)
    issued_on = models.DateField()
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    issued_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    thing_kind = models.CharField(max_length=60, blank=True)
    thing_id = models.BigIntegerField(null=True)
    once_key = models.CharField(max_length=180, null=True, unique=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    withdrawn_reason = models.CharField(max_length=400, blank=True)
    shard_id = models.PositiveSmallIntegerField(editable=False)

    objects = IssuedDocumentQuerySet.as_manager()
    disclosure = discloses(
        unit="kind kind_name audience unit about number symbol issued_on issued_by withdrawn_at withdrawn_by",
        review="subject_line content about_person withdrawn_reason",
        system="scope series digest thing_kind thing_id once_key shard_id",
    )

    class Meta:
        ordering = ["-issued_on", "-pk"]
        indexes = [
            models.Index(fields=["scope", "kind"]),
            models.Index(fields=["thing_kind", "thing_id"]),
        ]
        constraints = [
            models.UniqueConstraint(fields=["series", "number"], name="documents_one_number"),
            models.CheckConstraint(
                condition=Q(series=None, number=None) | Q(series__isnull=False, number__gte=1),
                name="documents_number_from_series",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | ~Q(withdrawn_reason=""), name="documents_withdrawn_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind_name} {self.subject_line}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.shard_id = self.about.shard_id
        super().save(*args, **kwargs)

    @property
    def paper(self) -> Paper:
        return from_data(self.content)

    @property
    def number_symbol(self) -> str:
        """'05-BC/ĐU', or '' for a paper without a number."""
        return f"{self.number:02d}-{self.symbol}" if self.number else ""

    @property
    def intact(self) -> bool:
        """Whether the content is still what was issued."""
        return digest_of(self.content) == self.digest


class DocumentReader(models.Model):
    """Somebody in the circle of one document who would not see it by a role."""

    document = models.ForeignKey(IssuedDocument, models.PROTECT, related_name="readers")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")

    disclosure = discloses(review="document person")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "person"], name="documents_one_reader")]


def next_number(series: Series) -> int:
    """Take the next number in the caller's transaction: the row stays locked until it ends, so no number is lost or shared."""
    Series.objects.filter(pk=series.pk).update(last=F("last") + 1)
    return Series.objects.values_list("last", flat=True).get(pk=series.pk)
