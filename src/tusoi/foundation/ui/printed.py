"""What is made to be printed: a PDF shown in the browser, and the address that stands on paper."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse


def pdf_shown(content: bytes, name: str) -> HttpResponse:
    """Shown in the browser and kept by none of the two. (Viewers need more than the pages' content policy allows.)"""
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = "frame-ancestors 'none'"
    return response


def public_address(request: HttpRequest, path: str) -> str:
    """How a paper names a page: by the program's public address, or where none is set by the host that was asked."""
    if urlsplit(settings.PUBLIC_URL).hostname in {"127.0.0.1", "localhost"}:
        return request.build_absolute_uri(path)
    return settings.PUBLIC_URL.rstrip("/") + path
