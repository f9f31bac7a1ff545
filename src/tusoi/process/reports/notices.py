"""Notices of substance for the author, first and alone: advice that can be read or left, never a block. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from django.utils.translation import gettext as _

from tusoi.foundation.kernel.vietnamese import unaccent
from tusoi.foundation.likeness.passages import near_passages, paragraphs
from tusoi.foundation.rulebook.procedure import Section
from tusoi.process.reports.remediation import FIELDS, Row

LIMITATIONS, MEASURES, RESPONSIBILITY = "limitations", "measures", "responsibility"  # keys that outlines use
SHORT, LONG = 15, 80
PASSAGES = 5  # shown side by side with one notice
_NONE = re.compile(r"^(hien |nay |ve co ban |co ban )*(khong|chua) (co|phat hien|thay)\b")
_DATE = re.compile(
    r"\d{1,2}\s*[/.-]\s*\d{1,2}|\bngay \d|\bthang \d|\bquy [ivx\d]|\bnam \d{4}|\btuan \d|\b\d{1,2}/\d{4}"
)
_CAUSE = re.compile(r"\bnguyên nhân|\b(do|vì|bởi)\b")  # with its marks: "tài", "dó" and "vị" are other words
_OWNER = re.compile(r"\b(giao|phan cong|dong chi|phu trach|nguoi|trach nhiem|bo phan|van phong|bi thu)\b")


@dataclass(frozen=True)
class Notice:
    """code: the same as long as its ground is the same. key: the section, "" for the whole. passages: (last time, now)."""

    code: str
    key: str
    text: str
    passages: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Given:
    """An answer that accepts an issue."""

    code: str
    title: str
    cause: str
    measure: str


@dataclass(frozen=True)
class Writing:
    """A report as the notices look at it. texts: by section key; last_time: the subject's whole report of the campaign
    before, '' where there is none; is_copy: whether another subject's is nearly the same."""

    sections: Sequence[Section]
    texts: Mapping[str, str]
    rows: Sequence[Row] = ()
    accepted: Sequence[Given] = ()
    last_time: str = ""
    is_copy: bool = False
    written: Mapping[str, str] = field(init=False)

    def __post_init__(self) -> None:
        texts = {section.key: self.texts.get(section.key, "") for section in self.sections}
        object.__setattr__(self, "written", texts)


def notices_on(writing: Writing) -> list[Notice]:
    return [
        *_of_another(writing),
        *_of_last_time(writing),
        *_no_shortcoming(writing),
        *_bare_text(writing),
        *_bare_rows(writing),
        *_bare_answers(writing),
        *_no_dates(writing),
        *_twice(writing),
    ]


def _mark(text: str) -> str:
    return sha256(unaccent(text).encode()).hexdigest()[:12]


def _of_another(writing: Writing) -> Iterator[Notice]:
    if writing.is_copy:
        yield Notice("another", "", _("Phần lớn bài này trùng với một báo cáo khác."))


def _of_last_time(writing: Writing) -> Iterator[Notice]:
    old = [line for line in paragraphs(writing.last_time) if len(line) >= LONG]
    for key, text in writing.written.items():
        lines = [line for line in paragraphs(text) if len(line) >= LONG]
        same = near_passages(lines, old) if old else []
        if same:
            numbers = {"n": len(same), "all": len(lines)}
            yield Notice(
                f"last-time-{key}",
                key,
                _("%(n)s trong %(all)s đoạn gần như giữ nguyên của báo cáo kỳ trước.") % numbers,
                tuple((old[before], lines[now]) for now, before in same[:PASSAGES]),
            )


def _no_shortcoming(writing: Writing) -> Iterator[Notice]:
    lines = paragraphs(writing.written.get(LIMITATIONS, ""))
    if lines and not writing.rows and all(_NONE.match(unaccent(line)) for line in lines):
        yield Notice("no-shortcoming", LIMITATIONS, _("Chưa nêu hạn chế, khuyết điểm cụ thể nào."))


