"""Input of the plan's pages."""

from django import forms
from django.utils.translation import gettext_lazy as _


class OverrideForm(forms.Form):
    reason = forms.CharField(
        label=_("Lý do cho phép vượt"),
        help_text=_("Ghi rõ căn cứ và người đồng ý. Lý do được lưu cùng tên đồng chí và hiện ở trang tiến độ."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
