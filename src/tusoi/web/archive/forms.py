"""What people type in the archive."""

from django import forms
from django.utils.translation import gettext_lazy as _


class FindForm(forms.Form):
    """Words of the number or subject, and the kind."""

    q = forms.CharField(
        label=_("Tìm"), required=False, widget=forms.TextInput({"placeholder": _("số, ký hiệu, trích yếu")})
    )
    kind = forms.ChoiceField(label=_("Loại văn bản"), required=False)

    def __init__(self, *args: object, kinds: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["kind"].choices = [("", _("tất cả")), *kinds]  # type: ignore[attr-defined]


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Lý do thu hồi"), max_length=400, widget=forms.Textarea, help_text=_("Lý do được lưu cùng văn bản.")
    )
