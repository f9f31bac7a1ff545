"""The production web server with its worker beside it."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from granian.constants import Interfaces
from granian.server import Server


@contextmanager
def worker_beside() -> Iterator[None]:
    """Run `tusoi worker` as a process of its own for as long as the block lasts."""
    process = subprocess.Popen([sys.executable, "-m", "tusoi", "worker"])
    try:
        yield
    finally:
        process.terminate()
        process.wait(timeout=10)


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
            log_access=False,
        ).serve()
