"""Who writes, signs and returns the minutes, and when they are fixed.

The form asks for the writer's and the chair's signature (minutes (12), domain.md 2.4). Old chairs sign on paper: who runs
the meeting enters that for them, and the minutes say so.
"""

from datetime import datetime

from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.directory.models import Person
from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.reviews.models import Meeting, Minutes
from tusoi.process.reviews.rules import check_can_run
from tusoi.process.reviews.states import MeetingState, MinutesState

MOST_SCANS = 40  # pages of one meeting


def check_can_edit(minutes: Minutes, *, by: Account | None, at: datetime) -> None:
    """From the opening on, until the writer has signed."""
    check_can_run(minutes.meeting, by=by, at=at)
    if minutes.state == MinutesState.FIXED:
        raise Refused(_("Biên bản đã ký đủ, không sửa được nữa"))
    if minutes.state == MinutesState.SIGNED:
        raise Refused(
            _("Người ghi biên bản đã ký, đang chờ chủ trì ký"),
            way_out=_("Muốn sửa, chủ trì trả lại biên bản cho người ghi"),
        )


def check_can_add_scan(minutes: Minutes, *, by: Account | None, at: datetime) -> None:
    """Pages are added until both have signed here; then the file is complete."""
    check_can_run(minutes.meeting, by=by, at=at)
    if minutes.state == MinutesState.FIXED:
        raise Refused(_("Biên bản đã ký đủ, không sửa được nữa"))
    if minutes.scans.count() >= MOST_SCANS:
        raise Refused(_("Đã có %(n)d trang, không thêm được nữa") % {"n": MOST_SCANS})


def check_revision(now: int, seen: int) -> None:
    """Two people write the same minutes: what one saved meanwhile is never overwritten unseen."""
    if now != seen:
        raise Refused(
            _("Phần này vừa được lưu từ một cửa sổ khác; bài đang viết ở đây chưa lưu"),
            way_out=_("So với bản đã lưu hiện bên cạnh, ghép lại rồi lưu lần nữa"),
        )


def _check_over(meeting: Meeting) -> None:
    if meeting.state != MeetingState.CONCLUDED:
        raise Refused(_("Hội nghị chưa bế mạc"), way_out=_("Ký biên bản sau khi bế mạc"))


def check_can_sign(minutes: Minutes, *, by: Account | None, at: datetime) -> None:
    """The writer signs what is complete: the end, the copies, and whether it was read out are filled in."""
    _check_signs_for(minutes, minutes.meeting.minute_taker, by=by, at=at)
    _check_over(minutes.meeting)
    if minutes.state != MinutesState.DRAFT:
        raise Refused(_("Biên bản này người ghi đã ký"))
    empty = [
        label
        for value, label in (
            (minutes.ended_at, _("giờ bế mạc")),
            (minutes.copies, _("số bản")),
            (minutes.was_read_out, _("đã thông qua tại hội nghị hay chưa")),
            (not minutes.from_book or minutes.scans.first(), _("ảnh các trang sổ biên bản đã ký")),
        )
        if value is None
    ]
    if empty:
        raise Refused(
            _("Biên bản còn thiếu: %(what)s") % {"what": ", ".join(empty)}, way_out=_("Điền các mục này rồi ký")
        )


def check_can_sign_as_chair(minutes: Minutes, *, by: Account | None, at: datetime) -> None:
    """The chair signs what the writer has signed, or sends it back; after both signatures neither."""
    _check_signs_for(minutes, minutes.meeting.chair, by=by, at=at)
    _check_over(minutes.meeting)
    if minutes.state == MinutesState.DRAFT:
        raise Refused(_("Người ghi biên bản chưa ký"), way_out=_("Người ghi ký trước, chủ trì ký sau"))
    if minutes.state == MinutesState.FIXED:
        raise Refused(_("Biên bản đã ký đủ, không sửa được nữa"))


def _check_signs_for(minutes: Minutes, person: Person, *, by: Account | None, at: datetime) -> None:
    """Each with the own account. For one without an account, who runs the meeting enters the signature given on paper."""
    if by is None or by.person_id == person.pk:
        return
    check_can_run(minutes.meeting, by=by, at=at)
    if Account.objects.filter(person=person, is_active=True).exists():
        raise Refused(
            _("%(name)s ký bằng tài khoản của mình") % {"name": person.name},
            way_out=_("Chỉ ghi thay chữ ký trên giấy của người không có tài khoản"),
        )
