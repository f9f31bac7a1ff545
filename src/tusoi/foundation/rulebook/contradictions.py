"""What a procedure may not say although each key is well written: codes twice, references to nothing, rules that clash.

The content is looked at as plain data, so that these are found beside faults of type, all at once.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from tusoi.foundation.rulebook.rating import NOT_YET

Place = tuple[str | int, ...]


@dataclass(frozen=True)
class Problem:
    """place: the keys that lead to it, counted from 0; cure: what to write instead."""

    place: Place
    text: str
    cure: str


def contradictions(content: dict[str, Any]) -> list[Problem]:
    """Every contradiction of a procedure's content, whatever else is wrong with it."""
    checks = (_twice, _references, _numbers, _must_ask, _ratings)
    return [problem for check in checks for problem in check(content)]


def _at(content: Any, *place: str) -> Any:
    for part in place:
        content = content.get(part) if isinstance(content, dict) else None
    return content


def _rows(content: Any, *place: str) -> list[tuple[Place, dict[str, Any]]]:
    """The tables of an array, each with its place."""
    rows = _at(content, *place)
    if not isinstance(rows, list):
        return []
    return [((*place, number), row) for number, row in enumerate(rows) if isinstance(row, dict)]


def _codes(content: Any, *place: str) -> set[Any]:
    return {row["code"] for _place, row in _rows(content, *place) if isinstance(row.get("code"), str)}


def _twice(content: dict[str, Any]) -> Iterator[Problem]:
    unique = [("themes", "code"), ("tiers", "code"), ("groups", "code"), ("profiles", "code"), ("tiers", "order")]
    places: list[tuple[tuple[str, ...], str]] = [((name,), key) for name, key in unique]
    places += [(("outlines", one, "sections"), "key") for one in ("collective", "individual")]
    places += [(("rating", "levels"), "code"), (("rating", "levels"), "least_points"), (("rating", "kinds"), "code")]
    for path, key in places:
        seen: set[Any] = set()
        for place, row in _rows(content, *path):
            value = row.get(key)
            if not isinstance(value, str | int):
                continue
            if value in seen:
                said = {"value": value, "key": key}
                yield Problem((*place, key), _("“%(value)s” đã dùng ở trên") % said, _("đặt một giá trị khác"))
            seen.add(value)


def _unknown(place: Place, value: Any, known: set[Any], table: str) -> Iterator[Problem]:
    if isinstance(value, str) and value and value not in known:
        yield Problem(
            place,
            _("“%(value)s” không có trong %(table)s") % {"value": value, "table": table},
            _("chọn một trong: %(known)s") % {"known": ", ".join(sorted(known)) or "–"},
        )


def _references(content: dict[str, Any]) -> Iterator[Problem]:
    themes, tiers, levels = _codes(content, "themes"), _codes(content, "tiers"), _codes(content, "rating", "levels")
    for one in ("collective", "individual"):
        for place, row in _rows(content, "outlines", one, "sections"):
            yield from _unknown((*place, "theme"), row.get("theme"), themes, "[[themes]]")
    for place, row in _rows(content, "deadlines"):
        yield from _unknown((*place, "tier"), row.get("tier"), tiers, "[[tiers]]")
    for place, row in _rows(content, "rating", "quotas"):
        yield from _unknown((*place, "level"), row.get("level"), levels, "[[rating.levels]]")
        for code in _list(row.get("base")):
            yield from _unknown((*place, "base"), code, levels, "[[rating.levels]]")


def _more(content: dict[str, Any], table: str, more: str, most: str, text: str) -> Iterator[Problem]:
    high, low = _at(content, table, more), _at(content, table, most)
    if isinstance(high, int) and isinstance(low, int) and high > low:
        cure = _("đặt %(more)s từ %(most)s trở xuống") % {"more": more, "most": low}
        yield Problem((table, more), text % {"more": high, "most": low}, cure)


def _numbers(content: dict[str, Any]) -> Iterator[Problem]:
    over = _("tỷ lệ có mặt %(more)s/%(most)s lớn hơn 1")
    yield from _more(content, "quorum", "present", "of", over)
    few = _("cần %(more)s người mở phiếu mà tổ chỉ có %(most)s người")
    yield from _more(content, "counting", "needed", "team", few)


def _must_ask(content: dict[str, Any]) -> Iterator[Problem]:
    """A level belongs to one profile; "*" stands for all: what is off there leaves nobody who must be asked."""
    seen: dict[str, str] = {}
    for place, row in _rows(content, "profiles"):
        for level in _list(row.get("levels")):
            if str(level) in seen:
                text = _("cấp đơn vị “%(level)s” đã thuộc dạng “%(name)s”") % {"level": level, "name": seen[str(level)]}
                yield Problem((*place, "levels"), text, _("mỗi cấp đơn vị chỉ để ở một dạng"))
            seen[str(level)] = str(row.get("name", ""))
    everywhere_off = {
        step
        for _place, row in _rows(content, "profiles")
        for step in _list(row.get("off"))
        if "*" in _list(row.get("levels"))
    }
    for place, row in _rows(content, "groups"):
        hidden = row.get("attributed") is False and "anonymous_feedback" in everywhere_off
        if row.get("must_ask") is True and ("feedback" in everywhere_off or hidden):
            yield Problem(
                (*place, "must_ask"),
                _("nhóm phải hỏi, nhưng bước lấy ý kiến bị tắt ở mọi đơn vị"),
                _("đặt must_ask = false, hoặc bỏ bước này khỏi off của [[profiles]]"),
            )


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _ratings(content: dict[str, Any]) -> Iterator[Problem]:
    has_order, has_scheme = bool(_at(content, "order", "rating")), bool(_at(content, "rating"))
    if has_order and not has_scheme:
        yield Problem(
            ("order", "rating"),
            _("có chiều xếp loại mà không có cách xếp loại"),
            _("thêm [rating], hoặc bỏ [order.rating]"),
        )
    if has_scheme and not has_order:
        yield Problem(("rating",), _("có cách xếp loại mà không có chiều xếp loại"), _("thêm [order.rating]"))
    for gate in ("rating_order", "head_rated_after_unit"):
        if _at(content, "gates", gate) and not has_scheme:
            yield Problem(
                ("gates", gate), _("có thứ tự xếp loại mà không có cách xếp loại"), _("thêm [rating], hoặc bỏ mục này")
            )
    for place, row in _rows(content, "rating", "levels"):
        if row.get("code") == NOT_YET:
            yield Problem((*place, "code"), _("mã này dành cho “chưa xếp loại”"), _("đặt mã khác cho mức này"))
