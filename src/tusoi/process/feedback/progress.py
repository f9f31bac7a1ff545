"""Turnout of a round, as far as it may be shown; what waits for the officer and for the counting team."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.secrecy import actions as secrecy
from tusoi.foundation.secrecy.models import Keyholder
from tusoi.foundation.secrecy.thresholds import Shown, merge, settled
from tusoi.foundation.tally.figures import Figure
from tusoi.foundation.tally.paths import within
from tusoi.process.campaigns.models import Campaign
from tusoi.process.campaigns.progress import Task
from tusoi.process.feedback.models import Invitation, Replacement, Round
from tusoi.process.feedback.states import RoundState


@dataclass(frozen=True)
class Turnout:
    """One row: a group, or small ones together. figure: slips handed in and people invited; None where not shown.

    rough: the number in full steps of the threshold: before opening, as the day's first look had it; afterwards where a
    pool stayed small (see thresholds.settled). replaced: how many lost codes were replaced.
    over: after opening, more slips than people, also where the step does not show it.
    """

    name: str
    figure: Figure | None
    rough: bool = False
    replaced: int = 0
    over: bool = False

    @property
    def too_many(self) -> bool:
        """More codes used than people invited: spare or foreign sheets were used."""
        return self.over or (self.figure is not None and self.figure.done > self.figure.total)


def turnout(round: Round, *, on: date) -> list[Turnout]:
    """Turnout by group. Attributed groups as they are; anonymous ones only as thresholds allow."""
    if round.box is None or round.state == RoundState.DRAFT:
        return []
    groups = list(round.groups.all().invited())
    used: dict[str, int] = {}
    for (code, _label), (spent, _issued) in secrecy.turnout(round.box).items():
        used[code] = used.get(code, 0) + spent
    lost = _replaced(round)
    rows = [Turnout(g.name, Figure(used.get(g.code, 0), g.people)) for g in groups if g.is_attributed]
    anonymous = {g.code: g for g in groups if not g.is_attributed}
    names = {code: g.name for code, g in anonymous.items()}
    if round.state in {RoundState.OPEN, RoundState.CLOSED}:  # while paper is typed the numbers still move
        return rows + _before_opening(round, {c: g.people for c, g in anonymous.items()}, names, lost, on)
    people = {code: g.people for code, g in anonymous.items()}
    return rows + [
        replace(_row(shown, names, lost), over=_is_over(shown, used, people))
        for shown in settled(used, people, round.threshold)
    ]


def _is_over(shown: Shown, used: dict[str, int], people: dict[str, int]) -> bool:
    """More slips than people in a row whose people are told. Of a group smaller than the row it says nothing."""
    if shown.total is None:
        return False
    return sum(used.get(code, 0) for code in shown.groups) > sum(people[code] for code in shown.groups)


def _replaced(round: Round) -> dict[str, int]:
    """{group code: lost codes that two people have replaced}."""
    done = Replacement.objects.filter(group__round=round).exclude(confirmed_by=None).order_by()
    return dict(done.values_list("group__code").annotate(n=Count("pk")))


def _row(shown: Shown, names: dict[str, str], lost: dict[str, int]) -> Turnout:
    name = ", ".join(names[code] for code in shown.groups)
    figure = None if shown.used is None or shown.total is None else Figure(shown.used, shown.total)
    return Turnout(name, figure, shown.rough, replaced=sum(lost.get(code, 0) for code in shown.groups))


def _before_opening(
    round: Round, people: dict[str, int], names: dict[str, str], lost: dict[str, int], on: date
) -> list[Turnout]:
    """Before opening the pools stand on the people invited alone, so that they do not change from day to day."""
    assert round.box is not None
    pools = merge({code: (count, count) for code, count in people.items()}, round.threshold)
    seen = secrecy.glimpse(round.box, {"+".join(p.groups): p.groups for p in pools if p.total is not None}, on=on)
    return [
        Turnout(
            ", ".join(names[code] for code in pool.groups),
            Figure(seen["+".join(pool.groups)], pool.total) if pool.total is not None else None,
            rough=True,
            replaced=sum(lost.get(code, 0) for code in pool.groups),
        )
        for pool in pools
    ]


@dataclass(frozen=True)
class TooMany:
    """More slips than people invited, in a row of the turnout of a round."""

    round: Round
    name: str
    figure: Figure
    rough: bool


def too_many(campaign: Campaign, path: str, account: Account, on: date) -> list[TooMany]:
    """What does not add up in the rounds that the account sees, asked by the unit at this path or below it."""
    seen = campaign.rounds.all().visible_to(account, on).exclude(state=RoundState.DRAFT)
    seen = seen.filter(within(path, "campaign_unit__unit__path")).select_related("box", "campaign")
    return [
        TooMany(round, row.name, row.figure, row.rough)
        for round in seen
        for row in turnout(round, on=on)
        if row.too_many and row.figure
    ]


def handed_in(round: Round) -> Figure | None:
    """All slips of an opened round against all invited; None where a group is hidden, since a total would show it."""
    if round.state not in {RoundState.OPENED, RoundState.SYNTHESISED}:
        return None
    rows = turnout(round, on=round.closes_on)
    known = [row.figure for row in rows if row.figure is not None and not row.rough]
    if not rows or len(known) < len(rows):
        return None
    return Figure(sum(f.done for f in known), sum(f.total for f in known))


def invited(round: Round) -> int:
    """How many people and organisations were invited."""
    return Invitation.objects.filter(group__round=round).count()


def waiting_for(account: Account, campaign: Campaign, at: datetime) -> list[Task]:
    """For the officer: open, close. For the team: set the passphrase, give it after closing. A fixed number of queries."""
    on = at.date()
    tasks = [task for round in campaign.rounds.run_by(account, on) if (task := _officers(round, on))]
    holders = Keyholder.objects.filter(account=account, box__scope=campaign.pk).select_related("box")
    own = {holder.box_id: holder for holder in holders}
    for round in campaign.rounds.filter(box__in=own):
        if task := _teams(round, own[round.box_id or 0]):
            tasks.append(task)
    return tasks


def _page(round: Round, name: str = "round") -> str:
    return reverse(f"feedback:{name}", args=[round.campaign.code, round.code])


def _officers(round: Round, on: date) -> Task | None:
    if round.state == RoundState.DRAFT:
        return Task(_("Chuẩn bị và bắt đầu lấy ý kiến"), round.title, round.opens_on, _page(round), _("Chuẩn bị"))
    if round.state == RoundState.OPEN and on > round.closes_on:
        return Task(
            _("Khóa đợt lấy ý kiến"), round.title, round.closes_on + timedelta(days=1), _page(round), _("Xem và khóa")
        )
    return None


def _teams(round: Round, own: Keyholder) -> Task | None:
    if round.state == RoundState.DRAFT and not own.ready:
        page = _page(round, "passphrase")
        return Task(_("Đặt mật khẩu mở phiếu"), round.title, round.opens_on, page, _("Đặt mật khẩu"))
    if round.state == RoundState.CLOSED and not own.entered:
        return Task(_("Mở phiếu góp ý"), round.title, None, _page(round, "open-slips"), _("Nhập mật khẩu"))
    return None
