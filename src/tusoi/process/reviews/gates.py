"""The procedure's gates as they stand for a meeting or an agenda item: whether each condition holds, and why not."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tusoi.foundation.directory.models import SeatRank
from tusoi.foundation.tally.paths import ancestors, within
from tusoi.process.campaigns.models import Subject
from tusoi.process.campaigns.states import GateName
from tusoi.process.issues.models import Issue
from tusoi.process.issues.states import IssueState
from tusoi.process.reports.models import Report
from tusoi.process.reports.states import ReportState
from tusoi.process.reviews.models import AgendaItem, Meeting
from tusoi.process.reviews.states import MeetingState


@dataclass(frozen=True)
class GateFact:
    """A gate of the procedure as it stands for one thing: whether its condition holds, and in words why not."""

    gate: GateName
    thing: Meeting | AgendaItem
    ok: bool
    reason: str


def names(items: Sequence[object], most: int = 3) -> str:
    """The first few in words: 'A, B, C và 2 nơi khác'."""
    shown = ", ".join(str(item) for item in items[:most])
    rest = len(items) - most
    return shown if rest <= 0 else _("%(shown)s và %(rest)d nữa") % {"shown": shown, "rest": rest}


def unfinished_above(meeting: Meeting) -> list[str]:
    """Collectives of a tier that goes first, in this unit or one above it, that have not concluded on somebody.

    Where the procedure reviews bottom-up: in this unit or one below it.
    """
    concluded = (
        AgendaItem.objects.deciding()
        .concluded()
        .filter(meeting__campaign=meeting.campaign_id, meeting__state=MeetingState.CONCLUDED)
        .values("subject")
    )
    path = meeting.campaign_unit.path
    goes_up = meeting.campaign.rules.order.review.direction == "bottom-up"
    related = within(path, "campaign_unit__path") if goes_up else Q(campaign_unit__path__in=ancestors(path))
    waiting = (
        Subject.objects.filter(related, campaign=meeting.campaign_id, tier__order__lt=meeting.tier.order)
        .exclude(pk__in=concluded)
        .order_by("tier__order", "campaign_unit__path")
    )
    return list(dict.fromkeys(waiting.values_list("decided_by__name", flat=True)))


def missing_reports(meeting: Meeting) -> list[Subject]:
    """Subjects on the agenda whose report is not handed in."""
    handed_in = Report.objects.filter(
        campaign=meeting.campaign_id, state__in=(ReportState.SUBMITTED, ReportState.ACCEPTED)
    ).values("subject")
    return [item.subject for item in meeting.items.exclude(subject__in=handed_in).select_related("subject")]


def quorum_of(meeting: Meeting) -> tuple[int, int, int]:
    """Present, convened, and how many must be present at least (rounded up)."""
    marks = list(meeting.attendees.values_list("is_present", flat=True))
    quorum = meeting.campaign.rules.quorum
    return sum(mark is True for mark in marks), len(marks), -(-len(marks) * quorum.present // quorum.of)


def opening_gates(meeting: Meeting) -> list[GateFact]:
    """The procedure's gates before a meeting, in the order in which people meet them."""
    above = unfinished_above(meeting)
    missing = missing_reports(meeting)
    present, convened, needed = quorum_of(meeting)
    return [
        GateFact(
            GateName.TIER_ORDER,
            meeting,
            not above,
            _("Cấp trên chưa kết luận kiểm điểm: %(names)s") % {"names": names(above)},
        ),
        GateFact(
            GateName.REPORT_BEFORE_MEETING,
            meeting,
            not missing,
            _("Chưa nộp báo cáo kiểm điểm: %(names)s") % {"names": names(missing)},
        ),
        GateFact(
            GateName.QUORUM,
            meeting,
            present >= needed,
            _("Có mặt %(present)d/%(convened)d, cần ít nhất %(needed)d")
            % {"present": present, "convened": convened, "needed": needed},
        ),
    ]


def item_gates(item: AgendaItem) -> list[GateFact]:
    """Order inside a collective: its own review before its members', the head's before the others'."""
    subject = item.subject
    if subject.is_collective:
        return []
    open_ = Subject.objects.filter(campaign=item.meeting.campaign_id, decided_by=item.meeting.collective_id).exclude(
        pk__in=AgendaItem.objects.deciding()
        .concluded()
        .filter(meeting__collective=item.meeting.collective_id)
        .values("subject")
    )
    collective = list(open_.filter(collective=item.meeting.collective_id))
    heads = [] if subject.rank == SeatRank.HEAD else list(open_.individuals().filter(rank=SeatRank.HEAD))
    return [
        GateFact(
            GateName.COLLECTIVE_BEFORE_INDIVIDUAL,
            item,
            not collective,
            _("Chưa kết luận kiểm điểm tập thể: %(names)s") % {"names": names(collective)},
        ),
        GateFact(
            GateName.HEAD_BEFORE_OTHERS,
            item,
            not heads,
            _("Chưa kết luận kiểm điểm người đứng đầu: %(names)s") % {"names": names(heads)},
        ),
    ]


def open_issues(item: AgendaItem) -> list[Issue]:
    """Issues put to the item's subject that wait for a conclusion."""
    return list(item.subject.issues.filter(state__in=(IssueState.PUT, IssueState.ANSWERED)))


def conclusion_gates(item: AgendaItem) -> list[GateFact]:
    """Nothing is concluded while something put to the subject has no answer."""
    unanswered = item.subject.issues.filter(state=IssueState.PUT).count() if item.decides else 0
    return [
        GateFact(
            GateName.ANSWERS_BEFORE_CONCLUSION,
            item,
            not unanswered,
            ngettext(
                "Còn %(count)d nội dung chưa tiếp thu, giải trình",
                "Còn %(count)d nội dung chưa tiếp thu, giải trình",
                unanswered,
            )
            % {"count": unanswered},
        )
    ]
