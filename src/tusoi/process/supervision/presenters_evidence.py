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
from tusoi.foundation.kernel.refusal import ask
from tusoi.foundation.ui.words import day
from tusoi.process.supervision import rules, rules_evidence
from tusoi.process.supervision.models import Commitment, Evidence


@dataclass(frozen=True)
class Piece:
    """One piece of evidence. file_url: of its file or photo; document_url: of the issued document, where it may be seen.

    withdrawn: who withdrew it, when and why; '' while it stands. withdraw_url: where this account does it.
    """

    on: date
    text: str
    who: str
    number: int
    file_url: str = ""
    file_label: str = ""
    is_photo: bool = False
    document_url: str = ""
    withdrawn: str = ""
    withdraw_url: str = ""


def citable(commitment: Commitment, account: Account, at: datetime) -> QuerySet[IssuedDocument]:
    """Documents in force of the campaign about this unit, or from it, that the account may see; newest first."""
    unit = commitment.campaign_unit.unit_id
    seen = IssuedDocument.objects.visible_to(account, rules.local_day(at)).in_force()
    return seen.filter(Q(about=unit) | Q(unit=unit), scope=commitment.campaign_id)


def words_of(piece: Evidence) -> str:
    """What it says in a line: the note, and numbers of documents behind it."""
    if piece.is_destroyed:
        return _("Đã hủy vì mang nội dung mật")
    if piece.is_classified:
        return _("Tài liệu mật, chỉ giữ số: %(number)s") % {"number": piece.document_number}
    issued = (piece.document.number_symbol or piece.document.kind_name) if piece.document else ""
    numbers = ", ".join(part for part in (piece.document_number, issued) if part)
    return f"{piece.note} ({numbers})" if numbers else piece.note


def pieces_of(commitment: Commitment, account: Account, at: datetime) -> list[Piece]:
    rows = list(commitment.evidence.select_related("document", "by__person", "withdrawn_by__person"))
    cited = [row.document_id for row in rows if row.document_id]
    seen = IssuedDocument.objects.visible_to(account, rules.local_day(at)).filter(pk__in=cited)
    visible = set(seen.values_list("pk", flat=True)) if cited else set()
    for row in rows:
        row.commitment = commitment
    return [_piece(row, number, visible, account, at) for number, row in enumerate(rows, start=1)]


def _withdrawn(row: Evidence) -> str:
    if row.withdrawn_on is None:
        return ""
    words = {"day": day(row.withdrawn_on), "who": row.withdrawn_by or "", "reason": row.withdrawn_for}
    return _("Đã rút ngày %(day)s, %(who)s: %(reason)s") % words


def _piece(row: Evidence, number: int, visible: set[int], account: Account, at: datetime) -> Piece:
    commitment = row.commitment
    where = {"campaign": commitment.campaign.code, "commitment": commitment.code, "evidence": row.pk}
    opens = rules_evidence.may_open(row, account, at)
    may_go = ask(rules_evidence.check_may_withdraw, row, by=account, at=at)
    linked = row.document_id in visible
    label = f"{FileKind(row.file_kind).label}, {filesizeformat(row.file_size)}" if row.file_kind else ""
    return Piece(
        row.on,
        words_of(row),
        str(row.by) if row.by else "",
        number,
        file_url=reverse("supervision:evidence-file", kwargs=where) if row.stored_as and opens else "",
        file_label=label,
        is_photo=row.is_photo and row.withdrawn_on is None,
        withdrawn=_withdrawn(row),
        withdraw_url=reverse("supervision:withdraw-evidence", kwargs=where) if may_go else "",
        document_url=reverse("archive:document", args=[commitment.campaign.code, row.document_id]) if linked else "",
    )
