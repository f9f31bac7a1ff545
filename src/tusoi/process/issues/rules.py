"""Who may do what to an issue, a suggestion set and a comment in triage; and when."""

from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.permissions import may, reachable, require
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.directory.models import Person, Seat, SeatRank, in_force
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.rulebook.procedure import StepName
from tusoi.process.campaigns.models import Campaign, Subject
from tusoi.process.campaigns.rules import check_is_open
from tusoi.process.campaigns.rules_procedure import check_step
from tusoi.process.campaigns.sight import Held, Standing
from tusoi.process.campaigns.states import CampaignState
from tusoi.process.feedback.conferences import untyped
from tusoi.process.feedback.models import Comment, Round
from tusoi.process.feedback.rules_conferences import check_all_typed
from tusoi.process.feedback.states import CommentState, RoundState
from tusoi.process.issues.models import Issue, IssueAnswer, ProxyAsk, Shortcoming, SuggestionSet, own_subjects
from tusoi.process.issues.sight import ISSUES, stage_of
from tusoi.process.issues.states import CONCLUDED, IssueState, SetState, SourceKind

P = Permission


def path_of(subject: Subject) -> str:
    """The path on which roles count: of the living unit, not of the campaign's copy."""
    return subject.campaign_unit.unit.path


def is_own_file(subject: Subject, person_id: int | None, on: date) -> bool:
    """The person itself, or a member of the subject collective on that day."""
    if not subject.is_collective:
        return person_id is not None and subject.person_id == person_id
    return own_subjects(person_id, on).filter(pk=subject.pk).exists()


def is_head(subject: Subject, person_id: int | None, on: date) -> bool:
    if person_id is None or subject.collective_id is None:
        return False
    seats = Seat.objects.filter(in_force(on), collective=subject.collective_id, person=person_id, rank=SeatRank.HEAD)
    return seats.exists()


def writes_by_proxy(subject: Subject, by: Account | None) -> bool:
    """Whether what `by` writes for this person is entered on their behalf (nhập hộ)."""
    return not subject.is_collective and by is not None and by.person_id != subject.person_id


def is_entered_for(subject: Subject) -> bool:
    """Whether the secretary of the unit may enter for this person: who has no account to write with, or who asked for it."""
    if subject.is_collective:
        return False
    writes = Account.objects.filter(person=subject.person_id, is_active=True).exists()
    return not writes or ProxyAsk.objects.filter(subject=subject, ended_on=None).exists()


def speaks_for(subject: Subject, account: Account, on: date) -> bool:
    """May answer and write as the subject.

    A collective: the secretary of its unit or its head. A person: that person, or the secretary of the unit for who has
    no account or asked for it (nhập hộ, marked so).
    """
    if not subject.is_collective and account.person_id == subject.person_id:
        return True
    if is_head(subject, account.person_id, on):
        return True
    return may(account, P.WRITE_COLLECTIVE_REPORT, path_of(subject), on=on) and (
        subject.is_collective or is_entered_for(subject)
    )


def bears(shortcoming: Shortcoming, account: Account, on: date) -> bool:
    """Whether the account belongs to those who bear it now: a role where it lies, or a seat on the collective."""
    if may(account, P.SEE_ISSUES, shortcoming.unit.path, on=on):
        return True
    if account.person_id is None or shortcoming.collective_id is None:
        return False
    return Seat.objects.filter(in_force(on), person=account.person_id, collective=shortcoming.collective_id).exists()


def check_goes_on(subject: Subject, shortcoming: Shortcoming | None) -> None:
    """What goes on from an earlier campaign is the subject's own, and goes on once."""
    if shortcoming is None:
        return
    if not Shortcoming.objects.of(subject).filter(pk=shortcoming.pk).exists():
        raise Refused(_("Khuyết điểm của đợt trước không phải của đối tượng này"))
    if shortcoming.later.exists():
        raise Refused(_("Khuyết điểm này đã được một đợt sau kết luận là còn hoặc tái diễn"))


def check_speaks_for(subject: Subject, *, by: Account | None, at: datetime) -> None:
    if by is None or speaks_for(subject, by, at.date()):
        return
    if not subject.is_collective and may(by, P.WRITE_COLLECTIVE_REPORT, path_of(subject), on=at.date()):
        raise Refused(
            _("%(name)s có tài khoản nên tự viết; chỉ nhập hộ khi chính người ấy nhờ") % {"name": subject.name},
            way_out=_("Người ấy mở bản tự kiểm điểm của mình và bấm “Nhờ nhập hộ”"),
        )
    who = _("tập thể được kiểm điểm (bí thư hoặc người đứng đầu)") if subject.is_collective else _("chính cá nhân đó")
    raise Refused(_("Việc này phải do %(who)s làm") % {"who": who})


