"""Who counts a paper ballot, who stands on it, and what its numbers must be (domain.md 2.4, form 13)."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tusoi.foundation.access.models import Account
from tusoi.foundation.directory.models import Person
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.rulebook.procedure import StepName
from tusoi.foundation.tally.paths import within
from tusoi.process.campaigns.models import Subject
from tusoi.process.campaigns.rules_procedure import check_step
from tusoi.process.reviews.gates import names
from tusoi.process.reviews.models import AgendaItem, BallotCount, Meeting
from tusoi.process.reviews.quota import Sum, Tally, WrongSum, wrong_sums
from tusoi.process.reviews.rules import check_can_run
from tusoi.process.reviews.rules_rating import rated_of, scheme_of
from tusoi.process.reviews.states import MeetingState, MinutesState
from tusoi.process.reviews.states_rating import CountState, Stage


def ballot_subjects(meeting: Meeting) -> list[Subject]:
    """Who can stand on a ballot here: reviewed to the end at this meeting, or below this unit and decided elsewhere."""
    here = AgendaItem.objects.concluded().filter(meeting=meeting).values("subject")
    path = meeting.campaign_unit.path
    below = (
        AgendaItem.objects.deciding()
        .concluded()
        .filter(within(path, "subject__campaign_unit__path"), meeting__campaign=meeting.campaign_id)
    )
    found = Subject.objects.filter(
        Q(pk__in=here) | (Q(pk__in=below.values("subject")) & ~Q(campaign_unit=meeting.campaign_unit_id))
    )
    rows = found.select_related("campaign_unit__unit", "tier")
    return rated_of(meeting.campaign, rows.order_by("-tier__order", "campaign_unit__sort_key", "order"))


def check_can_keep_ballot(meeting: Meeting, *, by: Account | None, at: datetime) -> None:
    """Who runs the meeting keeps its ballots, from the opening until the minutes are fixed."""
    check_can_run(meeting, by=by, at=at)
    if scheme_of(meeting.campaign).ballot is None:
        raise Refused(_("Quy trình không bỏ phiếu xếp loại"))
    check_step(meeting.campaign_unit, StepName.RATING)
    if meeting.state == MeetingState.PLANNED:
        raise Refused(_("Hội nghị chưa khai mạc"), way_out=_("Điểm danh và khai mạc hội nghị trước"))
    if meeting.minutes.state == MinutesState.FIXED:
        raise Refused(_("Biên bản hội nghị đã ký đủ, không thêm kết quả kiểm phiếu được nữa"))


def check_team(
    meeting: Meeting, *, team: Sequence[Person], head: Person, subjects: Sequence[Subject], stage: Stage | str
) -> None:
    """Enough people, each once, led by one of them, and none of them on the ballot (rule 5 of the product)."""
    ballot = scheme_of(meeting.campaign).ballot
    assert ballot is not None
    if stage not in (Stage.PROPOSAL, Stage.DECISION):
        raise Refused(_("Chưa chọn bỏ phiếu để đề nghị hay để quyết định"))
    if not subjects:
        raise Refused(_("Phiếu chưa có tập thể, cá nhân nào"))
    strangers = [subject for subject in subjects if subject not in ballot_subjects(meeting)]
    if strangers:
        raise Refused(_("Chưa kiểm điểm xong, hoặc không thuộc nơi này: %(names)s") % {"names": names(strangers)})
    people = {person.pk for person in team}
    own = [person for person in team if person.pk in {subject.person_id for subject in subjects}]
    if own:
        raise Refused(
            _("Người được bỏ phiếu không ở trong tổ kiểm phiếu: %(names)s") % {"names": names(own)},
            way_out=_("Chọn người khác, hoặc bỏ phiếu riêng về người đó"),
        )
    if head.pk not in people:
        raise Refused(_("Tổ trưởng phải là một người trong tổ kiểm phiếu"))
    if len(people) < ballot.team:
        lacking = ballot.team - len(people)
        raise Refused(
            ngettext(
                "Tổ kiểm phiếu có %(n)d người, còn thiếu %(lacking)d",
                "Tổ kiểm phiếu có %(n)d người, còn thiếu %(lacking)d",
                lacking,
            )
            % {"n": len(people), "lacking": lacking},
            clause=ballot.cited,
        )


def is_counting(count: BallotCount, by: Account | None) -> bool:
    return by is None or (by.person_id is not None and count.counters.filter(person=by.person_id).exists())


def check_can_count(count: BallotCount, *, by: Account | None, at: datetime) -> None:
    """The team types the numbers, or who writes the minutes does it for them; nobody who stands on the ballot."""
    if not is_counting(count, by):
        check_can_run(count.meeting, by=by, at=at)
    if by is not None and count.lines.filter(subject__person=by.person_id).exclude(subject__person=None).exists():
        raise Refused(
            _("Người có tên trên phiếu không ghi kết quả kiểm phiếu"), way_out=_("Để tổ kiểm phiếu ghi số phiếu")
        )
    if count.meeting.minutes.state == MinutesState.FIXED:
        raise Refused(_("Biên bản hội nghị đã ký đủ"))
    if count.state == CountState.SIGNED:
        raise Refused(
            _("Tổ kiểm phiếu đã ký, số phiếu không sửa được nữa"),
            way_out=_("Nếu kiểm sai, hủy kết quả này với lý do rồi kiểm lại"),
        )
    if count.state == CountState.WITHDRAWN:
        raise Refused(_("Kết quả này đã hủy"))


def tally_of(count: BallotCount) -> Tally | None:
    """The numbers, with presence from the roll until the count is signed; None while one is missing."""
    present = count.present if count.present is not None else presence(count.meeting)[1]
    numbers = (count.issued, count.collected, count.not_returned, count.valid, count.invalid)
    if any(number is None for number in numbers):
        return None
    issued, collected, not_returned, valid, invalid = (int(number or 0) for number in numbers)
    return Tally(present, issued, collected, not_returned, valid, invalid)


def presence(meeting: Meeting) -> tuple[int, int]:
    """Convened and present, counted from the roll."""
    marks = list(meeting.attendees.values_list("is_present", flat=True))
    return len(marks), sum(mark is True for mark in marks)


def faults_of(count: BallotCount) -> list[str]:
    """What is missing and every sum that does not hold, each as a sentence with its numbers."""
    tally = tally_of(count)
    if tally is None:
        return [_("Chưa ghi đủ số phiếu phát ra, thu về, không thu về, hợp lệ, không hợp lệ.")]
    lines = list(count.lines.all())
    empty = [line.subject for line in lines if not line.votes.all()]
    found = [_("Chưa ghi số phiếu của: %(names)s.") % {"names": names(empty)}] if empty else []
    sums = wrong_sums(tally, [(line.pk, [row.votes for row in line.votes.all()]) for line in lines if line.votes.all()])
    subjects = {line.pk: str(line.subject) for line in lines}
    return found + [sentence_of(wrong, subjects.get(wrong.line or 0, "")) for wrong in sums]


def sentence_of(wrong: WrongSum, subject: str = "") -> str:
    """Which numbers do not fit, and by how much."""
    numbers = {"left": wrong.left, "right": wrong.right, "by": wrong.by, "subject": subject}
    return {
        Sum.ISSUED_TO_PRESENT: _("Phát ra %(left)d phiếu mà chỉ có %(right)d người có mặt: nhiều hơn %(by)d."),
        Sum.ISSUED: _("Thu về và không thu về cộng lại %(left)d phiếu, phát ra %(right)d phiếu: lệch %(by)d."),
        Sum.COLLECTED: _("Hợp lệ và không hợp lệ cộng lại %(left)d phiếu, thu về %(right)d phiếu: lệch %(by)d."),
        Sum.VOTES: _("%(subject)s: các mức cộng lại %(left)d phiếu, phiếu hợp lệ %(right)d: lệch %(by)d."),
    }[wrong.sum] % numbers


def check_can_sign_count(count: BallotCount, *, by: Account | None, at: datetime) -> None:
    """The head of the team signs what adds up, with the own account; on paper where the head has none (as minutes are)."""
    check_can_count(count, by=by, at=at)
    head = count.counters.select_related("person").get(is_head=True).person
    if by is not None and by.person_id != head.pk:
        check_can_run(count.meeting, by=by, at=at)
        if Account.objects.filter(person=head, is_active=True).exists():
            raise Refused(
                _("%(name)s ký bằng tài khoản của mình") % {"name": head.name},
                way_out=_("Chỉ ghi thay chữ ký trên giấy của người không có tài khoản"),
            )
    if faults := faults_of(count):
        raise Refused(
            _("Chưa ký được: %(faults)s") % {"faults": " ".join(faults)}, way_out=_("Xem lại các số rồi lưu và ký")
        )


def check_can_print_ballot(count: BallotCount) -> None:
    """Ballots are printed to be handed out, so until the team has signed what came back."""
    if count.state != CountState.DRAFT:
        raise Refused(
            _("Lần bỏ phiếu này đã xong, không in thêm phiếu"), way_out=_("Bỏ phiếu lại thì lập một lần kiểm phiếu mới")
        )


def check_can_withdraw_count(count: BallotCount, *, reason: str, by: Account | None, at: datetime) -> None:
    """A mistaken count is set aside with a reason and stays on record; another one takes its place."""
    check_can_keep_ballot(count.meeting, by=by, at=at)
    if count.state == CountState.WITHDRAWN:
        raise Refused(_("Kết quả này đã hủy"))
    if not reason.strip():
        raise Refused(_("Chưa ghi lý do hủy kết quả kiểm phiếu"))
