"""A paper as a download, under a name that people can read."""

import re
from urllib.parse import quote

from django.http import HttpResponse

from tusoi.foundation.documents.content import Paper
from tusoi.foundation.documents.docx_writer import write_docx
from tusoi.foundation.documents.pdf_writer import write_pdf
from tusoi.foundation.kernel.vietnamese import unaccent

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


def file_name(paper: Paper, ending: str = ".docx") -> str:
    """'05-BC_ĐU Báo cáo kiểm điểm tập thể.docx': safe on every system, at most 120 characters and the ending."""
    number = f"{paper.number:02d}-{paper.symbol} " if paper.number else ""
    draft = "Dự thảo " if paper.draft else ""
    name = _FORBIDDEN.sub("_", f"{draft}{number}{paper.kind_name} {paper.subject_line}")
    return " ".join(name.split())[:120].strip(" .") + ending


def docx_response(paper: Paper) -> HttpResponse:
    """The paper as a Word file to save."""
    return _response(write_docx(paper), DOCX, file_name(paper))


def pdf_response(paper: Paper) -> HttpResponse:
    """The same paper as PDF, to print and to pin up."""
    return _response(write_pdf(paper), "application/pdf", file_name(paper, ".pdf"))


def paper_response(paper: Paper, form: str) -> HttpResponse:
    """form: "pdf", or anything else for Word."""
    return pdf_response(paper) if form == "pdf" else docx_response(paper)


def _response(content: bytes, content_type: str, name: str) -> HttpResponse:
    """A file to save: an ASCII name for old programs, the Vietnamese one by RFC 5987."""
    plain = re.sub(r"[^a-z0-9._-]+", "-", unaccent(name)).strip("-")
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
