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
    ASIDE_ASKED = "aside_asked", _("chờ người thứ hai đồng ý để riêng")
    SET_ASIDE = "set_aside", _("để riêng")


class SheetKind(models.TextChoices):
    PRINTED = "printed", _("đã in")
    HANDED_OUT = "handed_out", _("đã phát")


class VoidReason(models.TextChoices):
    LEFT_OVER = "left_over", _("còn lại, chưa phát")
    SPOILT = "spoilt", _("hỏng")
    LOST = "lost", _("mất, không còn tờ để gõ mã")


class LetterKind(models.TextChoices):
    CODE = "code", _("thư mời kèm mã")
    REMINDER = "reminder", _("thư nhắc cả nhóm")


class Act(models.TextChoices):
    ROUND_PREPARED = "feedback.round_prepared", _("Lập đợt lấy ý kiến")
    INVITED = "feedback.invited", _("Lập danh sách mời góp ý")
    TEAM_NAMED = "feedback.team_named", _("Lập tổ mở phiếu và tổng hợp ý kiến")
    ROUND_OPENED = "feedback.round_opened", _("Bắt đầu lấy ý kiến")
    TICKETS_MINTED = "feedback.tickets_minted", _("In mã phiếu")
    HANDED_OUT = "feedback.handed_out", _("Ghi số phiếu đã phát")
    VOID_ASKED = "feedback.void_asked", _("Đề nghị hủy phiếu")
    VOIDED = "feedback.voided", _("Xác nhận hủy phiếu")
    REPLACEMENT_ASKED = "feedback.replacement_asked", _("Đề nghị cấp lại mã")
    REPLACED = "feedback.replaced", _("Xác nhận cấp lại mã")
    DROPPED = "feedback.dropped", _("Rút đề nghị hủy phiếu, cấp lại mã")
    LETTERS_QUEUED = "feedback.letters_queued", _("Gửi thư cho nhóm góp ý")
    LETTERS_MINTED = "feedback.letters_minted", _("Cấp mã cho thư mời")
    LETTERS_BOUNCED = "feedback.letters_bounced", _("Ghi thư mời bị trả lại")
    MOVED_TO_PAPER = "feedback.moved_to_paper", _("Chuyển người không gửi được thư sang phiếu giấy")
    ENVELOPES = "feedback.envelopes", _("Ghi số phong bì phiếu giấy")
    HALF_TYPED_DROPPED = "feedback.half_typed_dropped", _("Bỏ các phiếu giấy mới gõ một lần")
    CONFERENCE_ENTERED = "feedback.conference_entered", _("Ghi hội nghị lấy ý kiến")
    CONFERENCE_CORRECTED = "feedback.conference_corrected", _("Sửa ý kiến đã gõ của hội nghị")
    CONFERENCE_TYPED = "feedback.conference_typed", _("Gõ ý kiến của hội nghị")
    ROUND_CLOSED = "feedback.round_closed", _("Khóa đợt lấy ý kiến")
    SLIPS_OPENED = "feedback.slips_opened", _("Tổ mở phiếu mở phiếu")
    TEXTS_DESTROYED = "feedback.texts_destroyed", _("Hủy lời văn của phiếu")
    ROUND_SYNTHESISED = "feedback.synthesised", _("Tổng hợp xong ý kiến")
