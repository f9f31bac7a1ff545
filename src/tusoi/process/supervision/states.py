"""States of a commitment and this step's acts."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tusoi.foundation.kernel.states import Transitions

MEASURE = "commitments"


class CommitmentState(models.TextChoices):
    OPEN = "open", _("đang khắc phục")
    CLAIMED = "claimed", _("báo đã xong, chờ xác nhận")
    RETURNED = "returned", _("chưa đạt, làm tiếp")
    VERIFIED = "verified", _("đã xác nhận xong")


TRANSITIONS: Transitions = {
    CommitmentState.OPEN: {CommitmentState.CLAIMED: "the owner"},
    CommitmentState.RETURNED: {CommitmentState.CLAIMED: "the owner"},
    CommitmentState.CLAIMED: {CommitmentState.VERIFIED: "the supervisor", CommitmentState.RETURNED: "the supervisor"},
    CommitmentState.VERIFIED: {},
}


class ContactKind(models.TextChoices):
    REMINDER = "reminder", _("nhắc nhở")
    HELP = "help", _("giúp đỡ, tạo điều kiện")


class Act(models.TextChoices):
    COMMITTED = "supervision.committed", _("Lập cam kết khắc phục")
    POSTPONED = "supervision.postponed", _("Đổi hạn của cam kết")
    EVIDENCE_ADDED = "supervision.evidence_added", _("Thêm minh chứng")
    CLAIMED = "supervision.claimed", _("Báo đã khắc phục xong")
    RETURNED = "supervision.returned", _("Yêu cầu làm tiếp")
    VERIFIED = "supervision.verified", _("Xác nhận đã khắc phục")
    REMINDED = "supervision.reminded", _("Nhắc nhở")
    HELPED = "supervision.helped", _("Giúp đỡ, tạo điều kiện")
