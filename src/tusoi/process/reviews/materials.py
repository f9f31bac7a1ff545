"""What those convened read before and during a meeting: the reports of its agenda, as they were handed in."""

from datetime import datetime

from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.campaigns.sight import Standing
from tusoi.process.reports.models import Report, ReportVersion
from tusoi.process.reviews.models import AgendaItem, Meeting
from tusoi.process.reviews.rules import local_day, may_run
from tusoi.process.reviews.sight import MATERIALS


def is_convened(meeting: Meeting, account: Account) -> bool:
    """Also the superior who attends, the chair and who takes the minutes."""
    me = account.person_id
    if me is None:
        return False
    called = {meeting.attending_superior_id, meeting.chair_id, meeting.minute_taker_id}
    return me in called or meeting.attendees.filter(person=me).exists()


def reads_materials(meeting: Meeting, account: Account, *, at: datetime) -> bool:
    """Everybody convened, the superior who attends and who runs it, until the meeting is over."""
    held = {
        Standing.CONVENED: lambda: is_convened(meeting, account),
        Standing.SECRETARY: lambda: may_run(account, meeting, on=local_day(at)),
    }
    return MATERIALS.shows(meeting.state, held)


def handed_in(meeting: Meeting) -> set[int]:
    """Subjects of the agenda whose report is handed in, by id."""
    reports = Report.objects.handed_in().filter(subject__presentations__meeting=meeting)
    return set(reports.values_list("subject", flat=True))


def material_of(item: AgendaItem, *, by: Account, at: datetime) -> ReportVersion:
    """The report of an item as it was handed in last. Raises Refused for who is not convened, and before it is there."""
    if not reads_materials(item.meeting, by, at=at):
        raise Refused(_("Báo cáo chỉ để người được triệu tập đọc trước và trong hội nghị"))
    version = ReportVersion.objects.filter(report__in=Report.objects.handed_in().filter(subject=item.subject_id)).last()
    if version is None:
        raise Refused(_("Báo cáo này chưa nộp"), way_out=_("Đọc sau khi đối tượng nộp báo cáo"))
    return version
