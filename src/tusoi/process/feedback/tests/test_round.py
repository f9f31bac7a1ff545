"""From printing to opening: codes, the last day, comments with a voice for each slip and subject."""

from datetime import timedelta

import pytest
from tests.factories import (
    PASSPHRASES,
    ROUND_CLOSES,
    ROUND_OPENS,
    TODAY,
    hand_in_slips,
    hand_out_the_rest,
    open_round,
    open_slips,
    world,
)

from tusoi.foundation.journal.models import Entry
from tusoi.foundation.kernel.clock import at_noon
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.secrecy.models import SealedSlip
from tusoi.foundation.secrecy.sealing import Inside, pack, seal_to
from tusoi.foundation.tally.figures import Figure
from tusoi.process.feedback import actions, progress
from tusoi.process.feedback.models import Comment
from tusoi.process.feedback.slips import LONGEST, clean_text, hand_in
from tusoi.process.feedback.slips import open_slips as team_opens
from tusoi.process.feedback.states import RoundState

pytestmark = pytest.mark.django_db
AT = at_noon(ROUND_OPENS)


def says(round, text, *codes):
    """Answers with the same text in one box about each of the subjects."""
    return {round.subjects.get(code=code).pk: {"shortcoming": text, "strength": ""} for code in codes}


def test_sheets_for_everybody_invited_and_a_few_spare():
    home = world()
    round = open_round(home)
    group = round.groups.get(code="individuals")
    assert len(actions.print_slips(group, by=home.officer, at=AT)) == 12
    with pytest.raises(Refused, match="nhiều nhất 5"):
        actions.print_slips(group, count=6, by=home.officer, at=AT)
    assert len(actions.print_slips(group, count=5, by=home.officer, at=AT)) == 5
    with pytest.raises(Refused, match="Đã in đủ"):
        actions.print_slips(group, count=1, by=home.officer, at=AT)


def test_an_organisation_gets_its_own_sheet_once():
    home = world()
    group = open_round(home).groups.get(code="organisations")
    sheets = actions.print_slips(group, by=home.officer, at=AT)
    assert sorted(label for _code, label in sheets) == ["Hội Nông dân", "Liên đoàn Lao động", "Mặt trận quận"]
    with pytest.raises(Refused):
        actions.print_slips(group, by=home.officer, at=AT)


def test_the_last_day_counts_and_the_day_after_does_not():
    home = world()
    round = open_round(home)
    hand_in_slips(round, "individuals", [says(round, "a", "btv")], day=ROUND_CLOSES)
    with pytest.raises(Refused, match="hết ngày 20/07/2012"):
        actions.close(round, by=home.officer, at=at_noon(ROUND_CLOSES))
    ((code, _label),) = actions.print_slips(round.groups.get(code="retired"), count=1, by=None, at=AT)
    with pytest.raises(Refused, match="hết hạn"):
        hand_in(code, nonce="n" * 20, answers={}, at=at_noon(ROUND_CLOSES + timedelta(days=1)))
    hand_out_the_rest(home, round)
    actions.close(round, by=home.officer, at=at_noon(ROUND_CLOSES + timedelta(days=1)))
    assert round.state == RoundState.CLOSED


def test_a_lost_reply_is_answered_again_after_the_last_day():
    home = world()
    round = open_round(home)
    ((code, _label),) = actions.print_slips(round.groups.get(code="retired"), count=1, by=None, at=AT)
    receipt = hand_in(code, nonce="n" * 20, answers=says(round, "a", "btv"), at=AT)
    for at in (AT, at_noon(TODAY)):
        assert hand_in(code, nonce="n" * 20, answers={}, at=at) == receipt
    open_slips(home, round)
    assert hand_in(code, nonce="n" * 20, answers={}, at=at_noon(TODAY)) == receipt
    assert Comment.objects.count() == 1


def test_comments_have_one_voice_for_a_slip_and_a_subject_and_none_across():
    home = world()
    round = open_round(home)
    btv = round.subjects.get(code="btv").pk
    both = {btv: {"shortcoming": "Họp muộn", "proposal": "Họp sớm"}} | says(round, "Ít xuống cơ sở", "btv-1")
    hand_in_slips(round, "individuals", [both, says(round, "Họp muộn", "btv"), {}])
    open_slips(home, round)
    assert round.state == RoundState.OPENED
    assert Comment.objects.count() == 4
    voices = dict(Comment.objects.filter(box="proposal").values_list("text", "voice"))
    mine = set(Comment.objects.filter(voice=voices["Họp sớm"]).values_list("text", flat=True))
    assert mine == {"Họp sớm", "Họp muộn"}
    assert len(set(Comment.objects.values_list("voice", flat=True))) == 3


def test_small_groups_are_merged_before_any_comment_carries_them():
    home = world()
    round = open_round(home)
    hand_in_slips(round, "individuals", [says(round, f"người {n}", "btv") for n in range(6)])
    hand_in_slips(round, "retired", [says(round, f"hưu {n}", "btv") for n in range(2)])
    hand_in_slips(round, "organisations", [says(round, f"cơ quan {n}", "btv") for n in range(2)])
    open_slips(home, round)
    groups = {c.text: c.group for c in Comment.objects.select_related("group")}
    assert groups["người 0"] == groups["hưu 0"]
    assert groups["hưu 0"].is_merged
    assert groups["cơ quan 0"].code == "organisations"
    assert {bool(o) for o in Comment.objects.filter(group__is_merged=True).values_list("organisation", flat=True)} == {
        False
    }
    rows = progress.turnout(round, on=TODAY)
    assert [row.figure for row in rows] == [Figure(2, 3), Figure(8, 15)]
    assert progress.handed_in(round) == Figure(10, 18)
    assert progress.invited(round) == 18


