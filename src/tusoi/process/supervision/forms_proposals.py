"""Input of a proposed commitment, and of the answer to it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tusoi.foundation.directory.models import Person
from tusoi.process.supervision.forms import PersonChoice, choose


class ProposalForm(forms.Form):
    measure = forms.CharField(
        label=_("Biện pháp khắc phục"), widget=forms.Textarea, help_text=_("Việc cụ thể, một việc một cam kết")
    )
    shows = forms.CharField(
        label=_("Lấy gì làm bằng chứng là đã xong"),
        widget=forms.Textarea,
        help_text=_("Ví dụ: sổ công văn đi, biên bản, số văn bản"),
    )
    owner = PersonChoice(label=_("Người thực hiện"), queryset=Person.objects.none())
    due_on = forms.DateField(label=_("Hạn xong"), widget=forms.DateInput)

    def __init__(self, *args: Any, owners: Sequence[tuple[Person, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self.fields["owner"], owners)


BY_MEETING, BY_SECRETARY = "hoi-nghi", "cap-uy"


class ApproveForm(forms.Form):
    supervisor = PersonChoice(
        label=_("Người giám sát"),
        queryset=Person.objects.none(),
        help_text=_("Không phải người thực hiện, không phải người trong tập thể được kiểm điểm"),
    )
    who = forms.ChoiceField(
        label=_("Ai duyệt"),
        choices=[(BY_SECRETARY, _("Bí thư, cấp ủy")), (BY_MEETING, _("Hội nghị kiểm điểm"))],
        widget=forms.RadioSelect,
    )

    def __init__(
        self, *args: Any, supervisors: Sequence[tuple[Person, str]], only_meeting: bool = False, **kwargs: Any
    ) -> None:
        """only_meeting: the one who answers led the meeting and has no other say."""
        super().__init__(*args, **kwargs)
        choose(self.fields["supervisor"], supervisors)
        field: Any = self.fields["who"]
        field.initial = BY_MEETING if only_meeting else BY_SECRETARY
        if only_meeting:
            field.choices = field.choices[1:]


class SendBackForm(forms.Form):
    reason = forms.CharField(label=_("Vì sao trả lại, cần sửa gì"), widget=forms.Textarea)
