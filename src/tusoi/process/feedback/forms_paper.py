"""Input of the team about paper slips."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from tusoi.process.feedback.forms import CodeForm


class PaperCodeForm(CodeForm):
    """The code on the sheets of one envelope."""


class EnvelopesForm(forms.Form):
    received = forms.IntegerField(label=gettext_lazy("Số phong bì đã nhận"), min_value=0, max_value=100_000)
    spoilt = forms.IntegerField(
        label=gettext_lazy("Trong đó hỏng"),
        help_text=gettext_lazy("Không có mã, mã đã dùng hoặc đã hủy, không đọc được."),
        min_value=0,
        max_value=100_000,
        initial=0,
    )
    missing = forms.IntegerField(label=gettext_lazy("Không tìm lại được"), min_value=0, max_value=100_000, initial=0)
    note = forms.CharField(
        label=gettext_lazy("Lý do, nếu có phong bì không tìm lại được"), required=False, max_length=300
    )

    def told(self) -> dict[str, Any]:
        return dict(self.cleaned_data)
