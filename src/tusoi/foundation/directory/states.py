"""Acts of this room in the journal."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Act(models.TextChoices):
    JOINED = "directory.joined", _("Đưa vào danh sách")
    LEFT = "directory.left", _("Ra khỏi danh sách")
    TRANSFERRED = "directory.transferred", _("Chuyển sinh hoạt")
    STATUS_SET = "directory.status_set", _("Ghi tình trạng đảng viên")
    DETAILS_CORRECTED = "directory.details_corrected", _("Sửa thông tin cá nhân")
    SEAT_TAKEN = "directory.seat_taken", _("Nhận chức vụ")
    SEAT_LEFT = "directory.seat_left", _("Thôi chức vụ")
    PLACE_ADDED = "directory.place_added", _("Ghi nơi cư trú hoặc biệt phái")
    PLACE_ENDED = "directory.place_ended", _("Kết thúc nơi cư trú hoặc biệt phái")
    MERGED = "directory.merged", _("Gộp hai bản ghi")
    UNMERGED = "directory.unmerged", _("Hoàn lại việc gộp")
    TOLD_APART = "directory.told_apart", _("Ghi là hai người khác nhau")
    RECONSIDERED = "directory.reconsidered", _("Xét lại có phải một người")
    IMPORTED = "directory.imported", _("Nhập danh sách từ tệp")
