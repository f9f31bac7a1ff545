"""A clock that is wrong must not destroy anything. What ends on a day ends only while the machine's clock goes on as it should.

The worker looks once a minute. A clock that has gone on by more than LEAP since the last look, or has gone back, is doubted until
it is where it was expected again, or somebody confirms it (`tusoi clock`). A machine that was off for long is doubted as well.
"""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from tusoi.foundation.kernel.models import ClockMark

LEAP = 10  # days; off over the longest holiday is no leap
BACK = 1  # setting a zone or summer time is none either


def watch(now: datetime) -> bool:
    """Look at the real clock; True while it can be believed."""
    day = timezone.localdate(now)
    mark = ClockMark.objects.filter(pk=1).first()
    if mark is None:
        ClockMark.objects.create(pk=1, seen=day)
        return True
    gone = (day - mark.seen).days
    believed = -BACK <= gone <= LEAP
    if believed and (gone > 0 or mark.doubted):  # one write a day: more would be a clock beside the slips
        ClockMark.objects.filter(pk=1).update(seen=max(day, mark.seen), doubted=False)
    elif not believed and not mark.doubted:
        ClockMark.objects.filter(pk=1).update(doubted=True)
    return believed


def confirm(now: datetime) -> None:
    """Somebody has looked at a calendar: it is right. Whoever calls this writes down who."""
    ClockMark.objects.update_or_create(pk=1, defaults={"seen": timezone.localdate(now), "doubted": False})


def doubt() -> str:
    """A sentence for pages and logs while the clock is doubted; else ""."""
    mark = ClockMark.objects.filter(pk=1, doubted=True).first()
    if mark is None:
        return ""
    return _(
        "Đồng hồ máy chủ nhảy khỏi ngày %(day)s quá xa, nên chương trình không hủy lời văn phiếu nào. "
        "Người quản trị chỉnh đồng hồ, hoặc xác nhận bằng lệnh tusoi clock"
    ) % {"day": mark.seen.strftime("%d/%m/%Y")}
