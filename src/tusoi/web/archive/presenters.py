"""What the archive's pages print."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.urls import reverse

from tusoi.foundation.access.models import Account
from tusoi.foundation.documents.models import IssuedDocument, IssuedDocumentQuerySet
from tusoi.foundation.documents.rules import check_can_withdraw
from tusoi.foundation.kernel.refusal import Answer, ask
from tusoi.foundation.kernel.vietnamese import unaccent
from tusoi.process.campaigns.documents import Source
from tusoi.process.campaigns.models import Campaign
from tusoi.web.archive.sources import SOURCES

PER_PAGE = 50


@dataclass(frozen=True)
class Writable:
    """A kind of paper that can be written now, for how many things."""

    name: str
    count: int
    url: str


@dataclass(frozen=True)
class Thing:
    """One thing a paper can be written about. issued: the document in force about it, if there is one."""

    label: str
    draft_url: str
    issue_url: str
    answer: Answer
    issued: IssuedDocument | None


@dataclass(frozen=True)
class DocumentPage:
    document: IssuedDocument
    download_url: str
    withdraw_url: str
    can_withdraw: Answer


def seen_by(account: Account, campaign: Campaign, at: datetime) -> IssuedDocumentQuerySet:
    """Documents of the campaign that the account may see, the newest first."""
    return (
        IssuedDocument.objects.visible_to(account, at.date())
        .filter(scope=campaign.pk)
        .select_related("unit", "about", "issued_by__person", "withdrawn_by__person")
        .defer("content")
    )


def kinds_in(documents: "QuerySet[IssuedDocument]") -> list[tuple[str, str]]:
    """The kinds that occur, for the filter."""
    rows = documents.order_by().values_list("kind", flat=True).distinct()
    return sorted(((code, str(SOURCES[code].kind.name)) for code in rows if code in SOURCES), key=lambda pair: pair[1])


def find(documents: "QuerySet[IssuedDocument]", *, words: str, kind: str, page: str) -> "Page[IssuedDocument]":
    """Every word must stand in number, kind, subject or issuer; accents do not matter."""
    if kind:
        documents = documents.filter(kind=kind)
    wanted = unaccent(words).split()
    found: Sequence[Any] | QuerySet[Any] = documents
    if wanted:
        found = [row for row in documents if all(word in _searched(row) for word in wanted)]
    return Paginator(found, PER_PAGE).get_page(page)


def _searched(document: IssuedDocument) -> str:
    return unaccent(
        f"{document.number_symbol} {document.kind_name} {document.subject_line} {document.unit.name} {document.about.name}"
    )


def writable(account: Account, campaign: Campaign, at: datetime) -> list[Writable]:
    """The kinds for which there is something to write, in the order of the process."""
    found = []
    for code, source in SOURCES.items():
        count = source.things(campaign, account, at.date()).count()
        if count:
            url = reverse("archive:things", args=[campaign.code, code])
            found.append(Writable(str(source.kind.name), count, url))
    return found


def things_of(
    source: Source, account: Account, campaign: Campaign, at: datetime, *, words: str, page: str
) -> "tuple[Page[Any], list[Thing]]":
    """One page of the things of a kind, with what may be done for each."""
    rows = list(source.things(campaign, account, at.date()))
    wanted = unaccent(words).split()
    rows = [row for row in rows if all(word in unaccent(source.label(row)) for word in wanted)]
    shown = Paginator(rows, PER_PAGE).get_page(page)
    in_force = {
        document.thing_id: document
        for document in seen_by(account, campaign, at)
        .in_force()
        .filter(kind=source.kind.code, thing_id__in=[row.pk for row in shown])
        .order_by("pk")
    }
    return shown, [
        Thing(
            label=source.label(row),
            draft_url=reverse("archive:draft", args=[campaign.code, source.kind.code, row.pk]),
            issue_url=reverse("archive:issue", args=[campaign.code, source.kind.code, row.pk]),
            answer=ask(source.check_can_issue, row, by=account, at=at),
            issued=in_force.get(row.pk),
        )
        for row in shown
    ]


def page_of(document: IssuedDocument, account: Account, campaign: Campaign, at: datetime) -> DocumentPage:
    args = [campaign.code, document.pk]
    return DocumentPage(
        document,
        reverse("archive:download", args=args),
        reverse("archive:withdraw", args=args),
        ask(check_can_withdraw, document, by=account, at=at),
    )
