"""Input of an immediate action: what, who, by when."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tusoi.foundation.directory.models import Person
from tusoi.process.reviews.models import AgendaItem
from tusoi.process.reviews.rules import speakers_of


class ActionForm(forms.Form):
    what = forms.CharField(label=_("Việc phải làm ngay"), widget=forms.Textarea(attrs={"rows": 2}))
    owner = forms.ModelChoiceField(
        label=_("Người thực hiện"), queryset=Person.objects.none(), empty_label=_("chọn một người")
    )
    due_on = forms.DateField(label=_("Hạn xong"), widget=forms.DateInput)

    def __init__(self, *args: Any, item: AgendaItem, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [person.pk for person in speakers_of(item)]
        self.fields["owner"].queryset = Person.objects.filter(pk__in=people)  # type: ignore[attr-defined]


class StrikeForm(forms.Form):
    reason = forms.CharField(label=_("Vì sao bỏ"), max_length=300)
