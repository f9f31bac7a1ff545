"""What may be issued and withdrawn. Who may issue is the rule of the step whose document it is."""

from datetime import datetime

from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.permissions import may
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.documents.models import IssuedDocument
from tusoi.foundation.kernel.refusal import Refused


def check_can_withdraw(document: IssuedDocument, *, by: Account | None, at: datetime) -> None:
    """Who manages the campaign at the issuing unit, or keeps its records. Raises Refused."""
    if document.withdrawn_at is not None:
        raise Refused(_("Văn bản này đã được thu hồi"))
    on = at.date()
    if not any(
        may(by, permission, document.unit.path, on=on)
        for permission in (Permission.MANAGE_CAMPAIGN, Permission.RECORD_UNIT)
    ):
        raise Refused(
            _("Chỉ đơn vị đã ban hành mới thu hồi được văn bản"),
            way_out=_("Liên hệ đơn vị ban hành ghi trên văn bản"),
        )


def check_intact(document: IssuedDocument) -> None:
    """Raises Refused where the stored content is not the one that was issued."""
    if not document.intact:
        raise Refused(
            _("Nội dung lưu trữ không còn khớp với bản đã ban hành"),
            way_out=_("Báo người quản trị máy; bản giấy có chữ ký là bản đúng"),
        )