def check_can_ask_for_proxy(subject: Subject, *, by: Account, at: datetime) -> None:
    check_is_open(subject.campaign)
    if subject.is_collective or by.person_id != subject.person_id:
        raise Refused(_("Việc này phải do %(who)s làm") % {"who": _("chính cá nhân đó")})


def check_not_own_file(subject: Subject, *, by: Account | None, at: datetime) -> None:
    if by is not None and is_own_file(subject, by.person_id, at.date()):
        raise Refused(
            _("Không ai tự quyết định về hồ sơ của mình hoặc của tập thể mà mình là thành viên"),
            way_out=_("Đề nghị người khác có thẩm quyền làm việc này"),
        )


def _standings(issue: Issue, by: Account, on: date) -> Held:
    """As whom somebody looks at one issue; the object's side of what `IssueQuerySet.visible_to` finds."""
    me, subject = by.person_id, issue.subject
    shortcoming = getattr(issue, "shortcoming", None)
    overseer = issue.suggestion_set.overseer_id if issue.suggestion_set else None
    role = lambda: may(by, P.SEE_ISSUES, path_of(subject), on=on)  # noqa: E731
    own = lambda: is_own_file(subject, me, on)  # noqa: E731
    drafts = lambda: may(by, P.DRAFT_SUGGESTION, path_of(subject), on=on)  # noqa: E731
    return {
        Standing.SUBJECT: own,
        Standing.SECRETARY: role,
        Standing.ROLE: role,
        Standing.DRAFTER: lambda: drafts() and not own(),
        Standing.TEAM: lambda: issue.round is not None and is_on_team(issue.round, by),
        Standing.OVERSEER: lambda: me is not None and me == overseer,
        Standing.SUPERVISOR: lambda: me is not None and shortcoming is not None and me == shortcoming.supervisor_id,
        Standing.BEARER: lambda: shortcoming is not None and bears(shortcoming, by, on),
    }


def check_can_see(issue: Issue, *, by: Account, at: datetime) -> None:
    """The object's side of `IssueQuerySet.visible_to`; a property test holds the two together."""
    closed = issue.campaign.state == CampaignState.CLOSED
    stage = stage_of(issue.state, from_slips=issue.round_id is not None, closed=closed)
    if not ISSUES.shows(stage, _standings(issue, by, at.date())):
        raise Refused(_("Tài khoản này không được xem vấn đề"))


# Triage


def is_on_team(round: Round, account: Account | None) -> bool:
    return (
        account is not None and account.person_id is not None and round.team.filter(person=account.person_id).exists()
    )


def check_can_triage(round: Round, *, by: Account | None, at: datetime) -> None:
    if by is not None and not is_on_team(round, by):
        raise Refused(_("Chỉ thành viên tổ mở phiếu và tổng hợp ý kiến được đọc và xếp ý kiến"))
    if round.state == RoundState.SYNTHESISED:
        raise Refused(_("Đợt lấy ý kiến này đã tổng hợp xong"))
    if round.state != RoundState.OPENED:
        raise Refused(
            _("Phiếu còn niêm phong"), way_out=_("Đóng đợt lấy ý kiến, rồi tổ mở phiếu nhập mật khẩu để mở phiếu")
        )


def check_can_place(comment: Comment, *, by: Account | None, at: datetime) -> None:
    check_can_triage(comment.round, by=by, at=at)
    if comment.state != CommentState.WAITING:
        raise Refused(_("Ý kiến này đã được xếp"), way_out=_("Bấm “Xếp lại” nếu cần xếp vào chỗ khác"))


def check_can_file(comment: Comment, issue: Issue, *, by: Account | None, at: datetime) -> None:
    check_can_place(comment, by=by, at=at)
    if issue.subject_id != comment.subject_id:
        raise Refused(_("Vấn đề này nói về đối tượng khác với ý kiến"))
    if issue.state != IssueState.RAISED or issue.round_id not in (None, comment.round_id):
        raise Refused(_("Vấn đề này đã được đặt ra, không xếp thêm ý kiến vào được"), way_out=_("Nêu một vấn đề mới"))


def check_can_take_back(comment: Comment, *, by: Account | None, at: datetime) -> None:
    check_can_triage(comment.round, by=by, at=at)
    if comment.state == CommentState.WAITING:
        raise Refused(_("Ý kiến này chưa được xếp"))


