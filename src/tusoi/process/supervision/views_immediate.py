"""An immediate action of a meeting is taken up as a commitment."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from tusoi.foundation.access.requests import SignedInRequest
from tusoi.foundation.ui.answers import do
from tusoi.process.campaigns.views import campaign_or_404
from tusoi.process.reviews.models import ImmediateAction
from tusoi.process.supervision import actions_immediate, presenters, rules, rules_immediate
from tusoi.process.supervision.forms import TakeUpForm


def take_up(request: SignedInRequest, campaign: str, action: int) -> HttpResponse:
    """`?co-quan=` chooses the supervising agency, whose people can then be named."""
    found = campaign_or_404(request, campaign)
    seen = ImmediateAction.objects.visible_to(request.user, rules.local_day(request.at)).with_names()
    row = get_object_or_404(seen.filter(item__meeting__campaign=found), pk=action)
    rules_immediate.check_can_take_up(row, by=request.user, at=request.at)
    code = request.GET.get("co-quan", "")
    watchers = presenters.watchers_of(row.item.subject, theme="", agency_code=code, at=request.at)
    form = TakeUpForm(request.POST or None, supervisors=watchers.supervisors)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data | {"agency": watchers.agency}
        made = do(form, lambda: actions_immediate.take_up(row, **words, by=request.user, at=request.at))
        if made:
            messages.success(request, _("Đã lập cam kết; việc này từ nay có người giám sát và được nhắc hạn"))
            return redirect("supervision:commitment", campaign=found.code, commitment=made.code)
    context = {"campaign": found, "action": row, "watchers": watchers, "form": form, "at": request.at}
    return render(request, "supervision/take_up.html", context)
