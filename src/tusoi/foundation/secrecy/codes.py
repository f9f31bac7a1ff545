"""Codes that an old person can type, and receipts. Pure: no table is touched.

23 characters: digits without 0 and 1, consonants without look-alikes. No vowels, no D and no W, so that no Vietnamese
keyboard (Telex, VNI) turns what is typed into accented letters, and no code reads as a word. 23 is prime: with a
different weight for each place the last character finds every wrong character and every swap of two.
"""

import hashlib
import secrets
import unicodedata

from django.conf import settings
from django.utils.translation import gettext as _

from tusoi.foundation.kernel.refusal import Refused

ALPHABET = "23456789BCFGHJKMNPQRTVX"
CODE_LENGTH = 12  # eleven random: 49.8 bits
RECEIPT_LENGTH = 16  # fifteen: 67.8 bits
RECOVERY_LENGTH = 28  # 27: 122 bits, out of reach of whoever has the database and guesses
_LOOKALIKES = str.maketrans({"S": "5", "Z": "2", "U": "V"})  # none of these letters is ever printed


def _check_character(body: str) -> str:
    total = sum(place * ALPHABET.index(c) for place, c in enumerate(body, start=1))
    return ALPHABET[-total * pow(len(body) + 1, -1, len(ALPHABET)) % len(ALPHABET)]


def _grouped(text: str) -> str:
    return "-".join(text[i : i + 4] for i in range(0, len(text), 4))


def new_code() -> str:
    """A fresh code as it is printed: `7KMP-X2QT-9RVB`."""
    body = "".join(secrets.choice(ALPHABET) for _place in range(CODE_LENGTH - 1))
    return _grouped(body + _check_character(body))


def new_recovery_code() -> str:
    """A fresh recovery code, as it is printed on the sheet: seven groups of four."""
    body = "".join(secrets.choice(ALPHABET) for _place in range(RECOVERY_LENGTH - 1))
    return _grouped(body + _check_character(body))


def recovery_code_in(typed: str) -> str | None:
    """The recovery code in what a person typed, or None where it is none (a passphrase, or a slip of the finger)."""
    return _cleaned(typed[:80], RECOVERY_LENGTH)


def _cleaned(typed: str, length: int) -> str | None:
    upper = unicodedata.normalize("NFKC", typed).upper().translate(_LOOKALIKES)
    text = "".join(c for c in upper if c.isalnum())
    if len(text) != length or set(text) - set(ALPHABET) or _check_character(text[:-1]) != text[-1]:
        return None
    return text


def clean_code(typed: str) -> str:
    """The code in what a person typed; forgives case, spaces, dashes and letters that look alike.

    Raises Refused when it cannot be a code: a typing slip, found without asking the database.
    """
    text = _cleaned(typed[:80], CODE_LENGTH)
    if text is None:
        raise Refused(
            _("Mã phiếu gõ chưa đúng"),
            way_out=_("Mã có 12 chữ và số, in thành ba cụm. Xem lại từng cụm trên phiếu rồi gõ lại"),
        )
    return text


def clean_receipt(typed: str) -> str:
    """The receipt in what a person typed. Raises Refused when it cannot be one."""
    text = _cleaned(typed[:80], RECEIPT_LENGTH)
    if text is None:
        raise Refused(
            _("Mã biên nhận gõ chưa đúng"),
            way_out=_("Mã biên nhận có 16 chữ và số, in thành bốn cụm. Xem lại từng cụm rồi gõ lại"),
        )
    return text


def _keyed(purpose: bytes, content: str, size: int = 32) -> bytes:
    key = hashlib.blake2b(settings.SECRET_KEY.encode(), person=b"tusoi-slips", digest_size=32).digest()
    return hashlib.blake2b(content.encode(), key=key, person=purpose, digest_size=size).digest()


def hash_of_code(clean: str) -> str:
    """What is kept of a code. Keyed, so that the database alone does not let anybody try codes out."""
    return _keyed(b"code", clean).hex()


def drawer_of(clean: str) -> str:
    """The name under which a browser keeps what is half written with this code: nobody gets from it to the code or its hash."""
    return _keyed(b"drawer", clean, size=12).hex()


def draft_key(clean: str) -> bytes:
    """Locks what an organisation has half written, until it is sent. From code and secret key: the database opens nothing."""
    return _keyed(b"draft", clean)


def receipt_of(clean: str, nonce: str) -> str:
    """The receipt for a code and the nonce of its form: the same for the same two, as it is printed."""
    number = int.from_bytes(_keyed(b"receipt", f"{clean}\n{nonce}"), "big")
    body = ""
    for _place in range(RECEIPT_LENGTH - 1):
        number, rest = divmod(number, len(ALPHABET))
        body += ALPHABET[rest]
    return _grouped(body + _check_character(body))


def hash_of_receipt(receipt: str) -> str:
    """What a spent ticket keeps of its receipt until opening: keyed, so it cannot be forged from the database."""
    return _keyed(b"receipt-hash", receipt.replace("-", "")).hex()


def digest_of_receipt(receipt: str) -> str:
    """What is published: plain SHA-256 of the sixteen characters, so that anybody can compute it with any tool."""
    return hashlib.sha256(receipt.replace("-", "").encode()).hexdigest()


def digest_of_text(clean: str, text: str) -> str:
    """A keyed digest of what stands in one place of the paper slip with this code: to compare, never to read."""
    return _keyed(b"paper", f"{clean}\n{text}", size=16).hex()
