"""Several of an organisation prepare one slip with one code; one signs it off; nothing readable without the code."""

import pytest
from tests.factories import ROUND_OPENS, TODAY, go_to, hand_out_the_rest, open_round, open_slips, world

from tusoi.foundation.kernel.clock import at_noon
from tusoi.foundation.secrecy.models import Draft, SealedSlip
from tusoi.process.feedback import actions
from tusoi.process.feedback.models import Comment
from tusoi.process.feedback.tests.test_slip_pages import Contributor, keys, sheets

pytestmark = pytest.mark.django_db
FIRST, SECOND = "Nên họp đúng giờ hơn nữa", "Tài liệu gửi trước ba ngày"


@pytest.fixture
def home():
    return world(today=ROUND_OPENS)


@pytest.fixture
def round(home):
    return open_round(home)


@pytest.fixture
def code(round):
    return sheets(round, "organisations")[0]


def test_one_begins_another_goes_on_a_third_signs(home, round, code):
    about, other = keys(round)[:2]
    one = Contributor(code).begin()
    one.post(page="0", go="next", **{f"{about}-proposal": FIRST})
    one.post(go="keep")
    assert "Phiếu chưa được gửi" in one.text
    assert FIRST.encode() not in bytes(Draft.objects.get().ciphertext)
    two = Contributor(code).post()
    assert FIRST in two.text
    two.post(go="1").post(page="1", go="next", **{f"{other}-proposal": SECOND})
    two.post(go="keep")
    three = Contributor(code).post().post(go="review")
    assert FIRST in three.text
    assert SECOND in three.text
    three.post(go="send", signed=" ")
    assert "Ghi họ tên, chức vụ người ký" in three.text
    assert not SealedSlip.objects.exists()
    three.post(go="send", signed="Lê Thử, Chủ tịch")
    assert "Xin cảm ơn" in three.text
    assert not Draft.objects.exists()
    go_to(TODAY)
    open_slips(home, round)
    found = Comment.objects.all()
    assert sorted(found.values_list("text", flat=True)) == [FIRST, SECOND]
    assert all(name.endswith(", người ký: Lê Thử, Chủ tịch") for name in found.values_list("organisation", flat=True))


@pytest.mark.parametrize("deed", [{"go": "keep"}, {"go": "send", "signed": "Lê Thử, Chủ tịch"}])
def test_nobody_saves_or_sends_over_what_another_saved_and_no_word_is_lost(home, round, code, deed):
    about, other = keys(round)[:2]
    one, two = Contributor(code).begin(), Contributor(code).begin()
    one.post(go="keep", **{f"{about}-proposal": FIRST, f"{other}-strength": "Gần dân"})
    two.post(**deed, **{f"{about}-proposal": SECOND})
    assert two.page.status_code == 409
    assert "Người khác trong cơ quan vừa lưu" in two.text
    assert not SealedSlip.objects.exists()
    for text in (FIRST, SECOND, "Gần dân"):
        assert text in two.text
    assert SECOND not in Contributor(code).begin().text, "nothing was saved yet"
    two.post(go="send", signed="Lê Thử, Chủ tịch")
    assert "Xin cảm ơn" in two.text
    go_to(TODAY)
    open_slips(home, round)
    assert sorted(Comment.objects.values_list("text", flat=True)) == sorted(["Gần dân", f"{FIRST}\n\n{SECOND}"])


def test_who_goes_on_from_the_last_draft_is_not_stopped_and_no_text_comes_twice(round, code):
    about = keys(round)[0]
    one = Contributor(code).begin()
    one.post(go="keep", **{f"{about}-proposal": FIRST})
    two = Contributor(code).begin()
    one.post(go="keep")
    two.post(go="keep", **{f"{about}-proposal": f"{FIRST} {SECOND}"})
    assert two.page.status_code == 409, "saved anew meanwhile"
    two.post(go="keep")
    assert two.page.status_code == 200
    assert Contributor(code).begin().text.count(FIRST) == 1


def test_a_lost_answer_gets_its_receipt_without_signing_again(round, code):
    person = Contributor(code).begin()
    sent = person.carried | {"go": "send", "signed": "Lê Thử"}
    receipt = person.post(**sent).receipt
    again = Contributor(code)
    again.carried |= {"nonce": sent["nonce"]}
    assert again.post(go="send").receipt == receipt


def test_an_anonymous_code_keeps_no_draft(round):
    about = keys(round)[0]
    person = Contributor(sheets(round)[0]).begin()
    assert "Lưu bản nháp" not in person.post(go="review").text
    person.post(go="keep", **{f"{about}-proposal": FIRST})
    assert not Draft.objects.exists()


def test_what_nobody_signed_goes_at_closing(home, round, code):
    person = Contributor(code).begin()
    person.post(go="keep", **{f"{keys(round)[0]}-proposal": FIRST})
    assert Draft.objects.exists()
    go_to(TODAY)
    hand_out_the_rest(home, round)
    actions.close(round, by=home.officer, at=at_noon(TODAY))
    assert not Draft.objects.exists()
