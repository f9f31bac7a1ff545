"""May a make-up class be planned?"""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from tusoi.foundation.directory.models import Person
from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.campaigns.models import CampaignUnit


def check_anybody_missing(unit: CampaignUnit, people: Sequence[Person]) -> None:
    if not people:
        raise Refused(
            _("%(unit)s không còn ai cần mời lớp bổ sung") % {"unit": unit},
            way_out=_("Người đã được mời một lớp bổ sung sắp mở chỉ được mời nữa khi đồng chí chọn như vậy"),
        )
