"""What should be there before a campaign opens, in words: by whom, when, and for every unit whether somebody can do each step.

Only what the opening itself needs is required; the rest is advice, because an ordinary office fills it in as it goes.
The number of queries does not depend on how many units there are.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tusoi.foundation.access.roles import Permission
from tusoi.foundation.directory.models import Collective, SeatRank, Unit
from tusoi.foundation.kernel.days_off import days_from, holiday_on, working_days
from tusoi.foundation.rulebook.procedure import Procedure
from tusoi.foundation.ui.frame import url_if_any
from tusoi.foundation.ui.words import day as in_words
from tusoi.process.campaigns.deadlines import deadlines_of
from tusoi.process.campaigns.models import Campaign, TierWindow
from tusoi.process.campaigns.people import People, people_of


@dataclass(frozen=True)
class Point:
    """One point of the check. Required and not ok blocks the opening; not required is advice. url: where it is mended."""

    text: str
    ok: bool = False
    required: bool = False
    unit: Unit | None = None
    url: str = ""


@dataclass(frozen=True)
class UnitPoints:
    """What one unit lacks."""

    unit: Unit
    url: str
    points: list[Point] = field(default_factory=list)


@dataclass(frozen=True)
class Readiness:
    """The whole check: of the campaign as such, and of each unit that lacks something."""

    points: list[Point]
    units: list[UnitPoints]

    @property
    def faults(self) -> list[str]:
        """What blocks the opening, in words; a unit's with its name."""
        found = [point.text for point in self.points if point.required and not point.ok]
        return found + [
            f"{group.unit.short_name}: {p.text}" for group in self.units for p in group.points if p.required
        ]

    @property
    def blocked(self) -> list[UnitPoints]:
        return [group for group in self.units if any(point.required for point in group.points)]

    @property
    def advised(self) -> list[UnitPoints]:
        return [group for group in self.units if not any(point.required for point in group.points)]


def readiness(campaign: Campaign, procedure: Procedure, *, at: datetime) -> Readiness:
    """The check of a draft as of a day."""
    people = people_of(campaign.unit, at.date())
    lacking = sorted(_of_units(people), key=lambda point: point.unit.path if point.unit else "")
    units = [
        UnitPoints(unit, url_if_any("roll:unit", unit.code), list(points))
        for unit, points in groupby(lacking, key=lambda point: point.unit)
        if unit
    ]
    points = [*_plan(campaign, procedure), *_actors(campaign, people)]
    if not units:
        points.append(Point(_("Mỗi đơn vị đều có người làm được từng việc"), ok=True))
    return Readiness(points, units)


def _plan(campaign: Campaign, procedure: Procedure) -> Iterator[Point]:
    """Windows of all tiers, what they hold in days off, guidance."""
    windows = {tier.code: tier for tier in campaign.tiers.all()}
    missing = [tier.name for tier in procedure.tiers if tier.code not in windows]
    url = reverse("campaigns:windows", args=[campaign.code])
    if missing:
        said = _("Chưa có thời gian cho: %(names)s") % {"names": ", ".join(missing)}
        yield Point(said, required=True, url=url)
    else:
        yield Point(_("Mỗi cấp kiểm điểm đã có thời gian"), ok=True, required=True)
    for tier in windows.values():
        yield from _days_off(tier, url)
    for due in deadlines_of(procedure, windows.values()):
        if due.is_passed_by_window:
            words = {"tier": due.tier.name, "end": in_words(due.tier.closes_on), "what": due.rule.name}
            said = _("“%(tier)s” kéo dài đến %(end)s, sau hạn %(on)s của quy trình: %(what)s")
            yield Point(said % (words | {"on": in_words(due.on)}), url=url)
    guidance = campaign.guidance.count()
    register = reverse("campaigns:register", args=[campaign.code])
    if guidance:
        yield Point(_("%(count)s văn bản làm căn cứ đã đăng ký") % {"count": guidance}, ok=True)
    else:
        yield Point(_("Nên đăng ký nghị quyết, kế hoạch, hướng dẫn làm căn cứ"), url=register)


def _days_off(tier: TierWindow, url: str) -> Iterator[Point]:
    holidays = [day for day in days_from(tier.opens_on, tier.closes_on) if holiday_on(day)]
    if holidays:
        names = ", ".join(f"{holiday_on(day)} ({in_words(day)})" for day in holidays[:3])
        more = "…" if len(holidays) > 3 else ""
        words = {"tier": tier.name, "names": names + more, "days": working_days(tier.opens_on, tier.closes_on)}
        said = _("“%(tier)s” có ngày nghỉ lễ: %(names)s; còn %(days)s ngày làm việc") % words
        yield Point(said, url=url)


