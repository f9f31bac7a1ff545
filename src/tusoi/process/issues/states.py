"""States of an issue, a suggestion set and a shortcoming, and this step's acts."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tusoi.foundation.access.roles import Permission
from tusoi.foundation.kernel.states import Transitions
from tusoi.process.feedback.states import CommentState

ANSWERS = "answers"  # measure of the tally: issues answered / put, due `answer_by`


class IssueState(models.TextChoices):
    RAISED = "raised", _("đã nêu, chưa đặt ra")
    PUT = "put", _("đã đặt ra, chờ trả lời")
    ANSWERED = "answered", _("đã tiếp thu, giải trình")
    UPHELD = "upheld", _("kết luận: có khuyết điểm")
    NOT_UPHELD = "not_upheld", _("kết luận: không đủ cơ sở")
    REFERRED = "referred", _("đã chuyển cơ quan có thẩm quyền")


TRANSITIONS: Transitions = {
    IssueState.RAISED: {IssueState.PUT: Permission.APPROVE_SUGGESTION},
    IssueState.PUT: {
        IssueState.ANSWERED: "the subject",
        IssueState.UPHELD: Permission.RUN_MEETING,
        IssueState.NOT_UPHELD: Permission.RUN_MEETING,
        IssueState.REFERRED: Permission.RUN_MEETING,
    },
    IssueState.ANSWERED: {
        IssueState.ANSWERED: "the subject",
        IssueState.UPHELD: Permission.RUN_MEETING,
        IssueState.NOT_UPHELD: Permission.RUN_MEETING,
        IssueState.REFERRED: Permission.RUN_MEETING,
    },
    IssueState.UPHELD: {},
    IssueState.NOT_UPHELD: {},
    IssueState.REFERRED: {},
}

# Measure of the tally: of the upheld issues (total, written here) those with a commitment (done, by `supervision`).
COMMITTED = "committed"

CONCLUDED = (IssueState.UPHELD, IssueState.NOT_UPHELD, IssueState.REFERRED)


COMMENT_TRANSITIONS: Transitions = {
    CommentState.WAITING: {
        CommentState.FILED: "counting team",
        CommentState.STRENGTH: "counting team",
        CommentState.ASIDE_ASKED: "counting team",
    },
    CommentState.FILED: {CommentState.WAITING: "counting team"},
    CommentState.STRENGTH: {CommentState.WAITING: "counting team"},
    CommentState.ASIDE_ASKED: {
        CommentState.SET_ASIDE: "counting team",
        CommentState.WAITING: "counting team",
    },
    CommentState.SET_ASIDE: {CommentState.WAITING: "counting team"},
}


class AsideReason(models.TextChoices):
    """Why a comment is put behind no issue. Numbers per reason are published. What names its writer is no reason."""

    OFF_SUBJECT = "off_subject", _("không nói về đối tượng này")
    INSULT = "insult", _("xúc phạm, không nêu việc")
    NOTHING_SAID = "nothing_said", _("không nêu việc gì, không đọc được")
    VIOLATION = "violation", _("có dấu hiệu vi phạm, chuyển cơ quan có thẩm quyền")


class SourceKind(models.TextChoices):
    COMMENTS = "comments", _("ý kiến góp ý trên phiếu")
    SUGGESTION = "suggestion", _("gợi ý kiểm điểm của cấp trên")
    OWN_REPORT = "own_report", _("tự nêu trong báo cáo")
    MEETING = "meeting", _("nêu tại hội nghị")
    EARLIER = "earlier", _("đợt trước chưa khắc phục xong")


class SetState(models.TextChoices):
    DRAFT = "draft", _("đang soạn")
    APPROVED = "approved", _("đã duyệt")
    ISSUED = "issued", _("đã gửi")
    ACKNOWLEDGED = "acknowledged", _("đã nhận")


SET_TRANSITIONS: Transitions = {
    SetState.DRAFT: {SetState.APPROVED: Permission.APPROVE_SUGGESTION},
    SetState.APPROVED: {SetState.ISSUED: Permission.DRAFT_SUGGESTION, SetState.DRAFT: Permission.APPROVE_SUGGESTION},
    SetState.ISSUED: {SetState.ACKNOWLEDGED: "the subject"},
    SetState.ACKNOWLEDGED: {},
}


class AnswerKind(models.TextChoices):
    ACCEPT = "accept", _("tiếp thu")
    EXPLAIN = "explain", _("giải trình")


class Judgement(models.TextChoices):
    ANSWERED = "answered", _("đã rõ")
    PARTLY = "partly", _("rõ một phần")
    NOT = "not", _("chưa rõ")


class ShortcomingState(models.TextChoices):
    OPEN = "open", _("chưa khắc phục")
    MENDING = "mending", _("đang khắc phục")
    CLAIMED = "claimed", _("báo đã khắc phục, chờ xác nhận")
    VERIFIED = "verified", _("đã xác nhận khắc phục xong")
    RELAPSED = "relapsed", _("tái diễn")
    CARRIED = "carried", _("chuyển sang đợt sau")


SHORTCOMING_TRANSITIONS: Transitions = {
    ShortcomingState.OPEN: {
        ShortcomingState.MENDING: Permission.MAKE_COMMITMENT,
        ShortcomingState.CARRIED: Permission.MANAGE_CAMPAIGN,
    },
    ShortcomingState.MENDING: {
        ShortcomingState.CLAIMED: "the owner",
        ShortcomingState.CARRIED: Permission.MANAGE_CAMPAIGN,
    },
    ShortcomingState.CLAIMED: {
        ShortcomingState.VERIFIED: "the supervisor",
        ShortcomingState.MENDING: "the supervisor",
        ShortcomingState.CARRIED: Permission.MANAGE_CAMPAIGN,
    },
    # Found again by a later campaign's meeting: that row goes on, this one stays as it ended. Or the supervisor saw it
    # come back: then this row is open again.
    ShortcomingState.VERIFIED: {ShortcomingState.RELAPSED: "the supervisor"},
    ShortcomingState.RELAPSED: {ShortcomingState.MENDING: Permission.MAKE_COMMITMENT},
    # Nothing ends because a campaign ends: its commitments go on; a campaign that is reopened takes it back.
    ShortcomingState.CARRIED: {
        ShortcomingState.MENDING: "the owner",
        ShortcomingState.OPEN: Permission.MANAGE_CAMPAIGN,
    },
}


class Act(models.TextChoices):
    RAISED = "issue.raised", _("Nêu vấn đề")
    COMMENT_FILED = "issue.comment_filed", _("Xếp ý kiến vào vấn đề")
    COMMENT_MARKED = "issue.comment_marked", _("Ghi ý kiến là ưu điểm")
    COMMENT_ASIDE_ASKED = "issue.comment_aside_asked", _("Đề nghị để riêng ý kiến")
    COMMENT_SET_ASIDE = "issue.comment_set_aside", _("Đồng ý để riêng ý kiến")
    COMMENT_SPLIT = "issue.comment_split", _("Tách ý kiến nói hai việc")
    COMMENT_JOINED = "issue.comment_joined", _("Ghép lại ý kiến đã tách")
    COMMENT_COVERED = "issue.comment_covered", _("Che chi tiết lộ người viết")
    REWORDED = "issue.reworded", _("Sửa lời vấn đề")
    MERGED = "issue.merged", _("Gộp vấn đề")
    UNMERGED = "issue.unmerged", _("Thôi gộp vấn đề")
    COMMENT_TAKEN_BACK = "issue.comment_taken_back", _("Xếp lại ý kiến")
    PUT = "issue.put", _("Đặt vấn đề với đối tượng")
    SET_DRAFTED = "issue.set_drafted", _("Soạn gợi ý kiểm điểm")
    SET_APPROVED = "issue.set_approved", _("Duyệt gợi ý kiểm điểm")
    SET_REOPENED = "issue.set_reopened", _("Đưa gợi ý kiểm điểm về soạn lại")
    SET_ISSUED = "issue.set_issued", _("Gửi gợi ý kiểm điểm")
    SET_ACKNOWLEDGED = "issue.set_acknowledged", _("Nhận gợi ý kiểm điểm")
    OVERSEER_ASSIGNED = "issue.overseer_assigned", _("Phân công người theo dõi")
    ANSWERED = "issue.answered", _("Tiếp thu, giải trình")
    JUDGED = "issue.judged", _("Người theo dõi nhận xét câu trả lời")
    CONCLUDED = "issue.concluded", _("Kết luận")
    PROXY_ASKED = "issue.proxy_asked", _("Nhờ nhập hộ")
    PROXY_ENDED = "issue.proxy_ended", _("Thôi nhờ nhập hộ")
    SHORTCOMING_MOVED = "issue.shortcoming_moved", _("Thay đổi tình trạng khắc phục")
    SHORTCOMING_RELAPSED = "issue.shortcoming_relapsed", _("Ghi khuyết điểm tái diễn")
    SHORTCOMING_HANDED_OVER = "issue.shortcoming_handed_over", _("Đơn vị kế thừa nhận khuyết điểm chưa khắc phục xong")
