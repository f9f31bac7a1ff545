"""The procedure's gates as they stand for a meeting or an agenda item: whether each condition holds, and why not."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tusoi.foundation.directory.models import Person, SeatRank
from tusoi.foundation.tally.paths import ancestors, within
from tusoi.process.campaigns.models import Override, Subject
from tusoi.process.campaigns.states import GateName
from tusoi.process.issues.models import Issue
from tusoi.process.issues.states import IssueState
from tusoi.process.reports.models import Report
from tusoi.process.reports.states import ReportState
from tusoi.process.reviews.models import AgendaItem, Meeting
from tusoi.process.reviews.states import ItemState, MeetingState


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


@dataclass(frozen=True)
class Room:
    """What the rules of an agenda ask of the whole meeting, so that many items cost no more than one.

    chairs: who can chair, in the order of their seats. collective, heads: who goes first and is not concluded.
    opened: (gate, id of the item) that were let pass.
    """

    current: Subject | None
    chairs: list[Person]
    collective: list[Subject]
    heads: list[Subject]
    opened: frozenset[tuple[str, int]]


def room_of(meeting: Meeting) -> Room:
    """Five queries, whatever the agenda."""
    current = meeting.items.filter(state=ItemState.DISCUSSING).select_related("subject").first()
    collective, heads = _goes_first(meeting)
    items = meeting.items.values("pk")
    opened = Override.objects.filter(thing_kind="reviews.agendaitem", thing_id__in=items)
    return Room(
        current=current.subject if current else None,
        chairs=chairs_of(meeting),
        collective=collective,
        heads=heads,
        opened=frozenset(opened.values_list("gate", "thing_id")),
    )


def chairs_of(meeting: Meeting) -> list[Person]:
    """Who can chair here, by seat order: present, not the minute taker; the superior last."""
    present = meeting.attendees.exclude(is_present=False).exclude(person=meeting.minute_taker_id)
    people = [attendee.person for attendee in present.select_related("person").order_by("order")]
    if meeting.attending_superior and meeting.attending_superior not in people:
        people.append(meeting.attending_superior)
    return people


def _goes_first(meeting: Meeting) -> tuple[list[Subject], list[Subject]]:
    """The collective itself and its heads, as far as they are not concluded."""
    done = AgendaItem.objects.deciding().concluded().filter(meeting__collective=meeting.collective_id)
    open_ = Subject.objects.filter(campaign=meeting.campaign_id, decided_by=meeting.collective_id).exclude(
        pk__in=done.values("subject")
    )
    return list(open_.filter(collective=meeting.collective_id)), list(open_.individuals().filter(rank=SeatRank.HEAD))


def item_gates(item: AgendaItem, room: Room | None = None) -> list[GateFact]:
    """Order inside a collective: its own review before its members', the head's before the others'.

    room: where it was read for the whole agenda.
    """
    subject = item.subject
    if subject.is_collective:
        return []
    collective, heads = (room.collective, room.heads) if room else _goes_first(item.meeting)
    heads = [] if subject.rank == SeatRank.HEAD else heads
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
