"""Who sees a meeting, what was said and concluded there, petitions, ratings and ballots. Read by `visible_to` and the rules."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tusoi.process.campaigns.sight import Sight, Standing, together
from tusoi.process.reviews.states import MeetingState
from tusoi.process.reviews.states_rating import CountState

S, M = Standing, MeetingState
NOBODY = together()
ROOM = together(S.CONVENED, S.SECRETARY, S.ROLE)
CALLED = together(S.CONVENED, S.SECRETARY)

MEETINGS = Sight(
    "meetings",
    _("Hội nghị, chương trình, biên bản có tên người phát biểu"),
    MeetingState,
    dict.fromkeys(MeetingState.values, ROOM),
)
MATERIALS = Sight(
    "materials",
    _("Báo cáo trong chương trình, đọc trước và trong hội nghị"),
    MeetingState,
    {M.PLANNED: CALLED, M.IN_SESSION: CALLED, M.ADJOURNED: CALLED, M.CONCLUDED: NOBODY},
)


class ConclusionStage(models.TextChoices):
    """From the word in the room to the announcement."""

    SPOKEN = "spoken", _("đã kết luận tại hội nghị")
    TOLD = "told", _("đã thông báo cho đối tượng")


CONCLUSIONS = Sight(
    "conclusions",
    _("Lời kết luận đối với tập thể, cá nhân"),
    ConclusionStage,
    {ConclusionStage.SPOKEN: ROOM, ConclusionStage.TOLD: ROOM | together(S.SUBJECT, S.WRITER)},
)


class PetitionStage(models.TextChoices):
    FILED = "filed", _("đang chờ trả lời")
    ANSWERED = "answered", _("đã trả lời")


# Who filed it, the meeting that concluded, and the level above: nobody else reads what somebody objects to.
BOTH_SIDES = together(S.WRITER, S.RUNS, S.SECRETARY, S.ANSWERS)
PETITIONS = Sight(
    "petitions",
    _("Kiến nghị về kết luận và trả lời"),
    PetitionStage,
    {PetitionStage.FILED: BOTH_SIDES, PetitionStage.ANSWERED: BOTH_SIDES},
)


class LevelStage(models.TextChoices):
    """A level as it stands: what one proposes for oneself, what others propose, and what was decided."""

    SELF = "self", _("tự nhận")
    PROPOSED = "proposed", _("đề nghị, chưa quyết định")
    AFTER = "after", _("đề nghị, sau khi quyết định")
    DECIDED = "decided", _("quyết định")


BY_ROLE = together(S.SECRETARY, S.ROLE)
LEVELS = Sight(
    "levels",
    _("Mức xếp loại và căn cứ (bí thư, cấp trên: trừ mức của chính mình)"),
    LevelStage,
    {
        LevelStage.SELF: BY_ROLE | together(S.SUBJECT),
        LevelStage.PROPOSED: BY_ROLE,
        LevelStage.AFTER: BY_ROLE | together(S.SUBJECT),
        LevelStage.DECIDED: BY_ROLE | together(S.SUBJECT),
    },
)


class BallotStage(models.TextChoices):
    """The states of a count; one that was withdrawn before anybody signed it was never a result."""

    DRAFT = "draft", _("đang kiểm phiếu")
    SIGNED = "signed", _("tổ kiểm phiếu đã ký")
    DROPPED = "dropped", _("hủy khi chưa ký")
    WITHDRAWN = "withdrawn", _("hủy sau khi ký")


COUNTING = together(S.COUNTER, S.RUNS, S.SECRETARY)
BALLOTS = Sight(
    "ballots",
    _("Số phiếu xếp loại"),
    BallotStage,
    {
        BallotStage.DRAFT: COUNTING,
        BallotStage.SIGNED: COUNTING | ROOM,
        BallotStage.DROPPED: COUNTING,
        BallotStage.WITHDRAWN: COUNTING | ROOM,
    },
)
BALLOT_STAGES: dict[str, Q] = {
    BallotStage.DRAFT: Q(state=CountState.DRAFT),
    BallotStage.SIGNED: Q(state=CountState.SIGNED),
    BallotStage.DROPPED: Q(state=CountState.WITHDRAWN, signed_on=None),
    BallotStage.WITHDRAWN: Q(state=CountState.WITHDRAWN, signed_on__isnull=False),
}
SIGHTS = [MEETINGS, MATERIALS, CONCLUSIONS, PETITIONS, LEVELS, BALLOTS]
