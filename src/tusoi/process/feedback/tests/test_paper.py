"""Paper slips: closed until closing, typed by two, compared without being kept, counted, destroyed."""

from datetime import timedelta

import pytest
from tests.factories import (
    PASSPHRASES,
    ROUND_CLOSES,
    ROUND_OPENS,
    TODAY,
    go_to,
    hand_out_the_rest,
    open_round,
    signed_in,
    world,
)

from tusoi.foundation.kernel.clock import at_noon
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.secrecy import opening
from tusoi.foundation.secrecy.models import SealedSlip
from tusoi.foundation.secrecy.tests.test_attacks import every_byte
from tusoi.foundation.tally.figures import Figure
from tusoi.process.feedback import actions, paper, progress
from tusoi.process.feedback.models import Comment, PaperAccount, PaperEntry
from tusoi.process.feedback.paper import Outcome
from tusoi.process.feedback.slips import hand_in, open_slips
from tusoi.process.feedback.states import RoundState

pytestmark = pytest.mark.django_db(transaction=True)
AT = at_noon(ROUND_OPENS)
LATE = at_noon(TODAY)
DESK = "/dot/nq-tw4/gop-y/dot-1/phieu-giay/"
TEXT = "Chưa sâu sát cơ sở, họp nhiều"


@pytest.fixture
def home():
    return world(today=ROUND_OPENS)


@pytest.fixture
def round(home):
    return open_round(home)


@pytest.fixture
def codes(round):
    return [c for c, _l in actions.print_slips(round.groups.get(code="individuals"), count=12, by=None, at=AT)]


@pytest.fixture
def closed(home, round, codes):
    hand_out_the_rest(home, round)
    actions.close(round, by=home.officer, at=LATE)
    go_to(TODAY)
    return round


def says(round, text=TEXT):
    return {round.subjects.get(code="btv").pk: {"shortcoming": text}}


def both(home, round, code, text=TEXT):
    answers = says(round, text) if text else {}
    for who in (home.counter_one, home.counter_two):
        last = paper.type_slip(round, code, answers, by=who, at=LATE)
    return last.outcome


def open_all(home, round):
    for username, passphrase in PASSPHRASES.items():
        found = open_slips(round, passphrase, by=home.accounts[username], at=LATE)
    return found


def test_envelopes_stay_closed_while_the_round_is_open_and_are_the_teams_alone(home, round, codes):
    with pytest.raises(Refused, match="dán kín, đến khi khóa"):
        paper.type_slip(round, codes[0], {}, by=home.counter_one, at=AT)
    hand_out_the_rest(home, round)
    actions.close(round, by=home.officer, at=LATE)
    with pytest.raises(Refused, match="tổ mở phiếu"):
        paper.type_slip(round, codes[0], {}, by=home.officer, at=LATE)


def test_two_agree_and_the_slip_is_opened_like_any_other(home, closed, codes):
    first = paper.type_slip(closed, codes[0], says(closed), by=home.counter_one, at=LATE)
    assert first.outcome == Outcome.WAITS
    assert not SealedSlip.objects.exists()
    again = says(closed, "chưa sâu sát cơ sở;  họp NHIỀU.")
    assert paper.type_slip(closed, codes[0], again, by=home.counter_two, at=LATE).outcome == Outcome.SEALED
    assert not PaperEntry.objects.exists()
    paper.tell_envelopes(closed, received=1, spoilt=0, missing=0, note="", by=home.counter_one, at=LATE)
    assert open_all(home, closed).faults == {}
    comment = Comment.objects.get()
    assert (comment.vouched, comment.text) == (True, "chưa sâu sát cơ sở;  họp NHIỀU.")


def test_no_word_and_no_code_of_what_one_has_typed_is_on_disk(home, closed, codes):
    paper.type_slip(closed, codes[0], says(closed, "Hoa giấy tím trước cổng"), by=home.counter_one, at=LATE)
    content = every_byte()
    assert "Hoa giấy".encode() not in content
    assert codes[0].encode() not in content
    assert codes[0].replace("-", "").encode() not in content
    both(home, closed, codes[0], "Hoa giấy tím trước cổng")
    assert "Hoa giấy".encode() not in every_byte()