def check_can_finish_triage(round: Round, *, by: Account | None, at: datetime) -> None:
    check_can_triage(round, by=by, at=at)
    left = Comment.objects.filter(round=round, state=CommentState.WAITING).count()
    check_all_typed(untyped(round))
    asked = Comment.objects.filter(round=round, state=CommentState.ASIDE_ASKED).count()
    if asked:
        raise Refused(
            ngettext(
                "Còn %(n)s ý kiến chờ người thứ hai đồng ý để riêng",
                "Còn %(n)s ý kiến chờ người thứ hai đồng ý để riêng",
                asked,
            )
            % {"n": asked},
            way_out=_("Một thành viên khác của tổ đồng ý, hoặc bấm “Xếp lại”"),
        )
    if left:
        raise Refused(
            ngettext("Còn %(n)s ý kiến chưa xếp", "Còn %(n)s ý kiến chưa xếp", left) % {"n": left},
            way_out=_("Xếp hết, ghi là ưu điểm hoặc để riêng có lý do"),
        )


# Raising and putting


def check_can_raise(subject: Subject, source: str, round: Round | None, *, by: Account | None, at: datetime) -> None:
    """Meetings ask their own rules (who takes the minutes) before they raise an issue here."""
    check_is_open(subject.campaign)
    if source == SourceKind.COMMENTS:
        if round is not None:
            check_can_triage(round, by=by, at=at)
        elif by is not None:
            raise Refused(_("Vấn đề từ phiếu góp ý phải thuộc một đợt lấy ý kiến"))
    elif source == SourceKind.OWN_REPORT:
        check_speaks_for(subject, by=by, at=at)
    elif source in (SourceKind.SUGGESTION, SourceKind.EARLIER) and by is not None:
        require(by, P.DRAFT_SUGGESTION, path_of(subject), on=at.date())
        check_not_own_file(subject, by=by, at=at)


def check_can_put(issue: Issue, *, by: Account | None, at: datetime) -> None:
    check_is_open(issue.campaign)
    if issue.state != IssueState.RAISED:
        raise Refused(_("Vấn đề này đã được đặt ra với đối tượng"))
    if issue.suggestion_set_id is not None:
        raise Refused(_("Nội dung gợi ý được gửi cùng bản gợi ý kiểm điểm"), way_out=_("Gửi bản gợi ý"))
    if issue.round_id is not None:
        raise Refused(_("Vấn đề từ phiếu góp ý được đặt ra khi tổng hợp xong"), way_out=_("Kết thúc việc tổng hợp"))


def check_can_put_alone(issue: Issue, *, by: Account | None, at: datetime) -> None:
    """Putting a single issue: approval from above, the chair of the deciding meeting, or the subject for its own."""
    check_can_put(issue, by=by, at=at)
    if by is None:
        return
    kinds = set(issue.sources.values_list("kind", flat=True))
    if kinds == {SourceKind.MEETING}:  # born at the meeting, whose own rules asked who takes the minutes
        return
    if SourceKind.OWN_REPORT in kinds and speaks_for(issue.subject, by, at.date()):
        return
    if may(by, P.RUN_MEETING, issue.subject.decided_by.unit.path, on=at.date()):
        return
    require(by, P.APPROVE_SUGGESTION, path_of(issue.subject), on=at.date())
    check_not_own_file(issue.subject, by=by, at=at)


# Suggestions


def check_may_suggest(subject: Subject, *, by: Account | None, at: datetime) -> None:
    """Whether suggestions for this subject are this account's business at all, drafted or not."""
    if by is not None:
        require(by, P.DRAFT_SUGGESTION, path_of(subject), on=at.date())
        check_not_own_file(subject, by=by, at=at)


def check_can_draft(subject: Subject, *, by: Account | None, at: datetime) -> None:
    check_is_open(subject.campaign)
    check_step(subject.campaign_unit, StepName.SUGGESTIONS)
    check_may_suggest(subject, by=by, at=at)


def check_can_write_points(set: SuggestionSet, *, by: Account | None, at: datetime) -> None:
    check_can_draft(set.subject, by=by, at=at)
    if set.state != SetState.DRAFT:
        raise Refused(_("Bản gợi ý đã duyệt, không sửa được nữa"), way_out=_("Người duyệt có thể đưa về soạn lại"))


def check_can_approve(set: SuggestionSet, *, by: Account | None, at: datetime) -> None:
    if by is not None:
        require(by, P.APPROVE_SUGGESTION, path_of(set.subject), on=at.date())
        check_not_own_file(set.subject, by=by, at=at)
    check_is_open(set.campaign)
    if set.state != SetState.DRAFT:
        raise Refused(_("Bản gợi ý này đã được duyệt"))
    if not set.points.exists():
        raise Refused(_("Bản gợi ý chưa có nội dung nào"), way_out=_("Viết ít nhất một nội dung gợi ý"))


