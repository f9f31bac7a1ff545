"""While slips come in: mix those that have arrived, so that a copy of mid-round does not tell in which order they came.

SQLite puts each new slip's pages behind the last one's, and in its log; PostgreSQL numbers every row (`xmin`, `ctid`,
the number of its oversize value). The sweep of an opening writes the tables anew in the random order of their keys, by
one transaction: so the worker runs it in mid-round too. What came since the last time is still in order.
"""

import time
from dataclasses import dataclass

from django.db import connection

from tusoi.foundation.secrecy.models import SealedSlip, Ticket
from tusoi.foundation.secrecy.sweeping import sweep

LOOK = 10  # seconds between two looks; a stir waits for one look in which nothing came
REST = 300  # seconds between two stirs
LONGEST = 3600  # seconds after which it no longer waits for a quiet moment
MOST = 128 * 1024 * 1024  # bytes to write anew: slips wait meanwhile, about a second for each 50 MB


@dataclass
class Stirrer:
    """What one worker remembers: it is forgotten with the process, and a new worker stirs once."""

    looked: float = -LONGEST
    stirred: float = -LONGEST
    seen: tuple[int, int] = (0, 0)
    mixed: tuple[int, int] = (0, 0)

    def due(self, now: float, rows: tuple[int, int]) -> bool:
        """Whether to stir now: something came since the last time, and it is quiet, or has been busy for very long."""
        quiet, self.seen, self.looked = rows == self.seen, rows, now
        waited = now - self.stirred
        return rows != self.mixed and waited >= REST and (quiet or waited >= LONGEST)


_stirrer = Stirrer()


def stir_due(now: float | None = None) -> int:
    """Stir when it is due. Outside any transaction. Returns how many slips lie in a new order, 0 for none.

    now: seconds of a clock that only goes forward.
    """
    now = time.monotonic() if now is None else now
    if now - _stirrer.looked < LOOK:
        return 0
    rows = SealedSlip.objects.count(), Ticket.objects.count()
    if not _stirrer.due(now, rows) or _size() > MOST or not sweep():
        return 0
    _stirrer.stirred, _stirrer.mixed = now, rows
    return rows[0]


def _size() -> int:
    """Bytes that a sweep writes: the whole file on SQLite, the slips on PostgreSQL."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
        else:
            cursor.execute("SELECT pg_total_relation_size(%s)", [SealedSlip._meta.db_table])
        return int(cursor.fetchone()[0])
