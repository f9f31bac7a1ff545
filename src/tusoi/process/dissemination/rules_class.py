"""May it be done with a class? Changing and withdrawing it, its invitations, corrections of its list, its report."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.directory.models import Person
from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.campaigns.rules import check_is_open
from tusoi.process.dissemination.models import Attendance, ClassMaterial, Invitee, StudyClass
from tusoi.process.dissemination.rules import check_can_check_in, check_can_run_class, check_not_withdrawn
from tusoi.process.dissemination.states import AbsenceKind, ClassState


def check_can_change(study_class: StudyClass, *, by: Account | None, at: datetime) -> None:
    """While it is planned and nobody is marked: afterwards the day of the class is the day on which people were reached."""
    check_can_run_class(study_class.organiser, by=by, at=at)
    check_not_withdrawn(study_class)
    if study_class.state != ClassState.PLANNED:
        raise Refused(_("Lớp đã điểm danh xong, không sửa được nữa"))
    if Attendance.objects.filter(study_class=study_class, taken_back_on=None).exists():
        raise Refused(
            _("Lớp đã có người điểm danh, không đổi ngày, nơi được nữa"), way_out=_("Bỏ điểm danh, hoặc rút lớp này")
        )


def check_day(study_class: StudyClass, held_on: date) -> None:
    campaign = study_class.campaign
    if not campaign.starts_on <= held_on <= campaign.ends_on:
        raise Refused(_("Ngày mở lớp phải nằm trong đợt kiểm điểm"))


def check_can_withdraw(study_class: StudyClass, *, reason: str, by: Account | None, at: datetime) -> None:
    check_can_run_class(study_class.organiser, by=by, at=at)
    check_not_withdrawn(study_class)
    if not reason.strip():
        raise Refused(_("Chưa ghi vì sao rút lớp này"))


def check_can_reopen(study_class: StudyClass, *, reason: str, by: Account | None, at: datetime) -> None:
    check_can_run_class(study_class.organiser, by=by, at=at)
    check_not_withdrawn(study_class)
    if study_class.state != ClassState.HELD:
        raise Refused(_("Danh sách lớp đang mở"))
    if not reason.strip():
        raise Refused(_("Chưa ghi vì sao mở lại danh sách"))


def check_can_invite(study_class: StudyClass, *, by: Account | None, at: datetime) -> None:
    check_can_run_class(study_class.organiser, by=by, at=at)
    check_not_withdrawn(study_class)
    if study_class.state != ClassState.PLANNED:
        raise Refused(_("Lớp đã điểm danh xong"))


def check_can_take_off(study_class: StudyClass, *, by: Account | None, at: datetime) -> None:
    check_can_invite(study_class, by=by, at=at)
    if study_class.invited_on is not None:
        raise Refused(
            _("Giấy mời đã gửi, không bỏ tên khỏi danh sách mời nữa"),
            way_out=_("Nếu người ấy không dự, ghi lý do vắng sau buổi học"),
        )


def check_can_send_invitations(study_class: StudyClass, *, by: Account | None, at: datetime) -> None:
    check_can_invite(study_class, by=by, at=at)
    if study_class.invited_on is not None:
        raise Refused(_("Giấy mời của lớp này đã gửi"))
    if study_class.held_on < at.date():
        raise Refused(_("Lớp đã qua ngày, không gửi giấy mời nữa"))
    if not Invitee.objects.filter(study_class=study_class).exists():
        raise Refused(_("Chưa có ai trong danh sách mời"), way_out=_("Lập danh sách mời trước"))


def check_can_check_in_oneself(study_class: StudyClass, *, by: Account, at: datetime) -> None:
    """On the day itself, while the list is open; the code of the hall is the proof of being there."""
    check_is_open(study_class.campaign)
    if by.person is None:
        raise Refused(_("Tài khoản này không gắn với một người nên không điểm danh được"))
    check_can_check_in(study_class, by=None, at=at)
    if study_class.held_on != at.date():
        raise Refused(_("Mã của lớp chỉ dùng được trong ngày mở lớp"), way_out=_("Nhờ cán bộ lớp điểm danh"))


def check_can_take_back(study_class: StudyClass, *, reason: str, by: Account | None, at: datetime) -> None:
    check_can_run_class(study_class.organiser, by=by, at=at)
    check_not_withdrawn(study_class)
    if study_class.state == ClassState.HELD and not reason.strip():
        raise Refused(_("Danh sách đã kết thúc: ghi vì sao bỏ điểm danh người này"))


def check_can_correct(study_class: StudyClass, *, reason: str, by: Account | None, at: datetime) -> None:
    """Add somebody after the list was closed."""
    check_can_run_class(study_class.organiser, by=by, at=at)
    check_not_withdrawn(study_class)
    if study_class.state != ClassState.HELD:
        raise Refused(_("Danh sách lớp đang mở, điểm danh như thường"))
    if not reason.strip():
        raise Refused(_("Danh sách đã kết thúc: ghi vì sao thêm người này"))


def check_can_note_absence(
    study_class: StudyClass, person: Person, *, kind: str, note: str, by: Account | None, at: datetime
) -> None:
    check_can_run_class(study_class.organiser, by=by, at=at)
    check_not_withdrawn(study_class)
    if study_class.held_on > at.date():
        raise Refused(_("Lớp chưa diễn ra"))
    if kind not in AbsenceKind.values:
        raise Refused(_("Chưa chọn lý do vắng"))
    if kind == AbsenceKind.OTHER and not note.strip():
        raise Refused(_("Lý do khác thì ghi rõ là gì"))
    if Attendance.objects.filter(study_class=study_class, taken_back_on=None, person=person).exists():
        raise Refused(_("%(person)s đã được điểm danh có mặt") % {"person": person})


def check_can_report(study_class: StudyClass, *, text: str, by: Account | None, at: datetime) -> None:
    """One paragraph on the unit as a whole, once the class was held."""
    check_can_run_class(study_class.organiser, by=by, at=at)
    check_not_withdrawn(study_class)
    if study_class.state != ClassState.HELD:
        raise Refused(_("Ghi tình hình chung khi danh sách lớp đã kết thúc"))
    if not text.strip():
        raise Refused(_("Chưa viết gì"))


def check_can_settle_late(study_class: StudyClass, *, reason: str, by: Account | None, at: datetime) -> None:
    """Take in, or leave out, marks that came after the list was closed."""
    check_can_run_class(study_class.organiser, by=by, at=at)
    check_not_withdrawn(study_class)
    if not reason.strip():
        raise Refused(_("Chưa ghi vì sao quyết định như vậy"))


def check_can_add_material(study_class: StudyClass, *, title: str, by: Account | None, at: datetime) -> None:
    check_can_run_class(study_class.organiser, by=by, at=at)
    check_not_withdrawn(study_class)
    if not title.strip():
        raise Refused(_("Chưa ghi tên tài liệu"))


def check_can_withdraw_material(material: ClassMaterial, *, reason: str, by: Account | None, at: datetime) -> None:
    check_can_run_class(material.study_class.organiser, by=by, at=at)
    if material.withdrawn_on is not None:
        raise Refused(_("Tài liệu này đã rút"))
    if not reason.strip():
        raise Refused(_("Chưa ghi vì sao rút tài liệu này"))
