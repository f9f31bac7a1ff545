"""Who states a level for whom, in which order, and what a count of ballots must be. The program decides no rating (rule 9)."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.permissions import may
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.directory.models import Person, SeatRank
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.rulebook.procedure import StepName
from tusoi.foundation.rulebook.rating import NOT_YET, Rating
from tusoi.foundation.tally.paths import ancestors, within
from tusoi.process.campaigns.models import Campaign, Subject, SubjectQuerySet
from tusoi.process.campaigns.rules import check_gate, check_is_open
from tusoi.process.campaigns.rules_procedure import check_step, profile_without
from tusoi.process.campaigns.states import GateName
from tusoi.process.issues.rules import check_not_own_file, check_speaks_for
from tusoi.process.reviews.gates import names
from tusoi.process.reviews.models import AgendaItem, BallotCount, Meeting, RatingEntry
from tusoi.process.reviews.quota import Sum, Tally, WrongSum, wrong_sums
from tusoi.process.reviews.rules import check_can_run, local_day
from tusoi.process.reviews.states import MeetingState, MinutesState
from tusoi.process.reviews.states_rating import CountState, Stage


def scheme_of(campaign: Campaign) -> Rating:
    """How this campaign rates. Raises Refused where its procedure does not rate."""
    rating = campaign.rules.rating if campaign.frozen is not None else None
    if rating is None:
        raise Refused(_("Quy trình của đợt này không xếp loại"))
    return rating


def is_rated(subject: Subject) -> bool:
    """Whether the procedure rates this subject: it has ratings, and the unit's profile does not leave them out."""
    return subject.campaign.rules.rating is not None and profile_without(subject.campaign_unit, StepName.RATING) is None


def rated_of(campaign: Campaign, subjects: Iterable[Subject]) -> list[Subject]:
    """Those of the campaign's subjects that are rated; the campaign is read once for all of them."""
    found = []
    for subject in subjects:
        subject.campaign = subject.campaign_unit.campaign = campaign
        if is_rated(subject):
            found.append(subject)
    return found


# -- the order


def rated_later_than(subject: Subject) -> list[Subject]:
    """Collectives that the procedure rates before this one and that have no decision yet, by tier from the last rated."""
    order = subject.campaign.rules.order.rating
    if order is None or not subject.is_collective:
        return []
    path, tier = subject.campaign_unit.path, subject.tier.order
    first = Q(within(path, "campaign_unit__path"), tier__order__gt=tier)
    if order.direction == "top-down":
        first = Q(campaign_unit__path__in=ancestors(path), tier__order__lt=tier)
    return _undecided(subject.campaign, Subject.objects.collectives().filter(first, campaign=subject.campaign_id))


def units_before_head(subject: Subject) -> list[Subject]:
    """Of a head: the collectives of the unit, decided on at the same place, that have no decision yet."""
    if subject.is_collective or subject.rank != SeatRank.HEAD:
        return []
    own = Subject.objects.collectives().filter(
        campaign=subject.campaign_id, campaign_unit=subject.campaign_unit_id, decided_by=subject.decided_by_id
    )
    return _undecided(subject.campaign, own)


def _undecided(campaign: Campaign, subjects: SubjectQuerySet) -> list[Subject]:
    decided = RatingEntry.objects.decided().values("subject")
    rows = subjects.exclude(pk__in=decided).select_related("campaign_unit", "tier")
    return rated_of(campaign, rows.order_by("tier__order", "campaign_unit__path"))


def order_facts(subject: Subject) -> list[tuple[GateName, bool, str]]:
    """The gates before a decision: whether each condition holds, and in words why not."""
    lower, units = rated_later_than(subject), units_before_head(subject)
    return [
        (GateName.RATING_ORDER, not lower, _("Chưa xếp loại: %(names)s") % {"names": names(lower)}),
        (
            GateName.HEAD_RATED_AFTER_UNIT,
            not units,
            _("Chưa xếp loại tập thể của người đứng đầu này: %(names)s") % {"names": names(units)},
        ),
    ]


# -- the three stages


def _check_common(subject: Subject, kind: str, level: str) -> None:
    rating = scheme_of(subject.campaign)
    check_is_open(subject.campaign)
    check_step(subject.campaign_unit, StepName.RATING)
    if kind not in rating.kinds_of(is_collective=subject.is_collective):
        raise Refused(_("Quy trình không xếp loại mục này cho %(name)s") % {"name": subject.name})
    if level != NOT_YET and rating.place_of(level) is None:
        raise Refused(_("Chưa chọn mức xếp loại"))


