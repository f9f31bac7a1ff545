"""Việc của tôi: what waits for this person today."""

from django.http import HttpResponse
from django.shortcuts import render

from tusoi.foundation.access.requests import SignedInRequest
from tusoi.web.home.presenters import today_of


def today(request: SignedInRequest) -> HttpResponse:
    return render(request, "home/today.html", {"today": today_of(request.user, request.at)})
