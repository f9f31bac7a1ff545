"""States of a round and of a comment, and this step's acts."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tusoi.foundation.access.roles import Permission
from tusoi.foundation.kernel.states import Transitions


class RoundState(models.TextChoices):
    DRAFT = "draft", _("đang chuẩn bị")
    OPEN = "open", _("đang lấy ý kiến")
    CLOSED = "closed", _("đã đóng, phiếu còn niêm phong")
    OPENED = "opened", _("đã mở phiếu")
    SYNTHESISED = "synthesised", _("đã tổng hợp")


TRANSITIONS: Transitions = {
    RoundState.DRAFT: {RoundState.OPEN: Permission.RUN_ROUND},
    RoundState.OPEN: {RoundState.CLOSED: Permission.RUN_ROUND},
    RoundState.CLOSED: {RoundState.OPENED: "counting team"},
    RoundState.OPENED: {RoundState.SYNTHESISED: "counting team"},
    RoundState.SYNTHESISED: {},
}


class TextState(models.TextChoices):
    """The verbatim text of a round's slips. Erased: out of the tables; gone: off the disk as well."""

    KEPT = "kept", _("còn giữ")
    ERASED = "erased", _("đã xóa, đang dọn đĩa")
    GONE = "gone", _("đã hủy")


class Box(models.TextChoices):
    """The three boxes of a slip, for each subject."""

    STRENGTH = "strength", _("Ưu điểm")
    SHORTCOMING = "shortcoming", _("Hạn chế, khuyết điểm")
    PROPOSAL = "proposal", _("Đề nghị")


class CommentState(models.TextChoices):
    WAITING = "waiting", _("còn phải xếp")
    FILED = "filed", _("đã xếp vào vấn đề")
    STRENGTH = "strength", _("ưu điểm")
    SET_ASIDE = "set_aside", _("để riêng")


class Act(models.TextChoices):
    ROUND_PREPARED = "feedback.round_prepared", _("Lập đợt lấy ý kiến")
    INVITED = "feedback.invited", _("Lập danh sách mời góp ý")
    TEAM_NAMED = "feedback.team_named", _("Lập tổ mở phiếu và tổng hợp ý kiến")
    ROUND_OPENED = "feedback.round_opened", _("Bắt đầu lấy ý kiến")
    TICKETS_MINTED = "feedback.tickets_minted", _("In mã phiếu")
    ROUND_CLOSED = "feedback.round_closed", _("Khóa đợt lấy ý kiến")
    SLIPS_OPENED = "feedback.slips_opened", _("Tổ mở phiếu mở phiếu")
    TEXTS_DESTROYED = "feedback.texts_destroyed", _("Hủy lời văn của phiếu")
    ROUND_SYNTHESISED = "feedback.synthesised", _("Tổng hợp xong ý kiến")
