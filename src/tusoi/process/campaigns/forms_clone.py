"""Input of a campaign that follows an earlier one."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from tusoi.process.campaigns.cloning import Proposal
from tusoi.process.campaigns.forms import CampaignForm
from tusoi.process.campaigns.rules import Window


class CloneForm(forms.Form):
    """Name, code, days, and two days for each tier; all proposed."""

    title = CampaignForm.declared_fields["title"]
    code = CampaignForm.declared_fields["code"]
    starts_on = CampaignForm.declared_fields["starts_on"]
    ends_on = CampaignForm.declared_fields["ends_on"]

    def __init__(self, data: Any = None, *, proposal: Proposal) -> None:
        words = {name: getattr(proposal, name) for name in ("title", "code", "starts_on", "ends_on")}
        super().__init__(data, initial=words)
        self.windows_of = proposal.windows
        for row in self.windows_of:
            for part, label, day in (
                ("opens", _("%(tier)s: từ ngày"), row.opens_on),
                ("closes", _("%(tier)s: đến hết ngày"), row.closes_on),
            ):
                self.fields[f"{row.code}-{part}"] = forms.DateField(
                    label=label % {"tier": row.name}, widget=forms.DateInput, initial=day
                )

    def draft(self) -> dict[str, Any]:
        """What `clone` takes."""
        data = self.cleaned_data
        windows = [Window(row.code, data[f"{row.code}-opens"], data[f"{row.code}-closes"]) for row in self.windows_of]
        return {name: data[name] for name in ("title", "code", "starts_on", "ends_on")} | {"windows": windows}
