"""Server and worker draw the consequence of each other's death; shown on real, small processes."""

import os
import select
import signal
import subprocess
import sys
import time

import pytest

from tusoi.web.keeping import server

CHILD = "import os, time; from tusoi.web.keeping.server import end_with; end_with(os.getppid()); print('ready', flush=True); time.sleep(60)"
PARENT = f"import subprocess, sys; c = subprocess.Popen([sys.executable, '-c', {CHILD!r}]); print(c.pid, flush=True); c.wait()"


def until(condition, seconds=20):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.fixture
def sleepers(monkeypatch):
    """Workers that only sleep, in the order in which they were started."""
    started = []

    def start():
        started.append(subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]))
        return started[-1]

    monkeypatch.setattr(server, "_start_worker", start)
    monkeypatch.setattr(server, "LOOK_EVERY", 0.05)
    yield started
    for process in started:
        process.kill()
        process.wait()


def test_a_process_does_not_outlive_the_one_that_started_it_even_when_that_is_killed():
    parent = subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True)
    with parent.stdout as said:
        child = int(said.readline())
        assert said.readline() == "ready\n"
        os.kill(parent.pid, signal.SIGKILL)
        parent.wait()
        ended, _write, _fault = select.select([said], [], [], 20)  # the child held the pipe's other end
        if not ended:
            os.kill(child, signal.SIGKILL)
        assert ended


def test_a_worker_that_dies_is_started_anew_and_the_last_one_ends_with_the_server(sleepers):
    with server.worker_beside():
        until(lambda: len(sleepers) == 1)
        sleepers[0].kill()
        until(lambda: len(sleepers) == 2)
        assert sleepers[1].poll() is None
    assert sleepers[1].poll() == -signal.SIGTERM
    assert len(sleepers) == 2


def test_the_worker_ends_when_the_server_fails(sleepers):
    with pytest.raises(RuntimeError), server.worker_beside():
        raise RuntimeError("hỏng")
    assert [process.poll() for process in sleepers] == [-signal.SIGTERM]


def test_the_worker_knows_beside_whom_it_runs(monkeypatch):
    monkeypatch.setattr(server.subprocess, "Popen", lambda command: command)
    assert server._start_worker()[1:] == ["-m", "tusoi", "worker", "--beside", str(os.getpid())]
