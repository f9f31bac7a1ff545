"""Input about a comments conference. There is no field for a speaker, and no list of those present."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from tusoi.process.campaigns.models import Subject
from tusoi.process.feedback.models import Round
from tusoi.process.feedback.slips import LONGEST
from tusoi.process.feedback.states import Box


class ConferenceForm(forms.Form):
    convened_by = forms.CharField(label=gettext_lazy("Cơ quan triệu tập"), max_length=200)
    held_on = forms.DateField(label=gettext_lazy("Ngày họp"), widget=forms.DateInput)
    place = forms.CharField(label=gettext_lazy("Địa điểm"), max_length=200)
    present = forms.IntegerField(
        label=gettext_lazy("Số người có mặt"),
        min_value=1,
        max_value=100_000,
        help_text=gettext_lazy("Chỉ ghi số, không ghi danh sách."),
    )
    written = forms.IntegerField(label=gettext_lazy("Số ý kiến ghi trong biên bản"), min_value=1, max_value=10_000)


class ConferenceCommentForm(forms.Form):
    subject = forms.ModelChoiceField(Subject.objects.none(), label=gettext_lazy("Về ai"))
    box = forms.ChoiceField(label=gettext_lazy("Loại ý kiến"), choices=Box.choices)
    text = forms.CharField(
        label=gettext_lazy("Ý kiến"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST,
        help_text=gettext_lazy("Ghi việc, không ghi ai nói. Chi tiết cho biết người nói thì bỏ đi."),
    )

    def __init__(self, *args: Any, round: Round, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["subject"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = round.subjects.all()
