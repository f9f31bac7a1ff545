"""Who sees suggestions and issues, at each stage. Read by `visible_to` and by `rules.check_can_see`."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tusoi.process.campaigns.sight import Sight, Standing, together
from tusoi.process.campaigns.states import CampaignState
from tusoi.process.issues.states import IssueState, SetState

S = Standing
MAKING = together(S.DRAFTER, S.OVERSEER)
SENT = MAKING | together(S.SUBJECT, S.SECRETARY, S.ROLE)
PUT = together(S.SUBJECT, S.SECRETARY, S.ROLE, S.OVERSEER)

SUGGESTIONS = Sight(
    "suggestions",
    _("Bản gợi ý kiểm điểm"),
    SetState,
    {SetState.DRAFT: MAKING, SetState.APPROVED: MAKING, SetState.ISSUED: SENT, SetState.ACKNOWLEDGED: SENT},
)


class IssueStage(models.TextChoices):
    """The states of an issue, and what becomes of one that was not upheld when its campaign is closed."""

    RAISED = "raised", _("mới nêu, chưa đặt ra với đối tượng")
    IN_TRIAGE = "in_triage", _("nêu từ phiếu, tổ mở phiếu đang tổng hợp")
    PUT = "put", _("đã đặt ra")
    ANSWERED = "answered", _("đã trả lời")
    UPHELD = "upheld", _("kết luận: có khuyết điểm")
    NOT_UPHELD = "not_upheld", _("kết luận: không đủ cơ sở")
    GONE = "gone", _("không đủ cơ sở, đợt kiểm điểm đã đóng")
    REFERRED = "referred", _("chuyển cơ quan khác")


# Rule 8 of the product: an accusation that was not upheld leaves the person's and the unit's pages at closing.
ISSUES = Sight(
    "issues",
    _("Vấn đề, căn cứ, câu trả lời, nhận xét của người theo dõi, kết luận về từng vấn đề"),
    IssueStage,
    {
        IssueStage.RAISED: MAKING,
        IssueStage.IN_TRIAGE: together(S.TEAM),
        IssueStage.PUT: PUT,
        IssueStage.ANSWERED: PUT,
        IssueStage.UPHELD: PUT | together(S.BEARER, S.SUPERVISOR),
        IssueStage.NOT_UPHELD: PUT,
        IssueStage.GONE: frozenset(),
        IssueStage.REFERRED: PUT,
    },
)
CLOSED = Q(campaign__state=CampaignState.CLOSED)
ISSUE_STAGES: dict[str, Q] = {stage: Q(state=stage) for stage in IssueState.values} | {
    IssueStage.RAISED: Q(state=IssueState.RAISED, round=None),
    IssueStage.IN_TRIAGE: Q(state=IssueState.RAISED, round__isnull=False),
    IssueStage.NOT_UPHELD: Q(state=IssueState.NOT_UPHELD) & ~CLOSED,
    IssueStage.GONE: Q(state=IssueState.NOT_UPHELD) & CLOSED,
}
SIGHTS = [SUGGESTIONS, ISSUES]


def stage_of(state: str, *, from_slips: bool, closed: bool) -> str:
    """The object's side of ISSUE_STAGES."""
    if state == IssueState.RAISED and from_slips:
        return IssueStage.IN_TRIAGE
    return IssueStage.GONE if closed and state == IssueState.NOT_UPHELD else state
