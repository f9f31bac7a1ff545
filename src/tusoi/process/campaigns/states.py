"""States of a campaign, kinds of guidance, gates that can be overridden, and this step's acts."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tusoi.foundation.access.roles import Permission
from tusoi.foundation.kernel.states import Transitions


class CampaignState(models.TextChoices):
    DRAFT = "draft", _("đang chuẩn bị")
    OPEN = "open", _("đang tiến hành")
    CLOSED = "closed", _("đã kết thúc")


TRANSITIONS: Transitions = {
    CampaignState.DRAFT: {CampaignState.OPEN: Permission.MANAGE_CAMPAIGN},
    CampaignState.OPEN: {CampaignState.CLOSED: Permission.MANAGE_CAMPAIGN},
    CampaignState.CLOSED: {CampaignState.OPEN: Permission.MANAGE_CAMPAIGN},
}


# Measures of the tally that this step writes. Of REVIEWS it writes the totals (a subject was added, due when its tier
# closes); `reviews` writes what is done.
GUIDANCE = "guidance"
PREPARATION = "preparation"
REVIEWS = "reviews"
PLANS = "plans"  # plans sent down: acknowledged of sent


class PlanState(models.TextChoices):
    """A unit's own plan, drawn from the one above."""

    SENT = "sent", _("đã gửi xuống")
    ACKNOWLEDGED = "acknowledged", _("đã tiếp nhận, đang soạn")
    SUBMITTED = "submitted", _("chờ duyệt")
    RETURNED = "returned", _("trả lại, có ý kiến")
    APPROVED = "approved", _("đã duyệt")


PLAN_TRANSITIONS: Transitions = {
    PlanState.SENT: {PlanState.ACKNOWLEDGED: Permission.RECORD_UNIT},
    PlanState.ACKNOWLEDGED: {PlanState.SUBMITTED: Permission.RECORD_UNIT},
    PlanState.RETURNED: {PlanState.SUBMITTED: Permission.RECORD_UNIT},
    PlanState.SUBMITTED: {PlanState.RETURNED: "the unit above", PlanState.APPROVED: "the unit above"},
    PlanState.APPROVED: {PlanState.RETURNED: "the unit above"},
}


class GuidanceKind(models.TextChoices):
    RESOLUTION = "resolution", _("nghị quyết")
    DIRECTIVE = "directive", _("chỉ thị")
    PLAN = "plan", _("kế hoạch")
    GUIDANCE = "guidance", _("hướng dẫn")


class ChangeKind(models.TextChoices):
    JOINED = "joined", _("vào đợt")
    MOVED = "moved", _("chuyển sang cấp trên khác")
    MERGED = "merged", _("sáp nhập")
    LEFT = "left", _("ra khỏi đợt")


class GateName(models.TextChoices):
    TIER_ORDER = "tier_order", _("thứ tự giữa các cấp")
    COLLECTIVE_BEFORE_INDIVIDUAL = "collective_before_individual", _("tập thể trước, cá nhân sau")
    HEAD_BEFORE_OTHERS = "head_before_others", _("người đứng đầu trước")
    ANSWERS_BEFORE_SUBMISSION = "answers_before_submission", _("trả lời đủ trước khi nộp báo cáo")
    ANSWERS_BEFORE_CONCLUSION = "answers_before_conclusion", _("trả lời đủ trước khi kết luận")
    REPORT_BEFORE_MEETING = "report_before_meeting", _("có báo cáo trước hội nghị")
    QUORUM = "quorum", _("đủ số người dự")
    MUST_ASK = "must_ask", _("hỏi đủ nhóm phải hỏi")
    RATING_ORDER = "rating_order", _("thứ tự xếp loại giữa các cấp")
    HEAD_RATED_AFTER_UNIT = "head_rated_after_unit", _("xếp loại tập thể rồi đến người đứng đầu")


class Act(models.TextChoices):
    CREATED = "campaign.created", _("Lập đợt kiểm điểm")
    WINDOWS_SET = "campaign.windows_set", _("Đặt thời gian các cấp kiểm điểm")
    WINDOW_EXTENDED = "campaign.window_extended", _("Gia hạn cho một cấp kiểm điểm")
    OPENED = "campaign.opened", _("Mở đợt kiểm điểm")
    CLOSED = "campaign.closed", _("Kết thúc đợt kiểm điểm")
    REOPENED = "campaign.reopened", _("Mở lại đợt kiểm điểm")
    PROCEDURE_AMENDED = "campaign.procedure_amended", _("Sửa quy trình của đợt")
    GUIDANCE_REGISTERED = "campaign.guidance_registered", _("Đăng ký văn bản chỉ đạo")
    GUIDANCE_FILE_ADDED = "campaign.guidance_file_added", _("Thêm tệp của văn bản chỉ đạo")
    GUIDANCE_ACKNOWLEDGED = "campaign.guidance_acknowledged", _("Đơn vị tiếp nhận văn bản")
    PREPARATION_RECORDED = "campaign.preparation_recorded", _("Đơn vị họp chuẩn bị")
    SUBJECT_ADDED = "campaign.subject_added", _("Thêm đối tượng kiểm điểm")
    PLAN_SENT = "campaign.plan_sent", _("Gửi kế hoạch xuống đơn vị")
    PLAN_ACKNOWLEDGED = "campaign.plan_acknowledged", _("Đơn vị tiếp nhận kế hoạch")
    PLAN_WRITTEN = "campaign.plan_written", _("Soạn kế hoạch của đơn vị")
    PLAN_SUBMITTED = "campaign.plan_submitted", _("Trình kế hoạch")
    PLAN_RETURNED = "campaign.plan_returned", _("Trả lại kế hoạch")
    PLAN_APPROVED = "campaign.plan_approved", _("Duyệt kế hoạch")
    UNIT_CHANGED = "campaign.unit_changed", _("Ghi biến động đơn vị trong đợt")
    GATE_OVERRIDDEN = "campaign.gate_overridden", _("Cho phép vượt một bước")
