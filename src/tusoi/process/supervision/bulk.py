"""One act on several commitments at once, from the board or from the register: each by its own rule."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import ngettext

from tusoi.foundation.access.requests import SignedInRequest
from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.supervision import actions
from tusoi.process.supervision.models import Commitment

MOST = 200  # rows in one act


def act_on(
    rows: Iterable[Commitment], request: SignedInRequest, *, back: str, also_refused: Iterable[str] = ()
) -> HttpResponse:
    """POST `viec` (nhac or giup) and `note`: remind of each, or offer help; says how many, and why the others not.

    back: where to go then, with the same filters. also_refused: sentences about what has no commitment to act on.
    """
    verb = actions.offer_help if request.POST.get("viec") == "giup" else actions.remind
    done, refused = 0, set(also_refused)
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
