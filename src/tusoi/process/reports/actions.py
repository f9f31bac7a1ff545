"""The verbs of this step: start, save by section, submit as a version that stays, return, accept."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.permissions import reachable
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.journal.actions import record
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.kernel.states import move
from tusoi.foundation.tally import actions as tally
from tusoi.process.campaigns.models import Subject, TierWindow
from tusoi.process.issues.models import Shortcoming
from tusoi.process.issues.rules import writes_by_proxy
from tusoi.process.reports import copies, rules
from tusoi.process.reports.content import content_of, digest_of, notices_of
from tusoi.process.reports.models import (
    EarlierAnswer,
    Report,
    ReportSection,
    ReportVersion,
    SectionRemark,
    SubstanceNotice,
)
from tusoi.process.reports.remediation import Row, rows_from
from tusoi.process.reports.states import REPORTS, TRANSITIONS, Act, ReportState


class SavedMeanwhile(Refused):
    """Somebody saved the section after this window was opened; `saved` is the section as it stands."""

    def __init__(self, saved: ReportSection) -> None:
        time = saved.saved_at.astimezone().strftime("%H:%M") if saved.saved_at else ""
        super().__init__(
            _("Phần này vừa được lưu từ một cửa sổ khác lúc %(time)s; bài đang viết ở đây chưa lưu") % {"time": time},
            way_out=_("Bài đang viết vẫn giữ nguyên dưới đây: so với bản đã lưu, ghép lại rồi lưu lần nữa"),
        )
        self.saved = saved


class TableSavedMeanwhile(Refused):
    """Somebody saved the remediation table after this window was opened; `saved` is the table as it stands."""

    def __init__(self, saved: list[Row]) -> None:
        super().__init__(
            _("Bảng khắc phục vừa được lưu từ một cửa sổ khác; các dòng đang viết ở đây chưa lưu"),
            way_out=_("Các dòng đang viết vẫn giữ nguyên dưới đây: so với bảng đã lưu, ghép lại rồi lưu lần nữa"),
        )
        self.saved = saved


@transaction.atomic
def start(subject: Subject, *, due_on: date | None = None, by: Account | None, at: datetime) -> Report:
    """Begin the report of a subject by the outline of the procedure; from now on it is expected (by `due_on`)."""
    rules.check_can_start(subject, by=by, at=at)
    report = Report.objects.create(campaign=subject.campaign, subject=subject, due_on=due_on)
    ReportSection.objects.bulk_create(
        [ReportSection(report=report, key=section.key) for section in rules.outline_of(subject).sections]
    )
    tally.add(report.campaign_id, subject.campaign_unit.path, REPORTS, total=1, due_on=due_on)
    record(Act.STARTED, report, by=by, at=at, scope=report.campaign_id)
    return report


@transaction.atomic
def expect(tier: TierWindow, *, due_on: date, by: Account, at: datetime) -> int:
    """Begin the reports of a tier that are not begun, where the account runs the campaign. Returns how many."""
    rules.check_can_expect(tier.campaign, by=by, at=at)
    reach = reachable(by, Permission.MANAGE_CAMPAIGN, on=at.date(), field="campaign_unit__unit__path")
    waiting = Subject.objects.filter(reach, tier=tier, report=None).select_related(
        "campaign__frozen", "campaign_unit__unit"
    )
    reports = [start(subject, due_on=due_on, by=by, at=at) for subject in waiting]
    if not reports:
        raise Refused(_("Cấp này không còn báo cáo nào để giao"))
    return len(reports)


def hold(report: Report) -> None:
    """The state as it is now, and nobody submits while a section is being saved."""
    report.state = Report.objects.select_for_update().values_list("state", flat=True).get(pk=report.pk)


@transaction.atomic
def save_section(report: Report, *, key: str, text: str, revision: int, by: Account | None, at: datetime) -> int:
    """Save a section that was opened at `revision`. Returns the new revision.

    Raises SavedMeanwhile (a Refused) when another window saved a different text in between; nothing is overwritten.
    The same text sent twice is one save.
    """
    hold(report)
    rules.check_can_write(report, by=by, at=at)
    section = ReportSection.objects.filter(report=report, key=key).first()
    if section is None:
        if key not in {part.key for part in rules.outline_of(report.subject).sections}:
            raise Refused(_("Đề cương không có phần này"))
        section = ReportSection.objects.create(report=report, key=key)  # an amendment of the procedure added it
    text = text.replace("\r\n", "\n").strip()
    if section.text == text:
        return section.revision
    saved = ReportSection.objects.filter(pk=section.pk, revision=revision).update(
        text=text, revision=revision + 1, saved_by=by, saved_at=at
    )
    if not saved:
        raise SavedMeanwhile(section)
    return revision + 1


@transaction.atomic
def save_all(
    report: Report, sections: Iterable[tuple[str, str, int]], *, by: Account | None, at: datetime
) -> tuple[dict[str, int], dict[str, ReportSection]]:
    """Save several sections, given as (key, text, revision). Returns the new revisions and what did not save.

    The latter are the sections that another window saved meanwhile, as they stand; the others are saved all the same.
    """
    revisions: dict[str, int] = {}
    meanwhile: dict[str, ReportSection] = {}
    for key, text, revision in sections:
        try:
            revisions[key] = save_section(report, key=key, text=text, revision=revision, by=by, at=at)
        except SavedMeanwhile as refused:
            meanwhile[key] = refused.saved
    return revisions, meanwhile


@transaction.atomic
def answer_earlier(
    report: Report, *, shortcoming: Shortcoming, status: str, text: str, by: Account | None, at: datetime
) -> EarlierAnswer:
    """Say how far a shortcoming of an earlier campaign is. A later answer replaces it until the report is submitted."""
    hold(report)
    rules.check_can_write(report, by=by, at=at)
    if not rules.earlier_of(report.subject).filter(pk=shortcoming.pk).exists():
        raise Refused(_("Khuyết điểm này không thuộc đối tượng của báo cáo"))
    if not text.strip():
        raise Refused(_("Phần báo cáo còn trống"), way_out=_("Viết đã làm gì, đến đâu, còn vướng gì"))
    given, _new = EarlierAnswer.objects.update_or_create(
        report=report,
        shortcoming=shortcoming,
        defaults={"status": status, "text": text.strip(), "by": by, "on": at.date()},
    )
    record(Act.EARLIER_ANSWERED, given, by=by, at=at, scope=report.campaign_id, status=str(status))
    return given


@transaction.atomic
def save_remediation(report: Report, *, rows: Iterable[Row], revision: int, by: Account | None, at: datetime) -> int:
    """Save the remediation table that was opened at `revision`; blank rows are left out. Returns the new revision.

    Refused when another window saved a different table in between; nothing is overwritten.
    """
    hold(report)
    rules.check_can_write(report, by=by, at=at)
    written = [row.as_data() for row in rows if not row.is_blank]
    rules.check_table_fits(written)
    stands = Report.objects.values("remediation", "remediation_revision").get(pk=report.pk)
    if stands["remediation"] == written:
        return int(stands["remediation_revision"])
    saved = Report.objects.filter(pk=report.pk, remediation_revision=revision).update(
        remediation=written, remediation_revision=revision + 1
    )
    if not saved:
        raise TableSavedMeanwhile(rows_from(stands["remediation"]))
    report.remediation, report.remediation_revision = written, revision + 1
    return revision + 1


@transaction.atomic
def submit(report: Report, *, by: Account | None, at: datetime) -> ReportVersion:
    """Hand the report in: what stands now becomes a version that is never changed. From two windows it succeeds once."""
    rules.check_can_submit(report, by=by, at=at)
    move(report, ReportState.SUBMITTED, table=TRANSITIONS, submitted_on=at.date())
    content = content_of(report)
    version = ReportVersion.objects.create(
        report=report,
        number=report.versions.count() + 1,
        content=content,
        digest=digest_of(content),
        by=by,
        by_proxy=writes_by_proxy(report.subject, by),
        on=at.date(),
    )
    SubstanceNotice.objects.bulk_create(
        SubstanceNotice(version=version, code=n.code, key=n.key, text=n.text, passages=[list(p) for p in n.passages])
        for n in notices_of(report, content)
    )
    copies.remember(report, content)
    tally.add(report.campaign_id, report.subject.campaign_unit.path, REPORTS, done=1, due_on=report.due_on)
    facts: dict[str, Any] = {"version": version.number, "digest": version.digest}
    record(Act.SUBMITTED, report, by=by, at=at, scope=report.campaign_id, **facts)
    return version


@transaction.atomic
def return_for_revision(
    report: Report,
    *,
    remarks: str,
    by: Account | None,
    at: datetime,
    by_section: Mapping[str, str] | None = None,
) -> None:
    """Give the report back with what is missing, as a whole and by section (by_section: key to words); the version that
    was handed in stays, and so do the remarks on it."""
    rules.check_can_return(report, by=by, at=at)
    said = {key: text.strip() for key, text in (by_section or {}).items() if text.strip()}
    if not remarks.strip() and not said:
        raise Refused(_("Trả lại báo cáo thì phải ghi cần bổ sung gì"))
    if not said.keys() <= {part.key for part in rules.outline_of(report.subject).sections}:
        raise Refused(_("Đề cương không có phần này"))
    move(report, ReportState.RETURNED, table=TRANSITIONS, remarks=remarks.strip())
    version = report.versions.get(number=report.versions.count())
    SectionRemark.objects.bulk_create(SectionRemark(version=version, key=key, text=text) for key, text in said.items())
    tally.add(report.campaign_id, report.subject.campaign_unit.path, REPORTS, done=-1, due_on=report.due_on)
    record(Act.RETURNED, report, by=by, at=at, scope=report.campaign_id)


@transaction.atomic
def accept(report: Report, *, by: Account | None, at: datetime) -> None:
    rules.check_can_accept(report, by=by, at=at)
    move(report, ReportState.ACCEPTED, table=TRANSITIONS)
    record(Act.ACCEPTED, report, by=by, at=at, scope=report.campaign_id)
