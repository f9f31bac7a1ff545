"""May it be done? Commitments, their evidence, and who may judge them."""

from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.permissions import may, require
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.directory.models import Person, Seat, in_force
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.rulebook.procedure import StepName
from tusoi.process.campaigns.models import Campaign, Subject
from tusoi.process.campaigns.rules_procedure import check_step
from tusoi.process.issues.models import Issue
from tusoi.process.issues.states import IssueState, ShortcomingState
from tusoi.process.supervision.models import Commitment
from tusoi.process.supervision.states import CommitmentState


def local_day(at: datetime) -> date:
    return timezone.localtime(at).date()


def is_own_file(subject: Subject, person: Person, on: date) -> bool:
    """The person's own review, or that of a collective on which the person has a seat that day."""
    if subject.person_id == person.pk:
        return True
    return Seat.objects.filter(in_force(on), person=person, collective=subject.collective_id).exists()


def check_can_commit_to(issue: Issue, *, by: Account | None, at: datetime) -> None:
    """An issue concluded as a shortcoming, and not yet verified as mended; not one's own: that one proposes."""
    if by is not None:
        require(by, Permission.MAKE_COMMITMENT, issue.subject.campaign_unit.unit.path, on=local_day(at))
        if by.person_id and by.person_id == issue.subject.person_id:
            raise Refused(
                _("Không ai tự lập cam kết cho chính mình"),
                way_out=_("Bấm “Đề xuất cam kết”; bí thư, hội nghị hoặc cấp trên duyệt"),
            )
    check_step(issue.subject.campaign_unit, StepName.SUPERVISION)
    check_is_to_mend(issue)


def commits_without_asking(issue: Issue, account: Account, on: date) -> bool:
    """Makes commitments there, and not in the own file: has nothing to propose."""
    makes = may(account, Permission.MAKE_COMMITMENT, issue.subject.campaign_unit.unit.path, on=on)
    return makes and (account.person_id is None or account.person_id != issue.subject.person_id)


def check_is_to_mend(issue: Issue) -> None:
    if issue.state != IssueState.UPHELD:
        raise Refused(
            _("Chỉ lập cam kết cho vấn đề đã được kết luận là có khuyết điểm"),
            way_out=_("Chờ kết luận của hội nghị kiểm điểm"),
        )
    if issue.shortcoming.state == ShortcomingState.VERIFIED:
        raise Refused(_("Khuyết điểm này đã được xác nhận khắc phục xong"))
    gone_on = (ShortcomingState.CARRIED, ShortcomingState.RELAPSED)
    if issue.shortcoming.state in gone_on and issue.shortcoming.later.exists():
        raise Refused(_("Khuyết điểm này đã đi tiếp ở một đợt sau"), way_out=_("Lập cam kết cho vấn đề của đợt ấy"))


def check_said(*, measure: str, shows: str) -> None:
    if not measure.strip():
        raise Refused(_("Chưa ghi biện pháp khắc phục"))
    if not shows.strip():
        raise Refused(_("Chưa ghi lấy gì làm bằng chứng là đã xong"))


def check_supervisor(subject: Subject, *, owner: Person, supervisor: Person, at: datetime) -> None:
    """Nobody supervises the own file: not the owner, not the subject, not a member of the collective reviewed."""
    way_out = _("Chọn người giám sát ở cơ quan khác")
    if owner.pk == supervisor.pk:
        raise Refused(_("Người giám sát phải khác người thực hiện"), way_out=way_out)
    if is_own_file(subject, supervisor, local_day(at)):
        raise Refused(
            _("%(name)s không giám sát được việc này: đây là hồ sơ kiểm điểm của chính mình hoặc của tập thể mình")
            % {"name": supervisor.name},
            way_out=way_out,
        )


def check_can_commit(
    issue: Issue,
    *,
    owner: Person,
    measure: str,
    shows: str,
    due_on: date,
    supervisor: Person,
    by: Account | None,
    at: datetime,
) -> None:
    check_can_commit_to(issue, by=by, at=at)
    check_supervisor(issue.subject, owner=owner, supervisor=supervisor, at=at)
    check_said(measure=measure, shows=shows)
    check_due(issue.campaign, due_on, at=at)


def is_owner(account: Account, commitment: Commitment, on: date) -> bool:
    """The owner; or the secretary of the unit, who enters it for an owner without an account."""
    if account.person_id and account.person_id == commitment.owner_id:
        return True
    if account.person_id and account.person_id == commitment.supervisor_id:
        return False
    return may(account, Permission.WRITE_COLLECTIVE_REPORT, commitment.campaign_unit.unit.path, on=on)


def is_supervisor(account: Account, commitment: Commitment) -> bool:
    return bool(account.person_id) and account.person_id == commitment.supervisor_id


def follows(account: Account, commitment: Commitment, on: date) -> bool:
    """The supervisor named, or somebody assigned to supervise there."""
    return Commitment.objects.supervised_by(account.person_id, on).filter(pk=commitment.pk).exists()


