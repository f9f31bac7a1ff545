"""What goes wrong at the contributor's table: codes, lengths, characters, thumbs and clocks. Each with a clear sentence."""

import json
import zlib
from datetime import datetime, timedelta

import pytest
from tests.factories import (
    PASSPHRASES,
    ROUND_CLOSES,
    ROUND_OPENS,
    TODAY,
    go_to,
    hand_in_slips,
    hand_out_the_rest,
    open_round,
    open_slips,
    world,
)

from tusoi.foundation.kernel.clock import at_noon
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.secrecy import guessing
from tusoi.foundation.secrecy.codes import new_code
from tusoi.foundation.secrecy.models import SealedSlip, Ticket
from tusoi.foundation.secrecy.sealing import Inside, pack, seal_to
from tusoi.process.feedback import actions
from tusoi.process.feedback.models import Comment
from tusoi.process.feedback.slips import LONGEST, hand_in
from tusoi.process.feedback.slips import open_slips as team_opens
from tusoi.process.feedback.tests.test_slip_pages import SLIP, Contributor, keys, sheets

pytestmark = pytest.mark.django_db
AT = at_noon(ROUND_OPENS)


@pytest.fixture
def home():
    return world(today=ROUND_OPENS)


@pytest.fixture
def round(home):
    return open_round(home)


@pytest.fixture
def guard(monkeypatch):
    """A guard that has seen nobody, and a clock that stands until it is moved."""
    clock = [1000.0]
    monkeypatch.setattr(guessing, "_guard", guessing.Guard())
    monkeypatch.setattr(guessing.time, "monotonic", lambda: clock[0])
    return clock


def guess(times, **extra):
    for _time in range(times):
        page = Contributor(new_code()).client.post(SLIP, {"code": new_code()}, **extra)
    return page


def test_who_guesses_codes_is_stopped_even_with_a_right_one_and_goes_on_later(round, guard):
    code = sheets(round)[0]
    assert "Không có phiếu nào mang mã này" in guess(guessing.MOST).content.decode()
    person = Contributor(code).post()
    assert person.page.status_code == 403
    assert "quá nhiều mã không có thật" in person.text
    assert "Chờ 10 phút" in person.text
    guard[0] += guessing.WINDOW - 30
    assert "Chờ 1 phút" in Contributor(code).post().text
    guard[0] += 31
    assert Contributor(code).post().page.status_code == 200


def test_while_an_address_waits_no_answer_tells_a_known_code_from_another(round, guard):
    """What was written comes back alike for a code that is void or used, one that holds, and one of nobody."""
    used, good = sheets(round)[:2]
    subject = round.subjects.first().pk
    words = {f"a-{subject}-shortcoming": "Gửi tài liệu muộn"}
    Contributor(used).client.post(SLIP, {"code": used, "go": "send", **words})
    guess(guessing.MOST)
    pages = [
        Contributor(code).client.post(SLIP, {"code": code, **words}).content.decode().replace(code, "MÃ")
        for code in (used, good, new_code())
    ]
    assert len({"Gửi tài liệu muộn" in page for page in pages}) == 1
    assert all("quá nhiều mã" in page for page in pages)


def test_somebody_elsewhere_is_not_stopped(round, guard):
    guess(guessing.MOST, REMOTE_ADDR="203.0.113.9")
    assert Contributor(sheets(round)[0]).post().page.status_code == 200


def test_typing_slips_are_not_guesses(round, guard):
    code = sheets(round)[0]
    for _slip in range(guessing.MOST + 5):
        assert "gõ chưa đúng" in Contributor("2" + code[1:] if code[0] != "2" else "3" + code[1:]).post().text
    assert Contributor(code).post().page.status_code == 200


def test_what_the_guard_remembers_names_no_address_and_is_forgotten(round, guard):
    guess(3, REMOTE_ADDR="203.0.113.9")
    guess(2, REMOTE_ADDR="2001:db8::7")
    kept = guessing._guard
    assert sorted(kept.wrong.values()) == [2, 3]
    assert "203.0.113.9" not in repr(kept)
    assert "2001:db8" not in repr(kept)
    names, key = set(kept.wrong), kept.key
    guard[0] += guessing.WINDOW
    guess(1, REMOTE_ADDR="203.0.113.9")
    assert list(kept.wrong.values()) == [1]
    assert not names & set(kept.wrong)
    assert kept.key != key


def test_a_flood_of_addresses_does_not_fill_the_memory():
    kept = guessing.Guard()
    for number in range(guessing.MOST_ADDRESSES + 50):
        kept.count(f"address {number}", now=1)
    assert len(kept.wrong) == guessing.MOST_ADDRESSES


