"""What became of the comments, for those who contributed: no account, no cookie. Nothing before it was announced to them."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from tusoi.process.feedback.models import Round
from tusoi.process.feedback.states import RoundState
from tusoi.process.reviews.back import back_of


@login_not_required
@require_safe
def back(request: HttpRequest, campaign: str, round: str) -> HttpResponse:
    opened = Round.objects.filter(state__in=[RoundState.OPENED, RoundState.SYNTHESISED])
    found = get_object_or_404(
        opened.select_related("campaign__frozen", "campaign_unit"), campaign__code=campaign, code=round
    )
    return render(request, "reviews/back.html", {"back": back_of(found)})
