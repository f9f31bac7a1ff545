"""The program's own addresses and the floor of the burst: a bare view that does one durable insert."""

import secrets
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt


@csrf_exempt
@login_not_required
def floor(request: HttpRequest) -> HttpResponse:
    """One row, committed."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO burst_floor VALUES (%s, %s)", [secrets.randbits(62), request.POST["text"]])
    return HttpResponse("ok")


urlpatterns: list[Any] = [path("phieu/san/", floor), path("", include("tusoi.urls"))]
