"""A hall full of people sends at once: `python tools/burst.py`, part of `make bench`.

The real server, with the worker beside it, on a database of its own; the clients are threads of this process on
connections that stay open. Slips (encryption, spent code, sealed slip, one durable commit) and the floor (a bare Django
view on the same server that does one durable insert) take turns, so a busy machine slows both. Then a hundred slips a
second on a clock, where each is late from the moment at which it should have been sent.
"""

import re
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from tools.measuring import own_database

CLIENTS = 8
TURNS, BATCH = 6, 200  # batches of each side
RATE, SECONDS = 100, 20  # slips on the clock
NONCE = re.compile(r'name="nonce" value="([^"]+)"')
TEXT = "Họp còn muộn, kết luận còn chậm, việc giao chưa rõ người. " * 6


class Hall:
    """The server and its clients, each thread with a connection of its own."""

    def __init__(self, server: Any, subjects: Sequence[int]) -> None:
        self.server, self.subjects, self.here = server, subjects, threading.local()

    def post(self, path: str, form: dict[str, str]) -> str:
        link = getattr(self.here, "link", None)
        if link is None:
            link = self.here.link = HTTPConnection("127.0.0.1", self.server.port, timeout=60)
        link.request("POST", path, urlencode(form), {"Content-Type": "application/x-www-form-urlencoded"})
        answer = link.getresponse()
        page = str(answer.read().decode())
        assert answer.status == 200, f"{answer.status}: {page[:500]}"
        return page

    def sheet(self, code: str) -> dict[str, str]:
        """A contributor opens the form and fills it in: what the browser then sends."""
        nonce = NONCE.search(self.post("/phieu/", {"code": code}))
        assert nonce
        texts = {f"a-{subject}-shortcoming": TEXT for subject in self.subjects}
        return {"code": code, "nonce": nonce[1], "go": "send", **texts}

    def send(self, form: dict[str, str]) -> None:
        assert "ma-bien-nhan" in self.post("/phieu/", form)

    def floor(self, _form: dict[str, str]) -> None:
        self.post("/phieu/san/", {"text": TEXT})

    def visit(self, code: str) -> None:
        self.send(self.sheet(code))

    def memory(self) -> float:
        """Megabytes of all processes of the server."""
        living = import_module("tests.soak.processes").living
        pages = sum(int(Path(f"/proc/{pid}/statm").read_text().split()[1]) for pid in living(self.server.process.pid))
        return pages * 4096 / 1e6


def per_second(pool: ThreadPoolExecutor, side: Callable[[Any], None], things: Sequence[Any]) -> float:
    start = time.perf_counter()
    list(pool.map(side, things))
    return len(things) / (time.perf_counter() - start)


def on_the_clock(pool: ThreadPoolExecutor, hall: Hall, forms: Sequence[dict[str, str]]) -> list[float]:
    """Milliseconds from the moment at which each slip should have been sent to its receipt."""
    begun = time.perf_counter() + 0.2

    def one(number: int) -> float:
        due = begun + number / RATE
        time.sleep(max(0.0, due - time.perf_counter()))
        hall.send(forms[number])
        return (time.perf_counter() - due) * 1000

    return list(pool.map(one, range(len(forms))))


def prepared(count: int) -> tuple[list[str], list[int]]:
    """A round that takes slips: codes and subjects. On PostgreSQL what is acknowledged is on disk from here on."""
    import_module("django.conf").settings.SECRET_KEY = "only-for-the-bench-0123456789-abcdefghijklmnopqrstuvwxyz"
    factories, connection = import_module("tests.factories"), import_module("django.db").connection
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE burst_floor (id bigint PRIMARY KEY, content text)")
        if connection.vendor == "postgresql":
            cursor.execute("ALTER SYSTEM SET fsync = on")
            cursor.execute("ALTER SYSTEM SET full_page_writes = on")
            cursor.execute("SELECT pg_reload_conf()")
    round = factories.open_round(factories.world(today=factories.ROUND_OPENS), individuals=count)
    sheets = import_module("tusoi.process.feedback.actions").print_slips(
        round.groups.get(code="individuals"), count=count, by=None, at=factories.at_noon(factories.ROUND_OPENS)
    )
    return [code for code, _label in sheets], [subject.pk for subject in round.subjects.all()]


def main() -> int:
    visits = BATCH
    with own_database() as engine, tempfile.TemporaryDirectory(prefix="tusoi-burst-") as folder:
        codes, subjects = prepared((TURNS + 1) * BATCH + RATE * SECONDS + visits)
        server = import_module("tests.soak.processes").Served(Path(folder) / "log", "tools.burst_settings")
        try:
            hall = Hall(server, subjects)
            with ThreadPoolExecutor(CLIENTS) as pool:
                forms = list(pool.map(hall.sheet, codes[visits:]))
                batches = [forms[turn * BATCH : (turn + 1) * BATCH] for turn in range(TURNS + 1)]
                per_second(pool, hall.send, batches[0])  # warm; does not count
                per_second(pool, hall.floor, batches[0])
                before, speeds = hall.memory(), []
                for batch in batches[1:]:
                    speeds.append((per_second(pool, hall.send, batch), per_second(pool, hall.floor, batch)))
                visited = per_second(pool, hall.visit, codes[:visits])
                late = sorted(on_the_clock(pool, hall, forms[(TURNS + 1) * BATCH :]))
                after = hall.memory()
        finally:
            server.end()
    ratios = [send / floor for send, floor in speeds]
    print(f"{engine}: {CLIENTS} người gửi cùng lúc, bền (fsync), có mã hóa; {TURNS} lượt xen kẽ, mỗi lượt {BATCH}")
    print(
        f"  gửi phiếu {statistics.median(s for s, _f in speeds):.0f}/s, mức sàn {statistics.median(f for _s, f in speeds):.0f}/s,"
        f" tỷ lệ {statistics.median(ratios):.2f} ({min(ratios):.2f}–{max(ratios):.2f}); gõ mã rồi gửi: {visited:.0f}/s"
    )
    print(
        f"  {RATE} phiếu/s trong {SECONDS} s: p50 {late[len(late) // 2]:.0f} ms, p99 {late[len(late) * 99 // 100]:.0f} ms,"
        f" chậm nhất {late[-1]:.0f} ms; bộ nhớ {before:.0f} → {after:.0f} MB"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
