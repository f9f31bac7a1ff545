"""Input of the pages of follow-through. What may be done is asked of `rules`."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tusoi.foundation.directory.models import Person
from tusoi.foundation.documents.file_kinds import LIMIT, MEGABYTE, FileKind
from tusoi.foundation.documents.models import IssuedDocument
from tusoi.process.supervision.actions_evidence import kinds_taken


class PersonChoice(forms.ModelChoiceField):
    """One person among a few; `notes` says beside the name who that is."""

    notes: dict[int, str]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"empty_label": _("chọn một người")} | kwargs)

    def label_from_instance(self, obj: Any) -> str:
        note = getattr(self, "notes", {}).get(obj.pk, "")
        return f"{obj.name}, {note}" if note else str(obj.name)


def choose(field: forms.Field, people: Sequence[tuple[Person, str]]) -> None:
    assert isinstance(field, PersonChoice)
    field.notes = {person.pk: note for person, note in people}
    field.queryset = Person.objects.filter(pk__in=field.notes)


class TakeUpForm(forms.Form):
    """What an immediate action does not say yet."""

    shows = forms.CharField(
        label=_("Lấy gì làm bằng chứng là đã xong"),
        widget=forms.Textarea,
        help_text=_("Ví dụ: sổ công văn đi, biên bản, số văn bản"),
    )
    supervisor = PersonChoice(
        label=_("Người giám sát"),
        queryset=Person.objects.none(),
        help_text=_("Không phải người thực hiện, không phải người trong tập thể được kiểm điểm"),
    )

    def __init__(self, *args: Any, supervisors: Sequence[tuple[Person, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self.fields["supervisor"], supervisors)


class CommitmentForm(TakeUpForm):
    field_order = ("measure", "shows", "owner", "due_on", "supervisor")
    measure = forms.CharField(
        label=_("Biện pháp khắc phục"), widget=forms.Textarea, help_text=_("Việc cụ thể, một việc một cam kết")
    )
    owner = PersonChoice(label=_("Người thực hiện"), queryset=Person.objects.none())
    due_on = forms.DateField(label=_("Hạn xong"), widget=forms.DateInput)

    def __init__(self, *args: Any, owners: Sequence[tuple[Person, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self.fields["owner"], owners)


class DocumentChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return " ".join(part for part in (obj.number_symbol, str(obj)) if part)


class EvidenceForm(forms.Form):
    note = forms.CharField(label=_("Minh chứng"), widget=forms.Textarea, help_text=_("Đã làm gì, kết quả ra sao"))
    document_number = forms.CharField(
        label=_("Số văn bản"), max_length=120, required=False, help_text=_("Văn bản ở ngoài chương trình, nếu có")
    )
    document = DocumentChoice(
        label=_("Văn bản đã ban hành trong đợt"), queryset=IssuedDocument.objects.none(), required=False
    )

    def __init__(self, *args: Any, documents: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["document"]
        field.queryset = documents
        if not documents.exists():
            del self.fields["document"]


class EvidenceFileForm(forms.Form):
    """One file or photo; what it is, its content says."""

    note = forms.CharField(label=_("Tệp hoặc ảnh này cho thấy gì"), widget=forms.Textarea(attrs={"rows": 3}))
    file = forms.FileField(
        label=_("Tệp hoặc ảnh"),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,.pdf,.docx,.odt"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = gettext(
            "%(kinds)s; tối đa %(limit)s MB. Tên tệp không được giữ lại; ảnh bỏ hết vị trí, ngày giờ, máy chụp."
        )
        kinds = ", ".join(str(kind.label) for kind in FileKind if kind in kinds_taken())
        self.fields["file"].help_text = words % {"kinds": kinds, "limit": LIMIT // MEGABYTE}

    def clean_file(self) -> Any:
        if self.cleaned_data["file"].size > LIMIT:
            raise forms.ValidationError(gettext("Tệp lớn hơn %(limit)s MB") % {"limit": LIMIT // MEGABYTE})
        return self.cleaned_data["file"]


class ClassifiedForm(forms.Form):
    document_number = forms.CharField(label=_("Số, ký hiệu văn bản mật"), max_length=120)


class WithdrawForm(forms.Form):
    reason = forms.CharField(label=_("Vì sao rút"), widget=forms.Textarea, help_text=_("Ví dụ: ảnh chụp nhầm chỗ"))
    destroy = forms.BooleanField(
        label=_("Minh chứng này mang nội dung mật: hủy tệp và lời ghi, không lấy lại được"), required=False
    )


class RelapseForm(forms.Form):
    reason = forms.CharField(
        label=_("Thấy gì mà biết là tái diễn"), widget=forms.Textarea, help_text=_("Xem ở đâu, ngày nào, ai có mặt")
    )


class PostponeForm(forms.Form):
    due_on = forms.DateField(label=_("Hạn mới"), widget=forms.DateInput)
    reason = forms.CharField(label=_("Vì sao đổi hạn"), widget=forms.Textarea)


class SeenForm(forms.Form):
    note = forms.CharField(
        label=_("Đã xem gì, thấy gì"), widget=forms.Textarea, help_text=_("Xem ở đâu, ngày nào, kết quả ra sao")
    )


class NoteForm(forms.Form):
    """A few words that may be left out."""

    note = forms.CharField(label=_("Ghi chú"), widget=forms.Textarea, required=False)


class MissingForm(forms.Form):
    note = forms.CharField(label=_("Còn thiếu gì"), widget=forms.Textarea)


class HelpForm(forms.Form):
    note = forms.CharField(label=_("Giúp việc gì"), widget=forms.Textarea)
