"""States of a meeting and of an agenda item, and this step's acts."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tusoi.foundation.access.roles import Permission
from tusoi.foundation.kernel.states import Transitions
from tusoi.process.reviews.states_rating import CountState


class MeetingState(models.TextChoices):
    PLANNED = "planned", _("đã lên lịch")
    IN_SESSION = "in_session", _("đang họp")
    ADJOURNED = "adjourned", _("tạm dừng, họp tiếp hôm khác")
    CONCLUDED = "concluded", _("đã kết luận")


TRANSITIONS: Transitions = {
    MeetingState.PLANNED: {MeetingState.IN_SESSION: Permission.RUN_MEETING},
    MeetingState.IN_SESSION: {
        MeetingState.CONCLUDED: Permission.RUN_MEETING,
        MeetingState.ADJOURNED: Permission.RUN_MEETING,
    },
    MeetingState.ADJOURNED: {MeetingState.IN_SESSION: Permission.RUN_MEETING},
    MeetingState.CONCLUDED: {},
}


class ItemState(models.TextChoices):
    WAITING = "waiting", _("chưa đến")
    DISCUSSING = "discussing", _("đang kiểm điểm")
    CONCLUDED = "concluded", _("đã kết luận")


ITEM_TRANSITIONS: Transitions = {
    ItemState.WAITING: {ItemState.DISCUSSING: Permission.RUN_MEETING},
    ItemState.DISCUSSING: {ItemState.CONCLUDED: Permission.RUN_MEETING},
    ItemState.CONCLUDED: {},
}


class MinutesState(models.TextChoices):
    DRAFT = "draft", _("dự thảo")
    SIGNED = "signed", _("người ghi biên bản đã ký")
    FIXED = "fixed", _("đã ký đủ")


MINUTES_TRANSITIONS: Transitions = {
    MinutesState.DRAFT: {MinutesState.SIGNED: "minute_taker"},
    MinutesState.SIGNED: {MinutesState.FIXED: "chair", MinutesState.DRAFT: "chair"},
    MinutesState.FIXED: {},
}


COUNT_TRANSITIONS: Transitions = {
    CountState.DRAFT: {CountState.SIGNED: "counting team", CountState.WITHDRAWN: Permission.RUN_MEETING},
    CountState.SIGNED: {CountState.WITHDRAWN: Permission.RUN_MEETING},
    CountState.WITHDRAWN: {},
}


class Circle(models.TextChoices):
    """To whom a result is made known."""

    SUBJECTS = "subjects", _("Tập thể, cá nhân được kiểm điểm")
    UNIT = "unit", _("Cán bộ, đảng viên trong đơn vị")
    CONTRIBUTORS = "contributors", _("Tổ chức, cá nhân đã góp ý")


class Act(models.TextChoices):
    MEETING_PLANNED = "review.meeting_planned", _("Lên lịch hội nghị")
    INVITED = "review.invited", _("Gửi giấy mời họp")
    RESCHEDULED = "review.rescheduled", _("Đổi ngày họp")
    ROLL_CALLED = "review.roll_called", _("Điểm danh hội nghị")
    MEETING_OPENED = "review.meeting_opened", _("Khai mạc hội nghị")
    ITEM_OPENED = "review.item_opened", _("Bắt đầu kiểm điểm một đối tượng")
    CHAIR_HANDED_OVER = "review.chair_handed_over", _("Chuyển quyền chủ trì một mục")
    CONTRIBUTION_RECORDED = "review.contribution_recorded", _("Ghi ý kiến tại hội nghị")
    ITEM_CONCLUDED = "review.item_concluded", _("Kết luận đối với một đối tượng")
    MEETING_CONCLUDED = "review.meeting_concluded", _("Bế mạc hội nghị")
    MINUTES_SAVED = "review.minutes_saved", _("Sửa biên bản hội nghị")
    CONTRIBUTION_CORRECTED = "review.contribution_corrected", _("Sửa lời ghi ý kiến trong biên bản")
    ACTION_RECORDED = "review.action_recorded", _("Ghi việc phải làm ngay")
    ACTION_STRUCK = "review.action_struck", _("Bỏ một việc phải làm ngay khỏi biên bản")
    MINUTES_SCANNED = "review.minutes_scanned", _("Lưu ảnh trang biên bản đã ký")
    MINUTES_SIGNED = "review.minutes_signed", _("Người ghi ký biên bản")
    MINUTES_RETURNED = "review.minutes_returned", _("Chủ trì trả biên bản để sửa")
    MINUTES_FIXED = "review.minutes_fixed", _("Chủ trì ký biên bản")
    ADJOURNED = "review.adjourned", _("Tạm dừng hội nghị")
    RESUMED = "review.resumed", _("Họp tiếp hội nghị")
    RE_REVIEW_ORDERED = "review.re_review_ordered", _("Yêu cầu kiểm điểm lại")
    PETITION_FILED = "review.petition_filed", _("Kiến nghị về kết luận")
    PETITION_ANSWERED = "review.petition_answered", _("Trả lời kiến nghị")
    ANNOUNCED = "review.announced", _("Thông báo kết quả")
    RATED = "review.rated", _("Ghi mức xếp loại")
    GROUNDS_STATED = "review.grounds_stated", _("Nêu căn cứ cho tỷ lệ cao hơn")
    BALLOT_PREPARED = "review.ballot_prepared", _("Lập tổ kiểm phiếu")
    BALLOT_COUNTED = "review.ballot_counted", _("Ghi số phiếu")
    COUNT_SIGNED = "review.count_signed", _("Tổ kiểm phiếu ký biên bản")
    COUNT_WITHDRAWN = "review.count_withdrawn", _("Hủy kết quả kiểm phiếu")
