"""Codes that nobody is to use any more: sheets left over or spoilt. That two people do it is the caller's rule."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.journal.actions import record
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.secrecy.codes import clean_code, hash_of_code
from tusoi.foundation.secrecy.models import Box, RetiredCode, Ticket
from tusoi.foundation.secrecy.states import Act, BoxState

BATCH = 500


def unused(box: Box, group: str, typed: Iterable[str]) -> list[str]:
    """The hashes of typed codes, sorted. Raises Refused, naming the lines, unless each is an unused code of the group."""
    hashes: dict[str, int] = {}
    faulty: list[int] = []
    for number, line in enumerate(typed, start=1):
        try:
            hashes.setdefault(hash_of_code(clean_code(line)), number)
        except Refused:
            faulty.append(number)
    known = set(
        Ticket.objects.filter(box=box, group=group, spent=False, code_hash__in=list(hashes)).values_list(
            "code_hash", flat=True
        )
    )
    faulty += [number for code_hash, number in hashes.items() if code_hash not in known]
    if faulty:
        raise Refused(
            _("Không phải mã chưa dùng của nhóm này: dòng %(lines)s")
            % {"lines": ", ".join(str(number) for number in sorted(faulty)[:20])},
            way_out=_("So lại các dòng đó với tờ phiếu; mã đã dùng hoặc đã hủy thì bỏ ra"),
        )
    return sorted(hashes)


@transaction.atomic
def void(box: Box, code_hashes: Sequence[str], *, by: Account, at: datetime) -> int:
    """Make the codes void; returns how many. A code that was used meanwhile stays used.

    The ticket goes and a retired code comes, as at opening: random key, no group, no time. Raises Refused once opened.
    """
    if Box.objects.all().state_held(box.pk) not in {BoxState.OPEN, BoxState.CLOSED}:
        raise Refused(_("Hộp phiếu đã được mở: mã không còn dùng được, không cần hủy nữa"))
    live = Ticket.objects.select_for_update().filter(box=box, spent=False, code_hash__in=list(code_hashes))
    found = list(live.values_list("code_hash", flat=True))
    Ticket.objects.filter(box=box, spent=False, code_hash__in=found).delete()
    retired = sorted((RetiredCode(box=box, code_hash=h) for h in found), key=lambda row: row.pk)
    RetiredCode.objects.bulk_create(retired, batch_size=BATCH)
    record(Act.VOIDED, box, by=by, at=at, scope=box.scope, count=len(found))
    return len(found)
