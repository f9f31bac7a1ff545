"""The page for the projector, and the reports that those convened read."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from tusoi.foundation.access.requests import SignedInRequest
from tusoi.process.reviews import presenters_papers
from tusoi.process.reviews.materials import material_of
from tusoi.process.reviews.models import AgendaItem
from tusoi.process.reviews.views import meeting_or_404


def material(request: SignedInRequest, campaign: str, meeting: str, item: int) -> HttpResponse:
    """The report of a subject of the agenda, for those convened."""
    found = meeting_or_404(request, campaign, meeting)
    row = get_object_or_404(AgendaItem.objects.with_names(), meeting=found, pk=item)
    version = material_of(row, by=request.user, at=request.at)
    context = {
        "campaign": found.campaign,
        "meeting": found,
        "item": row,
        "version": version,
        "content": version.content,
    }
    return render(request, "reviews/material.html", context)


def projector(request: SignedInRequest, campaign: str, meeting: str) -> HttpResponse:
    """The item, the speaker, the clock. The page asks for itself again every few seconds."""
    found = meeting_or_404(request, campaign, meeting)
    page = presenters_papers.screen_of(found)
    template = "reviews/projector.html" + ("#screen" if request.headers.get("HX-Request") else "")
    return render(request, template, {"campaign": found.campaign, "meeting": found, "page": page, "at": request.at})
