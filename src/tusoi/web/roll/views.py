"""The organisation: its tree, a unit, a person; for those with a role, and for everybody about themselves."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from tusoi.foundation.access.permissions import require_anywhere
from tusoi.foundation.access.requests import SignedInRequest
from tusoi.foundation.access.roles import Permission
from tusoi.web.roll import presenters


def index(request: SignedInRequest) -> HttpResponse:
    """The top of what the account sees; with `?q=` the units and people found, without accents."""
    require_anywhere(request.user, Permission.SEE_FIGURES, on=request.at.date())
    page = presenters.index_of(request.user, at=request.at, text=request.GET.get("q", "").strip())
    return render(request, "roll/index.html", {"page": page})


def unit(request: SignedInRequest, code: str) -> HttpResponse:
    """A unit with the units below it, its collectives and its own members."""
    found = get_object_or_404(presenters.units_seen_by(request.user, request.at.date()), code=code)
    page = presenters.unit_of(found, request.user, at=request.at, page=request.GET.get("trang", "1"))
    return render(request, "roll/unit.html", {"page": page})


def person(request: SignedInRequest, code: str) -> HttpResponse:
    """A person's seats and memberships; year of birth and status for those entitled."""
    found = get_object_or_404(presenters.people_seen_by(request.user, request.at.date()), code=code)
    page = presenters.person_of(found, request.user, at=request.at)
    return render(request, "roll/person.html", {"page": page})
