"""What a file that somebody hands in is, by its content alone, and what is refused.

The check refuses what a plain office document never has (two formats in one file, macros, programs, packed bombs); it is
no virus scanner. A PDF and a photo are opened by a process of their own (`cell`): a PDF is kept as it came, so that a
signature on it stays good, or refused; a photo is drawn anew.
"""

import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Collection
from pathlib import Path

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tusoi.foundation.documents.cell import SECONDS, Fault
from tusoi.foundation.kernel.refusal import Refused

MEGABYTE = 1024 * 1024
LIMIT = settings.UPLOAD_LIMIT_MB * MEGABYTE
UNPACKED_LIMIT = 200 * MEGABYTE
PARTS_LIMIT = 5000
ZIP_HEAD, ZIP_END, ZIP_END_SIZE = b"PK\x03\x04", b"PK\x05\x06", 22
PHOTO_HEADS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF")
HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif")
TEST_VIRUS = b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE"  # what offices try an upload with
PDF_TAIL = 2048
PROGRAMS = re.compile(rb"/(JavaScript|Launch|EmbeddedFile|RichMedia)\b")
FOREIGN_HEADS = re.compile(rb"<\s*(!doctype|html|script|svg|\?php)", re.IGNORECASE)
MACROS = re.compile(
    r"(vbaproject|vbadata|activex|/embeddings/|^basic/|^scripts/|\.(exe|dll|js|vbs|bat|sh)$)", re.IGNORECASE
)


class FileKind(models.TextChoices):
    PDF = "pdf", gettext_lazy("PDF")
    DOCX = "docx", gettext_lazy("Word")
    ODT = "odt", gettext_lazy("OpenDocument")
    PHOTO = "jpg", gettext_lazy("ảnh")


PAPERS = frozenset({FileKind.PDF, FileKind.DOCX, FileKind.ODT})
TYPES = {
    FileKind.PDF: "application/pdf",
    FileKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileKind.ODT: "application/vnd.oasis.opendocument.text",
    FileKind.PHOTO: "image/jpeg",
}


def kind_of(content: bytes, takes: Collection[FileKind] = PAPERS) -> FileKind:
    """What the content is. Raises Refused for anything but a plain file of the kinds in `takes`."""
    return cleaned(content, takes)[0]


