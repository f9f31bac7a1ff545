"""Files that people hand in: checked by `file_kinds`; no name of theirs is kept.

A file is kept outside the web root under a random name, and given back so that no browser runs it in this site's place.
"""

import hashlib
import os
import re
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpResponse
from django.utils.translation import gettext as _

from tusoi.foundation.documents.file_kinds import LIMIT, PAPERS, TYPES, FileKind, cleaned
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.kernel.vietnamese import unaccent

NOT_IN_NAMES = re.compile(r"[^\w .-]+")


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


def _place(stored_as: str) -> Path:
    return settings.MEDIA_ROOT / stored_as[:2] / stored_as


def keep(content: bytes, takes: Collection[FileKind] = PAPERS) -> Kept:
    """Check a file and put what is kept of it on disk under a random name; it is there when this returns.

    Raises Refused as `cleaned`.
    """
    kind, content = cleaned(content, takes)
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
    """The file to save, under a name of the program's own making; no browser runs it in this site's place.

    A photo, which was drawn anew here, may be looked at; everything else is an attachment.
    """
    full = f"{NOT_IN_NAMES.sub('_', name).strip(' ._') or 'van-ban'}.{kept.kind}"
    plain = re.sub(r"[^a-z0-9._-]+", "-", unaccent(full)).strip("-")
    response = HttpResponse(content_of(kept), content_type=TYPES[kept.kind])
    shown = "inline" if kept.kind == FileKind.PHOTO else "attachment"
    response["Content-Disposition"] = f"{shown}; filename=\"{plain}\"; filename*=UTF-8''{quote(full, safe='')}"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response
