"""Opening: by enough keyholders together, everything received once, what does not add up is found."""

import pytest

from tusoi.foundation.journal.models import Entry
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.secrecy import actions
from tusoi.foundation.secrecy.models import Keyholder, PublishedReceipt, SealedSlip, ShareHandover, Ticket
from tusoi.foundation.secrecy.opening import enter_passphrase
from tusoi.foundation.secrecy.sealing import Inside, pack, seal_to
from tusoi.foundation.secrecy.states import Act, BoxState
from tusoi.foundation.secrecy.submission import submit
from tusoi.foundation.secrecy.tests.cast import AT, PASSPHRASES, armed, nonce, opened_by, prepared

pytestmark = pytest.mark.django_db


def filled(box, holders, count=7):
    codes = actions.mint(box, group="retired", count=count + 2, by=holders[0], at=AT)
    for number in range(count):
        submit(codes[number], nonce=nonce(number), content={"text": f"ý kiến {number}"})
    return codes


def test_two_together_open_and_every_slip_is_received_once():
    box, holders = armed()
    filled(box, holders)
    received, opening = opened_by(box, holders)
    assert opening is not None
    assert (opening.slips, opening.faults) == (7, {})
    assert sorted(slip.content["text"] for slip in received) == [f"ý kiến {n}" for n in range(7)]
    assert {(slip.group, slip.label, slip.vouched) for slip in received} == {("retired", "", True)}
    assert PublishedReceipt.objects.count() == 7
    assert actions.turnout(box) == {("retired", ""): (7, 9)}


def test_one_alone_opens_nothing_however_often():
    box, holders = armed()
    filled(box, holders)
    received, opening = opened_by(box, holders[:1])
    again = enter_passphrase(box, PASSPHRASES[0], by=holders[0], at=AT, receive=received.extend)
    assert opening is again is None
    assert received == []
    assert ShareHandover.objects.count() == 1
    box.refresh_from_db()
    assert box.state == BoxState.CLOSED


@pytest.mark.parametrize("who", [(0, 1), (2, 0), (1, 2)])
def test_any_two_of_three_open(who):
    box, holders = armed(count=3, need=2)
    filled(box, holders, 2)
    actions.close(box, by=holders[0], at=AT)
    received = []
    for number in who:
        opening = enter_passphrase(box, PASSPHRASES[number], by=holders[number], at=AT, receive=received.extend)
    assert opening is not None
    assert len(received) == 2


def test_three_of_three_need_the_third():
    box, holders = armed(count=3, need=3)
    filled(box, holders, 1)
    received, opening = opened_by(box, holders[:2])
    assert opening is None
    opening = enter_passphrase(box, PASSPHRASES[2], by=holders[2], at=AT, receive=received.extend)
    assert opening is not None
    assert len(received) == 1


def test_a_wrong_passphrase_is_refused_in_words_and_on_record():
    box, holders = armed()
    actions.close(box, by=holders[0], at=AT)
    with pytest.raises(Refused, match="không đúng"):
        enter_passphrase(box, PASSPHRASES[1], by=holders[0], at=AT, receive=list)
    assert Entry.objects.filter(act=Act.PASSPHRASE_WRONG, account_id=holders[0].pk).count() == 1
    assert not ShareHandover.objects.exists()


def test_nobody_enters_before_closing_and_nothing_opens_twice():
    box, holders = armed()
    with pytest.raises(Refused, match="Chưa thể mở"):
        enter_passphrase(box, PASSPHRASES[0], by=holders[0], at=AT, receive=list)
    opened_by(box, holders)
    with pytest.raises(Refused, match="đã được mở"):
        enter_passphrase(box, PASSPHRASES[0], by=holders[0], at=AT, receive=list)


def test_a_receiver_that_fails_leaves_the_box_as_it_was():
    box, holders = armed()
    filled(box, holders, 3)
    opened_by(box, holders[:1])

    def fail(slips):
        raise OSError("no")

    with pytest.raises(OSError, match="no"):
        enter_passphrase(box, PASSPHRASES[1], by=holders[1], at=AT, receive=fail)
    box.refresh_from_db()
    assert box.state == BoxState.CLOSED
    assert SealedSlip.objects.count() == 3
    received = []
    assert enter_passphrase(box, PASSPHRASES[1], by=holders[1], at=AT, receive=received.extend)
    assert len(received) == 3


