"""Input of the meeting's pages. What may be done is asked of `rules`; here only whether the input can be read."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tusoi.foundation.directory.models import Person
from tusoi.foundation.rulebook.procedure import Theme
from tusoi.process.campaigns.models import Subject
from tusoi.process.issues.forms import capital_choices
from tusoi.process.issues.models import Issue
from tusoi.process.issues.states import AnswerKind, IssueState
from tusoi.process.reviews.models import Attendee
from tusoi.process.reviews.states import Circle

VERDICTS = [
    (IssueState.UPHELD, _("Có khuyết điểm")),
    (IssueState.NOT_UPHELD, _("Không đủ cơ sở kết luận")),
    (IssueState.REFERRED, _("Chuyển cơ quan có thẩm quyền")),
]


class PersonChoice(forms.ModelChoiceField):
    """One person among a few; `notes` says beside the name who that is."""

    notes: dict[int, str]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"empty_label": _("chọn một người")} | kwargs)

    def label_from_instance(self, obj: Any) -> str:
        note = getattr(self, "notes", {}).get(obj.pk, "")
        return f"{obj.name}, {note}" if note else str(obj.name)


def _choose(field: forms.Field, people: Sequence[tuple[Person, str]]) -> None:
    assert isinstance(field, PersonChoice)
    field.notes = {person.pk: note for person, note in people}
    field.queryset = Person.objects.filter(pk__in=field.notes)


def offer(field: forms.Field, people: Sequence[Person]) -> None:
    """Offer these people, in this order, without asking the database for them again; what comes back is looked up."""
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = Person.objects.filter(pk__in=[person.pk for person in people])
    nobody = [] if field.empty_label is None else [("", field.empty_label)]
    field.choices = [*nobody, *((person.pk, str(person)) for person in people)]


class SubjectsChoice(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj)


class MeetingForm(forms.Form):
    held_on = forms.DateField(label=_("Ngày họp"), widget=forms.DateInput)
    starts_at = forms.TimeField(
        label=_("Giờ bắt đầu"),
        required=False,
        help_text=_("giờ:phút, ví dụ 07:30"),
        widget=forms.TimeInput(format="%H:%M", attrs={"size": 5}),
    )
    place = forms.CharField(label=_("Địa điểm"), max_length=200, required=False)
    chair = PersonChoice(label=_("Người chủ trì"), queryset=Person.objects.none())
    minute_taker = PersonChoice(label=_("Người ghi biên bản"), queryset=Person.objects.none())
    attending_superior = PersonChoice(
        label=_("Cấp trên dự, chỉ đạo"), queryset=Person.objects.none(), required=False, empty_label=_("Không có")
    )
    subjects = SubjectsChoice(
        label=_("Kiểm điểm tại hội nghị này"),
        queryset=Subject.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Phần mềm tự xếp thứ tự: tập thể trước, rồi người đứng đầu, cấp phó, thành viên."),
    )

    def __init__(
        self,
        *args: Any,
        seated: Sequence[tuple[Person, str]],
        clerks: Sequence[tuple[Person, str]],
        superiors: Sequence[tuple[Person, str]],
        subjects: Sequence[Subject],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        _choose(self.fields["chair"], [*seated, *superiors])
        _choose(self.fields["minute_taker"], [*clerks, *seated])
        _choose(self.fields["attending_superior"], superiors)
        ids = [subject.pk for subject in subjects]
        self.fields["subjects"].queryset = Subject.objects.filter(pk__in=ids)  # type: ignore[attr-defined]
        self.fields["subjects"].initial = ids
        self.fields["chair"].initial = seated[0][0].pk if seated else None


class ExtensionForm(forms.Form):
    closes_on = forms.DateField(label=_("Họp đến hết ngày"), widget=forms.DateInput)


class DayForm(forms.Form):
    held_on = forms.DateField(label=_("Ngày họp mới"), widget=forms.DateInput)


class RollForm(forms.Form):
    """One box "vắng" and one reason for each person convened. The page writes the fields itself: there may be hundreds."""

    def __init__(self, *args: Any, attendees: Sequence[Attendee], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.attendees = attendees
        for attendee in attendees:
            absent = forms.BooleanField(required=False, initial=attendee.is_present is False)
            reason = forms.CharField(required=False, max_length=300, initial=attendee.reason)
            self.fields[f"vang-{attendee.pk}"], self.fields[f"ly-do-{attendee.pk}"] = absent, reason

    def absences(self) -> dict[Person, str]:
        data = self.cleaned_data
        return {a.person: data[f"ly-do-{a.pk}"] for a in self.attendees if data[f"vang-{a.pk}"]}


class ContributionForm(forms.Form):
    speaker = forms.ModelChoiceField(label=_("Ai phát biểu?"), queryset=Person.objects.none())
    issue = forms.ModelChoiceField(queryset=Issue.objects.none(), required=False, to_field_name="code")
    text = forms.CharField(label=_("Nội dung"), widget=forms.Textarea)
    mark = forms.RegexField(r"^[0-9a-f]{24}$", required=False)

    def __init__(self, *args: Any, speakers: Sequence[Person], subject: Subject, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        speaker, issue = self.fields["speaker"], self.fields["issue"]
        speaker.queryset = Person.objects.filter(pk__in=[p.pk for p in speakers])  # type: ignore[attr-defined]
        issue.queryset = Issue.objects.put().filter(subject=subject)  # type: ignore[attr-defined]


class NewIssueForm(forms.Form):
    title = forms.CharField(
        label=_("Vấn đề"), max_length=300, help_text=_("Một câu ngắn, nêu việc chứ không nêu người nói")
    )
    text = forms.CharField(label=_("Nội dung"), widget=forms.Textarea, required=False)
    theme = forms.ChoiceField(label=_("Chủ đề"), required=False)

    def __init__(self, *args: Any, themes: Sequence[Theme], **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "moi-%s"} | kwargs)  # stands on one page with the conclusion
        self.fields["theme"].choices = [("", _("chưa xếp chủ đề")), *((t.code, t.name) for t in themes)]  # type: ignore[attr-defined]


class OralAnswerForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Trả lời"),
        choices=capital_choices(AnswerKind),
        widget=forms.RadioSelect,
    )
    text = forms.CharField(label=_("Ghi theo lời trả lời tại hội nghị"), widget=forms.Textarea)


class VerdictForm(forms.Form):
    verdict = forms.ChoiceField(label=_("Kết luận của hội nghị"), choices=VERDICTS, widget=forms.RadioSelect)
    text = forms.CharField(label=_("Lời kết luận"), widget=forms.Textarea)


class ConclusionForm(forms.Form):
    text = forms.CharField(label=_("Kết luận chung"), widget=forms.Textarea)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "chung-%s"} | kwargs)


class ChairForm(forms.Form):
    chair = PersonChoice(label=_("Người chủ trì mục này"), queryset=Person.objects.none())

    def __init__(self, *args: Any, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self.fields["chair"], [(person, "") for person in people])


class AnnouncementForm(forms.Form):
    audience = forms.ChoiceField(label=_("Thông báo đến"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, done: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        left = [choice for choice in Circle.choices if choice[0] not in done]
        self.fields["audience"].choices = left  # type: ignore[attr-defined]
