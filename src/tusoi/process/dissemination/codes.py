"""Codes for the phone's own camera: one that a member shows, one that a hall shows. Both are signed addresses, no secrets."""

from datetime import timedelta

import segno
from django.core import signing
from django.utils.safestring import SafeString, mark_safe

MEMBER = "tusoi.dissemination.member"
HALL = "tusoi.dissemination.hall"
HALL_LASTS = timedelta(minutes=15)


def member_token(person: int) -> str:
    """Names a person, and gives nothing by itself: only the runner of a class can do something with it."""
    return signing.dumps(person, salt=MEMBER)


def read_member(token: str) -> int | None:
    try:
        return int(signing.loads(token, salt=MEMBER))
    except (signing.BadSignature, TypeError, ValueError):
        return None


def hall_token(study_class: int) -> str:
    """Names a class, for a quarter of an hour: the page that shows it renews it, a photo of it grows stale."""
    return signing.dumps(study_class, salt=HALL)


def read_hall(token: str) -> int | None:
    try:
        return int(signing.loads(token, salt=HALL, max_age=HALL_LASTS))
    except (signing.BadSignature, TypeError, ValueError):
        return None


def drawn(address: str) -> SafeString:
    """A QR code of an address, as SVG in the page."""
    return mark_safe(segno.make(address, error="m", micro=False).svg_inline(border=2, omitsize=True))
