"""States of a class and this step's acts."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tusoi.foundation.access.roles import Permission
from tusoi.foundation.kernel.states import Transitions


class ClassState(models.TextChoices):
    PLANNED = "planned", _("sắp mở")
    HELD = "held", _("đã điểm danh xong")


TRANSITIONS: Transitions = {ClassState.PLANNED: {ClassState.HELD: Permission.RUN_CLASS}, ClassState.HELD: {}}


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
    FIGURE_DECLARED = "dissemination.figure_declared", _("Ghi số liệu đơn vị báo cáo")
    FIGURE_WITHDRAWN = "dissemination.figure_withdrawn", _("Rút số liệu đơn vị báo cáo")