def test_opening_destroys_originals_tickets_and_keys():
    box, holders = armed()
    filled(box, holders, 3)
    opened_by(box, holders)
    assert not SealedSlip.objects.exists()
    assert not Ticket.objects.exists()
    assert not ShareHandover.objects.exists()
    for holder in Keyholder.objects.all():
        keys = (holder.public_key, holder.salt, holder.sealed_private_key, holder.sealed_share)
        assert [bytes(key) for key in keys] == [b""] * 4
        assert (bytes(holder.recovery_salt), bytes(holder.recovery_sealed_key)) == (b"", b"")


def with_recovery_codes():
    """A box whose keyholders have set their passphrases, and the codes of their recovery sheets."""
    box, holders = prepared()
    codes = [
        actions.set_passphrase(box, passphrase, by=holder, at=AT)
        for holder, passphrase in zip(holders, PASSPHRASES, strict=False)
    ]
    actions.arm(box, by=holders[0], at=AT)
    filled(box, holders, 3)
    actions.close(box, by=holders[0], at=AT)
    return box, holders, codes


def test_who_forgot_the_passphrase_opens_with_the_recovery_sheet_and_the_journal_says_so():
    box, holders, codes = with_recovery_codes()
    received = []
    typed = codes[0].lower().replace("-", " ")
    assert enter_passphrase(box, typed, by=holders[0], at=AT, receive=received.extend) is None
    assert enter_passphrase(box, PASSPHRASES[1], by=holders[1], at=AT, receive=received.extend)
    assert len(received) == 3
    assert Entry.objects.filter(act=Act.RECOVERED).count() == 1


def test_a_recovery_code_opens_the_own_part_alone():
    box, holders, codes = with_recovery_codes()
    wrong = codes[0][:-1] + ("2" if codes[0][-1] != "2" else "3")
    for code, holder in ((codes[1], holders[0]), (codes[0], holders[1]), (wrong, holders[0])):
        with pytest.raises(Refused, match="không đúng"):
            enter_passphrase(box, code, by=holder, at=AT, receive=lambda slips: None)


def test_a_new_passphrase_makes_the_old_sheet_worthless():
    box, holders = prepared()
    old = actions.set_passphrase(box, PASSPHRASES[0], by=holders[0], at=AT)
    for holder, passphrase in zip(holders, PASSPHRASES, strict=False):
        actions.set_passphrase(box, passphrase, by=holder, at=AT)
    actions.arm(box, by=holders[0], at=AT)
    actions.close(box, by=holders[0], at=AT)
    with pytest.raises(Refused, match="không đúng"):
        enter_passphrase(box, old, by=holders[0], at=AT, receive=lambda slips: None)


def test_the_code_of_the_sheet_is_kept_nowhere():
    box, holders = prepared()
    code = actions.set_passphrase(box, PASSPHRASES[0], by=holders[0], at=AT)
    assert len(set(code) - {"-"}) > 5
    kept = "".join(str(vars(row)) for row in [*Entry.objects.all(), *Keyholder.objects.all()])
    assert code not in kept
    assert code.replace("-", "") not in kept


def test_attack_slip_put_in_behind_the_programs_back_is_found():
    box, holders = armed()
    filled(box, holders, 3)
    forged = pack(Inside("7777-7777-7777-7777", "retired", "", {"text": "giả"}))
    SealedSlip.objects.create(box=box, ciphertext=seal_to(bytes(box.public_key), forged))
    SealedSlip.objects.create(box=box, ciphertext=b"rubbish")
    received, opening = opened_by(box, holders)
    assert opening is not None
    assert opening.faults == {"without_code": 1, "unreadable": 1}
    assert [slip.content["text"] for slip in received if not slip.vouched] == ["giả"]
    box.refresh_from_db()
    assert box.faults == opening.faults
    assert PublishedReceipt.objects.count() == 3


def test_attack_slip_taken_out_behind_the_programs_back_is_found():
    box, holders = armed()
    filled(box, holders, 3)
    SealedSlip.objects.first().delete()
    received, opening = opened_by(box, holders)
    assert opening is not None
    assert opening.faults == {"without_slip": 1}
    assert len(received) == 2


def test_attack_slip_copied_counts_once():
    box, holders = armed()
    filled(box, holders, 1)
    SealedSlip.objects.create(box=box, ciphertext=SealedSlip.objects.get().ciphertext)
    received, opening = opened_by(box, holders)
    assert opening is not None
    assert opening.faults == {"without_code": 1}
    assert sorted(slip.vouched for slip in received) == [False, True]