def check_can_state(subject: Subject, stage: Stage | str, *, by: Account | None, at: datetime) -> None:
    """Whose word a stage is. Self: the subject. Proposal, decision: never who is rated, nor who sits on that collective."""
    scheme_of(subject.campaign)
    check_is_open(subject.campaign)
    check_step(subject.campaign_unit, StepName.RATING)
    if stage == Stage.SELF:
        check_speaks_for(subject, by=by, at=at)
        return
    check_not_own_file(subject, by=by, at=at)
    if by is not None and not _has_role(subject, stage, by, at):
        who = (
            _("Ban Tổ chức, hoặc bí thư của nơi kiểm điểm")
            if stage == Stage.PROPOSAL
            else _("lãnh đạo, Ban Tổ chức, hoặc bí thư của nơi kiểm điểm")
        )
        raise Refused(
            _("Việc này do %(who)s làm") % {"who": who}, way_out=_("Liên hệ Ban Tổ chức nếu cần được phân công")
        )


def _has_role(subject: Subject, stage: Stage | str, by: Account, at: datetime) -> bool:
    on, path = local_day(at), subject.campaign_unit.unit.path
    if may(by, Permission.MANAGE_CAMPAIGN, path, on=on):
        return True
    if may(by, Permission.RUN_MEETING, subject.decided_by.unit.path, on=on):
        return True
    return stage == Stage.DECISION and may(by, Permission.APPROVE_SUGGESTION, path, on=on)


def check_entry(
    subject: Subject,
    *,
    kind: str,
    stage: Stage | str,
    level: str,
    body: str,
    reason: str,
    earlier: RatingEntry | None,
    by: Account | None,
    at: datetime,
) -> None:
    """earlier: what stands now at this stage; replacing it needs a reason. A decision keeps the procedure's order."""
    check_can_state(subject, stage, by=by, at=at)
    _check_common(subject, kind, level)
    if stage == Stage.SELF and _is_decided(subject, kind):
        raise Refused(_("Đã có quyết định xếp loại, mức tự nhận không sửa được nữa"))
    if stage != Stage.SELF and not body.strip():
        raise Refused(_("Chưa ghi nơi đề nghị hoặc quyết định"))
    if earlier is not None and not reason.strip():
        raise Refused(
            _("Đã ghi mức “%(level)s” ngày %(day)s; muốn ghi lại phải nêu lý do")
            % {"level": scheme_of(subject.campaign).level_name(earlier.level), "day": f"{earlier.on:%d/%m/%Y}"},
            way_out=_("Ghi lý do; mức ghi trước vẫn được giữ"),
        )
    if stage == Stage.DECISION:
        check_can_decide(subject)


def check_can_decide(subject: Subject) -> None:
    """Reviewed before it is rated; and the gates of the order."""
    if not AgendaItem.objects.deciding().concluded().filter(subject=subject).exists():
        raise Refused(
            _("Chưa kết luận kiểm điểm %(name)s") % {"name": subject.name}, way_out=_("Kiểm điểm xong rồi xếp loại")
        )
    for gate, ok, reason in order_facts(subject):
        check_gate(subject.campaign, gate, subject, ok, reason)


def _is_decided(subject: Subject, kind: str) -> bool:
    return RatingEntry.objects.decided().filter(subject=subject, kind=kind).exists()


def check_can_state_grounds(campaign: Campaign, path: str, *, by: Account | None, at: datetime) -> None:
    """The leader, or the officer, at the unit under which the group is compared."""
    scheme_of(campaign)
    check_is_open(campaign)
    on = local_day(at)
    roles = (Permission.MANAGE_CAMPAIGN, Permission.APPROVE_SUGGESTION)
    if by is not None and not any(may(by, role, path, on=on) for role in roles):
        raise Refused(_("Căn cứ cho tỷ lệ cao hơn do lãnh đạo hoặc Ban Tổ chức của cấp trên nêu"))


# -- the ballot


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


def check_can_withdraw_count(count: BallotCount, *, reason: str, by: Account | None, at: datetime) -> None:
    """A mistaken count is set aside with a reason and stays on record; another one takes its place."""
    check_can_keep_ballot(count.meeting, by=by, at=at)
    if count.state == CountState.WITHDRAWN:
        raise Refused(_("Kết quả này đã hủy"))
    if not reason.strip():
        raise Refused(_("Chưa ghi lý do hủy kết quả kiểm phiếu"))
