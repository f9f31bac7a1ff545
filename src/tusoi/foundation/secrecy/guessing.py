"""Codes cannot be tried out. In memory only, and no address in clear: a hash under a key that changes with the window.

The checksum finds every typing slip, so that only codes that are well formed and of no slip count: nobody makes many by
mistake. Each serving process counts for itself.
"""

import hashlib
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import ceil

from django.utils.translation import gettext as _

from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.secrecy.submission import NoSuchCode

WINDOW = 600  # seconds
MOST = 20  # wrong codes of one address in a window
MOST_ADDRESSES = 10_000


class TooManyGuesses(Refused):
    """No code from this address is looked at for a while."""


@dataclass
class Guard:
    """Wrong codes of this window. `now` is always seconds of a clock that only goes forward."""

    began: float = 0.0
    key: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    wrong: dict[bytes, int] = field(default_factory=dict)

    def check(self, address: str, *, now: float) -> None:
        """Raise Refused when too many wrong codes came from there."""
        if self.wrong.get(self._name(address, now), 0) < MOST:
            return
        minutes = ceil((self.began + WINDOW - now) / 60)
        raise TooManyGuesses(
            _("Nơi này đã gõ quá nhiều mã không có thật, nên tạm không nhận mã"),
            way_out=_("Chờ %(n)s phút rồi gõ lại; phiếu chưa gửi vẫn còn nguyên") % {"n": minutes},
        )

    def count(self, address: str, *, now: float) -> None:
        """One more wrong code from there."""
        name = self._name(address, now)
        if name in self.wrong or len(self.wrong) < MOST_ADDRESSES:
            self.wrong[name] = self.wrong.get(name, 0) + 1

    def _name(self, address: str, now: float) -> bytes:
        if not self.began <= now < self.began + WINDOW:
            self.began, self.key, self.wrong = now, secrets.token_bytes(32), {}
        return hashlib.blake2b(address.encode(), key=self.key, digest_size=8).digest()


_guard = Guard()


@contextmanager
def no_guessing(address: str, *, now: float | None = None) -> Iterator[None]:
    """Look codes up in this block: a code of no slip counts for the address. Raises Refused when there were too many."""
    now = time.monotonic() if now is None else now
    _guard.check(address, now=now)
    try:
        yield
    except NoSuchCode:
        _guard.count(address, now=now)
        raise
