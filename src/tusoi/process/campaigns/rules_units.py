"""May the tree be changed? Asked of whoever plans campaigns for the units above those that change."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.directory import reorganising
from tusoi.foundation.directory.models import Unit
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.tally.paths import within
from tusoi.process.campaigns.models import Campaign
from tusoi.process.campaigns.rules import check_can_manage
from tusoi.process.campaigns.states import CampaignState


def check_can_found(parent: Unit, *, on: date, paper: str, by: Account | None, at: datetime) -> None:
    check_can_manage(parent, by=by, at=at)
    _check_paper(paper)
    if on > at.date():
        raise Refused(_("Ngày có hiệu lực không thể ở sau hôm nay"), way_out=_("Ghi vào ngày quyết định có hiệu lực"))
    if parent.until is not None and parent.until <= on:
        raise Refused(_("Ngày ấy %(unit)s không còn hoạt động") % {"unit": parent})


def check_can_merge(
    olds: Sequence[Unit], into: Unit, *, on: date, paper: str, by: Account | None, at: datetime
) -> None:
    for unit in (*olds, into):
        check_can_manage(unit.parent or unit, by=by, at=at)
    _check_paper(paper)
    reorganising.check_can_merge(olds, into, on=on, at=at)
    _check_none_runs_a_campaign(olds)


def check_can_move(unit: Unit, parent: Unit, *, on: date, paper: str, by: Account | None, at: datetime) -> None:
    check_can_manage(unit.parent or unit, by=by, at=at)
    check_can_manage(parent, by=by, at=at)
    _check_paper(paper)
    reorganising.check_can_move(unit, parent, on=on, at=at)
    _check_none_runs_a_campaign([unit])


def check_is_new(campaign: Campaign, unit: Unit) -> None:
    """A unit that left a campaign does not come back into it: its figures would count two times."""
    if campaign.units.filter(within(unit.path, "unit__path")).exists():
        raise Refused(
            _("%(unit)s hoặc đơn vị bên dưới đã từng thuộc “%(campaign)s” rồi ra khỏi đợt ấy")
            % {"unit": unit, "campaign": campaign.title}
        )


def _check_paper(paper: str) -> None:
    if not paper.strip():
        raise Refused(_("Chưa ghi quyết định nào sắp xếp đơn vị"), way_out=_("Ghi số, nơi và ngày ban hành"))


def _check_none_runs_a_campaign(units: Iterable[Unit]) -> None:
    """Campaigns that such a unit runs are closed first; their papers carry its name."""
    running = Campaign.objects.filter(unit__in=[unit.pk for unit in units], state=CampaignState.OPEN).first()
    if running is not None:
        raise Refused(
            _("%(unit)s đang tổ chức “%(campaign)s”") % {"unit": running.unit, "campaign": running.title},
            way_out=_("Kết thúc đợt kiểm điểm ấy trước"),
        )
