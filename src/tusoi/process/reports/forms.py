"""Input of this step's pages. The report itself is read by `Written.read`, section by section."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.ui.words import number
from tusoi.process.campaigns.forms import FileForm
from tusoi.process.campaigns.models import TierWindow
from tusoi.process.issues.forms import AnswerForm
from tusoi.process.issues.models import Issue, Shortcoming
from tusoi.process.reports.models import EarlierAnswer
from tusoi.process.reports.pasted import plain
from tusoi.process.reports.remediation import FIELDS, MOST_ROWS, Row
from tusoi.process.reports.states import EarlierStatus

LONGEST = 200_000  # letters of one section: some sixty pages
SPARE_ROWS = 2  # blank rows at the end of the remediation table


def seen_mark(text: str) -> str:
    """A short mark of the text that a page was opened with: what was not touched there is not saved from there."""
    return hashlib.sha256(text.replace("\r\n", "\n").strip().encode()).hexdigest()[:16]


def too_long(sections: Iterable["Written"], names: Mapping[str, str]) -> Refused | None:
    """Nothing is cut off in silence: of a section that is too long it is said how long it is."""
    for section in sections:
        if not section.fits:
            numbers = {"heading": names[section.key], "n": number(len(section.text)), "most": number(LONGEST)}
            return Refused(
                _("Phần “%(heading)s” dài %(n)s ký tự, mỗi phần chỉ nhận tối đa %(most)s ký tự; chưa lưu phần này")
                % numbers,
                way_out=_("Rút gọn, hoặc đưa số liệu chi tiết thành văn bản kèm theo"),
            )
    return None


@dataclass(frozen=True)
class Written:
    """One section as a page sent it."""

    key: str
    text: str
    revision: int
    is_changed: bool

    @property
    def fits(self) -> bool:
        return len(self.text) <= LONGEST

    @classmethod
    def read(cls, data: Mapping[str, str], keys: Iterable[str]) -> list["Written"]:
        """text-<key>, revision-<key> and seen-<key> of every section that was sent."""
        found = []
        for key in keys:
            if f"text-{key}" not in data:
                continue
            text, revision = plain(data[f"text-{key}"]), data.get(f"revision-{key}", "")
            changed = seen_mark(text) != data.get(f"seen-{key}")
            found.append(cls(key, text, _whole(revision), changed))
        return found


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


@dataclass(frozen=True)
class WrittenTable:
    """The remediation table as a page sent it."""

    rows: tuple[Row, ...]
    revision: int
    is_changed: bool

    @classmethod
    def read(cls, data: Mapping[str, str]) -> "WrittenTable | None":
        """row-<n>-<field>, revision-table and seen-table; None where the page had no table."""
        if "revision-table" not in data:
            return None
        rows = []
        for place in range(MOST_ROWS + SPARE_ROWS):
            if f"row-{place}-shortcoming" not in data:
                break
            cells = {name: plain(data.get(f"row-{place}-{name}", "")) for name in FIELDS}
            rows.append(Row(**cells))
        written = tuple(row for row in rows if not row.is_blank)
        return cls(written, _whole(data["revision-table"]), table_mark(written) != data.get("seen-table"))


def table_mark(rows: Iterable[Row]) -> str:
    return seen_mark(json.dumps([row.as_data() for row in rows], ensure_ascii=False))


def read_remarks(data: Mapping[str, str], keys: Iterable[str]) -> dict[str, str]:
    """remark-<key> of every section to which somebody wrote one."""
    return {key: data[f"remark-{key}"][:5000] for key in keys if data.get(f"remark-{key}", "").strip()}


class EarlierForm(forms.Form):
    status = forms.ChoiceField(label=gettext_lazy("Đến nay"), choices=EarlierStatus.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=gettext_lazy("Đã làm gì, đến đâu, còn vướng gì"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=20000,
    )


def _beside_text(form: Any) -> Any:
    """The fields belong to the form of the text, which is saved with every button; they are not saved by themselves."""
    form.use_required_attribute = False
    for field in form.fields.values():
        field.widget.attrs |= {"form": "bai-viet", "data-apart": ""}
    return form


def answer_beside(issue: Issue, data: Any = None) -> AnswerForm:
    """The answer to an issue, on the page where the report is written."""
    form: AnswerForm = _beside_text(AnswerForm(data, prefix=f"hoi-{issue.code}"))
    return form


def earlier_beside(shortcoming: Shortcoming, answer: EarlierAnswer | None = None, data: Any = None) -> EarlierForm:
    """How far a shortcoming of an earlier campaign is, on the page where the report is written."""
    initial = {"status": answer.status, "text": answer.text} if answer else None
    form: EarlierForm = _beside_text(EarlierForm(data, prefix=f"ky-truoc-{shortcoming.pk}", initial=initial))
    return form


class RemarksForm(forms.Form):
    remarks = forms.CharField(
        label=gettext_lazy("Cần bổ sung gì (cả báo cáo)"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=5000,
        required=False,
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(label=gettext_lazy("Vì sao bỏ qua lưu ý này"), max_length=1000)


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


class SignedForm(FileForm):
    """A scan of the signed paper; what it is, its content says."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].label = _("Bản quét đã ký")


@dataclass(frozen=True)
class Sent:
    """What a page of the editor sent. names: the headings by key."""

    sections: list[Written]
    table: WrittenTable | None
    names: Mapping[str, str]

    @classmethod
    def read(cls, data: Mapping[str, str], names: Mapping[str, str]) -> "Sent":
        return cls(Written.read(data, names), WrittenTable.read(data), names)

    @property
    def changed(self) -> list[Written]:
        return [section for section in self.sections if section.is_changed]

    @property
    def texts(self) -> dict[str, str]:
        return {section.key: section.text for section in self.changed}
