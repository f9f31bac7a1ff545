"""Real processes on the test's own database: the server, the worker, and whatever else `python -m` starts."""

import os
import signal
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import connection

HERE = Path(__file__).resolve().parents[2]
LOST = (OSError, HTTPException)  # what a client sees of a server that was killed


def environment() -> dict[str, str]:
    """The same settings as this process, on the database of the test."""
    made = connection.settings_dict
    name = quote(str(made["NAME"]))
    url = (
        f"sqlite:///{name}"
        if connection.vendor == "sqlite"
        else f"postgresql://{made['USER']}@/{name}?host={made['HOST']}"
    )
    return {
        **os.environ,
        "TUSOI_DATABASE": url,
        "TUSOI_SECRET_KEY": settings.SECRET_KEY,
        "TUSOI_VAR": str(settings.MEDIA_ROOT.parent),
        "DJANGO_SETTINGS_MODULE": "tusoi.settings",
    }


def run(module: str, *arguments: str) -> subprocess.Popen[str]:
    """`python -m module …`, its output kept for the test to read."""
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.Popen(
        command, env=environment(), cwd=HERE, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )


def stop(process: subprocess.Popen[str]) -> str:
    """End a process as an office does, and return what it said."""
    process.terminate()
    said, _none = process.communicate(timeout=30)
    return said


def living(session: int) -> list[int]:
    """Processes of a session that have not ended; on Linux from /proc."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split() if entry.name.isdigit() else []
        except OSError:
            continue
        if fields and int(fields[3]) == session and fields[0] != "Z":
            found.append(int(entry.name))
    return sorted(found)


def command_of(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""


class Served:
    """`tusoi serve` as a session of its own, so that all of it can be killed at once."""

    def __init__(self, log: Path, settings_module: str = "tusoi.settings") -> None:
        self.settings_module = settings_module
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.log = log
        self.start()

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tusoi", "serve", "--port", str(self.port)],
                env={**environment(), "DJANGO_SETTINGS_MODULE": self.settings_module},
                cwd=HERE,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.wait()

    def wait(self, seconds: float = 60) -> None:
        """Until a page is served."""
        end = time.monotonic() + seconds
        while self.ask("GET", "/phieu/")[0] != 200:
            assert time.monotonic() < end, self.log.read_text()
            time.sleep(0.1)

    def ask(self, method: str, path: str, body: str = "") -> tuple[int, str]:
        """(status, page); (0, "") when no answer came."""
        link = HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            link.request(method, path, body, {"Content-Type": "application/x-www-form-urlencoded"} if body else {})
            answer = link.getresponse()
            return answer.status, answer.read().decode()
        except LOST:
            return 0, ""
        finally:
            link.close()

    def ask_and_leave(self, path: str, body: str) -> None:
        """Send a form and hang up before the answer."""
        link = HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            link.request("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded"})
            time.sleep(0.02)
        except LOST:
            pass
        finally:
            link.close()

    def kill_everything(self) -> None:
        """As when the power fails: all processes at the same moment."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.start()

    def kill_the_head(self) -> None:
        """The first process alone: the others must not go on without it, or two servers would write."""
        session = self.process.pid
        self.process.kill()
        self.process.wait()
        end = time.monotonic() + 15
        while left := living(session):
            assert time.monotonic() < end, [command_of(pid) for pid in left]
            time.sleep(0.1)
        self.start()

    def kill_the_hands(self) -> None:
        """Every process but the first: it must start them anew by itself."""
        for pid in living(self.process.pid):
            if pid != self.process.pid:
                os.kill(pid, signal.SIGKILL)
        time.sleep(0.5)
        self.wait()
        assert self.process.poll() is None, self.log.read_text()

    def end(self) -> None:
        session = self.process.pid
        self.process.terminate()
        try:
            self.process.wait(timeout=30)
        finally:
            for pid in living(session):
                os.kill(pid, signal.SIGKILL)
