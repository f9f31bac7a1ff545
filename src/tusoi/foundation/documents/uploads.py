"""Files that people hand in: what they are is read from their content, never from their name, and no name of theirs is kept.

A file is kept outside the web root under a random name, and given back as an attachment that no browser runs. The check
refuses what a plain office document never has (two formats in one file, macros, programs, packed bombs); it is no virus scanner.
"""

import hashlib
import io
import os
import re
import secrets
import zipfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler
from django.db import models
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.kernel.vietnamese import unaccent

MEGABYTE = 1024 * 1024
LIMIT = 20 * MEGABYTE
UNPACKED_LIMIT = 200 * MEGABYTE
PARTS_LIMIT = 5000
ZIP_HEAD, ZIP_END, ZIP_END_SIZE = b"PK\x03\x04", b"PK\x05\x06", 22
PDF_TAIL = 2048
PROGRAMS = re.compile(rb"/(JavaScript|Launch|EmbeddedFile|RichMedia)\b")
FOREIGN_HEADS = re.compile(rb"<\s*(!doctype|html|script|svg|\?php)", re.IGNORECASE)
NOT_IN_NAMES = re.compile(r"[^\w .-]+")
MACROS = re.compile(
    r"(vbaproject|vbadata|activex|/embeddings/|^basic/|^scripts/|\.(exe|dll|js|vbs|bat|sh)$)", re.IGNORECASE
)


class FileKind(models.TextChoices):
    PDF = "pdf", gettext_lazy("PDF")
    DOCX = "docx", gettext_lazy("Word")
    ODT = "odt", gettext_lazy("OpenDocument")


TYPES = {
    FileKind.PDF: "application/pdf",
    FileKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileKind.ODT: "application/vnd.oasis.opendocument.text",
}


@dataclass(frozen=True)
class Kept:
    """A file on disk: what it is, how large, its SHA-256, and under which random name it lies."""

    kind: FileKind
    size: int
    digest: str
    stored_as: str


class SizeGuard(FileUploadHandler):
    """Turns away a request far beyond the limit before it is written anywhere. What is a little over gets a kind word later."""

    def handle_raw_input(
        self,
        input_data: object,
        META: dict[str, str],
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        if content_length > 2 * LIMIT:
            raise RequestDataTooBig(f"an upload of {content_length} bytes")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None


def kind_of(content: bytes) -> FileKind:
    """What the content is. Raises Refused for anything but a plain PDF, .docx or .odt."""
    if len(content) > LIMIT:
        raise Refused(
            _("Tệp lớn hơn %(limit)s MB") % {"limit": LIMIT // MEGABYTE}, way_out=_("Quét ở độ phân giải thấp hơn")
        )
    if content.startswith(b"%PDF-"):
        _check_pdf(content)
        return FileKind.PDF
    if content.startswith(ZIP_HEAD):
        return _kind_of_package(content)
    raise Refused(
        _("Tệp không phải là PDF, .docx hay .odt: chương trình xem nội dung, không xem tên tệp"),
        way_out=_("Mở tệp bằng chương trình soạn thảo, lưu lại thành một trong ba loại đó"),
    )


def _check_pdf(content: bytes) -> None:
    if b"%%EOF" not in content[-PDF_TAIL:]:
        raise Refused(_("Tệp PDF bị cụt hoặc còn phần lạ ở cuối"), way_out=_("In lại thành PDF rồi chọn tệp mới"))
    if ZIP_END in content[-(65535 + ZIP_END_SIZE) :] or FOREIGN_HEADS.search(content[:1024]):
        raise Refused(_("Tệp PDF này còn là một loại tệp khác"), way_out=_("In lại thành PDF rồi chọn tệp mới"))
    if PROGRAMS.search(content):
        raise Refused(
            _("Tệp PDF có chương trình hoặc tệp khác nằm bên trong"), way_out=_("In lại thành PDF rồi chọn tệp mới")
        )


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


def _place(stored_as: str) -> Path:
    return settings.MEDIA_ROOT / stored_as[:2] / stored_as


def keep(content: bytes) -> Kept:
    """Check a file and put it on disk under a random name; it is there when this returns. Raises Refused as `kind_of`."""
    kind = kind_of(content)
    kept = Kept(kind, len(content), hashlib.sha256(content).hexdigest(), secrets.token_hex(16))
    place = _place(kept.stored_as)
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return kept


def forget(kept: Kept) -> None:
    """Take back a file whose row could not be written."""
    _place(kept.stored_as).unlink(missing_ok=True)


def content_of(kept: Kept) -> bytes:
    """The file as it was handed in. Raises Refused where it is gone or no longer the same."""
    try:
        content = _place(kept.stored_as).read_bytes()
    except FileNotFoundError:
        content = b""
    if hashlib.sha256(content).hexdigest() != kept.digest:
        raise Refused(
            _("Tệp lưu trữ không còn khớp với bản đã nhận"), way_out=_("Báo người quản trị máy; bản giấy là bản đúng")
        )
    return content


def attachment(kept: Kept, name: str) -> HttpResponse:
    """The file to save, under a name of the program's own making; no browser opens or runs it in this site's place."""
    full = f"{NOT_IN_NAMES.sub('_', name).strip(' ._') or 'van-ban'}.{kept.kind}"
    plain = re.sub(r"[^a-z0-9._-]+", "-", unaccent(full)).strip("-")
    response = HttpResponse(content_of(kept), content_type=TYPES[kept.kind])
    response["Content-Disposition"] = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(full, safe='')}"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
