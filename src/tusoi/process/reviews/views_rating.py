"""Pages of ratings. Where the procedure of a campaign does not rate, none of them exists."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tusoi.foundation.access.requests import SignedInRequest
from tusoi.foundation.kernel.refusal import Refused, ask
from tusoi.foundation.rulebook.procedure import StepName
from tusoi.foundation.ui.answers import do
from tusoi.process.campaigns.models import Campaign, Subject
from tusoi.process.campaigns.rules_procedure import check_step
from tusoi.process.campaigns.views import campaign_or_404
from tusoi.process.issues.rules import is_own_file
from tusoi.process.reviews import (
    actions_rating,
    presenters_rating,
    presenters_rating_page,
    presenters_spread,
    rules_rating,
)
from tusoi.process.reviews.forms_rating import GroundsForm, LevelForm
from tusoi.process.reviews.rules import local_day
from tusoi.process.reviews.states_rating import Stage


def rated_campaign_or_404(request: SignedInRequest, code: str) -> Campaign:
    found = campaign_or_404(request, code)
    if found.frozen is None or found.rules.rating is None:
        raise Http404
    return found


def _subject_or_404(request: SignedInRequest, campaign: str, code: str) -> Subject:
    """A subject whose rating the account reads by role, or that is the account's own; and who may propose or decide."""
    found = rated_campaign_or_404(request, campaign)
    related = ("campaign__frozen", "campaign_unit__unit__parent", "decided_by__unit", "tier")
    subject = get_object_or_404(Subject.objects.select_related(*related), campaign=found, code=code)
    subject.campaign_unit.campaign = subject.campaign
    seen = Subject.objects.visible_to(request.user, local_day(request.at)).filter(pk=subject.pk).exists()
    own = is_own_file(subject, request.user.person_id, local_day(request.at))
    acts = ask(rules_rating.check_can_state, subject, Stage.DECISION, by=request.user, at=request.at)
    if not (seen or own or acts):
        raise Http404
    check_step(subject.campaign_unit, StepName.RATING)
    return subject


def ratings(request: SignedInRequest, campaign: str) -> HttpResponse:
    """One's own rating, how far each unit is, and the levels for those who read them by role."""
    found = rated_campaign_or_404(request, campaign)
    number = request.GET.get("trang")
    page = presenters_rating.index_of(found, account=request.user, at=request.at, number=number)
    return render(request, "reviews/ratings.html", {"campaign": found, "page": page, "at": request.at})


def _page(
    request: SignedInRequest, subject: Subject, wrong: tuple[str, LevelForm] | None = None, status: int = 200
) -> HttpResponse:
    page = presenters_rating_page.rating_page(subject, account=request.user, at=request.at, wrong=wrong)
    context = {"campaign": subject.campaign, "subject": subject, "page": page, "at": request.at}
    return render(request, "reviews/rating.html", context, status=status)


def rating(request: SignedInRequest, campaign: str, subject: str) -> HttpResponse:
    return _page(request, _subject_or_404(request, campaign, subject))


@require_POST
def rate(request: SignedInRequest, campaign: str, subject: str, kind: str, stage: str) -> HttpResponse:
    found = _subject_or_404(request, campaign, subject)
    scheme = rules_rating.scheme_of(found.campaign)
    if stage not in Stage.values or kind not in scheme.kinds_of(is_collective=found.is_collective):
        raise Http404
    rules_rating.check_can_state(found, stage, by=request.user, at=request.at)
    form = presenters_rating_page.level_form(found, kind, Stage(stage), scheme, request.POST)
    verb = lambda: actions_rating.state_level(  # noqa: E731
        found, kind=kind, stage=stage, **form.cleaned_data, by=request.user, at=request.at
    )
    if form.is_valid() and do(form, verb) is not None:
        messages.success(request, _("Đã ghi mức xếp loại"))
        return redirect("reviews:rating", campaign=campaign, subject=subject)
    return _page(request, found, (f"{kind}-{stage}", form), 403 if form.non_field_errors() else 200)


def spread(request: SignedInRequest, campaign: str) -> HttpResponse:
    """How the levels spread in each comparable group. Never a list of people."""
    found = rated_campaign_or_404(request, campaign)
    return _spread(request, found)


def _spread(request: SignedInRequest, found: Campaign, wrong: GroundsForm | None = None) -> HttpResponse:
    page = presenters_spread.spread_page(found, account=request.user, at=request.at, wrong=wrong)
    if not page.groups and not page.empty:
        raise Refused(
            _("Phân bố theo nhóm chỉ dành cho người được xem xếp loại của cả nhóm"),
            way_out=_("Xem xếp loại của mình ở trang Xếp loại"),
        )
    return render(request, "reviews/rating_spread.html", {"campaign": found, "page": page})


@require_POST
def grounds(request: SignedInRequest, campaign: str) -> HttpResponse:
    """Why a group may have the higher share. Only of a group that the account sees."""
    found = rated_campaign_or_404(request, campaign)
    groups = presenters_spread.seen_groups(found, account=request.user, at=request.at)
    form = GroundsForm(request.POST)
    group = next((one for one in groups if one.key == request.POST.get("group")), None)
    if group is None:
        return _spread(request, found)
    verb = lambda: actions_rating.state_grounds(  # noqa: E731
        found, group=group.key, path=group.path, text=form.cleaned_data["text"], by=request.user, at=request.at
    )
    rules_rating.check_can_state_grounds(found, group.path, by=request.user, at=request.at)
    if form.is_valid() and do(form, verb) is not None:
        messages.success(request, _("Đã ghi căn cứ"))
        return redirect("reviews:rating-spread", campaign=campaign)
    return _spread(request, found, form)
