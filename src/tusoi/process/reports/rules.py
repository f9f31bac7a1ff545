"""Who writes, submits, returns and accepts a report; and what must be there before it is handed in."""

from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.permissions import may, require
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.rulebook.procedure import Outline, StepName
from tusoi.process.campaigns.models import Campaign, Subject
from tusoi.process.campaigns.rules import check_gate, check_is_open
from tusoi.process.campaigns.rules_procedure import check_step
from tusoi.process.campaigns.sight import Held, Sight, Standing
from tusoi.process.campaigns.states import GateName
from tusoi.process.issues.models import Issue, Shortcoming, ShortcomingQuerySet, SuggestionSet
from tusoi.process.issues.rules import (
    check_not_own_file,
    check_speaks_for,
    is_own_file,
    path_of,
    speaks_for,
)
from tusoi.process.reports.models import Report, ReportVersion, circulated_to
from tusoi.process.reports.notices import MEASURES
from tusoi.process.reports.remediation import LONGEST_CELL, MOST_ROWS
from tusoi.process.reports.sight import HANDED, WRITING
from tusoi.process.reports.states import HANDED_IN, WRITABLE, ReportState

P = Permission


def outline_of(subject: Subject) -> Outline:
    outlines = subject.campaign.rules.outlines
    return outlines.collective if subject.is_collective else outlines.individual


def earlier_of(subject: Subject) -> ShortcomingQuerySet:
    """Shortcomings that earlier campaigns left and that are not verified as fixed."""
    return Shortcoming.objects.of(subject).before(subject.campaign).still_open().order_by("since", "pk")


def _standings(report: Report, by: Account, on: date) -> Held:
    """As whom somebody looks at one report; the object's side of what `ReportQuerySet.visible_to` finds."""
    subject = report.subject
    role = lambda: may(by, P.SEE_ISSUES, path_of(subject), on=on)  # noqa: E731
    return {
        Standing.SUBJECT: lambda: is_own_file(subject, by.person_id, on),
        Standing.WRITER: lambda: speaks_for(subject, by, on),
        Standing.SECRETARY: role,
        Standing.ROLE: role,
        Standing.OVERSEER: lambda: is_overseer(report, by),
        Standing.MEMBER: lambda: is_reader_of_draft(report, by, on),
    }


def shows(sight: Sight, report: Report, *, by: Account, at: datetime) -> bool:
    """Whether a row of the table of who sees what shows itself to the account, as the report stands."""
    return sight.shows(report.state, _standings(report, by, at.date()))


def check_can_see(report: Report, *, by: Account, at: datetime) -> None:
    """The object's side of `ReportQuerySet.visible_to`."""
    if not (shows(WRITING, report, by=by, at=at) or shows(HANDED, report, by=by, at=at)):
        raise Refused(_("Tài khoản này không được xem báo cáo"))


def is_overseer(report: Report, account: Account) -> bool:
    return (
        account.person_id is not None
        and SuggestionSet.objects.filter(subject=report.subject_id, overseer=account.person_id).exists()
    )


def is_reader_of_draft(report: Report, account: Account, on: date) -> bool:
    """A member of the unit to whom the collective's draft was sent."""
    return account.person_id is not None and circulated_to(account.person_id, on).filter(pk=report.pk).exists()


def reads_versions(report: Report, *, by: Account, at: datetime) -> bool:
    """Whether somebody reads what was handed in: not who only reads the draft that goes round."""
    return shows(HANDED, report, by=by, at=at)


def check_can_circulate(report: Report, *, by: Account | None, at: datetime) -> None:
    check_can_write(report, by=by, at=at)
    if not report.subject.is_collective:
        raise Refused(_("Chỉ báo cáo của tập thể được gửi cho đơn vị góp ý"))
    if report.circulated_on:
        raise Refused(_("Dự thảo này đã gửi cho đơn vị"))


def check_can_remark(report: Report, *, by: Account | None, at: datetime) -> None:
    """Members of the unit and of the collective, while the draft goes round."""
    check_is_open(report.campaign)
    if report.circulated_on is None or report.state not in WRITABLE:
        raise Refused(_("Báo cáo này không còn lấy góp ý"), way_out=_("Nêu ý kiến tại hội nghị kiểm điểm"))
    on = at.date()
    if by is not None and not (is_own_file(report.subject, by.person_id, on) or is_reader_of_draft(report, by, on)):
        raise Refused(_("Chỉ thành viên của đơn vị góp ý dự thảo này"))


def check_can_attach(version: ReportVersion, *, by: Account | None, at: datetime) -> None:
    """Who speaks for the subject, for the version handed in last; the secretary of the unit too, who scans what others sign."""
    report = version.report
    check_is_open(report.campaign)
    secretary = by is not None and may(by, P.WRITE_COLLECTIVE_REPORT, path_of(report.subject), on=at.date())
    if not secretary:
        check_speaks_for(report.subject, by=by, at=at)
    if report.state not in HANDED_IN or report.versions.filter(number__gt=version.number).exists():
        raise Refused(
            _("Chỉ đính kèm bản ký của bản đã nộp sau cùng"), way_out=_("Nộp báo cáo, in ra và ký, rồi đính kèm")
        )


