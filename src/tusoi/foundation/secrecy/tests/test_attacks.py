"""Written as an attacker would: the whole database in hand, slips handed in in a known order by known people.

A guess at the order of thirty slips counts as a success when it correlates with the truth (0.85 or more) or hits
twelve places; blind guessing does either less than once in a hundred million runs, a real tie always.
"""

import threading
from contextlib import contextmanager, suppress

import pytest
from django.db import close_old_connections, connection, connections

from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.secrecy import actions
from tusoi.foundation.secrecy.codes import clean_code, digest_of_receipt, hash_of_code
from tusoi.foundation.secrecy.models import (
    Box,
    GroupCount,
    Keyholder,
    PublishedReceipt,
    RetiredCode,
    SealedSlip,
    ShareHandover,
    Ticket,
)
from tusoi.foundation.secrecy.sealing import Locked, unlock, unseal
from tusoi.foundation.secrecy.submission import submit
from tusoi.foundation.secrecy.sweeping import sweep_due
from tusoi.foundation.secrecy.tests.attacker import sqlite_files
from tusoi.foundation.secrecy.tests.cast import AT, PASSPHRASES, armed, nonce, opened_by

pytestmark = pytest.mark.django_db(transaction=True)
SLIPS = 30
SECRET = "Hội nghị tháng sáu không có biên bản"


def tied(guess, truth):
    """Whether a guessed order tells the true one. Both list the same things."""
    n, rank = len(truth), {thing: place for place, thing in enumerate(guess)}
    assert sorted(map(str, guess)) == sorted(map(str, truth))
    hits = sum(rank[thing] == place for place, thing in enumerate(truth))
    distance = sum((rank[thing] - place) ** 2 for place, thing in enumerate(truth))
    correlation = 1 - 6 * distance / (n * (n * n - 1))
    return abs(correlation) >= 0.85 or hits >= 12


class Round:
    """Thirty slips handed in one after the other, with all that an observer of each could note down."""

    def __init__(self):
        self.box, self.holders = armed()
        self.codes = actions.mint(self.box, group="retired", count=SLIPS, by=self.holders[0], at=AT)
        self.texts = [f"{SECRET} lần {number:02d}" for number in range(SLIPS)]
        self.receipts, self.slip_keys = [], []
        for number, code in enumerate(self.codes):
            known = set(self.slip_keys)
            self.receipts.append(submit(code, nonce=nonce(number), content=self.texts[number]))
            (new,) = set(SealedSlip.objects.values_list("pk", flat=True)) - known
            self.slip_keys.append(new)
        self.ticket_keys = [Ticket.objects.get(code_hash=hash_of_code(clean_code(c))).pk for c in self.codes]
        self.ciphertexts = [bytes(c) for c in SealedSlip.objects.values_list("ciphertext", flat=True)]

    def open(self):
        self.received, opening = opened_by(self.box, self.holders)
        assert opening is not None
        return self

    def swept(self):
        self.open()
        self.swept_now()

    def swept_now(self):
        """The worker has its turns."""
        for _turn in range(60):
            if Box.objects.get(pk=self.box.pk).is_swept:
                return
            sweep_due()
        raise AssertionError("never swept")


def system_orders(model, column):
    """The rows in every order the database itself can be asked for."""
    table = model._meta.db_table
    hidden = ["rowid"] if connection.vendor == "sqlite" else ["ctid", "xmin::text::bigint", "cmin::text::bigint"]
    orders = [f"SELECT {column} FROM {table}"]
    orders += [f"SELECT {column} FROM {table} ORDER BY {key}" for key in ["id", *hidden]]
    with connection.cursor() as cursor:
        for order in orders:
            cursor.execute(order)
            yield [row[0] for row in cursor.fetchall()]


def every_byte():
    """All that the database has on disk, its log apart on PostgreSQL (see the decision record)."""
    if connection.vendor == "sqlite":
        return b"".join(sqlite_files().values())
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute(
            "SELECT pg_read_binary_file(pg_relation_filepath(oid)) FROM pg_class"
            " WHERE relkind IN ('r', 'i', 't') AND pg_relation_size(oid) > 0 AND relisshared = false"
        )
        return b"".join(bytes(row[0]) for row in cursor.fetchall())


