"""Open a notice: it counts as read, and leads to its page."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from tusoi.foundation.kernel.middleware import OfficeRequest
from tusoi.foundation.notices.actions import mark_read
from tusoi.foundation.notices.models import Notice


@require_POST
def open_notice(request: OfficeRequest, notice: int) -> HttpResponse:
    found = get_object_or_404(Notice.objects.visible_to(request.user), pk=notice)  # type: ignore[arg-type]
    mark_read(found, at=request.at)
    return HttpResponseRedirect(found.path)
