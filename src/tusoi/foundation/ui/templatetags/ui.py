"""Components: strict tags whose Python signature is their contract. The gallery page shows each in all states.

What a tag does not know it refuses: an unknown argument, a kind that is not listed, an answer that is not one.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from itertools import count
from typing import Any, Protocol

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.template import Context
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from lucide.templatetags.lucide import lucide

from tusoi.foundation.ui import fields, words
from tusoi.foundation.ui.words import Counted

register = template.Library()
register.filter("number", words.number)
register.filter("day", words.day)
register.filter("percent", words.percent)
register.filter("days_left", words.days_left)

BUTTON_KINDS = ("primary", "quiet", "danger")
BADGE_ICONS = {
    "done": "circle-check",
    "soon": "clock",
    "late": "triangle-alert",
    "waiting": "hourglass",
    "sealed": "lock",
    "plain": "circle",
}
STEP_STATES = {
    "done": ("circle-check", _("đã xong")),
    "now": ("circle-dot", _("đang làm")),
    "soon": ("clock", _("sắp đến hạn")),
    "late": ("triangle-alert", _("có việc quá hạn")),
    "waiting": ("circle-dashed", _("chưa đến")),
    "sealed": ("lock", _("đang niêm phong")),
    "plain": ("", ""),
}
NOTICE_ICONS = {"info": "info", "warn": "triangle-alert", "done": "circle-check"}
TIMELINE_ICONS = {
    "": "",
    "plain": "",
    "raised": "message-square-text",
    "put": "send",
    "answered": "message-square-reply",
    "discussed": "messages-square",
    "concluded": "stamp",
    "committed": "handshake",
    "evidence": "paperclip",
    "reminded": "bell",
    "verified": "badge-check",
    "relapsed": "rotate-ccw",
    "done": "circle-check",
    "late": "triangle-alert",
    "waiting": "hourglass",
    "sealed": "lock",
}
_numbers = count(1)


class Reasoned(Protocol):
    """An Answer or a Refused (see kernel.refusal)."""

    reason: str
    clause: str
    way_out: str


def _one_of(kind: str, allowed: Iterable[str], tag: str) -> str:
    if kind not in allowed:
        raise ValueError(f"{tag} knows {', '.join(allowed)}, not {kind!r}")
    return kind


def _refusal_of(answer: Reasoned | None, tag: str) -> Reasoned | None:
    """The answer where it refuses; None where it allows. A missing variable of a template is neither."""
    if answer is None:
        return None
    if not hasattr(answer, "reason"):
        raise TypeError(f"{tag} needs an Answer, not {answer!r}")
    return answer if answer.reason else None


@lru_cache(maxsize=512)
def draw_icon(name: str, size: int) -> SafeString:
    """The inline SVG of a lucide icon, hidden from screen readers: a word always stands beside it."""
    return mark_safe(lucide(name, size=size, aria_hidden="true", focusable="false", **{"class": "icon"}))


@register.simple_tag
def icon(name: str, *, size: int = 20) -> SafeString:
    return draw_icon(str(name), size)


@register.inclusion_tag("ui/parts/button.html")
def button(
    label: str,
    *,
    icon: str = "",
    kind: str = "primary",
    name: str = "",
    value: str | int = "",
    answer: Reasoned | None = None,
    confirm: str = "",
    form: str = "",
    about: object = "",
) -> dict[str, Any]:
    """A submit button. confirm: a question the browser asks first. form: the id of a form elsewhere on the page.

    about: whom or what it concerns, heard but not seen, where a page has several buttons with the same word.
    """
    refused = _refusal_of(answer, "button")
    return {
        "label": label,
        "icon_name": icon,
        "kind": _one_of(kind, BUTTON_KINDS, "button"),
        "name": name,
        "value": value,
        "confirm": confirm,
        "form": form,
        "about": about,
        "refused": refused,
        "refused_id": f"vi-sao-{next(_numbers)}" if refused is not None else "",
    }


@register.inclusion_tag("ui/parts/link_button.html")
def link_button(
    label: str, url: str, *, icon: str = "", kind: str = "quiet", download: bool = False, about: object = ""
) -> dict[str, Any]:
    """A link that looks like a button. about: as for a button."""
    if not url:
        raise ValueError(f"link_button {label!r} leads nowhere")
    kind = _one_of(kind, BUTTON_KINDS, "link_button")
    return {"label": label, "url": url, "icon_name": icon, "kind": kind, "download": download, "about": about}


@register.inclusion_tag("ui/parts/form_fields.html")
def form_fields(form: BaseForm) -> dict[str, Any]:
    """All fields of a form, its errors as a whole first, hidden ones included."""
    return {"form": form, "anchor": fields.whole_form_anchor(form)}


@register.inclusion_tag("ui/parts/field.html")
def field(bound: BoundField, *, rows: int = 0, hint: str = "") -> dict[str, Any]:
    """One field. rows: height of a text area. hint: help in this place, instead of the form's help text."""
    if not isinstance(bound, BoundField):
        raise TypeError(f"field needs a field of a form, not {bound!r}")
    return fields.present(bound, rows=rows, hint=hint)


@register.inclusion_tag("ui/parts/error_summary.html")
def error_summary(form: BaseForm) -> dict[str, Any]:
    return {"errors": fields.errors_of(form)}


@register.inclusion_tag("ui/parts/figure.html")
def figure(counted: Counted, *, rate: bool = True) -> dict[str, Any]:
    """Two whole numbers and, unless `rate` is false or the total is 0, the rate beside them."""
    return {"f": counted, "rate": rate and counted.total > 0}


