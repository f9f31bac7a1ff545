"""Take off the disk what an opening has deleted. The opening tries it at once; the worker goes on until it has succeeded."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TypeVar

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.db.models import Model
from django.db.utils import OperationalError

from tusoi.foundation.secrecy.models import (
    Box,
    Draft,
    Keyholder,
    OriginalKeeper,
    RetiredCode,
    SealedSlip,
    SealedText,
    SealedTextShare,
    ShareHandover,
    Ticket,
)
from tusoi.foundation.secrecy.states import BoxState

M = TypeVar("M", bound=Model)
# A table after those that it refers to.
TABLES: list[type[Model]] = [Keyholder, ShareHandover, Ticket, SealedSlip, Draft]
AT_OPENING = [RetiredCode]  # only ever grows: too much to write anew every few minutes
ORIGINALS = {OriginalKeeper: "sealed_private_key", SealedText: "ciphertext", SealedTextShare: "sealed_share"}
WAIT = 1  # seconds for readers that are in the way; then later again


def swept_with_slips(model: type[M]) -> type[M]:
    """For a room's own table that holds hashes of codes for a while: it is written anew with the others. Nothing refers to it."""
    TABLES.append(model)
    return model


def sweep_due() -> int:
    """Sweep when a box was opened since the last sweep that succeeded. Returns how many boxes are clean by this one.

    Outside any transaction. 0 also when somebody was reading: call again.
    """
    opened = list(Box.objects.filter(state=BoxState.OPENED, is_swept=False).values_list("pk", flat=True))
    if not opened or not sweep(AT_OPENING):
        return 0
    return Box.objects.filter(pk__in=opened).update(is_swept=True)


def sweep(also: Sequence[type[Model]] = ()) -> bool:
    """Write the secret tables anew, in the order of their keys. False when somebody is in the way. Outside any transaction."""
    try:
        return _sweep_sqlite() if connection.vendor == "sqlite" else _sweep_postgresql([*TABLES, *also])
    except OperationalError:  # somebody reads or writes just now
        return False


def sweep_texts(columns: Mapping[str, str]) -> bool:
    """The same for tables whose texts were erased: {table: its text column}. False when somebody is in the way."""
    try:
        return _sweep_sqlite() if connection.vendor == "sqlite" else _rewrite_postgresql(columns)
    except OperationalError:
        return False


def _rewrite_postgresql(columns: Mapping[str, str]) -> bool:
    """Changing a column's type writes the table anew, without its dead rows even where an old snapshot could see them.

    Unlike TRUNCATE it may be done to a table that others refer to; and it throws the column's statistics away.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL lock_timeout = '{WAIT}s'")
        for table, column in columns.items():
            cursor.execute(f'ALTER TABLE "{table}" ALTER COLUMN "{column}" TYPE text USING "{column}" || \'\'')
        for model, column in ORIGINALS.items():
            table, empty = model._meta.db_table, "''::bytea"
            cursor.execute(f'ALTER TABLE "{table}" ALTER COLUMN "{column}" TYPE bytea USING "{column}" || {empty}')
    return True


def _sweep_sqlite() -> bool:
    """SQLite zeroes what is deleted, but cells that moved between pages leave copies in the gaps, and its log keeps pages.

    So the whole file is written anew, and the log is cut off. What is still sealed is copied in memory, not in a file.
    """
    with (
        connection.cursor() as cursor,
        _setting(cursor, "busy_timeout", WAIT * 1000),
        _setting(cursor, "temp_store", 2),
    ):
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return not cursor.fetchone()[0]


@contextmanager
def _setting(cursor: CursorWrapper, name: str, value: int) -> Iterator[None]:
    cursor.execute(f"PRAGMA {name}")
    before = cursor.fetchone()[0]
    cursor.execute(f"PRAGMA {name} = {value}")
    try:
        yield
    finally:
        cursor.execute(f"PRAGMA {name} = {before}")


def _sweep_postgresql(tables: Sequence[type[Model]]) -> bool:
    """PostgreSQL keeps dead rows in place, and VACUUM takes none that a snapshot anywhere in the cluster could still see.

    So the tables get new files, with what is still sealed in the random order of its keys; the old files go at once.
    """
    names = {model: connection.ops.quote_name(model._meta.db_table) for model in tables}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL lock_timeout = '{WAIT}s'")
        cursor.execute(f"LOCK TABLE {', '.join(names.values())} IN ACCESS EXCLUSIVE MODE")
        for number, name in enumerate(names.values()):
            cursor.execute(f"CREATE TEMPORARY TABLE kept_{number} ON COMMIT DROP AS TABLE {name}")
        cursor.execute(f"TRUNCATE {', '.join(names.values())}")
        for number, name in enumerate(names.values()):
            cursor.execute(f"INSERT INTO {name} SELECT * FROM kept_{number} ORDER BY id")
    return True


def statements_logged() -> list[str]:
    """What makes PostgreSQL write statements, and so slips with their time, into the log of its server, which nobody sweeps.

    Only its keeper may change that. Statements that fail are logged anyway: none of this room's does in good order.
    """
    if connection.vendor != "postgresql":
        return []
    quiet = {
        "log_statement": {"none", "ddl"},
        "log_min_duration_statement": {"-1"},
        "log_min_duration_sample": {"-1"},
        "log_transaction_sample_rate": {"0"},
        "auto_explain.log_min_duration": {"-1"},
    }
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", [list(quiet)])
        found = dict(cursor.fetchall())
    return [f"{name} = {found[name]}" for name, values in quiet.items() if found.get(name, "-1") not in values | {"-1"}]
