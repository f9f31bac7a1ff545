"""Keep an uploaded spreadsheet until it is confirmed, write what its dry run showed, and let it go."""

import hashlib
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tusoi.foundation.directory.columns import recognise
from tusoi.foundation.directory.import_plan import Plan, RowKind, Scope, plan
from tusoi.foundation.directory.models import RollImport, Unit
from tusoi.foundation.directory.sheets import read_file
from tusoi.foundation.directory.states import Act
from tusoi.foundation.journal.actions import record
from tusoi.foundation.kernel.refusal import Refused

KEPT = timedelta(days=7)


@transaction.atomic
def upload(unit: Unit, *, name: str, content: bytes, day: date, by: Any, at: datetime) -> RollImport:
    """Read a file and keep its rows for the dry run. Raises Refused for a file without rows that can be read."""
    table = recognise(read_file(name, content))
    if not table.rows:
        raise Refused(_("Dưới dòng tiêu đề không có dòng nào"))
    return RollImport.objects.create(
        unit=unit,
        account_id=by.pk,
        file_name=name[:200],
        digest=hashlib.sha256(content).hexdigest(),
        day=day,
        columns=table.headings,
        rows=table.rows,
        uploaded_at=at,
    )


def forget_old(*, at: datetime) -> int:
    """Drop files that waited a week without being confirmed: they are personal data. Returns how many."""
    old = RollImport.objects.filter(uploaded_at__lt=at - KEPT)
    return old.delete()[0] if old.exists() else 0  # asked every second: a read, not a write


def drop(draft: RollImport) -> None:
    """Nothing was written; nothing stays."""
    draft.delete()


@transaction.atomic
def confirm(draft: RollImport, scope: Scope, *, shown: str, by: Any, at: datetime) -> Plan:
    """Write what the dry run showed, without the faulty rows, and delete the file's rows.

    shown: the digest of the plan on the page. Raises Refused, and writes nothing, where the roll would now change otherwise.
    """
    draft = RollImport.objects.select_for_update().get(pk=draft.pk)
    made = plan(draft.rows, scope, lock=True)
    if made.digest != shown:
        raise Refused(
            _("Danh sách vừa thay đổi, kết quả không còn như trên trang"),
            way_out=_("Mở lại trang chạy thử, xem rồi ghi lại"),
        )
    if not made.writes:
        raise Refused(_("Tệp này không có gì để ghi"))
    made.changes.write()
    counts = {kind: made.counts[kind] for kind in RowKind.values}
    record(Act.IMPORTED, draft.unit, by=by, at=at, file=draft.digest, missing=len(made.missing), **counts)
    draft.delete()
    return made
