"""Evidence, claim, return, verification; and the shortcoming's state that follows."""

import pytest
from tests.factories import world
from tests.meetings import MADE, claimed, commitment

from tusoi.foundation.journal.models import Entry
from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.issues.states import ShortcomingState
from tusoi.process.supervision import actions
from tusoi.process.supervision.actions_evidence import add_evidence
from tusoi.process.supervision.models import Commitment
from tusoi.process.supervision.states import TRANSITIONS, Act, CommitmentState, ContactKind

pytestmark = pytest.mark.django_db


def state_of(made: Commitment) -> str:
    made.shortcoming.refresh_from_db()
    return made.shortcoming.state


def test_evidence_is_a_note_and_perhaps_a_number():
    w = world()
    made = commitment(w)
    given = add_evidence(made, note=" Sổ ", document_number="12-BC/ĐU", by=w.secretary, at=MADE)
    assert (given.note, given.document_number, given.on) == ("Sổ", "12-BC/ĐU", MADE.date())
    with pytest.raises(Refused, match="Chưa ghi minh chứng"):
        add_evidence(made, note=" ", by=w.secretary, at=MADE)


def test_evidence_comes_from_owner_or_supervisor():
    w = world()
    made = commitment(w)
    with pytest.raises(Refused, match="người thực hiện hoặc người giám sát"):
        add_evidence(made, note="Sổ", by=w.committee_member, at=MADE)
    assert add_evidence(made, note="Đã xem sổ", by=w.supervisor, at=MADE).pk


def test_a_claim_needs_evidence():
    w = world()
    made = commitment(w)
    with pytest.raises(Refused, match="Chưa có minh chứng"):
        actions.claim(made, by=w.secretary, at=MADE)


def test_the_supervisor_does_not_claim():
    w = world()
    made = commitment(w)
    add_evidence(made, note="Sổ", by=w.secretary, at=MADE)
    with pytest.raises(Refused, match="người thực hiện báo"):
        actions.claim(made, by=w.supervisor, at=MADE)


@pytest.mark.parametrize("who", ["secretary", "officer", "leader", "committee_member", "viewer", "counter_two"])
def test_only_the_supervisor_verifies(who):
    w = world()
    made = claimed(w)
    with pytest.raises(Refused, match="Chỉ người giám sát"):
        actions.verify(made, note="Đủ", by=w.accounts[who], at=MADE)
    with pytest.raises(Refused, match="Chỉ người giám sát"):
        actions.return_claim(made, note="Thiếu", by=w.accounts[who], at=MADE)
    assert actions.verify(made, note="Đủ", by=w.supervisor, at=MADE).state == CommitmentState.VERIFIED


def test_a_supervisor_who_has_joined_the_collective_does_not_verify():
    w = world()
    made = claimed(w)
    w.collectives["dang-uy-mot"].seats.create(person=w.people["dv-10"], position="Ủy viên", order=4, since=MADE.date())
    with pytest.raises(Refused, match="của tập thể mình"):
        actions.verify(made, note="Đủ", by=w.supervisor, at=MADE)


def test_what_is_not_claimed_is_not_verified():
    w = world()
    with pytest.raises(Refused, match="chưa báo xong"):
        actions.verify(commitment(w), note="Đủ", by=w.supervisor, at=MADE)


def test_a_claim_is_returned_with_what_is_missing_and_claimed_again():
    w = world()
    made = claimed(w)
    assert state_of(made) == ShortcomingState.CLAIMED
    with pytest.raises(Refused, match="còn thiếu gì"):
        actions.return_claim(made, note=" ", by=w.supervisor, at=MADE)
    actions.return_claim(made, note="Thiếu sổ quý IV", by=w.supervisor, at=MADE)
    assert (made.state, state_of(made)) == (CommitmentState.RETURNED, ShortcomingState.MENDING)
    actions.claim(made, by=w.secretary, at=MADE)
    actions.verify(made, note="Đủ", by=w.supervisor, at=MADE)
    assert (made.verified_on, state_of(made)) == (MADE.date(), ShortcomingState.VERIFIED)
    assert list(made.findings.values_list("is_verified", "note")) == [(False, "Thiếu sổ quý IV"), (True, "Đủ")]