def test_before_closing_turnout_goes_in_steps_and_by_day():
    home = world()
    round = open_round(home)
    hand_in_slips(round, "individuals", [{} for _n in range(7)])
    hand_in_slips(round, "organisations", [{}, {}])
    rows = progress.turnout(round, on=ROUND_OPENS)
    assert [(row.figure, row.rough) for row in rows] == [(Figure(2, 3), False), (Figure(5, 15), True)]
    hand_in_slips(round, "individuals", [{} for _n in range(4)])
    assert progress.turnout(round, on=ROUND_OPENS)[1].figure == Figure(5, 15)
    assert progress.turnout(round, on=ROUND_OPENS + timedelta(days=1))[1].figure == Figure(10, 15)
    assert progress.handed_in(round) is None


def test_when_all_together_is_small_neither_group_nor_total_is_shown():
    home = world()
    round = open_round(home)
    hand_in_slips(round, "individuals", [{}, {}])
    hand_in_slips(round, "organisations", [{}, {}, {}])
    open_slips(home, round)
    assert [row.figure for row in progress.turnout(round, on=TODAY)] == [Figure(3, 3), None]
    assert progress.handed_in(round) is None


def test_more_slips_than_people_invited_is_flagged():
    home = world()
    round = open_round(home)
    hand_in_slips(round, "individuals", [{} for _n in range(16)])
    open_slips(home, round)
    rows = progress.turnout(round, on=TODAY)
    assert [row.too_many for row in rows] == [False, True]


def test_attack_a_forged_slip_neither_stops_the_opening_nor_passes_unmarked():
    home = world()
    round = open_round(home)
    btv = str(round.subjects.get(code="btv").pk)
    hand_in_slips(round, "individuals", [says(round, "thật", "btv")])
    forged = [
        {btv: {"shortcoming": "giả", "voice": "x", "strength": 7}, "999": {"strength": "lạ"}},
        ["not", "a", "slip"],
        {btv: "text"},
    ]
    for content, group in zip(forged, ["individuals", "individuals", "no-such-group"], strict=True):
        packed = pack(Inside("7777-7777-7777-7777", group, "Mặt trận quận", content))
        SealedSlip.objects.create(box=round.box, ciphertext=seal_to(bytes(round.box.public_key), packed))
    open_slips(home, round)
    assert set(Comment.objects.values_list("text", "vouched", "organisation")) == {
        ("thật", True, ""),
        ("giả", False, ""),
    }
    round.box.refresh_from_db()
    assert round.box.faults == {"without_code": 3}


def test_the_journal_has_no_word_of_a_slip_and_nothing_at_all_on_handing_in():
    home = world()
    round = open_round(home)
    sheets = actions.print_slips(round.groups.get(code="individuals"), by=home.officer, at=AT)
    before = Entry.objects.count()
    hand_in(sheets[0][0], nonce="n" * 20, answers=says(round, "Bí mật của tôi", "btv"), at=AT)
    assert Entry.objects.count() == before
    open_slips(home, round)
    record = str(list(Entry.objects.values()))
    assert "Bí mật" not in record
    assert not any(code in record for code, _label in sheets)


def test_a_text_too_long_is_refused_before_the_code_is_spent():
    home = world()
    round = open_round(home)
    ((code, _label),) = actions.print_slips(round.groups.get(code="retired"), count=1, by=None, at=AT)
    with pytest.raises(Refused, match="nhiều nhất 4000"):
        hand_in(code, nonce="n" * 20, answers=says(round, "x" * (LONGEST + 1), "btv"), at=AT)
    assert hand_in(code, nonce="n" * 20, answers=says(round, "x" * LONGEST, "btv"), at=AT)


def test_text_is_kept_in_one_form_without_hidden_characters():
    assert clean_text("  Bie\u0302\u0301n ba\u0309n\r\n\u202eđảo\u2066 \x00ngược 😀 ") == "Biến bản\nđảo ngược 😀"


def test_only_the_team_opens_and_only_after_closing():
    home = world()
    round = open_round(home)
    with pytest.raises(Refused, match="Chưa thể mở"):
        team_opens(round, PASSPHRASES["counter_one"], by=home.counter_one, at=AT)
    with pytest.raises(Refused, match="tổ mở phiếu"):
        team_opens(round, "x" * 12, by=home.officer, at=AT)


def test_what_waits_for_whom():
    home = world()

    def waits(name, at):
        return [task.button for task in progress.waiting_for(home.accounts[name], home.campaign, at)]

    round = open_round(home)
    assert (waits("officer", AT), waits("counter_one", AT)) == ([], [])
    late = at_noon(TODAY)
    assert waits("officer", late) == ["Xem và khóa"]
    hand_out_the_rest(home, round)
    actions.close(round, by=home.officer, at=late)
    assert waits("counter_one", late) == waits("counter_two", late) == ["Nhập mật khẩu"]
    team_opens(round, PASSPHRASES["counter_one"], by=home.counter_one, at=late)
    assert (waits("counter_one", late), waits("counter_two", late)) == ([], ["Nhập mật khẩu"])
    team_opens(round, PASSPHRASES["counter_two"], by=home.counter_two, at=late)
    assert waits("counter_two", late) == waits("officer", late) == waits("member", late) == []
