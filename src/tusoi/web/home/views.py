"""Việc của tôi: what waits for this person today."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tusoi.web.home.presenters import today_of


def today(request: HttpRequest) -> HttpResponse:
    return render(request, "home/today.html", {"today": today_of(request.user, request.at)})