def cleaned(content: bytes, takes: Collection[FileKind] = PAPERS) -> tuple[FileKind, bytes]:
    """What the content is, and what of it is kept: a paper as it came, a photo drawn anew. Raises Refused."""
    if len(content) > LIMIT:
        raise Refused(
            _("Tệp lớn hơn %(limit)s MB") % {"limit": LIMIT // MEGABYTE}, way_out=_("Quét ở độ phân giải thấp hơn")
        )
    if TEST_VIRUS in content:
        raise Refused(_("Tệp này là tệp thử vi-rút (EICAR)"))
    if FileKind.PHOTO in takes:
        if content[4:8] == b"ftyp" and content[8:12] in HEIC_BRANDS:
            raise Refused(
                _("Ảnh HEIC chưa nhận được"),
                way_out=_("iPhone: Cài đặt, Camera, Định dạng, chọn “Tương thích nhất”; hoặc gửi ảnh dạng JPEG"),
            )
        if content.startswith(PHOTO_HEADS):
            return FileKind.PHOTO, _photo(content)
    kind = _paper(content)
    if kind not in takes:
        raise Refused(_("Ở đây không nhận tệp loại %(kind)s") % {"kind": kind.label}, way_out=_wanted(takes))
    return kind, content


def _wanted(takes: Collection[FileKind]) -> str:
    kinds = ", ".join(str(kind.label) for kind in FileKind if kind in takes)
    return _("Chọn tệp thuộc một trong các loại: %(kinds)s") % {"kinds": kinds}


def _paper(content: bytes) -> FileKind:
    if content.startswith(b"%PDF-"):
        _check_pdf(content)
        return FileKind.PDF
    if content.startswith(ZIP_HEAD):
        return _kind_of_package(content)
    raise Refused(
        _("Tệp không phải là PDF, .docx hay .odt: chương trình xem nội dung, không xem tên tệp"),
        way_out=_("Mở tệp bằng chương trình soạn thảo, lưu lại thành một trong ba loại đó"),
    )


def _in_a_cell(what: str, content: bytes) -> bytes:
    """Have another process open it; what breaks that process is refused as damaged or too large."""
    program = [sys.executable, "-I", str(Path(__file__).with_name("cell.py")), what, str(settings.PHOTO_SIDE)]
    try:
        done = subprocess.run(program, input=content, capture_output=True, timeout=2 * SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise Refused(_("Tệp mở ra quá lớn")) from error
    if done.returncode == 0:
        return done.stdout
    raise _refusal(what, done.returncode)


def _refusal(what: str, code: int) -> Refused:
    if code == Fault.PROGRAMS:
        return Refused(
            _("Tệp PDF có chương trình hoặc tệp khác nằm bên trong"), way_out=_("In lại thành PDF rồi chọn tệp mới")
        )
    if code == Fault.PASSWORD:
        return Refused(_("Tệp có mật khẩu"), way_out=_("Lưu lại không đặt mật khẩu"))
    if code == Fault.DAMAGED:
        again = _("Chụp lại, hoặc lưu thành ảnh JPEG") if what == "photo" else _("In lại thành PDF rồi chọn tệp mới")
        return Refused(_("Tệp bị hỏng, không mở được"), way_out=again)
    return Refused(_("Tệp mở ra quá lớn"))  # it said so, or it was ended by its limits


def _photo(content: bytes) -> bytes:
    return _in_a_cell("photo", content)


def _check_pdf(content: bytes) -> None:
    if b"%%EOF" not in content[-PDF_TAIL:]:
        raise Refused(_("Tệp PDF bị cụt hoặc còn phần lạ ở cuối"), way_out=_("In lại thành PDF rồi chọn tệp mới"))
    if ZIP_END in content[-(65535 + ZIP_END_SIZE) :] or FOREIGN_HEADS.search(content[:1024]):
        raise Refused(_("Tệp PDF này còn là một loại tệp khác"), way_out=_("In lại thành PDF rồi chọn tệp mới"))
    if PROGRAMS.search(content):
        raise _refusal("pdf", Fault.PROGRAMS)
    _in_a_cell("pdf", content)


def _kind_of_package(content: bytes) -> FileKind:
    """A .docx and an .odt are zip packages: nothing before, between or after, nothing that runs, nothing that swells."""
    end = content.rfind(ZIP_END)
    if end < 0 or end + ZIP_END_SIZE + int.from_bytes(content[end + 20 : end + 22], "little") != len(content):
        raise Refused(_("Tệp bị cụt hoặc còn phần lạ ở cuối"))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
            _check_parts(parts)
            if package.testzip():
                raise zipfile.BadZipFile
            if any(TEST_VIRUS in package.read(part) for part in parts):
                raise Refused(_("Tệp này là tệp thử vi-rút (EICAR)"))
            return _kind_by_parts(package, [part.filename for part in parts])
    except (zipfile.BadZipFile, ValueError, KeyError, RuntimeError, NotImplementedError, EOFError) as error:
        raise Refused(_("Tệp bị hỏng, không mở được")) from error


def _check_parts(parts: list[zipfile.ZipInfo]) -> None:
    names = [part.filename for part in parts]
    if not parts or min(part.header_offset for part in parts) != 0 or len(set(names)) != len(names):
        raise Refused(_("Tệp có phần lạ xen vào"))
    if len(parts) > PARTS_LIMIT or sum(part.file_size for part in parts) > UNPACKED_LIMIT:
        raise Refused(_("Tệp mở ra quá lớn"))
    if any(part.flag_bits & 0x1 for part in parts):
        raise Refused(_("Tệp có mật khẩu"), way_out=_("Lưu lại không đặt mật khẩu"))
    if any(name.startswith("/") or "\\" in name or ".." in name.split("/") or MACROS.search(name) for name in names):
        raise Refused(_("Tệp có macro, chương trình hoặc tệp khác nằm bên trong"), way_out=_("Lưu lại không có macro"))


def _kind_by_parts(package: zipfile.ZipFile, names: list[str]) -> FileKind:
    if names[0] == "mimetype" and package.read("mimetype") == TYPES[FileKind.ODT].encode():
        if "content.xml" in names:
            return FileKind.ODT
    elif {"[Content_Types].xml", "word/document.xml"} <= set(names):
        types = package.read("[Content_Types].xml")
        if b"macroEnabled" not in types and b"wordprocessingml.document.main+xml" in types:
            return FileKind.DOCX
    raise Refused(_("Tệp không phải là .docx hay .odt: chương trình xem nội dung, không xem tên tệp"))
