"""Input of the changes of the tree."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tusoi.foundation.directory.models import Level, Unit


class UnitInTree(forms.ModelChoiceField):
    """A unit, set in by its place in the tree."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{'— ' * obj.depth}{obj.name}"


class DecidedForm(forms.Form):
    """Every change of the tree has its day and its decision."""

    on = forms.DateField(label=gettext_lazy("Có hiệu lực từ ngày"), widget=forms.DateInput)
    paper = forms.CharField(
        label=gettext_lazy("Theo quyết định nào"),
        max_length=200,
        help_text=gettext_lazy("Số, nơi và ngày ban hành, ví dụ: Quyết định 15-QĐ/QU ngày 28/05/2012"),
    )


class HeirForm(DecidedForm):
    """Where a unit goes: an heir to merge into, or a new unit above it."""

    target = UnitInTree(label="", queryset=Unit.objects.none(), to_field_name="code")
    field_order = ["target", "on", "paper"]

    def __init__(self, *args: Any, units: Any, label: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["target"]
        field.queryset, field.label, field.empty_label = units, label, _("chọn đơn vị")


class FoundForm(DecidedForm):
    name = forms.CharField(label=gettext_lazy("Tên đầy đủ"), max_length=200)
    short_name = forms.CharField(
        label=gettext_lazy("Tên ngắn, dùng trong bảng"), max_length=80, help_text=gettext_lazy("ví dụ: Phường Long Hòa")
    )
    code = forms.SlugField(
        label=gettext_lazy("Mã đơn vị"), max_length=60, help_text=gettext_lazy("Chữ không dấu, số, gạch nối")
    )
    level = forms.ModelChoiceField(label=gettext_lazy("Cấp"), queryset=Level.objects.none(), to_field_name="code")
    is_base = forms.BooleanField(label=gettext_lazy("Là tổ chức cơ sở đảng"), required=False)
    field_order = ["name", "short_name", "code", "level", "is_base", "on", "paper"]

    def __init__(self, *args: Any, above: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["level"]
        field.queryset = Level.objects.filter(rank__gte=above.level.rank)
        field.empty_label = _("chọn cấp")
