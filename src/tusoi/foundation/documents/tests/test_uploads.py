"""What is taken from people, by content alone; what is refused; how it is kept and given back."""

import io
import zipfile

import pytest
from django.test import RequestFactory
from django.utils.translation import override

from tusoi.foundation.documents import file_kinds, uploads
from tusoi.foundation.documents.docx_writer import write_docx
from tusoi.foundation.documents.file_kinds import LIMIT, FileKind, kind_of
from tusoi.foundation.documents.tests.files import PDF, WORD_TYPES, docx, odt, package
from tusoi.foundation.documents.tests.helpers import sample
from tusoi.foundation.documents.uploads import attachment, content_of, forget, keep
from tusoi.foundation.kernel.refusal import Refused


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


def encrypted():
    """A zip whose flags say that its parts have a password."""
    raw = bytearray(docx())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = raw.find(mark)
        while place >= 0:
            raw[place + offset] |= 1
            place = raw.find(mark, place + 4)
    return bytes(raw)


def twice():
    made = io.BytesIO(docx())
    with zipfile.ZipFile(made, "a") as file, pytest.warns(UserWarning, match="Duplicate"):
        file.writestr("word/document.xml", "<other/>")
    return made.getvalue()


GOOD = [(PDF, FileKind.PDF), (docx(), FileKind.DOCX), (odt(), FileKind.ODT)]
EVIL = {
    "nothing": b"",
    "a program": b"MZ\x90\x00\x03" + b"\x00" * 100,
    "a page named .pdf": b"<!doctype html><script>alert(1)</script>",
    "a picture": b"\x89PNG\r\n\x1a\n",
    "an old Word file": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600,
    "something before a PDF": b"<html>" + PDF,
    "a page inside a PDF's head": PDF[:9] + b"<script>alert(1)</script>" + PDF[9:],
    "a PDF that is also a zip": PDF + docx(),
    "a PDF with a zip before its end": PDF + docx() + b"\n%%EOF\n",
    "a cut PDF": PDF[:-7],
    "a PDF with a script": PDF.replace(b"/Type", b"/JavaScript (app.alert(1)) /Type"),
    "a PDF that starts a program": PDF.replace(b"/Type", b"/Launch << >> /Type"),
    "a PDF with a file in it": PDF.replace(b"/Type", b"/EmbeddedFile << >> /Type"),
    "a zip that is a PDF before": PDF + docx(),
    "a zip that is a program before": b"MZ" + docx(),
    "a zip with something after": docx() + b"<script>alert(1)</script>",
    "a cut zip": docx()[:-10],
    "any zip": package([("readme.txt", "xin chào")]),
    "a spreadsheet": package([("[Content_Types].xml", "<Types/>"), ("xl/workbook.xml", "<x/>")]),
    "an OpenDocument spreadsheet": odt(kind="application/vnd.oasis.opendocument.spreadsheet"),
    "a Word file with macros by its type": docx(types=WORD_TYPES.replace("document.main", "macroEnabled.main")),
    "a Word file with a macro": docx(("word/vbaProject.bin", b"x")),
    "a Word file with another inside": docx(("word/embeddings/oleObject1.bin", b"x")),
    "an OpenDocument file with a macro": odt(("Basic/Standard/Module1.xml", "<x/>")),
    "a part that climbs out": docx(("../../etc/passwd", b"x")),
    "a part with an absolute name": docx(("/etc/passwd", b"x")),
    "a part with backslashes": docx(("word\\..\\x", b"x")),
    "a password": encrypted(),
    "one part twice": twice(),
    "a damaged part": docx().replace(b"word/document.xml", b"word/document.xmk", 1),
}


@pytest.mark.parametrize(("content", "kind"), GOOD)
def test_what_an_office_hands_in_is_taken(content, kind):
    assert kind_of(content) == kind


def test_our_own_papers_are_taken():
    assert kind_of(write_docx(sample())) == FileKind.DOCX


@pytest.mark.parametrize("name", EVIL)
def test_what_is_something_else_is_refused_and_nothing_is_kept(name, settings):
    with pytest.raises(Refused):
        keep(EVIL[name])
    assert not settings.MEDIA_ROOT.exists()


def test_too_large_and_packed_bombs_are_refused(monkeypatch):
    with pytest.raises(Refused, match="lớn hơn 20 MB"):
        kind_of(PDF + b" " * LIMIT)
    bomb = docx(("word/media/a.xml", b"0" * 300_000))
    assert len(bomb) < 2000
    assert kind_of(bomb)
    monkeypatch.setattr(file_kinds, "UNPACKED_LIMIT", 200_000)
    with pytest.raises(Refused, match="mở ra quá lớn"):
        kind_of(bomb)
    monkeypatch.setattr(file_kinds, "PARTS_LIMIT", 2)
    with pytest.raises(Refused, match="mở ra quá lớn"):
        kind_of(docx(("a.xml", "")))


def test_a_request_far_too_large_is_turned_away_at_the_door():
    guard = uploads.SizeGuard(RequestFactory().post("/"))
    with pytest.raises(uploads.RequestDataTooBig):
        guard.handle_raw_input(None, {}, 2 * LIMIT + 1, "")
    assert guard.handle_raw_input(None, {}, LIMIT, "") is None


def test_it_is_kept_under_a_random_name_for_its_owner_alone(settings):
    one, two = keep(PDF), keep(PDF)
    assert one.stored_as != two.stored_as
    assert one.digest == two.digest
    places = [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]
    assert sorted(path.name for path in places) == sorted([one.stored_as, two.stored_as])
    assert {path.stat().st_mode & 0o777 for path in places} == {0o600}
    assert content_of(one) == PDF
    forget(one)
    forget(one)
    with pytest.raises(Refused, match="không còn khớp"):
        content_of(one)


def test_what_was_changed_on_disk_is_not_given_out(settings):
    kept = keep(PDF)
    (settings.MEDIA_ROOT / kept.stored_as[:2] / kept.stored_as).write_bytes(PDF + b" ")
    with pytest.raises(Refused, match="không còn khớp"):
        attachment(kept, "01-KH")


@pytest.mark.parametrize(
    "name", ["01-KH/QU", "../../etc/passwd", 'a"; filename="x.html', "x\r\nSet-Cookie: a=b", "", "…"]
)
def test_it_is_given_as_an_attachment_that_no_browser_runs(name):
    with override("vi"):
        reply = attachment(keep(PDF), name)
    said = reply.headers["Content-Disposition"]
    assert said.startswith('attachment; filename="')
    assert said.count('"') == 2
    assert said.split('"')[1].endswith(".pdf")
    assert "/" not in said.replace("UTF-8''", "")
    assert "\n" not in said
    assert reply.headers["Content-Type"] == "application/pdf"
    assert reply.headers["X-Content-Type-Options"] == "nosniff"
    assert reply.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert reply.headers["Cache-Control"] == "private, no-store"
    assert reply.content == PDF