def test_a_megabyte_of_text_is_refused_on_its_page_and_costs_no_code(round):
    first = keys(round)[0]
    person = Contributor(sheets(round)[0]).begin()
    person.post(page="0", go="next", **{f"{first}-shortcoming": "ệ" * (1024 * 1024 // 3)})
    assert person.page.status_code == 400
    assert f"{LONGEST}" in person.text
    assert "ệệệ</textarea>" in person.text
    assert not Ticket.objects.filter(spent=True).exists()


@pytest.mark.parametrize(
    "form", [{"a-1-shortcoming": "ệ" * 1_000_000}, {f"a-{n}-shortcoming": "x" for n in range(1600)}]
)
def test_more_than_the_server_takes_is_said_in_words_and_costs_no_code(round, form):
    code = sheets(round)[0]
    person = Contributor(code).post(go="send", nonce="nonce-of-form-0123", **form)
    assert person.page.status_code == 413
    assert "dài quá mức" in person.text
    assert "mã vẫn dùng được" in person.text
    assert Contributor(code).post().page.status_code == 200
    assert not SealedSlip.objects.exists()


def test_a_slip_that_no_size_holds_is_refused_before_the_code_is_spent(round):
    noise = "".join(chr(0x4E00 + number * 7919 % 20_000) for number in range(400_000))
    with pytest.raises(Refused, match="dài quá"):
        pack(Inside("r", "g", "", {"1": {"shortcoming": noise}}))


WRITTEN = [
    ("Họp muộn\x07\x1b[31m", "Họp muộn[31m"),
    ("\u202eđảo\u2066ngược\u200f\u061c", "đảongược"),
    ("Gia đình 👨‍👩‍👧 rất vui 😀", "Gia đình 👨‍👩‍👧 rất vui 😀"),
    ("Bie\u0302\u0301n ba\u0309n", "Biến bản"),
    ("ẩn\U000e0041\U000e0042", "ẩn"),
    ("<script>alert(1)</script> & 'nháy'", "<script>alert(1)</script> & 'nháy'"),
]


def test_every_kind_of_character_comes_out_of_the_box_in_one_clean_form(home, round):
    first = keys(round)[0]
    for code, (typed, _read) in zip(sheets(round), WRITTEN, strict=False):
        person = Contributor(code).post(go="review", **{f"{first}-shortcoming": typed})
        assert person.page.status_code == 200
        assert "<script>alert" not in person.text
        hand_in(code, nonce="n" * 20, answers={int(first[2:]): {"shortcoming": typed}}, at=AT)
    go_to(TODAY)
    open_slips(home, round)
    assert sorted(Comment.objects.values_list("text", flat=True)) == sorted(read for _typed, read in WRITTEN)


def test_attack_a_forged_slip_that_no_database_can_hold_does_not_stop_the_opening(home, round):
    """Whoever writes into the database knows the public key, and could make a box that never opens."""
    btv = str(round.subjects.get(code="btv").pk)
    forged = ["\x00", "a\x00b", "\ud800 nửa chữ", "x" * 100_000]
    deep = b"[" * 100_000 + b"]" * 100_000
    for text in forged:
        packed = pack_raw(f'["7777-7777-7777-7777", "individuals", "", {{"{btv}": {{"shortcoming": {quoted(text)}}}}}]')
        SealedSlip.objects.create(box=round.box, ciphertext=seal_to(bytes(round.box.public_key), packed))
    packed = pack_raw(deep.decode())
    SealedSlip.objects.create(box=round.box, ciphertext=seal_to(bytes(round.box.public_key), packed))
    hand_in_slips(round, "individuals", [{int(btv): {"shortcoming": "thật"}}])
    open_slips(home, round)
    assert sorted(Comment.objects.values_list("text", flat=True)) == sorted(["ab", "nửa chữ", "x" * LONGEST, "thật"])
    round.box.refresh_from_db()
    assert round.box.faults == {"without_code": 4, "unreadable": 1}


def quoted(text):
    return json.dumps(text)  # with escapes: half a letter has no other way to be written


def pack_raw(text):
    body = zlib.compress(text.encode())
    return len(body).to_bytes(4, "big") + body


def test_a_code_of_another_round_opens_that_round_and_takes_nothing_along(home, round):
    other = open_round(home, code="dot-2", subjects=("phuong-mot",))
    mine, theirs = sheets(round)[0], sheets(other)[0]
    about = keys(round)[0]
    person = Contributor(mine).begin().post(page="0", go="next", **{f"{about}-shortcoming": "Họp muộn"})
    person.carried["code"] = theirs
    person.post(go="review")
    assert person.page.status_code == 200
    assert "Đảng ủy phường Một" in person.text
    assert "Họp muộn" not in person.text
    assert Contributor(mine).post().page.status_code == 200


def test_two_sheets_with_the_same_form_are_two_slips(round):
    """A browser's "back" keeps the nonce: it must not make two people's slips one."""
    first, second = sheets(round)[:2]
    receipts = {hand_in(code, nonce="n" * 20, answers={}, at=AT) for code in (first, second, first)}
    assert len(receipts) == 2
    assert SealedSlip.objects.count() == 2


@pytest.mark.parametrize("nonce", ["", "short", "x" * 65, "\x00" * 20])
def test_a_form_with_a_nonce_of_its_own_making_does_no_harm(round, nonce):
    person = Contributor(sheets(round)[0]).post(go="send", nonce=nonce)
    assert person.page.status_code in {200, 403}
    assert SealedSlip.objects.count() == (person.page.status_code == 200)


def test_a_clock_that_runs_ahead_refuses_in_words_and_costs_nothing_once_it_is_right(round):
    code = sheets(round)[0]
    ahead = at_noon(ROUND_CLOSES + timedelta(days=400))
    with pytest.raises(Refused, match="hết hạn nhận phiếu"):
        hand_in(code, nonce="n" * 20, answers={}, at=ahead)
    assert hand_in(code, nonce="n" * 20, answers={}, at=AT)


def test_a_clock_that_runs_behind_takes_slips_and_gives_receipts_all_the_same(home, round):
    behind: datetime = at_noon(ROUND_OPENS - timedelta(days=4000))
    receipt = hand_in(sheets(round)[0], nonce="n" * 20, answers={}, at=behind)
    assert receipt
    with pytest.raises(Refused, match="Chưa thể khóa"):
        actions.close(round, by=home.officer, at=at_noon(ROUND_CLOSES))


def test_the_team_may_open_whatever_its_clock_says(home, round):
    hand_in_slips(round, "individuals", [{}])
    hand_out_the_rest(home, round)
    actions.close(round, by=home.officer, at=at_noon(TODAY))
    from_before = at_noon(ROUND_OPENS - timedelta(days=4000))
    done = [team_opens(round, words, by=home.accounts[name], at=from_before) for name, words in PASSPHRASES.items()]
    assert done[1] is not None
