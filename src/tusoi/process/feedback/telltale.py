"""Where the wording of a slip may tell who wrote it. Pure: text in, places out; nothing is kept, nothing is blocked.

It finds the plain cases (a signature, a telephone number, "tôi là trưởng trạm"), not a style or a story that only one
person can know: the pages say so.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

_UPPER = "A-ZÀ-ÖØ-ÝĂĐĨŨƠƯẠ-Ỹ"
_WORD = rf"[{_UPPER}][^\W\d_]*"
_NAME = rf"{_WORD}(?:[ \t]+{_WORD}){{1,4}}"
_UNTIL = r"[^.,;\n]{0,60}"


class Why(StrEnum):
    SIGNED = "signed"
    REACH = "reach"
    SELF = "self"
    FAMILY = "family"


WORDS = {
    Why.SIGNED: _("có tên hoặc chữ ký"),
    Why.REACH: _("có số điện thoại, địa chỉ thư hoặc số giấy tờ"),
    Why.SELF: _("nói người viết là ai, làm gì"),
    Why.FAMILY: _("nhắc đến người nhà, nơi ở, nơi làm của người viết"),
}

_ME = r"(?<!chúng )(?:tôi|tui|mình|em|cháu)"
_PATTERNS: tuple[tuple[Why, re.Pattern[str]], ...] = (
    (Why.SIGNED, re.compile(rf"(?im:^|[.;\n][ \t]*)(?:người (?:viết|góp ý|ký|gửi)|k[íý] tên|họ (?:và )?tên)\s*[:：]\s*{_UNTIL}", re.I)),
    (Why.SIGNED, re.compile(rf"(?i:\btên {_ME}(?: là)?|\b{_ME} tên(?: là)?)\s+{_UNTIL}")),
    (Why.SIGNED, re.compile(rf"(?m:^[ \t]*(?i:k[íý] tên)?[ \t]*)(?:{_NAME})(?=[ \t.]*\Z)")),
    (Why.REACH, re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    (Why.REACH, re.compile(r"(?<![\d.,])(?:\+84|0)(?:[ .-]?\d){8,10}(?![\d.,]?\d)")),
    (Why.REACH, re.compile(r"(?<!\d)\d{12}(?!\d)")),
    (Why.REACH, re.compile(r"\b(?:số )?thẻ đảng(?: viên)?(?: số| là|:)*\s*[\d.]{4,}", re.I)),
    (Why.SELF, re.compile(rf"\b{_ME} (?:vốn |từng |nguyên |đang )?(?:là|làm|phụ trách|giữ chức|công tác (?:ở|tại))\b{_UNTIL}", re.I)),
    (Why.SELF, re.compile(rf"\b(?:khi|lúc|hồi|thời) (?:tôi|tui|cháu) {_UNTIL}", re.I)),
    (Why.FAMILY, re.compile(r"\b(?:vợ|chồng|con|cha|mẹ|ba|má|anh|chị|em|nhà|gia đình|cơ quan|phòng|tổ|xóm) (?:của )?tôi\b", re.I)),
)  # fmt: skip


@dataclass(frozen=True)
class Telltale:
    """text[start:end] may tell who wrote."""

    start: int
    end: int
    why: Why


def telltales(text: str, *, but: frozenset[str] = frozenset()) -> list[Telltale]:
    """Places in their order, none over another. but: names that may stand there, those of the people it is about."""
    found: list[Telltale] = []
    for telltale in sorted(_all(text, but), key=lambda one: (one.start, -one.end)):
        if not found or telltale.start >= found[-1].end:
            found.append(telltale)
    return found


def _all(text: str, but: frozenset[str]) -> Iterator[Telltale]:
    names = {name.casefold() for name in but}
    for why, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            said = match.group()
            start = match.start() + len(said) - len(said.lstrip(" \t\n.;"))
            if said.strip(" \t\n.;").casefold() not in names and start < match.end():
                yield Telltale(start, match.start() + len(said.rstrip()), why)


def marked(text: str, found: list[Telltale], *, before: str = "[[", after: str = "]]") -> str:
    """The text with each place between two signs, as the black-out form reads it."""
    out, last = "", 0
    for one in found:
        out += text[last : one.start] + before + text[one.start : one.end] + after
        last = one.end
    return out + text[last:]


def shown(text: str, found: list[Telltale]) -> SafeString:
    """The text as HTML, each place marked; line breaks stay."""
    parts: list[SafeString] = []
    last = 0
    for one in found:
        parts.append(format_html("{}<mark>{}</mark>", text[last : one.start], text[one.start : one.end]))
        last = one.end
    parts.append(format_html("{}", text[last:]))
    return format_html_join("", "{}", ((part,) for part in parts))
