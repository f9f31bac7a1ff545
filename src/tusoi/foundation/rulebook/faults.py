"""Every fault of a procedure file in plain words: line, key, and the cure."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, get_args

from django.utils.translation import gettext as _
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from tusoi.foundation.rulebook.contradictions import Place, contradictions
from tusoi.foundation.rulebook.places import line_of, lines_of
from tusoi.foundation.rulebook.procedure import Procedure


@dataclass(frozen=True, order=True)
class Fault:
    """line: from 1; key: as in "tiers[2].order", rows counted from 1."""

    line: int
    key: str
    text: str
    cure: str

    def __str__(self) -> str:
        where = {"line": self.line, "key": self.key, "text": self.text, "cure": self.cure}
        if not self.key:
            return _("dòng %(line)s: %(text)s. Cách sửa: %(cure)s") % where
        return _("dòng %(line)s, khóa %(key)s: %(text)s. Cách sửa: %(cure)s") % where


def faults_of(text: str) -> list[Fault]:
    """Every fault of a procedure file in the order of its lines; empty when it is sound."""
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return [_syntax(text, str(error))]
    problems = [(problem.place, problem.text, problem.cure) for problem in contradictions(content)]
    try:
        Procedure.model_validate(content)
    except ValidationError as error:
        problems += [found for one in error.errors() if one["type"] != "contradiction" for found in _explained(one)]
    lines = lines_of(text) if problems else {}
    return sorted({Fault(line_of(place, lines), name_of(place), said, cure) for place, said, cure in problems})


def name_of(place: Place) -> str:
    """("tiers", 1, "order") -> tiers[2].order"""
    return "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in place).lstrip(".")


def _syntax(text: str, message: str) -> Fault:
    """A file that cannot be read: where the reader stopped, and what is usual there."""
    place = re.search(r"at line (\d+)", message)
    line = int(place.group(1)) if place else max(len(text.splitlines()), 1)
    stopped = text.splitlines()[line - 1].strip() if text.splitlines() else ""
    known = [
        ("Expected '='", _("thiếu dấu = sau tên khóa"), _("viết: tên_khóa = giá trị")),
        ("table declaration", _("tên bảng chưa đóng ngoặc vuông"), _("viết [tên] hoặc [[tên]]")),
        ("Cannot overwrite", _("khóa này đã viết ở trên"), _("giữ một dòng, xóa dòng kia")),
        ("twice", _("bảng này đã khai ở trên"), _("gộp hai bảng làm một")),
        (
            "Invalid value",
            _("giá trị viết sai"),
            _("chữ để trong ngoặc kép, số để trần, đúng/sai viết true hoặc false"),
        ),
        ("Illegal character", _("chữ chưa đóng ngoặc kép"), _('thêm dấu " ở cuối chữ')),
        ("Unterminated string", _("chữ chưa đóng ngoặc kép"), _('thêm dấu " ở cuối chữ')),
        ("Unclosed array", _("danh sách chưa đóng ngoặc vuông"), _("thêm dấu ] ở cuối danh sách")),
    ]
    for start, said, cure in known:
        if start in message:
            return Fault(line, stopped.split("=")[0].strip(" []"), said, cure)
    return Fault(
        line, stopped.split("=")[0].strip(" []"), _("dòng này không đọc được"), _("so với tệp mẫu, viết lại dòng này")
    )


def _model_at(place: Place) -> type[BaseModel]:
    """The model of the table that a key stands in."""
    model: type[BaseModel] = Procedure
    for part in place:
        if isinstance(part, str) and part in model.model_fields:
            inner = _models_in(model.model_fields[part].annotation)
            model = inner[0] if inner else model
    return model


def _models_in(kind: Any) -> list[type[BaseModel]]:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return [kind]
    return [model for inner in get_args(kind) for model in _models_in(inner)]


def _explained(error: ErrorDetails) -> Iterator[tuple[Place, str, str]]:
    place: Place = tuple(error["loc"])
    context = error.get("ctx", {})
    kind, given = error["type"], error["input"]
    names = list(_model_at(place[:-1]).model_fields)
    own = str(place[-1]) if place else ""
    if kind == "extra_forbidden":
        near = get_close_matches(own, names, 1, 0.6)
        cure = _("có phải là “%(near)s”?") % {"near": near[0]} if near else _("xóa dòng này; khóa dùng được: %(names)s")
        yield place, _("khóa lạ"), cure % {"names": ", ".join(names)} if not near else cure
    elif kind == "missing":
        field = _model_at(place[:-1]).model_fields.get(own)
        meaning = field.description if field and field.description else ""
        yield place, _("thiếu khóa này"), _("thêm %(key)s = … (%(meaning)s)") % {"key": own, "meaning": meaning}
    elif kind in ("literal_error", "enum"):
        allowed = str(context.get("expected", "")).replace("'", "").replace(" or ", ", ")
        near = get_close_matches(str(given), allowed.split(", "), 1, 0.6)
        hint = _("; có phải là “%(near)s”?") % {"near": near[0]} if near else ""
        cure = _("chọn một trong: %(allowed)s") % {"allowed": allowed} + hint
        yield place, _("“%(given)s” không dùng được") % {"given": given}, cure
    else:
        yield place, *_limits(kind, given, context)


def _limits(kind: str, given: Any, context: dict[str, Any]) -> tuple[str, str]:
    said = {"given": given, **context}
    known = {
        "greater_than_equal": (_("%(given)s nhỏ quá"), _("đặt từ %(ge)s trở lên")),
        "less_than_equal": (_("%(given)s lớn quá"), _("đặt từ %(le)s trở xuống")),
        "string_too_short": (_("để trống"), _("ghi nội dung vào giữa hai ngoặc kép")),
        "string_too_long": (_("dài quá"), _("viết ngắn lại, nhiều nhất %(max_length)s chữ")),
        "too_short": (_("danh sách còn thiếu"), _("ghi ít nhất %(min_length)s mục")),
        "string_pattern_mismatch": (
            _("“%(given)s” viết sai mẫu"),
            _("mã: chữ thường không dấu, số, gạch nối; ngày: hai chữ số mỗi phần, như 05/09"),
        ),
        "value_error": (_("không có ngày %(given)s"), _("ghi ngày/tháng có thật, như 30/09")),
        "string_type": (_("phải là chữ"), _("để trong ngoặc kép")),
        "int_type": (_("phải là số nguyên"), _("viết số trần, không có ngoặc kép, không có dấu chấm")),
        "bool_type": (_("phải là đúng hoặc sai"), _("viết true hoặc false, không có ngoặc kép")),
        "tuple_type": (_("phải là một danh sách"), _("viết [..., ...], hoặc mỗi mục một bảng [[tên]]")),
        "model_type": (_("phải là một bảng"), _("viết [tên] rồi các khóa ở các dòng dưới")),
    }
    text, cure = known.get(kind, (_("giá trị không đúng kiểu"), _("xem tài liệu định dạng, viết lại giá trị")))
    return text % said, cure % said
