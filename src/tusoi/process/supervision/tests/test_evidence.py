"""Files, photos, issued documents and classified references as evidence, in the browser; and who may see them."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from tests.factories import go_to, signed_in, world
from tests.meetings import MADE, commitment

from tusoi.foundation.documents.actions import issue
from tusoi.foundation.documents.kinds import DocumentKind
from tusoi.foundation.documents.tests.files import PDF, photo, photo_of_a_phone
from tusoi.foundation.documents.tests.helpers import sample
from tusoi.foundation.journal.models import Entry
from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.supervision import actions_evidence
from tusoi.process.supervision.actions_evidence import add_classified, add_evidence, add_file
from tusoi.process.supervision.models import Evidence
from tusoi.process.supervision.presenters_evidence import pieces_of
from tusoi.process.supervision.states import Act

pytestmark = pytest.mark.django_db
TODAY = date(2012, 11, 6)


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


def start():
    w = world()
    made = commitment(w)
    go_to(TODAY)
    return w, made


def url(made, name, query=None, **also):
    where = {"campaign": made.campaign.code, "commitment": made.code, **also}
    return reverse(f"supervision:{name}", kwargs=where, query=query)


def typed(content, name="anh.jpg", **also):
    return {"note": "Sổ công văn", "file": SimpleUploadedFile(name, content)} | also


def stored(settings):
    return [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]


def test_a_photo_stands_in_the_gallery_and_nothing_of_the_phone_is_kept(settings):
    w, made = start()
    owner = signed_in(w.secretary)
    owner.post(url(made, "add-file", {"mat": "khong"}), typed(photo_of_a_phone(), "IMG_Nguyen_Van_A.jpg"))
    row = made.evidence.get()
    page = signed_in(w.supervisor).get(url(made, "commitment")).text
    there = url(made, "evidence-file", evidence=row.pk)
    assert f'<img src="{there}"' in page
    assert "Sổ công văn" in page
    reply = signed_in(w.supervisor).get(there)
    assert (reply["Content-Type"], reply.content[:3]) == ("image/jpeg", b"\xff\xd8\xff")
    assert b"Exif" not in reply.content
    assert "Nguyen" not in str(vars(row)) + str(reply.headers)
    assert len(stored(settings)) == 1


def test_a_paper_is_given_back_to_save():
    w, made = start()
    owner = signed_in(w.secretary)
    owner.post(url(made, "add-file", {"mat": "khong"}), typed(PDF, "x.jpg"))
    row = made.evidence.get()
    reply = owner.get(url(made, "evidence-file", evidence=row.pk))
    assert reply["Content-Disposition"].startswith("attachment;")
    assert reply.content == PDF
    assert Entry.objects.get(act=Act.EVIDENCE_ADDED).facts["digest"] == row.file_digest


@pytest.mark.parametrize(
    ("who", "answer"),
    [("secretary", 200), ("supervisor", 200), ("committee_member", 200), ("secretary_two", 404), ("viewer", 404), ("stranger", 404)],
)  # fmt: skip
def test_it_is_seen_by_whom_the_commitment_is(who, answer):
    w, made = start()
    row = add_file(made, photo(), note="Ảnh", by=w.secretary, at=MADE)
    client = signed_in(w.accounts[who])
    assert client.get(url(made, "evidence-file", evidence=row.pk)).status_code == answer
    assert client.get(url(made, "commitment")).status_code == answer


def test_a_file_of_another_commitment_is_not_found_here():
    w, made = start()
    other = commitment(w, made.issue, code="ck-2")
    row = add_file(other, photo(), note="Ảnh", by=None, at=MADE)
    note = add_evidence(made, note="Ghi", by=None, at=MADE)
    client = signed_in(w.secretary)
    assert client.get(url(made, "evidence-file", evidence=row.pk)).status_code == 404
    assert client.get(url(made, "evidence-file", evidence=note.pk)).status_code == 404


def test_it_is_asked_first_whether_it_is_classified_and_then_a_number_alone_is_kept(settings):
    w, made = start()
    owner = signed_in(w.secretary)
    asked = owner.get(url(made, "add-file")).text
    assert "Có phải tài liệu mật không?" in asked
    assert 'type="file"' not in asked
    owner.post(url(made, "add-file"), typed(photo()))
    secret = url(made, "add-file", {"mat": "co"})
    assert 'type="file"' not in owner.get(secret).text
    owner.post(secret, typed(photo(), document_number="12-BC/M"))
    row = made.evidence.get()
    assert (row.is_classified, row.document_number, row.note, row.kept) == (True, "12-BC/M", "", None)
    assert stored(settings) == []
    assert "Tài liệu mật, chỉ giữ số: 12-BC/M" in owner.get(url(made, "commitment")).text


def test_the_database_keeps_nothing_else_of_a_classified_one():
    w, made = start()
    row = add_classified(made, document_number="1-M", by=w.secretary, at=MADE)
    with pytest.raises(Refused, match="Chưa ghi số"):
        add_classified(made, document_number=" ", by=w.secretary, at=MADE)
    for words in ({"note": "Nội dung"}, {"stored_as": "a" * 32}, {"document_number": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Evidence.objects.filter(pk=row.pk).update(**words)


def test_a_hostile_file_is_refused_on_the_form_and_what_was_typed_stays(settings):
    w, made = start()
    reply = signed_in(w.secretary).post(url(made, "add-file", {"mat": "khong"}), typed(b"<svg/>", "anh.svg"))
    assert reply.status_code == 200
    assert "chương trình xem nội dung" in reply.text
    assert "Sổ công văn" in reply.text
    assert (made.evidence.count(), stored(settings)) == (0, [])


def test_the_office_says_what_it_takes(settings):
    w, made = start()
    settings.EVIDENCE_KINDS = ["jpg"]
    with pytest.raises(Refused, match="không nhận tệp loại PDF"):
        add_file(made, PDF, note="Bản quét", by=w.secretary, at=MADE)
    assert ".docx" not in signed_in(w.secretary).get(url(made, "add-file", {"mat": "khong"})).text.split("accept=")[0]


def test_what_a_phone_sends_again_is_kept_once(settings):
    w, made = start()
    phone = signed_in(w.secretary)
    for _time in range(2):
        reply = phone.post(url(made, "send-photo"), typed(photo(), key="ab12"))
        assert reply.json() == {"state": "kept"}
    assert (made.evidence.count(), len(stored(settings))) == (1, 1)
    assert phone.post(url(made, "send-photo"), typed(b"<svg/>", key="c")).json()["state"] == "refused"
    assert phone.post(url(made, "send-photo"), typed(photo())).json()["state"] == "refused"
    assert signed_in(w.secretary_two).post(url(made, "send-photo"), typed(photo(), key="d")).status_code == 404
    assert signed_in(w.officer).post(url(made, "send-photo"), typed(photo(), key="d")).json()["state"] == "refused"


def test_a_file_whose_row_could_not_be_written_is_taken_back(settings, monkeypatch):
    w, made = start()

    def broken(*_args, **_words):
        raise OSError("broken")

    monkeypatch.setattr(actions_evidence, "record", broken)
    with pytest.raises(OSError, match="broken"):
        add_file(made, photo(), note="Ảnh", by=w.secretary, at=MADE)
    assert (made.evidence.count(), stored(settings)) == (0, [])


def test_an_issued_document_is_linked_for_those_who_may_see_it(settings):
    w, made = start()
    paper = issued_about(w)
    signed_in(w.secretary).post(url(made, "evidence"), {"note": "Đã ra quy chế", "document": paper.pk})
    assert made.evidence.get().document == paper
    assert [bool(piece.document_url) for piece in pieces_of(made, w.secretary, MADE)] == [True]
    assert [bool(piece.document_url) for piece in pieces_of(made, w.accounts["stranger"], MADE)] == [False]


def issued_about(w):
    kind = DocumentKind("test.paper", "Quy chế", "Quy chế", "QC")
    return issue(sample(), kind=kind, unit=w.units["phuong-mot"], by=None, at=MADE, scope=w.campaign.pk)
