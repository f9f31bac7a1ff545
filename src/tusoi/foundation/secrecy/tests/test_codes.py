"""Codes survive an old person's typing; receipts depend on code and nonce alone."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.secrecy.codes import (
    ALPHABET,
    clean_code,
    clean_receipt,
    digest_of_receipt,
    hash_of_code,
    hash_of_receipt,
    new_code,
    receipt_of,
)

CODES = st.builds(new_code)


@given(CODES)
def test_case_spaces_dashes_and_lookalikes_are_forgiven(code):
    plain = code.replace("-", "")
    typed = [code.lower(), plain, f"  {plain[:4]} {plain[4:8]}.{plain[8:]}\n", code.replace("5", "s").replace("2", "Z")]
    assert {clean_code(text) for text in typed} == {plain}


@given(CODES, st.integers(0, 11), st.sampled_from(ALPHABET))
def test_every_wrong_character_is_found(code, place, other):
    plain = code.replace("-", "")
    wrong = plain[:place] + other + plain[place + 1 :]
    if wrong != plain:
        with pytest.raises(Refused):
            clean_code(wrong)


@given(CODES, st.integers(0, 11), st.integers(0, 11))
def test_every_swap_of_two_is_found(code, one, two):
    letters = list(code.replace("-", ""))
    letters[one], letters[two] = letters[two], letters[one]
    wrong = "".join(letters)
    if wrong != code.replace("-", ""):
        with pytest.raises(Refused):
            clean_code(wrong)


@pytest.mark.parametrize("typed", ["", "abc", "7KMP", "đồng chí ơi", "A" * 12, "7" * 5000, "\u202e7KMP\x00"])
def test_what_cannot_be_a_code_is_refused_with_a_way_out(typed):
    with pytest.raises(Refused) as refused:
        clean_code(typed)
    assert refused.value.way_out


def test_no_telex_keyboard_changes_what_is_typed():
    assert not set(ALPHABET) & set("AEIOUYDWSZ01L")


def test_receipt_is_the_same_for_the_same_two_and_readable():
    code = clean_code(new_code())
    first = receipt_of(code, "n" * 16)
    assert first == receipt_of(code, "n" * 16)
    assert first != receipt_of(code, "m" * 16)
    assert clean_receipt(first.lower().replace("-", " ")) == first.replace("-", "")


def test_published_digest_is_plain_sha256_and_the_kept_hashes_are_keyed(settings):
    code = clean_code(new_code())
    receipt = receipt_of(code, "n" * 16)
    plain = receipt.replace("-", "")
    assert digest_of_receipt(receipt) == hashlib.sha256(plain.encode()).hexdigest()
    before = (hash_of_code(code), hash_of_receipt(receipt))
    settings.SECRET_KEY = "another"
    assert hash_of_code(code) != before[0]
    assert hash_of_receipt(receipt) != before[1]
