"""Pages on which the tree of units is changed, and the one that says what became of a campaign's units."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from tusoi.foundation.access.requests import SignedInRequest
from tusoi.foundation.directory.models import Unit
from tusoi.foundation.ui.answers import do
from tusoi.process.campaigns import actions_units, rules
from tusoi.process.campaigns.views import campaign_or_404
from tusoi.process.issues.actions_register import merge_units
from tusoi.web.reorganise import presenters
from tusoi.web.reorganise.forms import FoundForm, HeirForm
from tusoi.web.roll.presenters import units_seen_by


def merge(request: SignedInRequest, code: str) -> HttpResponse:
    """End a unit: another one inherits the units below it, its members and its figures."""
    unit = _managed(request, code)
    units = presenters.targets_of(unit, request.user, request.at.date())
    form = HeirForm(request.POST or None, units=units, label=_("Sáp nhập vào đơn vị nào"))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        done = do(
            form,
            lambda: merge_units(
                [unit], data["target"], on=data["on"], paper=data["paper"], by=request.user, at=request.at
            ),
        )
        if done is not None:
            messages.success(
                request,
                _("%(unit)s đã sáp nhập vào %(heir)s") % {"unit": unit.name, "heir": data["target"].name},
            )
            return redirect("roll:unit", code=data["target"].code)
    return render(request, "reorganise/merge.html", {"form": form, "page": presenters.act_of(unit, at=request.at)})


def move(request: SignedInRequest, code: str) -> HttpResponse:
    """Put a unit, with all below it, under another one."""
    unit = _managed(request, code)
    units = presenters.targets_of(unit, request.user, request.at.date()).exclude(pk=unit.parent_id or 0)
    form = HeirForm(request.POST or None, units=units, label=_("Chuyển về trực thuộc đơn vị nào"))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        done = do(
            form,
            lambda: actions_units.move(
                unit, data["target"], on=data["on"], paper=data["paper"], by=request.user, at=request.at
            ),
        )
        if done is not None:
            messages.success(
                request,
                _("%(unit)s từ nay trực thuộc %(parent)s") % {"unit": unit.name, "parent": data["target"].name},
            )
            return redirect("roll:unit", code=unit.code)
    return render(request, "reorganise/move.html", {"form": form, "page": presenters.act_of(unit, at=request.at)})


def found(request: SignedInRequest, code: str) -> HttpResponse:
    """Found a unit below this one; it joins the campaigns that run there."""
    above = _managed(request, code)
    form = FoundForm(request.POST or None, above=above)
    if request.method == "POST" and form.is_valid():
        unit = do(form, lambda: actions_units.found(above, **form.cleaned_data, by=request.user, at=request.at))
        if unit:
            messages.success(request, _("Đã lập %(unit)s") % {"unit": unit.name})
            return redirect("roll:unit", code=unit.code)
    return render(request, "reorganise/found.html", {"form": form, "page": presenters.act_of(above, at=request.at)})


def changes(request: SignedInRequest, campaign: str) -> HttpResponse:
    """What became of the campaign's units since it opened, with the figures that each had at that moment."""
    found = campaign_or_404(request, campaign)
    rows = presenters.changes_of(found, request.user, at=request.at)
    return render(request, "reorganise/changes.html", {"rows": rows, "campaign": found})


def _managed(request: SignedInRequest, code: str) -> Unit:
    """The unit, or a refusal for those who may see it and not change the tree."""
    unit = get_object_or_404(units_seen_by(request.user, request.at.date()), code=code)
    rules.check_can_manage(unit, by=request.user, at=request.at)
    return unit
