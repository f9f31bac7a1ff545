"""Keys, shares and padding. Pure: bytes in, bytes out; libsodium (PyNaCl) does the work, pycryptodome the sharing."""

import hashlib
import json
import secrets
import unicodedata
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from Crypto.Protocol.SecretSharing import Shamir
from django.utils.translation import gettext as _
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.pwhash import argon2id
from nacl.secret import SecretBox

from tusoi.foundation.kernel.refusal import Refused

# Bytes before sealing. Nearly every slip, compressed, fits the first: then all ciphertexts are equally long.
SIZES = (8_192, 65_536, 524_288)
_MOST = 16 * 1024 * 1024
PASSPHRASE_WORK: dict[str, Any] = {
    "opslimit": 3,
    "memlimit": 64 * 1024 * 1024,
}  # Argon2id: RFC 9106, second recommended option


@dataclass(frozen=True)
class Locked:
    """A key pair whose private half opens with a passphrase only."""

    public_key: bytes
    salt: bytes
    sealed_private_key: bytes


@dataclass(frozen=True)
class Inside:
    """What is inside a sealed slip."""

    receipt: str
    group: str
    label: str
    content: Any


def _passphrase_key(passphrase: str, salt: bytes) -> bytes:
    words = " ".join(unicodedata.normalize("NFC", passphrase).split())
    return argon2id.kdf(SecretBox.KEY_SIZE, words.encode(), salt, **PASSPHRASE_WORK)


def lock_with(passphrase: str) -> Locked:
    """A new key pair, its private half sealed with the passphrase (spaces and the form of accents do not matter)."""
    return lock(PrivateKey.generate(), passphrase)


def lock(private: PrivateKey, passphrase: str) -> Locked:
    """This private key sealed with the passphrase; a second passphrase for the same key is a second such lock."""
    salt = secrets.token_bytes(argon2id.SALTBYTES)
    sealed = SecretBox(_passphrase_key(passphrase, salt)).encrypt(bytes(private))
    return Locked(bytes(private.public_key), salt, bytes(sealed))


def unlock(locked: Locked, passphrase: str) -> PrivateKey | None:
    """The private key, or None when the passphrase is wrong."""
    try:
        return PrivateKey(SecretBox(_passphrase_key(passphrase, locked.salt)).decrypt(locked.sealed_private_key))
    except CryptoError:
        return None


def seal_to(public_key: bytes, message: bytes) -> bytes:
    return bytes(SealedBox(PublicKey(public_key)).encrypt(message))


def unseal(private: PrivateKey, sealed: bytes) -> bytes | None:
    """The message, or None when it was not sealed to this key or was changed."""
    try:
        return bytes(SealedBox(private).decrypt(sealed))
    except CryptoError:
        return None


def new_seed() -> bytes:
    return secrets.token_bytes(16)


def key_of(seed: bytes) -> PrivateKey:
    """The box's key pair, derived from its seed."""
    return PrivateKey(hashlib.blake2b(seed, person=b"tusoi-box", digest_size=32).digest())


def split(seed: bytes, need: int, among: int) -> list[bytes]:
    """`among` shares, of which any `need` give the seed back."""
    return [bytes([place]) + share for place, share in Shamir.split(need, among, seed)]


def combine(shares: Sequence[bytes]) -> bytes:
    return bytes(Shamir.combine([(share[0], share[1:]) for share in shares]))


def pack(inside: Inside) -> bytes:
    """Compressed and padded to the next size. Raises Refused when it is longer than the longest."""
    text = json.dumps([inside.receipt, inside.group, inside.label, inside.content], ensure_ascii=False)
    body = zlib.compress(text.encode(), level=6)
    for size in SIZES:
        if len(body) + 4 <= size:
            return len(body).to_bytes(4, "big") + body.ljust(size - 4, b"\0")
    raise Refused(_("Phiếu dài quá mức chương trình nhận được"), way_out=_("Viết gọn lại rồi gửi"))


def unpack(packed: bytes) -> Inside:
    """Raises ValueError for what `pack` did not make."""
    try:
        body = packed[4 : 4 + int.from_bytes(packed[:4], "big")]
        text = zlib.decompressobj().decompress(body, _MOST)  # whoever knows the public key could seal a bomb
        receipt, group, label, content = json.loads(text)
    except (zlib.error, ValueError, TypeError, RecursionError) as error:  # nested too deep: it could seal that too
        raise ValueError("not a slip of this program") from error
    return Inside(str(receipt), str(group), str(label), content)
