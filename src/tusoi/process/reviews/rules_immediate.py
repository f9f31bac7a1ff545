"""May an immediate action (việc phải làm ngay) be recorded or struck out? It belongs to the minutes and follows their rules."""

from datetime import date, datetime, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.directory.models import Person
from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.reviews.models import AgendaItem, ImmediateAction, Minutes
from tusoi.process.reviews.rules import check_can_run, speakers_of
from tusoi.process.reviews.rules_minutes import check_can_edit
from tusoi.process.reviews.states import ItemState


def check_can_record(item: AgendaItem, *, by: Account | None, at: datetime) -> None:
    """From the beginning of the item until the writer of the minutes has signed: in the room, or completing the minutes."""
    check_can_run(item.meeting, by=by, at=at)
    if item.state == ItemState.WAITING:
        raise Refused(_("Chưa đến mục này"), way_out=_("Bắt đầu mục này trước khi ghi"))
    check_can_edit(Minutes.objects.select_related("meeting").get(meeting=item.meeting_id), by=by, at=at)


def check_action(item: AgendaItem, *, what: str, owner: Person, due_on: date) -> None:
    """It says what; somebody of the meeting does it; the date is after the meeting and no later than a promise may run."""
    if not what.strip():
        raise Refused(_("Chưa ghi việc phải làm ngay là việc gì"))
    if owner not in speakers_of(item):
        raise Refused(
            _("%(name)s không thuộc hội nghị này") % {"name": owner.name}, way_out=_("Chọn người của hội nghị")
        )
    held_on, rule = item.meeting.held_on, item.meeting.campaign.rules.mending
    if due_on < held_on:
        raise Refused(_("Hạn không thể ở trước ngày họp"))
    latest = held_on + timedelta(rule.longest_days)
    if due_on > latest:
        raise Refused(
            _("Hạn hoàn thành muộn nhất là %(day)s, %(days)d ngày kể từ ngày họp")
            % {"day": date_format(latest, "d/m/Y"), "days": rule.longest_days},
            clause=rule.cited,
        )


def check_can_strike(action: ImmediateAction, *, reason: str, by: Account | None, at: datetime) -> None:
    check_can_record(action.item, by=by, at=at)
    if action.struck_for:
        raise Refused(_("Việc này đã bỏ khỏi biên bản"))
    if not reason.strip():
        raise Refused(_("Chưa ghi vì sao bỏ việc này"))
