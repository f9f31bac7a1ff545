"""Attach the scan of a version as it was printed and signed."""

from datetime import datetime

from django.db import transaction

from tusoi.foundation.access.models import Account
from tusoi.foundation.documents.uploads import Kept, forget, keep
from tusoi.foundation.journal.actions import record
from tusoi.process.reports import rules
from tusoi.process.reports.models import ReportVersion, SignedCopy
from tusoi.process.reports.states import Act


def add_signed_copy(version: ReportVersion, content: bytes, *, by: Account | None, at: datetime) -> SignedCopy:
    """Keep the scan beside the version; earlier ones stay. Raises Refused for who may not, and for what is no plain PDF,
    .docx or .odt. The file is on disk before its row says so.
    """
    rules.check_can_attach(version, by=by, at=at)
    kept = keep(content)
    try:
        return _write(version, kept, by=by, at=at)
    except Exception:
        forget(kept)
        raise


@transaction.atomic
def _write(version: ReportVersion, kept: Kept, *, by: Account | None, at: datetime) -> SignedCopy:
    copy = SignedCopy.objects.create(
        version=version,
        kind=kept.kind,
        size=kept.size,
        digest=kept.digest,
        stored_as=kept.stored_as,
        by=by,
        on=at.date(),
    )
    scope = version.report.campaign_id
    record(Act.SIGNED_COPY_ADDED, version, by=by, at=at, scope=scope, size=kept.size, digest=kept.digest)
    return copy
