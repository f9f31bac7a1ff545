"""May it be done? Assignments of supervision, visits, steps of a commitment, and what was referred elsewhere."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.permissions import may, require
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.directory.models import Person, Seat, in_force
from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.campaigns.models import Campaign, CampaignUnit, Subject
from tusoi.process.campaigns.rules import check_is_open
from tusoi.process.issues.models import Issue
from tusoi.process.issues.states import IssueState
from tusoi.process.supervision.models import Commitment, Milestone, Visit
from tusoi.process.supervision.rules import is_own_file, is_owner, is_supervisor, local_day
from tusoi.process.supervision.states import CommitmentState, Mended, VisitState


def check_can_assign(campaign: Campaign, *, by: Account | None, at: datetime) -> None:
    """Who makes commitments for the whole campaign: its officer or leader."""
    check_is_open(campaign)
    if by is not None:
        require(by, Permission.MAKE_COMMITMENT, campaign.unit.path, on=local_day(at))


def _sits_in(unit: CampaignUnit, person: Person, on: date) -> bool:
    """A seat on a collective that is reviewed in this unit."""
    reviewed = Subject.objects.filter(campaign_unit=unit).exclude(collective=None).values("collective")
    return Seat.objects.filter(in_force(on), person=person, collective__in=reviewed).exists()


def _check_not_own_unit(unit: CampaignUnit, person: Person, on: date) -> None:
    own = Subject.objects.filter(campaign_unit=unit, person=person).exists()
    if own or _sits_in(unit, person, on):
        raise Refused(
            _("%(name)s không giám sát được %(unit)s: đồng chí được kiểm điểm ở chính nơi đó")
            % {"name": person.name, "unit": unit.short_name},
            way_out=_("Chọn người của cơ quan khác"),
        )


def check_assignment(
    campaign: Campaign,
    *,
    person: Person,
    unit: CampaignUnit | None,
    subject: Subject | None,
    theme: str,
    by: Account | None,
    at: datetime,
) -> None:
    """One unit, subject or theme; never where the person is reviewed. A theme's own-file commitments are left out by `watched`."""
    check_can_assign(campaign, by=by, at=at)
    if sum(map(bool, (unit, subject, theme))) != 1:
        raise Refused(_("Chọn đúng một: một đơn vị, một tập thể hoặc cá nhân, hoặc một chủ đề"))
    if unit is not None:
        _check_not_own_unit(unit, person, local_day(at))
    if subject is not None and is_own_file(subject, person, local_day(at)):
        raise Refused(
            _("%(name)s không giám sát được việc này: đây là hồ sơ kiểm điểm của chính mình hoặc của tập thể mình")
            % {"name": person.name},
            way_out=_("Chọn người của cơ quan khác"),
        )
    if theme and theme not in {one.code for one in campaign.rules.themes}:
        raise Refused(_("Không có chủ đề này trong quy trình"))


def check_can_plan_visit(
    unit: CampaignUnit, *, visitor: Person | None = None, by: Account | None, at: datetime
) -> None:
    """The campaign's officer or leader; or a supervisor of something in the unit, for a visit of their own."""
    check_is_open(unit.campaign)
    if visitor is not None:
        _check_not_own_unit(unit, visitor, local_day(at))
    if by is None or may(by, Permission.MAKE_COMMITMENT, unit.campaign.unit.path, on=local_day(at)):
        return
    there = Commitment.objects.supervised_by(by.person_id, local_day(at)).filter(campaign_unit=unit)
    if not there.exists():
        raise Refused(
            _("Kế hoạch kiểm tra do người giám sát hoặc nơi phân công giám sát lập"),
            way_out=_("Đề nghị Ban Tổ chức phân công giám sát đơn vị này"),
        )
    if visitor is not None and visitor.pk != by.person_id:
        raise Refused(_("Người giám sát lập kế hoạch cho cuộc kiểm tra của mình"))


