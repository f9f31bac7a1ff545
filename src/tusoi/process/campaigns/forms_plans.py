"""Input of the pages of plans."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tusoi.foundation.directory.models import Person
from tusoi.foundation.ui.words import day
from tusoi.process.campaigns.actions_plans import TaskLine
from tusoi.process.campaigns.models import UnitPlan
from tusoi.process.campaigns.presenters_plans import WindowRow
from tusoi.process.campaigns.rules import Window

TASKS = 5  # lines on the page; a plan of a base organisation is a page long


class SendForm(forms.Form):
    acknowledge_by = forms.DateField(label=gettext_lazy("Hạn tiếp nhận"), widget=forms.DateInput)


class RemarksForm(forms.Form):
    remarks = forms.CharField(label=gettext_lazy("Ý kiến"), widget=forms.Textarea(attrs={"rows": 4}))


class PersonOfUnit(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


class PlanForm(forms.Form):
    """Two days for each tier, inside those above; a handful of tasks; a few words."""

    def __init__(
        self, *args: Any, plan: UnitPlan, windows: Sequence[WindowRow], people: Sequence[Person], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.rows = windows
        for row in windows:
            tier, own = row.upper.tier, row.own
            limits = {"first": day(row.upper.opens_on), "last": day(row.upper.closes_on), "whose": row.upper.whose}
            self.fields[f"{tier.code}-opens"] = forms.DateField(
                label=_("%(tier)s: từ ngày") % {"tier": tier.name},
                widget=forms.DateInput,
                initial=own.opens_on if own else row.upper.opens_on,
                help_text=_("Trong khoảng %(first)s đến %(last)s của %(whose)s.") % limits,
            )
            self.fields[f"{tier.code}-closes"] = forms.DateField(
                label=_("%(tier)s: đến hết ngày") % {"tier": tier.name},
                widget=forms.DateInput,
                initial=own.closes_on if own else row.upper.closes_on,
            )
        tasks = list(plan.tasks.all())
        known = Person.objects.filter(pk__in=[person.pk for person in people])
        for number in range(1, TASKS + 1):
            task = tasks[number - 1] if number <= len(tasks) else None
            self.fields[f"what-{number}"] = forms.CharField(
                label=_("Việc gì"), max_length=300, required=False, initial=task.what if task else ""
            )
            self.fields[f"who-{number}"] = PersonOfUnit(
                label=_("Ai chịu trách nhiệm"),
                queryset=known,
                required=False,
                empty_label=_("chọn người"),
                initial=task.who_id if task else None,
            )
            self.fields[f"place-{number}"] = forms.CharField(
                label=_("Ở đâu"),
                max_length=200,
                required=False,
                initial=task.place if task else "",
            )
            self.fields[f"due-{number}"] = forms.DateField(
                label=_("Hạn"),
                widget=forms.DateInput,
                required=False,
                initial=task.due_on if task else None,
            )
        self.fields["note"] = forms.CharField(
            label=_("Cách làm"),
            required=False,
            initial=plan.note,
            widget=forms.Textarea(attrs={"rows": 4}),
            help_text=_("Vài dòng về cách đơn vị tiến hành"),
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for number in range(1, TASKS + 1):
            rest = any(data.get(f"{name}-{number}") for name in ("who", "place", "due"))
            if rest and not (data.get(f"what-{number}") or "").strip():
                self.add_error(f"what-{number}", _("Ghi việc này là việc gì"))
        return data

    def parts(self) -> Iterator[tuple[str, list[forms.BoundField]]]:
        """The fields by the parts of the page: when, what, how."""
        yield _("Thời gian kiểm điểm"), [self[name] for name in self.fields if name.endswith(("-opens", "-closes"))]
        for number in range(1, TASKS + 1):
            names = ("what", "who", "place", "due")
            yield _("Việc %(n)s") % {"n": number}, [self[f"{name}-{number}"] for name in names]
        yield _("Cách làm"), [self["note"]]

    def windows(self) -> list[Window]:
        data = self.cleaned_data
        codes = [row.upper.tier.code for row in self.rows]
        return [Window(code, data[f"{code}-opens"], data[f"{code}-closes"]) for code in codes]

    def tasks(self) -> list[TaskLine]:
        data = self.cleaned_data
        return [
            TaskLine(
                data[f"what-{number}"].strip(),
                data[f"who-{number}"],
                data[f"place-{number}"].strip(),
                data[f"due-{number}"],
            )
            for number in range(1, TASKS + 1)
            if data[f"what-{number}"].strip()
        ]
