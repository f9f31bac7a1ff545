"""Keys, shares, padding."""

import secrets
import zlib

import pytest

from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.secrecy import sealing
from tusoi.foundation.secrecy.sealing import (
    SIZES,
    Inside,
    combine,
    key_of,
    lock_with,
    new_seed,
    pack,
    seal_to,
    split,
    unlock,
    unpack,
    unseal,
)


def test_passphrase_opens_whatever_the_keyboard_and_only_the_right_one():
    locked = lock_with("Cầu Trà Nóc  buổi sáng ")
    decomposed = "Ca\u0302\u0300u Tra\u0300 No\u0301c buo\u0302\u0309i sa\u0301ng"
    private = unlock(locked, decomposed)
    assert private is not None
    assert bytes(private.public_key) == locked.public_key
    assert unlock(locked, "cầu Trà Nóc buổi sáng") is None


def test_a_passphrase_costs_what_rfc_9106_recommends(monkeypatch, real_passphrase_work):
    assert real_passphrase_work == {"opslimit": 3, "memlimit": 64 * 1024 * 1024}
    cheap = lock_with("cầu Trà Nóc")
    monkeypatch.setattr(sealing, "PASSPHRASE_WORK", real_passphrase_work)
    assert unlock(cheap, "cầu Trà Nóc") is None
    assert unlock(lock_with("cầu Trà Nóc"), "cầu Trà Nóc") is not None


def test_any_two_of_three_shares_give_the_seed_and_one_does_not():
    seed = new_seed()
    shares = split(seed, 2, 3)
    assert combine(shares[:2]) == combine(shares[1:]) == combine([shares[2], shares[0]]) == seed
    assert combine([shares[0], bytes([9]) + secrets.token_bytes(16)]) != seed


def test_sealed_to_one_key_opens_with_that_key_alone():
    ours, other = key_of(new_seed()), key_of(new_seed())
    sealed = seal_to(bytes(ours.public_key), b"x")
    assert unseal(ours, sealed) == b"x"
    assert unseal(other, sealed) is None
    assert unseal(ours, sealed[:-1] + bytes([sealed[-1] ^ 1])) is None


def test_long_and_short_slips_are_equally_long():
    short, long = pack(Inside("r", "g", "", "")), pack(Inside("r", "g", "", "Đề nghị gửi tài liệu sớm hơn. " * 400))
    assert len(short) == len(long) == SIZES[0]
    assert unpack(long).content.startswith("Đề nghị")


def test_a_longer_slip_takes_the_next_size_and_a_monster_is_refused():
    assert len(pack(Inside("r", "g", "", secrets.token_hex(12_000)))) == SIZES[1]
    with pytest.raises(Refused):
        pack(Inside("r", "g", "", secrets.token_hex(700_000)))


@pytest.mark.parametrize("packed", [b"", b"\0\0\0\4abcd", (9).to_bytes(4, "big") + zlib.compress(b"1")])
def test_what_is_not_a_slip_is_a_value_error(packed):
    with pytest.raises(ValueError, match="not a slip"):
        unpack(packed)


def test_a_bomb_sealed_by_a_stranger_stays_small():
    bomb = zlib.compress(b'"' + b"a" * 50_000_000)
    with pytest.raises(ValueError, match="not a slip"):
        unpack(len(bomb).to_bytes(4, "big") + bomb)
