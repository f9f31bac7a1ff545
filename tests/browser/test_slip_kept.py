"""What is half written stays on the device until it is sent, and nowhere when the machine is shared."""

import pytest
from django.urls import reverse

from tests.browser.steps import Person
from tests.factories import ROUND_OPENS, open_round, world
from tusoi.foundation.kernel.clock import at_noon
from tusoi.foundation.secrecy.models import SealedSlip, Ticket
from tusoi.process.feedback.actions import print_slips
from tusoi.process.feedback.models import Group

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
KEPT = "Object.keys(localStorage).filter(key => key.startsWith('phieu:')).map(key => localStorage[key])"
WORDS = "Họp chi bộ hay muộn"


@pytest.fixture
def code():
    round = open_round(world(today=ROUND_OPENS))
    group = Group.objects.get(round=round, code="retired")
    return print_slips(group, count=6, by=None, at=at_noon(ROUND_OPENS))[0][0]


@pytest.fixture
def me(phone, sound):
    return Person(phone, sound)


def begin(me, code, *, shared=False):
    me.go(reverse("feedback:slip"))
    me.fill("Mã phiếu", code)
    me.press("Mở phiếu")
    if shared:
        me.tick("Máy dùng chung")
    me.press("Bắt đầu góp ý")


def kept(me):
    return me.page.evaluate(KEPT)


def cut_while(me, button):
    """Press a button when the network is gone: the browser's own fault page comes."""
    me.page.context.set_offline(True)
    with me.page.expect_event("requestfailed"):
        me.page.get_by_role("button", name=button, exact=True).click()
    me.page.context.set_offline(False)


def test_a_lost_connection_loses_no_word(me, code):
    begin(me, code)
    me.fill("Hạn chế, khuyết điểm", WORDS)
    cut_while(me, "Tiếp")
    me.go(reverse("feedback:slip"))
    (what,) = kept(me)
    assert WORDS in what
    assert code not in what
    me.fill("Mã phiếu", code)
    me.press("Mở phiếu")
    me.sees("Máy này còn giữ phần đang viết dở")
    me.press("Bắt đầu góp ý")
    assert me.field("Hạn chế, khuyết điểm", "textarea").input_value() == WORDS
    me.press("Xem lại và gửi")
    me.sees(WORDS)
    me.press("Gửi phiếu")
    me.sees("Xin cảm ơn")
    assert kept(me) == []
    assert SealedSlip.objects.count() == 1


def test_a_lost_answer_gets_its_receipt_again(me, code):
    begin(me, code)
    me.fill("Ưu điểm", WORDS)
    me.press("Xem lại và gửi")
    me.page.route("**/phieu/", lambda route: (route.fetch(), route.abort())[1])  # it arrives; the answer does not
    with me.page.expect_event("requestfailed"):
        me.page.get_by_role("button", name="Gửi phiếu", exact=True).click()
    me.page.unroute("**/phieu/")
    me.go(reverse("feedback:slip"))
    me.fill("Mã phiếu", code)
    me.press("Mở phiếu")
    me.sees("chưa nhận được trả lời")
    me.press("Lấy lại biên nhận")
    me.sees("Xin cảm ơn")
    assert kept(me) == []
    assert (SealedSlip.objects.count(), Ticket.objects.filter(spent=True).count()) == (1, 1)


def test_a_shared_machine_keeps_nothing(me, code):
    begin(me, code, shared=True)
    me.fill("Hạn chế, khuyết điểm", WORDS)
    me.press("Tiếp")
    assert kept(me) == []
    me.press("Quay lại")
    assert me.field("Hạn chế, khuyết điểm", "textarea").input_value() == WORDS
    assert kept(me) == []


def test_who_thinks_better_of_it_takes_it_off_the_machine(me, code):
    begin(me, code)
    me.fill("Hạn chế, khuyết điểm", WORDS)
    me.page.wait_for_timeout(600)  # the script waits a moment after the last letter
    assert len(kept(me)) == 1
    me.page.get_by_role("button", name="Xóa khỏi máy, không giữ nữa").click()
    me.sees("Máy này không giữ gì nữa")
    assert kept(me) == []
    me.press("Tiếp")
    assert kept(me) == []


def test_what_is_past_its_day_is_gone(me, code):
    me.go(reverse("feedback:check"))
    me.page.evaluate(
        "localStorage['phieu:x'] = JSON.stringify({until: Date.now() - 1, nonce: '', fields: [['a-1-strength', 'x']]})"
    )
    me.go(reverse("feedback:slip"))
    assert kept(me) == []
