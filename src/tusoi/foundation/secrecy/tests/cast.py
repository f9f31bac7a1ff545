"""The people of these tests, and boxes brought into a state by the real verbs."""

from datetime import UTC, datetime

from tusoi.foundation.access.actions import open_account
from tusoi.foundation.access.models import Account
from tusoi.foundation.secrecy import actions
from tusoi.foundation.secrecy.models import Box
from tusoi.foundation.secrecy.opening import Opening, Slip, enter_passphrase

AT = datetime(2012, 7, 29, 5, tzinfo=UTC)
PASSPHRASES = ("sông Hậu mùa nước nổi", "cầu Trà Nóc buổi sáng", "chợ nổi Cái Răng xưa")


def keyholders(count: int = 2) -> list[Account]:
    return [open_account(username=f"holder{number}") for number in range(count)]


def prepared(count: int = 2, need: int = 2, threshold: int = 5) -> tuple[Box, list[Account]]:
    holders = keyholders(count)
    box = actions.prepare(scope=7, keyholders=holders, need=need, threshold=threshold, by=holders[0], at=AT)
    return box, holders


def armed(count: int = 2, need: int = 2, threshold: int = 5) -> tuple[Box, list[Account]]:
    box, holders = prepared(count, need, threshold)
    for holder, passphrase in zip(holders, PASSPHRASES, strict=False):
        actions.set_passphrase(box, passphrase, by=holder, at=AT)
    actions.arm(box, by=holders[0], at=AT)
    return box, holders


def nonce(number: int = 0) -> str:
    return f"nonce-of-form-{number:06d}"


def opened_by(box: Box, holders: list[Account]) -> tuple[list[Slip], Opening | None]:
    """Close the box and let the holders enter one after the other; what was received, and the opening."""
    received: list[Slip] = []
    opening = None
    actions.close(box, by=holders[0], at=AT)
    for holder, passphrase in zip(holders, PASSPHRASES, strict=False):
        opening = enter_passphrase(box, passphrase, by=holder, at=AT, receive=received.extend)
        if opening:
            break
    return received, opening
