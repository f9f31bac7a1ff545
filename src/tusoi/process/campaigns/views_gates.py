"""Opening a gate for one thing, with a reason: the page that a refusal leads to."""

from dataclasses import dataclass

from django.apps import apps
from django.contrib import messages
from django.core import signing
from django.db import models
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tusoi.foundation.access.requests import SignedInRequest
from tusoi.process.campaigns import actions, rules
from tusoi.process.campaigns.forms import OverrideForm
from tusoi.process.campaigns.models import Campaign, CampaignUnit
from tusoi.process.campaigns.states import GateName
from tusoi.process.campaigns.views import campaign_or_404


@dataclass(frozen=True)
class Asked:
    """What a signed address asks for."""

    gate: GateName
    thing: models.Model
    campaign_unit: CampaignUnit


def unit_of(thing: models.Model) -> CampaignUnit:
    """The unit where a thing of a later step lies: its own, its subject's or its meeting's."""
    for owner in (thing, getattr(thing, "subject", None), getattr(thing, "meeting", None)):
        unit = getattr(owner, "campaign_unit", None)
        if isinstance(unit, CampaignUnit):
            return unit
    raise Http404


def _read(campaign: Campaign, token: str) -> Asked:
    try:
        scope, gate, kind, pk = signing.loads(token, salt=rules.OVERRIDE_SALT)
    except signing.BadSignature as error:
        raise Http404 from error
    if scope != campaign.pk:
        raise Http404
    thing = apps.get_model(kind)._default_manager.filter(pk=pk).first()
    if thing is None:
        raise Http404
    return Asked(GateName(gate), thing, unit_of(thing))


def override(request: SignedInRequest, campaign: str, token: str) -> HttpResponse:
    """Says which gate stands before what, and opens it for those entitled; others get the reason (403)."""
    found = campaign_or_404(request, campaign)
    asked = _read(found, token)
    unit, thing = asked.campaign_unit, asked.thing
    rules.check_can_override(found, asked.gate, campaign_unit=unit, thing=thing, by=request.user, at=request.at)
    form = OverrideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.override_gate(
            found,
            asked.gate,
            campaign_unit=unit,
            thing=thing,
            reason=form.cleaned_data["reason"],
            by=request.user,
            at=request.at,
        )
        messages.success(request, _("Đã cho phép vượt bước “%(gate)s”") % {"gate": asked.gate.label})
        return redirect("campaigns:overrides", campaign=found.code)
    page = {"campaign": found, "asked": asked, "form": form, "gate": rules.gate_of(found, asked.gate)}
    return render(request, "campaigns/override.html", page)
