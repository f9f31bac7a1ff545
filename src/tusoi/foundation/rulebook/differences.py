"""What two versions of a procedure say differently, in words: every key of the file is compared, so nothing is left out."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext as say
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from tusoi.foundation.rulebook.procedure import Procedure


@dataclass(frozen=True)
class Difference:
    """rule: which one, in words; before, after: "" where it was not there."""

    rule: str
    before: str
    after: str


def in_words(value: Any) -> str:
    """A value of a key as people say it."""
    words = {
        "block": _("chặn lại"),
        "warn": _("nhắc"),
        "off": _("không xét"),
        "top-down": _("từ trên xuống"),
        "bottom-up": _("từ dưới lên"),
    }
    if isinstance(value, bool):
        return _("có") if value else _("không")
    if isinstance(value, tuple | list):
        return ", ".join(map(in_words, value)) or _("không có")
    return words.get(str(value), str(value)) or _("để trống")


def differences(old: Procedure, new: Procedure) -> list[Difference]:
    """Each rule that changed, in the order of the file. Empty exactly when the two say the same."""
    return _compare(old, new, "")


def _name(row: BaseModel) -> str:
    return str(getattr(row, "name", None) or getattr(row, "heading", None) or "")


def _key(row: BaseModel) -> str:
    return str(getattr(row, "code", None) or getattr(row, "key", None) or _name(row))


def _compare(old: BaseModel, new: BaseModel, where: str) -> list[Difference]:
    found: list[Difference] = []
    for name, field in type(new).model_fields.items():
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            rule = f"{where}{_title(field)}"
            found += _changed(rule, before, after)
    return found


def _title(field: FieldInfo) -> str:
    return say(field.title) if field.title else ""


def _changed(rule: str, before: Any, after: Any) -> list[Difference]:
    if isinstance(before, BaseModel) and isinstance(after, BaseModel):
        return _compare(before, after, f"{rule} · ")
    if _is_table(before) and _is_table(after):
        return _rows(rule, before, after)
    return [Difference(rule, _told(before), _told(after))]


def _is_table(value: Any) -> bool:
    return isinstance(value, tuple) and all(isinstance(row, BaseModel) for row in value)


def _rows(rule: str, before: tuple[BaseModel, ...], after: tuple[BaseModel, ...]) -> list[Difference]:
    """Rows are the same rule where they have the same code, wherever they stand."""
    old, new = _by_key(before), _by_key(after)
    found = [Difference(f"{rule} · {_name(row)}", _told(row), "") for key, row in old.items() if key not in new]
    for key, row in new.items():
        if key not in old:
            found.append(Difference(f"{rule} · {_name(row)}", "", _told(row)))
        else:
            found += _compare(old[key], row, f"{rule} · {_name(old[key])} · ")
    kept = [key for key in old if key in new]
    order = [key for key in new if key in old]
    if kept != order:
        said = [", ".join(_name(rows[key]) for key in keys) for rows, keys in ((old, kept), (new, order))]
        found.append(Difference(_("%(rule)s · thứ tự trong danh sách") % {"rule": rule}, *said))
    return found


def _by_key(rows: tuple[BaseModel, ...]) -> dict[tuple[str, int], BaseModel]:
    """Rows by code; where a code may stand twice (deadlines), by code and how often it came before."""
    found: dict[tuple[str, int], BaseModel] = {}
    for row in rows:
        number = 0
        while (_key(row), number) in found:
            number += 1
        found[_key(row), number] = row
    return found


def _told(value: Any) -> str:
    """A whole value in words: of a table, each key that says something."""
    if value is None:
        return ""
    if isinstance(value, BaseModel):
        said = [(field, getattr(value, name)) for name, field in type(value).model_fields.items()]
        return "; ".join(f"{_title(field)}: {_told(own)}" for field, own in said if own not in (None, "", ()))
    if _is_table(value) and value:
        return " | ".join(map(_told, value))
    return in_words(value)