def test_the_same_words_on_two_slips_leave_different_digests(home, closed, codes):
    for code in codes[:2]:
        paper.type_slip(closed, code, says(closed), by=home.counter_one, at=LATE)
    first, second = PaperEntry.objects.values_list("digests", flat=True)
    assert first.keys() == second.keys()
    assert set(first.values()).isdisjoint(second.values())


def test_differences_are_shown_by_place_and_settled_by_typing_again(home, closed, codes):
    btv = closed.subjects.get(code="btv").pk
    paper.type_slip(closed, codes[0], says(closed), by=home.counter_one, at=LATE)
    other = {btv: {"shortcoming": TEXT + " quá", "proposal": "Họp ít"}}
    typed = paper.type_slip(closed, codes[0], other, by=home.counter_two, at=LATE)
    assert (typed.outcome, typed.differs) == (Outcome.DIFFERS, {(btv, "shortcoming"), (btv, "proposal")})
    assert not SealedSlip.objects.exists()
    insisted = paper.type_slip(closed, codes[0], other, insist=True, by=home.counter_two, at=LATE)
    assert insisted.outcome == Outcome.WAITS
    assert paper.type_slip(closed, codes[0], other, by=home.counter_one, at=LATE).outcome == Outcome.SEALED


def test_one_person_typing_twice_is_still_one_person(home, closed, codes):
    for _n in range(3):
        assert paper.type_slip(closed, codes[0], says(closed), by=home.counter_one, at=LATE).outcome == Outcome.WAITS
    assert not SealedSlip.objects.exists()


def test_a_code_used_online_or_typed_before_is_not_typed_again(home, round, codes):
    hand_in(codes[0], nonce="n" * 20, answers={}, at=AT)
    hand_out_the_rest(home, round)
    actions.close(round, by=home.officer, at=LATE)
    with pytest.raises(Refused, match="đã được dùng"):
        paper.type_slip(round, codes[0], {}, by=home.counter_one, at=LATE)
    both(home, round, codes[1])
    with pytest.raises(Refused, match="đã được dùng"):
        paper.type_slip(round, codes[1], {}, by=home.counter_one, at=LATE)


def test_the_account_of_envelopes_closes_before_the_round_is_opened(home, closed, codes):
    both(home, closed, codes[0])
    both(home, closed, codes[1], "")
    with pytest.raises(Refused, match="Chưa ghi số phong bì"):
        open_all(home, closed)
    with pytest.raises(Refused, match="phải ghi lý do"):
        paper.tell_envelopes(closed, received=5, spoilt=1, missing=2, note=" ", by=home.counter_one, at=LATE)
    paper.tell_envelopes(closed, received=5, spoilt=1, missing=0, note="", by=home.counter_one, at=LATE)
    account = PaperAccount.objects.get()
    assert (account.typed, account.blank, account.rest) == (1, 1, 2)
    with pytest.raises(Refused, match="Còn 2 phong bì"):
        open_all(home, closed)
    paper.tell_envelopes(closed, received=1, spoilt=1, missing=0, note="", by=home.counter_one, at=LATE)
    with pytest.raises(Refused, match="nhiều hơn số phong bì đã nhận 2"):
        open_all(home, closed)
    paper.tell_envelopes(closed, received=5, spoilt=1, missing=2, note="Mưa ướt", by=home.counter_one, at=LATE)
    assert open_all(home, closed).slips == 2


def test_a_half_typed_slip_stops_the_opening_and_can_be_dropped(home, closed, codes):
    paper.type_slip(closed, codes[0], says(closed), by=home.counter_one, at=LATE)
    with pytest.raises(Refused, match="mới có một người gõ"):
        open_all(home, closed)
    assert paper.drop_half_typed(closed, by=home.counter_two, at=LATE) == 1
    assert open_all(home, closed).slips == 0
    with pytest.raises(Refused, match="đã mở"):
        paper.type_slip(closed, codes[0], {}, by=home.counter_one, at=LATE)


