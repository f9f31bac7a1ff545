"""Pairs that may be one person, and two rows side by side."""

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.directory.duplicates import Pair, compare, pairs_among
from tusoi.foundation.directory.histories import History, histories_of
from tusoi.foundation.directory.models import Distinct, Membership, MembershipKind, Merge, Person, Seat, Unit
from tusoi.foundation.kernel.refusal import Answer
from tusoi.foundation.ui.words import day
from tusoi.web.roll.rules import people_kept_by

ROWS = 50


@dataclass(frozen=True)
class PairRow:
    pair: Pair
    one_unit: str
    other_unit: str


@dataclass(frozen=True)
class DuplicatesPage:
    rows: Page[PairRow]
    merges: list[Merge]
    apart: list[Distinct]


def duplicates_of(account: Account, *, on: date, page: str) -> DuplicatesPage:
    """Three queries for the people and their units, whatever their number; pairs are found in memory."""
    people = people_kept_by(account, on)
    homes = dict(
        Membership.objects.filter(until=None, kind=MembershipKind.ACTIVITY, person__in=people.values("pk")).values_list(
            "person", "unit"
        )
    )
    told_apart = Distinct.objects.filter(one__in=people.values("pk"), other__in=people.values("pk"))
    names = dict(Unit.objects.filter(pk__in=set(homes.values())).values_list("pk", "name"))
    rows = [
        PairRow(pair, names.get(homes.get(pair.one.pk, 0), ""), names.get(homes.get(pair.other.pk, 0), ""))
        for pair in pairs_among(
            people, homes, {(min(keys), max(keys)) for keys in told_apart.values_list("one", "other")}
        )
    ]
    merges = Merge.objects.filter(undone_on=None, kept__in=people.values("pk")).select_related("kept", "other")
    return DuplicatesPage(
        rows=Paginator(rows, ROWS).get_page(page),
        merges=list(merges.order_by("-pk")[:ROWS]),
        apart=list(told_apart.select_related("one", "other").order_by("-pk")[:ROWS]),
    )


@dataclass(frozen=True)
class Line:
    """One thing written of both. `differs` is a word, so that it reads in black and white."""

    label: str
    kept: str
    other: str

    @property
    def differs(self) -> bool:
        return self.kept != self.other


@dataclass(frozen=True)
class PairPage:
    kept: Person
    other: Person
    lines: list[Line]
    reasons: tuple[str, ...]
    answer: Answer
    is_apart: bool


def pair_of(kept: Person, other: Person, *, answer: Answer) -> PairPage:
    histories = histories_of([kept, other])
    homes = {pk: history.here.unit_id for pk, history in histories.items() if history.here}
    found = compare(kept, other, homes)
    apart = Distinct.objects.filter(one__in=[kept, other], other__in=[kept, other]).exists()
    seats = Seat.objects.filter(person__in=[kept, other], until=None).select_related("collective").order_by("order")
    held: dict[int, list[str]] = {kept.pk: [], other.pk: []}
    for seat in seats:
        held[seat.person_id].append(f"{seat.position}, {seat.collective.name}")
    one, two = (_facts(histories[person.pk], held[person.pk]) for person in (kept, other))
    lines = [Line(label, one[label], two[label]) for label in one]
    return PairPage(kept, other, lines, found.reasons if found else (), answer, apart)


def _facts(history: History, seats: list[str]) -> dict[str, str]:
    person, here, status = history.person, history.here, history.status
    return {
        _("Số trong danh sách"): person.code,
        _("Họ và tên"): person.name,
        _("Năm sinh"): str(person.birth_year or ""),
        _("Điện thoại"): person.phone,
        _("Sinh hoạt tại"): here.unit.name if here else _("không ở danh sách nào"),
        _("Từ ngày"): day(here.since) if here else "",
        _("Tình trạng"): str(status.get_status_display()) if status else "",
        _("Chức vụ"): "; ".join(seats),
    }
