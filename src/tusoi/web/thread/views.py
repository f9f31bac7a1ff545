"""One page: the whole life of one issue."""

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from tusoi.foundation.access.requests import SignedInRequest
from tusoi.process.campaigns.views import campaign_or_404
from tusoi.process.issues.models import Issue
from tusoi.process.supervision.models import Commitment
from tusoi.process.supervision.rules import local_day
from tusoi.web.thread import presenters


def issue(request: SignedInRequest, campaign: str, issue: str) -> HttpResponse:
    """For those who may see the issue, and for owner and supervisor of one of its commitments."""
    found = campaign_or_404(request, campaign)
    on = local_day(request.at)
    promised = Commitment.objects.filter(campaign=found).filter(
        Q(owner=request.user.person_id) | Q(supervisor=request.user.person_id)
    )
    seen = Q(pk__in=Issue.objects.visible_to(request.user, on).values("pk"))
    if request.user.person_id:
        seen |= Q(pk__in=promised.values("issue"))
    rows = Issue.objects.filter(seen, campaign=found).select_related(
        "campaign__unit",
        "campaign__frozen",
        "subject__campaign_unit__unit",
        "subject__decided_by__unit",
        "subject__person",
        "suggestion_set__overseer",
        "shortcoming",
    )
    row = get_object_or_404(rows, code=issue)
    page = presenters.thread_of(row, account=request.user, at=request.at)
    return render(request, "thread/issue.html", {"campaign": found, "issue": row, "page": page, "at": request.at})
