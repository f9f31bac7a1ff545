"""The board of follow-through: see, search, act on several at once, take along as a workbook."""

from urllib.parse import quote

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tusoi.foundation.access.requests import SignedInRequest
from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.campaigns.views import campaign_or_404
from tusoi.process.supervision import presenters_board, rules
from tusoi.process.supervision.bulk import MOST, act_on
from tusoi.process.supervision.models import Commitment

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def index(request: SignedInRequest, campaign: str) -> HttpResponse:
    """`?tinh-trang=`, `?don-vi=`, `?cua-toi=`, `?chu-de=`, `?tuoi=` and `?tim=` filter, `?xep=` orders."""
    found = campaign_or_404(request, campaign)
    filters = presenters_board.Filters.of(request.GET)
    page = presenters_board.board_of(
        found, account=request.user, at=request.at, filters=filters, number=request.GET.get("trang")
    )
    return render(request, "supervision/index.html", {"campaign": found, "page": page, "at": request.at})


@require_safe
def export(request: SignedInRequest, campaign: str) -> HttpResponse:
    """What the board shows with the same filters, as .xlsx."""
    found = campaign_or_404(request, campaign)
    filters = presenters_board.Filters.of(request.GET)
    content = presenters_board.workbook_of(found, account=request.user, at=request.at, filters=filters)
    name = quote(f"Khắc phục {found.code} {rules.local_day(request.at):%Y-%m-%d}.xlsx", safe="")
    reply = HttpResponse(content, content_type=XLSX)
    reply["Content-Disposition"] = f"attachment; filename=\"khac-phuc.xlsx\"; filename*=UTF-8''{name}"
    reply["Cache-Control"] = "private, no-store"
    reply["X-Content-Type-Options"] = "nosniff"
    return reply


@require_POST
def several(request: SignedInRequest, campaign: str) -> HttpResponse:
    """POST `chon` (codes), `viec` (nhac or giup), `note`: remind of several, or offer help; each by its own rule."""
    found = campaign_or_404(request, campaign)
    codes = request.POST.getlist("chon")[:MOST]
    seen = Commitment.objects.visible_to(request.user, rules.local_day(request.at)).with_names()
    rows = list(seen.filter(campaign=found, code__in=codes))
    if not rows:
        raise Refused(_("Chưa chọn việc nào"), way_out=_("Đánh dấu những việc cần nhắc rồi bấm lại"))
    return act_on(rows, request, back=reverse("supervision:index", args=[found.code]))
