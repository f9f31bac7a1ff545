"""Reports: expected, own issues raised, everything answered, written, handed in, accepted; their papers."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import partial

from tusoi.foundation.kernel.refusal import Refused, ask
from tusoi.process.issues import actions as issues
from tusoi.process.issues.states import SourceKind
from tusoi.process.reports import actions as reports
from tusoi.process.reports.documents import COLLECTIVE, INDIVIDUAL, RESPONSE
from tusoi.process.reports.models import Report
from tusoi.process.reports.rules import check_can_answer_all
from tusoi.process.reports.states import WRITABLE
from tusoi.web.demo.package.fields import Origin
from tusoi.web.demo.package.later_rows import AnswerRow, ReportRow
from tusoi.web.demo.package.rows import IssueRow, TierRow
from tusoi.web.demo.play.stage import Act, Stage

EXPECTED = timedelta(days=14)  # so long before the first tier opens the reports of all are asked for


def acts(stage: Stage) -> Iterator[Act]:
    package = stage.package
    day = max(min(tier.opens_on for tier in package.tiers) - EXPECTED, package.about.calendar.opened)
    for tier in package.tiers:
        if due_on := _due_on(stage, tier):
            yield Act(day, f"giao viết báo cáo: {tier.code}", partial(_expect, stage, tier, due_on))
    for issue in package.issues:
        if issue.origin == Origin.OWN_REPORT:
            yield Act(issue.put_on, f"tự nêu {issue.code}", partial(_raise, stage, issue))
    yield from _too_early(stage)
    born_at_meetings = {issue.code for issue in package.issues if issue.origin == Origin.MEETING}
    for answer in package.answers:
        if answer.issue not in born_at_meetings:
            yield Act(answer.on, f"trả lời {answer.issue}", partial(_answer, stage, answer))
    by_subject: dict[str, list[ReportRow]] = {}
    for row in package.reports:
        by_subject.setdefault(row.subject, []).append(row)
    for subject, rows in by_subject.items():
        yield Act(rows[0].submitted_on, f"nộp báo cáo của {subject}", partial(_submit, stage, rows))
        yield Act(rows[0].submitted_on + timedelta(days=1), f"tiếp nhận {subject}", partial(_accept, stage, subject))


def _too_early(stage: Stage) -> Iterator[Act]:
    """On the day of its first answer each subject first tries to hand in: the gate is asked as the page asks it."""
    first: dict[str, AnswerRow] = {}
    subjects = {issue.code: issue.subject for issue in stage.package.issues}
    for answer in sorted(stage.package.answers, key=lambda row: row.on):
        if answer.issue in subjects:
            first.setdefault(subjects[answer.issue], answer)
    for subject, answer in first.items():
        yield Act(answer.on, f"thử nộp sớm báo cáo của {subject}", partial(_ask_too_early, stage, subject, answer.by))


def _ask_too_early(stage: Stage, subject: str, by: str, at: datetime) -> None:
    found = Report.objects.filter(campaign=stage.campaign, subject__code=subject, state__in=WRITABLE).first()
    if found and not ask(check_can_answer_all, found, by=stage.account(by), at=at):
        stage.gates_refused += 1


def _due_on(stage: Stage, tier: TierRow) -> date | None:
    """The eve of the tier's last meeting."""
    tiers = {subject.decided_by: subject.tier for subject in stage.package.subjects}
    days = [row.held_on for row in stage.package.meetings if tiers.get(row.collective) == tier.code]
    return max(days) - timedelta(days=1) if days else None


def _expect(stage: Stage, tier: TierRow, due_on: date, at: datetime) -> None:
    reports.expect(stage.campaign.tiers.get(code=tier.code), due_on=due_on, by=stage.officer, at=at)


def _raise(stage: Stage, row: IssueRow, at: datetime) -> None:
    issue = issues.raise_issue(
        stage.campaign,
        subject=stage.subject(row.subject),
        code=row.code,
        title=row.title,
        text=row.text,
        theme=row.theme,
        source=SourceKind.OWN_REPORT,
        by=stage.account(row.by),
        at=at,
    )
    issues.put(issue, by=stage.account(row.by), at=at)


def _answer(stage: Stage, row: AnswerRow, at: datetime) -> None:
    issues.answer(
        stage.issue(row.issue),
        kind=row.kind,
        text=row.text,
        cause=row.cause,
        measure=row.measure,
        by=stage.account(row.by),
        at=at,
    )


def _submit(stage: Stage, rows: list[ReportRow], at: datetime) -> None:
    """Write what nobody has written yet, hand it in, and issue its papers."""
    by, report = stage.account(rows[0].by), stage.report(rows[0].subject)
    written = dict(report.sections.values_list("key", "text"))
    for row in rows:
        if not written.get(row.section):
            reports.save_section(report, key=row.section, text=row.text, revision=0, by=by, at=at)
    reports.submit(report, by=by, at=at)
    report, kinds = stage.report(rows[0].subject), [INDIVIDUAL]
    if report.subject.is_collective:
        answered = stage.campaign.issues.filter(subject=report.subject).exists()
        kinds = [COLLECTIVE, RESPONSE] if answered else [COLLECTIVE]
    for kind in kinds:
        stage.issue_paper(kind.code, report, by=by, at=at)


def _accept(stage: Stage, subject: str, at: datetime) -> None:
    """By the officer above, or by the leader where the officer may not."""
    try:
        reports.accept(stage.report(subject), by=stage.officer, at=at)
    except Refused:
        reports.accept(stage.report(subject), by=stage.leader, at=at)
