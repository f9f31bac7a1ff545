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


class Act(models.TextChoices):
    ROLL_FROZEN = "dissemination.roll_frozen", _("Chốt danh sách phải dự")
    CLASS_PLANNED = "dissemination.class_planned", _("Lập lớp quán triệt")
    CHECKED_IN = "dissemination.checked_in", _("Điểm danh")
    CLASS_HELD = "dissemination.class_held", _("Kết thúc điểm danh")
    FIGURE_DECLARED = "dissemination.figure_declared", _("Ghi số liệu đơn vị báo cáo")
