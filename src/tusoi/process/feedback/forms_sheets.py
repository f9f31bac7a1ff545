"""Input about paper: printing, handing out, making void."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tusoi.process.feedback.models import Group
from tusoi.process.feedback.states import VoidReason


class PrintForm(forms.Form):
    """How many sheets. An anonymous group needs the number: an empty field is a slip of the hand, not "all"."""

    count = forms.IntegerField(min_value=1, max_value=20_000, required=False)
    style = forms.ChoiceField(choices=[("slips", ""), ("codes", "")], required=False)

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["count"].required = not group.is_attributed

    @property
    def cut(self) -> bool:
        return bool(self.cleaned_data["style"] == "codes")


class HandOutForm(forms.Form):
    count = forms.IntegerField(
        label=gettext_lazy("Số tờ vừa phát"),
        help_text=gettext_lazy("Ghi nhầm thì ghi số âm để trừ lại."),
        min_value=-20_000,
        max_value=20_000,
    )


class VoidForm(forms.Form):
    """Codes of sheets left over or spoilt; or a number, where there is no sheet to type from."""

    reason = forms.ChoiceField(label=gettext_lazy("Tờ phiếu này"), choices=VoidReason.choices, widget=forms.RadioSelect)
    codes = forms.CharField(
        label=gettext_lazy("Mã trên từng tờ"),
        help_text=gettext_lazy("Mỗi dòng một mã; gõ hoặc quét. Không cần theo thứ tự nào."),
        required=False,
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off", "spellcheck": "false"}),
    )
    count = forms.IntegerField(
        label=gettext_lazy("Số tờ đã mất"),
        help_text=gettext_lazy("Chỉ ghi khi không còn tờ để gõ mã."),
        required=False,
        min_value=1,
        max_value=20_000,
    )

    def lines(self) -> list[str]:
        """The codes; of a scanned address only what stands behind "#"."""
        return [line.rpartition("#")[2] for line in self.cleaned_data["codes"].splitlines() if line.strip()]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        lost = cleaned.get("reason") == VoidReason.LOST
        if lost and not cleaned.get("count"):
            self.add_error("count", _("Ghi số tờ đã mất"))
        if not lost and not cleaned.get("codes", "").strip():
            self.add_error("codes", _("Gõ mã của từng tờ cần hủy"))
        return cleaned


class CountedForm(forms.Form):
    """The second person has counted the same sheets."""

    counted = forms.IntegerField(label=gettext_lazy("Số tờ đồng chí đếm được"), min_value=1, max_value=20_000)
