"""Sheets of paper: the account closes, two people make void, a lost code is replaced from a pile."""

from datetime import date

import pytest
from django.test import Client
from tests.factories import (
    PASSPHRASES,
    ROUND_CLOSES,
    ROUND_OPENS,
    go_to,
    hand_out_the_rest,
    open_round,
    signed_in,
    world,
)

from tusoi.foundation.journal.models import Entry
from tusoi.foundation.kernel.clock import at_noon
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.secrecy.models import RetiredCode, Ticket
from tusoi.foundation.secrecy.submission import admit
from tusoi.process.feedback import actions, paper, sheets
from tusoi.process.feedback.models import Replacement, SheetCount, VoidRequest
from tusoi.process.feedback.slips import hand_in, open_slips
from tusoi.process.feedback.states import VoidReason

pytestmark = pytest.mark.django_db
AT = at_noon(ROUND_OPENS)
ROUND = "/dot/nq-tw4/gop-y/dot-1/"
PAGE = ROUND + "to-phieu/"


@pytest.fixture
def home():
    return world(today=ROUND_OPENS)


@pytest.fixture
def round(home):
    return open_round(home)


@pytest.fixture
def group(round):
    return round.groups.get(code="individuals")


def printed(group, home, count=12):
    return [code for code, _label in actions.print_slips(group, count=count, by=home.officer, at=AT)]


def test_the_account_is_by_day_and_person_and_closes(home, group):
    codes = printed(group, home)
    sheets.hand_out(group, 9, by=home.officer, at=AT)
    sheets.hand_out(group, 1, by=home.counter_one, at=AT)
    sheets.hand_out(group, -1, by=home.officer, at=AT)
    account = sheets.account_of_group(group)
    assert (account.printed, account.handed_out, account.rest) == (12, 9, 3)
    assert sheets.unclosed(group.round) == ["Cá nhân liên quan: Còn 3 tờ chưa phát và chưa hủy"]
    left = sheets.ask_to_void(group, VoidReason.LEFT_OVER, codes[:2], by=home.officer, at=AT)
    spoilt = sheets.ask_to_void(group, VoidReason.SPOILT, codes[2:3], by=home.officer, at=AT)
    assert len(sheets.unclosed(group.round)) == 2
    for asked in (left, spoilt):
        sheets.confirm_void(asked, asked.count, by=home.counter_two, at=AT)
    account = sheets.account_of_group(group)
    assert (account.left_over, account.spoilt, account.rest) == (2, 1, 0)
    assert sheets.unclosed(group.round) == []
    assert set(SheetCount.objects.values_list("kind", "by__username", "count")) == {
        ("printed", "officer", 12),
        ("handed_out", "officer", 8),
        ("handed_out", "counter_one", 1),
    }


def test_no_more_is_handed_out_or_taken_back_than_can_be_true(home, group):
    printed(group, home, 5)
    for wrong in (6, -1, 0):
        with pytest.raises(Refused, match="không khớp"):
            sheets.hand_out(group, wrong, by=home.officer, at=AT)
    with pytest.raises(Refused, match="người phụ trách"):
        sheets.hand_out(group, 1, by=home.leader, at=AT)


def test_a_void_code_is_refused_to_its_holder_and_nothing_tells_when_or_of_which_group(home, group):
    codes = printed(group, home)
    asked = sheets.ask_to_void(group, VoidReason.LEFT_OVER, [codes[0].lower(), codes[1]], by=home.officer, at=AT)
    assert admit(codes[0]).ticket.group == "individuals", "one person alone makes nothing void"
    sheets.confirm_void(asked, 2, by=home.counter_one, at=AT)
    for code in codes[:2]:
        with pytest.raises(Refused, match="đã được hủy"):
            admit(code)
        with pytest.raises(Refused, match="đã được hủy"):
            hand_in(code, nonce="n" * 20, answers={}, at=AT)
    assert admit(codes[2])
    assert {field.name for field in RetiredCode._meta.fields} == {"id", "box", "code_hash"}
    asked.refresh_from_db()
    assert asked.code_hashes == []
    assert RetiredCode.objects.count() == 2
    assert Ticket.objects.count() == 10