def check_can_reopen(set: SuggestionSet, *, by: Account | None, at: datetime) -> None:
    if by is not None:
        require(by, P.APPROVE_SUGGESTION, path_of(set.subject), on=at.date())
        check_not_own_file(set.subject, by=by, at=at)
    if set.state != SetState.APPROVED:
        raise Refused(_("Chỉ bản đã duyệt mà chưa gửi mới đưa về soạn lại được"))


def check_can_oversee(subject: Subject, person: Person, *, at: datetime) -> None:
    """Nobody follows the own file (rule 5 of the product)."""
    if person.pk == subject.person_id:
        raise Refused(_("Người theo dõi không thể là chính người được gợi ý kiểm điểm"))
    if is_own_file(subject, person.pk, at.date()):
        raise Refused(_("Người theo dõi không thể là thành viên của tập thể được gợi ý kiểm điểm"))


def check_can_assign_overseer(set: SuggestionSet, *, by: Account | None, at: datetime) -> None:
    if by is not None:
        require(by, P.APPROVE_SUGGESTION, path_of(set.subject), on=at.date())
        check_not_own_file(set.subject, by=by, at=at)


def check_can_issue(set: SuggestionSet, *, by: Account | None, at: datetime) -> None:
    check_can_draft(set.subject, by=by, at=at)
    if set.state in (SetState.ISSUED, SetState.ACKNOWLEDGED):
        raise Refused(_("Bản gợi ý này đã gửi"))
    if set.state != SetState.APPROVED:
        raise Refused(_("Bản gợi ý chưa được duyệt"), way_out=_("Trình lãnh đạo duyệt"))
    if set.overseer_id is None:
        raise Refused(_("Bản gợi ý chưa có người theo dõi"), way_out=_("Phân công người theo dõi trước khi gửi"))


def check_can_acknowledge(set: SuggestionSet, *, by: Account | None, at: datetime) -> None:
    check_speaks_for(set.subject, by=by, at=at)
    if set.state == SetState.ACKNOWLEDGED:
        raise Refused(_("Bản gợi ý này đã được tiếp nhận"))
    if set.state != SetState.ISSUED:
        raise Refused(_("Bản gợi ý này chưa gửi"))


# Answers and conclusions


def check_can_answer(issue: Issue, *, by: Account | None, at: datetime) -> None:
    """Only the issue's own subject satisfies the gate. Also after the report: what comes late is a supplement to it."""
    check_is_open(issue.campaign)
    check_speaks_for(issue.subject, by=by, at=at)
    if issue.state == IssueState.RAISED:
        raise Refused(_("Vấn đề này chưa được đặt ra với đối tượng"))
    if issue.state in CONCLUDED:
        raise Refused(_("Vấn đề này đã có kết luận"))


def check_can_judge(answer: IssueAnswer, *, by: Account | None, at: datetime) -> None:
    overseer = answer.issue.suggestion_set.overseer_id if answer.issue.suggestion_set else None
    if by is not None and (overseer is None or by.person_id != overseer):
        raise Refused(_("Chỉ người được phân công theo dõi nhận xét câu trả lời"))
    if answer.issue.state in CONCLUDED:
        raise Refused(_("Vấn đề này đã có kết luận"))
    if answer.issue.answers.filter(pk__gt=answer.pk).exists():
        raise Refused(_("Đã có câu trả lời mới hơn"), way_out=_("Mở lại trang để xem câu trả lời mới nhất"))
    if hasattr(answer, "judgement"):
        raise Refused(_("Câu trả lời này đã có nhận xét"))


def check_can_conclude(issue: Issue, *, by: Account | None, at: datetime) -> None:
    """The meeting asks who may conclude and whether all is answered (it holds that gate); here only: once, and only what was put."""
    if issue.state in CONCLUDED:
        raise Refused(_("Vấn đề này đã có kết luận"))
    if issue.state == IssueState.RAISED:
        raise Refused(_("Vấn đề này chưa được đặt ra với đối tượng"))


def spoken_for(account: Account, campaign: Campaign, on: date) -> "QuerySet[Subject]":
    """Subjects for whom the account speaks as of right: oneself, a collective one heads or whose secretary one is.

    Not those for whom a secretary may enter by proxy.
    """
    mine = Q(collective__isnull=False) & reachable(
        account, P.WRITE_COLLECTIVE_REPORT, on=on, field="campaign_unit__unit__path"
    )
    if account.person_id:
        heads = Seat.objects.filter(in_force(on), person=account.person_id, rank=SeatRank.HEAD).values("collective")
        mine |= Q(person=account.person_id) | Q(collective__in=heads)
    return Subject.objects.filter(mine, campaign=campaign).select_related("campaign_unit__unit", "campaign__frozen")
