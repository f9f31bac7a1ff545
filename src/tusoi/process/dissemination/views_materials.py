"""The files of a class: add one after the question about secrecy, give it out, withdraw it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tusoi.foundation.access.requests import SignedInRequest
from tusoi.foundation.documents.uploads import attachment
from tusoi.foundation.ui.answers import do
from tusoi.process.campaigns.views import campaign_or_404
from tusoi.process.dissemination import actions_materials as actions
from tusoi.process.dissemination import rules, rules_class
from tusoi.process.dissemination.forms import MaterialForm, ReasonForm
from tusoi.process.dissemination.views_class import class_or_404


def add(request: SignedInRequest, campaign: str, code: str) -> HttpResponse:
    """Only after the answer that it is not classified (`?mat=khong`) is there a place for a file (rule 10 of the product)."""
    found = campaign_or_404(request, campaign)
    row = class_or_404(request, found, code)
    rules_class.check_can_add_material(row, title="-", by=request.user, at=request.at)
    asked = request.GET.get("mat", "")
    form = MaterialForm(request.POST or None, request.FILES or None) if asked == "khong" else None
    if request.method == "POST" and form and form.is_valid():
        data = form.cleaned_data
        content = data["file"].read()
        if do(form, lambda: actions.add_material(row, content, title=data["title"], by=request.user, at=request.at)):
            messages.success(request, _("Đã lưu tài liệu “%(title)s”") % {"title": data["title"]})
            return redirect("dissemination:class", campaign=found.code, code=row.code)
    page = {"campaign": found, "study_class": row, "form": form, "asked": asked}
    return render(request, "dissemination/add_material.html", page)


@require_safe
def file(request: SignedInRequest, campaign: str, code: str, material: int) -> HttpResponse:
    """The file, to save; for everybody who sees the class."""
    row = class_or_404(request, campaign_or_404(request, campaign), code)
    found = get_object_or_404(row.files.filter(withdrawn_on=None), pk=material)
    return attachment(found.kept, found.title)


def withdraw(request: SignedInRequest, campaign: str, code: str, material: int) -> HttpResponse:
    """It was the wrong file; with a reason."""
    found = campaign_or_404(request, campaign)
    row = class_or_404(request, found, code)
    rules.check_can_run_class(row.organiser, by=request.user, at=request.at)
    wrong = get_object_or_404(row.files.filter(withdrawn_on=None).select_related("study_class"), pk=material)
    form = ReasonForm(request.POST or None)
    who: dict[str, Any] = {"by": request.user, "at": request.at}
    valid = request.method == "POST" and form.is_valid()
    if valid and do(form, lambda: bool(actions.withdraw_material(wrong, **form.cleaned_data, **who))):
        messages.success(request, _("Đã rút tài liệu “%(title)s”") % {"title": wrong.title})
        return redirect("dissemination:class", campaign=found.code, code=row.code)
    page = {"campaign": found, "study_class": row, "material": wrong, "form": form}
    return render(request, "dissemination/withdraw_material.html", page)
