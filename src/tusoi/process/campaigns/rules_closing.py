"""May a campaign be closed, or opened again?"""

from datetime import datetime

from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.campaigns.models import Campaign
from tusoi.process.campaigns.rules import check_can_manage, check_is_open
from tusoi.process.campaigns.states import CampaignState


def check_can_close(campaign: Campaign, *, by: Account | None, at: datetime) -> None:
    """Who runs the campaign, while it is open."""
    check_can_manage(campaign.unit, by=by, at=at)
    check_is_open(campaign)


def check_is_accounted_for(left: int, note: str) -> None:
    """With something left a campaign is closed by a named person and with what they say about it (rule 6 of the product)."""
    if left and not note.strip():
        raise Refused(
            _("Đợt còn %(n)s việc chưa xong") % {"n": left},
            way_out=_("Ghi vì sao vẫn kết thúc đợt; những việc còn lại đi đâu thì ghi ở từng phần bên dưới"),
        )


def check_can_reopen(campaign: Campaign, *, by: Account | None, at: datetime) -> None:
    check_can_manage(campaign.unit, by=by, at=at)
    if campaign.state != CampaignState.CLOSED:
        raise Refused(_("Đợt kiểm điểm này không ở tình trạng đã kết thúc"))


def check_reason(reason: str) -> None:
    if not reason.strip():
        raise Refused(_("Chưa ghi vì sao mở lại đợt kiểm điểm"))
