"""Input of this step's pages. The report itself is read by `Written.read`, section by section."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from tusoi.process.campaigns.models import TierWindow
from tusoi.process.reports.states import EarlierStatus

LONGEST = 60_000  # letters of one section


def seen_mark(text: str) -> str:
    """A short mark of the text that a page was opened with: what was not touched there is not saved from there."""
    return hashlib.sha256(plain(text).encode()).hexdigest()[:16]


def plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


@dataclass(frozen=True)
class Written:
    """One section as a page sent it."""

    key: str
    text: str
    revision: int
    is_changed: bool

    @classmethod
    def read(cls, data: Mapping[str, str], keys: Iterable[str]) -> list["Written"]:
        """text-<key>, revision-<key> and seen-<key> of every section that was sent."""
        found = []
        for key in keys:
            if f"text-{key}" not in data:
                continue
            text, revision = plain(data[f"text-{key}"])[:LONGEST], data.get(f"revision-{key}", "")
            changed = seen_mark(text) != data.get(f"seen-{key}")
            number = int(revision) if revision.isascii() and revision.isdigit() and len(revision) < 9 else 0
            found.append(cls(key, text, number, changed))
        return found


class EarlierForm(forms.Form):
    status = forms.ChoiceField(label=gettext_lazy("Đến nay"), choices=EarlierStatus.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=gettext_lazy("Đã làm gì, đến đâu, còn vướng gì"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=20000,
    )


class RemarksForm(forms.Form):
    remarks = forms.CharField(
        label=gettext_lazy("Cần bổ sung gì"), widget=forms.Textarea(attrs={"rows": 3}), max_length=5000
    )


class ExpectForm(forms.Form):
    """Which tier's reports are expected, and until when."""

    tier = forms.ModelChoiceField(
        label=gettext_lazy("Cấp kiểm điểm"),
        queryset=TierWindow.objects.none(),
        empty_label=gettext_lazy("chọn một cấp"),
    )
    due_on = forms.DateField(label=gettext_lazy("Hạn nộp"), widget=forms.DateInput)

    def __init__(self, *args: Any, tiers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tier"].queryset = tiers  # type: ignore[attr-defined]
