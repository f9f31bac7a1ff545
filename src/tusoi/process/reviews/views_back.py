"""What became of the comments, for those who contributed: no account, no cookie. Nothing before it was announced to them."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from tusoi.foundation.ui.printed import pdf_shown, public_address
from tusoi.process.feedback.models import Round
from tusoi.process.feedback.states import RoundState
from tusoi.process.reviews.back import back_of
from tusoi.process.reviews.poster import poster_pdf


@login_not_required
@require_safe
def back(request: HttpRequest, campaign: str, round: str) -> HttpResponse:
    return render(request, "reviews/back.html", {"back": back_of(_round(campaign, round))})


@login_not_required
@require_safe
def poster(request: HttpRequest, campaign: str, round: str) -> HttpResponse:
    """The same in large letters, to pin up."""
    told = back_of(_round(campaign, round))
    if not told.subjects and not told.people:
        raise Http404
    address = public_address(request, reverse("reviews:back", args=[campaign, round]))
    return pdf_shown(poster_pdf(told, address), f"niem-yet-{round}")


def _round(campaign: str, round: str) -> Round:
    opened = Round.objects.filter(state__in=[RoundState.OPENED, RoundState.SYNTHESISED])
    related = opened.select_related("campaign__frozen", "campaign_unit")
    return get_object_or_404(related, campaign__code=campaign, code=round)
