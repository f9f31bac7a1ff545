"""Turnout of a round, as far as it may be shown; what waits for the officer and for the counting team."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.secrecy import actions as secrecy
from tusoi.foundation.secrecy.models import Keyholder
from tusoi.foundation.secrecy.thresholds import Shown, merge, settled
from tusoi.foundation.tally.figures import Figure
from tusoi.process.campaigns.models import Campaign
from tusoi.process.campaigns.progress import Task
from tusoi.process.feedback.models import Invitation, Round
from tusoi.process.feedback.states import RoundState


@dataclass(frozen=True)
class Turnout:
    """One row: a group, or small ones together. figure: slips handed in and people invited; None where not shown.

    rough: the number in full steps of the threshold: before closing, as the day's first look had it; afterwards where a
    pool stayed small (see thresholds.settled).
    """

    name: str
    figure: Figure | None
    rough: bool = False

    @property
    def too_many(self) -> bool:
        """More codes used than people invited: spare or foreign sheets were used."""
        return self.figure is not None and self.figure.done > self.figure.total


def turnout(round: Round, *, on: date) -> list[Turnout]:
    """Turnout by group. Attributed groups as they are; anonymous ones only as thresholds allow."""
    if round.box is None or round.state == RoundState.DRAFT:
        return []
    groups = list(round.groups.all().invited())
    used: dict[str, int] = {}
    for (code, _label), (spent, _issued) in secrecy.turnout(round.box).items():
        used[code] = used.get(code, 0) + spent
    rows = [Turnout(g.name, Figure(used.get(g.code, 0), g.people)) for g in groups if g.is_attributed]
    anonymous = {g.code: g for g in groups if not g.is_attributed}
    names = {code: g.name for code, g in anonymous.items()}
    if round.state == RoundState.OPEN:
        return rows + _while_open(round, {c: g.people for c, g in anonymous.items()}, names, on)
    people = {code: g.people for code, g in anonymous.items()}
    return rows + [_row(shown, names) for shown in settled(used, people, round.threshold)]


def _row(shown: Shown, names: dict[str, str]) -> Turnout:
    name = ", ".join(names[code] for code in shown.groups)
    if shown.used is None or shown.total is None:
        return Turnout(name, None, shown.rough)
    return Turnout(name, Figure(shown.used, shown.total), shown.rough)


def _while_open(round: Round, people: dict[str, int], names: dict[str, str], on: date) -> list[Turnout]:
    """Before closing the pools stand on the people invited alone, so that they do not change from day to day."""
    assert round.box is not None
    pools = merge({code: (count, count) for code, count in people.items()}, round.threshold)
    seen = secrecy.glimpse(round.box, {"+".join(p.groups): p.groups for p in pools if p.total is not None}, on=on)
    return [
        Turnout(
            ", ".join(names[code] for code in pool.groups),
            Figure(seen["+".join(pool.groups)], pool.total) if pool.total is not None else None,
            rough=True,
        )
        for pool in pools
    ]


def handed_in(round: Round) -> Figure | None:
    """All slips of a closed round against all invited; None where a group is small, since a total would show it."""
    if round.state not in {RoundState.CLOSED, RoundState.OPENED, RoundState.SYNTHESISED}:
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
