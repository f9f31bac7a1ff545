"""What tells a writer is blacked out; the text as it was is read by two together, and goes when the texts go."""

import pytest
from django.urls import reverse
from tests.factories import TODAY, hand_in_slips, open_round, open_slips, signed_in, world

from tusoi.foundation.journal.models import Entry
from tusoi.foundation.kernel.clock import at_noon
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.secrecy.models import OriginalKeeper, SealedText, SealedTextShare
from tusoi.foundation.secrecy.originals import become_keeper, forget_originals
from tusoi.foundation.secrecy.tests.attacker import files
from tusoi.foundation.secrecy.tests.test_attacks import somebody_reads
from tusoi.process.feedback.models import Comment, Round
from tusoi.process.feedback.retention import wipe_due
from tusoi.process.issues import covering, placing

pytestmark = pytest.mark.django_db
on_disk = pytest.mark.django_db(transaction=True)
AT = at_noon(TODAY)
TEXT = "Tôi là thủ quỹ, ngày 5 tháng 3 tôi thấy sổ thu chi để trống"
MARKED = "[[Tôi là thủ quỹ]], ngày 5 tháng 3 tôi thấy sổ thu chi để trống"
ONE, TWO = "mat khau giu mot hai", "mat khau giu ba bon"


@pytest.fixture
def home():
    return world()


@pytest.fixture
def comment(home):
    round = open_round(home)
    said = {round.subjects.get(code="btv").pk: {"shortcoming": TEXT}}
    hand_in_slips(round, "individuals", [said] + [{}] * 5)
    open_slips(home, round)
    return Comment.objects.select_related("round__box").get()


def keep(home, comment):
    for by, passphrase in ((home.counter_one, ONE), (home.counter_two, TWO)):
        become_keeper(Round.objects.get(pk=comment.round_id).box, passphrase, by=by, at=AT)


def test_two_keepers_first_then_only_the_marked_words_go(home, comment):
    with pytest.raises(Refused, match="hai thành viên"):
        covering.cover(comment, MARKED, by=home.counter_one, at=AT)
    keep(home, comment)
    with pytest.raises(Refused, match="Chưa đánh dấu"):
        covering.cover(comment, TEXT, by=home.counter_one, at=AT)
    with pytest.raises(Refused, match="giữ nguyên mọi chữ khác"):
        covering.cover(comment, MARKED.replace("để trống", "đủ"), by=home.counter_one, at=AT)
    with pytest.raises(Refused, match="tổ mở phiếu"):
        covering.cover(comment, MARKED, by=home.officer, at=AT)
    covering.cover(comment, MARKED, by=home.counter_one, at=AT)
    comment.refresh_from_db()
    assert comment.text == "█████, ngày 5 tháng 3 tôi thấy sổ thu chi để trống"
    assert "thủ quỹ" not in str(list(Entry.objects.values_list("facts", flat=True)))
    assert "thủ quỹ".encode() not in bytes(SealedText.objects.get().ciphertext)


def on_the_disk() -> bool:
    return any("thủ quỹ".encode() in content for _name, content in files())


@on_disk
def test_attack_the_words_that_were_blacked_out_are_off_the_disk_at_once(home, comment):
    keep(home, comment)
    assert on_the_disk(), "the method finds them before"
    covering.cover(comment, MARKED, by=home.counter_one, at=AT)
    assert not on_the_disk()


@on_disk
def test_attack_where_somebody_was_reading_the_worker_takes_them_off_the_disk_later(home, comment):
    keep(home, comment)
    with somebody_reads("feedback_comment"):
        covering.cover(comment, MARKED, by=home.counter_one, at=AT)
        assert on_the_disk(), "a reader was in the way"
        assert wipe_due() == 0
    assert Round.objects.get(pk=comment.round_id).traces == 1
    assert wipe_due() == 1
    assert not on_the_disk()
    assert wipe_due() == 0


def test_two_together_read_it_and_each_time_anew(home, comment):
    keep(home, comment)
    covering.cover(comment, MARKED, by=home.counter_one, at=AT)
    with pytest.raises(Refused, match="không đúng"):
        covering.read_uncovered(comment, "sai hoan toan roi", by=home.counter_one, at=AT)
    for _time in range(2):
        assert covering.read_uncovered(comment, ONE, by=home.counter_one, at=AT) is None
        assert covering.read_uncovered(comment, ONE, by=home.counter_one, at=AT) is None  # alone, twice: still nothing
        assert covering.read_uncovered(comment, TWO, by=home.counter_two, at=AT) == TEXT
        assert not SealedTextShare.objects.exclude(giver=None).exists()
    with pytest.raises(Refused, match="Chỉ tổ mở phiếu"):
        covering.read_uncovered(comment, ONE, by=home.officer, at=AT)
    assert Entry.objects.filter(act="secrecy.original_read").count() == 2


def test_covering_twice_keeps_the_first_text(home, comment):
    keep(home, comment)
    covering.cover(comment, MARKED, by=home.counter_one, at=AT)
    comment.refresh_from_db()
    covering.cover(comment, comment.text.replace("ngày 5 tháng 3", "[[ngày 5 tháng 3]]"), by=home.counter_two, at=AT)
    covering.read_uncovered(comment, TWO, by=home.counter_two, at=AT)
    assert covering.read_uncovered(comment, ONE, by=home.counter_one, at=AT) == TEXT
    with pytest.raises(Refused, match="không đổi hay thêm"):
        become_keeper(comment.round.box, TWO, by=home.counter_one, at=AT)


def test_it_goes_with_the_texts(home, comment):
    keep(home, comment)
    covering.cover(comment, MARKED, by=home.counter_one, at=AT)
    assert forget_originals(comment.round.box) == 1
    assert not SealedText.objects.exists()
    assert not SealedTextShare.objects.exists()
    assert not OriginalKeeper.objects.exists()


def test_the_page_does_it(home, comment):
    where = {"campaign": home.campaign.code, "round": comment.round.code}
    address = reverse("issues:cover", kwargs=where)
    one, two = signed_in(home.counter_one), signed_in(home.counter_two)
    assert "Đặt mật khẩu của tôi" in one.get(reverse("issues:triage", kwargs=where)).text
    one.post(address, {"viec": "key", "passphrase": ONE})
    two.post(address, {"viec": "key", "passphrase": TWO})
    assert one.post(address, {"viec": "cover", "comment": comment.pk, "text": MARKED}).status_code == 302
    page = one.get(reverse("issues:triage", kwargs=where)).text
    assert "█████" in page
    assert "thủ quỹ" not in page
    assert "Đợi người thứ hai" in one.post(address, {"viec": "read", "comment": comment.pk, "passphrase": ONE}).text
    assert "thủ quỹ" in two.post(address, {"viec": "read", "comment": comment.pk, "passphrase": TWO}).text


def test_what_is_set_aside_is_still_covered_first(home, comment):
    keep(home, comment)
    placing.ask_set_aside(comment, reason="off_subject", by=home.counter_one, at=AT)
    covering.cover(comment, MARKED, by=home.counter_two, at=AT)
    comment.refresh_from_db()
    assert comment.is_covered