def test_a_shortcoming_is_verified_when_all_its_commitments_are():
    w = world()
    first = claimed(w)
    second = commitment(w, first.issue, "ck-2")
    assert state_of(first) == ShortcomingState.MENDING
    actions.verify(first, note="Đủ", by=w.supervisor, at=MADE)
    assert state_of(first) == ShortcomingState.MENDING
    add_evidence(second, note="Sổ", by=w.secretary, at=MADE)
    actions.claim(second, by=w.secretary, at=MADE)
    assert state_of(first) == ShortcomingState.CLAIMED
    actions.verify(second, note="Đủ", by=w.supervisor, at=MADE)
    assert state_of(first) == ShortcomingState.VERIFIED


@pytest.mark.parametrize("verb", ["add_evidence", "claim", "verify", "remind", "offer_help"])
def test_what_is_verified_is_closed(verb):
    w = world()
    made = claimed(w)
    actions.verify(made, note="Đủ", by=w.supervisor, at=MADE)
    words = {"note": "A"} if verb in {"add_evidence", "offer_help", "verify"} else {}
    with pytest.raises(Refused, match="đã được xác nhận xong"):
        (add_evidence if verb == "add_evidence" else getattr(actions, verb))(made, by=None, at=MADE, **words)


def test_two_windows_verify_once():
    w = world()
    made = claimed(w)
    other = Commitment.objects.with_names().get(pk=made.pk)
    actions.verify(made, note="Đủ", by=w.supervisor, at=MADE)
    with pytest.raises(Refused, match="vừa được người khác thay đổi"):
        actions.verify(other, note="Đủ", by=w.supervisor, at=MADE)


def test_reminding_and_helping_stand_side_by_side():
    w = world()
    made = commitment(w)
    actions.remind(made, by=w.supervisor, at=MADE)
    actions.offer_help(made, note="Cử cán bộ văn phòng xuống giúp", by=w.leader, at=MADE)
    with pytest.raises(Refused, match="giúp đỡ việc gì"):
        actions.offer_help(made, note=" ", by=w.supervisor, at=MADE)
    with pytest.raises(Refused, match="cần quyền"):
        actions.remind(made, by=w.committee_member, at=MADE)
    assert list(made.contacts.values_list("kind", flat=True)) == [ContactKind.REMINDER, ContactKind.HELP]


def test_every_act_is_in_the_journal_without_its_words():
    w = world()
    made = claimed(w)
    actions.verify(made, note="Đủ", by=w.supervisor, at=MADE)
    acts = Entry.objects.filter(thing_kind="supervision.commitment").order_by("id")
    assert [e.act for e in acts] == [Act.COMMITTED, Act.EVIDENCE_ADDED, Act.CLAIMED, Act.VERIFIED]
    assert "Sổ" not in str([e.facts for e in acts])


@pytest.mark.parametrize("old", list(CommitmentState))
@pytest.mark.parametrize("new", ["claim", "verify", "return_claim"])
def test_a_commitment_moves_only_as_the_table_says(old, new):
    w = world()
    made = claimed(w)
    Commitment.objects.filter(pk=made.pk).update(state=old, verified_on=MADE.date())
    made = Commitment.objects.with_names().get(pk=made.pk)
    goal = {"claim": "claimed", "verify": "verified", "return_claim": "returned"}[new]
    words = {} if new == "claim" else {"note": "A"}
    if goal in TRANSITIONS[old]:
        getattr(actions, new)(made, by=None, at=MADE, **words)
        assert made.state == goal
    else:
        with pytest.raises(Refused):
            getattr(actions, new)(made, by=None, at=MADE, **words)