@register.inclusion_tag("ui/parts/bar.html")
def bar(counted: Counted, *, width: int = 120, label: str = "", url: str = "") -> dict[str, Any]:
    """A small bar: solid what is done, striped what is late. The same in words for screen readers."""
    total = counted.total
    done = min(round(100 * counted.done / total, 2), 100) if total else 0
    late = min(round(100 * counted.late / total, 2), 100 - done) if total else 0
    return {
        "f": counted,
        "width": width,
        "label": label,
        "url": url,
        "done_width": f"{done:g}",
        "late_start": f"{done:g}",
        "late_end": f"{done + late:g}" if late else "",
    }


@register.simple_tag
def badge(kind: str, label: str) -> SafeString:
    """A state as word, icon and colour."""
    name = BADGE_ICONS[_one_of(kind, BADGE_ICONS, "badge")]
    return format_html('<span class="badge {}">{}<span>{}</span></span>', kind, draw_icon(name, 18), label)


@register.simple_tag
def due(on: date | None, at: date, *, done: bool = False, soon: int = 7) -> SafeString:
    """A deadline as a state: late, soon (within `soon` days) or plain, with the days in words."""
    if on is None:
        return mark_safe("")
    left = words.days_between(on, at)
    kind = "done" if done else "late" if left < 0 else "soon" if left <= soon else "plain"
    text = words.day(on) if done else f"{words.day(on)} · {words.days_left(on, at)}"
    return badge(kind, text)


@register.inclusion_tag("ui/parts/refusal.html")
def refusal(answer: Reasoned | None, *, id: str = "", url: str = "", action: str = "") -> dict[str, Any]:
    """Reason, clause, way out; nothing where the answer allows. url and action: a link that leads out."""
    return {"refused": _refusal_of(answer, "refusal"), "id": id, "url": url, "action": action}


@register.simple_block_tag
def notice(content: str, kind: str = "info", *, title: str = "") -> str:
    kind = _one_of(kind, NOTICE_ICONS, "notice")
    context = {"content": content, "kind": kind, "title": title, "icon_name": NOTICE_ICONS[kind]}
    return render_to_string("ui/parts/notice.html", context)


@register.inclusion_tag("ui/parts/empty.html")
def empty(title: str, *, text: str = "", icon: str = "", url: str = "", action: str = "") -> dict[str, Any]:
    """Nothing here; `text` says what comes next and when."""
    return {"title": title, "text": text, "icon_name": icon, "url": url, "action": action}


@register.inclusion_tag("ui/parts/timeline.html")
def timeline(items: Iterable[Any]) -> dict[str, Any]:
    """One line through everything. Items (objects or dicts) have at, title, text, kind, and may have who, url, state.

    kind: one of TIMELINE_ICONS. state "waiting" draws what is still to come. at: a date, a datetime or None.
    """
    rows = []
    for item in items:
        get = item.get if isinstance(item, dict) else lambda name, default="", item=item: getattr(item, name, default)
        kind = _one_of(str(get("kind", "")), TIMELINE_ICONS, "timeline")
        rows.append(
            {
                "at": get("at", None),
                "title": get("title", ""),
                "text": get("text", ""),
                "who": get("who", ""),
                "url": get("url", ""),
                "kind": kind,
                "icon_name": TIMELINE_ICONS[kind],
                "open": kind == "waiting" or get("state", "") == "waiting",
            }
        )
    return {"rows": rows}


@register.inclusion_tag("ui/parts/steps.html")
def steps(items: Iterable[Any]) -> dict[str, Any]:
    """The steps of a process in order: objects with label, url, state, icon, current, note (see frame.Step)."""
    rows = []
    for item in items:
        state = _one_of(item.state, STEP_STATES, "steps")
        rows.append({"step": item, "state_icon": STEP_STATES[state][0], "word": item.note or STEP_STATES[state][1]})
    return {"rows": rows}


@register.inclusion_tag("ui/parts/crumbs.html")
def crumbs(items: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """Where one is in the tree: (label, url) from the top; the last is here."""
    return {"items": items}


@register.inclusion_tag("ui/parts/person.html")
def person(who: Any, *, note: str = "", url: str = "") -> dict[str, Any]:
    """A person by name, with position or unit as a note."""
    name = str(getattr(who, "name", "") or who)
    if not name:
        raise ValueError("person needs somebody")
    return {"name": name, "note": note, "url": url}


@register.inclusion_tag("ui/parts/file.html")
def file(label: str, url: str, *, note: str = "", kind: str = "") -> dict[str, Any]:
    """A file to download. kind: Word, PDF, CSV …"""
    return {"label": label, "url": url, "note": note, "kind": kind}


@register.simple_block_tag
def sealed(content: str, title: str) -> str:
    """Something nobody can read yet, and who will open it when."""
    return render_to_string("ui/parts/sealed.html", {"content": content, "title": title})


@register.inclusion_tag("ui/parts/receipt.html")
def receipt(code: str, *, at: date | None = None, check_url: str = "") -> dict[str, Any]:
    """A receipt number, large enough to copy by hand."""
    return {"code": code, "at": at, "check_url": check_url}


@register.inclusion_tag("ui/parts/progress.html")
def progress(label: str, done: int, total: int, *, note: str = "") -> dict[str, Any]:
    """How far a long piece of work is."""
    return {"label": label, "done": done, "total": total, "note": note}


@register.inclusion_tag("ui/parts/autosave_note.html")
def autosave_note() -> dict[str, Any]:
    """The quiet word with a time; stands in a form with data-autosave-url."""
    return {}


@register.inclusion_tag("ui/parts/pager.html", takes_context=True)
def pager(context: Context, page: Page) -> dict[str, Any]:
    """Previous and next of a Page; the filters in the address stay."""
    return {"page": page, "request": context["request"]}
