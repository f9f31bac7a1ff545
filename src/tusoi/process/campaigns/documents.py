"""What the papers of all steps share: head, bases, signature, banner; and how a step says which papers it can write.

Papers are official Vietnamese whatever the reader's language is, so their words do not pass through gettext.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Model, QuerySet
from django.utils import translation

from tusoi.foundation.access.models import Account
from tusoi.foundation.directory.models import Collective, CollectiveKind, Person, Seat, SeatRank, Unit, in_force
from tusoi.foundation.documents.actions import issue
from tusoi.foundation.documents.content import Block, Paper, Signature
from tusoi.foundation.documents.issuers import issuer_of
from tusoi.foundation.documents.kinds import DocumentKind
from tusoi.foundation.documents.layout import edition_on
from tusoi.foundation.documents.models import IssuedDocument
from tusoi.process.campaigns.models import Campaign

CAPACITIES = {
    CollectiveKind.STANDING_BOARD: "T/M Ban Thường vụ",
    CollectiveKind.LEADERSHIP: "T/M Tập thể lãnh đạo",
    CollectiveKind.CELL_COMMITTEE: "T/M Chi bộ",
}


@dataclass(frozen=True)
class Where:
    """Who issues a paper, which unit and person it is about, and who reads it beside those with a role."""

    issuer: Unit
    about: Unit
    person: Person | None = None
    readers: tuple[Person, ...] = ()


@dataclass(frozen=True)
class Source:
    """One kind of paper that a step can write from its own rows.

    things: the rows whose paper the account may read as a draft that day. label: the row in a list. where: see Where.
    build: the paper, as of a time. check_can_issue(thing, by=, at=): raises Refused where it may not be issued (yet).
    """

    kind: DocumentKind
    things: Callable[[Campaign, Account, date], "QuerySet[Any]"]
    label: Callable[[Any], str]
    where: Callable[[Any], Where]
    build: Callable[[Any, datetime], Paper]
    check_can_issue: Callable[..., None]
    help: str = field(default="")


def paper_of(source: Source, thing: Model, *, at: datetime) -> Paper:
    """The paper as it would be issued now, marked as a draft."""
    with translation.override("vi"):
        return source.build(thing, at)


def issue_from(source: Source, thing: Model, *, campaign: Campaign, by: Account | None, at: datetime) -> IssuedDocument:
    """Issue the paper of a row: number, day, frozen content. Raises Refused by the step's own rule."""
    source.check_can_issue(thing, by=by, at=at)
    where = source.where(thing)
    return issue(
        paper_of(source, thing, at=at),
        kind=source.kind,
        unit=where.issuer,
        by=by,
        at=at,
        scope=campaign.pk,
        about=where.about,
        about_person=where.person,
        thing=thing,
        readers=where.readers,
    )


def official(
    campaign: Campaign,
    unit: Unit,
    kind: DocumentKind,
    *,
    subject_line: str,
    blocks: Sequence[Block],
    at: datetime,
    signer: Collective | None = None,
    signature: Signature | None = None,
    addressee: str = "",
    recipients: Sequence[str] = (),
    kind_name: str | None = None,
    with_bases: bool = True,
    form: bool = False,
) -> Paper:
    """A paper of a unit in this campaign, in the format in force that day.

    signer: the collective whose head signs. recipients: before the office's own copy, which is added. kind_name: where
    the procedure names the paper otherwise than its kind does.
    """
    issuer = issuer_of(unit)
    on = at.date()
    copy = f"Lưu {' '.join(issuer.name.split()[:2])}"
    return Paper(
        edition=edition_on(on).code,
        issuer_above=issuer.above,
        issuer=issuer.name,
        kind_name=kind.title if kind_name is None else kind_name,
        subject_line=subject_line,
        place=issuer.place,
        symbol=kind.symbol(issuer.code),
        addressee=addressee,
        bases=bases_of(campaign, unit, on) if with_bases else (),
        blocks=tuple(blocks),
        signature=signature or (signature_of(signer, on) if signer else None),
        recipients=(*recipients, copy) if kind.numbered else (),
        banner=campaign.sample_notice,
        form=form,
    )


def bases_of(campaign: Campaign, unit: Unit, on: date) -> tuple[str, ...]:
    """The cascade that a unit goes by, the earliest first; of a classified document the reference alone."""
    found = []
    for document in campaign.guidance.for_unit(unit).filter(issued_on__lte=on):
        text = f"Căn cứ {document.get_kind_display()} số {document.symbol}, ngày {vietnamese_day(document.issued_on)} của {document.issuer}"
        if document.subject_line and not document.is_classified:
            text += f" {document.subject_line}"
        found.append(text.strip().rstrip(".;"))
    return tuple(found)


def signature_of(collective: Collective, on: date) -> Signature | None:
    """The head of a collective signs for it; None where it has no head that day."""
    head = (
        Seat.objects.filter(in_force(on), collective=collective, rank=SeatRank.HEAD)
        .select_related("person")
        .order_by("order")
        .first()
    )
    if head is None:
        return None
    capacity = CAPACITIES.get(CollectiveKind(collective.kind)) or issuer_of(collective.unit).capacity
    return Signature(capacity, head.position, head.person.name)


def leading_collective(unit: Unit) -> Collective | None:
    """The collective that signs for a unit: its standing board, or else its committee, its leadership, its cell."""
    order = list(CollectiveKind)
    found = sorted(
        Collective.objects.filter(unit=unit).select_related("unit"),
        key=lambda collective: (order.index(CollectiveKind(collective.kind)), collective.code),
    )
    return found[0] if found else None


def above(unit: Unit) -> tuple[str, ...]:
    """The committee above, as a recipient; empty at the top."""
    return (issuer_of(unit.parent).name,) if unit.parent else ()


def vietnamese_day(day: date | None) -> str:
    """29/07/2012; dots where there is no day."""
    return day.strftime("%d/%m/%Y") if day else "…/…/……"


def lower_first(text: str) -> str:
    """'Kiểm điểm năm 2012' -> 'kiểm điểm năm 2012': a title inside a line."""
    return text[:1].lower() + text[1:]


def vietnamese_number(value: int) -> str:
    """3261 -> 3.261"""
    return f"{value:,}".replace(",", ".")


def seats_of(collective: Collective, on: date) -> tuple[Person, ...]:
    """Who has a seat that day."""
    seats = Seat.objects.filter(in_force(on), collective=collective).select_related("person").order_by("order")
    return tuple(seat.person for seat in seats)
