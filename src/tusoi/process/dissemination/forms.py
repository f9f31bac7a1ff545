"""Input of the dissemination pages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tusoi.process.campaigns.forms import UnitForm
from tusoi.process.dissemination.states import Audience


class ClassForm(UnitForm):
    """A class of one of the units for which the account may run classes."""

    audience = forms.ChoiceField(label=_("Dành cho"), choices=Audience.choices)
    title = forms.CharField(label=_("Tên lớp"), max_length=300)
    held_on = forms.DateField(label=_("Ngày mở"), widget=forms.DateInput)
    place = forms.CharField(label=_("Địa điểm"), max_length=200, required=False)
    speaker = forms.CharField(label=_("Báo cáo viên"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].label = _("Đơn vị tổ chức")


class DeclareForm(UnitForm):
    """A figure exactly as the unit wrote it."""

    count = forms.IntegerField(label=_("Số người đã dự"), min_value=0, max_value=10_000_000, localize=True)
    total = forms.IntegerField(
        label=_("Tổng số phải dự"), min_value=0, max_value=10_000_000, required=False, localize=True
    )
    percent = forms.CharField(
        label=_("Tỷ lệ, đúng như đã viết"), max_length=20, required=False, help_text=_("ví dụ 97,67 %")
    )
    source = forms.CharField(
        label=_("Lấy từ đâu"), max_length=300, help_text=_("Báo cáo số mấy, ngày nào; hoặc ai báo qua điện thoại")
    )
    declared_on = forms.DateField(label=_("Số liệu đến ngày"), widget=forms.DateInput)


class RollForm(forms.Form):
    """The codes of the key cadres, one a line, when the list of those who must attend is fixed."""

    key_cadres = forms.CharField(
        label=_("Cán bộ chủ chốt, cán bộ cơ quan"),
        required=False,
        help_text=_(
            "Số trong danh sách đảng viên, mỗi người một dòng hoặc cách nhau bằng dấu phẩy. Bỏ trống nếu không tách riêng."
        ),
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def codes(self) -> set[str]:
        return set(self.cleaned_data["key_cadres"].replace(",", " ").split())
