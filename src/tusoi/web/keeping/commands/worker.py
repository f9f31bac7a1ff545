"""tusoi worker"""

import signal
import threading
from types import FrameType

import click

from tusoi.web.keeping.worker import work_until


@click.command("worker")
def command() -> None:
    """Niêm nhật ký, cộng dồn số đếm, gửi thông báo đến hạn.

    Ví dụ: tusoi worker
    """
    stop = threading.Event()

    def halt(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, halt)
    signal.signal(signal.SIGINT, halt)
    work_until(stop)
