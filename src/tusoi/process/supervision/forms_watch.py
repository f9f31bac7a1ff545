"""Input of the pages of supervision. What may be done is asked of `rules_watch`."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tusoi.foundation.directory.models import Person
from tusoi.process.campaigns.models import Campaign, CampaignUnit, Subject
from tusoi.process.supervision.forms import PersonChoice
from tusoi.process.supervision.models import Commitment
from tusoi.process.supervision.states import Mended


class _People(forms.Form):
    def offer(self, name: str, people: Sequence[tuple[Person, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, PersonChoice)
        field.notes = {person.pk: note for person, note in people}
        field.queryset = Person.objects.filter(pk__in=field.notes)


class AssignForm(_People):
    """One of three: a unit, a subject, a theme."""

    person = PersonChoice(label=_("Người giám sát"), queryset=Person.objects.none())
    unit = forms.ModelChoiceField(
        label=_("Giám sát đơn vị"),
        queryset=CampaignUnit.objects.none(),
        required=False,
        help_text=_("Cả các đơn vị ở dưới. Chỉ chọn một trong ba ô: đơn vị, tập thể hoặc cá nhân, chủ đề."),
    )
    subject = forms.ModelChoiceField(
        label=_("Giám sát tập thể, cá nhân"), queryset=Subject.objects.none(), required=False
    )
    theme = forms.ChoiceField(label=_("Giám sát theo chủ đề"), required=False)

    def __init__(self, *args: Any, campaign: Campaign, people: Sequence[tuple[Person, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("person", people)
        unit, subject, theme = (self.fields[name] for name in ("unit", "subject", "theme"))
        unit.queryset = campaign.units.all()  # type: ignore[attr-defined]
        subject.queryset = campaign.subjects.all()  # type: ignore[attr-defined]
        theme.choices = [("", "---------"), *((one.code, one.name) for one in campaign.rules.themes)]  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Lý do"), widget=forms.Textarea(attrs={"rows": 2}))


class ClosingForm(forms.Form):
    note = forms.CharField(
        label=_("Vì sao kết thúc khi còn việc chưa xong"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Còn việc chưa xong thì phải ghi. Báo cáo kết thúc đợt chép lời này, nên không nêu việc riêng của ai."
        ),
    )


class PlanVisitForm(_People):
    unit = forms.ModelChoiceField(label=_("Kiểm tra ở đơn vị"), queryset=CampaignUnit.objects.none())
    visitor = PersonChoice(label=_("Người kiểm tra"), queryset=Person.objects.none())
    planned_on = forms.DateField(label=_("Ngày dự kiến"), widget=forms.DateInput)
    purpose = forms.CharField(label=_("Kiểm tra việc gì"), widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, units: Any, people: Sequence[tuple[Person, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("visitor", people)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        if len(people) == 1:
            self.fields["visitor"].initial = people[0][0].pk


class MinutesForm(forms.Form):
    """The minutes of a visit, and for each commitment of the unit what was found."""

    held_on = forms.DateField(label=_("Ngày làm việc"), widget=forms.DateInput)
    place = forms.CharField(label=_("Nơi làm việc"), max_length=200, required=False)
    present = forms.CharField(
        label=_("Có mặt"), widget=forms.Textarea(attrs={"rows": 3}), help_text=_("Mỗi người một dòng: họ tên, chức vụ")
    )
    seen = forms.CharField(label=_("Đã xem gì tại chỗ, thấy gì"), widget=forms.Textarea)
    asked = forms.CharField(label=_("Đề nghị đơn vị làm gì"), widget=forms.Textarea(attrs={"rows": 3}), required=False)

    def __init__(self, *args: Any, commitments: Sequence[Commitment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.commitments = commitments
        choices = [("", _("chưa xem lần này")), *Mended.choices]
        for row in commitments:
            self.fields[f"thay-{row.pk}"] = forms.ChoiceField(label=row.measure, choices=choices, required=False)
            self.fields[f"ghi-{row.pk}"] = forms.CharField(
                label=_("Thấy gì, còn thiếu gì"), required=False, widget=forms.Textarea(attrs={"rows": 2})
            )

    def minutes(self) -> dict[str, Any]:
        """The words of `record_visit`."""
        data = self.cleaned_data
        words = {name: data[name] for name in ("held_on", "place", "present", "seen", "asked")}
        found = {
            row: (Mended(data[f"thay-{row.pk}"]), data[f"ghi-{row.pk}"])
            for row in self.commitments
            if data[f"thay-{row.pk}"]
        }
        return {**words, "found": found}


class ScanForm(forms.Form):
    file = forms.FileField(
        label=_("Bản biên bản đã ký"), widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,.pdf"})
    )


class StepForm(forms.Form):
    what = forms.CharField(label=_("Bước này làm gì"), max_length=300)
    due_on = forms.DateField(label=_("Xong trước"), widget=forms.DateInput)


class ReferralForm(forms.Form):
    paper_number = forms.CharField(label=_("Số văn bản chuyển"), max_length=120)
    sent_on = forms.DateField(label=_("Ngày chuyển"), widget=forms.DateInput)
    addressee = forms.CharField(label=_("Nơi nhận"), max_length=200)
    receipt_due = forms.DateField(label=_("Hạn phúc đáp"), widget=forms.DateInput)


class ReceiptForm(forms.Form):
    receipt_number = forms.CharField(label=_("Số văn bản phúc đáp"), max_length=120)
    received_on = forms.DateField(label=_("Ngày phúc đáp"), widget=forms.DateInput)
