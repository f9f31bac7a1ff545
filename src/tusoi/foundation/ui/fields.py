"""How a field of a form is drawn: which shape it has, and what its input says to a screen reader."""

from typing import Any

from django import forms
from django.forms import BaseForm, BoundField
from django.utils.translation import gettext as _


def shape_of(bound: BoundField) -> str:
    """choices (cards), check (one box), date, area, file, select or line."""
    widget = bound.field.widget
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "choices"
    if isinstance(widget, forms.CheckboxInput):
        return "check"
    if isinstance(widget, forms.DateInput):
        return "date"
    if isinstance(widget, forms.Textarea):
        return "area"
    if isinstance(widget, forms.FileInput):
        return "file"
    return "select" if isinstance(widget, forms.Select) else "line"


def help_of(bound: BoundField, shape: str, hint: str) -> str:
    """The help text, and what every field of that shape says by itself."""
    own = {
        "date": _("Ngày/tháng/năm, ví dụ 29/07/2012"),
        "file": _("Không tải lên tài liệu mật."),
    }.get(shape, "")
    return " ".join(text for text in [str(hint or bound.help_text), own] if text)


def _always_answers(bound: BoundField) -> bool:
    """A list of rows without an empty line: it says something whether or not one touches it."""
    return isinstance(bound.field, forms.ModelChoiceField) and bound.field.empty_label is None


def target_of(bound: BoundField) -> str:
    """The id that a link in the error summary leads to."""
    if shape_of(bound) == "choices" and bound.auto_id:
        return f"{bound.auto_id}_0"
    return str(bound.id_for_label or bound.auto_id)


def whole_form_anchor(form: BaseForm) -> str:
    return f"{form.prefix}-loi-chung" if form.prefix else "loi-chung"


def present(bound: BoundField, *, rows: int = 0, hint: str = "") -> dict[str, Any]:
    """The context of `ui/parts/field.html`."""
    shape = shape_of(bound)
    help_text = help_of(bound, shape, hint)
    key = bound.auto_id or bound.html_name
    described = [f"{key}-goi-y"] if help_text else []
    attrs: dict[str, Any] = {}
    if bound.errors:
        described.append(f"{key}-loi")
        attrs["aria-invalid"] = "true"
    if described and shape != "choices":
        attrs["aria-describedby"] = " ".join(described)
    if shape == "date":
        attrs |= {"inputmode": "numeric", "autocomplete": "off", "data-date": "", "size": 12}
    if shape == "area":
        attrs |= {"rows": rows or bound.field.widget.attrs.get("rows", 4), "data-grow": ""}
    return {
        "bound": bound,
        "shape": shape,
        "help": help_text,
        "key": key,
        "described": " ".join(described),
        "errors": bound.errors,
        "widget": "" if shape == "choices" else bound.as_widget(attrs=attrs),
        "optional": not bound.field.required and shape not in {"check", "choices"} and not _always_answers(bound),
    }


def errors_of(form: BaseForm) -> list[dict[str, str]]:
    """Every error of a bound form, with the id it leads to; the form as a whole first."""
    if not form.is_bound:
        return []
    whole = [{"text": str(text), "target": whole_form_anchor(form)} for text in form.non_field_errors()]
    return whole + [
        {"text": str(text), "label": str(bound.label), "target": target_of(bound)}
        for bound in form.visible_fields()
        for text in bound.errors
    ]
