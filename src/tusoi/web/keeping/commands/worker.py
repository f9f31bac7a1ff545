"""tusoi worker"""

import signal
import threading
from types import FrameType

import click

from tusoi.web.keeping.server import end_with
from tusoi.web.keeping.worker import work_until


@click.command("worker")
@click.option("--beside", type=int, hidden=True, help="The server's process: end when it has ended.")
def command(beside: int | None) -> None:
    """Niêm nhật ký, cộng dồn số đếm, gửi thông báo đến hạn.

    Ví dụ: tusoi worker
    """
    stop = threading.Event()

    def halt(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, halt)
    signal.signal(signal.SIGINT, halt)
    if beside is not None:
        end_with(beside)
    work_until(stop)
