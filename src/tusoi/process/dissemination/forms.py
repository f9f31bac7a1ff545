"""Input of the dissemination pages."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tusoi.foundation.directory.models import Person, Status
from tusoi.process.campaigns.forms import FileForm, UnitForm
from tusoi.process.dissemination.actions_roll import LeftOut
from tusoi.process.dissemination.states import AbsenceKind, Audience, OutKind


class ClassForm(UnitForm):
    """A class of one of the units for which the account may run classes."""

    audience = forms.ChoiceField(label=_("Dành cho"), choices=Audience.choices)
    title = forms.CharField(label=_("Tên lớp"), max_length=300)
    held_on = forms.DateField(label=_("Ngày mở"), widget=forms.DateInput)
    starts_at = forms.TimeField(
        label=_("Giờ bắt đầu"),
        required=False,
        help_text=_("giờ:phút, ví dụ 07:30"),
        widget=forms.TimeInput(format="%H:%M", attrs={"size": 5}),
    )
    place = forms.CharField(label=_("Địa điểm"), max_length=200, required=False)
    speaker = forms.CharField(label=_("Báo cáo viên"), max_length=200, required=False)
    materials = forms.CharField(
        label=_("Tài liệu"),
        required=False,
        help_text=_("Mỗi dòng một tài liệu; văn bản mật chỉ ghi số, ký hiệu"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].label = _("Đơn vị tổ chức")


class NumberField(forms.IntegerField):
    """A whole number as people write it: 3261, 3.261 or 3 261."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.error_messages["invalid"] = _("Ghi một số nguyên, ví dụ 3.261")

    def to_python(self, value: Any) -> int | None:
        return super().to_python(re.sub(r"(?<=\d)[.\s](?=\d{3}(\D|$))", "", value) if isinstance(value, str) else value)


class DeclareForm(UnitForm):
    """A figure exactly as the unit wrote it."""

    count = NumberField(
        label=_("Số người đã dự"),
        min_value=0,
        max_value=10_000_000,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    total = NumberField(
        label=_("Tổng số phải dự"),
        min_value=0,
        max_value=10_000_000,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    percent = forms.CharField(
        label=_("Tỷ lệ, đúng như đã viết"), max_length=20, required=False, help_text=_("ví dụ 97,67 %")
    )
    source = forms.CharField(
        label=_("Lấy từ đâu"), max_length=300, help_text=_("Báo cáo số mấy, ngày nào; hoặc ai báo qua điện thoại")
    )
    declared_on = forms.DateField(label=_("Số liệu đến ngày"), widget=forms.DateInput)


class RollForm(forms.Form):
    """The codes of the key cadres, one a line, and for each excused or suspended member whether they must attend."""

    key_cadres = forms.CharField(
        label=_("Cán bộ chủ chốt, cán bộ cơ quan"),
        required=False,
        help_text=_(
            "Số trong danh sách đảng viên, mỗi người một dòng hoặc cách nhau bằng dấu phẩy. Bỏ trống nếu không tách riêng."
        ),
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def __init__(self, *args: Any, proposals: Sequence[tuple[Person, str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.proposals = proposals
        for person, _unit, _status in proposals:
            self.fields[f"out-{person.code}"] = forms.ChoiceField(
                label=_("Quyết định"), required=False, choices=[("", _("vẫn phải dự")), *OutKind.choices]
            )
            self.fields[f"why-{person.code}"] = forms.CharField(
                label=_("Lý do, theo văn bản nào"), max_length=300, required=False
            )

    def rows(self) -> list[tuple[Person, str, str, Any, Any]]:
        """Each proposal with its two fields, for a table."""
        return [
            (person, unit, str(Status(status).label), self[f"out-{person.code}"], self[f"why-{person.code}"])
            for person, unit, status in self.proposals
        ]

    def codes(self) -> set[str]:
        return set(self.cleaned_data["key_cadres"].replace(",", " ").split())

    def left_out(self) -> list[LeftOut]:
        """Whom the person who signs leaves out, each with the reason."""
        data = self.cleaned_data
        return [
            LeftOut(person.code, data[f"out-{person.code}"], data[f"why-{person.code}"])
            for person, _unit, _status in self.proposals
            if data[f"out-{person.code}"]
        ]


class WithdrawFigureForm(forms.Form):
    reason = forms.CharField(
        label=_("Lý do rút"),
        max_length=300,
        help_text=_("Ghi nhầm chỗ nào, hoặc đơn vị đã đính chính bằng văn bản nào"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class DecisionForm(forms.Form):
    """What is decided about one person, why, and as what they are left out where they are."""

    decision = forms.CharField(max_length=20)
    out_kind = forms.ChoiceField(label=_("Diện không phải dự"), required=False, choices=[("", "–"), *OutKind.choices])
    reason = forms.CharField(
        label=_("Lý do"),
        max_length=300,
        help_text=_("Theo quyết định, văn bản nào; hoặc vì sao"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class MakeupForm(forms.Form):
    """Day and place of a make-up class; whom it invites is counted when it is planned."""

    title = forms.CharField(label=_("Tên lớp"), max_length=300)
    held_on = forms.DateField(label=_("Ngày mở"), widget=forms.DateInput)
    place = forms.CharField(label=_("Địa điểm"), max_length=200, required=False)
    speaker = forms.CharField(label=_("Báo cáo viên"), max_length=200, required=False)
    also_invited = forms.BooleanField(label=_("Mời cả người đã được một lớp bổ sung sắp mở mời"), required=False)


class ChangeClassForm(forms.Form):
    """What may change of a class while nobody is marked."""

    title = forms.CharField(label=_("Tên lớp"), max_length=300)
    held_on = forms.DateField(label=_("Ngày mở"), widget=forms.DateInput)
    starts_at = forms.TimeField(
        label=_("Giờ bắt đầu"),
        required=False,
        help_text=_("giờ:phút, ví dụ 07:30"),
        widget=forms.TimeInput(format="%H:%M", attrs={"size": 5}),
    )
    place = forms.CharField(label=_("Địa điểm"), max_length=200, required=False)
    speaker = forms.CharField(label=_("Báo cáo viên"), max_length=200, required=False)
    materials = forms.CharField(
        label=_("Tài liệu"),
        required=False,
        help_text=_("Mỗi dòng một tài liệu; văn bản mật chỉ ghi số, ký hiệu"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class MaterialForm(FileForm):
    """A file of a class under a title."""

    title = forms.CharField(
        label=_("Tên tài liệu"), max_length=200, help_text=_("Tên này thành tên tệp khi tải về; tên tệp gốc không giữ")
    )
    field_order = ("title", "file")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].label = _("Tệp tài liệu")


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Lý do"), widget=forms.Textarea(attrs={"rows": 3}))


class ReportForm(forms.Form):
    text = forms.CharField(
        label=_("Tình hình chung"),
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Một đoạn về tư tưởng, dư luận của cả đơn vị. Không ghi tên ai, không đếm bao nhiêu người nói gì."),
    )


class PaperListForm(forms.Form):
    names = forms.CharField(
        label=_("Những người có tên trong danh sách giấy"),
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("Mỗi dòng một người: số trong danh sách đảng viên, hoặc họ tên đầy đủ; không cần dấu"),
    )


class AbsenceForm(forms.Form):
    kind = forms.ChoiceField(label=_("Lý do vắng"), choices=AbsenceKind.choices)
    note = forms.CharField(label=_("Ghi thêm"), max_length=200, required=False)
