"""May a figure that a unit reported be kept, or withdrawn?"""

from datetime import date, datetime

from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.tally.declared import read_percent
from tusoi.process.campaigns.models import CampaignUnit
from tusoi.process.campaigns.rules import check_can_record
from tusoi.process.dissemination.models import DeclaredFigure


def check_can_declare(campaign_unit: CampaignUnit, *, by: Account | None, at: datetime) -> None:
    check_can_record(campaign_unit, by=by, at=at)


def check_declared(campaign_unit: CampaignUnit, *, percent: str, source: str, declared_on: date, at: datetime) -> None:
    """A declared figure may be untrue, but it must be readable, have a source and not be of the future."""
    if percent:
        read_percent(percent)
    if not source.strip():
        raise Refused(_("Chưa ghi số liệu lấy từ đâu"))
    if declared_on > at.date():
        raise Refused(_("Ngày của số liệu không thể ở sau hôm nay"))
    if declared_on < campaign_unit.campaign.starts_on:
        raise Refused(_("Ngày của số liệu không thể trước khi đợt kiểm điểm bắt đầu"))


def already_withdrawn() -> Refused:
    return Refused(_("Số liệu này đã được rút"))


def check_can_withdraw(figure: DeclaredFigure, *, by: Account, at: datetime) -> None:
    """Whoever may record the unit's figures may withdraw one, once."""
    check_can_record(figure.campaign_unit, by=by, at=at)
    if figure.withdrawn_on is not None:
        raise already_withdrawn()


def check_reason(reason: str) -> str:
    """The reason without blanks around it. Raises Refused where there is none."""
    if not reason.strip():
        raise Refused(
            _("Chưa ghi lý do rút"), way_out=_("Ghi một dòng: ghi nhầm chỗ nào, hoặc đơn vị đính chính ra sao")
        )
    return reason.strip()
