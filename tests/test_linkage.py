"""The linkage attack: two hundred people hand in over HTTP in a known order, then somebody takes everything there is.

An alarm must sound again on a second round: a real tie always does; a false one, once in a hundred runs, hardly ever.
"""

import random
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import Model

from tests.factories import ROUND_OPENS, World, open_round, open_slips, world
from tests.soak.processes import Served
from tusoi.foundation.journal.actions import record
from tusoi.foundation.journal.models import Entry
from tusoi.foundation.kernel.clock import at_noon
from tusoi.foundation.kernel.models import ClockMark
from tusoi.foundation.secrecy import opening, stirring
from tusoi.foundation.secrecy.codes import clean_code, digest_of_receipt, hash_of_code
from tusoi.foundation.secrecy.models import Box, PublishedReceipt, RetiredCode, SealedSlip, Ticket
from tusoi.foundation.secrecy.sweeping import sweep_due
from tusoi.foundation.secrecy.tests import attacker
from tusoi.foundation.secrecy.tests.attacker import byte_orders, ciphertext_orders, oversize_orders, system_orders, told
from tusoi.process.feedback import actions
from tusoi.process.feedback.models import Comment, Round
from tusoi.process.feedback.slips import hand_in

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = 200
TEXT = "Ý kiến của người thứ {:03d}: họp còn muộn, kết luận còn chậm"
RECEIPT = re.compile(r'id="ma-bien-nhan"[^>]*>([^<]+)<')
NONCE = re.compile(r'name="nonce" value="([^"]+)"')
SLIP_TABLES = {"secrecy_ticket", "secrecy_sealedslip"}


@dataclass
class Observed:
    """A round, and what somebody who stood beside every contributor noted down, in the order of arrival."""

    home: World
    round: Round
    codes: list[str]
    receipts: list[str] = field(default_factory=list)
    slips: list[int] = field(default_factory=list)

    @property
    def texts(self) -> list[str]:
        return [TEXT.format(number) for number in range(len(self.codes))]

    @property
    def code_hashes(self) -> list[str]:
        return [hash_of_code(clean_code(code)) for code in self.codes]

    @property
    def digests(self) -> list[str]:
        return [digest_of_receipt(receipt) for receipt in self.receipts]

    def noted(self, receipt: str) -> None:
        self.receipts.append(receipt)
        (new,) = set(SealedSlip.objects.filter(box=self.round.box).values_list("pk", flat=True)) - set(self.slips)
        self.slips.append(new)


def prepared(home: World, code: str) -> Observed:
    round = open_round(home, code=code, subjects=("btv", "btv-1"), individuals=PEOPLE)
    sheets = actions.print_slips(round.groups.get(code="individuals"), by=None, at=at_noon(ROUND_OPENS))
    return Observed(home, round, [sheet for sheet, _label in sheets])


def over_http(seen: Observed, server: Served) -> None:
    subject = seen.round.subjects.get(code="btv").pk
    for code, text in zip(seen.codes, seen.texts, strict=True):
        nonce = NONCE.search(server.ask("POST", "/phieu/", urlencode({"code": code}))[1])
        assert nonce
        form = {"code": code, "nonce": nonce[1], "go": "send", f"a-{subject}-shortcoming": text}
        receipt = RECEIPT.search(server.ask("POST", "/phieu/", urlencode(form))[1])
        assert receipt
        seen.noted(receipt[1])


def in_process(seen: Observed) -> None:
    subject = seen.round.subjects.get(code="btv").pk
    for number, (code, text) in enumerate(zip(seen.codes, seen.texts, strict=True)):
        answers = {subject: {"shortcoming": text}}
        seen.noted(hand_in(code, nonce=f"nonce-of-form-{number:06d}", answers=answers, at=at_noon(ROUND_OPENS)))


