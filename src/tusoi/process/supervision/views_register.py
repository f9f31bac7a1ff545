"""Acts on several shortcomings of the register at once: remind of what is to be done for them, or offer help."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tusoi.foundation.access.requests import SignedInRequest
from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.campaigns.views import campaign_or_404
from tusoi.process.issues.models import Shortcoming
from tusoi.process.supervision.bulk import MOST, act_on
from tusoi.process.supervision.models import Commitment
from tusoi.process.supervision.rules import local_day


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
    idle = [one.issue.title for one in found if one.pk not in mending]
    refused = [_("%(what)s: chưa có cam kết đang làm") % {"what": title} for title in idle]
    return act_on(rows, request, back=back, also_refused=refused)
