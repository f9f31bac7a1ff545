"""The overseer's page."""

from django.http import HttpResponse
from django.shortcuts import render

from tusoi.foundation.access.requests import SignedInRequest
from tusoi.process.campaigns.views import campaign_or_404
from tusoi.web.overseeing.presenters import page_of


def mine(request: SignedInRequest, campaign: str) -> HttpResponse:
    """The subjects that I follow, their answers and what I think of each, and my attendance at their meetings."""
    found = campaign_or_404(request, campaign)
    subjects = page_of(found, request.user, at=request.at)
    return render(request, "overseeing/mine.html", {"campaign": found, "subjects": subjects, "at": request.at})
