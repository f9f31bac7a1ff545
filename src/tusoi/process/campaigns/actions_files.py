"""Add a version of a guidance document's file."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.documents.uploads import Kept, forget, keep
from tusoi.foundation.journal.actions import record
from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.campaigns.models import GuidanceDocument, GuidanceFile
from tusoi.process.campaigns.rules_files import check_can_add_file
from tusoi.process.campaigns.states import Act


def add_file(document: GuidanceDocument, content: bytes, *, by: Account | None, at: datetime) -> GuidanceFile:
    """Keep a file as the document's newest version; earlier ones stay. Raises Refused for a classified document, for
    who may not, and for what is no plain PDF, .docx or .odt. The file is on disk before its row says so.
    """
    check_can_add_file(document, by=by, at=at)
    kept = keep(content)
    try:
        return _write(document, kept, by=by, at=at)
    except Exception:
        forget(kept)
        raise


@transaction.atomic
def _write(document: GuidanceDocument, kept: Kept, *, by: Account | None, at: datetime) -> GuidanceFile:
    """The document counts its versions; the database refuses to count one of a classified document."""
    now = document.file_versions
    rows = GuidanceDocument.objects.filter(pk=document.pk, file_versions=now)
    if not rows.update(file_versions=now + 1):
        raise Refused(_("Vừa có người khác thêm tệp cho văn bản này"), way_out=_("Xem bản mới rồi làm lại nếu cần"))
    file = GuidanceFile.objects.create(
        document=document,
        number=now + 1,
        kind=kept.kind,
        size=kept.size,
        digest=kept.digest,
        stored_as=kept.stored_as,
        by=by,
        on=at.date(),
    )
    document.file_versions = now + 1
    record(
        Act.GUIDANCE_FILE_ADDED,
        document,
        by=by,
        at=at,
        scope=document.campaign_id,
        number=file.number,
        size=kept.size,
        digest=kept.digest,
    )
    return file
