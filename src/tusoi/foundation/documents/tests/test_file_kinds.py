"""A set of hostile uploads, as evidence takes them: each is refused in a clear sentence, or made harmless."""

import io

import pikepdf
import pytest
from PIL import Image

from tusoi.foundation.documents.file_kinds import FileKind, cleaned
from tusoi.foundation.documents.tests.files import (
    PDF,
    action,
    docx,
    locked_pdf,
    pdf_bomb,
    pdf_with,
    photo,
    photo_of_a_phone,
)
from tusoi.foundation.documents.uploads import attachment, keep
from tusoi.foundation.kernel.refusal import Refused

ALL = frozenset(FileKind)
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(200)
JS = action("JavaScript", JS=pikepdf.String("app.alert(1)"))
PROGRAM = "chương trình hoặc tệp khác"
REFUSED = {
    "EICAR": (EICAR, "EICAR"),
    "EICAR inside a Word file": (docx(("word/media/a.txt", EICAR)), "EICAR"),
    "SVG with a script": (SVG, "xem nội dung"),
    "SVG with a prologue": (b'<?xml version="1.0"?>' + SVG, "xem nội dung"),
    "HEIC": (HEIC, "HEIC"),
    "a page": (b"<html><script>alert(1)</script>", "xem nội dung"),
    "a program": (b"MZ" + bytes(300), "xem nội dung"),
    "a GIF": (photo(form="GIF"), "xem nội dung"),
    "a head of a JPEG, then a page": (b"\xff\xd8\xff<html><script>alert(1)</script>", "hỏng"),
    "a head of a PNG": (b"\x89PNG\r\n\x1a\n" + bytes(100), "hỏng"),
    "a sound that begins like WebP": (b"RIFF\x24\x00\x00\x00WAVEfmt " + bytes(60), "hỏng"),
    "a cut photo": (photo((600, 400))[:700], "hỏng"),
    "a PDF that runs code when opened": (pdf_with(OpenAction=JS), PROGRAM),
    "code for a page event": (pdf_with(AA=pikepdf.Dictionary(WC=JS)), PROGRAM),
    "code by name": (pdf_with(Names=pikepdf.Dictionary(JavaScript=pikepdf.Dictionary())), PROGRAM),
    "a PDF that starts a program": (pdf_with(OpenAction=action("Launch", F=pikepdf.String("cmd.exe"))), PROGRAM),
    "a PDF that sends itself": (pdf_with(OpenAction=action("SubmitForm", F=pikepdf.String("http://a"))), PROGRAM),
    "a PDF with a file inside": (pdf_with(Names=pikepdf.Dictionary(EmbeddedFiles=pikepdf.Dictionary())), PROGRAM),
    "a PDF with an XFA form": (pdf_with(AcroForm=pikepdf.Dictionary(XFA=pikepdf.String("x"))), PROGRAM),
    "code under another spelling": (PDF.replace(b"/OpenAction [3 0 R /Fit]", b"/OpenAction << /S /J#61vaScript /J#53 (x) >>"), PROGRAM),
    "a PDF with a password": (locked_pdf(), "mật khẩu"),
    "a PDF of nothing": (b"%PDF-1.4\nxin chao\n%%EOF\n", "hỏng"),
    "a PDF that is a zip too": (PDF + docx(), "cụt|loại tệp khác"),
    "200 MB": (b"%PDF-" + bytes(200 << 20), "lớn hơn 20 MB"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_each_is_refused_in_a_sentence(name, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    content, words = REFUSED[name]
    with pytest.raises(Refused, match=words):
        keep(content, ALL)
    assert not settings.MEDIA_ROOT.exists()


def test_a_packed_bomb_takes_down_only_the_process_that_opens_it():
    with pytest.raises(Refused, match=r"quá lớn|hỏng"):
        cleaned(pdf_bomb(), ALL)


def test_a_picture_of_too_many_points_is_not_unpacked():
    made = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(made, "PNG")
    with pytest.raises(Refused, match="quá lớn"):
        cleaned(made.getvalue(), ALL)


def test_a_plain_paper_stays_as_it_came():
    for content, kind in ((PDF, FileKind.PDF), (pdf_with(), FileKind.PDF), (docx(), FileKind.DOCX)):
        assert cleaned(content, ALL) == (kind, content)
    link = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("https://vi.du"))
    assert cleaned(pdf_with(OpenAction=link), ALL)[0] == FileKind.PDF


def test_a_photo_is_drawn_anew_upright_and_says_nothing_of_its_maker():
    kind, made = cleaned(photo_of_a_phone(), ALL)
    drawn = Image.open(io.BytesIO(made))
    assert (kind, drawn.format, drawn.size) == (FileKind.PHOTO, "JPEG", (40, 60))
    assert not drawn.getexif()
    assert "exif" not in drawn.info
    assert "Hãng".encode() not in made
    red, _green, _blue = drawn.getpixel((30, 5))  # what was above on the left is above on the right
    assert red > 200


def test_a_photo_that_is_also_something_else_loses_it():
    for more in (docx(), PDF, b"<script>alert(1)</script>", b"<?php system($_GET[0]); ?>"):
        kind, made = cleaned(photo() + more, ALL)
        assert kind == FileKind.PHOTO
        assert more[:20] not in made


def test_png_and_webp_become_jpeg_no_larger_than_asked(settings):
    settings.PHOTO_SIDE = 100
    for form in ("PNG", "WEBP", "JPEG"):
        drawn = Image.open(io.BytesIO(cleaned(photo((400, 200), form), ALL)[1]))
        assert (drawn.format, drawn.size) == ("JPEG", (100, 50))


def test_only_the_kinds_asked_for_are_taken():
    with pytest.raises(Refused, match="không xem tên"):
        cleaned(photo())
    with pytest.raises(Refused, match="không nhận tệp loại PDF"):
        cleaned(PDF, {FileKind.PHOTO})


def test_a_photo_may_be_looked_at_but_not_run(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    reply = attachment(keep(photo(), ALL), "../../eicar.com")
    assert reply["Content-Disposition"].startswith('inline; filename="eicar.com.jpg"')
    assert reply["Content-Type"] == "image/jpeg"
    assert reply["X-Content-Type-Options"] == "nosniff"
    assert reply["Content-Security-Policy"] == "sandbox; default-src 'none'"
