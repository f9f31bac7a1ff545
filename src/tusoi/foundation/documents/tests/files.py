"""Small files for tests: what an office hands in, and what somebody with bad intent would."""

import io
import zipfile
import zlib
from zipfile import ZIP_DEFLATED, ZIP_STORED

import pikepdf
from PIL import Image

PDF = (
    b"%PDF-1.4\n1 0 obj << /Type /Catalog /Pages 2 0 R /OpenAction [3 0 R /Fit] >> endobj\n"
    b"2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj\n"
    b"3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >> endobj\n"
    b"trailer << /Root 1 0 R /Size 4 >>\nstartxref\n0\n%%EOF\n"
)
ODT_TYPE = "application/vnd.oasis.opendocument.text"
WORD_TYPES = (
    '<Types><Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)


def package(parts, *, method=ZIP_DEFLATED):
    """A zip of (name, content) pairs, in their order."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name, content in parts:
            part = zipfile.ZipInfo(name)  # its day is fixed: the same parts make the same bytes
            file.writestr(part, content, ZIP_STORED if name == "mimetype" else method)
    return made.getvalue()


def docx(*more, types=WORD_TYPES):
    return package([("[Content_Types].xml", types), ("word/document.xml", "<w:document/>"), *more])


def odt(*more, kind=ODT_TYPE):
    return package([("mimetype", kind), ("content.xml", "<office:document-content/>"), *more])


def pdf_with(**entries):
    """A PDF written by a library, everything in compressed parts, with these entries in its catalog."""
    made = io.BytesIO()
    with pikepdf.new() as paper:
        paper.add_blank_page()
        for name, value in entries.items():
            paper.Root[f"/{name}"] = value
        paper.save(made, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return made.getvalue()


def action(kind, **also):
    return pikepdf.Dictionary(S=pikepdf.Name(f"/{kind}"), **also)


def locked_pdf():
    made = io.BytesIO()
    with pikepdf.new() as paper:
        paper.add_blank_page()
        paper.save(made, encryption=pikepdf.Encryption(owner="a", user="b"))
    return made.getvalue()


def pdf_bomb(size=3 << 29):
    """Its table of objects is packed a thousand times smaller than it is."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(bytes(1 << 20)) for _ in range(size >> 20)) + packer.flush()
    head = b"%%PDF-1.5\n1 0 obj << /Type /XRef /W [1 8 8] /Size %d /Root 2 0 R /Filter /FlateDecode /Length %d >>\nstream\n"
    return (head % (size // 17, len(packed))) + packed + b"\nendstream endobj\nstartxref\n9\n%%EOF\n"


def photo(size=(60, 40), form="JPEG", **also):
    """A picture whose upper left corner is red, the rest green."""
    made = io.BytesIO()
    picture = Image.new("RGB", size, "green")
    picture.paste("red", (0, 0, size[0] // 2, size[1] // 2))
    picture.save(made, form, **also)
    return made.getvalue()


def photo_of_a_phone():
    """Lying on its side, with the place, the owner and the camera in its EXIF."""
    marks = Image.Exif()
    marks[0x0112], marks[0x010F], marks[0x9C9D] = 6, "Hãng máy", "Chủ máy".encode("utf-16-le")
    marks.get_ifd(0x8825).update({1: "N", 2: (10.0, 2.0, 0.0), 3: "E", 4: (105.0, 46.0, 0.0)})
    return photo(exif=marks)
