"""Preparing and arming a box: two people at least, each with a passphrase of their own."""

import pytest

from tusoi.foundation.access.actions import open_account
from tusoi.foundation.journal.models import Entry
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.secrecy import actions
from tusoi.foundation.secrecy.models import Keyholder
from tusoi.foundation.secrecy.states import Act, BoxState
from tusoi.foundation.secrecy.tests.cast import AT, PASSPHRASES, armed, keyholders, prepared

pytestmark = pytest.mark.django_db


def test_one_person_alone_is_refused_even_when_named_twice():
    (one,) = keyholders(1)
    with pytest.raises(Refused):
        actions.prepare(scope=1, keyholders=[one, one], by=one, at=AT)
    with pytest.raises(Refused):
        actions.prepare(scope=1, keyholders=[one], need=1, by=one, at=AT)


def test_a_threshold_of_one_is_refused():
    holders = keyholders(2)
    with pytest.raises(Refused):
        actions.prepare(scope=1, keyholders=holders, threshold=1, by=holders[0], at=AT)


def test_arming_waits_for_every_passphrase():
    box, holders = prepared()
    actions.set_passphrase(box, PASSPHRASES[0], by=holders[0], at=AT)
    with pytest.raises(Refused, match="Còn 1 thành viên"):
        actions.arm(box, by=holders[0], at=AT)
    assert box.state == BoxState.PREPARING


def test_a_short_passphrase_and_a_stranger_are_refused():
    box, holders = prepared()
    with pytest.raises(Refused, match="12"):
        actions.set_passphrase(box, "ngắn quá    ", by=holders[0], at=AT)
    with pytest.raises(Refused, match="tổ mở phiếu"):
        actions.set_passphrase(box, PASSPHRASES[0], by=open_account(username="stranger"), at=AT)


def test_an_armed_box_has_a_key_that_no_row_holds_in_clear():
    box, holders = armed()
    assert box.state == BoxState.OPEN
    assert len(box.public_key) == 32
    for holder in Keyholder.objects.filter(box=box):
        assert len(holder.sealed_share) == 17 + 48  # a share inside a sealed box
        assert len(holder.sealed_private_key) == 32 + 40
    with pytest.raises(Refused):
        actions.set_passphrase(box, PASSPHRASES[2], by=holders[0], at=AT)
    with pytest.raises(Refused):
        actions.arm(box, by=holders[0], at=AT)


def test_the_journal_tells_the_acts_and_no_content():
    box, _holders = armed()
    actions.mint(box, group="retired", count=3, by=_holders[0], at=AT)
    acts = list(Entry.objects.order_by("id").values_list("act", flat=True))
    assert acts == [Act.PREPARED, Act.PASSPHRASE_SET, Act.PASSPHRASE_SET, Act.ARMED, Act.MINTED]
    assert all(isinstance(v, int) or v == "retired" for e in Entry.objects.all() for v in e.facts.values())
