"""The language is the one chosen; a `Refused` that no view answered becomes a page (403)."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from tusoi.foundation.kernel.refusal import Refused


def page_before(request: HttpRequest) -> str:
    """The path of the page that led here, if it is one of ours and another one; else ''."""
    before = urlsplit(request.headers.get("Referer", ""))
    if before.netloc != request.get_host() or (before.path == request.path and request.method == "GET"):
        return ""
    return before.path + (f"?{before.query}" if before.query else "")


def chosen_language(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Vietnamese unless the person chose otherwise: many an office's browser asks for English without anybody's wish."""

    def handle(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        code = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        request.LANGUAGE_CODE = code
        with translation.override(code):
            response = get_response(request)
        response.headers.setdefault("Content-Language", code)
        return response

    return handle


class Refusals:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refused):
            return None
        if getattr(request, "htmx", False):  # a part of a page was asked for: the reason stands on top of the page
            part = render(request, "ui/refused_part.html", {"refusal": exception}, status=403)
            part.headers["HX-Retarget"], part.headers["HX-Reswap"] = "#thong-bao", "innerHTML show:top"
            return part
        context = {"refusal": exception, "back_url": page_before(request)}
        return render(request, "ui/refused.html", context, status=403)


refusals = Refusals
