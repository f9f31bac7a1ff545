"""Input of the pages of ratings and of vote counts."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from tusoi.foundation.directory.models import Person
from tusoi.foundation.rulebook.rating import NOT_YET, Rating
from tusoi.process.campaigns.models import Subject
from tusoi.process.reviews.actions_rating import NUMBERS
from tusoi.process.reviews.forms import PersonChoice, SubjectsChoice, _choose
from tusoi.process.reviews.models import BallotCount
from tusoi.process.reviews.states_rating import Stage

LABELS = {
    "issued": _("Phiếu phát ra"),
    "collected": _("Phiếu thu về"),
    "not_returned": _("Phiếu không thu về"),
    "valid": _("Phiếu hợp lệ"),
    "invalid": _("Phiếu không hợp lệ"),
}


class LevelForm(forms.Form):
    """A level at one stage. The self-rating needs no body; a later statement asks for its reason."""

    level = forms.ChoiceField(label=_("Mức xếp loại"), widget=forms.RadioSelect)
    grounds = forms.CharField(label=_("Căn cứ, nhận xét"), widget=forms.Textarea, required=False)
    body = forms.CharField(label=_("Nơi đề nghị hoặc quyết định"), max_length=200)
    document = forms.CharField(
        label=_("Số, ngày văn bản"), max_length=120, required=False, help_text=_("Khi nơi quyết định ở ngoài đợt này")
    )
    reason = forms.CharField(label=_("Lý do ghi lại"), widget=forms.Textarea)

    def __init__(
        self, data: Any = None, *, rating: Rating, stage: Stage, again: bool, body: str = "", prefix: str
    ) -> None:
        super().__init__(data, prefix=prefix)
        levels = [(level.code, level.name) for level in rating.levels]
        if stage != Stage.SELF:
            levels.append((NOT_YET, rating.level_name(NOT_YET)))
        self.fields["level"].choices = levels  # type: ignore[attr-defined]
        self.fields["body"].initial = body
        if stage != Stage.DECISION:
            del self.fields["document"]
        if stage == Stage.SELF:
            del self.fields["body"], self.fields["grounds"]
        if not again:
            del self.fields["reason"]


class GroundsForm(forms.Form):
    group = forms.CharField(widget=forms.HiddenInput)
    text = forms.CharField(label=_("Thành tích nổi trội, có căn cứ gì"), widget=forms.Textarea)


class PeopleChoice(forms.ModelMultipleChoiceField):
    notes: dict[int, str]

    def label_from_instance(self, obj: Any) -> str:
        note = getattr(self, "notes", {}).get(obj.pk, "")
        return f"{obj.name}, {note}" if note else str(obj.name)


class PrepareForm(forms.Form):
    stage = forms.ChoiceField(
        label=_("Bỏ phiếu để"),
        choices=[(Stage.PROPOSAL, _("Đề nghị mức xếp loại")), (Stage.DECISION, _("Quyết định mức xếp loại"))],
        widget=forms.RadioSelect,
        initial=Stage.PROPOSAL,
    )
    subjects = SubjectsChoice(
        label=_("Có tên trên phiếu"), queryset=Subject.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    head = PersonChoice(label=_("Tổ trưởng tổ kiểm phiếu"), queryset=Person.objects.none())
    team = PeopleChoice(
        label=_("Các thành viên khác của tổ"),
        queryset=Person.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Không ai là người có tên trên phiếu."),
    )

    def __init__(
        self, *args: Any, subjects: Sequence[Subject], people: Sequence[tuple[Person, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["subjects"].queryset = Subject.objects.filter(pk__in=[s.pk for s in subjects])  # type: ignore[attr-defined]
        _choose(self.fields["head"], people)
        team = self.fields["team"]
        assert isinstance(team, PeopleChoice)
        team.notes = {person.pk: note for person, note in people}
        team.queryset = Person.objects.filter(pk__in=team.notes)

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        team = [data["head"], *data["team"]]
        return {"stage": data["stage"], "subjects": list(data["subjects"]), "team": team, "head": data["head"]}


class CountForm(forms.Form):
    """The numbers of the count: five of the ballots, and for each line one for each level."""

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, count: BallotCount, rating: Rating, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.count = count
        self.levels = [*((level.code, level.name) for level in rating.levels), (NOT_YET, rating.level_name(NOT_YET))]
        self.fields["revision"].initial = count.revision
        for name in NUMBERS:
            self._number(name, LABELS[name], getattr(count, name))
        for line in count.lines.all():
            votes = {row.level: row.votes for row in line.votes.all()}
            for code, level in self.levels:
                label = _now("%(subject)s: %(level)s") % {"subject": line.subject, "level": level}
                self._number(f"l{line.pk}-{code}", label, votes.get(code))

    def _number(self, name: str, label: Any, initial: int | None) -> None:
        widget = forms.NumberInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        self.fields[name] = forms.IntegerField(
            label=label, required=False, min_value=0, max_value=100_000, initial=initial, widget=widget
        )

    def values(self) -> dict[str, Any]:
        """What `actions_rating.save_numbers` takes. In a line where something was typed, an empty box is nought."""
        data = self.cleaned_data
        votes: dict[int, dict[str, int | None]] = {}
        for line in self.count.lines.all():
            row = {code: data[f"l{line.pk}-{code}"] for code, _name in self.levels}
            typed = any(value is not None for value in row.values())
            votes[line.pk] = {code: value if value is not None else 0 for code, value in row.items()} if typed else {}
        return {"numbers": {name: data[name] for name in NUMBERS}, "votes": votes, "revision": data["revision"]}


class WithdrawForm(forms.Form):
    reason = forms.CharField(label=_("Vì sao hủy kết quả này"), widget=forms.Textarea)
