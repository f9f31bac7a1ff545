"""A new campaign after the pattern of an earlier one: its name, its dates and its procedure; nothing of what was said in it.

Days move by whole weeks, so that a Monday stays a Monday and whatever came first still comes first.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tusoi.foundation.directory.models import Collective
from tusoi.foundation.kernel.days_off import holiday_on, is_weekend
from tusoi.foundation.rulebook.differences import Difference, differences
from tusoi.foundation.rulebook.procedure import Procedure
from tusoi.process.campaigns.models import Campaign, GuidanceDocument, Subject
from tusoi.process.campaigns.rules import latest_procedure

DAYS_A_YEAR = 365.2425
YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")


@dataclass(frozen=True)
class Shifted:
    """A tier's window then and as proposed; a tier that the procedure did not have then has no days yet."""

    code: str
    name: str
    before: tuple[date, date] | None
    opens_on: date | None
    closes_on: date | None
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Board:
    """A collective that the earlier campaign reviewed: itself (`whole`), and how many of its people."""

    collective: Collective
    whole: bool
    people: int

    @property
    def words(self) -> str:
        """'tập thể, 11 cá nhân'"""
        people = ngettext("%(n)s cá nhân", "%(n)s cá nhân", self.people) % {"n": self.people} if self.people else ""
        return ", ".join(filter(None, [_("tập thể") if self.whole else "", people]))


@dataclass(frozen=True)
class Proposal:
    """What a new campaign would begin with. guidance: what needs a new document; boards: who is to be named again."""

    title: str
    code: str
    starts_on: date
    ends_on: date
    windows: list[Shifted]
    differences: list[Difference]
    guidance: list[GuidanceDocument]
    boards: list[Board]


def proposal_from(earlier: Campaign, *, on: date) -> Proposal:
    """What to begin with on a day. Raises Refused where the program no longer has a procedure of that code."""
    procedure = latest_procedure(earlier.procedure_code)
    years = years_until(earlier.starts_on, earlier.ends_on, on)
    by = shift_of(years)
    span = range(earlier.starts_on.year, earlier.ends_on.year + 1)
    return Proposal(
        title=_later(earlier.title, years, span),
        code=_free_code(earlier, years, span),
        starts_on=earlier.starts_on + by,
        ends_on=earlier.ends_on + by,
        windows=shifted_windows(earlier, procedure, by),
        differences=differences(earlier.rules, procedure) if earlier.frozen else [],
        guidance=list(earlier.guidance.filter(unit=earlier.unit_id)),
        boards=boards_of(earlier),
    )


def years_until(starts_on: date, ends_on: date, on: date) -> int:
    """By how many years a campaign moves: at least one, and so far that it is not over before it begins."""
    years = max(1, on.year - starts_on.year)
    while ends_on + shift_of(years) <= on:
        years += 1
    return years


def shift_of(years: int) -> timedelta:
    """So many years in whole weeks, never more than half a week off."""
    return timedelta(weeks=round(years * DAYS_A_YEAR / 7))


def shifted_windows(earlier: Campaign, procedure: Procedure, by: timedelta) -> list[Shifted]:
    """The windows of the procedure's tiers, top-down."""
    known = {tier.code: tier for tier in earlier.tiers.all()}
    found = []
    for rule in sorted(procedure.tiers, key=lambda tier: tier.order):
        tier = known.get(rule.code)
        if tier is None:
            found.append(Shifted(rule.code, rule.name, None, None, None))
            continue
        first, last = tier.opens_on + by, tier.closes_on + by
        remarks = (*_remarks(first, _("ngày đầu")), *_remarks(last, _("ngày cuối")))
        found.append(Shifted(rule.code, rule.name, (tier.opens_on, tier.closes_on), first, last, remarks))
    return found


def _remarks(day: date, which: str) -> Iterator[str]:
    if holiday_on(day):
        yield _("%(which)s là ngày nghỉ lễ: %(holiday)s") % {"which": which, "holiday": holiday_on(day)}
    elif is_weekend(day):
        yield _("%(which)s là ngày cuối tuần") % {"which": which}


def _later(text: str, years: int, span: range) -> str:
    """'Kiểm điểm năm 2012' -> 'Kiểm điểm năm 2013': only years of the campaign itself move."""
    return YEAR.sub(lambda found: str(int(found[0]) + years) if int(found[0]) in span else found[0], text)


def _free_code(earlier: Campaign, years: int, span: range) -> str:
    wanted = _later(earlier.code, years, span)
    if wanted == earlier.code:
        wanted = f"{wanted[:54]}-{earlier.starts_on.year + years}"
    code, number = wanted, 1
    while Campaign.objects.filter(code=code).exists():
        number += 1
        code = f"{wanted[:56]}-{number}"
    return code


def boards_of(campaign: Campaign) -> list[Board]:
    """The collectives whose meetings decided in a campaign, in its order."""
    found: dict[int, list[Subject]] = {}
    for subject in campaign.subjects.select_related("decided_by__unit"):
        found.setdefault(subject.decided_by_id, []).append(subject)
    return [
        Board(
            rows[0].decided_by,
            any(row.collective_id == body for row in rows),
            sum(not row.is_collective for row in rows),
        )
        for body, rows in found.items()
    ]


def still_needed(campaign: Campaign) -> list[GuidanceDocument]:
    """Documents of the earlier campaign for which this one has none of the same kind and issuer yet."""
    if campaign.cloned_from is None:
        return []
    have = set(campaign.guidance.values_list("kind", "issuer"))
    earlier = campaign.cloned_from
    return [row for row in earlier.guidance.filter(unit=earlier.unit_id) if (row.kind, row.issuer) not in have]
