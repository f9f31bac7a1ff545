"""What somebody can do who holds everything: every order the database knows, every byte, and an exact judgement.

The attacker knows the true order in which people handed in. A method puts the things in an order; the guess is that the
first thing is the first person's, and so on. Under chance a method's order is a random permutation of the truth. Three
counts are held against the binomial: things at exactly their place; disjoint pairs (one of the first half, one of the
second) in the right order, which are independent fair coins, so that this test is exact; and neighbours that are
neighbours in truth, which finds orders that were cut and turned around.
"""

import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from math import comb
from pathlib import Path

from django.db import connection

LEVEL = 0.01


def at_least(hits: int, tries: int, chance: float) -> float:
    """The exact binomial probability of this many hits or more."""
    return min(1.0, sum(comb(tries, k) * chance**k * (1 - chance) ** (tries - k) for k in range(hits, tries + 1)))


def p_values(guess: Sequence[object], truth: Sequence[object]) -> dict[str, float]:
    """How likely chance does as well as this guess, by three counts; `pairs` looks both ways, since a reversed order tells too."""
    known, n = set(truth), len(truth)
    rank = {thing: place for place, thing in enumerate(thing for thing in guess if thing in known)}
    assert set(rank) == known, "a method must place every thing"
    places = [rank[thing] for thing in truth]
    exact = sum(place == number for number, place in enumerate(places))
    half = n // 2
    ahead = sum(places[number] < places[number + half] for number in range(half))
    beside = sum(abs(a - b) == 1 for a, b in pairwise(places))
    return {
        "places": at_least(exact, n, 1 / n),
        "pairs": min(1.0, 2 * at_least(max(ahead, half - ahead), half, 0.5)),
        "neighbours": at_least(beside, n - 1, 2 / n),
    }


def told(orders: Mapping[str, Sequence[object]], truth: Sequence[object]) -> dict[str, float]:
    """The methods that do better than chance: {method and count: p}.

    Bonferroni: the level is divided by all the tests made on this evidence, so that together they raise a false alarm
    at most once in a hundred, however the methods depend on each other (most see the same bytes, so they do). It costs
    no strength: a method that really tells has a p of 1e-20 or less at two hundred slips.
    """
    found = {f"{name}, {count}": p for name, order in orders.items() for count, p in p_values(order, truth).items()}
    return {name: p for name, p in found.items() if p < LEVEL / len(found)}


def asked(query: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return list(cursor.fetchall())


def system_orders(table: str, column: str = "id") -> dict[str, list[object]]:
    """The rows in every order that the database itself can be asked for."""
    keys = {"as they lie": "", "key": "ORDER BY id"}
    if connection.vendor == "sqlite":
        keys["rowid"] = "ORDER BY rowid"
    else:
        keys |= {name: f"ORDER BY {name}::text::bigint" for name in ("xmin", "xmax", "cmin")}
        keys["ctid"] = "ORDER BY ctid"
    return {
        f"{table} by {name}": [row[0] for row in asked(f"SELECT {column} FROM {table} {order}")]
        for name, order in keys.items()
    }


def oversize_orders(table: str) -> dict[str, list[object]]:
    """PostgreSQL puts long values in a table of its own, numbered from a counter of the whole cluster."""
    if connection.vendor != "postgresql":
        return {}
    where = f"SELECT reltoastrelid::regclass FROM pg_class WHERE oid = '{table}'::regclass"
    oversize = asked(where)[0][0]
    pieces = asked(f"SELECT chunk_id, chunk_data FROM {oversize} WHERE chunk_seq = 0 ORDER BY ctid")
    rows = {bytes(value)[:64]: key for key, value in asked(f"SELECT id, substring(ciphertext, 1, 64) FROM {table}")}
    lying = [(number, rows[bytes(data)[:64]]) for number, data in pieces if bytes(data)[:64] in rows]
    return {
        f"{table} by oversize ctid": [key for _number, key in lying],
        f"{table} by oversize number": [key for _number, key in sorted(lying)],
    }


def read_apart(path: str) -> bytes:
    """The bytes of a database's file, read by another process.

    Closing a file gives up all locks that the process holds on it, those of its open connections included: the next
    process to leave the database would take itself for the last and remove the log from under them.
    """
    return subprocess.run(["cat", path], capture_output=True, check=True).stdout


def sqlite_files() -> dict[str, bytes]:
    name = str(connection.settings_dict["NAME"])
    return {end: read_apart(name + end) for end in ("", "-wal", "-shm") if Path(name + end).exists()}


def files() -> Iterator[tuple[str, bytes]]:
    """Every file of the database; of PostgreSQL tables, indexes and oversize values, its log apart (see the decision record)."""
    if connection.vendor == "sqlite":
        found = sqlite_files()
        yield from ((end or "file", content) for end, content in found.items())
        yield "file and log together", b"".join(found.values())
        asked("PRAGMA wal_checkpoint(PASSIVE)")  # as whoever opens a copy does
        yield "file with its log brought in", read_apart(str(connection.settings_dict["NAME"]))
        return
    asked_for = (
        "SELECT relname, pg_read_binary_file(pg_relation_filepath(oid)) FROM pg_class WHERE relkind IN ('r', 'i', 't')"
        " AND pg_relation_size(oid) > 0 AND NOT relisshared AND (oid >= 16384 OR relname LIKE 'pg_statistic%')"
    )
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
    for name, content in asked(asked_for):
        yield str(name), bytes(content)  # type: ignore[arg-type]


def byte_orders(pieces: Mapping[object, Sequence[bytes]]) -> dict[str, list[object]]:
    """The things in the order in which their bytes lie in each file that holds them all: first and last place, each piece.

    pieces: for each thing the same number of byte strings that give it away.
    """
    found: dict[str, list[object]] = {}
    for name, content in files():
        for number, wanted in enumerate(zip(*pieces.values(), strict=True)):
            if any(piece not in content for piece in wanted):
                continue
            firsts = [content.find(piece) for piece in wanted]
            lasts = [content.rfind(piece) for piece in wanted]
            for end, places in (("first", firsts), ("last", lasts)):
                ranked = sorted(zip(places, pieces, strict=True), key=lambda pair: pair[0])
                found[f"{end} byte of piece {number} in {name}"] = [thing for _place, thing in ranked]
    return found


def ciphertext_orders() -> dict[str, list[object]]:
    """Sealed slips by length, by how well they compress, and by their bytes."""
    rows = [(key, bytes(value)) for key, value in asked("SELECT id, ciphertext FROM secrecy_sealedslip")]  # type: ignore[arg-type]
    sorts: dict[str, Callable[[bytes], object]] = {
        "length": len,
        "first bytes": lambda value: value[:32],
        "last bytes": lambda value: value[-32:],
        "zero bytes": lambda value: value.count(0),
        "sum of bytes": sum,
    }
    return {
        f"ciphertext by {name}": [key for key, _value in sorted(rows, key=lambda row: (sort(row[1]), row[0]))]
        for name, sort in sorts.items()
    }
