"""The page for the projector."""

from django.http import HttpResponse
from django.shortcuts import render

from tusoi.foundation.access.requests import SignedInRequest
from tusoi.process.reviews import presenters_papers
from tusoi.process.reviews.views import meeting_or_404


def projector(request: SignedInRequest, campaign: str, meeting: str) -> HttpResponse:
    """The item, the speaker, the clock. The page asks for itself again every few seconds."""
    found = meeting_or_404(request, campaign, meeting)
    page = presenters_papers.screen_of(found)
    template = "reviews/projector.html" + ("#screen" if request.headers.get("HX-Request") else "")
    return render(request, template, {"campaign": found.campaign, "meeting": found, "page": page, "at": request.at})
