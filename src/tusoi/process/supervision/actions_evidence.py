"""Add what shows that a commitment is being mended: a note, a file or photo, or the number of a classified document."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.documents.file_kinds import FileKind
from tusoi.foundation.documents.models import IssuedDocument
from tusoi.foundation.documents.uploads import Kept, forget, keep
from tusoi.foundation.journal.actions import record
from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.supervision import rules, rules_evidence
from tusoi.process.supervision.models import Commitment, Evidence
from tusoi.process.supervision.states import Act


def kinds_taken() -> frozenset[FileKind]:
    """What the office takes as evidence (setting TUSOI_EVIDENCE_KINDS)."""
    return frozenset(FileKind(kind) for kind in settings.EVIDENCE_KINDS)


def add_evidence(
    commitment: Commitment,
    *,
    note: str,
    document_number: str = "",
    document: IssuedDocument | None = None,
    by: Account | None,
    at: datetime,
) -> Evidence:
    """What shows progress, in words: a note and, where there is one, a document's number or an issued document."""
    return _write(commitment, None, note=note, document_number=document_number, document=document, by=by, at=at)


def add_file(
    commitment: Commitment, content: bytes, *, note: str, key: str = "", by: Account | None, at: datetime
) -> Evidence:
    """A file or photo that shows progress, with a note of what it shows. Raises Refused for who may not and for hostile files.

    key: the sender's own id of it; the same key again gives the evidence that is already there. The file is on disk before
    its row says so.
    """
    sent = commitment.evidence.filter(key=key).first() if key else None
    if sent is not None:
        return sent
    rules.check_can_add_evidence(commitment, by=by, at=at)
    kept = keep(content, kinds_taken())
    try:
        return _write(commitment, kept, note=note, key=key or None, by=by, at=at)
    except Exception as error:
        forget(kept)
        sent = commitment.evidence.filter(key=key).first() if key and isinstance(error, IntegrityError) else None
        if sent is not None:  # the same photo came twice at once
            return sent
        raise


@transaction.atomic
def add_classified(commitment: Commitment, *, document_number: str, by: Account | None, at: datetime) -> Evidence:
    """A classified document shows it: its number alone is kept."""
    rules.check_can_add_evidence(commitment, by=by, at=at)
    if not document_number.strip():
        raise Refused(_("Chưa ghi số, ký hiệu của văn bản mật"))
    evidence = Evidence.objects.create(
        commitment=commitment,
        document_number=document_number.strip(),
        is_classified=True,
        by=by,
        on=rules.local_day(at),
    )
    record(Act.EVIDENCE_ADDED, commitment, by=by, at=at, scope=commitment.campaign_id, evidence=evidence.pk)
    return evidence


@transaction.atomic
def _write(
    commitment: Commitment,
    kept: Kept | None,
    *,
    note: str,
    document_number: str = "",
    document: IssuedDocument | None = None,
    key: str | None = None,
    by: Account | None,
    at: datetime,
) -> Evidence:
    rules.check_can_add_evidence(commitment, by=by, at=at)
    if not note.strip():
        raise Refused(_("Chưa ghi minh chứng là gì"))
    evidence = Evidence.objects.create(
        commitment=commitment,
        note=note.strip(),
        document_number=document_number.strip(),
        document=document,
        key=key,
        by=by,
        on=rules.local_day(at),
        **Evidence.columns_of(kept),
    )
    facts: dict[str, int | str | bool] = {"digest": kept.digest, "size": kept.size} if kept else {}
    facts["evidence"] = evidence.pk
    record(Act.EVIDENCE_ADDED, commitment, by=by, at=at, scope=commitment.campaign_id, shard_id=0, **facts)
    return evidence


@transaction.atomic
def withdraw(evidence: Evidence, *, reason: str, destroy: bool = False, by: Account | None, at: datetime) -> None:
    """A wrong piece counts no longer; the row stays, with who, when and why. Its file stays on disk.

    destroy: it is classified, so that file and note go for good once this is committed.
    """
    Commitment.objects.select_for_update().get(pk=evidence.commitment_id)  # nobody claims or verifies meanwhile
    evidence.commitment.refresh_from_db(fields=["state"])
    rules_evidence.check_can_withdraw(evidence, reason=reason, destroy=destroy, by=by, at=at)
    also: dict[str, Any] = {"is_destroyed": True, "note": "", "document": None, "stored_as": None} if destroy else {}
    day, scope = rules.local_day(at), evidence.commitment.campaign_id
    rows = Evidence.objects.standing().filter(pk=evidence.pk)
    if not rows.update(withdrawn_on=day, withdrawn_by=by, withdrawn_for=reason.strip(), **also):
        raise Refused(_("Minh chứng này đã rút"))
    kept = evidence.kept
    if destroy and kept is not None:
        transaction.on_commit(lambda: forget(kept))
    facts = {"evidence": evidence.pk, "destroyed": destroy}
    record(Act.EVIDENCE_WITHDRAWN, evidence.commitment, by=by, at=at, scope=scope, **facts)
