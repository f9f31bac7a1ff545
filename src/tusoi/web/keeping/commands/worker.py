"""tusoi worker"""

import signal
import threading
from types import FrameType

import click

from tusoi.web.keeping.worker import work_until


@click.command("worker")
def command() -> None:
    """Seal the journal, fold the counters, send what is due, until stopped. Example: tusoi worker"""
    stop = threading.Event()

    def halt(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, halt)
    signal.signal(signal.SIGINT, halt)
    work_until(stop)
