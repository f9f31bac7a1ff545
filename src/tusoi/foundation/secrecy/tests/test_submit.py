"""Handing in: once per code, both rows or none, a lost reply costs nothing."""

import pytest
from django.db import IntegrityError, transaction

from tusoi.foundation.journal.models import Entry
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.secrecy import actions
from tusoi.foundation.secrecy.codes import clean_code, new_code, receipt_of
from tusoi.foundation.secrecy.models import NO_RECEIPT, SealedSlip, Ticket
from tusoi.foundation.secrecy.sealing import SIZES
from tusoi.foundation.secrecy.states import BoxState
from tusoi.foundation.secrecy.submission import Found, admit, find, look_for, submit
from tusoi.foundation.secrecy.tests.cast import AT, armed, nonce, opened_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def codes():
    box, holders = armed()
    return actions.mint(box, group="retired", count=3, by=holders[0], at=AT)


def test_minting_keeps_hashes_only(codes):
    assert len(set(codes)) == 3
    text = str(list(Ticket.objects.values()))
    assert not any(code in text or code.replace("-", "") in text for code in codes)
    assert set(Ticket.objects.values_list("group", "label", "spent")) == {("retired", "", False)}


def test_an_attributed_code_carries_its_organisation():
    box, holders = armed()
    codes = actions.mint_attributed(box, group="org", labels=["Mặt trận", "Công đoàn"], by=holders[0], at=AT)
    assert admit(codes["Công đoàn"]).label == "Công đoàn"
    with pytest.raises(Refused):
        actions.mint_attributed(box, group="org", labels=["", "Hội"], by=holders[0], at=AT)


def test_looking_never_spends(codes):
    assert find(codes[0]).box == admit(codes[0]).box
    for _look in range(3):
        assert admit(codes[0])
    assert Ticket.objects.filter(spent=True).count() == 0


def test_a_slip_is_kept_sealed_and_the_code_spent_without_any_journal(codes):
    entries = Entry.objects.count()
    receipt = submit(codes[0], nonce=nonce(), content={"1": "Giấy mời gửi muộn"})
    assert len(receipt) == 19
    slip = SealedSlip.objects.get()
    assert len(slip.ciphertext) == SIZES[0] + 48
    assert "Giấy mời".encode() not in bytes(slip.ciphertext)
    assert Ticket.objects.filter(spent=True).exclude(receipt_hash=NO_RECEIPT).count() == 1
    assert Entry.objects.count() == entries


def test_a_retry_after_a_lost_reply_gets_the_same_receipt_and_writes_nothing(codes):
    first = submit(codes[0], nonce=nonce(), content="a")
    before = list(SealedSlip.objects.values_list("pk", flat=True))
    assert submit(codes[0].lower(), nonce=nonce(), content="a") == first
    assert list(SealedSlip.objects.values_list("pk", flat=True)) == before


def test_a_second_use_from_another_form_is_refused_in_words(codes):
    submit(codes[0], nonce=nonce(1), content="a")
    with pytest.raises(Refused, match="Mã này đã được dùng"):
        submit(codes[0], nonce=nonce(2), content="b")
    with pytest.raises(Refused, match="Mã này đã được dùng"):
        admit(codes[0])
    assert SealedSlip.objects.count() == 1


def test_a_mistyped_and_an_unknown_code_are_told_apart(codes):
    with pytest.raises(Refused, match="gõ chưa đúng"):
        submit(codes[0][:-1], nonce=nonce(), content="a")
    with pytest.raises(Refused, match="Không có phiếu nào mang mã này"):
        submit(new_code(), nonce=nonce(), content="a")


def test_a_form_without_a_proper_nonce_is_refused(codes):
    for bad in ("", "short", "x" * 65):
        with pytest.raises(Refused):
            submit(codes[0], nonce=bad, content="a")
    assert not SealedSlip.objects.exists()


def test_when_the_slip_cannot_be_written_the_code_is_not_spent(codes, monkeypatch):
    submit(codes[0], nonce=nonce(), content="a")
    taken = SealedSlip.objects.get().pk
    monkeypatch.setattr(SealedSlip._meta.pk, "_get_default", lambda: taken)
    with pytest.raises(IntegrityError), transaction.atomic():
        submit(codes[1], nonce=nonce(1), content="b")
    assert [admit(code).ticket.spent for code in codes[1:]] == [False, False]
    assert SealedSlip.objects.count() == 1


def test_a_ticket_is_exchanged_once_and_only_while_its_box_is_in_that_state(codes):
    held = admit(codes[0])

    def exchange(state):
        return Ticket.objects.all().exchange(held.ticket, "a" * 64, b"sealed", state=state)

    assert [exchange(state) for state in (BoxState.CLOSED, BoxState.OPEN, BoxState.OPEN)] == [False, True, False]
    assert [bytes(slip.ciphertext) for slip in SealedSlip.objects.all()] == [b"sealed"]
    assert Ticket.objects.filter(spent=True).values_list("receipt_hash", flat=True).get() == "a" * 64


def test_after_closing_nothing_is_taken_but_an_old_receipt_is_given_again(codes):
    receipt = submit(codes[0], nonce=nonce(), content="a")
    box = Ticket.objects.first().box
    holders = [holder.account for holder in box.keyholders.all()]
    opened_by(box, holders[:1])
    assert submit(codes[0], nonce=nonce(), content="a") == receipt
    for attempt in (lambda: submit(codes[1], nonce=nonce(), content="b"), lambda: admit(codes[1])):
        with pytest.raises(Refused, match="đã khóa"):
            attempt()
    assert SealedSlip.objects.count() == 1


def test_after_opening_receipts_are_published_and_unused_codes_hear_that_it_is_over(codes):
    receipt = submit(codes[0], nonce=nonce(), content="a")
    assert look_for(receipt)[0] == Found.SEALED
    box = Ticket.objects.first().box
    opened_by(box, [holder.account for holder in box.keyholders.all()])
    assert look_for(receipt.lower()) == (Found.PUBLISHED, box)
    assert look_for(receipt_of(clean_code(codes[1]), nonce(1))) == (Found.NOWHERE, None)
    assert {find(code).box for code in codes} == {box}
    assert submit(codes[0], nonce=nonce(), content="a") == receipt
    for code in codes:
        with pytest.raises(Refused, match="đã khóa"):
            admit(code)
    with pytest.raises(Refused, match="biên nhận"):
        look_for("không phải biên nhận")
