"""Input of an immediate action: what, who, by when."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tusoi.foundation.directory.models import Person
from tusoi.process.reviews.forms import offer
from tusoi.process.reviews.models import AgendaItem
from tusoi.process.reviews.rules import speakers_of


class ActionForm(forms.Form):
    what = forms.CharField(label=_("Việc phải làm ngay"), widget=forms.Textarea(attrs={"rows": 2}))
    owner = forms.ModelChoiceField(
        label=_("Người thực hiện"), queryset=Person.objects.none(), empty_label=_("chọn một người")
    )
    due_on = forms.DateField(label=_("Hạn xong"), widget=forms.DateInput)

    def __init__(self, *args: Any, item: AgendaItem, people: Sequence[Person] | None = None, **kwargs: Any) -> None:
        """people: those of the meeting, where they were read for many items at once."""
        super().__init__(*args, **kwargs)
        offer(self.fields["owner"], speakers_of(item) if people is None else people)


class StrikeForm(forms.Form):
    reason = forms.CharField(label=_("Vì sao bỏ"), max_length=300)