def _bare_text(writing: Writing) -> Iterator[Notice]:
    """Shortcomings that are named in the text alone, of which it never says why, or what is done, or who does it."""
    limitations, measures = writing.written.get(LIMITATIONS, ""), writing.written.get(MEASURES, "")
    named = [line for line in paragraphs(limitations) if not _NONE.match(unaccent(line))]
    if writing.rows or not named:
        return
    said = "\n".join([limitations, measures, writing.written.get(RESPONSIBILITY, "")]).casefold()
    lacks = []
    if not _CAUSE.search(said):
        lacks.append(_("nguyên nhân"))
    if not measures.strip():
        lacks.append(_("biện pháp"))
    if not _OWNER.search(unaccent(said)):
        lacks.append(_("người chịu trách nhiệm"))
    if lacks:
        words = {"lacks": ", ".join(lacks)}
        text = _("Đã nêu hạn chế, khuyết điểm mà chưa ghi %(lacks)s; bảng khắc phục có chỗ cho từng việc.") % words
        yield Notice(f"bare-{_mark(words['lacks'])}", LIMITATIONS, text)


def _bare_rows(writing: Writing) -> Iterator[Notice]:
    """Rows of the table in which something is missing, each with what it is."""
    for row in writing.rows:
        lacks = [str(FIELDS[name]).lower() for name in row.lacks]
        if row.due and not _DATE.search(unaccent(row.due)):
            lacks.append(_("thời hạn cụ thể"))
        if lacks:
            name = row.shortcoming or row.measure or row.cause or row.owner or row.due
            words = {"start": _start(name), "lacks": ", ".join(lacks)}
            code = f"row-{_mark(name)}-{_mark(words['lacks'])}"
            yield Notice(code, MEASURES, _("“%(start)s”: trong bảng khắc phục chưa ghi %(lacks)s.") % words)


def _bare_answers(writing: Writing) -> Iterator[Notice]:
    """Issues that were accepted without a cause or a measure."""
    key = next((section.key for section in writing.sections if section.kind == "issues"), "")
    for given in writing.accepted:
        lacks = [
            words for words, text in ((_("nguyên nhân"), given.cause), (_("biện pháp"), given.measure)) if not text
        ]
        if lacks:
            words = {"title": _start(given.title), "lacks": ", ".join(lacks)}
            code = f"answer-{given.code}-{len(lacks)}"
            yield Notice(code, key, _("Đã tiếp thu “%(title)s” mà chưa ghi %(lacks)s.") % words)


def _no_dates(writing: Writing) -> Iterator[Notice]:
    measures = [line for line in paragraphs(writing.written.get(MEASURES, "")) if len(line) >= SHORT]
    undated = [line for line in measures if not _DATE.search(unaccent(line))]
    if not undated:
        return
    if len(undated) == len(measures):
        yield Notice("no-date", MEASURES, _("Chưa biện pháp nào có thời hạn; nên ghi xong ngày nào."))
        return
    numbers = {"n": len(undated), "all": len(measures)}
    yield Notice("no-date", MEASURES, _("%(n)s trong %(all)s biện pháp chưa có thời hạn.") % numbers)


def _twice(writing: Writing) -> Iterator[Notice]:
    names = {section.key: section.heading for section in writing.sections}
    seen: dict[str, str] = {}
    for key, text in writing.written.items():
        for line in paragraphs(text):
            plain = " ".join(line.casefold().split())
            if len(plain) < LONG:
                continue
            first = seen.setdefault(plain, key)
            if first != key:
                words = {"start": _start(line), "heading": names[first]}
                code = f"twice-{key}-{_mark(line)}"
                yield Notice(code, key, _("Đoạn “%(start)s” đã có nguyên văn ở phần “%(heading)s”.") % words)


def _start(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60].rstrip()}…"
