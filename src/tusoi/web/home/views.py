"""Việc của tôi: what waits for this person today."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tusoi.foundation.access.permissions import may_anywhere
from tusoi.foundation.access.requests import SignedInRequest
from tusoi.foundation.access.roles import Permission
from tusoi.web.home.presenters import count_of, today_of


@require_safe
def today(request: SignedInRequest) -> HttpResponse:
    page = today_of(request.user, request.at)
    if page.campaigns:  # the frame shows the steps of the newest one
        request.campaign = page.campaigns[0]  # type: ignore[attr-defined]
    can_create = may_anywhere(request.user, Permission.MANAGE_CAMPAIGN, on=request.at.date())
    return render(request, "home/today.html", {"today": page, "can_create": can_create})


@require_safe
def count(request: SignedInRequest) -> HttpResponse:
    """How much waits, for the top of every page; nothing where nothing waits."""
    return render(request, "home/count.html", {"count": count_of(request.user, request.at)})
