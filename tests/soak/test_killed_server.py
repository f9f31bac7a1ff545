"""kill -9 while slips are handed in over HTTP, on durable settings: what was acknowledged is in the box, once.

Five kills at seeded moments belong to every run of the tests, fifty to the long ones. The worker that starts with each
server mixes the slips (see secrecy.stirring), so that this is done under load as well.
"""

import random
import re
import threading
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode

import pytest
from django.db import connection

from tests.factories import ROUND_OPENS, TODAY, go_to, open_round, open_slips, world
from tests.soak.processes import Served
from tusoi.foundation.journal.actions import first_broken
from tusoi.foundation.kernel.clock import at_noon
from tusoi.foundation.secrecy.codes import clean_code, digest_of_receipt, receipt_of
from tusoi.foundation.secrecy.models import Box, PublishedReceipt, SealedSlip, Ticket
from tusoi.foundation.secrecy.submission import Found, look_for
from tusoi.process.feedback import actions as rounds
from tusoi.process.feedback.models import Comment
from tusoi.process.feedback.slips import hand_in

pytestmark = pytest.mark.django_db(transaction=True)
SLIP = "/phieu/"
CLIENTS = 4
RECEIPT = re.compile(r'id="ma-bien-nhan"[^>]*>([^<]+)<')
NONCE = re.compile(r'name="nonce" value="([^"]+)"')


@dataclass
class Contributor(threading.Thread):
    """Hands in one sheet after another and never gives up on one: what was sent is sent again until it is answered."""

    server: Served
    subject: int
    codes: list[str]
    enough: threading.Event
    seed: int
    receipts: dict[str, str] = field(default_factory=dict)
    nonces: dict[str, str] = field(default_factory=dict)
    lost: int = 0
    fault: str = ""

    def __post_init__(self) -> None:
        super().__init__(daemon=True)
        self.chance = random.Random(self.seed)

    def __hash__(self) -> int:
        return id(self)

    def run(self) -> None:
        try:
            while self.codes and not self.enough.is_set():
                self.one_slip(self.codes.pop())
        except AssertionError as fault:
            self.fault = str(fault) or repr(fault)

    def post(self, wanted: re.Pattern[str], form: dict[str, str]) -> str:
        """Send until an answer comes; what the pattern finds in it."""
        for _attempt in range(1000):
            status, page = self.server.ask("POST", SLIP, urlencode(form))
            if status:
                found = wanted.search(page)
                assert found, f"{status}: {page[:2000]}"
                return found[1]
            self.lost += 1
            time.sleep(0.1)
        raise AssertionError("no answer for a hundred seconds")

    def one_slip(self, code: str) -> None:
        nonce = self.nonces[code] = self.post(NONCE, {"code": code})
        form = {"code": code, "nonce": nonce, "go": "send", f"a-{self.subject}-shortcoming": f"Ý kiến {code}"}
        if self.chance.random() < 0.2:
            self.server.ask_and_leave(SLIP, urlencode(form))
        receipt = self.post(RECEIPT, form)
        assert receipt == receipt_of(clean_code(code), nonce)
        if self.chance.random() < 0.2:
            assert self.post(RECEIPT, form) == receipt
        self.receipts[code] = receipt


def everything_acknowledged_is_sealed(team: list[Contributor]) -> None:
    for receipt in [receipt for member in team for receipt in list(member.receipts.values())]:
        assert look_for(receipt)[0] == Found.SEALED, receipt


@pytest.fixture
def durable():
    """What is written is on disk before it is acknowledged: the test server of PostgreSQL runs without, for speed."""
    if connection.vendor == "sqlite":
        assert (asked("PRAGMA synchronous"), asked("PRAGMA journal_mode")) == (2, "wal")
        yield
        return
    try:
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            asked(f"ALTER SYSTEM SET {setting} = on")
        reloaded(fsync="on")
        yield
    finally:
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            asked(f"ALTER SYSTEM RESET {setting}")
        reloaded(fsync="off")


def asked(query: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchone()[0] if cursor.description else None


def reloaded(*, fsync: str) -> None:
    asked("SELECT pg_reload_conf()")
    for _turn in range(100):
        if asked("SHOW fsync") == fsync:
            return
        time.sleep(0.05)
    raise AssertionError("PostgreSQL did not take its settings")


def test_a_slip_that_was_acknowledged_is_counted_once_however_the_server_dies(settings, tmp_path, durable):
    survive(settings, tmp_path, kills=5, sheets=800, seed=20120729)


@pytest.mark.soak
@pytest.mark.parametrize("seed", [1, 2])
def test_it_is_so_after_fifty_deaths(settings, tmp_path, durable, seed):
    survive(settings, tmp_path, kills=25, sheets=6000, seed=seed)


def survive(settings, tmp_path, *, kills: int, sheets: int, seed: int) -> None:
    settings.SECRET_KEY = "only-for-the-soak-test-0123456789-abcdefghijklmnopqrstuvwxyz"
    home = world(today=ROUND_OPENS)
    round = open_round(home, individuals=sheets)
    printed = rounds.print_slips(round.groups.get(code="individuals"), count=sheets, by=None, at=at_noon(ROUND_OPENS))
    codes = [code for code, _label in printed]
    subject = round.subjects.get(code="btv").pk
    server = Served(tmp_path / "server.log")
    enough = threading.Event()
    team = [Contributor(server, subject, codes[n::CLIENTS], enough, seed=seed + n) for n in range(CLIENTS)]
    ways = [server.kill_everything, server.kill_the_head, server.kill_the_hands]
    chance = random.Random(seed)
    try:
        for member in team:
            member.start()
        for kill in range(kills):
            time.sleep(chance.uniform(0.3, 1.5))
            ways[kill % len(ways)]()
            everything_acknowledged_is_sealed(team)
        time.sleep(1)
        enough.set()
        for member in team:
            member.join(timeout=120)
            assert not member.is_alive()
    finally:
        enough.set()
        server.end()
    assert [member.fault for member in team if member.fault] == []
    assert sum(member.lost for member in team) > 0, "no client ever met a dead server: the test proves nothing"
    the_box_holds(home, round, team)


def the_box_holds(home, round, team):
    receipts = {code: receipt for member in team for code, receipt in member.receipts.items()}
    nonces = {code: nonce for member in team for code, nonce in member.nonces.items()}
    assert len(receipts) > 10 * CLIENTS
    assert SealedSlip.objects.count() == Ticket.objects.filter(spent=True).count() == len(receipts)
    assert first_broken() is None

    go_to(TODAY)
    open_slips(home, round)

    box = Box.objects.get(pk=round.box_id)
    assert box.faults == {}
    published = list(PublishedReceipt.objects.filter(box=box).values_list("digest", flat=True))
    assert sorted(published) == sorted(digest_of_receipt(receipt) for receipt in receipts.values())
    written = sorted(Comment.objects.filter(round=round).values_list("text", flat=True))
    assert written == sorted(f"Ý kiến {code}" for code in receipts)
    for code, receipt in list(receipts.items())[:50]:
        assert hand_in(code, nonce=nonces[code], answers={}, at=at_noon(TODAY)) == receipt
