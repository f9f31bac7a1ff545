"""The calendar of a campaign, what clashes in it, and one's own address for a calendar program."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tusoi.foundation.access.requests import SignedInRequest
from tusoi.foundation.kernel.middleware import OfficeRequest
from tusoi.process.campaigns.views import campaign_or_404
from tusoi.process.steps import dates_of
from tusoi.web.calendar import actions, presenters
from tusoi.web.calendar.feed import feed_of, one_of
from tusoi.web.calendar.models import CalendarKey

VIEWS = {"", "danh-sach", "ca-dot"}
FEW = 5  # remarks on the plan's page; the calendar shows all


@require_safe
def index(request: SignedInRequest, campaign: str) -> HttpResponse:
    """`?xem=`, `?thang=`, `?don-vi=` and `?cua-toi=1` choose; a phone gets the month as a list."""
    found = campaign_or_404(request, campaign)
    asked = request.GET
    view = asked.get("xem", "")
    filters = presenters.Filters(
        unit=asked.get("don-vi", ""),
        month=asked.get("thang", ""),
        mine=asked.get("cua-toi") == "1",
        view=view if view in VIEWS else "",
    )
    page = presenters.page_of(found, filters, account=request.user, at=request.at)
    return render(request, "calendar/index.html", {"campaign": found, "page": page})


@require_safe
def one(request: SignedInRequest, campaign: str, kind: str, pk: int) -> HttpResponse:
    """One date that the account may see, as a file for a calendar program."""
    found = campaign_or_404(request, campaign)
    entry = next(
        (row for row in dates_of(found, request.user, request.at) if (row.kind, row.thing[1]) == (kind, pk)), None
    )
    if entry is None:
        raise Http404
    response = HttpResponse(one_of(entry, found, now=timezone.now()), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="lich.ics"'
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
def clashes(request: SignedInRequest, campaign: str) -> HttpResponse:
    """What does not go together, as a part of the plan's page."""
    found = campaign_or_404(request, campaign)
    rows = presenters.clashes_for(found, account=request.user, at=request.at)
    return render(request, "calendar/clashes.html", {"campaign": found, "clashes": rows, "limit": FEW})


@require_safe
def address(request: SignedInRequest) -> HttpResponse:
    """How to have one's dates in the calendar of one's phone, and what whoever has the address can read."""
    return _address(request)


@require_POST
def renew(request: SignedInRequest) -> HttpResponse:
    """Makes the address anew and shows it once: afterwards only its hash is known."""
    token = actions.renew_key(by=request.user, at=request.at)
    return _address(request, f"{settings.PUBLIC_URL.rstrip('/')}{reverse('calendar:feed', args=[token])}")


@require_POST
def end(request: SignedInRequest) -> HttpResponse:
    if actions.end_key(by=request.user, at=request.at):
        messages.success(request, _("Địa chỉ lịch riêng đã ngừng; ai giữ nó không đọc được gì nữa"))
    return redirect("calendar:address")


def _address(request: SignedInRequest, shown: str = "") -> HttpResponse:
    key = CalendarKey.objects.filter(account=request.user, ended_at=None).first()
    response = render(request, "calendar/address.html", {"key": key, "shown": shown})
    response["Cache-Control"] = "private, no-store"
    return response


@login_not_required
@require_safe
def feed(request: OfficeRequest, token: str) -> HttpResponse:
    """The dates of the account behind the address, without a session; 404 where there is none (any more)."""
    account = actions.account_of(token)
    if account is None:
        raise Http404
    if actions.is_too_often(account):
        later = HttpResponse(status=429, headers={"Retry-After": str(actions.HOUR)})
        later._has_been_logged = True  # type: ignore[attr-defined]  # the log would name the address, which lives on
        return later
    response = HttpResponse(
        feed_of(account, at=request.at, now=timezone.now()), content_type="text/calendar; charset=utf-8"
    )
    response["Content-Disposition"] = 'attachment; filename="lich.ics"'
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["X-Robots-Tag"] = "noindex"
    return response
