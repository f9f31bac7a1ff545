"""The one thing a demo asks: to which day it goes on."""

from django import forms
from django.utils.translation import gettext_lazy as _


class NextDayForm(forms.Form):
    day = forms.DateField(label=_("Sang ngày"), widget=forms.DateInput)
    story = forms.BooleanField(label=_("diễn tiếp gói mẫu"), required=False)
    next = forms.CharField(required=False)
