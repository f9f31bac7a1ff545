"""Pages of the demo alone: become somebody of the cast, go on to another day. Elsewhere they do not exist."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from tusoi.foundation.access.models import Account
from tusoi.foundation.kernel.middleware import OfficeRequest
from tusoi.web.demo.actions import go_on
from tusoi.web.demo.forms import NextDayForm
from tusoi.web.demo.sample import cast_of, passphrases, sample

View = Callable[..., HttpResponse]


def demo_only(view: View) -> View:
    @wraps(view)
    def only(request: OfficeRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    return only


@login_not_required
@demo_only
@require_safe
def cast(request: OfficeRequest) -> HttpResponse:
    context = {"cast": cast_of(sample()), "passphrases": passphrases(sample())}
    return render(request, "demo/cast.html", context)


@login_not_required
@demo_only
@require_POST
def become(request: OfficeRequest) -> HttpResponse:
    """Sign in as somebody of the cast, and nobody else."""
    username = request.POST.get("username", "")
    if username not in {row.username for row in cast_of(sample())}:
        raise Http404
    account = get_object_or_404(Account, username=username, is_active=True)
    login(request, account, backend="tusoi.foundation.access.backend.OfficeBackend")
    return redirect("home:today")


@demo_only
@require_POST
def next_day(request: OfficeRequest) -> HttpResponse:
    form = NextDayForm(request.POST)
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = "/"
    if not form.is_valid():
        messages.error(request, _("Chưa sang ngày khác được: ghi ngày như 06/08/2012"))
        return redirect(back)
    day = form.cleaned_data["day"]
    played = go_on(day, with_story=form.cleaned_data["story"])
    said = [_("Đã sang ngày %(day)s.") % {"day": f"{day:%d/%m/%Y}"}]
    if played.done:
        count = played.done
        said.append(ngettext("Gói mẫu đã diễn %(n)s việc.", "Gói mẫu đã diễn %(n)s việc.", count) % {"n": count})
    if played.left:
        count = len(played.left)
        said.append(
            ngettext(
                "%(n)s việc của gói không còn hợp với những gì đã làm ở đây nên bỏ qua.",
                "%(n)s việc của gói không còn hợp với những gì đã làm ở đây nên bỏ qua.",
                count,
            )
            % {"n": count}
        )
    messages.success(request, " ".join(said))
    return redirect(back)
