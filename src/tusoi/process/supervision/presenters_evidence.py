"""The evidence of a commitment, ready to print: the gallery, what each piece is, and the documents that it may cite."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.documents.file_kinds import FileKind
from tusoi.foundation.documents.models import IssuedDocument
from tusoi.process.supervision import rules
from tusoi.process.supervision.models import Commitment, Evidence


@dataclass(frozen=True)
class Piece:
    """One piece of evidence. file_url: of its file or photo; document_url: of the issued document, where it may be seen."""

    on: date
    text: str
    who: str
    number: int
    file_url: str = ""
    file_label: str = ""
    is_photo: bool = False
    document_url: str = ""


def citable(commitment: Commitment, account: Account, at: datetime) -> QuerySet[IssuedDocument]:
    """Documents in force of the campaign about this unit, or from it, that the account may see; newest first."""
    unit = commitment.campaign_unit.unit_id
    seen = IssuedDocument.objects.visible_to(account, rules.local_day(at)).in_force()
    return seen.filter(Q(about=unit) | Q(unit=unit), scope=commitment.campaign_id)


def words_of(piece: Evidence) -> str:
    """What it says in a line: the note, and numbers of documents behind it."""
    if piece.is_classified:
        return _("Tài liệu mật, chỉ giữ số: %(number)s") % {"number": piece.document_number}
    issued = (piece.document.number_symbol or piece.document.kind_name) if piece.document else ""
    numbers = ", ".join(part for part in (piece.document_number, issued) if part)
    return f"{piece.note} ({numbers})" if numbers else piece.note


def pieces_of(commitment: Commitment, account: Account, at: datetime) -> list[Piece]:
    rows = list(commitment.evidence.select_related("document", "by__person"))
    cited = [row.document_id for row in rows if row.document_id]
    seen = IssuedDocument.objects.visible_to(account, rules.local_day(at)).filter(pk__in=cited)
    visible = set(seen.values_list("pk", flat=True)) if cited else set()
    return [_piece(commitment, row, number, visible) for number, row in enumerate(rows, start=1)]


def _piece(commitment: Commitment, row: Evidence, number: int, visible: set[int]) -> Piece:
    where = {"campaign": commitment.campaign.code, "commitment": commitment.code, "evidence": row.pk}
    linked = row.document_id in visible
    label = f"{FileKind(row.file_kind).label}, {filesizeformat(row.file_size)}" if row.file_kind else ""
    return Piece(
        row.on,
        words_of(row),
        str(row.by) if row.by else "",
        number,
        file_url=reverse("supervision:evidence-file", kwargs=where) if row.stored_as else "",
        file_label=label,
        is_photo=row.is_photo,
        document_url=reverse("archive:document", args=[commitment.campaign.code, row.document_id]) if linked else "",
    )
