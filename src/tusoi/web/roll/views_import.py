"""The office's spreadsheet: upload, dry run, confirmation. Nothing is written before the last; the file is not kept after it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from tusoi.foundation.access.permissions import require_anywhere
from tusoi.foundation.access.requests import SignedInRequest
from tusoi.foundation.directory import actions_import
from tusoi.foundation.directory.models import RollImport
from tusoi.foundation.ui.answers import do
from tusoi.foundation.ui.words import number
from tusoi.web.roll import presenters, rules
from tusoi.web.roll import presenters_import as presenters_of
from tusoi.web.roll.forms import UploadForm

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def upload(request: SignedInRequest, code: str) -> HttpResponse:
    """A file that is the roll of a unit and of all below it."""
    on = request.at.date()
    unit = get_object_or_404(presenters.units_seen_by(request.user, on), code=code)
    rules.check_can_keep_unit(unit, by=request.user, on=on)
    form = UploadForm(request.POST or None, request.FILES or None, today=on)
    if request.method == "POST" and form.is_valid():
        file, day = form.cleaned_data["file"], form.cleaned_data["day"]
        draft = do(
            form,
            lambda: actions_import.upload(
                unit, name=file.name or "", content=file.read(), day=day, by=request.user, at=request.at
            ),
        )
        if draft:
            return redirect("roll:dry-run", draft.pk)
    waiting = RollImport.objects.filter(unit=unit, account_id=request.user.pk).order_by("-pk")
    return render(request, "roll/import.html", {"form": form, "unit": unit, "waiting": waiting})


def _draft_or_404(request: SignedInRequest, draft: int) -> RollImport:
    """One's own, while one keeps the unit's roll."""
    found = get_object_or_404(RollImport.objects.select_related("unit"), pk=draft, account_id=request.user.pk)
    rules.check_can_keep_unit(found.unit, by=request.user, on=request.at.date())
    return found


def dry_run(request: SignedInRequest, draft: int) -> HttpResponse:
    """What each row would change; `?loai=` shows one kind. POST writes it, if the roll still is as shown."""
    found = _draft_or_404(request, draft)
    if request.method == "POST":
        scope = presenters_of.scope_of(found, request.user, request.at)
        shown = request.POST.get("shown", "")
        made = actions_import.confirm(found, scope, shown=shown, by=request.user, at=request.at)
        said = ngettext("Đã ghi %(n)s dòng", "Đã ghi %(n)s dòng", made.writes) % {"n": number(made.writes)}
        messages.success(request, said)
        return redirect("roll:unit", found.unit.code)
    kind, page = request.GET.get("loai", ""), request.GET.get("trang", "1")
    shown_page = presenters_of.dry_run_of(found, request.user, at=request.at, kind=kind, page=page)
    return render(request, "roll/dry_run.html", {"page": shown_page})


@require_POST
def drop(request: SignedInRequest, draft: int) -> HttpResponse:
    """Let the file go without writing anything."""
    found = _draft_or_404(request, draft)
    actions_import.drop(found)
    messages.success(request, _("Đã bỏ tệp, không ghi gì"))
    return redirect("roll:unit", found.unit.code)


def faults(request: SignedInRequest, draft: int) -> HttpResponse:
    """The faulty rows as a workbook."""
    content = presenters_of.faults_workbook(_draft_or_404(request, draft), request.user, at=request.at)
    return _download(content, "dong-loi.xlsx")


def template(request: SignedInRequest) -> HttpResponse:
    """An empty workbook with the columns, how to fill them, and the units."""
    require_anywhere(request.user, rules.KEEP, on=request.at.date())
    units = list(rules.units_kept_by(request.user, request.at.date()))
    return _download(presenters_of.template_workbook(units), "mau-danh-sach.xlsx")


def _download(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
