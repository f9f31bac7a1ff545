"""People who may stand on the roll twice: the list, two side by side, the merge and its undo."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tusoi.foundation.access.permissions import require_anywhere
from tusoi.foundation.access.requests import SignedInRequest
from tusoi.foundation.directory.merging import merge, reconsider, tell_apart, undo_merge
from tusoi.foundation.directory.models import Merge
from tusoi.foundation.kernel.refusal import ask
from tusoi.web.roll import presenters_duplicates as presenters
from tusoi.web.roll import rules
from tusoi.web.roll.merging import check_can_merge_here, rows_to_leave
from tusoi.web.roll.presenters import people_seen_by


def index(request: SignedInRequest) -> HttpResponse:
    """Pairs among the people whose roll the account keeps, with the reasons; and the merges that can be undone."""
    on = request.at.date()
    require_anywhere(request.user, rules.KEEP, on=on)
    page = presenters.duplicates_of(request.user, on=on, page=request.GET.get("trang", "1"))
    return render(request, "roll/duplicates.html", {"page": page})


def pair(request: SignedInRequest, kept: str, other: str) -> HttpResponse:
    """Two side by side; POST makes them one, tells them apart, or takes that back."""
    on = request.at.date()
    seen = people_seen_by(request.user, on)
    one, two = get_object_or_404(seen, code=kept), get_object_or_404(seen, code=other)
    rules.check_can_keep(one, by=request.user, on=on)
    rules.check_can_keep(two, by=request.user, on=on)
    if request.method == "POST":
        if request.POST.get("viec") in {"hai-nguoi", "xet-lai"}:
            said_apart = request.POST["viec"] == "hai-nguoi"
            (tell_apart if said_apart else reconsider)(one, two, by=request.user, at=request.at)
            messages.success(request, _("Đã ghi là hai người") if said_apart else _("Hai bản ghi được xét lại"))
            return redirect("roll:duplicates")
        check_can_merge_here(one, two, by=request.user, on=on)
        merge(one, two, leave=rows_to_leave(one, two), by=request.user, at=request.at)
        messages.success(request, _("Đã gộp. Nếu nhầm, có thể hoàn lại trên trang này."))
        return redirect("roll:person", one.code)
    page = presenters.pair_of(one, two, answer=ask(check_can_merge_here, one, two, by=request.user, on=on))
    return render(request, "roll/merge.html", {"page": page})


@require_POST
def undo(request: SignedInRequest, merge: int) -> HttpResponse:
    """Put back every row that a merge moved."""
    on = request.at.date()
    seen = people_seen_by(request.user, on)
    found = get_object_or_404(Merge.objects.select_related("kept", "other"), pk=merge, kept__in=seen)
    rules.check_can_keep(found.kept, by=request.user, on=on)
    undo_merge(found, by=request.user, at=request.at)
    messages.success(request, _("Đã hoàn lại: hai bản ghi như trước khi gộp"))
    return redirect("roll:person", found.other.code)
