"""Adjourning and going on, reviewing again, and the subject's petition: who may, and when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.permissions import may, require
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.campaigns.models import Subject
from tusoi.process.campaigns.rules import check_gate, check_is_open
from tusoi.process.campaigns.sight import Held, Standing
from tusoi.process.campaigns.states import GateName
from tusoi.process.issues.models import own_subjects, written_by
from tusoi.process.issues.rules import check_not_own_file, check_speaks_for, is_own_file, path_of, speaks_for
from tusoi.process.reviews.gates import opening_gates
from tusoi.process.reviews.materials import is_convened
from tusoi.process.reviews.models import AgendaItem, Meeting, Petition
from tusoi.process.reviews.rules import check_can_run, check_in_session, check_window, local_day, may_run
from tusoi.process.reviews.sight import CONCLUSIONS, PETITIONS, ConclusionStage, PetitionStage
from tusoi.process.reviews.states import Circle, ItemState, MeetingState


def check_can_adjourn(meeting: Meeting, *, resumes_on: date, reason: str, by: Account | None, at: datetime) -> None:
    """It goes on inside the tier's window, today or later."""
    check_can_run(meeting, by=by, at=at)
    check_in_session(meeting)
    if resumes_on < local_day(at):
        raise Refused(_("Ngày họp tiếp không thể ở trước hôm nay"))
    check_window(meeting.tier, resumes_on)
    if not reason.strip():
        raise Refused(_("Chưa ghi lý do tạm dừng"))


def check_can_resume(meeting: Meeting, *, by: Account | None, at: datetime) -> None:
    """On the day that was set or later, inside the window, and again with a quorum."""
    check_can_run(meeting, by=by, at=at)
    if meeting.state != MeetingState.ADJOURNED:
        raise Refused(_("Hội nghị không ở tình trạng tạm dừng"))
    stop = meeting.adjournments.get(resumed_at=None)
    if local_day(at) < stop.resumes_on:
        raise Refused(_("Chưa đến ngày họp tiếp: %(day)s") % {"day": date_format(stop.resumes_on, "SHORT_DATE_FORMAT")})
    check_window(meeting.tier, local_day(at))
    for fact in opening_gates(meeting):
        if fact.gate == GateName.QUORUM:
            check_gate(meeting.campaign, fact.gate, fact.thing, fact.ok, fact.reason)


def check_can_order_again(item: AgendaItem, *, reason: str, by: Account | None, at: datetime) -> None:
    """The level above decides it (HD 11 as reported, domain.md 1.4), never on the own file, and says why."""
    check_is_open(item.meeting.campaign)
    if by is not None:
        require(by, Permission.APPROVE_SUGGESTION, path_of(item.subject), on=local_day(at))
    check_not_own_file(item.subject, by=by, at=at)
    if not item.decides:
        raise Refused(_("Nơi kết luận là hội nghị của %(name)s") % {"name": item.subject.decided_by.name})
    if item.meeting.state != MeetingState.CONCLUDED or item.state != ItemState.CONCLUDED:
        raise Refused(_("Hội nghị chưa bế mạc nên chưa có gì để kiểm điểm lại"))
    if hasattr(item, "re_review"):
        raise Refused(_("Đã yêu cầu kiểm điểm lại đối tượng này"))
    if not reason.strip():
        raise Refused(_("Chưa ghi lý do kiểm điểm lại"))


# -- petitions


def check_can_file(item: AgendaItem, *, by: Account | None, at: datetime) -> None:
    """The subject, after its result was made known to it; one petition at a time."""
    check_speaks_for(item.subject, by=by, at=at)
    if not item.decides:
        raise Refused(_("Nơi kết luận là hội nghị của %(name)s") % {"name": item.subject.decided_by.name})
    if not item.meeting.announcements.filter(audience=Circle.SUBJECTS).exists():
        raise Refused(
            _("Kết luận chưa được thông báo cho đối tượng"), way_out=_("Kiến nghị sau khi nhận thông báo kết quả")
        )
    if item.petitions.filter(answered_on=None).exists():
        raise Refused(_("Đã có một kiến nghị đang chờ trả lời"))