def check_table_fits(rows: list[dict[str, str]]) -> None:
    if len(rows) > MOST_ROWS:
        raise Refused(_("Bảng khắc phục có tối đa %(n)s dòng") % {"n": MOST_ROWS}, way_out=_("Gộp các dòng cùng việc"))
    if any(len(text) > LONGEST_CELL for row in rows for text in row.values()):
        raise Refused(
            _("Một ô của bảng khắc phục có tối đa %(n)s ký tự") % {"n": LONGEST_CELL},
            way_out=_("Viết phần dài vào bài, trong bảng chỉ ghi gọn"),
        )


def check_can_start(subject: Subject, *, by: Account | None, at: datetime) -> None:
    """The subject itself, or the campaign's officer for all of them."""
    check_is_open(subject.campaign)
    check_step(subject.campaign_unit, StepName.REPORTS)
    if by is not None and not may(by, P.MANAGE_CAMPAIGN, path_of(subject), on=at.date()):
        check_speaks_for(subject, by=by, at=at)
    if Report.objects.filter(subject=subject).exists():
        raise Refused(_("Báo cáo này đã có"), way_out=_("Mở báo cáo để viết tiếp"))


def check_can_expect(campaign: Campaign, *, by: Account, at: datetime) -> None:
    """Who runs the campaign, at any of its units: the reports are begun where that reaches."""
    check_is_open(campaign)
    if not campaign.units.where(by, P.MANAGE_CAMPAIGN, at.date()).exists():
        raise Refused(
            _("Việc này cần quyền “%(permission)s”, mà tài khoản của đồng chí không có")
            % {"permission": P.MANAGE_CAMPAIGN.label},
            way_out=_("Liên hệ Ban Tổ chức nếu cần được phân công"),
        )


def check_can_write(report: Report, *, by: Account | None, at: datetime) -> None:
    check_is_open(report.campaign)
    check_speaks_for(report.subject, by=by, at=at)
    if report.state not in WRITABLE:
        raise Refused(
            _("Báo cáo đã nộp ngày %(day)s, không sửa được nữa")
            % {"day": date_format(report.submitted_on, "SHORT_DATE_FORMAT") if report.submitted_on else ""},
            way_out=_(
                "Nội dung đặt ra sau khi nộp vẫn tiếp thu, giải trình được; muốn sửa thì đề nghị trả lại báo cáo"
            ),
        )


def missing_answers(report: Report) -> int:
    """How many issues and earlier shortcomings still have no answer of the subject."""
    issues = Issue.objects.about(report.subject).unanswered().count()
    answered = report.earlier_answers.values("shortcoming")
    return issues + earlier_of(report.subject).exclude(pk__in=answered).count()


def empty_sections(report: Report) -> list[str]:
    """Headings of the outline's text sections that are still empty."""
    texts = dict(report.sections.values_list("key", "text"))
    if Report.objects.filter(pk=report.pk).exclude(remediation=[]).exists():
        texts[MEASURES] = texts.get(MEASURES, "") or "-"  # the table stands for the text
    sections = outline_of(report.subject).sections
    return [part.heading for part in sections if part.kind == "text" and not texts.get(part.key, "").strip()]


def check_can_answer_all(report: Report, *, by: Account | None, at: datetime) -> None:
    """The part of `check_can_submit` that the editor asks beforehand; empty sections are named when one submits."""
    check_can_write(report, by=by, at=at)
    missing = missing_answers(report)
    try:
        check_gate(
            report.campaign,
            GateName.ANSWERS_BEFORE_SUBMISSION,
            report,
            not missing,
            _("Chưa thể nộp: còn %(n)s nội dung chưa tiếp thu, giải trình") % {"n": missing},
        )
    except Refused as refused:
        raise Refused(
            refused.reason,
            clause=refused.clause,
            way_out=_("Mở từng nội dung ở mục “Phải trả lời” rồi tiếp thu hoặc giải trình"),
            url=refused.url if may(by, P.OVERRIDE_GATE, path_of(report.subject), on=at.date()) else "",
        ) from refused


def check_can_submit(report: Report, *, by: Account | None, at: datetime) -> None:
    check_can_answer_all(report, by=by, at=at)
    empty = empty_sections(report)
    if empty:
        raise Refused(
            _("Chưa thể nộp: chưa viết %(headings)s") % {"headings": "; ".join(f"“{heading}”" for heading in empty)},
            clause=outline_of(report.subject).cited,
            way_out=_("Viết các phần này; nếu thật sự không có thì ghi rõ là không có"),
        )


def _check_can_decide(report: Report, by: Account | None, at: datetime) -> None:
    if by is not None:
        require(by, P.ACCEPT_REPORT, path_of(report.subject), on=at.date())
        check_not_own_file(report.subject, by=by, at=at)
    if report.state == ReportState.ACCEPTED:
        raise Refused(_("Báo cáo này đã được tiếp nhận"))
    if report.state != ReportState.SUBMITTED:
        raise Refused(_("Báo cáo này chưa nộp"))


def check_can_return(report: Report, *, by: Account | None, at: datetime) -> None:
    _check_can_decide(report, by, at)


def check_can_accept(report: Report, *, by: Account | None, at: datetime) -> None:
    _check_can_decide(report, by, at)
