"""Input of the pages that come after a sitting."""

from django import forms
from django.utils.translation import gettext_lazy as _


class AdjournForm(forms.Form):
    resumes_on = forms.DateField(label=_("Họp tiếp ngày"), widget=forms.DateInput)
    reason = forms.CharField(label=_("Lý do tạm dừng"), widget=forms.Textarea)


class AgainForm(forms.Form):
    reason = forms.CharField(
        label=_("Vì sao phải kiểm điểm lại"),
        widget=forms.Textarea,
        help_text=_("Nêu điều chưa được làm rõ; đơn vị đọc được lý do này"),
    )


class PetitionForm(forms.Form):
    text = forms.CharField(
        label=_("Kiến nghị"),
        widget=forms.Textarea,
        help_text=_("Nêu điểm không đồng ý trong kết luận và vì sao"),
    )


class PetitionAnswerForm(forms.Form):
    answer = forms.CharField(label=_("Trả lời"), widget=forms.Textarea)
    grounds = forms.CharField(label=_("Căn cứ"), widget=forms.Textarea)