def in_mid_round(seen: Observed) -> dict[str, float]:
    """What a copy tells before opening: which sealed slip is whose, and which ticket."""
    sealed = {key: bytes(value) for key, value in SealedSlip.objects.values_list("pk", "ciphertext")}
    mine = {key: sealed[key] for key in seen.slips}
    orders = system_orders("secrecy_sealedslip") | oversize_orders("secrecy_sealedslip") | ciphertext_orders()
    orders |= byte_orders({key: [c[:48], c[1200:1248], c[2600:2648], c[6000:6048]] for key, c in mine.items()})
    found = told(orders, seen.slips)
    rows = Ticket.objects.filter(code_hash__in=seen.code_hashes).values_list("code_hash", "receipt_hash")
    tickets = {code: [code.encode(), receipt.encode()] for code, receipt in rows}
    return found | told(system_orders("secrecy_ticket", "code_hash") | byte_orders(tickets), seen.code_hashes)


def after_opening(seen: Observed) -> dict[str, float]:
    """What the opened round tells: which comment is whose, which published receipt, which code; and one by the other."""
    comments = system_orders("feedback_comment", "text")
    digests = system_orders("secrecy_publishedreceipt", "digest")
    codes = system_orders("secrecy_retiredcode", "code_hash")
    voices = {"comments by voice": list(Comment.objects.order_by("voice").values_list("text", flat=True))}
    found = told(comments | voices | byte_orders({text: [text.encode()] for text in seen.texts}), seen.texts)
    found |= told(digests | byte_orders({digest: [digest.encode()] for digest in seen.digests}), seen.digests)
    found |= told(codes | byte_orders({one: [one.encode()] for one in seen.code_hashes}), seen.code_hashes)
    writer = dict(zip(seen.digests, seen.texts, strict=True)) | dict(zip(seen.code_hashes, seen.texts, strict=True))
    for order in comments.values():
        mine = [text for text in order if text in set(seen.texts)]
        beside = {name: [writer[one] for one in other if one in writer] for name, other in (digests | codes).items()}
        found |= {f"{name} beside comments": p for name, p in told(beside, mine).items()}
    return found


