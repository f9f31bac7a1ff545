"""States of a class and this step's acts."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tusoi.foundation.access.roles import Permission
from tusoi.foundation.kernel.states import Transitions


class ClassState(models.TextChoices):
    PLANNED = "planned", _("sắp mở")
    HELD = "held", _("đã điểm danh xong")
    WITHDRAWN = "withdrawn", _("đã rút")


TRANSITIONS: Transitions = {
    ClassState.PLANNED: {ClassState.HELD: Permission.RUN_CLASS, ClassState.WITHDRAWN: Permission.RUN_CLASS},
    ClassState.HELD: {ClassState.PLANNED: Permission.RUN_CLASS, ClassState.WITHDRAWN: Permission.RUN_CLASS},
    ClassState.WITHDRAWN: {},
}


class Source(models.TextChoices):
    """How it came to be known that somebody was there."""

    LIST = "list", _("đánh dấu tại lớp")
    OWN_CODE = "own_code", _("mã của người dự, cán bộ lớp quét")
    HALL_CODE = "hall_code", _("mã của lớp, người dự tự quét")
    PAPER = "paper", _("danh sách giấy, nhập lại")


class AbsenceKind(models.TextChoices):
    ILL = "ill", _("ốm")
    ON_DUTY = "on_duty", _("đi công tác")
    FAMILY = "family", _("việc gia đình")
    OTHER = "other", _("lý do khác")
    UNKNOWN = "unknown", _("không rõ lý do")


DISSEMINATION = "dissemination"  # measure of the tally: members reached / members required


class Audience(models.TextChoices):
    KEY_CADRES = "key_cadres", _("cán bộ chủ chốt, cán bộ cơ quan")
    MEMBERS = "members", _("đảng viên")


class OutKind(models.TextChoices):
    """Why somebody does not count although they are, or were, on the roll. Nobody is left out without one."""

    EXCUSED = "excused", _("được miễn công tác và sinh hoạt")
    SUSPENDED = "suspended", _("bị đình chỉ sinh hoạt")
    LEFT = "left", _("chuyển đi, không còn trong danh sách đảng viên")
    AWAY = "away", _("đi học, đi công tác dài ngày")
    ILL = "ill", _("ốm đau dài ngày")
    OTHER = "other", _("lý do khác")


class ChangeKind(models.TextChoices):
    """What a named person decided about one member after the list was frozen (or while freezing it: left out)."""

    ADDED = "added", _("thêm vào danh sách")
    LEFT_OUT = "left_out", _("đưa ra ngoài danh sách")
    TAKEN_BACK = "taken_back", _("đưa trở lại danh sách")
    MOVED = "moved", _("đổi nơi tính")
    KEPT = "kept", _("để nguyên")


class Act(models.TextChoices):
    ROLL_FROZEN = "dissemination.roll_frozen", _("Chốt danh sách phải dự")
    MEMBER_ADDED = "dissemination.member_added", _("Thêm người vào danh sách phải dự")
    MEMBER_LEFT_OUT = "dissemination.member_left_out", _("Đưa người ra ngoài danh sách phải dự")
    MEMBER_TAKEN_BACK = "dissemination.member_taken_back", _("Đưa người trở lại danh sách phải dự")
    MEMBER_MOVED = "dissemination.member_moved", _("Đổi nơi tính của người phải dự")
    MEMBER_KEPT = "dissemination.member_kept", _("Để nguyên trong danh sách phải dự")
    CLASS_PLANNED = "dissemination.class_planned", _("Lập lớp quán triệt")
    CHECKED_IN = "dissemination.checked_in", _("Điểm danh")
    CLASS_HELD = "dissemination.class_held", _("Kết thúc điểm danh")
    CLASS_CHANGED = "dissemination.class_changed", _("Sửa lớp quán triệt")
    CLASS_WITHDRAWN = "dissemination.class_withdrawn", _("Rút lớp quán triệt")
    CLASS_REOPENED = "dissemination.class_reopened", _("Mở lại danh sách lớp")
    INVITED = "dissemination.invited", _("Sửa danh sách mời dự lớp")
    INVITATIONS_SENT = "dissemination.invitations_sent", _("Gửi giấy mời dự lớp")
    ATTENDANCE_TAKEN_BACK = "dissemination.attendance_taken_back", _("Bỏ một lần điểm danh")
    ABSENCE_NOTED = "dissemination.absence_noted", _("Ghi lý do vắng")
    LATE_MARKS_KEPT = "dissemination.late_marks_kept", _("Giữ dấu điểm danh đến sau khi kết thúc")
    LATE_MARKS_SETTLED = "dissemination.late_marks_settled", _("Quyết định về dấu điểm danh đến muộn")
    MATERIAL_ADDED = "dissemination.material_added", _("Thêm tài liệu của lớp")
    MATERIAL_WITHDRAWN = "dissemination.material_withdrawn", _("Rút tài liệu của lớp")
    REPORT_WRITTEN = "dissemination.report_written", _("Ghi tình hình chung của lớp")
    FIGURE_DECLARED = "dissemination.figure_declared", _("Ghi số liệu đơn vị báo cáo")
    FIGURE_WITHDRAWN = "dissemination.figure_withdrawn", _("Rút số liệu đơn vị báo cáo")
