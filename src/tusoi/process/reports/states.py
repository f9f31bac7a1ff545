"""States of a report and this step's acts."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tusoi.foundation.access.roles import Permission
from tusoi.foundation.kernel.states import Transitions


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


class Act(models.TextChoices):
    STARTED = "report.started", _("Bắt đầu viết báo cáo")
    SUBMITTED = "report.submitted", _("Nộp báo cáo")
    RETURNED = "report.returned", _("Trả lại báo cáo")
    ACCEPTED = "report.accepted", _("Tiếp nhận báo cáo")
