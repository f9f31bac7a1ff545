"""The editor one section at a time: where one is, where one comes from and goes to, and what stands beside."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from tusoi.process.reports.presenters import Asked, EditorPage, SectionPart

WHOLE, REVIEW = "ca-bai", "xem-lai"  # in `?muc=`, beside the keys of the sections


def address_of(campaign: str, subject: str, place: str = "") -> str:
    """The report's page at a place: a section's key, WHOLE, REVIEW, or '' for what suits the screen."""
    address = reverse("reports:report", kwargs={"campaign": campaign, "subject": subject})
    return f"{address}?{urlencode({'muc': place})}" if place else address


@dataclass(frozen=True)
class Stop:
    """One page of the walk, in the outline. state: kind and words of its badge, '' where there is nothing to say."""

    key: str
    name: str
    is_here: bool
    kind: str
    words: str


@dataclass(frozen=True)
class Walk:
    """One page of the editor that goes section by section. section: None on the last page, which shows what was written.

    number: from 1, of `total` sections; the last page has none. asked: what belongs to this page.
    """

    place: str
    section: SectionPart | None
    number: int
    total: int
    stops: list[Stop]
    before: Stop | None
    after: Stop | None
    asked: Asked


def place_in(page: EditorPage, wanted: str, *, on_phone: bool) -> str:
    """The place that an address asks for. One that says nothing gets the whole, on a phone the first section to be written."""
    if wanted in {WHOLE, REVIEW, *(section.key for section in page.sections)}:
        return wanted
    if not on_phone:
        return WHOLE
    return next((part.key for part in page.sections if part.kind == "text" and not _is_there(part, page)), REVIEW)


def walk_of(page: EditorPage, place: str) -> Walk | None:
    """None where the whole is shown on one page."""
    if place == WHOLE:
        return None
    stops = [*(_stop(part, page, place) for part in page.sections), Stop(REVIEW, _("Xem lại"), place == REVIEW, "", "")]
    here = next(n for n, stop in enumerate(stops) if stop.is_here)
    section = page.sections[here] if place != REVIEW else None
    return Walk(
        place=place,
        section=section,
        number=here + 1,
        total=len(page.sections),
        stops=stops,
        before=stops[here - 1] if here else None,
        after=stops[here + 1] if section else None,
        asked=_asked_here(section, page),
    )


def _asked_here(section: SectionPart | None, page: EditorPage) -> Asked:
    """What belongs to the section; on the last page what is still unanswered, wherever it belongs."""
    asked = page.asked
    if section is None:
        unanswered = [part for part in asked.earlier if part.answer is None]
        return Asked([row for row in asked.rows if row.is_open], unanswered, asked.form)
    return Asked(section.asked, asked.earlier if section.kind == "earlier" else [], asked.form)


def _is_there(part: SectionPart, page: EditorPage) -> bool:
    return part.is_written or (part.has_table and page.table.is_filled)


def _stop(part: SectionPart, page: EditorPage, place: str) -> Stop:
    kind, words = "", ""
    if part.conflict:
        kind, words = "late", _("hai bản")
    elif missing := _missing(part, page):
        kind, words = "waiting", _("còn %(n)s chưa trả lời") % {"n": missing}
    elif _is_there(part, page):
        kind, words = "done", _("đã viết")
    elif part.kind == "text":
        kind, words = "waiting", _("còn trống")
    return Stop(part.key, part.heading, part.key == place, kind, words)


def _missing(part: SectionPart, page: EditorPage) -> int:
    return _asked_here(part, page).missing


def headings_left(stops: Sequence[Stop]) -> list[Stop]:
    """What the last page names first: sections that are blank, unanswered or saved twice."""
    return [stop for stop in stops if stop.kind in {"waiting", "late"}]
