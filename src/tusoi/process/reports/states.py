"""States of a report and this step's acts."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tusoi.foundation.access.roles import Permission
from tusoi.foundation.kernel.states import Transitions

REPORTS = "reports"  # measure of the tally: reports submitted / expected, due `due_on`


class ReportState(models.TextChoices):
    DRAFT = "draft", _("đang viết")
    SUBMITTED = "submitted", _("đã nộp")
    RETURNED = "returned", _("trả lại để bổ sung")
    ACCEPTED = "accepted", _("đã tiếp nhận")


TRANSITIONS: Transitions = {
    ReportState.DRAFT: {ReportState.SUBMITTED: Permission.WRITE_COLLECTIVE_REPORT},
    ReportState.RETURNED: {ReportState.SUBMITTED: Permission.WRITE_COLLECTIVE_REPORT},
    ReportState.SUBMITTED: {
        ReportState.RETURNED: Permission.ACCEPT_REPORT,
        ReportState.ACCEPTED: Permission.ACCEPT_REPORT,
    },
    ReportState.ACCEPTED: {},
}


WRITABLE = (ReportState.DRAFT, ReportState.RETURNED)
HANDED_IN = (ReportState.SUBMITTED, ReportState.ACCEPTED)


class EarlierStatus(models.TextChoices):
    """What the subject says of a shortcoming that an earlier campaign left."""

    FIXED = "fixed", _("đã khắc phục xong")
    MENDING = "mending", _("đang khắc phục")
    NOT_YET = "not_yet", _("chưa khắc phục")


class Act(models.TextChoices):
    STARTED = "report.started", _("Bắt đầu viết báo cáo")
    EARLIER_ANSWERED = "report.earlier_answered", _("Báo cáo về khuyết điểm kỳ trước")
    SUBMITTED = "report.submitted", _("Nộp báo cáo")
    RETURNED = "report.returned", _("Trả lại báo cáo")
    ACCEPTED = "report.accepted", _("Tiếp nhận báo cáo")
    NOTICE_DISMISSED = "report.notice_dismissed", _("Bỏ qua một lưu ý, có lý do")
    CIRCULATED = "report.circulated", _("Gửi dự thảo báo cáo cho đơn vị góp ý")
    DRAFT_REMARKED = "report.draft_remarked", _("Góp ý dự thảo báo cáo")
    SIGNED_COPY_ADDED = "report.signed_copy_added", _("Đính kèm bản đã ký")
