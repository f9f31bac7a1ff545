"""A wrong piece of evidence is withdrawn with a reason: the row stays, the file too, unless it is classified."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from tests.factories import go_to, signed_in, world
from tests.meetings import MADE, claimed, commitment

from tusoi.foundation.documents.tests.files import photo
from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.supervision import actions
from tusoi.process.supervision.actions_evidence import add_evidence, add_file, withdraw
from tusoi.process.supervision.models import Evidence
from tusoi.process.supervision.presenters_board import Filters, board_of

pytestmark = pytest.mark.django_db
TODAY = date(2012, 11, 6)


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


def stored(settings):
    return [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]


def url(piece, name):
    made = piece.commitment
    return reverse(f"supervision:{name}", args=[made.campaign.code, made.code, piece.pk])


def gone(piece, w, **also):
    withdraw(piece, **({"reason": "Ảnh chụp nhầm phòng", "by": w.secretary, "at": MADE} | also))
    return Evidence.objects.get(pk=piece.pk)


def test_in_the_browser_it_is_marked_with_who_when_and_why_and_its_photo_is_not_shown(settings):
    w = world()
    piece = add_file(commitment(w), photo(), note="Bảng niêm yết", by=w.secretary, at=MADE)
    go_to(TODAY)
    client, page = signed_in(w.secretary), reverse("supervision:commitment", args=[w.campaign.code, "ck-1"])
    assert url(piece, "withdraw-evidence") in client.get(page).text
    assert "Bảng niêm yết" in client.get(url(piece, "withdraw-evidence")).text
    assert client.post(url(piece, "withdraw-evidence"), {"reason": ""}).status_code == 200
    client.post(url(piece, "withdraw-evidence"), {"reason": "Ảnh chụp nhầm phòng"})
    text = client.get(page).text
    assert "Đã rút ngày 06/11/2012" in text
    assert "Ảnh chụp nhầm phòng" in text
    assert "<img" not in text
    assert len(stored(settings)) == 1
    assert signed_in(w.supervisor).get(url(piece, "evidence-file")).status_code == 200
    assert signed_in(w.committee_member).get(url(piece, "evidence-file")).status_code == 404


def test_what_is_classified_is_destroyed_with_its_note(settings, django_capture_on_commit_callbacks):
    w = world()
    piece = add_file(commitment(w), photo(), note="Trang văn bản mật", by=w.secretary, at=MADE)
    with django_capture_on_commit_callbacks(execute=True):
        row = gone(piece, w, destroy=True, reason="Văn bản mật")
    assert (row.note, row.stored_as, row.is_destroyed) == ("", None, True)
    assert row.file_digest
    assert stored(settings) == []
    go_to(TODAY)
    page = reverse("supervision:commitment", args=[w.campaign.code, "ck-1"])
    assert "Đã hủy vì mang nội dung mật" in signed_in(w.supervisor).get(page).text


def test_withdrawn_it_counts_no_longer():
    w = world()
    made = commitment(w)
    gone(add_evidence(made, note="Nhầm", by=w.secretary, at=MADE), w)
    board = board_of(w.campaign, account=w.officer, at=MADE, filters=Filters(), number=None)
    assert board.rows[0].evidence == 0
    with pytest.raises(Refused, match="Chưa có minh chứng"):
        actions.claim(made, by=w.secretary, at=MADE)


def test_the_last_piece_of_a_claim_stays_until_another_is_there():
    w = world()
    made = claimed(w)
    piece = made.evidence.get()
    with pytest.raises(Refused, match="minh chứng duy nhất"):
        gone(piece, w)
    add_evidence(made, note="Đúng", by=w.secretary, at=MADE)
    assert gone(piece, w).withdrawn_on == MADE.date()
    with pytest.raises(Refused, match="đã rút"):
        gone(Evidence.objects.get(pk=piece.pk), w)


def test_what_was_verified_keeps_its_evidence():
    w = world()
    made = claimed(w)
    actions.verify(made, note="Đủ", by=w.supervisor, at=MADE)
    with pytest.raises(Refused, match="đã xác nhận xong"):
        gone(made.evidence.get(), w)


@pytest.mark.parametrize("who", ["committee_member", "officer", "leader", "secretary_two"])
def test_others_withdraw_nothing(who):
    w = world()
    piece = add_evidence(commitment(w), note="Sổ", by=w.secretary, at=MADE)
    with pytest.raises(Refused, match="người thực hiện hoặc người giám sát"):
        gone(piece, w, by=w.accounts[who])


def test_the_table_wants_a_reason():
    w = world()
    piece = add_evidence(commitment(w), note="Sổ", by=w.secretary, at=MADE)
    with pytest.raises(IntegrityError), transaction.atomic():
        Evidence.objects.filter(pk=piece.pk).update(withdrawn_on=TODAY)
