"""What every page's frame needs (see foundation/ui/frame.py)."""

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from tusoi.foundation.ui.frame import Chrome, url_if_any
from tusoi.foundation.ui.words import local_day


def chrome(request: HttpRequest) -> dict[str, Any]:
    """Slip pages get the demo banner alone: nothing here may look at who is there."""
    at = getattr(request, "at", None)
    frame = Chrome(demo=settings.DEMO, day=local_day(at) if settings.DEMO and at else None)
    if request.path.startswith(settings.COOKIE_FREE_PREFIXES):
        return {"chrome": frame}
    user = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated
    frame = replace(
        frame,
        home_url=url_if_any("home:today"),
        waiting_url=url_if_any("home:today") if signed_in else "",
        person=str(user) if signed_in else "",
        sign_in_url="" if signed_in else url_if_any("access:sign-in"),
        sign_out_url=url_if_any("access:sign-out") if signed_in else "",
        next_day_url=url_if_any("demo:next-day") if settings.DEMO and signed_in else "",
        cast_url=url_if_any("demo:cast") if settings.DEMO else "",
        language_url=url_if_any("set_language"),
        help_url=url_if_any("help:guide"),
    )
    return {"chrome": frame}
