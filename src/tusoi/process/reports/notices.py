"""Notices of substance for the author, first and alone: advice that can be read or left, never a block. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tusoi.foundation.kernel.vietnamese import unaccent
from tusoi.foundation.rulebook.procedure import Section

LIMITATIONS, MEASURES = "limitations", "measures"  # keys that outlines use for these sections
SHORT, LONG = 15, 80
_NONE = re.compile(r"^(hien |nay |ve co ban |co ban )*(khong|chua) (co|phat hien|thay)\b")
_DATE = re.compile(
    r"\d{1,2}\s*[/.-]\s*\d{1,2}|\bngay \d|\bthang \d|\bquy [ivx\d]|\bnam \d{4}|\btuan \d|\b\d{1,2}/\d{4}"
)


@dataclass(frozen=True)
class Remark:
    """key: the section it is about."""

    key: str
    text: str


def paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def remarks_on(sections: Sequence[Section], texts: Mapping[str, str], last_time: str = "") -> list[Remark]:
    """texts: by section key. last_time: the subject's whole report of the campaign before, '' where there is none."""
    written = {section.key: texts.get(section.key, "") for section in sections}
    names = {section.key: section.heading for section in sections}
    return [
        *_no_shortcoming(written.get(LIMITATIONS, "")),
        *_no_dates(written.get(MEASURES, "")),
        *_twice(written, names),
        *_copied(written, last_time),
    ]


def _no_shortcoming(text: str) -> list[Remark]:
    lines = paragraphs(text)
    if lines and all(_NONE.match(unaccent(line)) for line in lines):
        return [Remark(LIMITATIONS, _("Chưa nêu hạn chế, khuyết điểm cụ thể nào."))]
    return []


def _no_dates(text: str) -> list[Remark]:
    measures = [line for line in paragraphs(text) if len(line) >= SHORT]
    undated = [line for line in measures if not _DATE.search(unaccent(line))]
    if not undated:
        return []
    if len(undated) == len(measures):
        return [Remark(MEASURES, _("Chưa biện pháp nào có thời hạn; nên ghi xong ngày nào."))]
    numbers = {"n": len(undated), "all": len(measures)}
    return [Remark(MEASURES, _("%(n)s trong %(all)s biện pháp chưa có thời hạn.") % numbers)]


def _twice(written: Mapping[str, str], names: Mapping[str, str]) -> list[Remark]:
    seen: dict[str, str] = {}
    remarks = []
    for key, text in written.items():
        for line in paragraphs(text):
            plain = unaccent(line)
            if len(plain) < LONG:
                continue
            first = seen.setdefault(plain, key)
            if first != key:
                words = {"start": line[:60].rstrip(), "heading": names[first]}
                remarks.append(Remark(key, _("Đoạn “%(start)s…” đã có nguyên văn ở phần “%(heading)s”.") % words))
    return remarks


def _copied(written: Mapping[str, str], last_time: str) -> list[Remark]:
    old = {unaccent(line) for line in paragraphs(last_time) if len(line) >= LONG}
    remarks = []
    for key, text in written.items():
        lines = [line for line in paragraphs(text) if len(line) >= LONG]
        same = sum(1 for line in lines if unaccent(line) in old)
        if same:
            words = {"n": same, "all": len(lines)}
            remarks.append(Remark(key, _("%(n)s trong %(all)s đoạn giữ nguyên văn của báo cáo kỳ trước.") % words))
    return remarks
