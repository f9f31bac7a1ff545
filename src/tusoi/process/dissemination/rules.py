"""May it be done? Classes and check-in; who may see names."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.permissions import may, require
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.directory.models import Person
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.rulebook.procedure import StepName
from tusoi.foundation.tally.paths import ancestors
from tusoi.process.campaigns.models import Campaign, CampaignUnit
from tusoi.process.campaigns.rules import check_is_open
from tusoi.process.campaigns.rules_procedure import check_step
from tusoi.process.dissemination.models import StudyClass
from tusoi.process.dissemination.rules_roll import is_roll_frozen
from tusoi.process.dissemination.states import ClassState

BATCH = 500
NAMED = 5  # how many names a refusal lists


def check_can_run_class(organiser: CampaignUnit, *, by: Account | None, at: datetime) -> None:
    if by is not None:
        require(by, Permission.RUN_CLASS, organiser.unit.path, on=at.date())
    check_is_open(organiser.campaign)


def check_class(campaign: Campaign, *, code: str, organiser: CampaignUnit, held_on: date) -> None:
    """What a planned class must be."""
    if organiser.campaign_id != campaign.pk:
        raise Refused(_("%(unit)s không thuộc đợt kiểm điểm này") % {"unit": organiser})
    check_step(organiser, StepName.DISSEMINATION)
    if held_on < campaign.starts_on:
        raise Refused(_("Lớp không thể mở trước khi đợt kiểm điểm bắt đầu"))
    if held_on > campaign.ends_on:
        raise Refused(_("Lớp không thể mở sau khi đợt kiểm điểm kết thúc"))
    if StudyClass.objects.filter(campaign=campaign, code=code).exists():
        raise Refused(_("Mã lớp %(code)s đã dùng") % {"code": code})


def check_can_check_in(study_class: StudyClass, *, by: Account | None, at: datetime) -> None:
    """May the list of this class be marked now? Who may be on it is `check_people`."""
    check_can_run_class(study_class.organiser, by=by, at=at)
    check_not_withdrawn(study_class)
    if study_class.state != ClassState.PLANNED:
        raise Refused(
            _("Lớp này đã kết thúc điểm danh"),
            way_out=_("Mở lại danh sách, có lý do; hoặc mở lớp bổ sung cho những người chưa dự"),
        )
    if study_class.held_on > at.date():
        raise Refused(_("Lớp chưa diễn ra, chưa điểm danh được"))
    if not is_roll_frozen(study_class.campaign):
        raise Refused(
            _("Chưa chốt danh sách phải dự"), way_out=_("Cán bộ lập kế hoạch chốt danh sách ở trang Quán triệt trước")
        )


def check_not_withdrawn(study_class: StudyClass) -> None:
    if study_class.state == ClassState.WITHDRAWN:
        raise Refused(_("Lớp này đã rút: %(reason)s") % {"reason": study_class.reason})


def check_people(study_class: StudyClass, people: Sequence[Person]) -> None:
    """Everybody was on the roll of a unit of the campaign on the day of the class. Raises Refused naming those who were not."""
    keys = [person.pk for person in people]
    known: set[int] = set()
    for start in range(0, len(keys), BATCH):
        part = keys[start : start + BATCH]
        on_roll = Person.objects.in_unit(study_class.campaign.unit, study_class.held_on).filter(pk__in=part)
        known.update(on_roll.values_list("pk", flat=True))
    strangers = [person.name for person in people if person.pk not in known]
    if strangers:
        raise Refused(
            _("Không có trong danh sách đảng viên vào ngày mở lớp: %(names)s")
            % {"names": ", ".join(strangers[:NAMED]) + (" …" if len(strangers) > NAMED else "")},
            way_out=_("Bỏ những người này ra rồi lưu lại; chưa ai được ghi"),
        )


def check_can_close_class(study_class: StudyClass, *, by: Account | None, at: datetime) -> None:
    check_can_check_in(study_class, by=by, at=at)
    if not study_class.attendances.standing().exists():
        raise Refused(_("Chưa điểm danh ai, chưa kết thúc được"))


def check_can_see_names(unit: CampaignUnit, *, by: Account, at: datetime) -> None:
    """Who was not reached, by name: for those who run classes in the unit or in a unit above it."""
    on = at.date()
    if not any(may(by, Permission.RUN_CLASS, path, on=on) for path in ancestors(unit.unit.path)):
        raise Refused(
            _("Danh sách tên chỉ dành cho người tổ chức lớp của %(unit)s và cấp trên") % {"unit": unit},
            way_out=_("Số liệu không kèm tên có ở trang Quán triệt"),
        )