def stirred(monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker looks twice: the second time nothing has come."""
    monkeypatch.setattr(stirring, "_stirrer", stirring.Stirrer(stirred=0))
    for turn in range(60):
        if stirring.stir_due(now=1000 + turn * stirring.LOOK):
            return
    raise AssertionError("never stirred")


def opened(seen: Observed, turns: int = 60) -> None:
    open_slips(seen.home, seen.round)
    for _turn in range(turns):
        if Box.objects.get(pk=seen.round.box_id).is_swept:
            return
        sweep_due()
        time.sleep(0.1)
    raise AssertionError("never swept")


def everything() -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    tables = [model._meta.db_table for model in apps.get_models(include_auto_created=True)]
    return {table: sorted(attacker.asked(f"SELECT * FROM {table}"), key=repr) for table in tables}


@contextmanager
def nothing_else_moves(folder: Path) -> Iterator[list[str]]:
    """Lists afterwards which tables and files changed beside the tickets and the slips."""
    known, files = everything(), {path: path.stat().st_size for path in folder.rglob("*") if path.is_file()}
    moved: list[str] = []
    yield moved
    moved += [table for table, rows in everything().items() if rows != known[table] and table not in SLIP_TABLES]
    moved += [
        str(path)
        for path in folder.rglob("*")
        if path.is_file() and files.get(path) != path.stat().st_size and ".sqlite3" not in path.name
    ]


def settled() -> None:
    """The worker beside the server has chained every entry and looked at the day."""
    for _turn in range(100):
        if ClockMark.objects.exists() and not Entry.objects.filter(position=None).exists():
            return
        time.sleep(0.1)
    raise AssertionError("the worker does not work")


def assert_bites(found: dict[str, float]) -> None:
    """Before the worker has stirred, the methods that see the order of arrival find it: they have teeth."""
    if connection.vendor == "sqlite":
        bites = {f"last byte of piece {piece} in file with its log brought in" for piece in (1, 2, 3)}
    else:
        table = "secrecy_sealedslip by"
        bites = {f"{table} xmin", f"{table} ctid", f"{table} oversize ctid", f"{table} oversize number"}
    certain = {name.rpartition(",")[0] for name, p in found.items() if p < 1e-15}
    assert bites <= certain


def test_attack_two_hundred_slips_over_http_before_and_after_opening(settings, tmp_path, monkeypatch):
    settings.SECRET_KEY = "only-for-this-test-0123456789-abcdefghijklmnopqrstuvwxyz"
    settings.MEDIA_ROOT = tmp_path / "files"
    home = world(today=ROUND_OPENS)
    log = tmp_path / "server.log"

    def attack(code: str) -> set[str]:
        seen = prepared(home, code)
        server = Served(log)
        try:
            settled()
            with nothing_else_moves(tmp_path) as moved:
                assert server.ask("POST", "/phieu/", "code=7KMP")[0] == 403  # which would be logged on any other page
                over_http(seen, server)
            assert moved == []
            assert_bites(in_mid_round(seen))
            stirred(monkeypatch)
            found = set(in_mid_round(seen))
            mine = [text for text in seen.texts for _name, content in attacker.files() if text.encode() in content]
            assert mine == []  # attacker B, who knows which ciphertext is whose, has no word of it
        finally:
            server.end()
        opened(seen)
        found |= set(after_opening(seen))
        secrets = [*seen.codes, *(code.replace("-", "") for code in seen.codes), *seen.receipts]
        everywhere = [content for _name, content in attacker.files()]
        everywhere += [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
        assert [one for one in secrets for content in everywhere if one.encode() in content] == []
        assert "/phieu/" not in log.read_text()
        return found

    alarms = attack("dot-1")
    if alarms:
        alarms &= attack("dot-2")
    assert alarms == set()


def in_sequence(monkeypatch: pytest.MonkeyPatch, *models: type[Model]) -> None:
    for model in models:
        monkeypatch.setattr(model._meta.pk, "_get_default", count(1000).__next__)


def test_the_methods_find_writers_by_keys_that_count_up_and_by_rows_nobody_shuffled(monkeypatch):
    """The same round as a careless program would keep it."""
    in_sequence(monkeypatch, SealedSlip, Comment, PublishedReceipt, RetiredCode)
    monkeypatch.setattr(opening._shuffler, "shuffle", lambda _rows: None)
    seen = prepared(world(today=ROUND_OPENS), "dot-1")
    in_process(seen)
    stirred(monkeypatch)
    found = in_mid_round(seen)
    assert found["secrecy_sealedslip by key, places"] < 1e-100
    assert found["secrecy_sealedslip by as they lie, pairs"] < 1e-20
    opened(seen)
    found = after_opening(seen)
    for name in ("feedback_comment by key", "secrecy_publishedreceipt by key"):
        assert any(method.startswith(name) and p < 1e-20 for method, p in found.items()), name
    assert any(method.endswith("beside comments") for method in found)
    assert any(" in " in method for method in found), "the bytes on disk tell it too"


def test_the_watch_over_tables_and_files_sees_a_clock_that_was_kept(tmp_path):
    seen = prepared(world(today=ROUND_OPENS), "dot-1")
    with nothing_else_moves(tmp_path) as moved:
        record("test.slip", seen.round, by=None, at=at_noon(ROUND_OPENS))
        (tmp_path / "access.log").write_text("POST /phieu/")
    assert moved == ["journal_entry", str(tmp_path / "access.log")]


@pytest.mark.parametrize("guess", [range(200), range(199, -1, -1), [*range(50, 200), *range(50)]])
def test_the_judgement_knows_the_order_the_reversed_and_the_cut_one(guess):
    assert told({"order": list(guess)}, list(range(200)))


def test_the_judgement_lets_chance_pass():
    """Ten thousand counts over random orders: no more alarms than were promised, with room for luck."""
    chance = random.Random(20120729)
    truth = list(range(40))
    alarms = sum(
        bool(told({"one": chance.sample(truth, 40), "two": chance.sample(truth, 40)}, truth)) for _ in range(1500)
    )
    assert alarms <= 30  # one in a hundred would be fifteen
