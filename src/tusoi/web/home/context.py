"""What every page's frame needs (see foundation/ui/frame.py)."""

from dataclasses import replace
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from tusoi.foundation.access.requests import SignedInRequest
from tusoi.foundation.ui.frame import Chrome, url_if_any
from tusoi.foundation.ui.words import local_day
from tusoi.process.campaigns.models import Campaign, CampaignUnit
from tusoi.process.campaigns.states import CampaignState
from tusoi.web.home.navigation import steps_for
from tusoi.web.home.presenters import lines_for


def chrome(request: HttpRequest) -> dict[str, Any]:
    """Slip pages get the demo banner alone: nothing here may look at who is there."""
    at = getattr(request, "at", None)
    frame = Chrome(demo=settings.DEMO, day=local_day(at) if settings.DEMO and at else None)
    if request.path.startswith(settings.COOKIE_FREE_PREFIXES):
        return {"chrome": frame}
    frame = replace(frame, language_url=url_if_any("set_language"), help_url=url_if_any("help:guide"))
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or at is None:
        return {"chrome": replace(frame, sign_in_url=url_if_any("access:sign-in"))}
    frame = replace(
        frame,
        home_url=reverse("home:today"),
        waiting_url=reverse("home:today"),
        person=str(user),
        search_url=reverse("roll:index"),
        sign_out_url=reverse("access:sign-out"),
        next_day_url=url_if_any("demo:next-day") if settings.DEMO else "",
    )
    if getattr(request, "htmx", False):
        return {"chrome": frame}
    return {"chrome": with_campaign(frame, cast(SignedInRequest, request))}


def with_campaign(frame: Chrome, request: SignedInRequest) -> Chrome:
    """The steps, the crumbs and what waits. Pages outside a campaign show the newest open one."""
    user, on, match = request.user, request.at.date(), request.resolver_match
    seen = list(Campaign.objects.visible_to(user, on).select_related("unit", "frozen"))
    running = [campaign for campaign in seen if campaign.state != CampaignState.CLOSED]
    frame = replace(frame, waiting=len(lines_for(user, running, request.at)))
    code = match.kwargs.get("campaign") if match else None
    campaign = next((c for c in seen if c.code == code), running[0] if running and code is None else None)
    if campaign is None:
        return frame
    units = CampaignUnit.objects.visible_to(user, on).filter(campaign=campaign)
    top = units.order_by("path").first()
    if top is None:
        return replace(frame, campaign=campaign.title, campaign_url=reverse("progress:overview", args=[campaign.code]))
    here = units.filter(code=match.kwargs["unit"]).first() if match and "unit" in match.kwargs else None
    crumbs = [
        (unit.short_name, reverse("progress:unit", args=[campaign.code, unit.code]))
        for unit in units.above(here or top)
    ]
    return replace(
        frame,
        campaign=campaign.title,
        campaign_url=reverse("progress:overview", args=[campaign.code]),
        crumbs=tuple(crumbs),
        steps=steps_for(campaign, top, on=on, current=match.app_name if match else ""),
    )
