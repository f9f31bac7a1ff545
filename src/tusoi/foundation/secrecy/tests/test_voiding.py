"""Codes made void: refused from then on, counted no more, and after opening like any other code."""

import pytest

from tusoi.foundation.journal.models import Entry
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.secrecy import actions, submission
from tusoi.foundation.secrecy.codes import clean_code, hash_of_code
from tusoi.foundation.secrecy.models import RetiredCode, Ticket
from tusoi.foundation.secrecy.tests.cast import AT, armed, nonce, opened_by
from tusoi.foundation.secrecy.voiding import unused, void

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    box, holders = armed()
    return box, holders, actions.mint(box, group="g", count=8, by=None, at=AT)


def hashes(codes):
    return [hash_of_code(clean_code(code)) for code in codes]


def test_what_is_typed_twice_counts_once_and_comes_back_in_no_order_of_typing(made):
    box, _holders, codes = made
    found = unused(box, "g", [codes[3], codes[1].lower().replace("-", " "), codes[3]])
    assert found == sorted(hashes([codes[1], codes[3]]))


def test_a_box_of_others_and_another_group_know_nothing_of_a_code(made):
    box, _holders, codes = made
    with pytest.raises(Refused, match="dòng 1"):
        unused(box, "other", codes[:1])


def test_void_codes_leave_the_tickets_and_tell_neither_group_nor_day(made):
    box, holders, codes = made
    assert void(box, hashes(codes[:3]), by=holders[0], at=AT) == 3
    assert Ticket.objects.count() == 5
    assert set(RetiredCode.objects.values_list("code_hash", flat=True)) == set(hashes(codes[:3]))
    assert actions.turnout(box) == {("g", ""): (0, 5)}
    with pytest.raises(Refused, match="đã được hủy"):
        submission.submit(codes[0], nonce=nonce(), content={})
    assert submission.find(codes[0]).box == box
    said = Entry.objects.filter(act="secrecy.voided").get()
    assert "3" in str(said.__dict__)
    assert hashes(codes)[0] not in str(said.__dict__)


def test_a_used_code_is_left_alone(made):
    box, holders, codes = made
    receipt = submission.submit(codes[0], nonce=nonce(), content={})
    assert void(box, hashes(codes[:2]), by=holders[0], at=AT) == 1
    assert submission.submit(codes[0], nonce=nonce(), content={}) == receipt


def test_after_opening_a_void_code_reads_like_any_other_and_none_is_made_void(made):
    box, holders, codes = made
    void(box, hashes(codes[:2]), by=holders[0], at=AT)
    opened_by(box, holders)
    assert RetiredCode.objects.count() == 8
    for code in (codes[0], codes[5]):
        with pytest.raises(Refused, match="đã khóa"):
            submission.admit(code)
    box.refresh_from_db()
    with pytest.raises(Refused, match="đã được mở"):
        void(box, hashes(codes[2:3]), by=holders[0], at=AT)


def test_paper_goes_into_a_closed_box_alone_and_is_counted_and_vouched_for(made):
    box, holders, codes = made
    with pytest.raises(Refused, match="sau khi khóa"):
        submission.submit_paper(box, codes[0], content={"a": 1})
    actions.close(box, by=holders[0], at=AT)
    submission.submit_paper(box, codes[0], content={"a": 1})
    with pytest.raises(Refused, match="đã được dùng"):
        submission.submit_paper(box, codes[0], content={"a": 2})
    assert actions.turnout(box) == {("g", ""): (1, 8)}
