"""What a campaign leaves, where each thing goes, and who takes it over."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext as _

from tusoi.process.campaigns.models import Campaign
from tusoi.process.issues.models import Shortcoming
from tusoi.process.issues.states import IssueState
from tusoi.process.reviews.models import Meeting
from tusoi.process.reviews.progress import concluded_subjects
from tusoi.process.reviews.states import MeetingState
from tusoi.process.supervision.models import Commitment


@dataclass(frozen=True)
class Taken:
    """How many of one kind somebody takes over."""

    who: str
    count: int


@dataclass(frozen=True)
class Left:
    """One kind of thing that is left. goes: where it goes. No titles and no names of those reviewed stand here."""

    kind: str
    name: str
    goes: str
    taken: tuple[Taken, ...]

    @property
    def count(self) -> int:
        return sum(one.count for one in self.taken)


def left_of(campaign: Campaign) -> list[Left]:
    """Every kind, also those of which nothing is left; in the order of the process. Five queries."""
    waiting = campaign.issues.filter(state__in=[IssueState.PUT, IssueState.ANSWERED]).order_by()
    not_held = campaign.subjects.exclude(pk__in=concluded_subjects(campaign)).order_by()
    unsaid = Meeting.objects.filter(campaign=campaign, state=MeetingState.CONCLUDED, announcements=None).order_by()
    shortcomings = Shortcoming.objects.still_open().filter(issue__campaign=campaign).order_by()
    promises = Commitment.objects.unfinished().filter(campaign=campaign).order_by()
    return [
        Left(
            "issues",
            _("Vấn đề chưa có kết luận"),
            _("Không chuyển và không vào sổ: chưa kết luận thì chưa phải khuyết điểm. Đợt sau muốn xét thì nêu lại."),
            _taken(waiting.values_list("subject__decided_by__name").annotate(Count("pk"))),
        ),
        Left(
            "meetings",
            _("Đối tượng chưa được kiểm điểm, chưa kết luận"),
            _("Ở lại với tập thể quyết định; nếu vẫn phải kiểm điểm thì mở lại đợt hoặc đưa vào đợt sau."),
            _taken(not_held.values_list("decided_by__name").annotate(Count("pk"))),
        ),
        Left(
            "announcements",
            _("Hội nghị chưa thông báo kết quả"),
            _("Tập thể đã họp còn nợ thông báo; thời gian giữ phiếu góp ý tính từ ngày cuối của đợt."),
            _taken(unsaid.values_list("collective__name").annotate(Count("pk"))),
        ),
        Left(
            "shortcomings",
            _("Khuyết điểm chưa khắc phục xong"),
            _("Chuyển trong sổ khuyết điểm; báo cáo của đợt sau phải trả lời từng điều."),
            _taken(shortcomings.values_list("unit__name").annotate(Count("pk"))),
        ),
        Left(
            "commitments",
            _("Cam kết khắc phục chưa xong"),
            _(
                "Làm tiếp với hạn cũ, người làm cũ và người giám sát cũ; chương trình vẫn nhắc như trước, quá hạn lâu vẫn báo lên."
            ),
            _taken(promises.values_list("supervisor__name").annotate(Count("pk"))),
        ),
    ]


def _taken(rows: Iterable[tuple[str, int]]) -> tuple[Taken, ...]:
    return tuple(Taken(who, count) for who, count in sorted(rows))


def count_left(campaign: Campaign) -> int:
    return sum(left.count for left in left_of(campaign))
