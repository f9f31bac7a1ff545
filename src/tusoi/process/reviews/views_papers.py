"""The minutes as a paper, and the page for the projector."""

from django.http import HttpResponse
from django.shortcuts import render

from tusoi.foundation.access.requests import SignedInRequest
from tusoi.process.reviews import presenters_papers
from tusoi.process.reviews.views import meeting_or_404


def minutes(request: SignedInRequest, campaign: str, meeting: str) -> HttpResponse:
    """The minutes as they stand: a draft until the meeting is closed. The one place where speakers are named."""
    found = meeting_or_404(request, campaign, meeting)
    page = presenters_papers.minutes_of(found)
    return render(request, "reviews/minutes.html", {"campaign": found.campaign, "meeting": found, "page": page})


def projector(request: SignedInRequest, campaign: str, meeting: str) -> HttpResponse:
    """The item, the speaker, the clock. The page asks for itself again every few seconds."""
    found = meeting_or_404(request, campaign, meeting)
    page = presenters_papers.screen_of(found)
    template = "reviews/projector.html" + ("#screen" if request.headers.get("HX-Request") else "")
    return render(request, template, {"campaign": found.campaign, "meeting": found, "page": page, "at": request.at})