def check_due(campaign: Campaign, due_on: date, *, at: datetime) -> None:
    """Not before today, and no later than the procedure lets a promise run: a date in 2099 is none."""
    if due_on < local_day(at):
        raise Refused(_("Hạn hoàn thành không thể ở trước hôm nay"))
    rule = campaign.rules.mending
    latest = local_day(at) + timedelta(rule.longest_days)
    if due_on > latest:
        raise Refused(
            _("Hạn hoàn thành muộn nhất là %(day)s, %(days)d ngày kể từ hôm nay")
            % {"day": date_format(latest, "d/m/Y"), "days": rule.longest_days},
            clause=rule.cited,
            way_out=_("Việc dài hơn thì chia thành từng cam kết có hạn gần"),
        )


def _check_unfinished(commitment: Commitment) -> None:
    if commitment.state == CommitmentState.VERIFIED:
        raise Refused(_("Việc này đã được xác nhận xong"))


def check_can_add_evidence(commitment: Commitment, *, by: Account | None, at: datetime) -> None:
    _check_unfinished(commitment)
    if by is not None and not is_owner(by, commitment, local_day(at)) and not is_supervisor(by, commitment):
        raise Refused(
            _("Minh chứng do người thực hiện hoặc người giám sát thêm"),
            way_out=_("Gửi minh chứng cho %(name)s") % {"name": commitment.owner.name},
        )


def check_can_claim(commitment: Commitment, *, by: Account | None, at: datetime) -> None:
    """The owner says that it is done, and there is something that shows it."""
    _check_unfinished(commitment)
    if by is not None and not is_owner(by, commitment, local_day(at)):
        raise Refused(_("Việc này do người thực hiện báo: %(name)s") % {"name": commitment.owner.name})
    if commitment.state == CommitmentState.CLAIMED:
        raise Refused(_("Đã báo xong, đang chờ người giám sát xác nhận"))
    if not commitment.evidence.standing().exists():
        raise Refused(_("Chưa có minh chứng nào"), way_out=_("Thêm ít nhất một minh chứng rồi báo xong"))


def check_can_judge(commitment: Commitment, *, by: Account | None, at: datetime) -> None:
    """Only the supervisor verifies a claim, or returns it."""
    if by is not None and not is_supervisor(by, commitment):
        raise Refused(
            _("Chỉ người giám sát được xác nhận: %(name)s") % {"name": commitment.supervisor.name},
            way_out=_("Đề nghị người giám sát xem minh chứng"),
        )
    if by is not None and by.person is not None and is_own_file(commitment.subject, by.person, local_day(at)):
        raise Refused(_("Không ai xác nhận việc khắc phục trong hồ sơ kiểm điểm của chính mình hoặc của tập thể mình"))
    _check_unfinished(commitment)
    if commitment.state != CommitmentState.CLAIMED:
        raise Refused(_("Người thực hiện chưa báo xong"), way_out=_("Nhắc nhở hoặc chờ người thực hiện báo xong"))


def check_can_verify(commitment: Commitment, *, note: str, by: Account | None, at: datetime) -> None:
    check_can_judge(commitment, by=by, at=at)
    if not note.strip():
        raise Refused(_("Chưa ghi đã xem gì, thấy gì"), way_out=_("Ghi một câu: xem ở đâu, kết quả ra sao"))


def check_can_postpone(commitment: Commitment, *, by: Account | None, at: datetime) -> None:
    """Who makes commitments there, or the supervisor; nobody for the own promise. Not while a claim waits for judgement."""
    _check_unfinished(commitment)
    if by is not None and by.person_id and by.person_id == commitment.owner_id:
        raise Refused(
            _("Người thực hiện không tự đổi hạn của mình"),
            way_out=_("Đề nghị %(name)s hoặc cấp ủy đổi hạn, có lý do") % {"name": commitment.supervisor.name},
        )
    if by is not None and not is_supervisor(by, commitment):
        require(by, Permission.MAKE_COMMITMENT, commitment.campaign_unit.unit.path, on=local_day(at))
    if commitment.state == CommitmentState.CLAIMED:
        raise Refused(_("Đã báo xong, đang chờ xác nhận"), way_out=_("Xác nhận, hoặc yêu cầu làm tiếp rồi đổi hạn"))


def check_new_date(commitment: Commitment, *, due_on: date, reason: str, at: datetime) -> None:
    if not reason.strip():
        raise Refused(_("Chưa ghi vì sao đổi hạn"))
    if due_on == commitment.due_on:
        raise Refused(_("Hạn mới trùng với hạn cũ"))
    check_due(commitment.campaign, due_on, at=at)


def check_can_return(commitment: Commitment, *, note: str, by: Account | None, at: datetime) -> None:
    check_can_judge(commitment, by=by, at=at)
    if not note.strip():
        raise Refused(_("Chưa ghi còn thiếu gì"))


def check_can_contact(commitment: Commitment, *, by: Account | None, at: datetime) -> None:
    """Remind, or offer help: the supervisor, and those who assign supervision there; nobody to themselves."""
    _check_unfinished(commitment)
    if by is not None and by.person_id and by.person_id == commitment.owner_id:
        raise Refused(_("Người thực hiện không tự nhắc mình; việc này dành cho người giám sát"))
    if by is not None and not follows(by, commitment, local_day(at)):
        require(by, Permission.MAKE_COMMITMENT, commitment.campaign_unit.unit.path, on=local_day(at))


def check_can_help(commitment: Commitment, *, note: str, by: Account | None, at: datetime) -> None:
    check_can_contact(commitment, by=by, at=at)
    if not note.strip():
        raise Refused(_("Chưa ghi giúp đỡ việc gì"))