def _actors(campaign: Campaign, people: People) -> Iterator[Point]:
    """Whom the campaign as such needs: base organisations, an officer, a leader, counters of two agencies."""
    bases = sum(unit.is_base for unit in people.units)
    yield Point(_("%(count)s tổ chức cơ sở đảng thuộc đợt này") % {"count": bases}, bases > 0, required=True)
    top = campaign.unit.path
    if people.who_may(Permission.MANAGE_CAMPAIGN, top):
        yield Point(_("Có cán bộ phụ trách đợt kiểm điểm"), ok=True, required=True)
    else:
        yield Point(_("Chưa có tài khoản nào là cán bộ phụ trách ở %(unit)s") % {"unit": campaign.unit}, required=True)
    if not people.who_may(Permission.APPROVE_SUGGESTION, top):
        yield Point(_("Chưa có tài khoản lãnh đạo để duyệt gợi ý kiểm điểm"))
    if people.agencies_of_counters < 2:
        yield Point(
            _(
                "Tổ mở phiếu cần người của hai cơ quan, không ai thuộc tập thể được kiểm điểm; chưa đủ người có tài khoản"
            )
        )


def _of_units(people: People) -> Iterator[Point]:
    for unit in people.units:
        bodies = people.collectives.get(unit.pk, [])
        if unit.is_base or bodies:
            yield from _doers(unit, people, reviewed=bool(bodies))
        if (unit.is_base or unit.pk in people.leaves) and not people.has_members(unit):
            yield Point(_("Chưa có đảng viên nào trong danh sách"), unit=unit)
        for body in bodies:
            yield from _of_collective(unit, body, people)


def _doers(unit: Unit, people: People, *, reviewed: bool) -> Iterator[Point]:
    wanted = {
        Permission.RECORD_UNIT: _("tiếp nhận văn bản"),
        Permission.RUN_CLASS: _("mở lớp quán triệt, điểm danh"),
    }
    if reviewed:
        wanted[Permission.WRITE_COLLECTIVE_REPORT] = _("viết báo cáo tập thể")
        wanted[Permission.RUN_MEETING] = _("tổ chức hội nghị kiểm điểm")
    missing = [words for permission, words in wanted.items() if not people.who_may(permission, unit.path)]
    if missing:
        yield Point(_("Chưa có tài khoản nào làm được: %(what)s") % {"what": ", ".join(missing)}, unit=unit)


def _of_collective(unit: Unit, body: Collective, people: People) -> Iterator[Point]:
    """Exactly one head, somebody else to chair its own file, others to accept and to supervise, accounts to write with."""
    seats = people.seats.get(body.pk, [])
    heads = [person for person, rank in seats if rank == SeatRank.HEAD]
    seated = {person for person, _rank in seats}
    name = {"name": body.name}
    if not seats:
        yield Point(_("%(name)s chưa có thành viên nào") % name, unit=unit)
        return
    if len(heads) > 1:
        said = _("%(name)s có %(n)s người đứng đầu; chỉ được một") % {**name, "n": len(heads)}
        yield Point(said, required=True, unit=unit)
    elif not heads:
        yield Point(_("%(name)s chưa ghi ai là người đứng đầu") % name, unit=unit)
    elif len(seated) == 1:
        yield Point(_("%(name)s chỉ có một người: cần người khác chủ trì khi kiểm điểm người đó") % name, unit=unit)
    if not people.who_may(Permission.ACCEPT_REPORT, unit.path) - seated:
        yield Point(_("Chưa có ai ngoài %(name)s tiếp nhận được báo cáo") % name, unit=unit)
    if not people.others_than(seated):
        yield Point(_("Chưa có ai ngoài %(name)s để theo dõi, giám sát") % name, unit=unit)
    yield from _without_account(unit, body, seated, people)


def _without_account(unit: Unit, body: Collective, seated: Iterable[int], people: People) -> Iterator[Point]:
    missing = [person for person in seated if person not in people.with_account]
    if missing:
        said = ngettext(
            "%(name)s: %(n)s người chưa có tài khoản; bí thư nhập hộ bản tự kiểm điểm được",
            "%(name)s: %(n)s người chưa có tài khoản; bí thư nhập hộ bản tự kiểm điểm được",
            len(missing),
        )
        yield Point(said % {"name": body.name, "n": len(missing)}, unit=unit)