def test_the_measure_itself_sees_a_real_tie():
    order = [f"s{n}" for n in range(SLIPS)]
    assert tied(order, order)
    assert tied(order[::-1], order)


def test_attack_order_of_arrival_by_keys_before_opening():
    made = Round()
    keys = list(SealedSlip.objects.order_by("pk").values_list("pk", flat=True))
    assert not tied(keys, made.slip_keys)
    assert not tied(sorted(made.ticket_keys), made.ticket_keys)
    if connection.vendor == "sqlite":
        for order in system_orders(SealedSlip, "id"):
            assert not tied(order, made.slip_keys)


def test_attack_codes_by_the_order_in_which_they_were_handed_out():
    box, holders = armed()
    codes = actions.mint(box, group="retired", count=SLIPS, by=holders[0], at=AT)
    handed_out = [hash_of_code(clean_code(code)) for code in codes]
    for order in system_orders(Ticket, "code_hash"):
        assert not tied(order, handed_out)


def test_attack_a_copy_in_mid_round_gives_ciphertext_of_one_length_and_nothing_else():
    made = Round()
    assert len({len(c) for c in made.ciphertexts}) == 1
    assert {f.name for f in SealedSlip._meta.get_fields()} == {"id", "box", "ciphertext"}
    assert len({len(r) for r in Ticket.objects.values_list("receipt_hash", flat=True)}) == 1
    content = every_byte()
    for text in [SECRET, *made.codes, *[c.replace("-", "") for c in made.codes], *made.receipts]:
        assert text.encode() not in content
    for phrase in PASSPHRASES:
        assert phrase.encode() not in content


def test_attack_one_keyholder_alone_with_the_database_cannot_read():
    made = Round()
    opened_by(made.box, made.holders[:1])
    first, second = Keyholder.objects.order_by("pk")
    locked = Locked(bytes(first.public_key), bytes(first.salt), bytes(first.sealed_private_key))
    private = unlock(locked, PASSPHRASES[0])
    others = [bytes(second.sealed_share), *[bytes(h.sealed_share) for h in ShareHandover.objects.all()]]
    assert [unseal(private, sealed) for sealed in [*others, *made.ciphertexts]] == [None] * (2 + SLIPS)


def test_attack_order_of_arrival_after_opening():
    made = Round().open()
    assert not tied([slip.content for slip in made.received], made.texts)
    digests = [digest_of_receipt(receipt) for receipt in made.receipts]
    for order in system_orders(PublishedReceipt, "digest"):
        assert not tied(order, digests)
    hashes = [hash_of_code(clean_code(code)) for code in made.codes]
    for order in system_orders(RetiredCode, "code_hash"):
        assert not tied(order, hashes)
    content = every_byte()
    assert not tied(sorted(digests, key=lambda d: content.find(d.encode())), digests)


def test_attack_receipts_against_the_order_of_the_contents():
    made = Round().open()
    writer = dict(zip(made.texts, made.receipts, strict=True))
    contents = [digest_of_receipt(writer[slip.content]) for slip in made.received]
    for order in system_orders(PublishedReceipt, "digest"):
        assert not tied(order, contents)


def test_attack_every_row_after_opening_was_written_by_one_transaction():
    Round().open()
    if connection.vendor == "postgresql":
        for model in (PublishedReceipt, RetiredCode, GroupCount):
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT count(DISTINCT xmin::text) FROM {model._meta.db_table}")
                assert cursor.fetchone() == (1,)
    assert not SealedSlip.objects.exists()


def test_attack_nothing_copied_in_mid_round_is_met_again_after_opening():
    made = Round()
    copied = {*made.slip_keys, *made.ticket_keys, *Ticket.objects.values_list("receipt_hash", flat=True)}
    made.open()
    for model in (PublishedReceipt, RetiredCode, GroupCount):
        values = {value for row in model.objects.values_list() for value in row}
        assert not values & copied
    assert {f.name for f in RetiredCode._meta.get_fields()} == {"id", "box", "code_hash"}


