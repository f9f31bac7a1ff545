"""States of a commitment and this step's acts."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tusoi.foundation.access.roles import Permission
from tusoi.foundation.kernel.states import Transitions

MEASURE = "commitments"


class CommitmentState(models.TextChoices):
    OPEN = "open", _("đang khắc phục")
    CLAIMED = "claimed", _("báo đã xong, chờ xác nhận")
    RETURNED = "returned", _("chưa đạt, làm tiếp")
    VERIFIED = "verified", _("đã xác nhận xong")


TO_DO = (CommitmentState.OPEN, CommitmentState.RETURNED)  # whose turn is the owner's

TRANSITIONS: Transitions = {
    CommitmentState.OPEN: {CommitmentState.CLAIMED: "the owner"},
    CommitmentState.RETURNED: {CommitmentState.CLAIMED: "the owner"},
    CommitmentState.CLAIMED: {CommitmentState.VERIFIED: "the supervisor", CommitmentState.RETURNED: "the supervisor"},
    CommitmentState.VERIFIED: {},
}


class ProposalState(models.TextChoices):
    """Of a commitment that those reviewed propose."""

    WAITING = "waiting", _("chờ duyệt")
    APPROVED = "approved", _("đã duyệt")
    RETURNED = "returned", _("trả lại để sửa")
    WITHDRAWN = "withdrawn", _("người đề xuất đã rút")


# Answered by who makes commitments there, or, for the meeting that decided, by who led it or wrote its minutes.
PROPOSAL_TRANSITIONS: Transitions = {
    ProposalState.WAITING: {
        ProposalState.APPROVED: Permission.MAKE_COMMITMENT,
        ProposalState.RETURNED: Permission.MAKE_COMMITMENT,
        ProposalState.WITHDRAWN: "the subject",
    },
    ProposalState.APPROVED: {},
    ProposalState.RETURNED: {},  # proposed anew as another row
    ProposalState.WITHDRAWN: {},
}


class ContactKind(models.TextChoices):
    REMINDER = "reminder", _("nhắc nhở")
    HELP = "help", _("giúp đỡ, tạo điều kiện")


class VisitState(models.TextChoices):
    PLANNED = "planned", _("theo kế hoạch")
    HELD = "held", _("đã làm việc")
    DROPPED = "dropped", _("không thực hiện")


VISIT_TRANSITIONS: Transitions = {
    VisitState.PLANNED: {VisitState.HELD: "the visitor", VisitState.DROPPED: "the visitor"},
    VisitState.HELD: {},
    VisitState.DROPPED: {},
}


class Mended(models.TextChoices):
    """What a visit found of a commitment."""

    SUBSTANCE = "substance", _("đã khắc phục thực chất")
    FORM = "form", _("mới khắc phục về hình thức")
    NOT = "not", _("chưa khắc phục")


class Act(models.TextChoices):
    COMMITTED = "supervision.committed", _("Lập cam kết khắc phục")
    PROPOSED = "supervision.proposed", _("Đề xuất cam kết khắc phục")
    PROPOSAL_APPROVED = "supervision.proposal_approved", _("Duyệt đề xuất cam kết")
    PROPOSAL_RETURNED = "supervision.proposal_returned", _("Trả lại đề xuất cam kết")
    PROPOSAL_WITHDRAWN = "supervision.proposal_withdrawn", _("Rút đề xuất cam kết")
    POSTPONED = "supervision.postponed", _("Đổi hạn của cam kết")
    EVIDENCE_ADDED = "supervision.evidence_added", _("Thêm minh chứng")
    EVIDENCE_WITHDRAWN = "supervision.evidence_withdrawn", _("Rút một minh chứng")
    CLAIMED = "supervision.claimed", _("Báo đã khắc phục xong")
    RETURNED = "supervision.returned", _("Yêu cầu làm tiếp")
    VERIFIED = "supervision.verified", _("Xác nhận đã khắc phục")
    REMINDED = "supervision.reminded", _("Nhắc nhở")
    HELPED = "supervision.helped", _("Giúp đỡ, tạo điều kiện")
    MILESTONE_ADDED = "supervision.milestone_added", _("Thêm bước của cam kết")
    MILESTONE_DONE = "supervision.milestone_done", _("Xong một bước của cam kết")
    ASSIGNED = "supervision.assigned", _("Phân công giám sát")
    ASSIGNMENT_ENDED = "supervision.assignment_ended", _("Thôi phân công giám sát")
    VISIT_PLANNED = "supervision.visit_planned", _("Lập kế hoạch kiểm tra")
    VISIT_HELD = "supervision.visit_held", _("Ghi biên bản làm việc")
    VISIT_DROPPED = "supervision.visit_dropped", _("Bỏ một cuộc kiểm tra")
    VISIT_SCANNED = "supervision.visit_scanned", _("Lưu bản ký của biên bản làm việc")
    REFERRED = "supervision.referred", _("Ghi văn bản chuyển nơi khác")
    RECEIPT = "supervision.receipt", _("Ghi phúc đáp của nơi nhận")
