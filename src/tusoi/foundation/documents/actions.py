"""Issue a document with its number, withdraw one, begin a term."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.directory.models import Person, Unit
from tusoi.foundation.documents.content import Paper, digest_of, to_data
from tusoi.foundation.documents.kinds import DocumentKind
from tusoi.foundation.documents.models import DocumentReader, IssuedDocument, Series, Term, next_number
from tusoi.foundation.documents.rules import check_can_withdraw
from tusoi.foundation.documents.states import Act
from tusoi.foundation.journal.actions import record
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.tally.paths import ancestors


@transaction.atomic
def begin_term(*, unit: Unit, name: str, since: date, by: Account | None, at: datetime) -> Term:
    """A new term of the committee: from `since` on the numbers of the unit and of all below it begin again."""
    term = Term.objects.create(unit=unit, name=name, since=since)
    record(Act.TERM_BEGUN, term, by=by, at=at, unit=unit.pk)
    return term


def _term_for(unit: Unit, on: date) -> Term | None:
    """The latest term of the unit, or of the nearest unit above that has one."""
    return (
        Term.objects.filter(unit__path__in=ancestors(unit.path), since__lte=on)
        .order_by("-unit__path", "-since")
        .first()
    )


@transaction.atomic
def issue(
    paper: Paper,
    *,
    kind: DocumentKind,
    unit: Unit,
    by: Account | None,
    at: datetime,
    scope: int = 0,
    about: Unit | None = None,
    about_person: Person | None = None,
    thing: models.Model | None = None,
    readers: Iterable[Person] = (),
) -> IssuedDocument:
    """Freeze a paper as an issued document: it takes the next number of its symbol, the day of `at`, and leaves draft.

    unit: the issuer. about: the unit it is about (the issuer's, if not given): decides its circle. thing: what it is
    about, for the step that issues it. readers: persons of its circle beside those with a role. The caller's rule
    decides who may. Raises Refused when a kind that exists once is already in force for the thing.
    """
    once_key = f"{kind.code}:{thing._meta.label_lower}:{thing.pk}" if kind.once and thing is not None else None
    _check_once(once_key, kind)
    series, number = None, None
    if kind.numbered:
        series = Series.objects.get_or_create(unit=unit, symbol=paper.symbol, term=_term_for(unit, at.date()))[0]
        number = next_number(series)
    content = to_data(replace(paper, number=number, issued_on=at.date(), draft=False))
    document = IssuedDocument(
        scope=scope,
        kind=kind.code,
        kind_name=str(kind.name),
        audience=kind.audience,
        unit=unit,
        about=about or unit,
        about_person=about_person,
        series=series,
        number=number,
        symbol=paper.symbol,
        subject_line=" ".join(paper.subject_line.split())[:300],
        issued_on=at.date(),
        content=content,
        digest=digest_of(content),
        issued_by=by,
        thing_kind=thing._meta.label_lower if thing is not None else "",
        thing_id=thing.pk if thing is not None else None,
        once_key=once_key,
    )
    _keep(document, kind, readers)
    told = {"scope": scope, "shard_id": document.shard_id, "number": number or 0}
    record(Act.ISSUED, document, by=by, at=at, digest=document.digest, **told)
    return document


def _check_once(once_key: str | None, kind: DocumentKind) -> None:
    if once_key and IssuedDocument.objects.filter(once_key=once_key).exists():
        raise Refused(
            _("%(kind)s này đã ban hành") % {"kind": kind.name},
            way_out=_("Thu hồi bản cũ, có lý do, rồi ban hành bản mới"),
        )


def _keep(document: IssuedDocument, kind: DocumentKind, readers: Iterable[Person]) -> None:
    """Save the document and its circle; two windows that issue the same thing get one document and one refusal."""
    try:
        with transaction.atomic():
            document.save()
    except IntegrityError:
        _check_once(document.once_key, kind)
        raise
    DocumentReader.objects.bulk_create(
        [DocumentReader(document=document, person=person) for person in {p.pk: p for p in readers}.values()]
    )


@transaction.atomic
def withdraw(document: IssuedDocument, *, reason: str, by: Account, at: datetime) -> None:
    """Withdraw a document. It stays, marked, with the reason; its number is not used again. Raises Refused."""
    check_can_withdraw(document, by=by, at=at)
    if not reason.strip():
        raise Refused(_("Cần ghi lý do thu hồi"))
    rows = IssuedDocument.objects.filter(pk=document.pk, withdrawn_at=None).update(
        withdrawn_at=at, withdrawn_by=by, withdrawn_reason=reason.strip(), once_key=None
    )
    if rows == 0:
        raise Refused(_("Văn bản này vừa được người khác thu hồi"))
    document.refresh_from_db()
    record(Act.WITHDRAWN, document, by=by, at=at, scope=document.scope, shard_id=document.shard_id)