def test_the_second_person_is_another_and_has_counted_the_same(home, group):
    codes = printed(group, home)
    asked = sheets.ask_to_void(group, VoidReason.SPOILT, codes[:3], by=home.officer, at=AT)
    with pytest.raises(Refused, match="phải khác người"):
        sheets.confirm_void(asked, 3, by=home.officer, at=AT)
    with pytest.raises(Refused, match="đếm 2 tờ"):
        sheets.confirm_void(asked, 2, by=home.counter_one, at=AT)
    sheets.drop(asked, by=home.counter_one, at=AT)
    asked.refresh_from_db()
    assert (asked.dropped, asked.code_hashes) == (True, [])
    with pytest.raises(Refused, match="đã rút"):
        sheets.confirm_void(asked, 3, by=home.counter_one, at=AT)


def test_codes_that_are_wrong_used_or_of_another_group_are_named_by_line(home, round, group):
    codes = printed(group, home)
    other = printed(round.groups.get(code="retired"), home, 3)
    hand_in(codes[0], nonce="n" * 20, answers={}, at=AT)
    with pytest.raises(Refused, match=r"dòng 1, 3, 4$"):
        sheets.ask_to_void(
            group, VoidReason.SPOILT, [codes[0], codes[1], other[0], "7777-7777-7777"], by=home.officer, at=AT
        )
    assert not VoidRequest.objects.exists()


def test_a_code_used_between_asking_and_confirming_stays_used_and_is_counted(home, group):
    codes = printed(group, home)
    asked = sheets.ask_to_void(group, VoidReason.LEFT_OVER, codes[:2], by=home.officer, at=AT)
    receipt = hand_in(codes[0], nonce="n" * 20, answers={}, at=AT)
    done = sheets.confirm_void(asked, 2, by=home.counter_one, at=AT)
    assert (done.count, done.used) == (1, 1)
    assert hand_in(codes[0], nonce="n" * 20, answers={}, at=AT) == receipt


def test_lost_sheets_are_told_by_number_and_confirmed(home, group):
    printed(group, home, 5)
    with pytest.raises(Refused, match="chỉ còn 5"):
        sheets.ask_for_lost(group, 6, by=home.officer, at=AT)
    asked = sheets.ask_for_lost(group, 2, by=home.officer, at=AT)
    sheets.confirm_void(asked, 2, by=home.counter_one, at=AT)
    account = sheets.account_of_group(group)
    assert (account.lost, account.rest, Ticket.objects.count()) == (2, 3, 5)


def test_void_sheets_may_be_printed_anew(home, group):
    codes = printed(group, home, 17)
    with pytest.raises(Refused, match="Đã in đủ"):
        printed(group, home, 1)
    asked = sheets.ask_to_void(group, VoidReason.SPOILT, codes[:4], by=home.officer, at=AT)
    sheets.confirm_void(asked, 4, by=home.counter_one, at=AT)
    assert len(printed(group, home, 4)) == 4


def test_a_lost_code_takes_two_people_and_a_pile_to_draw_from(home, group):
    printed(group, home, 12)
    sheets.hand_out(group, 10, by=home.officer, at=AT)
    asked = sheets.ask_for_replacement(group, by=home.officer, at=AT)
    with pytest.raises(Refused, match="phải khác người"):
        sheets.confirm_replacement(asked, by=home.officer, at=AT)
    with pytest.raises(Refused, match="Chỉ còn 2 tờ để bốc"):
        sheets.confirm_replacement(asked, by=home.counter_one, at=AT)
    printed(group, home, 4)
    sheets.confirm_replacement(asked, by=home.counter_one, at=AT)
    account = sheets.account_of_group(group)
    assert (account.replaced, account.handed_out, account.rest) == (1, 11, 5)
    names = {field.name for field in Replacement._meta.fields}
    assert names == {"id", "group", "asked_by", "asked_on", "confirmed_by", "confirmed_on", "dropped"}


def test_no_group_is_flooded_with_codes_again_and_again(home, round):
    group = round.groups.get(code="retired")
    for _n in range(3):
        sheets.ask_for_replacement(group, by=home.officer, at=AT)
    with pytest.raises(Refused, match="đủ 3 mã"):
        sheets.ask_for_replacement(group, by=home.counter_one, at=AT)
    with pytest.raises(Refused, match="mang tên tổ chức"):
        sheets.ask_for_replacement(round.groups.get(code="organisations"), by=home.officer, at=AT)


