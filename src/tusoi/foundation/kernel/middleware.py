"""Two small middlewares: slip pages see no cookie, and every request knows the office's time."""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from tusoi.foundation.kernel.clock import office_now

Handler = Callable[[HttpRequest], HttpResponse]


class OfficeRequest(HttpRequest):
    """A request as views see it: `at` is the campaign's time (see clock.py)."""

    at: datetime


def cookie_free(get_response: Handler) -> Handler:
    """On slip pages the cookies sent are dropped unread, and a cookie set would be a fault (tested)."""

    def handle(request: HttpRequest) -> HttpResponse:
        if request.path.startswith(settings.COOKIE_FREE_PREFIXES):
            request.COOKIES = {}
            request.META.pop("HTTP_COOKIE", None)
        return get_response(request)

    return handle


def office_time(get_response: Handler) -> Handler:
    def handle(request: HttpRequest) -> HttpResponse:
        request.at = office_now()  # type: ignore[attr-defined]
        return get_response(request)

    return handle
