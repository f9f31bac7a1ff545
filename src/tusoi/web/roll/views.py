"""The organisation: its tree, a unit, a person; for those with a role, and for everybody about themselves."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from tusoi.foundation.access.permissions import require_anywhere
from tusoi.foundation.access.requests import SignedInRequest
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.directory.models import Person
from tusoi.web.roll import presenters
from tusoi.web.roll.presenters_person import person_of


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
    """A person's time on the roll; year of birth and status for those entitled. A merged row leads to the kept one."""
    seen = presenters.people_seen_by(request.user, request.at.date())
    if kept := seen.filter(pk__in=Person.objects.filter(code=code).values("merged_into")).first():
        return redirect("roll:person", kept.code)
    page = person_of(get_object_or_404(seen, code=code), request.user, at=request.at)
    return render(request, "roll/person.html", {"page": page})