@contextmanager
def somebody_reads(table="secrecy_sealedslip"):
    """Another connection in the middle of reading: on both engines it keeps old pages alive."""
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute(f"SELECT count(*) FROM {table}")
            cursor.fetchall()
            yield
            cursor.execute("ROLLBACK")
    finally:
        other.close()


def test_attack_the_disk_while_somebody_reads_is_swept_by_the_worker_afterwards():
    made = Round()
    pieces = [c[start : start + 40] for c in made.ciphertexts for start in (0, 1000, 4000, 8000)]
    with somebody_reads():
        made.open()
        assert sweep_due() == 0
        assert any(piece in every_byte() for piece in pieces)
    made.swept_now()
    assert not any(piece in every_byte() for piece in pieces)
    assert sweep_due() == 0


def test_attack_the_gaps_between_the_tickets_of_a_round_that_goes_on():
    """Rows of another round stay, so pages are merged and not thrown away: what moved leaves copies behind."""
    made = Round()
    going_on = actions.prepare(scope=8, keyholders=made.holders, by=made.holders[0], at=AT)
    for holder, passphrase in zip(made.holders, PASSPHRASES, strict=False):
        actions.set_passphrase(going_on, passphrase, by=holder, at=AT)
    actions.arm(going_on, by=made.holders[0], at=AT)
    for _batch in range(6):
        actions.mint(made.box, group="individuals", count=300, by=made.holders[0], at=AT)
        actions.mint(going_on, group="individuals", count=100, by=made.holders[0], at=AT)
    hashes = Ticket.objects.filter(box=made.box, group="individuals").values_list("code_hash", flat=True)
    between = b"" if connection.vendor == "sqlite" else b"\x03\x83"  # PostgreSQL: lengths of an empty label and of 64
    rows = [b"individuals" + between + code_hash.encode() for code_hash in hashes]  # as a ticket's row has it
    before = every_byte()
    assert sum(row in before for row in rows) > len(rows) // 2
    made.swept()
    after = every_byte()
    assert not any(row in after for row in rows)
    assert Ticket.objects.filter(box=going_on).count() == 600


def test_attack_the_disk_after_opening_has_no_ciphertext_and_no_key_left():
    made = Round()
    keys = [bytes(k) for k in Keyholder.objects.values_list("sealed_private_key", flat=True)]
    pieces = [c[start : start + 40] for c in made.ciphertexts for start in (0, 1000, 4000, 8000)] + keys
    before = every_byte()
    assert all(piece in before for piece in keys)
    assert sum(piece in before for piece in pieces) > len(pieces) // 2
    made.swept()
    after = every_byte()
    assert not any(piece in after for piece in pieces)


@pytest.mark.parametrize("same_form", [False, True])
def test_attack_one_code_from_many_hands_at_once(same_form):
    box, holders = armed()
    (code,) = actions.mint(box, group="retired", count=1, by=holders[0], at=AT)
    results, gate = [], threading.Barrier(6)

    def send(number):
        try:
            gate.wait()
            results.append(submit(code, nonce=nonce(0 if same_form else number), content=number))
        except Refused:
            results.append(None)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=send, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    close_old_connections()
    assert SealedSlip.objects.count() == Ticket.objects.filter(spent=True).count() == 1
    assert len({r for r in results if r}) == 1
    assert sum(r is None for r in results) == (0 if same_form else 5)


def test_attack_slips_that_race_with_closing_are_either_refused_or_in_the_box():
    box, holders = armed()
    codes = actions.mint(box, group="retired", count=12, by=holders[0], at=AT)
    taken, gate = [], threading.Barrier(7)

    def send(mine):
        gate.wait()
        for number, code in mine:
            with suppress(Refused):
                taken.append(submit(code, nonce=nonce(number), content=f"{number}"))
        connections.close_all()

    pairs = list(enumerate(codes))
    threads = [threading.Thread(target=send, args=(pairs[n::6],)) for n in range(6)]
    for thread in threads:
        thread.start()
    gate.wait()
    received, opening = opened_by(box, holders)
    for thread in threads:
        thread.join()
    assert opening is not None
    assert opening.faults == {}
    assert len(received) == len(taken) == PublishedReceipt.objects.count()
    assert {digest_of_receipt(r) for r in taken} == set(PublishedReceipt.objects.values_list("digest", flat=True))
