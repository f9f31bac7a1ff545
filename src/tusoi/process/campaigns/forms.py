"""Input of the plan's pages. What is true of a plan is asked of `rules`; here only whether the input can be read."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tusoi.foundation.directory.models import Collective, Seat, Unit
from tusoi.foundation.documents.file_kinds import LIMIT, MEGABYTE
from tusoi.foundation.rulebook.actions import available
from tusoi.process.campaigns.models import Campaign, CampaignUnit, GuidanceDocument, TierWindow
from tusoi.process.campaigns.rules import Window, procedure_of
from tusoi.process.campaigns.rules_procedure import default_window
from tusoi.process.campaigns.states import GuidanceKind


class UnitChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


class CampaignForm(forms.Form):
    title = forms.CharField(label=gettext_lazy("Tên đợt kiểm điểm"), max_length=300)
    code = forms.SlugField(
        label=gettext_lazy("Mã đợt"),
        max_length=60,
        help_text=gettext_lazy("Chữ không dấu, số, gạch nối; nằm trong địa chỉ trang, ví dụ kiem-diem-2012"),
    )
    unit = UnitChoice(label=gettext_lazy("Đơn vị tổ chức"), queryset=Unit.objects.none())
    procedure_code = forms.ChoiceField(label=gettext_lazy("Quy trình"))
    starts_on = forms.DateField(label=gettext_lazy("Bắt đầu"), widget=forms.DateInput)
    ends_on = forms.DateField(label=gettext_lazy("Kết thúc"), widget=forms.DateInput)

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["procedure_code"].choices = [  # type: ignore[attr-defined]
            (code, _("%(title)s (bản nháp)") % {"title": procedure.title} if procedure.draft else procedure.title)
            for code, procedure in available().items()
        ]


class WindowsForm(forms.Form):
    """Two days for each tier of the procedure."""

    def __init__(self, *args: Any, campaign: Campaign, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        now = {tier.code: tier for tier in campaign.tiers.all()}
        self.tiers = sorted(procedure_of(campaign).tiers, key=lambda tier: tier.order)
        for tier in self.tiers:
            known = now.get(tier.code)
            opens_on, closes_on = default_window(tier, campaign.starts_on)
            self.fields[f"{tier.code}-opens"] = forms.DateField(
                label=_("%(tier)s: từ ngày") % {"tier": tier.name},
                widget=forms.DateInput,
                initial=known.opens_on if known else opens_on,
            )
            self.fields[f"{tier.code}-closes"] = forms.DateField(
                label=_("%(tier)s: đến hết ngày") % {"tier": tier.name},
                widget=forms.DateInput,
                initial=known.closes_on if known else closes_on,
            )

    def windows(self) -> list[Window]:
        data = self.cleaned_data
        return [Window(tier.code, data[f"{tier.code}-opens"], data[f"{tier.code}-closes"]) for tier in self.tiers]


class SubjectsForm(forms.Form):
    """Which of a collective and its seats are reviewed, in which tier. Those named already are not offered again."""

    tier = forms.ModelChoiceField(
        label=gettext_lazy("Cấp kiểm điểm"),
        queryset=TierWindow.objects.none(),
        empty_label=gettext_lazy("Chọn cấp"),
    )
    whole = forms.BooleanField(required=False)
    people = forms.MultipleChoiceField(
        label=gettext_lazy("Cá nhân"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self, *args: Any, campaign: Campaign, collective: Collective, seats: Iterable[Seat], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.seats = {str(seat.pk): seat for seat in seats}
        self.fields["tier"].queryset = campaign.tiers.all()  # type: ignore[attr-defined]
        self.fields["whole"].label = _("Tập thể: %(name)s") % {"name": collective.name}
        self.fields["people"].choices = [  # type: ignore[attr-defined]
            (key, f"{seat.person.name}, {seat.position}") for key, seat in self.seats.items()
        ]
        if campaign.subjects.filter(collective=collective).exists():
            del self.fields["whole"]
        if not self.seats:
            del self.fields["people"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("whole") and not data.get("people"):
            raise forms.ValidationError(_("Chọn tập thể hoặc ít nhất một người"))
        return data

    def chosen(self) -> list[Seat]:
        return [self.seats[key] for key in self.cleaned_data.get("people", [])]


class GuidanceForm(forms.Form):
    """units: at whose level the account may register; the first is taken where the form does not ask."""

    unit = UnitChoice(
        label=gettext_lazy("Văn bản của cấp nào"), queryset=Unit.objects.none(), required=False, empty_label=None
    )
    kind = forms.ChoiceField(label=gettext_lazy("Loại văn bản"), choices=GuidanceKind.choices)
    symbol = forms.CharField(label=gettext_lazy("Số, ký hiệu"), max_length=60)
    issuer = forms.CharField(label=gettext_lazy("Nơi ban hành"), max_length=200)
    issued_on = forms.DateField(label=gettext_lazy("Ngày ban hành"), widget=forms.DateInput)
    is_classified = forms.BooleanField(
        label=gettext_lazy("Văn bản mật"),
        required=False,
        help_text=gettext_lazy("Chương trình chỉ giữ số, ký hiệu, nơi và ngày ban hành; để trống trích yếu."),
    )
    subject_line = forms.CharField(
        label=gettext_lazy("Trích yếu"),
        max_length=400,
        required=False,
        help_text=gettext_lazy("Phải ghi, trừ văn bản mật."),
    )
    basis = forms.ModelChoiceField(
        label=gettext_lazy("Căn cứ vào"),
        queryset=GuidanceDocument.objects.none(),
        required=False,
        empty_label=gettext_lazy("không có văn bản cấp trên trong danh sách"),
    )
    to_acknowledge = forms.BooleanField(
        label=gettext_lazy("Gửi các tổ chức cơ sở và cơ quan để xác nhận tiếp nhận"), required=False
    )
    acknowledge_by = forms.DateField(
        label=gettext_lazy("Hạn xác nhận tiếp nhận"), widget=forms.DateInput, required=False
    )

    def __init__(self, *args: Any, campaign: Campaign, units: Any, documents: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.first = units.first()
        self.fields["basis"].queryset = documents  # type: ignore[attr-defined]
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        if len(units[:2]) == 1:
            del self.fields["unit"]
        if self.first != campaign.unit:
            del self.fields["to_acknowledge"], self.fields["acknowledge_by"]

    def clean_unit(self) -> Unit:
        return self.cleaned_data["unit"] or self.first

    def document(self) -> dict[str, Any]:
        """What `register_guidance` takes."""
        return {"unit": self.first} | self.cleaned_data


class FileForm(forms.Form):
    """One file; what it is, its content says."""

    file = forms.FileField(
        label=gettext_lazy("Tệp của văn bản"),
        help_text=gettext_lazy("PDF, .docx hoặc .odt, tối đa 20 MB. Tên tệp không được giữ lại."),
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx,.odt"}),
    )

    def clean_file(self) -> Any:
        if self.cleaned_data["file"].size > LIMIT:
            raise forms.ValidationError(_("Tệp lớn hơn %(limit)s MB") % {"limit": LIMIT // MEGABYTE})
        return self.cleaned_data["file"]


class UnitForm(forms.Form):
    """One of the units for which the account may act here."""

    unit = UnitChoice(
        label=gettext_lazy("Đơn vị"), queryset=CampaignUnit.objects.none(), to_field_name="code", empty_label=None
    )

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["unit"]
        field.empty_label = None if len(units[:2]) == 1 else _("chọn đơn vị")
        field.queryset = units


class PreparationForm(UnitForm):
    held_on = forms.DateField(label=gettext_lazy("Ngày họp"), widget=forms.DateInput)
    note = forms.CharField(
        label=gettext_lazy("Nội dung chính"),
        required=False,
        help_text=gettext_lazy("Vài dòng: bàn việc gì, phân công ai."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class OverrideForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Lý do cho phép vượt"),
        help_text=gettext_lazy(
            "Ghi rõ căn cứ và người đồng ý. Lý do được lưu cùng tên đồng chí và hiện ở trang tiến độ."
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
