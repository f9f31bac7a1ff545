"""The worker: seals the journal, folds the counters, sends what is due. One runs beside the server.

Every piece is a short transaction of its own, so that on SQLite it never holds the single writer for long.
"""

import logging
import threading
from collections.abc import Callable

from django.db import close_old_connections
from django.utils import timezone

from tusoi.foundation.journal.actions import seal
from tusoi.foundation.kernel.clock import office_now
from tusoi.foundation.notices.actions import send_due
from tusoi.foundation.tally.actions import fold

log = logging.getLogger(__name__)


def send_notices() -> int:
    sent = send_due(at=office_now(), now=timezone.now())
    return sent.sent


CHORES: tuple[Callable[[], int], ...] = (seal, fold, send_notices)


def work_once() -> int:
    """One round of all chores; returns how many things were done. A chore that fails is logged, the others go on."""
    done = 0
    for chore in CHORES:
        try:
            done += chore()
        except Exception:
            log.exception("worker: %s failed", chore.__name__)
    return done


def work_until(stop: threading.Event, *, pause: float = 1.0) -> None:
    """Work until `stop` is set; rest `pause` seconds where there was nothing to do."""
    while not stop.is_set():
        close_old_connections()
        if not work_once():
            stop.wait(pause)


def work_off() -> None:
    """Everything that is pending, now: for `tusoi play`, tests and the demo's start."""
    while seal() or fold():
        pass
