"""The production web server with its worker beside it.

Whatever way a process dies, the others draw the consequence: one that served or worked is started anew, and none goes
on without the first one, because a second server on the same database would then write beside it.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from typing import Any

from django.db import connection
from granian.constants import Interfaces
from granian.server import Server

LOOK_EVERY = 0.5  # seconds


def end_with(parent: int) -> None:
    """End this process in good order once `parent`, who started it, has ended, even if that one was killed."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(LOOK_EVERY)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, daemon=True).start()


def _application(parent: int) -> Callable[..., Any]:
    """What each serving process loads."""
    end_with(parent)
    application: Callable[..., Any] = import_module("tusoi.wsgi").application
    return application


def _start_worker() -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-m", "tusoi", "worker", "--beside", str(os.getpid())])


@contextmanager
def worker_beside() -> Iterator[None]:
    """Run `tusoi worker` as a process of its own for as long as the block lasts; start it anew if it dies."""
    stop = threading.Event()

    def keep(process: "subprocess.Popen[bytes]") -> None:
        while not stop.wait(LOOK_EVERY):
            if process.poll() is not None:
                process = _start_worker()
        process.terminate()
        process.wait(timeout=10)

    keeper = threading.Thread(target=keep, args=(_start_worker(),))
    keeper.start()
    try:
        yield
    finally:
        stop.set()
        keeper.join()


def serve(*, host: str, port: int) -> None:
    """Serve until interrupted. On SQLite one process with one thread, because it has one writer (see docs/decisions)."""
    on_sqlite = connection.vendor == "sqlite"
    connection.close()
    with worker_beside():
        Server(
            "tusoi.wsgi:application",
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=1 if on_sqlite else 2,
            blocking_threads=1 if on_sqlite else 4,
            respawn_failed_workers=True,
            log_access=False,
        ).serve(target_loader=partial(_application, os.getpid()), wrap_loader=False)
