"""Keep the roll: one page for each thing done to a person, and one to enter somebody new."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from tusoi.foundation.access.requests import SignedInRequest
from tusoi.foundation.directory import actions_roll as keep
from tusoi.foundation.directory.duplicates import like
from tusoi.foundation.ui.answers import do
from tusoi.web.roll import presenters, rules
from tusoi.web.roll.forms import EnterForm
from tusoi.web.roll.verbs import VERBS


def verb(request: SignedInRequest, code: str, verb: str) -> HttpResponse:
    """One of `VERBS` for a person whose roll the account keeps."""
    on = request.at.date()
    person = get_object_or_404(presenters.people_seen_by(request.user, on), code=code)
    if verb not in VERBS:
        raise Http404
    rules.check_can_keep(person, by=request.user, on=on)
    row = VERBS[verb]
    units = list(rules.units_kept_by(request.user, on))
    form = row.form(request.POST or None, person=person, units=units, on=on)
    if request.method == "POST" and form.is_valid():

        def act() -> bool:
            row.do(person, dict(form.cleaned_data), request.user, request.at)
            return True

        if do(form, act):
            person.refresh_from_db()
            messages.success(request, f"{row.said}: {person.name}")
            return redirect("roll:person", person.code)
    return render(request, "roll/verb.html", {"form": form, "person": person, "verb": row})


def enter(request: SignedInRequest, code: str) -> HttpResponse:
    """Somebody new on the roll of a unit. People who may be the same one are named first."""
    on = request.at.date()
    unit = get_object_or_404(presenters.units_seen_by(request.user, on), code=code)
    rules.check_can_keep_unit(unit, by=request.user, on=on)
    form = EnterForm(request.POST or None, person=None, units=[], on=on)
    alike = []
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        since, status, anyway = data.pop("since"), data.pop("status"), data.pop("anyway")
        alike = [] if anyway else like(rules.people_kept_by(request.user, on), **data)

        def act() -> str:
            with transaction.atomic():
                person = keep.enter_person(**data, at=request.at)
                keep.join(person, unit, since=since, status=status, by=request.user, at=request.at)
            return person.code

        if not alike and (number := do(form, act)):
            messages.success(request, _("Đã đưa %(name)s vào danh sách") % {"name": data["name"]})
            return redirect("roll:person", number)
    return render(request, "roll/enter.html", {"form": form, "unit": unit, "alike": alike})
