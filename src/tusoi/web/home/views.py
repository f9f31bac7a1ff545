"""Việc của tôi: what waits for this person today."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def today(request: HttpRequest) -> HttpResponse:
    return render(request, "home/today.html", {})
