"""Small files for tests: what an office hands in, and what somebody with bad intent would."""

import io
import zipfile
from zipfile import ZIP_DEFLATED, ZIP_STORED

PDF = b"%PDF-1.4\n1 0 obj << /Type /Catalog /OpenAction 2 0 R >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"
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
