"""Input of this step's pages. Whether something may be done is asked of `rules`; here only whether it can be read."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet, TextChoices
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tusoi.foundation.directory.models import Person
from tusoi.foundation.rulebook.procedure import Theme
from tusoi.process.campaigns.models import Subject
from tusoi.process.issues.states import AnswerKind, AsideReason, Judgement


def theme_choices(themes: Iterable[Theme], *, empty: str) -> list[tuple[str, str]]:
    return [("", empty), *((theme.code, theme.name) for theme in themes)]


def capital_choices(kinds: type[TextChoices]) -> list[tuple[str, str]]:
    """To choose from, each begins with a capital letter: in running text the same words do not."""
    return [(kind.value, capfirst(kind.label)) for kind in kinds]


class NewIssueForm(forms.Form):
    """A new issue that the comment in hand begins."""

    title = forms.CharField(
        label=gettext_lazy("Tên vấn đề"),
        max_length=300,
        help_text=gettext_lazy("Một câu ngắn, nói việc, không nêu ai viết: “Tài liệu họp gửi trễ”"),
    )
    theme = forms.ChoiceField(label=gettext_lazy("Chủ đề"), required=False)
    text = forms.CharField(
        label=gettext_lazy("Nói rõ thêm"), widget=forms.Textarea(attrs={"rows": 2}), required=False, max_length=5000
    )

    def __init__(self, *args: Any, themes: Iterable[Theme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["theme"].choices = theme_choices(themes, empty=_("chưa xếp chủ đề"))  # type: ignore[attr-defined]


class SetAsideForm(forms.Form):
    reason = forms.ChoiceField(
        label=gettext_lazy("Lý do để riêng"),
        choices=capital_choices(AsideReason),
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "Ý kiến lộ người viết thì che chi tiết, không để riêng. Một thành viên khác phải đồng ý."
        ),
    )
    referred_to = forms.CharField(
        label=gettext_lazy("Cơ quan nhận, nếu có dấu hiệu vi phạm"), max_length=200, required=False
    )


class CoverForm(forms.Form):
    """The comment in hand, with [[ ]] put around what tells its writer."""

    text = forms.CharField(
        label=gettext_lazy("Ý kiến"),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=6000,
        help_text=gettext_lazy(
            "Đặt [[ và ]] quanh chi tiết cho biết người viết. Bản chưa che niêm phong, hai người mới mở được."
        ),
    )


class KeeperForm(forms.Form):
    passphrase = forms.CharField(
        label=gettext_lazy("Mật khẩu giữ bản chưa che"),
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )


class SplitForm(forms.Form):
    """The comment in hand, to be cut where a line of --- is put."""

    text = forms.CharField(
        label=gettext_lazy("Ý kiến"),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=5000,
        help_text=gettext_lazy("Đặt một dòng chỉ có --- giữa hai phần. Không thêm, bớt, sửa chữ nào."),
    )

    def parts(self) -> tuple[str, str]:
        """Before and after the first line of dashes."""
        before, _line, after = self.cleaned_data["text"].replace("\r\n", "\n").partition("\n---\n")
        return before, after


class AnswerByForm(forms.Form):
    answer_by = forms.DateField(label=gettext_lazy("Hạn tiếp thu, giải trình"), widget=forms.DateInput, required=False)


class PointForm(forms.Form):
    """One suggested point. It names what it rests on."""

    title = forms.CharField(label=gettext_lazy("Nội dung gợi ý, một câu"), max_length=300)
    theme = forms.ChoiceField(label=gettext_lazy("Chủ đề"))
    text = forms.CharField(
        label=gettext_lazy("Nói rõ thêm"), widget=forms.Textarea(attrs={"rows": 3}), required=False, max_length=5000
    )
    grounds = forms.CharField(
        label=gettext_lazy("Căn cứ"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
        help_text=gettext_lazy("Báo cáo, kết luận, số liệu nào; không phải lời một người nói về người khác"),
    )

    def __init__(self, *args: Any, themes: Iterable[Theme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["theme"].choices = theme_choices(themes, empty=_("chọn chủ đề"))  # type: ignore[attr-defined]


class SubjectsChoice(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj} ({obj.campaign_unit.short_name})"


class ManyForm(PointForm):
    """The same point for several subjects."""

    subjects = SubjectsChoice(
        label=gettext_lazy("Gửi đến"),
        queryset=Subject.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "Nội dung này được thêm vào bản gợi ý đang soạn của từng nơi; sau đó sửa riêng ở từng bản."
        ),
    )

    def __init__(self, *args: Any, subjects: "QuerySet[Subject]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["subjects"].queryset = subjects  # type: ignore[attr-defined]


class PersonChoice(forms.ModelChoiceField):
    """People with how many subjects each already follows."""

    def __init__(self, *args: Any, labels: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.labels = labels

    def label_from_instance(self, obj: Any) -> str:
        return self.labels.get(obj.pk, str(obj))


class OverseerForm(forms.Form):
    def __init__(self, *args: Any, labels: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"] = PersonChoice(
            label=_("Người theo dõi"),
            queryset=Person.objects.filter(pk__in=labels),
            labels=labels,
            empty_label=_("chọn một người"),
        )


class AnswerForm(forms.Form):
    """The subject accepts or explains."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Trả lời"), choices=capital_choices(AnswerKind), widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=gettext_lazy("Nội dung tiếp thu, giải trình"), widget=forms.Textarea(attrs={"rows": 4}), max_length=20000
    )
    cause = forms.CharField(
        label=gettext_lazy("Nguyên nhân"), widget=forms.Textarea(attrs={"rows": 2}), required=False, max_length=5000
    )
    measure = forms.CharField(
        label=gettext_lazy("Biện pháp, thời hạn khắc phục"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        max_length=5000,
    )


class JudgementForm(forms.Form):
    verdict = forms.ChoiceField(
        label=gettext_lazy("Câu trả lời"), choices=capital_choices(Judgement), widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=gettext_lazy("Nhận xét"), widget=forms.Textarea(attrs={"rows": 2}), required=False, max_length=2000
    )
