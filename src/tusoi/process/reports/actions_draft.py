"""What happens to a draft beside the writing: it goes round the unit, gets remarks, and a notice is left with a reason."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.journal.actions import record
from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.reports import rules
from tusoi.process.reports.actions import hold
from tusoi.process.reports.content import content_of, notices_of
from tusoi.process.reports.models import DraftRemark, NoticeDismissal, Report
from tusoi.process.reports.states import Act


@transaction.atomic
def dismiss_notice(report: Report, *, code: str, reason: str, by: Account | None, at: datetime) -> NoticeDismissal:
    """Leave a notice as it is, with the reason; a later reason replaces it until the report is handed in."""
    hold(report)
    rules.check_can_write(report, by=by, at=at)
    if code not in {notice.code for notice in notices_of(report, content_of(report))}:
        raise Refused(_("Lưu ý này không còn nữa"), way_out=_("Mở lại báo cáo để xem các lưu ý hiện có"))
    if not reason.strip():
        raise Refused(
            _("Bỏ qua một lưu ý thì phải ghi vì sao"), way_out=_("Một câu là đủ; người theo dõi sẽ đọc câu ấy")
        )
    given, _new = NoticeDismissal.objects.update_or_create(
        report=report, code=code, defaults={"reason": reason.strip(), "by": by, "on": at.date()}
    )
    record(Act.NOTICE_DISMISSED, report, by=by, at=at, scope=report.campaign_id)
    return given


@transaction.atomic
def circulate(report: Report, *, by: Account | None, at: datetime) -> None:
    """Let the members of the unit read the collective's draft and say what they think, until it is handed in."""
    rules.check_can_circulate(report, by=by, at=at)
    report.circulated_on = at.date()
    report.save(update_fields=["circulated_on"])
    record(Act.CIRCULATED, report, by=by, at=at, scope=report.campaign_id)


@transaction.atomic
def remark_on_draft(report: Report, *, key: str, text: str, by: Account | None, at: datetime) -> DraftRemark:
    """A member's remark on a section of the draft that was sent round."""
    hold(report)
    rules.check_can_remark(report, by=by, at=at)
    if key not in {part.key for part in rules.outline_of(report.subject).sections}:
        raise Refused(_("Đề cương không có phần này"))
    if not text.strip():
        raise Refused(_("Góp ý còn trống"))
    remark = DraftRemark.objects.create(report=report, key=key, text=text.strip(), by=by, on=at.date())
    record(Act.DRAFT_REMARKED, report, by=by, at=at, scope=report.campaign_id)
    return remark
