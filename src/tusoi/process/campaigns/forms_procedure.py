"""Input of an amendment: first the file, then the reason beside what it changes."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

LARGEST = 200_000  # bytes; the files that ship have 15,000


class FileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Tệp quy trình đã sửa"),
        help_text=gettext_lazy("Tệp .toml. Chưa có gì thay đổi: trang sau nêu từng điểm khác để xác nhận."),
    )

    def clean_file(self) -> UploadedFile:
        sent: UploadedFile = self.cleaned_data["file"]
        if (sent.size or 0) > LARGEST:
            raise forms.ValidationError(_("Tệp lớn quá, không phải tệp quy trình"))
        return sent


class AmendForm(forms.Form):
    content = forms.CharField(widget=forms.HiddenInput, max_length=LARGEST, strip=False)
    follows = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=gettext_lazy("Lý do sửa"),
        help_text=gettext_lazy("Ghi rõ căn cứ. Lý do được lưu cùng tên đồng chí và mọi người trong đợt đều đọc được."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["content"].label = self.fields["follows"].label = ""
