"""Keys made by the application.

`new_id` is for high-volume rows: 41 bits of milliseconds since 2012-01-01, 8 bits of this process, 14 bits of a
counter. They sort by time and never clash inside a process; between processes the 8 random bits and the database's
unique index decide. `random_key` is for secret rows: it tells nothing.
"""

import secrets
import threading
import time

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

_EPOCH_MS = 1_325_376_000_000
_PROCESS = secrets.randbits(8)
_lock = threading.Lock()
_last = [0, 0]


def new_id() -> int:
    with _lock:
        now = int(time.time() * 1000) - _EPOCH_MS
        if now <= _last[0]:
            _last[1] += 1
            if _last[1] >= 1 << 14:
                _last[0], _last[1] = _last[0] + 1, 0
        else:
            _last[0], _last[1] = now, 0
        return (_last[0] << 22) | (_PROCESS << 14) | _last[1]


def random_key() -> int:
    """A random 63-bit key, never zero."""
    return secrets.randbits(63) | 1


def shard_of(code: str) -> int:
    """The home shard (0 to 63) of a unit or person, from its code; it never changes afterwards."""
    value = 0
    for byte in code.encode():
        value = (value * 31 + byte) % 65_521
    return value % 64


class RandomKeyField(models.BigIntegerField):
    """A random primary key that *is* SQLite's rowid, so no hidden column tells the order of arrival.

    SQLite makes the column the rowid only if its type is exactly `integer`.
    """

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs.setdefault("primary_key", True)
        kwargs.setdefault("default", random_key)
        kwargs.setdefault("editable", False)
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return "integer" if connection.vendor == "sqlite" else "bigint"


class TimeKeyField(models.BigIntegerField):
    """A primary key made by `new_id`, for high-volume rows."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs.setdefault("primary_key", True)
        kwargs.setdefault("default", new_id)
        kwargs.setdefault("editable", False)
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return "integer" if connection.vendor == "sqlite" else "bigint"