def check_can_record_visit(visit: Visit, *, by: Account | None, at: datetime) -> None:
    check_is_open(visit.campaign)
    if visit.state != VisitState.PLANNED:
        raise Refused(_("Cuộc kiểm tra này không còn chờ ghi biên bản"))
    if by is not None and by.person_id != visit.visitor_id:
        require(by, Permission.MAKE_COMMITMENT, visit.campaign.unit.path, on=local_day(at))


def check_minutes(visit: Visit, *, held_on: date, present: str, seen: str, at: datetime) -> None:
    if held_on > local_day(at):
        raise Refused(_("Ngày làm việc không thể ở sau hôm nay"))
    if not present.strip():
        raise Refused(_("Chưa ghi ai có mặt"))
    if not seen.strip():
        raise Refused(_("Chưa ghi đã xem gì tại chỗ"))


def check_found(visit: Visit, commitment: Commitment, *, mended: Mended, note: str, at: datetime) -> None:
    """A commitment of the unit that was visited, not in the visitor's own file; what is not mended says why."""
    if commitment.campaign_unit_id != visit.campaign_unit_id:
        raise Refused(_("Cam kết này không thuộc đơn vị được kiểm tra"))
    own = commitment.owner_id == visit.visitor_id
    if own or is_own_file(commitment.subject, visit.visitor, local_day(at)):
        raise Refused(_("Không ai kiểm tra việc khắc phục trong hồ sơ kiểm điểm của chính mình hoặc của tập thể mình"))
    if mended != Mended.SUBSTANCE and not note.strip():
        raise Refused(
            _("Chưa ghi còn thiếu gì ở việc “%(what)s”") % {"what": commitment.measure},
            way_out=_("Ghi một câu: thấy gì, còn thiếu gì"),
        )


def check_can_scan(visit: Visit, *, by: Account | None, at: datetime) -> None:
    if visit.state != VisitState.HELD:
        raise Refused(_("Chưa có biên bản làm việc"), way_out=_("Ghi biên bản trước, rồi in, ký và quét"))
    if by is not None and by.person_id != visit.visitor_id:
        require(by, Permission.MAKE_COMMITMENT, visit.campaign.unit.path, on=local_day(at))


# Steps on the way


def check_can_plan_steps(commitment: Commitment, *, by: Account | None, at: datetime) -> None:
    """The owner, the supervisor, or who makes commitments there."""
    if commitment.state == CommitmentState.VERIFIED:
        raise Refused(_("Việc này đã được xác nhận xong"))
    if by is None or is_owner(by, commitment, local_day(at)) or is_supervisor(by, commitment):
        return
    require(by, Permission.MAKE_COMMITMENT, commitment.campaign_unit.unit.path, on=local_day(at))


def check_step(commitment: Commitment, *, what: str, due_on: date, at: datetime) -> None:
    if not what.strip():
        raise Refused(_("Chưa ghi bước này làm gì"))
    if due_on > commitment.due_on:
        raise Refused(
            _("Bước phải xong trước hoặc đúng hạn của cam kết"), way_out=_("Chọn ngày sớm hơn, hoặc đổi hạn cam kết")
        )
    if due_on < local_day(at):
        raise Refused(_("Hạn hoàn thành không thể ở trước hôm nay"))


def check_can_finish_step(step: Milestone, *, by: Account | None, at: datetime) -> None:
    if step.done_on is not None:
        raise Refused(_("Bước này đã xong"))
    if by is not None and not is_owner(by, step.commitment, local_day(at)):
        raise Refused(_("Việc này do người thực hiện báo: %(name)s") % {"name": step.commitment.owner.name})


# Referred elsewhere


def check_can_record_referral(issue: Issue, *, by: Account | None, at: datetime) -> None:
    if issue.state != IssueState.REFERRED:
        raise Refused(_("Vấn đề này không chuyển cơ quan khác"))
    if by is not None:
        require(by, Permission.MAKE_COMMITMENT, issue.subject.campaign_unit.unit.path, on=local_day(at))
