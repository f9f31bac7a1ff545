"""Immediate actions (việc phải làm ngay): recorded and struck out in the room, or where the minutes are completed."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tusoi.foundation.access.requests import SignedInRequest
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.ui.answers import do
from tusoi.process.reviews import actions_immediate, rules
from tusoi.process.reviews.forms_immediate import ActionForm, StrikeForm
from tusoi.process.reviews.models import AgendaItem, ImmediateAction
from tusoi.process.reviews.presenters import meeting_url
from tusoi.process.reviews.states import ItemState
from tusoi.process.reviews.views_minutes import edit_again
from tusoi.process.reviews.views_room import item_or_404, room_again

ANCHOR = "viec-ngay"


def _in_room(item: AgendaItem) -> bool:
    return item.state == ItemState.DISCUSSING


def _back(request: SignedInRequest, item: AgendaItem) -> HttpResponse:
    """To the page from which it was sent (`?bien-ban=1`: where the minutes are completed)."""
    if request.GET.get("bien-ban") or not _in_room(item):
        return redirect(f"{meeting_url(item.meeting, 'edit-minutes')}#{ANCHOR}-{item.pk}")
    return redirect(f"{meeting_url(item.meeting, 'room')}#{ANCHOR}")


@require_POST
def record(request: SignedInRequest, campaign: str, meeting: str, item: int) -> HttpResponse:
    found = item_or_404(request, campaign, meeting, item)
    rules.check_can_run(found.meeting, by=request.user, at=request.at)
    form = ActionForm(request.POST, item=found, prefix=f"ngay-{found.pk}")
    verb = lambda: actions_immediate.record(found, **form.cleaned_data, by=request.user, at=request.at)  # noqa: E731
    if form.is_valid() and do(form, verb) is not None:
        messages.success(request, _("Đã ghi việc phải làm ngay vào biên bản"))
        return _back(request, found)
    if request.GET.get("bien-ban") or not _in_room(found):
        return edit_again(request, found.meeting, form)
    return room_again(request, found.meeting, ("at-once", form))


@require_POST
def strike(request: SignedInRequest, campaign: str, meeting: str, item: int, action: int) -> HttpResponse:
    found = item_or_404(request, campaign, meeting, item)
    rules.check_can_run(found.meeting, by=request.user, at=request.at)
    row = get_object_or_404(ImmediateAction.objects.filter(item=found), pk=action)
    row.item = found
    form = StrikeForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Chưa ghi vì sao bỏ việc này"))
    actions_immediate.strike(row, **form.cleaned_data, by=request.user, at=request.at)
    messages.success(request, _("Đã bỏ việc này khỏi biên bản"))
    return _back(request, found)
