"""May a file be added to a guidance document?"""

from datetime import datetime

from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.campaigns.models import GuidanceDocument
from tusoi.process.campaigns.rules import check_can_register_guidance


def check_can_add_file(document: GuidanceDocument, *, by: Account | None, at: datetime) -> None:
    """Who may register the document may add its file; never to a classified one (rule 10 of the product)."""
    check_can_register_guidance(document.campaign, document.unit, by=by, at=at)
    if document.is_classified:
        raise Refused(
            _("Văn bản mật không lưu tệp ở đây, chỉ ghi số, ký hiệu, nơi và ngày ban hành"),
            way_out=_("Giữ văn bản theo chế độ tài liệu mật của cơ quan"),
        )
