"""The worker: seals, folds, sweeps and stirs, sends what is due, reminds, destroys, forgets. One runs beside the server.

Every piece is a short transaction of its own, so that on SQLite it never holds the single writer for long.
"""

import logging
import threading
import time
from collections.abc import Callable
from datetime import date, datetime

from django.db import close_old_connections
from django.utils import timezone

from tusoi.foundation.directory.actions_import import forget_old
from tusoi.foundation.journal.actions import seal
from tusoi.foundation.kernel.clock import office_now
from tusoi.foundation.kernel.leaps import doubt, watch
from tusoi.foundation.notices.actions import send_due
from tusoi.foundation.secrecy.stirring import stir_due
from tusoi.foundation.secrecy.sweeping import sweep_due
from tusoi.foundation.tally.actions import fold
from tusoi.process.campaigns.models import Campaign
from tusoi.process.campaigns.states import CampaignState
from tusoi.process.feedback.letters import send_letters
from tusoi.process.feedback.retention import wipe_due
from tusoi.process.reviews.retention import destroy_due
from tusoi.process.supervision.actions_remind import remind_due

RETENTION_LOOK = 60  # seconds
log = logging.getLogger(__name__)


def send_notices() -> int:
    sent = send_due(at=office_now(), now=timezone.now())
    return sent.sent


_reminded: set[date] = set()  # days on which this process has reminded: once a day is enough, and asking costs a query


def send_reminders() -> int:
    """The procedure's reminders of the office's day, of every campaign that has begun."""
    at = office_now()
    if at.date() in _reminded:
        return 0
    sent = remind_everybody(at)
    _reminded.add(at.date())
    return sent


def remind_everybody(at: datetime) -> int:
    """The reminders of the day; asked again on the same day it sends nothing twice.

    Of closed campaigns too: their commitments go on, and nobody has to chase them by telephone (promise 6 of the product).
    """
    return sum(remind_due(campaign, at=at) for campaign in Campaign.objects.exclude(state=CampaignState.DRAFT))


def forget_files() -> int:
    """Spreadsheets of the roll that were uploaded and never confirmed."""
    return forget_old(at=office_now())


def send_round_letters() -> int:
    return send_letters(at=office_now())


_retained: list[float] = []  # when this process last looked for texts whose day has passed


def destroy_texts() -> int:
    """Erase the verbatim text of slips when its day has passed, looking once a minute, and take it off the disk.

    Nothing is erased while the machine's clock cannot be believed (see kernel.leaps).
    """
    now = time.monotonic()
    erased = 0
    if not _retained or now - _retained[-1] >= RETENTION_LOOK:
        _retained[:] = [now]
        if watch(timezone.now()):
            erased = destroy_due(at=office_now())
        else:
            log.error("worker: %s", doubt())
    return erased + wipe_due()


CHORES: tuple[Callable[[], int], ...] = (
    seal,
    fold,
    sweep_due,
    stir_due,
    send_notices,
    send_reminders,
    send_round_letters,
    destroy_texts,
    forget_files,
)


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