def test_after_closing_sheets_are_still_made_void_since_they_could_be_typed_as_paper_but_none_is_replaced(
    home, round, group
):
    codes = printed(group, home)
    at = at_noon(date(2012, 7, 21))
    assert at.date() > ROUND_CLOSES
    hand_out_the_rest(home, round)
    actions.close(round, by=home.officer, at=at)
    asked = sheets.ask_to_void(group, VoidReason.SPOILT, codes[:1], by=home.officer, at=at)
    sheets.confirm_void(asked, 1, by=home.counter_one, at=at)
    with pytest.raises(Refused, match="đã được hủy"):
        paper.type_slip(round, codes[0], {}, by=home.counter_one, at=at)
    for deed in (
        lambda: sheets.ask_for_replacement(round.groups.get(code="retired"), by=home.officer, at=at),
        lambda: sheets.hand_out(round.groups.get(code="individuals"), 1, by=home.officer, at=at),
    ):
        with pytest.raises(Refused, match="đang lấy ý kiến"):
            deed()


def test_the_round_is_not_closed_while_a_sheet_is_left_over_or_a_request_waits(home, round, group):
    codes = printed(group, home)
    sheets.hand_out(group, 10, by=home.officer, at=AT)
    asked = sheets.ask_to_void(group, VoidReason.LEFT_OVER, codes[:1], by=home.officer, at=AT)
    day = date(2012, 7, 21)
    at = at_noon(day)
    go_to(day)
    client = signed_in(home.officer)
    text = client.get(ROUND).text
    assert "Chưa thể khóa: phiếu giấy chưa rõ hết. Cá nhân liên quan: Còn 2 tờ chưa phát và chưa hủy" in text
    assert "Phải rõ hết mới khóa được" in text
    assert client.post(ROUND + "khoa/").status_code == 403
    sheets.confirm_void(asked, 1, by=home.counter_one, at=at)
    with pytest.raises(Refused, match="Còn 1 tờ") as refused:
        actions.close(round, by=home.officer, at=at)
    assert refused.value.url == PAGE
    sheets.hand_out(group, 1, by=home.officer, at=at)
    lost = sheets.ask_for_replacement(group, by=home.officer, at=at)
    with pytest.raises(Refused, match="đang đợi người thứ hai"):
        actions.close(round, by=home.officer, at=at)
    sheets.drop(lost, by=home.officer, at=at)
    assert "Đã khóa nhận phiếu" in client.post(ROUND + "khoa/", follow=True).text


def test_a_number_that_cannot_be_true_is_put_right_before_closing(home, round, group):
    """Sheets handed out and then brought back: more than were printed, until the hand-out is corrected."""
    codes = printed(group, home)
    sheets.hand_out(group, 12, by=home.officer, at=AT)
    asked = sheets.ask_to_void(group, VoidReason.SPOILT, codes[:2], by=home.officer, at=AT)
    sheets.confirm_void(asked, 2, by=home.counter_one, at=AT)
    at = at_noon(date(2012, 7, 21))
    with pytest.raises(Refused, match="nhiều hơn số đã in 2 tờ"):
        actions.close(round, by=home.officer, at=at)
    sheets.hand_out(group, -2, by=home.officer, at=at)
    actions.close(round, by=home.officer, at=at)
    assert sheets.account_of_group(group).rest == 0


def test_once_opened_nothing_is_made_void(home, round, group):
    codes = printed(group, home)
    day = date(2012, 7, 21)
    hand_out_the_rest(home, round)
    actions.close(round, by=home.officer, at=at_noon(day))
    asked = sheets.ask_to_void(group, VoidReason.SPOILT, codes[:1], by=home.officer, at=at_noon(day))
    for username, passphrase in PASSPHRASES.items():
        round.refresh_from_db()
        open_slips(round, passphrase, by=home.accounts[username], at=at_noon(day))
    with pytest.raises(Refused, match="trước khi mở phiếu"):
        sheets.confirm_void(asked, 1, by=home.counter_one, at=at_noon(day))