def check_can_answer_petition(petition: Petition, *, by: Account | None, at: datetime) -> None:
    """Who runs the deciding meeting, or who may order a review again; never the subject itself."""
    item = petition.item
    if petition.answered_on:
        raise Refused(_("Kiến nghị này đã được trả lời"))
    if by is not None and (by.person_id == item.subject.person_id or by.pk == petition.filed_by_id):
        raise Refused(
            _("Không ai tự trả lời kiến nghị của mình hoặc do mình nhập hộ"), way_out=_("Đề nghị cấp trên trả lời")
        )
    if not _answers(item, by, at):
        raise Refused(_("Việc này do nơi đã kết luận hoặc cấp trên trả lời"))


def _answers(item: AgendaItem, by: Account | None, at: datetime) -> bool:
    """Who runs the deciding meeting, or who may order a review again: the right to answer, for those who read it too."""
    if by is None:
        return True
    held = _held(item, by, at)
    return any(held[standing]() for standing in (Standing.RUNS, Standing.ANSWERS))


@dataclass(frozen=True)
class Files:
    """Subjects that are the own file, and those for whom one writes, by id: read once for a whole agenda."""

    own: frozenset[int]
    written: frozenset[int]


def files_of(account: Account, items: Sequence[AgendaItem], on: date) -> Files:
    """Two queries. `is_own_file` and `speaks_for` say the same of one subject."""
    here = Subject.objects.filter(pk__in=[item.subject_id for item in items])
    own = here.filter(pk__in=own_subjects(account.person_id, on).values("pk"))
    written = here.filter(pk__in=written_by(account, on).values("pk"))
    return Files(frozenset(own.values_list("pk", flat=True)), frozenset(written.values_list("pk", flat=True)))


def _held(item: AgendaItem, by: Account, at: datetime, files: Files | None = None) -> Held:
    """As whom somebody looks at what came of one agenda item."""
    on, subject, meeting = local_day(at), item.subject, item.meeting
    runs = lambda: may_run(by, meeting, on=on)  # noqa: E731
    role = lambda: may(by, Permission.SEE_ISSUES, meeting.campaign_unit.unit.path, on=on)  # noqa: E731
    own = lambda: subject.pk in files.own if files else is_own_file(subject, by.person_id, on)  # noqa: E731
    writes = lambda: subject.pk in files.written if files else speaks_for(subject, by, on)  # noqa: E731
    above = lambda: may(by, Permission.APPROVE_SUGGESTION, path_of(subject), on=on)  # noqa: E731
    return {
        Standing.SUBJECT: own,
        Standing.WRITER: writes,
        Standing.RUNS: runs,
        Standing.SECRETARY: lambda: runs() or role(),
        Standing.ROLE: role,
        Standing.CONVENED: lambda: is_convened(meeting, by),
        Standing.ANSWERS: lambda: above() and not own(),
    }


def check_can_read_petitions(item: AgendaItem, *, by: Account, at: datetime, files: Files | None = None) -> None:
    """The subject, who answers, and nobody else. files: where they were read for many items."""
    held = dict(_held(item, by, at, files))
    held[Standing.SECRETARY] = held[Standing.RUNS]
    if not PETITIONS.shows(PetitionStage.FILED, held):
        raise Refused(_("Chỉ đối tượng được kiểm điểm và nơi trả lời đọc kiến nghị"))


def sees_conclusion(item: AgendaItem, *, by: Account, at: datetime) -> bool:
    """What was concluded is heard in the room; outside it the subject hears it by the announcement."""
    told = item.meeting.announcements.filter(audience=Circle.SUBJECTS).exists()
    return CONCLUSIONS.shows(ConclusionStage.TOLD if told else ConclusionStage.SPOKEN, _held(item, by, at))
