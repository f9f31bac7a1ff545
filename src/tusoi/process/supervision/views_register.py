"""Acts on several shortcomings of the register at once: remind of what is to be done for them, or offer help."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from tusoi.foundation.access.requests import SignedInRequest
from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.campaigns.views import campaign_or_404
from tusoi.process.issues.models import Shortcoming
from tusoi.process.supervision import actions
from tusoi.process.supervision.models import Commitment
from tusoi.process.supervision.rules import local_day

MOST = 200  # rows in one act


@require_POST
def of_campaign(request: SignedInRequest, campaign: str) -> HttpResponse:
    return _several(request, reverse("issues:register", args=[campaign_or_404(request, campaign).code]))


@require_POST
def across(request: SignedInRequest) -> HttpResponse:
    return _several(request, reverse("issues:register-across"))


def _several(request: SignedInRequest, back: str) -> HttpResponse:
    """POST `chon` (keys of shortcomings), `viec` (nhac or giup), `note`; each commitment by its own rule."""
    keys = [int(key) for key in request.POST.getlist("chon")[:MOST] if key.isdecimal() and len(key) < 19]
    seen = Shortcoming.objects.visible_to(request.user, local_day(request.at)).filter(pk__in=keys)
    found = list(seen.select_related("issue").order_by("pk"))
    if not found:
        raise Refused(_("Chưa chọn khuyết điểm nào"), way_out=_("Đánh dấu những dòng cần nhắc rồi bấm lại"))
    rows = Commitment.objects.unfinished().with_names().filter(shortcoming__in=found)
    mending = {row.shortcoming_id for row in rows}
    done, refused = (
        0,
        {_("%(what)s: chưa có cam kết đang làm") % {"what": one.issue.title} for one in found if one.pk not in mending},
    )
    verb = actions.offer_help if request.POST.get("viec") == "giup" else actions.remind
    for row in rows:
        try:
            verb(row, note=request.POST.get("note", ""), by=request.user, at=request.at)
            done += 1
        except Refused as why:
            refused.add(f"{row.measure}: {why.reason}")
    if done:
        messages.success(request, ngettext("Đã ghi cho %(n)d việc", "Đã ghi cho %(n)d việc", done) % {"n": done})
    for line in sorted(refused):
        messages.error(request, line)
    query = request.GET.urlencode()
    return redirect(back + (f"?{query}" if query else ""))
