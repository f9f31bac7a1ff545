"""Reports: expected, own issues raised, everything answered, written, handed in, accepted; their papers."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from tusoi.foundation.access.models import Account
from tusoi.foundation.kernel.refusal import Refused, ask
from tusoi.process.campaigns.actions import override_gate
from tusoi.process.issues import actions as issues
from tusoi.process.issues.states import SourceKind
from tusoi.process.reports import actions as reports
from tusoi.process.reports.documents import COLLECTIVE, INDIVIDUAL, RESPONSE
from tusoi.process.reports.models import Report
from tusoi.process.reports.rules import check_can_answer_all
from tusoi.process.reports.states import WRITABLE
from tusoi.web.demo.package.fields import Origin
from tusoi.web.demo.package.following_rows import EarlierRow
from tusoi.web.demo.package.later_rows import AnswerRow, OverrideRow, ReportRow, ReturnRow
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
        elif issue.origin == Origin.EARLIER:
            yield Act(issue.put_on, f"nêu lại {issue.code}", partial(_raise_again, stage, issue))
    yield from _too_early(stage)
    born_at_meetings = {issue.code for issue in package.issues if issue.origin == Origin.MEETING}
    for answer in package.answers:
        if answer.issue not in born_at_meetings:
            yield Act(answer.on, f"trả lời {answer.issue}", partial(_answer, stage, answer))
    for earlier in package.earlier:
        yield Act(earlier.on, f"kết quả khắc phục {earlier.issue}", partial(_answer_earlier, stage, earlier))
    for override in package.overrides:
        yield Act(override.on, f"cho phép vượt bước: {override.subject}", partial(_override, stage, override))
    by_subject: dict[str, list[ReportRow]] = {}
    for row in package.reports:
        by_subject.setdefault(row.subject, []).append(row)
    for rows in by_subject.values():
        yield from _handing_in(stage, rows)


def _handing_in(stage: Stage, rows: list[ReportRow]) -> Iterator[Act]:
    """Handed in, as often as it comes back once more, and accepted the day after."""
    subject, day = rows[0].subject, rows[0].submitted_on
    returns = sorted((one for one in stage.package.returns if one.subject == subject), key=lambda one: one.on)
    yield Act(day, f"nộp báo cáo của {subject}", partial(_hand_in, stage, rows, is_last=not returns))
    for back in returns:
        day = back.again_on
        again = partial(_hand_in_again, stage, back, rows, is_last=back is returns[-1])
        yield Act(back.on, f"trả lại báo cáo của {subject}", partial(_return, stage, back))
        yield Act(day, f"nộp lại báo cáo của {subject}", again)
    yield Act(day + timedelta(days=1), f"tiếp nhận {subject}", partial(_accept, stage, subject))


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
    _put(stage, row, at, source=SourceKind.OWN_REPORT, by=stage.account(row.by))


def _raise_again(stage: Stage, row: IssueRow, at: datetime) -> None:
    """A shortcoming of an earlier campaign is put to its subject again."""
    earlier = next(one.earlier for one in stage.package.goes_on if one.issue == row.code)
    shortcoming = stage.earlier_issue(earlier).shortcoming
    _put(stage, row, at, source=SourceKind.EARLIER, shortcoming=shortcoming, by=stage.officer)


def _put(stage: Stage, row: IssueRow, at: datetime, **raised: Any) -> None:
    issue = issues.raise_issue(
        stage.campaign,
        subject=stage.subject(row.subject),
        code=row.code,
        title=row.title,
        text=row.text,
        theme=row.theme,
        at=at,
        **raised,
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


def _answer_earlier(stage: Stage, row: EarlierRow, at: datetime) -> None:
    """Section III: by the subject of the report whose shortcoming it is."""
    shortcoming = stage.earlier_issue(row.issue).shortcoming
    report = Report.objects.select_related("campaign__frozen", "subject__campaign_unit__unit__parent").get(
        campaign=stage.campaign, subject__collective=shortcoming.collective, subject__person=shortcoming.person
    )
    by = stage.account(row.by)
    reports.answer_earlier(report, shortcoming=shortcoming, status=row.status, text=row.text, by=by, at=at)


def _override(stage: Stage, row: OverrideRow, at: datetime) -> None:
    report = stage.report(row.subject)
    override_gate(
        stage.campaign,
        row.gate,
        campaign_unit=report.subject.campaign_unit,
        thing=report,
        reason=row.reason,
        by=stage.account(row.by),
        at=at,
    )


def _return(stage: Stage, row: ReturnRow, at: datetime) -> None:
    said = {row.section: row.remarks} if row.section else None
    by = stage.account(row.by)
    reports.return_for_revision(stage.report(row.subject), remarks=row.remarks, by_section=said, by=by, at=at)


def _hand_in_again(stage: Stage, row: ReturnRow, rows: list[ReportRow], at: datetime, *, is_last: bool) -> None:
    by, report = stage.account(rows[0].by), stage.report(row.subject)
    if row.section:
        revision = report.sections.get(key=row.section).revision
        reports.save_section(report, key=row.section, text=row.text, revision=revision, by=by, at=at)
    _hand_in(stage, rows, at, is_last=is_last)


def _hand_in(stage: Stage, rows: list[ReportRow], at: datetime, *, is_last: bool) -> None:
    """Write what nobody has written yet and hand it in. is_last: it does not come back, and its papers are issued."""
    by, report = stage.account(rows[0].by), stage.report(rows[0].subject)
    written = dict(report.sections.values_list("key", "text"))
    for row in rows:
        if not written.get(row.section):
            reports.save_section(report, key=row.section, text=row.text, revision=0, by=by, at=at)
    reports.submit(report, by=by, at=at)
    if is_last:
        _issue_papers(stage, rows[0].subject, by, at)


def _issue_papers(stage: Stage, subject: str, by: Account, at: datetime) -> None:
    report, kinds = stage.report(subject), [INDIVIDUAL]
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
