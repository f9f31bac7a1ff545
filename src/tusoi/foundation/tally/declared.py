"""Figures that somebody declares, kept beside the counted ones. Exact: whole numbers and fractions, never floats.

A rate as written stands for every exact rate that rounds to it, half up, at the number of decimals it is written with:
"97,67" stands for 97.665 up to but not including 97.675.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.tally.figures import Figure

_WRITTEN = re.compile(r"(\d{1,12})(?:[.,](\d{1,9}))?\s*%?")


@dataclass(frozen=True)
class Rate:
    """A percentage as written: `units` whole steps of 10^-decimals. "97,67" is Rate(9767, 2)."""

    units: int
    decimals: int

    def __str__(self) -> str:
        whole, part = divmod(self.units, 10**self.decimals)
        return f"{whole},{part:0{self.decimals}d}" if self.decimals else str(whole)

    @property
    def exact(self) -> Fraction:
        return Fraction(self.units, 10**self.decimals)


@dataclass(frozen=True)
class Totals:
    """Every whole number from `first` to `last`; `last` None means without end. Empty where last < first."""

    first: int
    last: int | None

    def __bool__(self) -> bool:
        return self.last is None or self.first <= self.last

    def __contains__(self, total: object) -> bool:
        return isinstance(total, int) and self.first <= total and (self.last is None or total <= self.last)

    def __iter__(self) -> Iterator[int]:
        """Only of a set that ends."""
        if self.last is None:
            raise ValueError("these totals have no end")
        return iter(range(self.first, self.last + 1))


def read_percent(text: str) -> Rate:
    """Read "97,67", "97.67" or "97,67 %". Raises Refused for anything else."""
    found = _WRITTEN.fullmatch(text.strip().replace("\u00a0", " "))
    if not found:
        raise Refused(
            _("Không đọc được tỷ lệ “%(text)s”") % {"text": text},
            way_out=_("Ghi như 97,67 hoặc 97.67 hoặc 97,67 %"),
        )
    whole, part = found[1], found[2] or ""
    return Rate(int(whole + part), len(part))


def rate_of(count: int, total: int, decimals: int = 2) -> Rate:
    """100 × count / total rounded half up. total must not be 0."""
    return Rate((200 * count * 10**decimals + total) // (2 * total), decimals)


def totals_that_fit(count: int, percent: str) -> Totals:
    """All whole totals N ≥ 1 for which count/N, rounded half up as written, is that percentage."""
    rate = read_percent(percent)
    scaled = 200 * count * 10**rate.decimals  # count/N fits when 2u-1 <= scaled/N < 2u+1
    first = max(1, scaled // (2 * rate.units + 1) + 1)
    return Totals(first, scaled // (2 * rate.units - 1) if rate.units else None)


def closest(count: int, percent: str) -> list[int]:
    """The two neighbouring totals whose exact rates lie on either side of the percentage (one where there is no smaller).

    Empty where no total comes near: a count of 0 beside a rate above 0.
    """
    rate = read_percent(percent)
    if not count or not rate.units:
        return []
    below = int(100 * count / rate.exact)
    return [total for total in (below, below + 1) if total >= 1]


class FaultKind(models.TextChoices):
    UNREADABLE = "unreadable", gettext_lazy("không đọc được tỷ lệ")
    OVER_HUNDRED = "over_hundred", gettext_lazy("quá 100 %")
    MORE_THAN_TOTAL = "more_than_total", gettext_lazy("nhiều hơn tổng số")
    MORE_THAN_ROLL = "more_than_roll", gettext_lazy("nhiều hơn danh sách")
    FITS_NO_TOTAL = "fits_no_total", gettext_lazy("không khớp tổng số nguyên nào")
    RATE_DIFFERS = "rate_differs", gettext_lazy("tỷ lệ không khớp hai số đã ghi")
    COUNT_DIFFERS = "count_differs", gettext_lazy("số lượng khác số đếm được")
    TOTAL_DIFFERS = "total_differs", gettext_lazy("tổng số khác danh sách")
    RATE_OFF = "rate_off", gettext_lazy("tỷ lệ khác tỷ lệ đếm được")
    LESS_THAN_EARLIER = "less_than_earlier", gettext_lazy("ít hơn số đã báo cáo trước đó")
    CHILDREN_DIFFER = "children_differ", gettext_lazy("khác tổng của các đơn vị trực thuộc")


@dataclass(frozen=True)
class Fault:
    """One neighbourly remark about a declared figure."""

    kind: FaultKind
    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Declared:
    """What somebody reported: a count, and where given a total and a percentage as written."""

    count: int
    total: int | None = None
    percent: str = ""


def number(value: int) -> str:
    """3261 -> 3.261"""
    return f"{value:,}".replace(",", ".")


def _points(one: Rate, other: Rate) -> str:
    return str(Rate(abs(one.units - other.units), one.decimals))


def neighbours(count: int, percent: str) -> str:
    """ "3.338 (97,69 %) và 3.339 (97,66 %)": the nearest totals with their rates; "" where there are none."""
    decimals = read_percent(percent).decimals
    return _(" và ").join(f"{number(total)} ({rate_of(count, total, decimals)} %)" for total in closest(count, percent))


def no_total_fits(count: int, percent: str) -> str:
    """The sentence that says so, naming the nearest totals."""
    said = {"count": number(count), "percent": read_percent(percent), "near": neighbours(count, percent)}
    if not said["near"]:
        return _("%(count)s ở mức %(percent)s %% không khớp với tổng số nguyên nào; đề nghị kiểm tra lại") % said
    return (
        _(
            "%(count)s ở mức %(percent)s %% không khớp với tổng số nguyên nào; gần nhất là %(near)s; đề nghị kiểm tra lại"
        )
        % said
    )


def _rate_faults(declared: Declared) -> Iterator[Fault]:
    """Faults of a percentage by itself and beside the declared count and total."""
    rate = read_percent(declared.percent)
    if rate.exact > 100:
        yield Fault(FaultKind.OVER_HUNDRED, _("Tỷ lệ %(rate)s %% quá 100 %%; đề nghị kiểm tra lại") % {"rate": rate})
    fit = totals_that_fit(declared.count, declared.percent)
    if not fit:
        yield Fault(FaultKind.FITS_NO_TOTAL, no_total_fits(declared.count, declared.percent))
    elif declared.total and declared.total not in fit:
        right = rate_of(declared.count, declared.total, rate.decimals)
        yield Fault(
            FaultKind.RATE_DIFFERS,
            _("Lệch %(points)s điểm so với %(count)s/%(total)s; đề nghị kiểm tra lại")
            % {
                "points": _points(rate, right),
                "count": number(declared.count),
                "total": number(declared.total),
            },
        )


def _counted_faults(declared: Declared, counted: Figure) -> Iterator[Fault]:
    """Where the declared figure leaves the counted one."""
    if declared.count > counted.total:
        yield Fault(
            FaultKind.MORE_THAN_ROLL,
            _("Số báo cáo %(count)s nhiều hơn danh sách có %(roll)s; đề nghị kiểm tra lại")
            % {"count": number(declared.count), "roll": number(counted.total)},
        )
    if declared.count != counted.done:
        yield Fault(
            FaultKind.COUNT_DIFFERS,
            _("Số báo cáo %(count)s, đếm được %(done)s: lệch %(gap)s; đề nghị kiểm tra lại")
            % {
                "count": number(declared.count),
                "done": number(counted.done),
                "gap": number(abs(declared.count - counted.done)),
            },
        )
    if declared.total is not None and declared.total != counted.total:
        yield Fault(
            FaultKind.TOTAL_DIFFERS,
            _("Tổng số báo cáo %(total)s, danh sách có %(roll)s: lệch %(gap)s; đề nghị kiểm tra lại")
            % {
                "total": number(declared.total),
                "roll": number(counted.total),
                "gap": number(abs(declared.total - counted.total)),
            },
        )


def _rate_off(rate: Rate, counted: Figure) -> Iterator[Fault]:
    if not counted.total:
        return
    right = rate_of(counted.done, counted.total, rate.decimals)
    if right != rate:
        yield Fault(
            FaultKind.RATE_OFF,
            _("Lệch %(points)s điểm so với %(done)s/%(total)s = %(right)s %%; đề nghị kiểm tra lại")
            % {
                "points": _points(rate, right),
                "done": number(counted.done),
                "total": number(counted.total),
                "right": right,
            },
        )


def faults(declared: Declared, counted: Figure | None = None) -> list[Fault]:
    """Everything about a declared figure that cannot be true, or that differs from the counted one. Never an error."""
    found: list[Fault] = []
    if declared.total is not None and declared.count > declared.total:
        found.append(
            Fault(
                FaultKind.MORE_THAN_TOTAL,
                _("Số báo cáo %(count)s nhiều hơn tổng số %(total)s; đề nghị kiểm tra lại")
                % {"count": number(declared.count), "total": number(declared.total)},
            )
        )
    rate: Rate | None = None
    if declared.percent:
        try:
            rate = read_percent(declared.percent)
        except Refused as refused:
            found.append(Fault(FaultKind.UNREADABLE, refused.reason))
        else:
            found.extend(_rate_faults(declared))
    if counted is not None:
        found.extend(_counted_faults(declared, counted))
        if rate is not None:
            found.extend(_rate_off(rate, counted))
    return found


def earlier_fault(count: int, earlier: int, on: date) -> Iterator[Fault]:
    """A later figure of what only grows lies below an earlier one, of the day `on`."""
    if count < earlier:
        yield Fault(
            FaultKind.LESS_THAN_EARLIER,
            _("Số báo cáo %(count)s ít hơn số %(earlier)s đã báo cáo ngày %(day)s; đề nghị kiểm tra lại")
            % {"count": number(count), "earlier": number(earlier), "day": on.strftime("%d/%m/%Y")},
        )


def children_faults(parent: Declared, children: Sequence[Declared], *, complete: bool) -> Iterator[Fault]:
    """Where the sum of what the units directly below declared does not fit what the unit itself declared.

    complete: every unit below declared on the same day, so that the sums must be equal; else theirs must not be more.
    """
    if not children:
        return
    pairs = [(parent.count, sum(child.count for child in children), _("số đã dự"))]
    totals = [child.total for child in children if child.total is not None]
    if parent.total is not None and len(totals) == len(children):
        pairs.append((parent.total, sum(totals), _("tổng số phải dự")))
    for own, added, what in pairs:
        if added > own or (complete and added < own):
            yield Fault(
                FaultKind.CHILDREN_DIFFER,
                _(
                    "Cộng %(what)s của %(units)s đơn vị trực thuộc được %(sum)s, đơn vị ghi %(own)s: lệch %(gap)s; "
                    "đề nghị kiểm tra lại"
                )
                % {
                    "what": what,
                    "units": number(len(children)),
                    "sum": number(added),
                    "own": number(own),
                    "gap": number(abs(added - own)),
                },
            )