def test_a_procedure_may_do_with_one_typist(home, closed, codes, monkeypatch):
    once = closed.campaign.rules.model_copy(
        update={"counting": closed.campaign.rules.counting.model_copy(update={"paper_twice": False})}
    )
    monkeypatch.setattr(type(closed.campaign), "rules", once)
    assert paper.type_slip(closed, codes[0], says(closed), by=home.counter_one, at=LATE).outcome == Outcome.SEALED


def test_a_slip_typed_while_the_box_is_being_read_is_not_lost(home, closed, codes, monkeypatch):
    """Reading happens before the box's row is held; what came in between is read again."""
    real, times = opening._read, []

    def slow(box, key):
        found = real(box, key)
        if not times:
            both(home, closed, codes[0])
            paper.tell_envelopes(closed, received=1, spoilt=0, missing=0, note="", by=home.counter_one, at=LATE)
        times.append(found.count)
        return found

    monkeypatch.setattr(opening, "_read", slow)
    assert open_all(home, closed).slips == 1
    assert times == [0, 1]
    assert Comment.objects.get().text == TEXT


def test_until_opening_the_turnout_still_goes_in_steps(home, round, codes):
    for number, code in enumerate(codes[:4]):
        hand_in(code, nonce=f"nonce-of-form-{number:06d}", answers={}, at=AT)
    hand_out_the_rest(home, round)
    actions.close(round, by=home.officer, at=LATE)
    row = progress.turnout(round, on=TODAY)[1]
    assert (row.figure, row.rough) == (Figure(0, 15), True)
    both(home, round, codes[5])
    assert progress.turnout(round, on=TODAY)[1].figure == Figure(0, 15)
    assert progress.turnout(round, on=TODAY + timedelta(days=1))[1].figure == Figure(5, 15)
    assert progress.handed_in(round) is None


def test_the_team_types_in_the_browser(home, closed, codes):
    one, two = signed_in(home.counter_one), signed_in(home.counter_two)
    btv = closed.subjects.get(code="btv").pk
    assert "gõ chưa đúng" in one.post(DESK, {"code": "7KMP"}).text
    page = one.post(DESK, {"code": codes[0]})
    assert "Xong phiếu này" in page.text
    assert "no-store" in page["Cache-Control"]
    field = f"a-{btv}-shortcoming"
    assert one.post(DESK, {"code": codes[0], "go": "done", field: TEXT}).headers["Location"] == DESK
    assert "1 phiếu mới có một người gõ" in one.get(DESK).text
    differs = two.post(DESK, {"code": codes[0], "go": "done", field: "Khác hẳn"})
    assert "Khác với lần gõ của người trước" in differs.text
    assert "Khác hẳn" in differs.text
    assert TEXT not in differs.text
    assert two.post(DESK, {"code": codes[0], "go": "done", field: TEXT}).status_code == 302
    too_long = two.post(DESK, {"code": codes[1], "go": "done", field: "x" * 4001})
    assert too_long.status_code == 400
    told = {"received": 1, "spoilt": 0, "missing": 0, "note": ""}
    assert one.post(DESK + "so-phong-bi/", told).status_code == 302
    text = one.get(DESK).text
    assert "nhận 1 = đã gõ 1 + để trống 0 + hỏng 0" in text
    assert "khớp" in text
    assert one.post(DESK + "so-phong-bi/", {"received": "nhiều"}).status_code == 403
    assert one.post(DESK + "bo/").status_code == 302
    for name, status in {"officer": 403, "leader": 403, "stranger": 404}.items():
        client = signed_in(home.accounts[name])
        assert client.get(DESK).status_code == status
        for deed in ("", "so-phong-bi/", "bo/"):
            assert client.post(DESK + deed, told).status_code == status


def test_before_closing_the_desk_says_to_leave_the_envelopes(home, round):
    assert ROUND_CLOSES > ROUND_OPENS
    page = signed_in(home.counter_one).get(DESK)
    assert "để nguyên, dán kín" in page.text
    assert "Gõ phiếu này" not in page.text
    assert round.state == RoundState.OPEN