def test_the_pages_from_printing_to_the_second_person(home, group):
    client, second = signed_in(home.officer), signed_in(home.counter_one)
    assert client.post(PAGE + "individuals/in/", {"count": ""}).status_code == 403
    assert not Ticket.objects.exists(), "an empty number is not all of them"
    answer = client.post(PAGE + "individuals/in/", {"count": "6", "style": "slips"})
    assert answer.content[:5] == b"%PDF-"
    assert "no-store" in answer["Cache-Control"]
    codes = printed(group, home, 6)
    assert client.post(PAGE + "individuals/phat/", {"count": "7"}).status_code == 302
    form = {"reason": "left_over", "codes": f"https://dau-do.vn/phieu/#{codes[0]}\n\n {codes[1]} \n"}
    assert client.post(PAGE + "individuals/huy/", form).status_code == 302
    asked = VoidRequest.objects.get()
    assert f'href="{PAGE}"' in second.get(ROUND).text
    text = second.get(PAGE).text
    assert "đang đợi" not in text
    assert f"{ROUND}huy/{asked.pk}/" in text
    assert f"{ROUND}huy/{asked.pk}/" not in client.get(PAGE).text, "not to the person who asked"
    assert second.post(f"{ROUND}huy/{asked.pk}/", {"counted": ""}).status_code == 403
    assert second.post(f"{ROUND}huy/{asked.pk}/", {"counted": "2"}).status_code == 302
    text = client.get(PAGE).text
    assert "đã in 12 = đã phát 7 + hỏng 0 + còn lại đã hủy 2" in text
    assert "Còn 3 tờ chưa phát và chưa hủy" in text
    assert "Còn 3 tờ chưa phát và chưa hủy" in client.get(ROUND).text
    assert not any(code in text for code in codes)
    assert not any(code in str(list(Entry.objects.values())) for code in codes)


def test_wrong_codes_are_said_at_the_field_and_the_typed_text_stays(home, group):
    printed(group, home, 6)
    client = signed_in(home.officer)
    answer = client.post(PAGE + "individuals/huy/", {"reason": "spoilt", "codes": "7KMP"})
    assert answer.status_code == 200
    assert "dòng 1" in answer.text
    assert "Gõ mã của từng tờ" in client.post(PAGE + "individuals/huy/", {"reason": "spoilt"}).text
    assert "Ghi số tờ đã mất" in client.post(PAGE + "individuals/huy/", {"reason": "lost"}).text
    assert client.post(PAGE + "individuals/huy/", {"reason": "lost", "count": "2"}).status_code == 302


def test_replacing_in_the_browser(home, group):
    printed(group, home, 12)
    client, second = signed_in(home.officer), signed_in(home.counter_one)
    assert client.post(PAGE + "individuals/cap-lai/").status_code == 302
    asked = Replacement.objects.get()
    assert client.post(f"{ROUND}cap-lai/{asked.pk}/").status_code == 403
    assert second.post(f"{ROUND}cap-lai/{asked.pk}/").status_code == 302
    assert "1 mã cấp lại" in client.get(ROUND).text
    assert client.post(PAGE + "individuals/cap-lai/").status_code == 302
    other = Replacement.objects.get(confirmed_by=None)
    assert second.post(f"{ROUND}rut/{other.pk}/", {"kind": "replacement"}).status_code == 302
    assert Replacement.objects.get(pk=other.pk).dropped


def test_letters_have_names_and_no_codes_and_only_the_officer_prints(home, group):
    client = signed_in(home.officer)
    answer = client.get(PAGE + "individuals/thu-moi/")
    assert answer.content[:5] == b"%PDF-"
    assert not Ticket.objects.exists()
    for name, status in {"counter_one": 403, "leader": 403, "stranger": 404}.items():
        assert signed_in(home.accounts[name]).get(PAGE + "individuals/thu-moi/").status_code == status
        assert signed_in(home.accounts[name]).post(PAGE + "individuals/in/", {"count": 5}).status_code == status
    assert Client().get(PAGE).status_code == 302
    assert [signed_in(home.accounts[n]).get(PAGE).status_code for n in ("counter_one", "leader")] == [200, 403]


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_a_fixed_number_of_queries(home, round, group, count, django_assert_num_queries):
    codes = printed(group, home)
    for number in range(count):
        sheets.ask_to_void(group, VoidReason.SPOILT, [codes[number]], by=home.counter_one, at=AT)
        sheets.ask_for_replacement(group, by=home.counter_one, at=AT)
        sheets.hand_out(group, 1, by=home.counter_one, at=at_noon(date(2012, 6, 1 + number)))
    go_to(ROUND_OPENS)
    client = signed_in(home.officer)
    client.get(PAGE)
    with django_assert_num_queries(26):
        client.get(PAGE)
