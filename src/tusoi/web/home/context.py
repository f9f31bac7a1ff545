"""What every page's frame needs (see foundation/ui/frame.py)."""

from dataclasses import replace
from datetime import datetime
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.permissions import may_anywhere
from tusoi.foundation.access.requests import SignedInRequest
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.ui.frame import Chrome, url_if_any
from tusoi.foundation.ui.words import local_day
from tusoi.process.campaigns.models import Campaign, CampaignUnit
from tusoi.process.campaigns.presenters_procedure import followed
from tusoi.web.home.navigation import ROOM_OF, steps_for


def chrome(request: HttpRequest) -> dict[str, Any]:
    """Slip pages get the demo banner alone: nothing here may look at who is there."""
    at = getattr(request, "at", None)
    frame = Chrome(demo=settings.DEMO, day=local_day(at) if settings.DEMO and at else None)
    if request.path.startswith(settings.COOKIE_FREE_PREFIXES):
        return {"chrome": frame}
    user = getattr(request, "user", None)
    frame = replace(
        frame,
        home_url=url_if_any("home:today"),
        cast_url=url_if_any("demo:cast") if settings.DEMO else "",
        language_url=url_if_any("set_language"),
        help_url=url_if_any("help:guide"),
    )
    if user is None or not user.is_authenticated:
        return {"chrome": replace(frame, sign_in_url=url_if_any("access:sign-in"))}
    frame = replace(
        frame,
        waiting_url=url_if_any("home:today"),
        count_url=url_if_any("home:count"),
        search_url=url_if_any("roll:index") if _may_search(user, at) else "",
        person=str(user),
        sign_out_url=url_if_any("access:sign-out"),
        next_day_url=url_if_any("demo:next-day") if settings.DEMO else "",
    )
    campaign = getattr(request, "campaign", None)  # put there by the view that found it
    if campaign is None or getattr(request, "htmx", False):
        return {"chrome": frame}
    return {"chrome": with_steps(frame, cast(SignedInRequest, request), campaign)}


def _may_search(user: Account, at: datetime | None) -> bool:
    return at is not None and may_anywhere(user, Permission.SEE_FIGURES, on=at.date())


def with_steps(frame: Chrome, request: SignedInRequest, campaign: Campaign) -> Chrome:
    """The campaign's steps, as they stand at the highest unit that the account sees. Four queries."""
    on, match = request.at.date(), request.resolver_match
    frame = replace(
        frame,
        campaign=campaign.title,
        campaign_url=url_if_any("progress:overview", campaign.code),
        followed=followed(campaign),
        procedure_url=url_if_any("campaigns:procedure", campaign.code),
    )
    top = CampaignUnit.objects.visible_to(request.user, on).filter(campaign=campaign).order_by("path").first()
    if top is None:
        return frame
    room = match.app_name if match else ""
    return replace(frame, steps=steps_for(campaign, top, on=on, current=ROOM_OF.get(room, room)))
